//! What people write of an innovation: read from JSON, checked against the limits of the domain, stored, and
//! kept whole in revisions.

use super::model::{Award, Indicator, Link, NewLink, Source, Stored, TeamMember};
use super::store::{NewInnovation, Texts};
use crate::db::{Day, Id};
use crate::error::Error;
use crate::http::change::patched;
use crate::http::fault::{self, Faults as BodyFaults, none_of};
use crate::http::json::{field, typed};
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Problem};
use crate::text::{bare, folded, judge_address, judge_line, judge_prose};
use crate::vocabularies;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::ValidationError;

/// Everything that people write of an innovation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Title.
    pub title: String,
    /// Short name.
    #[serde(default)]
    pub acronym: Option<String>,
    /// What it is, in a few sentences of plain text.
    #[serde(default)]
    pub summary: Option<String>,
    /// The service unit (UPP) that runs it.
    #[serde(default)]
    pub unit_name: Option<String>,
    /// Sector, from the vocabularies.
    #[serde(default)]
    pub sector: Option<String>,
    /// Category, from the vocabularies.
    #[serde(default)]
    pub category: Option<String>,
    /// When work on it began.
    #[serde(default)]
    pub initiated_on: Option<Day>,
    /// When it went into service; not before `initiated_on`.
    #[serde(default)]
    pub implemented_on: Option<Day>,
    /// Sustainable Development Goals, 1-17, each once.
    #[serde(default)]
    pub sdgs: Vec<i32>,
    /// Keywords, up to 20 of up to 50 characters.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Awards, up to 20.
    #[serde(default)]
    pub awards: Vec<Award>,
    /// Measures of its effect, up to 20.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// Addresses to read on, up to 20.
    #[serde(default)]
    pub links: Vec<Link>,
    /// People behind it, up to 30.
    #[serde(default)]
    pub team: Vec<TeamMember>,
    /// Why it was needed. Markdown.
    #[serde(default)]
    pub background: Option<String>,
    /// What it is to achieve. Markdown.
    #[serde(default)]
    pub objectives: Option<String>,
    /// What is new. Markdown.
    #[serde(default)]
    pub novelty: Option<String>,
    /// What it has achieved. Markdown.
    #[serde(default)]
    pub effectiveness: Option<String>,
    /// Who gains what. Markdown.
    #[serde(default)]
    pub benefit: Option<String>,
    /// How others can take it over. Markdown.
    #[serde(default)]
    pub transferability: Option<String>,
    /// How it stays alive. Markdown.
    #[serde(default)]
    pub sustainability_plan: Option<String>,
    /// What was difficult. Markdown.
    #[serde(default)]
    pub challenges: Option<String>,
    /// What helped. Markdown.
    #[serde(default)]
    pub success_factors: Option<String>,
    /// What others can learn from it. Markdown.
    #[serde(default)]
    pub lessons_learned: Option<String>,
    /// People, money and tools that it takes. Markdown.
    #[serde(default)]
    pub resources: Option<String>,
    /// Regulations and decrees. Markdown.
    #[serde(default)]
    pub legal_basis: Option<String>,
}

