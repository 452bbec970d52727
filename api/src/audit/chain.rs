//! The chain of the audit trail: each event gets a place, and a seal over itself and the seal before it, so that no event can be
//! changed, removed or put in between unseen.
//!
//! Events are sealed after they are committed, a moment later and in the order in which the sealer meets them: those that
//! commit late get a later place, and no writer waits. Places are unique, so that of several processes one seals.

use super::sha256;
use crate::app::App;
use crate::auth::caller::Caller;
use crate::auth::policy::{Action, permits};
use crate::db::schema::{audit_events, audit_seals};
use crate::db::{Conn, Database, Day, Id, Instant, insert_all, query, rows};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::openapi::{MembersOnly, Refusals};
use crate::http::problem::forbidden;
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/audit-seal").get(show_seal), at("/audit-chain").get(verify_chain)]
}

/// How long the sealer rests when everything is sealed.
const REST: Duration = Duration::from_secs(1);
/// Events that are sealed in one write, and read at once by who verifies.
const BATCH: i64 = 500;
/// An event may be noted after others with higher numbers, when its transaction took longer: so many numbers are looked at again
/// each time …
const LATE: i64 = 2_000;
/// … and all there are this often, and first of all.
const LOOK_AT_ALL: Duration = Duration::from_secs(600);
/// What the first seal follows on.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An event as it is sealed: all that its row holds.
#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = audit_events)]
struct Sealed {
    seq: i64,
    id: Id,
    at: Instant,
    actor_id: Option<Id>,
    action: String,
    record_type: String,
    record_id: String,
    summary: String,
    before_sha256: Option<String>,
    after_sha256: Option<String>,
    request_id: Option<String>,
}

/// A place in the chain.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = audit_seals)]
pub struct Seal {
    /// Its place, from 1 on.
    #[schema(example = 1204)]
    pub place: i64,
    /// SHA-256 over the seal before it and its event, in hexadecimal.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub hash: String,
    /// When it was sealed.
    pub sealed_at: Instant,
}

fn hash(before: &str, place: i64, event: &Sealed) -> Result<String, Error> {
    Ok(sha256(serde_json::to_vec(&(before, place, event))?))
}

fn newest(conn: &mut Conn) -> Result<Option<Seal>, Error> {
    Ok(query!(conn, c => audit_seals::table.order(audit_seals::place.desc()).select(Seal::as_select()).first(c).optional())?)
}

rows! {
    struct NewSeal in audit_seals {
        place: i64,
        event_seq: i64,
        hash: String,
        sealed_at: Instant,
    }
}

/// Among which events those without a place are looked for.
#[derive(Clone, Copy)]
enum Among {
    All,
    Newest,
}

/// Seals the oldest events that have no place yet; how many there were.
fn seal(conn: &mut Conn, among: Among) -> Result<usize, Error> {
    let waiting = match among {
        Among::All => unsealed(conn)?,
        Among::Newest => newest_unsealed(conn)?,
    };
    let (mut place, mut before) = newest(conn)?.map_or((0, BEGINNING.to_owned()), |seal| (seal.place, seal.hash));
    let mut rows = Vec::with_capacity(waiting.len());
    for event in &waiting {
        place += 1;
        before = hash(&before, place, event)?;
        rows.push(NewSeal { place, event_seq: event.seq, hash: before.clone(), sealed_at: Instant::now() });
    }
    insert_all!(conn, audit_seals::table, rows)?;
    Ok(waiting.len())
}

fn unsealed(conn: &mut Conn) -> Result<Vec<Sealed>, Error> {
    let placed = audit_seals::table.filter(audit_seals::event_seq.eq(audit_events::seq));
    Ok(query!(conn, c => audit_events::table
        .filter(not(exists(placed)))
        .order(audit_events::seq.asc())
        .limit(BATCH)
        .select(Sealed::as_select())
        .load(c))?)
}

