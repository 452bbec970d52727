export const common = {
  breadcrumb: 'Remah roti',
  home: 'Beranda',
  asTable: 'Lihat sebagai tabel',
  total: 'Jumlah',
  table: 'Tabel',
  taskDone: 'selesai',
  taskOpen: 'belum selesai',
  newTab: 'terbuka di tab baru',
  loading: 'Memuat',
  search: 'Cari',
  more: 'Muat lagi',
  none: '–',
}

export const errors = {
  notFoundTitle: 'Halaman tidak ditemukan',
  notFound:
    'Alamatnya mungkin salah ketik, atau catatannya sudah tidak diumumkan. Cari di katalog atau kembali ke beranda.',
  offlineTitle: 'Tidak ada sambungan',
  offline: 'Peramban tidak dapat menghubungi server. Periksa jaringan Anda, lalu coba lagi.',
  serverTitle: 'Ada gangguan di server',
  server:
    'Bukan kesalahan Anda. Coba lagi beberapa saat; bila berulang, sebutkan nomor permintaan.',
  busyTitle: 'Terlalu banyak permintaan',
  busy: 'Server sedang membatasi permintaan agar tetap lancar bagi semua.',
  retryIn: (seconds: number) => `Dapat dicoba lagi dalam ${seconds} detik.`,
  otherTitle: 'Permintaan tidak dapat dipenuhi',
  crashTitle: 'Halaman ini gagal ditampilkan',
  crash: 'Muat ulang halaman. Bila berulang, kembali ke beranda.',
  retry: 'Coba lagi',
  reload: 'Muat ulang',
  toHome: 'Ke beranda',
  toCatalogue: 'Buka katalog',
  firstPage: 'Mulai dari halaman pertama',
  requestId: 'Nomor permintaan',
}
