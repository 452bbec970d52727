//! The document that the system makes of a MoU: the template, filled in with what the record says.

use super::model::{MouRow, MouStatus};
use super::queries;
use crate::audit::digest_of;
use crate::db::{Conn, Day};
use crate::error::Error;
use crate::http::dates::day_in;
use crate::http::locale::Locale;
use crate::pdf::{self, Block, Sheet, Span};
use serde::Serialize;

/// What the document says.
#[derive(Clone, PartialEq, Serialize)]
pub struct Paper {
    /// Number; none yet in a draft.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// The names of its parties, in their order.
    pub parties: Vec<String>,
    /// What it covers. Markdown.
    pub scope: String,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day.
    pub ends_on: Day,
    /// The code by which it is verified.
    pub code: String,
    /// Whether it was not approved yet.
    pub draft: bool,
}

impl Paper {
    /// What a stored MoU says now.
    pub fn of(conn: &mut Conn, row: &MouRow) -> Result<Self, Error> {
        Ok(Self {
            number: row.number.clone(),
            title: row.title.clone(),
            parties: queries::parties(conn, row.id)?.into_iter().map(|party| party.institution.name).collect(),
            scope: row.scope.clone().unwrap_or_default(),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            code: row.verification_code.clone(),
            draft: matches!(row.status, MouStatus::Draft | MouStatus::InReview),
        })
    }

    /// The same once it is approved, with its number.
    pub fn approved(self, number: &str) -> Self {
        Self { number: Some(number.to_owned()), draft: false, ..self }
    }

    /// What tells it from any other.
    pub fn digest(&self) -> Result<String, Error> {
        digest_of(self)
    }

    /// The sheet that is to be printed.
    pub(super) fn sheet(&self, public_url: &str) -> Sheet {
        let address = format!("{public_url}/verify?code={}", self.code);
        let blocks = [self.head(), self.articles(), self.end(&address)].concat();
        Sheet { title: self.title.clone(), blocks, foot: format!("Kode verifikasi {}", self.code) }
    }

    fn head(&self) -> Vec<Block> {
        let number = self.number.clone().unwrap_or_else(|| "(diberikan saat disetujui)".to_owned());
        let mut head = Vec::new();
        if self.draft {
            head.push(Block::Centred(
                vec![Span { text: "RANCANGAN - belum disetujui".into(), bold: true, italic: true, struck: false }],
                10.0,
            ));
            head.push(Block::Space(8.0));
        }
        head.push(Block::Centred(vec![Span::bold("NOTA KESEPAHAMAN")], 15.0));
        head.push(Block::Centred(vec![Span::plain("ANTARA")], 11.5));
        for (n, party) in self.parties.iter().enumerate() {
            if n > 0 {
                head.push(Block::Centred(vec![Span::plain("DAN")], 11.5));
            }
            head.push(Block::Centred(vec![Span::bold(party.to_uppercase())], 12.0));
        }
        head.push(Block::Centred(vec![Span::plain("TENTANG")], 11.5));
        // "Nota Kesepahaman antara … tentang …" has named the parties already.
        let subject = self.title.split_once(" tentang ").map_or(self.title.as_str(), |(_, subject)| subject);
        head.push(Block::Centred(vec![Span::bold(subject)], 12.0));
        head.push(Block::Space(6.0));
        head.push(Block::Centred(vec![Span::plain(format!("NOMOR: {number}"))], 11.5));
        head.push(Block::Space(14.0));
        head
    }

    fn articles(&self) -> Vec<Block> {
        let names: Vec<String> =
            self.parties.iter().enumerate().map(|(n, party)| format!("{party}, selanjutnya disebut {}", ordinal(n))).collect();
        let mut blocks = vec![Block::text(format!(
            "Yang bertanda tangan di bawah ini: {}; secara bersama-sama disebut PARA PIHAK, sepakat untuk membuat Nota Kesepahaman ini dengan \
             ketentuan sebagai berikut.",
            names.join("; ")
        ))];
        let mut article = |heading: &str, mut body: Vec<Block>| {
            let number = blocks.iter().filter(|block| matches!(block, Block::Heading(text) if text.starts_with("Pasal "))).count() + 1;
            blocks.push(Block::Heading(format!("Pasal {number} \u{2014} {heading}")));
            blocks.append(&mut body);
        };
        article(
            "Maksud dan Tujuan",
            vec![Block::text(
                "Nota Kesepahaman ini dimaksudkan sebagai landasan kerja sama PARA PIHAK dalam membangun budaya inovasi pelayanan publik dan \
             melembagakannya melalui Hub Jaringan Inovasi Pelayanan Publik (Hub JIPP).",
            )],
        );
        article(
            "Ruang Lingkup",
            match self.scope.trim() {
                "" => vec![Block::text("Ruang lingkup ditetapkan PARA PIHAK.")],
                scope => pdf::blocks(scope),
            },
        );
        article(
            "Pelaksanaan",
            vec![Block::text(
                "Pelaksanaan Nota Kesepahaman ini dapat dituangkan dalam rencana kerja yang disepakati PARA PIHAK sesuai tugas dan kewenangan \
             masing-masing.",
            )],
        );
        article(
            "Pembiayaan",
            vec![Block::text(
                "Biaya yang timbul dibebankan pada anggaran PARA PIHAK sesuai tanggung jawab masing-masing dan ketentuan peraturan \
             perundang-undangan.",
            )],
        );
        article(
            "Jangka Waktu",
            vec![Block::text(format!(
                "Nota Kesepahaman ini berlaku sejak {} sampai dengan {}, dan dapat diperpanjang atau diakhiri atas persetujuan tertulis PARA PIHAK.",
                day_in(self.starts_on, Locale::Id),
                day_in(self.ends_on, Locale::Id)
            ))],
        );
        article(
            "Penutup",
            vec![Block::text(
                "Nota Kesepahaman ini ditandatangani PARA PIHAK dengan tanda tangan basah atau elektronik, dan mempunyai kekuatan hukum yang sama bagi \
             masing-masing.",
            )],
        );
        blocks
    }

    fn end(&self, address: &str) -> Vec<Block> {
        let caption = format!(
            "Keaslian dokumen ini dapat diperiksa siapa pun: pindai kode ini atau buka\n{address}\nlalu cocokkan berkasnya. Kode verifikasi: {}",
            self.code
        );
        vec![
            Block::Space(18.0),
            Block::Signatures(self.parties.clone()),
            Block::Space(18.0),
            Block::Code { content: address.to_owned(), caption },
        ]
    }
}

/// What a party is called in the text.
fn ordinal(n: usize) -> String {
    const NAMES: [&str; 5] = ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"];
    match NAMES.get(n) {
        Some(name) => format!("PIHAK {name}"),
        None => format!("PIHAK KE-{}", n + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_named_as_in_letters() {
        assert_eq!((ordinal(1), ordinal(6)), ("PIHAK KEDUA".into(), "PIHAK KE-7".into()));
    }
}
