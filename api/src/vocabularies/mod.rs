//! Vocabularies: the words that records are classified by, in both languages.

use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::openapi::Refusals;
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use actix_web::HttpResponse;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use utoipa::ToSchema;

/// A word, and what people see for it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Term {
    /// The word in records and filters.
    #[schema(example = "health")]
    pub code: String,
    /// In Indonesian.
    #[schema(example = "Kesehatan")]
    pub id: String,
    /// In English.
    #[schema(example = "Health")]
    pub en: String,
}

/// A Sustainable Development Goal.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Goal {
    /// Number, 1 to 17.
    #[schema(example = 3)]
    pub code: i32,
    /// In Indonesian.
    #[schema(example = "Kehidupan Sehat dan Sejahtera")]
    pub id: String,
    /// In English.
    #[schema(example = "Good Health and Well-being")]
    pub en: String,
}

/// All vocabularies.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Vocabularies {
    /// Sectors of public service.
    pub sectors: Vec<Term>,
    /// Categories of the national competition (KIPP 2022).
    pub categories: Vec<Term>,
    /// The five criteria of PermenPANRB 91/2021.
    pub criteria: Vec<Term>,
    /// Sustainable Development Goals.
    pub sdgs: Vec<Goal>,
    /// Kinds of institutions.
    pub institution_kinds: Vec<Term>,
    /// Statuses of a hub.
    pub hub_statuses: Vec<Term>,
    /// What a hub rests on.
    pub hub_bases: Vec<Term>,
    /// Statuses of an innovation.
    pub innovation_statuses: Vec<Term>,
    /// Phases of an innovation.
    pub phases: Vec<Term>,
    /// What the latest attestation says.
    pub sustainability: Vec<Term>,
    /// Where a record came from.
    pub sources: Vec<Term>,
    /// Kinds of events.
    pub event_kinds: Vec<Term>,
    /// Statuses of an event.
    pub event_statuses: Vec<Term>,
    /// What an invited institution answers.
    pub event_responses: Vec<Term>,
    /// What a participant decides.
    pub event_decisions: Vec<Term>,
    /// Statuses of a MoU.
    pub mou_statuses: Vec<Term>,
    /// How a party signs.
    pub signature_methods: Vec<Term>,
    /// Statuses of a post.
    pub post_statuses: Vec<Term>,
}

static ALL: LazyLock<Result<Vocabularies, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../seed/vocabularies.json")).map_err(|e| e.to_string()));

/// The vocabularies that the binary brings.
pub fn all() -> Result<&'static Vocabularies, Error> {
    ALL.as_ref().map_err(Error::internal)
}

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/vocabularies").get(show)]
}

/// Shows the vocabularies
///
/// Sectors, categories, criteria, goals and the words of every status, each with its Indonesian (`id`) and English (`en`) label.
#[utoipa::path(get, path = "/api/v1/vocabularies", tag = "vocabularies", operation_id = "getVocabularies", security((), ("bearer" = [])),
    responses((status = 200, description = "The vocabularies", body = Vocabularies),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading.answer(|_, _| Answer::record(0, all()?)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::model::{Decision, EventKind, EventStatus, Response};
    use crate::mous::model::{Method, MouStatus};
    use crate::posts::model::PostStatus;

    #[test]
    fn every_status_has_its_labels() {
        use crate::hubs::model::{HubBasis, HubStatus};
        use crate::innovations::model::{Phase, Source, Status, Sustainability};
        use crate::institutions::model::InstitutionKind;
        let all = all().unwrap();
        let codes = |terms: &[Term]| terms.iter().map(|t| t.code.clone()).collect::<Vec<_>>();
        let words = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(codes(&all.innovation_statuses), words(Status::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.hub_statuses), words(HubStatus::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.hub_bases), words(HubBasis::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.phases), words(Phase::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.sustainability), words(Sustainability::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.sources), words(Source::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.event_kinds), words(EventKind::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.event_statuses), words(EventStatus::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.event_responses), words(Response::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.event_decisions), words(Decision::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.mou_statuses), words(MouStatus::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.signature_methods), words(Method::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.post_statuses), words(PostStatus::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(codes(&all.institution_kinds), words(InstitutionKind::ALL.iter().map(|s| s.as_str()).collect()));
        assert_eq!(all.sdgs.len(), 17);
    }
}
