//! Whom an event invites, what they answer, and what they decide.

use super::attendance;
use super::lifecycle;
use super::model::{Decision, Participant, ParticipantRow, Response};
use super::writing::{Target, note};
use super::{formation, news, queries};
use crate::audit::Verb;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{event_participants, institutions};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Kind, Problem, conflict, forbidden, not_found};
use crate::institutions::model::InstitutionKind;
use crate::text::said;
use crate::users::accounts::must_exist;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// What is recorded of a participant; what is left out stays as it is.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"response": "attending", "attended": true, "decision": "agreed", "note": "Disampaikan Sekretaris Jenderal."}))]
pub struct ParticipantChange {
    /// What it answered.
    pub response: Option<Response>,
    /// Whether somebody of it was there.
    pub attended: Option<bool>,
    /// What it decided; `agreed` and `declined` once the event was held.
    pub decision: Option<Decision>,
    /// What is to be remembered of it, at most 2,000 characters.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// Whom to invite at once.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kinds": ["ministry", "agency"]}))]
pub struct NewParticipants {
    /// These institutions.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(max_items = 1000)]
    pub institution_ids: Vec<Id>,
    /// All institutions of these kinds.
    #[serde(default)]
    #[validate(length(max = 7))]
    #[schema(max_items = 7)]
    pub kinds: Vec<InstitutionKind>,
}

/// How a participant was and is.
#[derive(Clone, PartialEq, Serialize)]
struct State {
    response: Response,
    attended: bool,
    decision: Decision,
    note: Option<String>,
}

impl State {
    const INVITED: Self = Self { response: Response::Pending, attended: false, decision: Decision::Undecided, note: None };

    fn of(row: &ParticipantRow) -> Self {
        Self { response: row.response, attended: row.attended, decision: row.decision, note: row.note.clone() }
    }

    fn changed(&self, change: &ParticipantChange) -> Self {
        let note = change.note.as_deref().map(|note| said(note).map(ToOwned::to_owned));
        Self {
            response: change.response.unwrap_or(self.response),
            attended: change.attended.unwrap_or(self.attended),
            decision: change.decision.unwrap_or(self.decision),
            note: note.unwrap_or_else(|| self.note.clone()),
        }
    }
}

/// Invites an institution, answers for it, or records what became of it.
pub fn put(conn: &mut Conn, change: &Change, id: &str, institution: &str, asked: &ParticipantChange) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, id)?;
    let institution: Id = institution.parse().map_err(|_| not_found())?;
    let found = queries::participant(conn, target.row.id, institution)?;
    if found.is_none() && !target.view.runs {
        return Err(forbidden().into());
    }
    change.needs(target.row.version)?;
    let before = found.as_ref().map(|(row, _)| State::of(row));
    let after = before.as_ref().unwrap_or(&State::INVITED).changed(asked);
    judge(&target, institution, before.as_ref(), &after)?;
    if before.is_none() {
        must_exist(conn, institution)?;
        invite(conn, &target, institution)?;
    }
    if before.as_ref() != Some(&after) {
        store(conn, &target, institution, &after)?;
        if before.as_ref().is_none_or(|before| before.decision != after.decision) {
            formation::decide(conn, &target.trail, &target.row, institution, after.decision, after.note.as_deref())?;
            news::decided(conn, &target.trail, &target.row, institution, after.decision)?;
        }
        target.touch(conn)?;
        let verb = if before.is_none() { Verb::Invite } else { Verb::Participant };
        let digest = |state: &State| crate::audit::digest_of(&(institution, state));
        let before = before.as_ref().map(digest).transpose()?;
        note(conn, &target.trail, verb, target.row.id, &target.row.title, before, Some(digest(&after)?))?;
    }
    let now = queries::participant(conn, target.row.id, institution)?.ok_or_else(|| Error::internal("a participant was not stored"))?;
    let participant = Participant::new(now, true);
    match found {
        Some(_) => Answer::record(target.row.version, &participant),
        None => Answer::created(format!("/api/v1/events/{}", target.row.id), target.row.version, &participant),
    }
}

/// Whether the caller may change this now: who runs the event all of it, the institution its own answer.
fn judge(target: &Target, institution: Id, before: Option<&State>, after: &State) -> Result<(), Error> {
    let status = target.row.status;
    if target.view.runs {
        target.must_be_on()?;
        if before.is_none() && !lifecycle::takes_invitations(status) {
            return Err(conflict("Kegiatan ini tidak lagi mengundang.", "The event takes no more invitations.").into());
        }
        let decides = before.map_or(Decision::Undecided, |before| before.decision) != after.decision;
        if decides && !lifecycle::was_held(status) {
            return Err(Problem::new(Kind::GuardNotMet)
                .detail("Keputusan dicatat setelah kegiatan dilaksanakan.", "Decisions count once the event was held.")
                .missing(&["held"])
                .into());
        }
        if after.attended && before.is_none_or(|before| !before.attended) {
            attendance::must_have_opened(target.row.starts_at)?;
        }
        return Ok(());
    }
    let own = allows(&target.caller, Action::AnswerInvitation, of_institution(institution));
    let answer_alone = before.is_some_and(|before| State { response: after.response, ..before.clone() } == *after);
    if !own || !answer_alone {
        return Err(forbidden().into());
    }
    if lifecycle::takes_answers(status) {
        return Ok(());
    }
    Err(conflict("Kegiatan ini tidak lagi menunggu jawaban.", "The event takes no more answers.").into())
}

