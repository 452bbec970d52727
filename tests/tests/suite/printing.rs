//! The document of an MoU says what its page says.

use crate::shared::text;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tests::{Backend, Site, on_both};

on_both![the_document_says_what_the_page_says, what_cannot_be_printed_is_not_approved];

/// Scopes with everything that Markdown can say.
const CORPUS: [&str; 20] = [
    "Pembinaan **inovasi** pelayanan *publik*.",
    "Tetap berlaku; ~~dibatalkan~~ tidak lagi.",
    "| Kegiatan | Waktu |\n|---|---:|\n| | Januari |\n| Lokakarya | |\n| a | b |",
    "Lihat [peraturan](https://peraturan.go.id/id/permenpan-91-2021?x=1#pasal-2) dan https://jipp.example/hub atau <surel@contoh.go.id>.",
    "1. satu\n2. dua\n   - anak\n     1. cucu\n3. tiga",
    "5. lima\n6. enam\n\n- \n- sesudah yang kosong",
    "- [x] sudah\n- [ ] belum",
    "Ada catatan[^a] dan lagi[^b].\n\n[^a]: Catatan pertama.\n[^b]: Catatan kedua, dengan **tebal**.",
    "# Judul\n\n## Anak judul\n\nIsi.\n\nJudul lain\n---\n\nIsi.",
    "```\nif siap {\n    mulai()\n}\n```\n\nsebaris `kode_(x)`.",
    "baris satu\\\nbaris dua  \nbaris tiga\nlanjutannya",
    "> kutipan\n>\n> > di dalam kutipan\n\nsesudahnya",
    "***\n\nsesudah garis\n\n---",
    "5*6*7 dan 24*7*365, a_b_c, 3 < 4 & 5 > 2, \\*bukan miring\\*, &copy; &amp;",
    "Harap baca <penting> dan <b>tebal</b>.",
    "• satu\n• dua",
    "Pasal 9 di dalam teks\n\n# Pasal 10",
    "- a\n\n  paragraf kedua\n\n  ```\n  kode\n  ```\n- b\n  > kutipan dalam butir",
    "| a | b | c | d | e | f | g | h | i | j | k | l | m |\n|-|-|-|-|-|-|-|-|-|-|-|-|-|\n|1||3|4|5|6|7|8|9|10|11|12|13|",
    "é è ñ ß Ж Ω ½ € “kutip” – — … ≤ ≥ ✓ ☐ ★",
];

fn drafted(site: &Site, scope: &str) -> Value {
    let id = |path: &str| site.get(path).by("admin").ok()["id"].clone();
    let body = json!({"title": "Nota Kesepahaman", "hub_id": id("/hubs/kkp"), "parties": [{"institution_id": id("/institutions/kkp")}],
        "scope": scope, "starts_on": "2026-01-01", "ends_on": "2099-12-31"});
    site.post("/mous", &body).by("manager.kkp").send().status(201).json()
}

/// The text of the second article, in the order in which it is drawn.
fn printed(site: &Site, mou: &Value) -> String {
    let sent = site.get(&format!("/mous/{}/document", text(mou, "id"))).by("admin").send().status(200);
    let file = site.folder().join("dokumen.pdf");
    fs::write(&file, sent.body).unwrap();
    let told = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-").output().expect("pdftotext (poppler-utils)");
    assert!(told.status.success(), "{told:?}");
    let all = String::from_utf8(told.stdout).unwrap();
    let lines: Vec<&str> = all.lines().filter(|line| !line.contains("Kode verifikasi ")).collect();
    let (_, scope) = lines.join("\n").split_once("Ruang Lingkup").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    scope.split("Pasal 3 \u{2014}").next().unwrap().to_owned()
}

/// The words of HTML.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (entity, character)| text.replace(entity, character)).replace('\u{21a9}', "")
}

/// What of the page is not in the print, in its order; white space aside, since lines break elsewhere.
fn lost(page: &str, print: &str) -> String {
    let mut print = print.chars().filter(|c| !c.is_whitespace());
    let mut page = page.chars().filter(|c| !c.is_whitespace());
    while let Some(c) = page.next() {
        if !print.any(|p| p == c) {
            return [c].into_iter().chain(page).collect();
        }
    }
    String::new()
}

