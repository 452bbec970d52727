//! The document of an MoU says what its page says: what cannot be printed is named, and keeps it from being approved.

use super::paper::Paper;
use crate::error::Error;
use crate::http::problem::{Kind, Problem};
use crate::pdf::{self, LeftOut, MOST_PAGES};
use actix_web::web::Bytes;

/// Characters that are named at most.
const MOST_NAMED: usize = 20;

impl Paper {
    /// The PDF of what is approved; `public_url` leads to the page where it is verified. 409 that names what cannot be printed.
    pub async fn print(&self, public_url: &str) -> Result<Bytes, Error> {
        let printed = pdf::write(self.sheet(public_url)).await?;
        if printed.left_out.is_nothing() { Ok(printed.content) } else { Err(self.refusal(&printed.left_out).into()) }
    }

    /// The PDF of a draft; one that lacks something says so at its top.
    pub async fn print_draft(&self, public_url: &str) -> Result<Bytes, Error> {
        let mut sheet = self.sheet(public_url);
        let printed = pdf::write(sheet.clone()).await?;
        if printed.left_out.is_nothing() {
            return Ok(printed.content);
        }
        sheet.blocks.insert(0, pdf::Block::text(self.faults(&printed.left_out).join(" ")));
        Ok(pdf::write(sheet).await?.content)
    }

    /// [`Paper::print`] for commands.
    pub fn print_now(&self, public_url: &str) -> Result<Bytes, Error> {
        let printed = pdf::write_now(&self.sheet(public_url))?;
        if printed.left_out.is_nothing() { Ok(printed.content) } else { Err(self.refusal(&printed.left_out).into()) }
    }

    fn refusal(&self, left_out: &LeftOut) -> Problem {
        let wanting: Vec<&str> = self.fields().into_iter().filter(|(_, text)| lacks(text, left_out)).map(|(field, _)| field).collect();
        let missing = if wanting.is_empty() { vec!["scope"] } else { wanting };
        let (id, en) = self.explained(left_out);
        Problem::new(Kind::GuardNotMet).detail(id.join(" "), en.join(" ")).missing(&missing)
    }

    /// In Indonesian, as the document itself.
    fn faults(&self, left_out: &LeftOut) -> Vec<String> {
        self.explained(left_out).0
    }

    fn explained(&self, left_out: &LeftOut) -> (Vec<String>, Vec<String>) {
        let (mut id, mut en) = (Vec::new(), Vec::new());
        if !left_out.characters.is_empty() {
            let named: Vec<String> =
                left_out.characters.iter().take(MOST_NAMED).map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect();
            let places = |labels: fn(&str) -> &str| {
                let fields = self.fields().into_iter().filter(|(_, text)| lacks(text, left_out));
                fields.map(|(field, _)| labels(field)).collect::<Vec<_>>().join(", ")
            };
            id.push(format!(
                "Karakter ini tidak dapat dicetak dalam dokumen: {} ({}). Ganti atau hapus karakter tersebut.",
                named.join(", "),
                places(label_id)
            ));
            en.push(format!(
                "These characters cannot be printed in the document: {} ({}). Replace or remove them.",
                named.join(", "),
                places(label_en)
            ));
        }
        if left_out.nesting {
            id.push("Daftar atau kutipan dalam ruang lingkup terlalu dalam untuk dicetak. Kurangi tingkatnya.".into());
            en.push("Lists or quotations in the scope are nested too deeply to be printed. Use fewer levels.".into());
        }
        if left_out.pages {
            id.push(format!("Dokumen lebih dari {MOST_PAGES} halaman. Ringkas ruang lingkupnya, atau unggah dokumen PDF sendiri."));
            en.push(format!("The document has more than {MOST_PAGES} pages. Shorten the scope, or upload a PDF of your own."));
        }
        (id, en)
    }

    /// What people wrote of it, by field.
    fn fields(&self) -> [(&'static str, String); 4] {
        let number = self.number.clone().unwrap_or_default();
        [("title", self.title.clone()), ("number", number), ("parties", self.parties.concat()), ("scope", self.scope.clone())]
    }
}

fn lacks(text: &str, left_out: &LeftOut) -> bool {
    // Names of parties are printed in capitals.
    text.chars().flat_map(|c| c.to_uppercase().chain([c])).any(|c| left_out.characters.contains(&c))
}

fn label_id(field: &str) -> &str {
    match field {
        "title" => "judul",
        "number" => "nomor",
        "parties" => "para pihak",
        _ => "ruang lingkup",
    }
}

fn label_en(field: &str) -> &str {
    if field == "scope" { "scope" } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::locale::Locale;

    fn paper(scope: &str) -> Paper {
        Paper {
            number: Some("MOU/001".into()),
            title: "Nota Kesepahaman".into(),
            parties: vec!["Kementerian A".into(), "Kabupaten B".into()],
            scope: scope.into(),
            starts_on: "2026-12-01".parse().unwrap(),
            ends_on: "2029-11-30".parse().unwrap(),
            code: "7F3K-9QXM-2PTA".into(),
            draft: false,
        }
    }

    fn refused(scope: &str) -> Option<String> {
        match paper(scope).print_now("http://127.0.0.1:8080") {
            Ok(_) => None,
            Err(Error::Problem(problem)) => problem.document(Locale::En, "x").detail,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_scripts_of_indonesia_are_printed() {
        for text in ["ꦲꦏ꧀ꦱꦫꦗꦮ", "ᬅᬓ᭄ᬱᬭᬩᬮᬶ", "ᮃᮊ᮪ᮞᮛ ᮞᮥᮔ᮪ᮓ", "ᯀᯂ᯲ᯘᯒ", "ᨒᨚᨈᨑ", "ꤰꤱꤲ", "اتفاقية التعاون", "✓ ☐ → ★", "a\u{200b}b\u{ad}c"]
        {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_printed_is_named() {
        let detail = refused("Kerja sama 中 dan 😀").unwrap();
        assert!(detail.contains("中 (U+4E2D), 😀 (U+1F600) (scope)"), "{detail}");
        assert!(refused(&"- ".repeat(20)).is_none() || refused(&format!("{}x", "> ".repeat(20))).unwrap().contains("nested"));
        assert!(refused(&"a\n\n".repeat(6_000)).unwrap().contains("60 pages"));
    }
}