/// The document's schemas of a body: some fields of its own, and what people write, all of it optional.
macro_rules! body_schema {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        #[derive(ToSchema)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code)]
        $(#[$meta])*
        pub struct $name {
            $($own)*
            /// Short name.
            #[schema(max_length = 30)]
            acronym: Option<String>,
            /// What it is, in a few sentences of plain text.
            #[schema(max_length = 2000)]
            summary: Option<String>,
            /// The service unit (UPP) that runs it.
            #[schema(max_length = 200)]
            unit_name: Option<String>,
            /// Sector, from the vocabularies.
            sector: Option<String>,
            /// Category, from the vocabularies.
            category: Option<String>,
            /// When work on it began.
            initiated_on: Option<Day>,
            /// When it went into service.
            implemented_on: Option<Day>,
            /// Sustainable Development Goals.
            sdgs: Option<Vec<i32>>,
            /// Keywords.
            keywords: Option<Vec<String>>,
            /// Awards.
            awards: Option<Vec<Award>>,
            /// Measures of its effect.
            indicators: Option<Vec<Indicator>>,
            /// Addresses to read on.
            #[schema(value_type = Option<Vec<NewLink>>)]
            links: Option<Vec<Link>>,
            /// People behind it.
            team: Option<Vec<TeamMember>>,
            /// Why it was needed. Markdown, as the texts below.
            #[schema(max_length = 10000)]
            background: Option<String>,
            /// What it is to achieve.
            #[schema(max_length = 10000)]
            objectives: Option<String>,
            /// What is new.
            #[schema(max_length = 10000)]
            novelty: Option<String>,
            /// What it has achieved.
            #[schema(max_length = 10000)]
            effectiveness: Option<String>,
            /// Who gains what.
            #[schema(max_length = 10000)]
            benefit: Option<String>,
            /// How others can take it over.
            #[schema(max_length = 10000)]
            transferability: Option<String>,
            /// How it stays alive.
            #[schema(max_length = 10000)]
            sustainability_plan: Option<String>,
            /// What was difficult.
            #[schema(max_length = 10000)]
            challenges: Option<String>,
            /// What helped.
            #[schema(max_length = 10000)]
            success_factors: Option<String>,
            /// What others can learn from it.
            #[schema(max_length = 10000)]
            lessons_learned: Option<String>,
            /// People, money and tools that it takes.
            #[schema(max_length = 10000)]
            resources: Option<String>,
            /// Regulations and decrees.
            #[schema(max_length = 10000)]
            legal_basis: Option<String>,
        }
    };
}

body_schema! {
    /// An innovation to be made.
    #[schema(as = NewInnovation, example = json!({"title": "Antrean Tanpa Antre", "hub_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01", "summary": "Pengguna layanan memilih jam datang dari ponsel."}))]
    pub struct NewInnovationBody {
        /// The hub that documents it, by id or slug.
        #[schema(example = "kemenkeu")]
        hub_id: String,
        /// The hub's institution; need not be sent, and must agree when it is.
        institution_id: Option<Id>,
        /// Where the record comes from; `manual` when left out.
        source: Option<Source>,
        /// Its name there; no other record of the institution with that source may have it.
        #[schema(max_length = 100)]
        source_ref: Option<String>,
        /// Title, 5-200 characters.
        #[schema(min_length = 5, max_length = 200)]
        title: String,
    }
}

body_schema! {
    /// A change of what people write (RFC 7396): only what is named changes, null clears, arrays are replaced whole.
    #[schema(example = json!({"summary": "Pengguna layanan memilih jam datang dari ponsel.", "keywords": ["antrean", "pajak"]}))]
    pub struct InnovationPatch {
        /// The users who own it; for managers and admins.
        #[schema(required = false)]
        owner_ids: Vec<Id>,
        /// The hub that documents it, by id or slug.
        #[schema(required = false)]
        hub_id: String,
        /// Title, 5-200 characters.
        #[schema(required = false, min_length = 5, max_length = 200)]
        title: String,
    }
}

const TEXT: usize = 10_000;

/// The fields that hold Markdown.
pub const TEXTS: [&str; 12] = [
    "background",
    "objectives",
    "novelty",
    "effectiveness",
    "benefit",
    "transferability",
    "sustainability_plan",
    "challenges",
    "success_factors",
    "lessons_learned",
    "resources",
    "legal_basis",
];

impl Content {
    /// What is stored.
    pub fn of(stored: &Stored) -> Result<Self, Error> {
        let (row, texts) = (&stored.row, &stored.texts);
        Ok(Self {
            title: row.title.clone(),
            acronym: row.acronym.clone(),
            summary: row.summary.clone(),
            unit_name: row.unit_name.clone(),
            sector: row.sector.clone(),
            category: row.category.clone(),
            initiated_on: row.initiated_on,
            implemented_on: row.implemented_on,
            sdgs: row.sdgs.read()?,
            keywords: row.keywords.read()?,
            awards: row.awards.read()?,
            indicators: texts.indicators.read()?,
            links: texts.links.read()?,
            team: texts.team.read()?,
            background: texts.background.clone(),
            objectives: texts.objectives.clone(),
            novelty: texts.novelty.clone(),
            effectiveness: texts.effectiveness.clone(),
            benefit: texts.benefit.clone(),
            transferability: texts.transferability.clone(),
            sustainability_plan: texts.sustainability_plan.clone(),
            challenges: texts.challenges.clone(),
            success_factors: texts.success_factors.clone(),
            lessons_learned: texts.lessons_learned.clone(),
            resources: texts.resources.clone(),
            legal_basis: texts.legal_basis.clone(),
        })
    }