fn compare(site: &Site, scope: &str) {
    let mou = drafted(site, scope);
    let (page, print) = (shown(text(&mou, "scope_html")), printed(site, &mou));
    assert_eq!(lost(&page, &print), "", "{scope}\n--- page:\n{page}\n--- print:\n{print}");
}

/// A document made of pieces at random, always the same ones.
fn at_random(random: &mut fastrand::Rng) -> String {
    const WORDS: [&str; 8] = ["layanan", "*inovasi*", "**hub**", "~~lama~~", "`kode`", "[tautan](https://contoh.go.id/a)", "é—…", "2026"];
    let mut words = |most: usize| (0..random.usize(1..most)).map(|_| WORDS[random.usize(..WORDS.len())]).collect::<Vec<_>>().join(" ");
    let blocks: Vec<String> = (0..6)
        .map(|n| match n {
            0 => format!("## {}", words(4)),
            1 => format!("1. {}\n2. {}\n   - {}", words(9), words(3), words(9)),
            2 => format!("| {} | |\n|---|---|\n| | {} |\n| {} | {} |", words(2), words(2), words(2), words(2)),
            3 => format!("> {}\n>\n> - {}", words(20), words(4)),
            4 => format!("- [x] {}\n- [ ] {}", words(4), words(4)),
            _ => words(60),
        })
        .collect();
    let mut blocks = blocks;
    random.shuffle(&mut blocks);
    blocks.join("\n\n")
}

fn the_document_says_what_the_page_says(backend: Backend) {
    let site = Site::own(backend);
    for scope in CORPUS {
        compare(&site, scope);
    }
    let long = format!("{} https://contoh.go.id/{} selesai", "A".repeat(100), "jalur-".repeat(40));
    compare(&site, &long);
    let print = printed(&site, &drafted(&site, &long));
    let whole: String = print.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(whole.contains(&"A".repeat(100)) && whole.contains(&"jalur-".repeat(40)), "nothing is cut at the edge: {print}");
    let linked = printed(&site, &drafted(&site, "[surat](https://contoh.go.id/surat)"));
    assert!(linked.contains("surat (https://contoh.go.id/surat)"), "{linked}");
    let mut random = fastrand::Rng::with_seed(16);
    for _ in 0..12 {
        compare(&site, &at_random(&mut random));
    }
}

fn what_cannot_be_printed_is_not_approved(backend: Backend) {
    let site = Site::own(backend);
    let approve = |scope: &str| {
        let mou = drafted(&site, scope);
        let moves = format!("/mous/{}/transitions", text(&mou, "id"));
        site.post(&moves, &json!({"to": "in_review"})).by("manager.kkp").send().status(200);
        site.post(&moves, &json!({"to": "ready_to_sign"})).by("admin").header("Accept-Language", "en").send()
    };
    for scope in ["Kerja sama 中国", "Layanan 😀", "क"] {
        let refused = approve(scope).problem(409, "guard-not-met");
        let named = scope.chars().last().unwrap();
        assert!(text(&refused, "detail").contains(&format!("{named} (U+{:04X})", u32::from(named))), "{refused}");
        assert_eq!(refused["missing"], json!(["scope"]));
    }
    let endless = approve(&"a\n\n".repeat(6_000)).problem(409, "guard-not-met");
    assert!(text(&endless, "detail").contains("60 pages"), "{endless}");
    for scope in ["ꦲꦏ꧀ꦱꦫ ꦗꦮ", "ᬅᬓ᭄ᬱᬭ ᬩᬮᬶ", "ᮃᮊ᮪ᮞᮛ", "ᯀᯂ᯲ᯘᯒ", "ᨒᨚᨈᨑ", "ꤰꤱꤲ", "اتفاقية التعاون"]
    {
        approve(scope).status(200);
        let print = printed(&site, &drafted(&site, scope));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<std::collections::BTreeSet<char>>();
        let missing: Vec<char> = letters(scope).difference(&letters(&print)).copied().collect();
        assert!(missing.is_empty(), "{scope}: {missing:?} of {print}");
    }
}
