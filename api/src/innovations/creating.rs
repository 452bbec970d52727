//! Making innovations. Drafts that are asked for at one moment, as on the day of a deadline, are stored together.

use super::content::{Content, NewInnovationBody};
use super::model::{Source, Status};
use super::store::{self, NewInnovation, Prepared, Step};
use super::writing::{State, admit, event, must_be_free, view};
use super::{queries, revisions};
use crate::audit::{self, Verb};
use crate::auth::caller::members;
use crate::auth::{Caller, Member};
use crate::db::{Conn, Id};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once};
use crate::http::json::{field, invalid, typed};
use crate::http::locale::Text;
use crate::http::problem::{FieldError, Problem, not_authenticated};
use crate::http::shape::{self, Use};
use crate::hubs::queries::{Place, place};
use crate::search::text::Stems;
use crate::text::{folded, judge_line};
use serde_json::{Map, Value};
use utoipa::PartialSchema;

/// An innovation to be made, read from JSON.
#[derive(Clone)]
pub struct Draft {
    hub: String,
    institution_id: Option<Id>,
    source: Source,
    source_ref: Option<String>,
    content: Content,
}

const LONGEST_REFERENCE: usize = 100;

impl Draft {
    /// Reads and checks a body; 422 names everything to mend.
    pub fn read(fields: Map<String, Value>) -> Result<Self, Problem> {
        let mut body = Value::Object(fields);
        let mut faults = shape::judge(&NewInnovationBody::schema(), &mut body, Use::Whole);
        let mut take = |name: &str| body.as_object_mut().and_then(|fields| fields.remove(name)).unwrap_or(Value::Null);
        let hub: String = typed(&take("hub_id"), &mut faults)?;
        let institution_id: Option<Id> = typed(&take("institution_id"), &mut faults)?;
        let source: Option<Source> = typed(&take("source"), &mut faults)?;
        let source_ref: Option<String> = typed(&take("source_ref"), &mut faults)?;
        let source_ref = source_ref.map(|text| folded(&text)).filter(|text| !text.is_empty());
        if let Some(Err(fault)) = source_ref.as_ref().map(|text| judge_line(text, 0, LONGEST_REFERENCE)) {
            faults.besides(vec![field("/source_ref".into(), &fault)]);
        }
        let content = Content::read(&body, faults)?;
        Ok(Self { hub, institution_id, source: source.unwrap_or(Source::Manual), source_ref, content })
    }

    /// Its texts in Markdown, each with the name of its field.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.content.texts().into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }
}

/// A draft to be made, and the request for it.
pub struct Creation {
    /// Who asks.
    pub change: Change,
    /// The key under which it is made once.
    pub once: Once,
    /// The draft.
    pub draft: Draft,
}

/// A draft that may be made.
struct New<'a> {
    creation: &'a Creation,
    member: Member,
}

/// Makes drafts, and answers each request in its place: with the record, or why it is refused.
pub fn create(conn: &mut Conn, creations: &[Creation]) -> Result<Vec<Result<Answer, Error>>, Error> {
    let mut new = Vec::with_capacity(creations.len());
    let mut records = Vec::with_capacity(creations.len());
    let mut known = Vec::with_capacity(creations.len());
    let mut judge = Judge { members: members(conn, creations.iter().map(|creation| creation.change.credentials()))?, hubs: Vec::new() };
    for creation in creations {
        match judge.admit(conn, creation) {
            Ok(Admitted::New(member, record)) => {
                new.push(New { creation, member });
                records.push(*record);
                known.push(None);
            }
            Ok(Admitted::Known(answer)) => known.push(Some(Ok(answer))),
            Err(e) if e.is_from_database() => return Err(e),
            Err(e) => known.push(Some(Err(e))),
        }
    }
    let mut made = make(conn, &new, &records)?.into_iter();
    let answers = known.into_iter().map(|known| known.or_else(|| made.next().map(Ok)));
    Ok(answers.map(|answer| answer.unwrap_or_else(|| Err(Error::internal("a draft was not stored")))).collect())
}