    /// Reads and checks JSON whose shape was judged; 422 names everything to mend, these faults among it.
    pub fn read(fields: &Value, mut faults: BodyFaults) -> Result<Self, Problem> {
        let content = typed::<Self>(fields, &mut faults)?.tidied();
        faults.besides(content.faults());
        faults.refuse().map(|()| content)
    }

    /// The same with what the patch names changed (RFC 7396); these faults were found in it.
    pub fn patched(&self, mut patch: Map<String, Value>, mut faults: BodyFaults) -> Result<Self, Error> {
        // The title alone cannot be taken out.
        if patch.get("title").is_some_and(Value::is_null) {
            faults.add("/title", fault::missing());
            patch.remove("title");
        }
        Ok(Self::read(&patched(self, &patch)?, faults)?)
    }

    /// Puts it into a record.
    pub fn put_into(self, record: &mut NewInnovation) {
        record.title = self.title;
        record.acronym = self.acronym;
        record.summary = self.summary;
        record.unit_name = self.unit_name;
        record.sector = self.sector;
        record.category = self.category;
        record.initiated_on = self.initiated_on;
        record.implemented_on = self.implemented_on;
        record.sdgs = self.sdgs;
        record.keywords = self.keywords;
        record.awards = self.awards;
        record.indicators = self.indicators;
        record.links = self.links;
        record.team = self.team;
        record.texts = Texts {
            background: self.background,
            objectives: self.objectives,
            novelty: self.novelty,
            effectiveness: self.effectiveness,
            benefit: self.benefit,
            transferability: self.transferability,
            sustainability_plan: self.sustainability_plan,
            challenges: self.challenges,
            success_factors: self.success_factors,
            lessons_learned: self.lessons_learned,
            resources: self.resources,
            legal_basis: self.legal_basis,
        };
    }

    /// The texts in Markdown, with the names of their fields.
    pub(super) fn texts(&self) -> [(&'static str, &Option<String>); 12] {
        [
            ("background", &self.background),
            ("objectives", &self.objectives),
            ("novelty", &self.novelty),
            ("effectiveness", &self.effectiveness),
            ("benefit", &self.benefit),
            ("transferability", &self.transferability),
            ("sustainability_plan", &self.sustainability_plan),
            ("challenges", &self.challenges),
            ("success_factors", &self.success_factors),
            ("lessons_learned", &self.lessons_learned),
            ("resources", &self.resources),
            ("legal_basis", &self.legal_basis),
        ]
    }

    /// With names in one line, and with nothing instead of empty texts.
    fn tidied(mut self) -> Self {
        self.title = folded(&self.title);
        self.summary = self.summary.map(|text| bare(&text).to_owned()).filter(|text| !text.is_empty());
        let names = self.awards.iter_mut().map(|award| &mut award.name);
        let names = names.chain(self.indicators.iter_mut().map(|indicator| &mut indicator.name));
        let names = names.chain(self.team.iter_mut().map(|person| &mut person.name));
        for line in names.chain(&mut self.keywords) {
            *line = folded(line);
        }
        let optional = [&mut self.acronym, &mut self.unit_name, &mut self.sector, &mut self.category].into_iter();
        let optional = optional.chain(self.indicators.iter_mut().map(|indicator| &mut indicator.unit));
        let optional = optional.chain(self.links.iter_mut().map(|link| &mut link.title));
        for line in optional.chain(self.team.iter_mut().map(|person| &mut person.role)) {
            *line = line.take().map(|text| folded(&text)).filter(|text| !text.is_empty());
        }
        for link in &mut self.links {
            link.url = bare(&link.url).to_owned();
        }
        self
    }

    /// Everything that is beyond the limits of the domain.
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Faults::default();
        faults.line("title", &self.title, 5, 200);
        for (name, line, most) in [("acronym", &self.acronym, 30), ("unit_name", &self.unit_name, 200)] {
            faults.optional_line(name, line, most);
        }
        faults.text("summary", &self.summary, 2_000);
        for (name, text) in self.texts() {
            faults.text(name, text, TEXT);
        }
        self.check_words(&mut faults);
        self.check_days(&mut faults);
        self.check_lists(&mut faults);
        faults.0
    }

