//! `/audit-events`.

use super::queries::{self, AuditEvent, Filter};
use super::{Deed, RecordType};
use crate::auth::policy::{Action, permits};
use crate::db::{Cost, Id, Instant};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::listing::{Limit, Listing};
use crate::http::openapi::{ListRefusals, MembersOnly};
use crate::http::problem::forbidden;
use crate::http::query::{Many, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use actix_web::HttpResponse;
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/audit-events").get(list)]
}

/// What the audit trail can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Who did it.
    actor_id: Option<Id>,
    /// What was done, such as `create` or `transition:published`.
    #[serde(default)]
    #[param(value_type = Option<Vec<Deed>>, style = Form, explode, example = json!(["update"]))]
    action: Many<Deed>,
    /// Kinds of record.
    #[serde(default)]
    #[param(value_type = Option<Vec<RecordType>>, style = Form, explode, example = json!(["innovation"]))]
    record_type: Many<RecordType>,
    /// The record's id.
    #[param(max_length = 100)]
    record_id: Option<String>,
    /// At or after this instant (RFC 3339).
    from: Option<Instant>,
    /// Before this instant (RFC 3339).
    to: Option<Instant>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Adds `total`.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    count: bool,
}

/// Lists audit events
///
/// Who did what to which record, newest first; for admins. The trail only grows: the database refuses to change or remove an event.
#[utoipa::path(get, path = "/api/v1/audit-events", tag = "audit", operation_id = "listAuditEvents", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of events", body = Listing<AuditEvent>,
        example = json!({"items": [{"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "at": "2026-01-31T08:00:00.000Z", "actor": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d01", "name": "Penilai Kementerian PANRB"},
            "action": "transition:published", "record_type": "innovation", "record_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "summary": "Antrean Tanpa Antre",
            "before_sha256": null, "after_sha256": null, "request_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d77"}], "next_cursor": null})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), MembersOnly, ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let filter = Filter {
        actor: query.actor_id,
        actions: query.action.0,
        record_types: query.record_type.0,
        record: query.record_id,
        from: query.from,
        to: query.to,
    };
    let scope = format!("audit-events {filter:?}");
    let before: Option<i64> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .costing(Cost::Much)
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            if !permits(member, Action::ReadAudit) {
                return Err(forbidden().into());
            }
            let mut rows = queries::list(conn, &filter, before, query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut rows, |(seq, _)| *seq)?;
            let total = if query.count { Some(queries::count(conn, &filter)?) } else { None };
            let events = rows.into_iter().map(|(_, event)| event).collect();
            Answer::list(&Listing::<AuditEvent>::page(events, next).with_total(total))
        })
        .await
}