/// The same among the newest. No join, which PostgreSQL would go on doing as it planned it when the trail was short.
fn newest_unsealed(conn: &mut Conn) -> Result<Vec<Sealed>, Error> {
    let last: Option<i64> = query!(conn, c => audit_seals::table.select(max(audit_seals::event_seq)).first(c))?;
    let since = last.unwrap_or(0) - LATE;
    let sealed: Vec<i64> =
        query!(conn, c => audit_seals::table.filter(audit_seals::event_seq.gt(since)).select(audit_seals::event_seq).load(c))?;
    let sealed: HashSet<i64> = sealed.into_iter().collect();
    let mut waiting: Vec<i64> = query!(conn, c => audit_events::table
        .filter(audit_events::seq.gt(since))
        .order(audit_events::seq.asc())
        .limit(LATE + BATCH)
        .select(audit_events::seq)
        .load(c))?;
    waiting.retain(|seq| !sealed.contains(seq));
    let Some(first) = waiting.first() else {
        return Ok(Vec::new());
    };
    let mut events: Vec<Sealed> = query!(conn, c => audit_events::table
        .filter(audit_events::seq.ge(*first))
        .order(audit_events::seq.asc())
        .limit(LATE + BATCH)
        .select(Sealed::as_select())
        .load(c))?;
    events.retain(|event| !sealed.contains(&event.seq));
    events.truncate(BATCH as usize);
    Ok(events)
}

/// Seals for as long as the process runs.
pub async fn keep_sealing(app: App) {
    let mut looked_at_all: Option<tokio::time::Instant> = None;
    loop {
        let among = if looked_at_all.is_some_and(|at| at.elapsed() < LOOK_AT_ALL) { Among::Newest } else { Among::All };
        let sealed = app.db.write(move |conn| seal(conn, among)).await;
        if sealed.is_ok() && matches!(among, Among::All) {
            looked_at_all = Some(tokio::time::Instant::now());
        }
        match sealed {
            Ok(n) if n >= usize::try_from(BATCH).unwrap_or(usize::MAX) => continue,
            Ok(_) => {}
            // Another process took the place: it has sealed them.
            Err(e) if e.is_from_database() => tracing::debug!("sealing is tried again: {e}"),
            Err(e) => tracing::warn!("cannot seal the audit trail: {e}"),
        }
        tokio::time::sleep(REST).await;
    }
}

/// What was found of the chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChainReport {
    /// Seals that were checked.
    #[schema(example = 1204)]
    pub sealed: i64,
    /// Events that wait for their seal.
    #[schema(example = 0)]
    pub unsealed: i64,
    /// The first link that is broken; null when the chain is whole.
    #[schema(required = true)]
    pub broken: Option<BrokenLink>,
    /// The newest seal.
    #[schema(required = true)]
    pub newest: Option<Seal>,
}

/// A link of the chain that does not hold.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BrokenLink {
    /// Its place.
    #[schema(example = 17)]
    pub place: i64,
    /// The event that should be there; null when it is gone.
    #[schema(required = true)]
    pub event_id: Option<Id>,
    /// What is wrong.
    #[schema(example = "the event is not what was sealed")]
    pub fault: &'static str,
}

type Link = (i64, String, Option<Sealed>);

fn links(conn: &mut Conn, after: i64) -> Result<Vec<Link>, Error> {
    Ok(query!(conn, c => audit_seals::table
        .left_join(audit_events::table)
        .filter(audit_seals::place.gt(after))
        .order(audit_seals::place.asc())
        .limit(BATCH)
        .select((audit_seals::place, audit_seals::hash, Option::<Sealed>::as_select()))
        .load(c))?)
}

fn fault(before: &str, expected: i64, (place, sealed, event): &Link) -> Result<Option<&'static str>, Error> {
    Ok(match event {
        _ if *place != expected => Some("a seal is missing before it"),
        None => Some("its event is gone"),
        Some(event) if hash(before, *place, event)? != *sealed => Some("the event is not what was sealed, or the seal before it"),
        Some(_) => None,
    })
}

