//! Reading the audit trail.

use super::{Deed, RecordType};
use crate::db::schema::{audit_events, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Limit};
use crate::users::model::Person;
use diesel::dsl::count_star;
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

/// What was done to a record.
#[derive(Serialize, ToSchema)]
pub struct AuditEvent {
    /// Id.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who did it; null for the system, and for people without an account.
    #[schema(required = true)]
    pub actor: Option<Person>,
    /// What was done.
    #[schema(value_type = Deed)]
    pub action: String,
    /// The kind of record.
    #[schema(value_type = RecordType, example = "innovation")]
    pub record_type: String,
    /// The record's id.
    #[schema(example = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e")]
    pub record_id: String,
    /// The record by its name, as it was then.
    #[schema(example = "Antrean Tanpa Antre")]
    pub summary: String,
    /// SHA-256 of the record before.
    pub before_sha256: Option<String>,
    /// SHA-256 of the record after.
    pub after_sha256: Option<String>,
    /// The request in which it happened.
    pub request_id: Option<String>,
}

/// Which events a list holds.
#[derive(Debug, Default)]
pub struct Filter {
    /// By this user.
    pub actor: Option<Id>,
    /// Any of these actions.
    pub actions: Vec<Deed>,
    /// Any of these kinds of record.
    pub record_types: Vec<RecordType>,
    /// Of this record.
    pub record: Option<String>,
    /// At or after.
    pub from: Option<Instant>,
    /// Before.
    pub to: Option<Instant>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_events)]
struct Row {
    seq: i64,
    id: Id,
    at: Instant,
    action: String,
    record_type: String,
    record_id: String,
    summary: String,
    before_sha256: Option<String>,
    after_sha256: Option<String>,
    request_id: Option<String>,
}

macro_rules! filtered {
    ($found:expr, $filter:expr) => {{
        let mut found = $found.into_boxed();
        if let Some(actor) = $filter.actor {
            found = found.filter(audit_events::actor_id.eq(actor));
        }
        if !$filter.actions.is_empty() {
            found = found.filter(audit_events::action.eq_any($filter.actions.iter().map(Deed::as_str)));
        }
        if !$filter.record_types.is_empty() {
            found = found.filter(audit_events::record_type.eq_any(&$filter.record_types));
        }
        if let Some(record) = &$filter.record {
            found = found.filter(audit_events::record_id.eq(record));
        }
        if let Some(from) = $filter.from {
            found = found.filter(audit_events::at.ge(from));
        }
        if let Some(to) = $filter.to {
            found = found.filter(audit_events::at.lt(to));
        }
        found
    }};
}

/// One more event than the page holds, newest first, with its number.
pub fn list(conn: &mut Conn, filter: &Filter, before: Option<i64>, limit: Limit) -> Result<Vec<(i64, AuditEvent)>, Error> {
    let rows: Vec<(Row, Option<Person>)> = query!(conn, c => {
        let mut found = filtered!(audit_events::table.left_join(users::table), filter);
        if let Some(before) = before {
            found = found.filter(audit_events::seq.lt(before));
        }
        found.order(audit_events::seq.desc()).limit(limit.and_one()).select((Row::as_select(), Option::<Person>::as_select())).load(c)
    })?;
    let event = |(row, actor): (Row, Option<Person>)| {
        let event = AuditEvent {
            id: row.id,
            at: row.at,
            actor,
            action: row.action,
            record_type: row.record_type,
            record_id: row.record_id,
            summary: row.summary,
            before_sha256: row.before_sha256,
            after_sha256: row.after_sha256,
            request_id: row.request_id,
        };
        (row.seq, event)
    };
    Ok(rows.into_iter().map(event).collect())
}

/// How many events match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let past: Option<i64> =
        query!(conn, c => filtered!(audit_events::table, filter).select(audit_events::seq).offset(COUNT_CAP).first(c).optional())?;
    if past.is_some() {
        return Ok(COUNT_CAP + 1);
    }
    Ok(query!(conn, c => filtered!(audit_events::table, filter).select(count_star()).first(c))?)
}
