//! From text to words and stems.

use foldhash::{HashMap, HashMapExt, HashSet};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::LazyLock;

/// Longer words are cut, in bytes: nothing that people type is longer.
const LONGEST: usize = 40;

/// Words that stand in nearly every text and tell nothing about it.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "ada", "adalah", "agar", "akan", "an", "and", "antara", "atas", "atau", "bagi", "bahwa", "bisa", "by", "dalam", "dan", "dapat",
    "dari", "dengan", "di", "dia", "for", "hingga", "ia", "in", "ini", "itu", "jika", "juga", "karena", "ke", "kepada", "lain", "lebih",
    "maka", "mereka", "of", "oleh", "on", "pada", "para", "saat", "sampai", "sebagai", "secara", "sehingga", "serta", "suatu", "sudah",
    "tanpa", "telah", "tentang", "tersebut", "the", "tidak", "to", "untuk", "with", "yaitu", "yang",
];

/// Lower case, and without the marks on letters, so that "É" and "e" are the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | ' ' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ => folded.extend(c.to_lowercase().map(without_mark)),
        }
    }
    folded
}

fn without_mark(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        '\u{2019}' | '\u{2018}' => '\'',
        other => other,
    }
}

/// The words of folded text, without stop words; `Jum'at` is one word.
pub fn words(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    folded
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|word| if word.contains('\'') { Cow::Owned(word.replace('\'', "")) } else { Cow::Borrowed(word) })
        .filter(|word| !word.is_empty() && !is_stop_word(word))
        .map(|word| if word.len() > LONGEST { Cow::Owned(cut(&word).to_owned()) } else { word })
}

fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().copied().collect());
    WORDS.contains(word)
}

fn cut(word: &str) -> &str {
    let mut end = LONGEST;
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// Reduces Indonesian words to their stems (Snowball), and remembers them: texts repeat their words.
///
/// Snowball has no dictionary. Where a prefix has swallowed the first letter of a root (`pengembangan`,
/// of `kembang`) it cannot know which it was, so such a word has two stems.
pub struct Stems {
    snowball: Stemmer,
    known: RefCell<HashMap<Box<str>, StemsOfWord>>,
}

/// One or two stems.
pub type StemsOfWord = Rc<[Rc<str>]>;

/// Words whose stems are remembered at most.
const MOST_KNOWN: usize = 20_000;
/// Roots that end, or begin, like a word with an affix.
const ROOTS: &[&str] = &[
    "awas",
    "bencana",
    "berita",
    "istilah",
    "jumlah",
    "kelola",
    "keluarga",
    "keluh",
    "kembang",
    "kendali",
    "kering",
    "ketua",
    "lanjut",
    "masalah",
    "mohon",
    "mukim",
    "pakai",
    "pegawai",
    "periksa",
    "perintah",
    "rencana",
    "sekolah",
    "selenggara",
    "serah",
    "terima",
    "wilayah",
];
/// Prefixes that swallow a first letter, and that letter.
const SWALLOWING: &[(&str, char)] = &[
    ("meny", 's'),
    ("peny", 's'),
    ("meng", 'k'),
    ("peng", 'k'),
    ("men", 't'),
    ("pen", 't'),
    ("mem", 'p'),
    ("pem", 'p'),
    ("per", 'r'),
    ("ber", 'r'),
    ("ter", 'r'),
];

impl Default for Stems {
    fn default() -> Self {
        Self { snowball: Stemmer::create(Algorithm::Indonesian), known: RefCell::new(HashMap::new()) }
    }
}

thread_local! {
    static OF_THIS_THREAD: Stems = Stems::default();
}

impl Stems {
    /// Those that this thread has worked out before.
    pub fn of_this_thread<T>(use_them: impl FnOnce(&Self) -> T) -> T {
        OF_THIS_THREAD.with(use_them)
    }

    /// The stems of a folded word, one or two; words with a digit are codes and stay as they are.
    pub fn of(&self, word: &str) -> StemsOfWord {
        if let Some(stems) = self.known.borrow().get(word) {
            return stems.clone();
        }
        let stems: StemsOfWord = self.work_out(word).into_iter().map(Rc::from).collect();
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(word.into(), stems.clone());
        stems
    }

    fn work_out(&self, word: &str) -> Vec<String> {
        if word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
            return vec![word.to_owned()];
        }
        if let Some(root) = ROOTS.iter().find(|root| contains_root(word, root)) {
            return vec![(*root).to_owned()];
        }
        let stem = self.snowball.stem(word).into_owned();
        match swallowed(word, &stem) {
            Some(letter) => vec![format!("{letter}{stem}"), stem],
            None => vec![stem],
        }
    }
}

/// Whether the word is the root with common affixes around it, its first letter perhaps swallowed.
fn contains_root(word: &str, root: &str) -> bool {
    let whole = word.find(root).is_some_and(|at| is_prefix(&word[..at]) && is_suffix(&word[at + root.len()..]));
    let first = root.chars().next().unwrap_or_default();
    let swallowed = SWALLOWING.iter().filter(|(_, letter)| *letter == first).any(|(prefix, _)| {
        let rest = root.get(1..).unwrap_or_default();
        word.find(rest).is_some_and(|at| word[..at].ends_with(prefix) && at - prefix.len() <= 2 && is_suffix(&word[at + rest.len()..]))
    });
    whole || swallowed
}

