//! How much of what submitting needs is there.

use serde::Serialize;
use utoipa::ToSchema;

/// A field that submitting still needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    /// JSON Pointer (RFC 6901) to the field.
    #[schema(example = "/summary")]
    pub pointer: String,
    /// Always `required`.
    #[schema(example = "required")]
    pub code: &'static str,
}

/// The fields that submitting needs, with whether they are filled: the title, then those of the record
/// (summary, unit, sector, category), then the texts in the order of the form. The hub is always there.
pub fn needed(title: bool, record: [bool; 4], texts: [bool; 7]) -> [(&'static str, bool); 13] {
    let [summary, unit_name, sector, category] = record;
    let [background, objectives, novelty, effectiveness, benefit, transferability, sustainability_plan] = texts;
    [
        ("title", title),
        ("hub_id", true),
        ("summary", summary),
        ("unit_name", unit_name),
        ("sector", sector),
        ("category", category),
        ("background", background),
        ("objectives", objectives),
        ("novelty", novelty),
        ("effectiveness", effectiveness),
        ("benefit", benefit),
        ("transferability", transferability),
        ("sustainability_plan", sustainability_plan),
    ]
}

/// The share of needed fields that are filled, in percent, rounded down so that 100 means all.
pub fn percent(needed: &[(&'static str, bool)]) -> i32 {
    let filled = needed.iter().filter(|(_, filled)| *filled).count();
    i32::try_from(filled * 100 / needed.len().max(1)).unwrap_or(0)
}

/// The needed fields that are empty.
pub fn missing(needed: &[(&'static str, bool)]) -> Vec<Missing> {
    let empty = needed.iter().filter(|(_, filled)| !filled);
    empty.map(|(field, _)| Missing { pointer: format!("/{field}"), code: "required" }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_complete_record_has_a_hundred_percent() {
        let mut fields: Vec<(&'static str, bool)> = vec![("title", true); 199];
        fields.push(("summary", false));
        assert_eq!(percent(&fields), 99);
        assert_eq!(missing(&fields), [Missing { pointer: "/summary".into(), code: "required" }]);
    }
}
