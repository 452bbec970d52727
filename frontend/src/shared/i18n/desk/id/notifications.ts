export const notifications = {
  title: 'Pemberitahuan',
  lead: 'Apa yang menunggu Anda, dan apa yang terjadi pada yang Anda urus.',
  show: 'Tampilkan',
  all: 'Semua',
  unread: 'Belum dibaca',
  isUnread: 'Belum dibaca:',
  readAll: 'Tandai semua sudah dibaca',
  markRead: 'Tandai sudah dibaca',
  markUnread: 'Tandai belum dibaca',
  remove: 'Hapus',
  of: (action: string, title: string) => `${action}: ${title}`,
  empty:
    'Belum ada pemberitahuan. Undangan, keputusan, penilaian, tanda tangan, dan pengingat muncul di sini.',
  emptyUnread: 'Semua sudah dibaca.',
  newest: 'Pemberitahuan terbaru',
  toAll: 'Semua pemberitahuan',
}

export const attachments = {
  title: 'Lampiran',
  lead: 'Undangan, daftar hadir, paparan. Hanya penyelenggara dan instansi peserta yang melihatnya.',
  empty: 'Belum ada lampiran.',
  file: 'Berkas',
  size: 'Ukuran',
  by: 'Diunggah',
  action: 'Tindakan',
  upload: 'Tambah lampiran',
  uploadHint:
    'PDF, JPEG, PNG, DOCX, XLSX, atau PPTX, masing-masing sampai 20 MB. Pilih berkas, atau jatuhkan di sini.',
  done: (count: string) => `${count} berkas tersimpan.`,
  remove: 'Hapus',
  removeOf: (name: string) => `Hapus ${name}`,
  removeAsk: (name: string) => `${name} dihapus dan tidak dapat dikembalikan.`,
  removeYes: 'Ya, hapus',
}
