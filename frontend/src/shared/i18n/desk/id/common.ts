export const common = {
  cancel: 'Batal',
  close: 'Tutup',
  save: 'Simpan',
  restored: 'Isian yang belum tersimpan dipulihkan dari perangkat ini.',
  discardRestored: 'Buang isian ini',
  saved: 'Tersimpan.',
  statusNow: (status: string) => `Tersimpan. Status sekarang: ${status}.`,
  optional: 'boleh kosong',
  charactersLeft: (count: string) => `Sisa ${count} karakter`,
  charactersOver: (count: string) => `Kelebihan ${count} karakter`,
  summaryTitle: 'Ada yang perlu diperbaiki',
  note: 'Catatan',
  noteRequired: 'Tulis catatannya: tanpa itu penulis tidak tahu apa yang harus dilakukan.',
  changedMeanwhile:
    'Catatan ini baru saja diubah orang lain. Yang terbaru sudah ditampilkan; periksa, lalu coba lagi.',
  guard: 'Belum dapat dilakukan karena masih ada syarat yang kurang.',
  guards: {
    review: 'Belum ada penilaian atas versi ini yang merekomendasikan terbit.',
    basis:
      'Hub belum punya dasar yang berlaku: isi keputusan atau komitmennya di Administrasi, bagian Hub, atau tunggu nota kesepahaman mulai berlaku.',
    hub_manager:
      'Instansi ini belum punya pengelola hub yang aktif: undang atau angkat lewat halaman Anggota.',
    started: 'Kegiatan ini belum dimulai.',
    held: 'Keputusan dicatat setelah kegiatan dinyatakan terlaksana.',
    body: 'Isinya masih kosong: tulis dulu, baru terbitkan.',
    publish_at: 'Waktu terbitnya belum diisi atau sudah lewat: pilih waktu yang akan datang.',
  } as Partial<Record<string, string>>,
  notForYou: {
    title: 'Halaman ini bukan untuk peran Anda',
    text: (roles: string) =>
      `Anda masuk sebagai: ${roles}. Bila Anda memerlukan halaman ini, mintalah perannya kepada pengelola hub instansi Anda atau Kementerian PANRB.`,
  },
  duration: {
    minutes: (n: number) => (n < 1 ? 'kurang dari satu menit' : `${n} menit`),
    hours: (n: number) => `${n} jam`,
    days: (n: number) => `${n} hari`,
  },
  all: 'Semua',
  apply: 'Terapkan',
  edit: 'Ubah',
  copy: 'Salin',
  copied: 'Tersalin.',
  copyFailed: 'Tidak dapat menyalin otomatis; pilih teksnya lalu salin.',
  empty: 'kosong',
  active: 'Aktif',
  inactive: 'Nonaktif',
}

/** What may be done with an innovation, by the status that it leads to. */
export const transitions = {
  submitted: 'Ajukan',
  resubmitted: 'Ajukan lagi',
  draft: 'Tarik kembali',
  redraft: 'Jadikan draf lagi',
  in_review: 'Ambil untuk dinilai',
  revision_requested: 'Minta revisi',
  rejected: 'Tolak',
  published: 'Terbitkan',
  republished: 'Terbitkan kembali',
  archived: 'Arsipkan',
  ask: {
    draft:
      'Pengajuan ditarik dan inovasi kembali menjadi draf. Anda dapat mengajukannya lagi kapan saja.',
    revision_requested:
      'Inovasi dikembalikan kepada penulisnya. Jelaskan apa yang perlu diperbaiki agar dapat terbit.',
    rejected: 'Inovasi ditolak. Penulis membaca alasan Anda dan dapat menjadikannya draf lagi.',
    published: 'Inovasi langsung dapat dibaca siapa saja dan masuk ke pencarian.',
    archived: 'Inovasi tidak lagi tampil bagi pengunjung. Anda dapat menerbitkannya kembali.',
    submitted: 'Setelah diajukan, isinya tidak dapat diubah sampai penilai menjawab.',
  },
  done: {
    submitted: 'Inovasi sudah diajukan dan menunggu penilai.',
    draft: 'Inovasi ini kembali menjadi draf.',
    in_review: 'Anda sudah mengambilnya: pengajuan ini sekarang dinilai.',
    revision_requested: 'Keputusan tersimpan: perbaikan diminta. Penulis diberi tahu.',
    rejected: 'Keputusan tersimpan: inovasi ditolak. Penulis diberi tahu.',
    published: 'Keputusan tersimpan: inovasi ini sudah terbit dan dapat dibaca siapa saja.',
    republished: 'Inovasi ini terbit kembali dan dapat dibaca siapa saja.',
    archived: 'Inovasi ini diarsipkan dan tidak lagi tampil bagi umum.',
  },
  noteHint: 'Diisi dengan komentar pada penilaian Anda. Ubah bila perlu.',
  noteFor: {
    revision_requested: 'Apa yang perlu diperbaiki?',
    rejected: 'Mengapa ditolak?',
  },
}