    fn check_words(&self, faults: &mut Faults) {
        let Ok(all) = vocabularies::all() else { return };
        for (name, code, terms) in [("sector", &self.sector, &all.sectors), ("category", &self.category, &all.categories)] {
            if code.as_ref().is_some_and(|code| !terms.iter().any(|term| term.code == *code)) {
                let codes: Vec<&str> = terms.iter().map(|term| term.code.as_str()).collect();
                faults.add(format!("/{name}"), "unknown_code", none_of(&codes).1);
            }
        }
    }

    fn check_days(&self, faults: &mut Faults) {
        for (name, day) in [("initiated_on", self.initiated_on), ("implemented_on", self.implemented_on)] {
            if day.is_some_and(|day| !(1900..=2100).contains(&day.0.year())) {
                faults.add(format!("/{name}"), "range", Text::new("Harus antara 1900 dan 2100.", "Must lie between 1900 and 2100."));
            }
        }
        if let (Some(from), Some(to)) = (self.initiated_on, self.implemented_on)
            && to < from
        {
            faults.add(
                "/implemented_on".into(),
                "order",
                Text::new("Tidak boleh sebelum tanggal mulai.", "Must not lie before the day it was initiated."),
            );
        }
    }

    fn check_lists(&self, faults: &mut Faults) {
        faults.count("sdgs", self.sdgs.len(), 17);
        for (n, goal) in self.sdgs.iter().enumerate() {
            if !(1..=17).contains(goal) {
                faults.add(format!("/sdgs/{n}"), "range", Text::new("Harus 1 sampai 17.", "Must be 1 to 17."));
            } else if self.sdgs[..n].contains(goal) {
                faults.add(format!("/sdgs/{n}"), "duplicate", Text::new("Sudah disebut.", "Is named twice."));
            }
        }
        faults.count("keywords", self.keywords.len(), 20);
        for (n, word) in self.keywords.iter().enumerate() {
            faults.line(&format!("keywords/{n}"), word, 1, 50);
        }
        faults.count("awards", self.awards.len(), 20);
        for (n, award) in self.awards.iter().enumerate() {
            faults.line(&format!("awards/{n}/name"), &award.name, 1, 200);
            if !(1900..=2100).contains(&award.year) {
                faults.add(
                    format!("/awards/{n}/year"),
                    "range",
                    Text::new("Harus antara 1900 dan 2100.", "Must lie between 1900 and 2100."),
                );
            }
        }
        faults.count("indicators", self.indicators.len(), 20);
        for (n, indicator) in self.indicators.iter().enumerate() {
            faults.line(&format!("indicators/{n}/name"), &indicator.name, 1, 120);
            faults.optional_line(&format!("indicators/{n}/unit"), &indicator.unit, 30);
        }
        faults.count("links", self.links.len(), 20);
        for (n, link) in self.links.iter().enumerate() {
            faults.optional_line(&format!("links/{n}/title"), &link.title, 200);
            faults.judged(&format!("links/{n}/url"), judge_address(&link.url, 2_000));
        }
        faults.count("team", self.team.len(), 30);
        for (n, person) in self.team.iter().enumerate() {
            faults.line(&format!("team/{n}/name"), &person.name, 1, 120);
            faults.optional_line(&format!("team/{n}/role"), &person.role, 120);
        }
    }
}

#[derive(Default)]
struct Faults(Vec<FieldError>);

impl Faults {
    fn add(&mut self, pointer: String, code: &'static str, message: Text) {
        self.0.push(FieldError { pointer, code, message });
    }