/// Walks the whole chain; stops at the first link that is broken.
pub fn verify(conn: &mut Conn) -> Result<ChainReport, Error> {
    let (mut checked, mut before) = (0, BEGINNING.to_owned());
    let mut broken = None;
    loop {
        let page = links(conn, checked)?;
        if page.is_empty() || broken.is_some() {
            break;
        }
        for link in page {
            if let Some(fault) = fault(&before, checked + 1, &link)? {
                broken = Some(BrokenLink { place: link.0, event_id: link.2.map(|event| event.id), fault });
                break;
            }
            (checked, before) = (link.0, link.1);
        }
    }
    let placed = audit_seals::table.filter(audit_seals::event_seq.eq(audit_events::seq));
    let unsealed: i64 = query!(conn, c => audit_events::table.filter(not(exists(placed))).count().get_result(c))?;
    Ok(ChainReport { sealed: checked, unsealed, broken, newest: newest(conn)? })
}

/// [`verify`] for `jipp doctor`.
pub fn examine(db: &Database) -> Result<String, Error> {
    let report = db.read_now(verify)?;
    match report.broken {
        None => Ok(format!("{} events sealed, {} wait for it", report.sealed, report.unsealed)),
        Some(link) => Err(Error::internal(format!(
            "the chain is broken at place {} (event {}): {}",
            link.place,
            link.event_id.map_or_else(|| "unknown".to_owned(), |id| id.to_string()),
            link.fault
        ))),
    }
}

/// Seals for everybody to keep.
#[derive(Serialize, ToSchema)]
pub struct PublishedSeal {
    /// The last seal of yesterday in Jakarta: it stays the same all day, for others to write down.
    #[schema(required = true)]
    pub daily: Option<Seal>,
    /// The day that it closes.
    pub day: Day,
    /// The newest seal.
    #[schema(required = true)]
    pub newest: Option<Seal>,
}

/// Shows the newest seals of the audit trail
///
/// For everybody to keep: whoever kept a seal can show that the trail up to it was rewritten since. Holds nothing of the events themselves.
#[utoipa::path(get, path = "/api/v1/audit-seal", tag = "audit", operation_id = "getAuditSeal", security(()),
    responses((status = 200, description = "The seals", body = PublishedSeal),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show_seal(req: HttpRequest, app: web::Data<App>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let answer = app
        .db
        .read(|conn| {
            let today = Day::today();
            let daily: Option<Seal> = query!(conn, c => audit_seals::table
                .filter(audit_seals::sealed_at.lt(Instant::midnight_before(today)))
                .order((audit_seals::sealed_at.desc(), audit_seals::place.desc()))
                .select(Seal::as_select())
                .first(c)
                .optional())?;
            let day = Day(today.0.pred_opt().unwrap_or(today.0));
            Answer::record(0, &PublishedSeal { daily, day, newest: newest(conn)? })
        })
        .await?;
    Ok(answer.send(&req))
}

/// One walk over the chain at a time: it reads all of it.
static WALKING: Semaphore = Semaphore::const_new(1);

/// Verifies the chain of the audit trail
///
/// Walks all of it and names the first broken link, if there is one, and how many events wait for their seal; for admins. One at a time: 503 while another
/// is under way.
#[utoipa::path(get, path = "/api/v1/audit-chain", tag = "audit", operation_id = "verifyAuditChain", security(("bearer" = [])),
    responses((status = 200, description = "What was found", body = ChainReport),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), MembersOnly, Refusals))]
pub async fn verify_chain(reading: Reading, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let _turn = WALKING.try_acquire().map_err(|_| Error::overloaded())?;
    let may = |_: &mut Conn, caller: &Caller| {
        let member = caller.signed_in()?;
        if permits(member, Action::ReadAudit) { Ok(()) } else { Err(forbidden().into()) }
    };
    reading.find(may).await?;
    // It takes as long as the trail is: no lane is held by it.
    let db = reading.app.db.clone();
    let report = actix_web::rt::task::spawn_blocking(move || db.reader()?.run(verify));
    Ok(Answer::record(0, &report.await.map_err(Error::internal)??)?.send(&reading.req))
}
