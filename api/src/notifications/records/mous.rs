//! MoUs that notices tell of.

use super::super::model::{About, Note, NotificationKind as Kind, NotificationRow};
use super::CHUNK;
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::{mou_parties, mou_signatures, mou_transitions, mous};
use crate::db::{Conn, Day, Id, Instant, query};
use crate::error::Error;
use crate::http::dates;
use crate::http::locale::Text;
use crate::mous::model::MouStatus;
use crate::vocabularies;
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::HashMap;

struct Mou {
    title: String,
    institution_id: Id,
    status: MouStatus,
    ends_on: Day,
    parties: Vec<Id>,
    signed: Vec<Id>,
    /// When it came to each status last.
    moved_at: Vec<(String, Instant)>,
}

/// MoUs by their ids.
pub struct Mous(HashMap<Id, Mou>);

impl Mous {
    pub fn read(conn: &mut Conn, ids: &[Id]) -> Result<Self, Error> {
        let mut all: HashMap<Id, Mou> = HashMap::new();
        for some in ids.chunks(CHUNK) {
            let rows: Vec<(Id, String, Id, MouStatus, Day)> = query!(conn, c => mous::table
                .filter(mous::id.eq_any(some))
                .select((mous::id, mous::title, mous::institution_id, mous::status, mous::ends_on))
                .load(c))?;
            for (id, title, institution_id, status, ends_on) in rows {
                let mou = Mou { title, institution_id, status, ends_on, parties: Vec::new(), signed: Vec::new(), moved_at: Vec::new() };
                all.insert(id, mou);
            }
            let parties: Vec<(Id, Id)> = query!(conn, c => mou_parties::table
                .filter(mou_parties::mou_id.eq_any(some))
                .select((mou_parties::mou_id, mou_parties::institution_id))
                .load(c))?;
            let signed: Vec<(Id, Id)> = query!(conn, c => mou_signatures::table
                .filter(mou_signatures::mou_id.eq_any(some))
                .select((mou_signatures::mou_id, mou_signatures::institution_id))
                .load(c))?;
            let moved: Vec<(Id, String, Option<Instant>)> = query!(conn, c => mou_transitions::table
                .filter(mou_transitions::mou_id.eq_any(some))
                .group_by((mou_transitions::mou_id, mou_transitions::to_status))
                .select((mou_transitions::mou_id, mou_transitions::to_status, max(mou_transitions::at)))
                .load(c))?;
            for (id, party) in parties {
                all.entry(id).and_modify(|mou| mou.parties.push(party));
            }
            for (id, party) in signed {
                all.entry(id).and_modify(|mou| mou.signed.push(party));
            }
            for (id, to, at) in moved {
                all.entry(id).and_modify(|mou| mou.moved_at.push((to, at.unwrap_or(Instant(0)))));
            }
        }
        Ok(Self(all))
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let mou = self.0.get(&row.record())?;
        let inside = mou.is_inside(caller);
        let heard = inside || (mou.status.is_public() && is_public(row.kind));
        if !heard {
            return None;
        }
        let over = mou.over(caller, row);
        let note = match row.kind {
            Kind::MouExpiring => row.detail.as_deref().map(|days| Note::Said(days_left(days))),
            // What is signed for later says from when on it is in force.
            Kind::MouSigned => row.detail.as_deref().and_then(|from| from.parse().ok()).map(in_force_from).map(Note::Said),
            _ => row.detail.clone().filter(|_| inside).map(Note::Written),
        };
        let path = format!("/mous/{}", row.record_id);
        Some(About { title: Some(mou.title.clone()), path, note: note.filter(|_| over.is_none()), over })
    }

    pub fn particulars(&self, row: &NotificationRow) -> Vec<Text> {
        let Some(mou) = self.0.get(&row.record()) else {
            return Vec::new();
        };
        match row.kind {
            Kind::MouExpiring => vec![dates::day(mou.ends_on).within("Berlaku sampai {}.", "In force until {}.")],
            Kind::MouPartlySigned => {
                let (signed, all) = (mou.signed.len(), mou.parties.len());
                vec![Text::owned(
                    format!("Sudah menandatangani: {signed} dari {all} pihak."),
                    format!("Signed by {signed} of {all} parties."),
                )]
            }
            Kind::MouEnded => status(mou.status).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn status(status: MouStatus) -> Option<Text> {
    let term = vocabularies::all().ok()?.mou_statuses.iter().find(|term| term.code == status.as_str())?;
    Some(Text::owned(format!("Status: {}.", term.id), format!("Status: {}.", term.en)))
}

fn in_force_from(from: Day) -> Text {
    dates::day(from).within("Berlaku mulai {}.", "In force from {}.")
}

/// How many days were left when it was told.
fn days_left(days: &str) -> Text {
    Text::owned(format!("{days} hari lagi."), if days == "1" { "1 day from now.".to_owned() } else { format!("{days} days from now.") })
}

impl Mou {
    fn is_inside(&self, caller: &Caller) -> bool {
        std::iter::once(&self.institution_id)
            .chain(&self.parties)
            .any(|institution| allows(caller, Action::ReadMou, of_institution(*institution)))
    }

    /// Since when it no longer waits for this caller, if it ever did.
    fn over(&self, caller: &Caller, row: &NotificationRow) -> Option<Instant> {
        let since = |status: MouStatus| self.moved_at.iter().find(|(to, _)| to == status.as_str()).map_or(Instant(0), |(_, at)| *at);
        let still = match row.kind {
            Kind::MouInReview => self.status == MouStatus::InReview && since(MouStatus::InReview) <= row.created_at,
            Kind::MouSentBack => self.status == MouStatus::Draft && since(MouStatus::Draft) <= row.created_at,
            Kind::MouToSign => {
                matches!(self.status, MouStatus::ReadyToSign | MouStatus::PartiallySigned)
                    && since(MouStatus::ReadyToSign) <= row.created_at
                    && self.waits_for_signature_of(caller)
            }
            Kind::MouExpiring => self.status == MouStatus::Signed && self.ends_on >= Day::today(),
            _ => return None,
        };
        let moved_at = self.moved_at.iter().map(|(_, at)| *at).max().unwrap_or(row.created_at);
        (!still).then_some(moved_at)
    }

    /// Whether a party for which the caller signs has not; who signs for none records the signatures of all.
    fn waits_for_signature_of(&self, caller: &Caller) -> bool {
        let signs_for = |party: &Id| allows(caller, Action::SignMou, of_institution(*party));
        let missing = |party: &Id| !self.signed.contains(party);
        match self.parties.iter().any(signs_for) {
            true => self.parties.iter().any(|party| signs_for(party) && missing(party)),
            false => {
                self.parties.iter().any(|party| missing(party) && allows(caller, Action::RecordWetInkSignature, of_institution(*party)))
            }
        }
    }
}

/// Whether the step that it tells of is public.
fn is_public(kind: Kind) -> bool {
    matches!(kind, Kind::MouSigned | Kind::MouEnded | Kind::MouTerminated)
}