    fn judged(&mut self, name: &str, judged: Result<(), ValidationError>) {
        if let Err(fault) = judged {
            self.0.push(field(format!("/{name}"), &fault));
        }
    }

    fn line(&mut self, name: &str, line: &str, least: usize, most: usize) {
        self.judged(name, judge_line(line, least, most));
    }

    fn optional_line(&mut self, name: &str, line: &Option<String>, most: usize) {
        self.line(name, line.as_deref().unwrap_or_default(), 0, most);
    }

    fn text(&mut self, name: &str, text: &Option<String>, most: usize) {
        self.judged(name, judge_prose(text.as_deref().unwrap_or_default(), 0, most));
    }

    fn count(&mut self, name: &str, count: usize, most: usize) {
        if count > most {
            let message = Text::owned(format!("Paling banyak {most} butir."), format!("At most {most} entries."));
            self.add(format!("/{name}"), "too_many", message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::change::judged_patch;
    use crate::http::locale::Locale;
    use crate::http::shape::{self, Use};
    use serde_json::json;
    use utoipa::PartialSchema;

    fn read(mut fields: Value) -> Result<Content, Problem> {
        let faults = shape::judge(&InnovationPatch::schema(), &mut fields, Use::Whole);
        Content::read(&fields, faults)
    }

    fn faults(fields: Value) -> Vec<String> {
        match read(fields) {
            Ok(_) => Vec::new(),
            Err(problem) => problem.document(Locale::En, "x").errors.iter().map(|e| format!("{} {}", e.pointer, e.code)).collect(),
        }
    }

    #[test]
    fn all_limits_are_named_at_once() {
        let long = "x".repeat(10_001);
        let found = faults(json!({
            "title": " abc ", "acronym": "x".repeat(31), "sector": "nowhere", "novelty": long, "sdgs": [3, 18, 3],
            "initiated_on": "2024-02-01", "implemented_on": "2024-01-01", "keywords": [""],
            "links": [{"url": "javascript:alert(1)", "title": null}, {"url": "https://example.go.id/a?b=c", "title": "x"}],
        }));
        let expected = [
            "/title length",
            "/acronym length",
            "/novelty length",
            "/sector unknown_code",
            "/implemented_on order",
            "/sdgs/1 range",
            "/sdgs/2 duplicate",
            "/keywords/0 length",
            "/links/0/url url",
        ];
        assert_eq!(found, expected);
        assert!(faults(json!({"title": "Lima huruf"})).is_empty());
    }

    #[test]
    fn a_link_may_be_its_address_alone() {
        let links = read(json!({"title": "Lima huruf", "links": ["https://a.go.id", {"url": "https://b.go.id"}]})).unwrap().links;
        let links = serde_json::to_value(links).unwrap();
        assert_eq!(links, json!([{"title": null, "url": "https://a.go.id"}, {"title": null, "url": "https://b.go.id"}]));
        for (links, fault) in [
            (json!(["javascript:alert(1)"]), "/links/0/url url"),
            (json!([7]), "/links/0 invalid_type"),
            (json!(["https://a.go.id", {"title": "x"}]), "/links/1/url required"),
            (json!([{"url": "https://a.go.id", "rel": "x"}]), "/links/0/rel unknown_field"),
        ] {
            assert_eq!(faults(json!({"title": "Lima huruf", "links": links})), [fault]);
        }
    }

    #[test]
    fn a_patch_changes_what_it_names_and_null_clears() {
        let content = read(json!({"title": "Judul lama", "summary": "Ringkas", "sdgs": [1, 2]})).unwrap();
        let patch = |value: Value| {
            let (patch, faults) = judged_patch(&InnovationPatch::schema(), value.as_object().unwrap());
            content.patched(patch, faults)
        };
        let changed = patch(json!({"summary": null, "sdgs": [3]})).unwrap();
        assert_eq!((changed.title.as_str(), changed.summary, changed.sdgs), ("Judul lama", None, vec![3]));
        assert!(patch(json!({"status": "published"})).is_err());
        assert!(patch(json!({"title": null})).is_err());
    }
}
