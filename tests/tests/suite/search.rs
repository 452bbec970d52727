//! Full text: any form of a word finds the others, titles count more, and nothing that people type breaks it.

use crate::shared::{TEXTS, ids, innovations, items, text, words};
use serde_json::Value;
use std::collections::BTreeSet;
use tests::{Backend, Data, Site, encode, on_both};

on_both![
    any_form_of_a_word_finds_the_others,
    a_word_in_the_title_ranks_above_one_in_the_body,
    several_words_must_all_be_there,
    case_marks_and_punctuation_do_not_matter,
    stop_words_alone_find_nothing,
    blanks_are_no_query,
    rubbish_is_searched_for_and_found_nowhere,
    ranking_is_told_for_lists_by_relevance,
    pages_by_relevance_hold_each_match_once,
    other_sorts_hold_the_same_matches,
    a_list_by_relevance_ends_after_1000_and_totals_at_10000,
];

/// What people type, and a form of it that stands in the demonstration.
const PAIRS: &[(&str, &str)] = &[
    ("layanan", "pelayanan"),
    ("layan", "melayani"),
    ("izin", "perizinan"),
    ("aduan", "pengaduan"),
    ("didik", "pendidikan"),
    ("tanah", "pertanahan"),
    ("bayar", "pembayaran"),
    ("bayar", "membayar"),
    ("sehat", "kesehatan"),
    ("daftar", "pendaftaran"),
    ("ikan", "perikanan"),
    ("lindung", "perlindungan"),
    ("hubung", "perhubungan"),
    ("dagang", "perdagangan"),
    ("kelola", "pengelolaan"),
    ("awas", "pengawasan"),
    ("bantuan", "membantu"),
    ("guna", "penggunaan"),
    ("uji", "pengujian"),
    ("periksa", "pemeriksaan"),
    ("damping", "pendampingan"),
    ("tunggu", "menunggu"),
    ("catat", "mencatat"),
    ("latih", "pelatihan"),
    ("laporan", "melaporkan"),
    ("kirim", "pengiriman"),
    ("angkut", "angkutan"),
    ("kerja", "pekerja"),
    ("kerja", "bekerja"),
    ("beli", "pembeli"),
    ("buka", "membuka"),
    ("baca", "membaca"),
    ("layar", "pelayaran"),
    ("rawat", "perawatan"),
    ("pakai", "pemakaian"),
    ("ukur", "pengukuran"),
];

fn title_words(innovation: &Value) -> Vec<String> {
    [words(text(innovation, "title")), words(text(innovation, "acronym"))].concat()
}

fn all_words(innovation: &Value) -> BTreeSet<String> {
    let keywords = innovation["keywords"].as_array().unwrap().iter().filter_map(Value::as_str);
    let fields = ["title", "acronym", "summary", "unit_name"].into_iter().chain(TEXTS).map(|field| text(innovation, field));
    fields.chain(keywords).flat_map(words).collect()
}

fn published(backend: Backend) -> impl Iterator<Item = &'static Value> {
    innovations(backend).values().filter(|i| i["status"] == "published")
}

/// Ids of what a query finds, in order.
fn search(site: &Site, q: &str) -> Vec<String> {
    let found = site.walk(&format!("/innovations?limit=100&q={}", encode(q)), None);
    ids(&found).into_iter().map(str::to_owned).collect()
}

fn any_form_of_a_word_finds_the_others(backend: Backend) {
    let site = Site::shared(backend);
    let mut apart = Vec::new();
    for (typed, form) in PAIRS {
        let holding: Vec<&Value> = published(backend).filter(|i| all_words(i).contains(*form)).collect();
        assert!(!holding.is_empty(), "{form} stands in the demonstration");
        let found = search(site, typed);
        if !holding.iter().all(|i| found.iter().any(|id| id == text(i, "id"))) {
            apart.push((typed, form));
        }
    }
    assert!(apart.is_empty(), "{apart:?}");
}

fn a_word_in_the_title_ranks_above_one_in_the_body(backend: Backend) {
    let site = Site::shared(backend);
    for q in ["sekolah", "antrean", "kapal", "rumah", "pendampingan", "jalan", "tanah", "desa", "malam", "anak", "warga", "nelayan"] {
        let in_title: Vec<bool> = search(site, q).iter().map(|id| title_words(&innovations(backend)[id]).iter().any(|w| w == q)).collect();
        let titled = in_title.iter().filter(|t| **t).count();
        assert!(titled > 0 && titled < in_title.len(), "{q} stands in titles and elsewhere");
        assert!(in_title[..titled].iter().all(|t| *t), "{q}: {in_title:?}");
    }
    // With several words as well: what has both in its title comes first.
    for q in ["antrean kapal", "sekolah jalan", "pendampingan anak", "izin pasar"] {
        let wanted = words(q);
        let order = search(site, q);
        let whole = order.iter().position(|id| wanted.iter().all(|w| title_words(&innovations(backend)[id]).contains(w)));
        assert!(whole.is_none_or(|at| at == 0), "{q}: {whole:?}");
    }
}

