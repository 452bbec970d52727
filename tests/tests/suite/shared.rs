//! What several files need: the demonstration as an admin sees it, and who may see what, by the domain.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tests::{Backend, Site};

/// Every status of an innovation.
pub const STATUSES: [&str; 7] = ["draft", "submitted", "in_review", "revision_requested", "rejected", "published", "archived"];

/// The Markdown fields of an innovation.
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

/// Institutions with demo accounts.
pub const INSTITUTIONS: [&str; 4] = ["kemenkeu", "kkp", "bpom", "prov-35"];

/// The demo accounts.
pub fn accounts() -> Vec<String> {
    let at_home = INSTITUTIONS.iter().flat_map(|code| ["manager", "innovator", "signatory"].map(|word| format!("{word}.{code}")));
    ["admin", "reviewer"].map(str::to_owned).into_iter().chain(at_home).collect()
}

/// The demo accounts, and nobody.
pub fn callers() -> Vec<Option<String>> {
    accounts().into_iter().map(Some).chain([None]).collect()
}

/// The text of a field.
pub fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_default()
}

/// The ids of records.
pub fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|r| text(r, "id")).collect()
}

/// The items of a list.
pub fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().unwrap_or_else(|| panic!("no items in {page}"))
}

/// The path of a list with innovations of every status.
pub fn of_all_statuses(more: &str) -> String {
    format!("/innovations?status={}&limit=100{more}", STATUSES.join(","))
}

/// Every innovation of the shared demonstration in full, as an admin sees it, by id.
pub fn innovations(backend: Backend) -> &'static BTreeMap<String, Value> {
    static ALL: [OnceLock<BTreeMap<String, Value>>; 2] = [OnceLock::new(), OnceLock::new()];
    ALL[backend as usize].get_or_init(|| {
        let site = Site::shared(backend);
        let all = site.walk(&of_all_statuses(""), Some("admin"));
        all.iter()
            .map(|r| text(r, "id").to_owned())
            .map(|id| (id.clone(), site.get(&format!("/innovations/{id}")).by("admin").ok()))
            .collect()
    })
}

/// Somebody who asks.
pub struct Person {
    pub id: String,
    pub institution: String,
    pub roles: Vec<String>,
}

impl Person {
    /// The person behind an account.
    pub fn of(site: &Site, account: &str) -> Self {
        let me = site.get("/me").by(account).ok();
        Self {
            id: text(&me, "id").to_owned(),
            institution: text(&me["institution"], "code").to_owned(),
            roles: me["roles"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned()).collect(),
        }
    }

    pub fn is(&self, role: &str) -> bool {
        self.roles.iter().any(|r| r == role)
    }

    pub fn owns(&self, innovation: &Value) -> bool {
        innovation["owner_ids"].as_array().unwrap().iter().any(|id| *id == self.id.as_str())
    }

    pub fn is_home_of(&self, innovation: &Value) -> bool {
        text(&innovation["institution"], "code") == self.institution
    }

    /// "Roles" of the domain: read innovations that are not public.
    pub fn sees_unpublished(&self, innovation: &Value) -> bool {
        let submitted_onward = innovation["status"] != "draft";
        self.is("admin")
            || (self.is("innovator") && self.owns(innovation))
            || (self.is("hub_manager") && self.is_home_of(innovation))
            || (self.is("reviewer") && submitted_onward && !self.is_home_of(innovation) && !self.owns(innovation))
    }
}

/// Whether a caller sees an innovation, by the domain.
pub fn sees(caller: Option<&Person>, innovation: &Value) -> bool {
    innovation["status"] == "published" || caller.is_some_and(|person| person.sees_unpublished(innovation))
}

/// The words of a text, in lower case.
pub fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
