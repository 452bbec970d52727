export const developers = {
  title: 'API terbuka',
  lead: 'Semua yang tampil di laman ini dapat dibaca mesin. Data publik tidak memerlukan akun maupun kunci.',
  startTitle: 'Mulai dari satu perintah',
  start: 'Ambil lima inovasi terbaru di bidang kesehatan:',
  docsTitle: 'Dokumen',
  docs: {
    explorer: 'Penjelajah API',
    explorerHint: 'Coba setiap operasi langsung dari peramban.',
    json: 'OpenAPI 3.1 (JSON)',
    yaml: 'OpenAPI 3.1 (YAML)',
    specHint: 'Untuk membangkitkan klien atau mengimpor ke alat Anda.',
  },
  resourcesTitle: 'Yang tersedia',
  resource: 'Sumber daya',
  path: 'Alamat',
  resources: {
    innovations: 'Inovasi: cari, saring, hitung',
    hubs: 'Hub beserta statistik dan riwayatnya',
    institutions: 'Instansi',
    vocabularies: 'Kosakata: sektor, kategori, tahap, TPB',
    stats: 'Ringkasan jejaring dalam angka',
  },
  cursorsTitle: 'Menelusuri daftar',
  cursors:
    'Setiap daftar memuat paling banyak 100 catatan dan sebuah next_cursor. Kirim kembali cursor itu untuk halaman berikutnya sampai nilainya null. Halaman yang dalam sama cepatnya dengan halaman pertama. Tambahkan count=true untuk jumlah keseluruhan dan facets=sector,phase untuk rinciannya.',
  etagTitle: 'Hemat dengan ETag',
  etag: 'Setiap jawaban membawa ETag. Kirim kembali dalam If-None-Match: bila tidak ada yang berubah, jawabannya 304 tanpa isi.',
  problemsTitle: 'Bila ada yang salah',
  problems:
    'Kesalahan datang sebagai application/problem+json (RFC 9457): type menunjuk ke halaman penjelasan, detail menyebut apa yang harus dilakukan, dan instance adalah nomor permintaan. Bahasa mengikuti Accept-Language.',
  limitsTitle: 'Batas laju',
  limits:
    'Header RateLimit memberi tahu sisa jatah Anda. Bila habis, jawabannya 429 dengan Retry-After dalam detik.',
  copy: 'Salin',
  copied: 'Tersalin',
  example: (title: string) => `Contoh: ${title}`,
}