/// Stores drafts with their first revisions and statuses and what the trail says of them.
fn make(conn: &mut Conn, new: &[New<'_>], records: &[Prepared]) -> Result<Vec<Answer>, Error> {
    let seqs = store::insert_all(conn, records)?;
    let numbered = || seqs.iter().copied().zip(new);
    let begun = |((seq, new), record): ((i64, &New), &Prepared)| Step {
        seq,
        from: None,
        to: Status::Draft,
        at: record.created_at(),
        by: Some(new.member.id),
        note: None,
    };
    store::insert_steps(conn, numbered().zip(records).map(begun))?;
    revisions::begin(conn, numbered().map(|(seq, new)| (seq, new.member.id, &new.creation.draft.content)))?;
    note(conn, new, records)?;
    let mut answers = Vec::with_capacity(new.len());
    for (stored, new) in queries::stored(conn, &seqs)?.into_iter().zip(new) {
        let address = format!("/api/v1/innovations/{}", stored.row.id);
        let answer = Answer::created(address, 1, &view(conn, stored, &Caller::Member(new.member.clone()))?)?;
        new.creation.once.keep(conn, new.member.id, &answer)?;
        answers.push(answer);
    }
    Ok(answers)
}

fn note(conn: &mut Conn, new: &[New<'_>], records: &[Prepared]) -> Result<(), Error> {
    let trails: Vec<_> = new.iter().map(|new| new.creation.change.trail_of(&new.member)).collect();
    let event = |(new, record): (&New, &Prepared)| {
        let content = &new.creation.draft.content;
        let after = State { status: Status::Draft, hub_id: record.hub_id(), owner_ids: &[new.member.id], content };
        event(Verb::Create, record.id(), None, Some(after))
    };
    let events = new.iter().zip(records).map(event).collect::<Result<Vec<_>, _>>()?;
    audit::note_all(conn, trails.iter().zip(events))
}

/// Says what may be made, by what the database says once for a group.
struct Judge {
    members: Vec<Member>,
    hubs: Vec<(String, Option<Place>)>,
}

enum Admitted {
    New(Member, Box<Prepared>),
    Known(Answer),
}

impl Judge {
    fn admit(&mut self, conn: &mut Conn, Creation { change, once, draft }: &Creation) -> Result<Admitted, Error> {
        let member = self.members.iter().find(|member| change.credentials().are_of(member)).ok_or_else(not_authenticated)?.clone();
        let (hub_id, institution_id) = admit(&Caller::Member(member.clone()), self.place(conn, &draft.hub)?)?;
        if draft.institution_id.is_some_and(|id| id != institution_id) {
            let message = Text::new("Hub ini milik instansi lain.", "The hub belongs to another institution.");
            return Err(invalid(vec![FieldError { pointer: "/institution_id".into(), code: "mismatch", message }]).into());
        }
        if let Some(answer) = once.known(conn, member.id)? {
            return Ok(Admitted::Known(answer));
        }
        must_be_free(conn, &Caller::Member(member.clone()), institution_id, draft.source, draft.source_ref.as_deref())?;
        let mut record = NewInnovation::draft(hub_id, institution_id, member.id, draft.source, draft.source_ref.clone());
        draft.content.clone().put_into(&mut record);
        let record = Stems::of_this_thread(|stems| record.prepare(stems))?;
        Ok(Admitted::New(member, Box::new(record)))
    }

    fn place(&mut self, conn: &mut Conn, hub: &str) -> Result<Option<Place>, Error> {
        if let Some((_, known)) = self.hubs.iter().find(|(name, _)| name == hub) {
            return Ok(*known);
        }
        let found = place(conn, hub)?;
        self.hubs.push((hub.to_owned(), found));
        Ok(found)
    }
}
