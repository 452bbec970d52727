/** How hard a password that is being chosen is to guess. */
export const password = {
  label: 'Kekuatan kata sandi',
  tooShort: (missing: number) => `Tambahkan sedikitnya ${missing} karakter lagi.`,
  weak: 'Mudah ditebak. Pilih beberapa kata yang tidak berkaitan dengan Anda maupun satu sama lain.',
  strong: (score: number): string => (score > 3 ? 'Sangat sulit ditebak.' : 'Cukup sulit ditebak.'),
}