fn is_prefix(text: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "", "di", "ke", "se", "be", "ber", "pe", "per", "te", "ter", "me", "men", "meng", "mem", "pen", "peng", "pem", "memper", "diper",
        "keber", "kepe", "berke",
    ];
    PREFIXES.contains(&text)
}

fn is_suffix(text: &str) -> bool {
    const SUFFIXES: &[&str] = &["", "an", "kan", "i", "nya", "annya", "kannya", "inya", "lah", "kah"];
    SUFFIXES.contains(&text)
}

/// The letter that a prefix may have swallowed before the stem.
fn swallowed(word: &str, stem: &str) -> Option<char> {
    if !stem.starts_with(['a', 'e', 'i', 'o', 'u']) {
        return None;
    }
    let at = word.find(stem)?;
    SWALLOWING.iter().find(|(prefix, _)| word[..at].ends_with(prefix)).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people type, and the forms that texts have it in.
    #[rustfmt::skip]
    const PAIRS: &[(&str, &str)] = &[
        ("layanan", "pelayanan melayani layan dilayani"), ("izin", "perizinan izinnya"), ("aduan", "pengaduan mengadu"), ("didik", "pendidikan mendidik"),
        ("tanah", "pertanahan"), ("bayar", "pembayaran membayar dibayarkan"), ("sehat", "kesehatan menyehatkan"), ("daftar", "pendaftaran mendaftar terdaftar"),
        ("tani", "pertanian petani"), ("ikan", "perikanan"), ("lindung", "perlindungan melindungi"), ("hubung", "perhubungan menghubungi"),
        ("dagang", "perdagangan pedagang"), ("kelola", "pengelolaan mengelola dikelola pengelola"), ("awas", "pengawasan mengawasi pengawas"),
        ("kembang", "pengembangan berkembang dikembangkan perkembangan"), ("bantuan", "membantu bantu dibantu"), ("guna", "penggunaan pengguna menggunakan"),
        ("rumah", "perumahan"), ("uji", "pengujian menguji"), ("suluh", "penyuluhan penyuluh"), ("periksa", "pemeriksaan memeriksa diperiksa"),
        ("terima", "penerimaan menerima diterima"), ("tulis", "penulisan menulis tertulis"), ("mukim", "pemukiman permukiman"), ("pakai", "pemakaian memakai dipakai"),
        ("kirim", "pengiriman mengirim dikirim"), ("simpan", "penyimpanan menyimpan"), ("ajar", "pelajaran belajar mengajar pembelajaran"), ("uang", "keuangan"),
        ("laut", "kelautan"), ("pegawai", "kepegawaian"), ("aman", "keamanan pengaman"), ("pajak", "perpajakan"), ("desa", "pedesaan perdesaan"),
        ("sampah", "persampahan"), ("selenggara", "penyelenggaraan menyelenggarakan diselenggarakan"), ("perintah", "pemerintah pemerintahan"),
        ("pantau", "pemantauan memantau dipantau"), ("catat", "pencatatan mencatat tercatat"), ("latih", "pelatihan melatih dilatih"), ("rawat", "perawatan merawat dirawat"),
        ("bimbing", "bimbingan pembimbing membimbing"), ("kerja", "pekerjaan bekerja pekerja"), ("bencana", "kebencanaan"), ("kendali", "pengendalian mengendalikan"),
        ("obat", "pengobatan berobat"), ("ternak", "peternakan"), ("kebun", "perkebunan"), ("hutan", "kehutanan"), ("lapor", "pelaporan laporan melapor dilaporkan"),
        ("mohon", "permohonan pemohon memohon"), ("salur", "penyaluran menyalurkan disalurkan"), ("lanjut", "keberlanjutan berkelanjutan"), ("masalah", "permasalahan"),
        ("sekolah", "bersekolah sekolahnya"), ("tangan", "penanganan menangani ditangani"), ("kumpul", "pengumpulan mengumpulkan"), ("temu", "penemuan menemukan pertemuan"),
        ("pilih", "pemilihan memilih dipilih"), ("sakit", "penyakit"),
    ];

    #[test]
    fn forms_of_a_word_have_a_stem_in_common() {
        let stems = Stems::default();
        let mut apart = Vec::new();
        for (word, forms) in PAIRS {
            for form in forms.split(' ') {
                let (a, b) = (stems.of(word), stems.of(form));
                if !a.iter().any(|stem| b.contains(stem)) {
                    apart.push(format!("{word}->{a:?} {form}->{b:?}"));
                }
            }
        }
        assert!(apart.is_empty(), "{apart:#?}");
    }

    #[test]
    fn different_words_stay_apart() {
        let stems = Stems::default();
        for (a, b) in [
            ("pasar", "kasar"),
            ("uang", "ruang"),
            ("tempat", "empat"),
            ("sapi", "api"),
            ("ketua", "tua"),
            ("masalah", "masa"),
            ("tanah", "tanam"),
        ] {
            assert!(!stems.of(a).iter().any(|stem| stems.of(b).contains(stem)), "{a} {b}");
        }
    }

    #[test]
    fn words_are_folded_and_stop_words_left_out() {
        let folded = fold("Pelayanan yang CEPAT di Jum\u{2019}at, dan É-KTP untuk 2024!");
        assert_eq!(words(&folded).collect::<Vec<_>>(), ["pelayanan", "cepat", "jumat", "e", "ktp", "2024"]);
    }

    #[test]
    fn long_words_are_cut_between_letters() {
        let long = "é".repeat(50);
        assert!(words(&long).all(|w| w.len() <= LONGEST));
    }
}