fn several_words_must_all_be_there(backend: Backend) {
    let site = Site::shared(backend);
    let set = |q: &str| search(site, q).into_iter().collect::<BTreeSet<_>>();
    for (a, b) in [("layanan", "desa"), ("sekolah", "jalan"), ("kapal", "nelayan"), ("izin", "usaha"), ("anak", "perempuan")] {
        let both: BTreeSet<_> = set(a).intersection(&set(b)).cloned().collect();
        assert!(!both.is_empty(), "{a} {b}");
        assert_eq!(set(&format!("{a} {b}")), both, "{a} {b}");
        assert_eq!(set(&format!("{b} {a}")), both, "{b} {a}");
        assert_eq!(set(&format!("{a} yang {b} {a}")), both, "stop words and repeats change nothing");
    }
    assert!(set("layanan kata-yang-tidak-ada-di-mana-pun xyzzy").is_empty());
}

fn case_marks_and_punctuation_do_not_matter(backend: Backend) {
    let site = Site::shared(backend);
    let plain = search(site, "antrean kapal");
    assert!(!plain.is_empty());
    for q in [
        "ANTREAN KAPAL",
        "Antrean, kapal!",
        "  antrean\tkapal  ",
        "antréan kapàl",
        "\"antrean\" (kapal)",
        "antrean+kapal",
        "antrean/kapal",
        "antrean-kapal",
    ] {
        assert_eq!(search(site, q), plain, "{q}");
    }
    let by_plus = site.get("/innovations?limit=100&q=antrean+kapal").ok();
    assert_eq!(ids(items(&by_plus)), plain);
}

fn stop_words_alone_find_nothing(backend: Backend) {
    let site = Site::shared(backend);
    for q in ["yang", "yang di dan", "THE of", "...", "!!!", "'"] {
        for sort in ["relevance", "-created_at", "title"] {
            let page = site.get(&format!("/innovations?count=true&facets=sector&sort={sort}&q={}", encode(q))).ok();
            assert_eq!((items(&page).len(), &page["total"], &page["next_cursor"]), (0, &Value::from(0), &Value::Null), "{q} {sort}");
            assert_eq!(page["facets"]["sector"], Value::Array(vec![]));
        }
    }
}

fn blanks_are_no_query(backend: Backend) {
    let site = Site::shared(backend);
    let all = site.get("/innovations").ok();
    for q in ["", "%20", "+", "%09%0A"] {
        assert_eq!(site.get(&format!("/innovations?q={q}")).ok(), all, "{q:?}");
    }
}

fn rubbish_is_searched_for_and_found_nowhere(backend: Backend) {
    let site = Site::shared(backend);
    let long = "x".repeat(200);
    let many = "kata ".repeat(40);
    let rubbish = [
        "\"*^()' OR NEAR",
        "\"",
        "'",
        "''",
        "*",
        "^",
        "(",
        ")",
        "()",
        "\"\"",
        "NEAR(",
        "NEAR/2",
        "a OR b",
        "NOT",
        "NOT x",
        "AND",
        "-x",
        "x:y",
        "title:x",
        "{a b}",
        "+",
        "\\",
        "\\'",
        "%",
        "_",
        "a & b",
        "a | !b",
        "a <-> b",
        ":*",
        "x:*",
        "'; DROP TABLE innovations; --",
        "1' OR '1'='1",
        "$1",
        "?1",
        "{}",
        "[]",
        "<script>",
        "\u{202e}",
        "😀",
        "ß",
        "İ",
        "ﬁ",
        "中文",
        "\u{1}",
        "\u{7f}",
        "e\u{301}",
        "a'b'c",
        "jum'at",
        "Jum’at",
        "\u{feff}",
        &long,
        &many,
    ];
    for q in rubbish {
        for sort in ["", "&sort=title", "&sort=-relevance&facets=sector&count=true"] {
            let answer = site.get(&format!("/innovations?q={}{sort}", encode(q))).send();
            assert_eq!(answer.status, 200, "{q:?}: {answer:?}");
        }
        for path in ["hubs", "institutions"] {
            site.get(&format!("/{path}?q={}", encode(q))).ok();
        }
    }
    for q in ["'; DROP TABLE innovations; --", "xyzzy", "中文", "😀"] {
        assert_eq!(search(site, q), Vec::<String>::new(), "{q}");
    }
}

fn ranking_is_told_for_lists_by_relevance(backend: Backend) {
    let site = Site::shared(backend);
    for q in ["sekolah", "layanan%20desa", "xyzzy"] {
        assert_eq!(site.get(&format!("/innovations?q={q}")).ok()["ranking"], "exact", "{q}");
        assert_eq!(site.get(&format!("/innovations?q={q}&sort=title")).ok()["ranking"], Value::Null, "{q}");
    }
    assert_eq!(site.get("/innovations").ok()["ranking"], Value::Null);
}

