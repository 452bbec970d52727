export const following = {
  title: 'Yang diikuti',
  lead: 'Kabar tentang semua ini masuk ke pemberitahuan Anda. Lewat surel hanya bila Anda memilih ringkasan di halaman akun.',
  empty: 'Anda belum mengikuti apa pun. Ikuti hub, inovasi, atau tulisan dari halamannya.',
  toPosts: 'Lihat pengetahuan terbaru',
  gone: 'Tidak dapat dibaca lagi',
  types: {
    hub: 'Hub',
    tag: 'Tag',
    innovation: 'Inovasi',
    author: 'Penulis',
    post: 'Diskusi',
    saved_search: 'Pencarian tersimpan',
  },
  digest: {
    title: 'Ringkasan lewat surel',
    lead: 'Satu surel berisi pemberitahuan yang belum dibaca. Tidak dikirim kecuali Anda memilihnya, dan setiap surel punya tautan untuk berhenti.',
    label: 'Kirim ringkasan',
    choices: { off: 'Jangan kirim', daily: 'Setiap hari', weekly: 'Setiap minggu' },
    saved: 'Pilihan disimpan.',
  },
}

export const synonyms = {
  title: 'Sinonim',
  lead: 'Kata dan frasa yang dianggap sama oleh pencarian, misalnya puskesmas dan pusat kesehatan masyarakat.',
  caption: 'Daftar sinonim',
  words: 'Kata yang sama artinya',
  add: 'Tambah sinonim',
  edit: 'Ubah sinonim',
  hint: 'Satu kata atau frasa per baris, 2 sampai 10.',
  save: 'Simpan',
  remove: 'Hapus',
  removeName: (words: string) => `Hapus ${words}`,
  editName: (words: string) => `Ubah ${words}`,
  removeTitle: 'Hapus sinonim?',
  removeText: (words: string) => `Pencarian tidak lagi menganggap sama: ${words}.`,
}
