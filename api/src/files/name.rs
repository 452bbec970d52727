//! Names of files that people upload.

use crate::text::one_line;

/// Longest name of a file, in characters, with its ending.
const LONGEST: usize = 200;

/// Endings by what a file is; the first one is given to a file that has none of them.
const ENDINGS: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("image/jpeg", &["jpg", "jpeg", "jpe"]),
    ("image/png", &["png"]),
    ("image/webp", &["webp"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
];

/// A name as it is kept and offered: the last part of a path in one line, without what no file system takes, cut to 200
/// characters, and with the ending of what the file is by its content, so that no system opens it as something else.
pub fn safe_name(name: &str, media_type: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = one_line(last).chars().filter(|c| !"<>:\"|?*".contains(*c)).collect();
    let kept = kept.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let endings = ENDINGS.iter().find(|(kind, _)| *kind == media_type).map_or(&["bin"][..], |(_, endings)| endings);
    let (stem, ending) = match kept.rsplit_once('.') {
        Some((stem, ending)) if endings.iter().any(|known| ending.eq_ignore_ascii_case(known)) => (stem, ending),
        // The ending of another kind of file goes; "Kab. Contoh" has none.
        Some((stem, ending)) if mime_guess::from_ext(ending).first().is_some() => (stem, endings[0]),
        _ => (kept, endings[0]),
    };
    let stem: String = stem.chars().take(LONGEST - ending.len() - 1).collect();
    let stem = stem.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    format!("{}.{ending}", if stem.is_empty() { "berkas" } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PDF: &str = "application/pdf";

    #[test]
    fn a_name_is_no_path() {
        for (name, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\a\\b.pdf", "b.pdf"),
            ("..", "berkas.pdf"),
            ("", "berkas.pdf"),
            (".pdf", "pdf.pdf"),
            ("Undangan FGD.pdf", "Undangan FGD.pdf"),
            ("a\r\nX: \"1\".pdf", "a X 1.pdf"),
            ("a\u{202e}fdp.exe", "afdp.pdf"),
        ] {
            assert_eq!(safe_name(name, PDF), kept);
        }
    }

    #[test]
    fn a_name_ends_as_its_content_is() {
        for (name, media_type, kept) in [
            ("x.html", PDF, "x.pdf"),
            ("x.exe", PDF, "x.pdf"),
            ("x.pdf.exe", PDF, "x.pdf.pdf"),
            ("Laporan.PDF", PDF, "Laporan.PDF"),
            ("foto.jpeg", "image/jpeg", "foto.jpeg"),
            ("foto.png", "image/jpeg", "foto.jpg"),
            ("Notula Kab. Contoh", PDF, "Notula Kab. Contoh.pdf"),
            ("PermenPANRB 91.2021", PDF, "PermenPANRB 91.2021.pdf"),
        ] {
            assert_eq!(safe_name(name, media_type), kept);
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        for name in [format!("{}.pdf", "a".repeat(300)), "é".repeat(300), format!("{}.html", "a".repeat(300))] {
            let kept = safe_name(&name, PDF);
            assert_eq!((kept.chars().count(), kept.ends_with(".pdf")), (200, true), "{kept}");
        }
    }

    proptest! {
        #[test]
        fn a_name_that_is_kept_stays(name in "[\\PC\r\n\t./\\\\\u{202e}\"]{0,40}") {
            let kept = safe_name(&name, PDF);
            let harmful = ['/', '\\', '"', '\r', '\n', '\t', '\u{202e}'];
            prop_assert!(!kept.contains(harmful) && kept.len() > 4);
            prop_assert_eq!(&safe_name(&kept, PDF), &kept);
        }
    }
}