fn pages_by_relevance_hold_each_match_once(backend: Backend) {
    let site = Site::shared(backend);
    for q in ["peragaan", "sekolah", "layanan warga", "data peragaan"] {
        let whole = search(site, q);
        let distinct: BTreeSet<_> = whole.iter().collect();
        assert_eq!(distinct.len(), whole.len(), "{q}");
        for limit in [1, 4, 7] {
            let paged = site.walk(&format!("/innovations?limit={limit}&q={}", encode(q)), None);
            assert_eq!(ids(&paged), whole, "{q}, {limit} a page");
        }
    }
}

fn other_sorts_hold_the_same_matches(backend: Backend) {
    let site = Site::shared(backend);
    for q in ["sekolah", "layanan warga"] {
        let matches: BTreeSet<String> = search(site, q).into_iter().collect();
        for sort in ["created_at", "-updated_at", "title", "-published_at", "-relevance"] {
            let sorted = site.walk(&format!("/innovations?limit=5&sort={sort}&q={}", encode(q)), None);
            assert_eq!(ids(&sorted).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), matches, "{q} {sort}");
            assert_eq!(sorted.len(), matches.len(), "{q} {sort}");
        }
    }
}

fn a_list_by_relevance_ends_after_1000_and_totals_at_10000(backend: Backend) {
    let mut site = Site::stopped(backend, Data::Nothing);
    site.jipp(&["seed", "--scale", "4000"]).success();
    // Copies are quicker made than varied records, and counting needs no more.
    let columns = "title, title_key, hub_id, institution_id, sector, status, phase, sustainability, attested_on, source, completeness, created_at, updated_at";
    site.execute(&format!(
        "INSERT INTO innovations (id, slug, {columns}) SELECT substr(id, 1, 14) || n.n || substr(id, 16), slug || '-' || n.n, {columns} FROM innovations, \
         (SELECT 4 AS n UNION SELECT 5) AS n WHERE status = 'published'"
    ))
    .unwrap();
    site.start();
    let page = site.get("/innovations?count=true&limit=1").ok();
    assert_eq!((&page["total"], &page["total_is_capped"]), (&Value::from(10_000), &Value::from(true)));
    let exact = site.get("/innovations?count=true&limit=1&sector=health").ok();
    assert!(exact["total"].as_u64().is_some_and(|n| (300..3_000).contains(&n)) && exact["total_is_capped"].is_null(), "{exact}");
    // A frequent word, and two of them.
    for (q, ranking) in [("unit", "exact"), ("unit hari", "partial")] {
        let first = site.get(&format!("/innovations?count=true&limit=1&q={}", encode(q))).ok();
        assert!(first["total"].as_u64().unwrap() > 1_000, "{q}: {}", first["total"]);
        assert_eq!(first["ranking"], ranking, "{q}");
        let found = site.walk(&format!("/innovations?limit=100&q={}", encode(q)), None);
        let distinct: BTreeSet<_> = ids(&found).into_iter().collect();
        assert_eq!(found.len(), distinct.len(), "{q}");
        // A partial ranking holds the most promising matches only.
        assert!(found.len() == 1_000 || (ranking == "partial" && (100..1_000).contains(&found.len())), "{q}: {}", found.len());
    }
    // Other sorts go to the end.
    let newest = site.walk("/innovations?limit=100&sector=health,land", None);
    assert!(newest.len() > 1_000 && newest.is_sorted_by(|a, b| text(a, "created_at") >= text(b, "created_at")), "{}", newest.len());
}

/// What both databases rank best is the same.
#[test]
fn both_backends_agree_on_the_best_three() {
    let (sqlite, postgres) = (Site::shared(Backend::Sqlite), Site::shared(Backend::Postgres));
    let queries = [
        "layanan",
        "sekolah",
        "antrean",
        "kapal",
        "desa",
        "izin",
        "pajak",
        "obat",
        "tanah",
        "nelayan",
        "bencana",
        "anak",
        "perempuan",
        "lansia",
        "difabel",
        "pasar",
        "hukum",
        "gambut",
        "kopi",
        "laboratorium",
        "layanan desa",
        "izin usaha",
        "antrean kapal",
        "ibu hamil",
        "anak sekolah",
        "pendampingan keluarga",
        "uji air",
        "perizinan dermaga",
        "pelayanan pajak wajib",
        "peringatan dini bencana",
    ];
    let mut found = 0;
    for q in queries {
        let best = |site: &Site| {
            items(&site.get(&format!("/innovations?limit=3&q={}", encode(q))).ok())
                .iter()
                .map(|i| text(i, "title").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(best(sqlite), best(postgres), "{q}");
        found += usize::from(!best(sqlite).is_empty());
    }
    assert!(found >= 28, "nearly all of them find something: {found}");
}