fn invite(conn: &mut Conn, target: &Target, institution: Id) -> Result<(), Error> {
    let row = (
        event_participants::event_id.eq(target.row.id),
        event_participants::institution_id.eq(institution),
        event_participants::response.eq(Response::Pending),
        event_participants::attended.eq(false),
        event_participants::decision.eq(Decision::Undecided),
        event_participants::invited_at.eq(Instant::now()),
    );
    query!(conn, c => diesel::insert_into(event_participants::table).values(row).execute(c))?;
    formation::invite(conn, &target.trail, &target.row, institution)?;
    news::invited(conn, &target.trail, &target.row, institution)
}

fn store(conn: &mut Conn, target: &Target, institution: Id, state: &State) -> Result<(), Error> {
    let found = event_participants::event_id.eq(target.row.id).and(event_participants::institution_id.eq(institution));
    query!(conn, c => diesel::update(event_participants::table.filter(found))
        .set((
            event_participants::response.eq(state.response),
            event_participants::attended.eq(state.attended),
            event_participants::decision.eq(state.decision),
            event_participants::note.eq(&state.note),
        ))
        .execute(c))?;
    Ok(())
}

/// Takes an invitation back.
pub fn remove(conn: &mut Conn, change: &Change, id: &str, institution: &str) -> Result<(), Error> {
    let mut target = Target::find(conn, change, id)?;
    target.must_run()?;
    let institution: Id = institution.parse().map_err(|_| not_found())?;
    if queries::participant(conn, target.row.id, institution)?.is_none() {
        return Err(not_found().into());
    }
    change.needs(target.row.version)?;
    if !lifecycle::takes_answers(target.row.status) {
        return Err(
            conflict("Undangan hanya dapat ditarik sebelum kegiatan.", "An invitation can be taken back only before the event.").into()
        );
    }
    let found = event_participants::event_id.eq(target.row.id).and(event_participants::institution_id.eq(institution));
    query!(conn, c => diesel::delete(event_participants::table.filter(found)).execute(c))?;
    target.touch(conn)?;
    note(conn, &target.trail, Verb::Uninvite, target.row.id, &target.row.title, Some(crate::audit::sha256(institution.to_string())), None)
}

/// Invites all of a list, and all institutions of some kinds; who is invited already stays as it is.
pub fn invite_all(conn: &mut Conn, change: &Change, once: &Once, id: &str, new: &NewParticipants, url: &str) -> Result<Answer, Error> {
    let mut target = Target::find(conn, change, id)?;
    target.must_run()?;
    once.run(conn, target.member, |conn| {
        change.accepts(target.row.version)?;
        if !lifecycle::takes_invitations(target.row.status) {
            return Err(conflict("Kegiatan ini tidak lagi mengundang.", "The event takes no more invitations.").into());
        }
        let invited: Vec<Id> = queries::participants(conn, target.row.id)?.into_iter().map(|(row, _)| row.institution_id).collect();
        let wanted = wanted(conn, new)?;
        let fresh: Vec<Id> = wanted.into_iter().filter(|id| !invited.contains(id)).collect();
        for institution in &fresh {
            invite(conn, &target, *institution)?;
        }
        if !fresh.is_empty() {
            target.touch(conn)?;
            let after = Some(crate::audit::digest_of(&fresh)?);
            note(conn, &target.trail, Verb::Invite, target.row.id, &target.row.title, None, after)?;
        }
        target.answer(conn, url)
    })
}

fn wanted(conn: &mut Conn, new: &NewParticipants) -> Result<Vec<Id>, Error> {
    let known: Vec<Id> = query!(conn, c => institutions::table
        .filter(institutions::id.eq_any(&new.institution_ids).or(institutions::kind.eq_any(&new.kinds)))
        .order(institutions::sort_key.asc())
        .limit(queries::MOST_PARTICIPANTS)
        .select(institutions::id)
        .load(c))?;
    match new.institution_ids.iter().position(|id| !known.contains(id)) {
        None => Ok(known),
        Some(n) => {
            let message = Text::new("Instansi ini tidak ada.", "There is no such institution.");
            Err(invalid(vec![FieldError { pointer: format!("/institution_ids/{n}"), code: "unknown_institution", message }]).into())
        }
    }
}
