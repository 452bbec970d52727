//! Innovations that notices tell of.

use super::super::model::{About, Note, NotificationKind as Kind, NotificationRow};
use super::CHUNK;
use crate::auth::Caller;
use crate::auth::policy::{Action, Subject, allows, of_institution};
use crate::db::schema::{innovation_transitions, innovations};
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::innovations::lifecycle::was_submitted;
use crate::innovations::model::Status;
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::HashMap;

type Row = (i64, Id, String, String, Id, Status, RawJson);

struct Innovation {
    slug: String,
    title: String,
    institution_id: Id,
    status: Status,
    owners: Vec<Id>,
    moved_at: Instant,
}

/// Innovations by their ids.
pub struct Innovations(HashMap<Id, Innovation>);

impl Innovations {
    pub fn read(conn: &mut Conn, ids: &[Id]) -> Result<Self, Error> {
        let mut found = HashMap::new();
        for some in ids.chunks(CHUNK) {
            let rows: Vec<Row> = query!(conn, c => innovations::table
                .filter(innovations::id.eq_any(some))
                .select((innovations::seq, innovations::id, innovations::slug, innovations::title, innovations::institution_id,
                    innovations::status, innovations::owner_ids))
                .load(c))?;
            let seqs: Vec<i64> = rows.iter().map(|row| row.0).collect();
            let moved: HashMap<i64, Option<Instant>> = query!(conn, c => innovation_transitions::table
                .filter(innovation_transitions::seq.eq_any(&seqs))
                .group_by(innovation_transitions::seq)
                .select((innovation_transitions::seq, max(innovation_transitions::at)))
                .load::<(i64, Option<Instant>)>(c))?
            .into_iter()
            .collect();
            for (seq, id, slug, title, institution_id, status, owners) in rows {
                let moved_at = moved.get(&seq).copied().flatten().unwrap_or(Instant(0));
                found.insert(id, Innovation { slug, title, institution_id, status, owners: owners.read()?, moved_at });
            }
        }
        Ok(Self(found))
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let found = self.0.get(&row.record())?;
        let submitted = was_submitted(found.status);
        let subject = Subject { owner_ids: &found.owners, submitted, ..of_institution(found.institution_id) };
        let inside = allows(caller, Action::ReadInnovation, subject);
        let heard = inside || (found.status == Status::Published && is_public(row.kind));
        if !heard {
            return None;
        }
        let waited_for = match row.kind {
            Kind::InnovationSubmitted => Some(Status::Submitted),
            Kind::RevisionRequested => Some(Status::RevisionRequested),
            _ => None,
        };
        let still = |status| found.status == status && found.moved_at <= row.created_at;
        let over = waited_for.filter(|status| !still(*status)).map(|_| found.moved_at);
        let note = row.detail.clone().filter(|_| inside && over.is_none()).map(Note::Written);
        Some(About { title: Some(found.title.clone()), path: format!("/innovations/{}", found.slug), note, over })
    }
}

/// Whether the step that it tells of is public: of the others the public learns nothing.
fn is_public(kind: Kind) -> bool {
    matches!(kind, Kind::InnovationPublished | Kind::FollowedInnovation | Kind::SearchMatched)
}
