//! `/notifications/stream`: notifications as they are told, by server-sent events (WHATWG HTML, 9.2).
//!
//! Each process looks for what was told since it last looked, by whichever process, and passes it on to the streams that
//! are open here. One query serves all of them, and there is none while nobody listens.

use super::model::{Notification, NotificationRow, Shown};
use super::queries;
use crate::app::App;
use crate::auth::session::too_old;
use crate::auth::{Caller, Credentials, marker};
use crate::db::schema::{notifications, sessions, users};
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::locale::Locale;
use crate::http::openapi::Refusals;
use crate::http::query::{NoParameters, Query};
use crate::http::routing::{Address, at};
use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use futures_util::StreamExt;
use serde::Serialize;
use std::collections::{HashMap, HashSet, VecDeque};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/notifications/stream").get(stream)]
}

/// How often each process looks for what is new.
const EVERY: Duration = Duration::from_millis(400);
/// A transaction may take this long between the time that it writes down and its end.
const OVERLAP_MILLIS: i64 = 10_000;
/// Notifications that one look passes on; what is beyond comes with the next.
const MOST_AT_ONCE: i64 = 5_000;
/// Looks between two heartbeats, which also find out who has gone: 15 seconds.
const HEARTBEAT_ROUNDS: u64 = 37;
/// Looks between two checks whether sessions still stand: 2 seconds.
const SESSION_ROUNDS: u64 = 5;
/// Events that wait for a slow reader; then its stream is closed, and it comes back.
const LONGEST_QUEUE: usize = 32;
/// Streams of one process.
const MOST_STREAMS: usize = 5_000;
/// Streams of one person in one process; the oldest is closed for a new one.
const MOST_OF_ONE: usize = 10;
/// Missed notifications that a stream begins with at most.
const MOST_MISSED: i64 = 50;

struct Reader {
    session: Id,
    locale: Locale,
    since: Instant,
    expires_at: Instant,
    sender: mpsc::Sender<Bytes>,
}

/// The open streams of this process.
#[derive(Default)]
pub struct Streams {
    readers: Mutex<HashMap<Id, Vec<Reader>>>,
    /// Those whose number of unread notifications has changed otherwise.
    touched: Mutex<HashSet<Id>>,
    closed: AtomicBool,
}

impl Streams {
    fn readers(&self) -> MutexGuard<'_, HashMap<Id, Vec<Reader>>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, user: Id, reader: Reader) -> Result<(), Error> {
        let mut readers = self.readers();
        if self.closed.load(Ordering::Relaxed) || readers.values().map(Vec::len).sum::<usize>() >= MOST_STREAMS {
            return Err(Error::overloaded());
        }
        let own = readers.entry(user).or_default();
        own.push(reader);
        if own.len() > MOST_OF_ONE {
            own.remove(0);
        }
        Ok(())
    }

    /// Has the person's streams say how many are unread now.
    pub fn touch(&self, user: Id) {
        if self.readers().contains_key(&user) {
            self.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(user);
        }
    }

    /// Ends all streams, and takes no more: the process stops.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.readers().clear();
    }

    /// Keeps the streams that this is true for.
    fn retain(&self, keep: impl Fn(&Reader) -> bool) {
        let mut readers = self.readers();
        readers.values_mut().for_each(|own| own.retain(&keep));
        readers.retain(|_, own| !own.is_empty());
    }

    fn is_empty(&self) -> bool {
        self.readers().is_empty()
    }

    fn sessions(&self) -> Vec<Id> {
        self.readers().values().flatten().map(|reader| reader.session).collect()
    }

    /// Passes on what is new to whom it concerns; a reader who does not keep up is closed.
    fn pass_on(&self, told: Vec<Shown>, unread: &HashMap<Id, i64>) {
        let mut readers = self.readers();
        for shown in told {
            for reader in readers.get_mut(&shown.row.user_id).into_iter().flatten() {
                if shown.row.created_at < reader.since {
                    continue;
                }
                let notification = shown.clone().told(reader.locale);
                if reader.sender.try_send(event("notification", Some(notification.id), &notification)).is_err() {
                    reader.expires_at = Instant(0);
                }
            }
        }
        for (user, count) in unread {
            for reader in readers.get_mut(user).into_iter().flatten() {
                if reader.sender.try_send(event("unread", None, &Unread { unread_count: *count })).is_err() {
                    reader.expires_at = Instant(0);
                }
            }
        }
    }
}

/// How many are unread, in a stream.
#[derive(Serialize)]
struct Unread {
    unread_count: i64,
}

/// One event: JSON has no line breaks of its own.
fn event<T: Serialize>(name: &str, id: Option<Id>, data: &T) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_default();
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    Bytes::from(format!("event: {name}\n{id}data: {data}\n\n"))
}

/// Follows the own notifications as they are told
///
/// Server-sent events, to be read with `fetch` and the `Authorization` header: `notification` with a notification as `GET /notifications/{id}` answers, and
/// `unread` with `{"unread_count": n}`, which is also the first. Lines that begin with `:` keep the connection alive. With `Last-Event-ID` it begins with what
/// was told since. It ends when the token expires or the session does: come back with a fresh token.
#[utoipa::path(get, path = "/api/v1/notifications/stream", tag = "notifications", operation_id = "streamNotifications", security(("bearer" = [])),
    params(("Last-Event-ID" = Option<String>, Header, description = "Id of the last notification that was received", example = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e")),
    responses((status = 200, description = "Events, without an end", body = String, content_type = "text/event-stream",
        example = "event: unread\ndata: {\"unread_count\":1}\n\n"), Refusals))]
pub async fn stream(
    req: HttpRequest,
    app: web::Data<App>,
    credentials: Credentials,
    _: Query<NoParameters>,
) -> Result<HttpResponse, Error> {
    let locale = Locale::of(req.headers());
    let last: Option<Id> = req.headers().get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let expires_at = credentials.expires_at();
    let (sender, receiver) = mpsc::channel(LONGEST_QUEUE);
    let since = Instant::now();
    let (member, missed, unread) = app
        .db
        .read(move |conn| {
            let member = credentials.member(conn)?;
            let caller = Caller::Member(member.clone());
            let missed = match last {
                Some(last) => since_then(conn, &caller, member.id, last)?,
                None => Vec::new(),
            };
            Ok((member, missed, queries::count_unread(conn, &caller)?))
        })
        .await?;
    app.streams.open(member.id, Reader { session: member.session_id, locale, since, expires_at, sender })?;
    let mut first = vec![Bytes::from_static(b"retry: 3000\n\n")];
    first.extend(missed.into_iter().map(|shown| {
        let notification: Notification = shown.told(locale);
        event("notification", Some(notification.id), &notification)
    }));
    first.push(event("unread", None, &Unread { unread_count: unread }));
    let told = futures_util::stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
    let events = futures_util::stream::iter(first).chain(told).map(Ok::<_, Infallible>);
    Ok(HttpResponse::Ok()
        // Every page of somebody who is signed in opens a stream: so the marker lasts as long as they are there.
        .cookie(marker::cookie(&app))
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // A compressor, or a proxy that gathers, would keep events back.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(events))
}

fn since_then(conn: &mut Conn, caller: &Caller, user: Id, last: Id) -> Result<Vec<Shown>, Error> {
    let mut rows: Vec<NotificationRow> = query!(conn, c => notifications::table
        .filter(notifications::user_id.eq(user).and(notifications::id.gt(last)))
        .order(notifications::id.desc())
        .limit(MOST_MISSED)
        .select(NotificationRow::as_select())
        .load(c))?;
    rows.reverse();
    queries::show(conn, caller, rows)
}

/// What was passed on within the overlap.
#[derive(Default)]
struct Passed {
    ids: HashSet<Id>,
    order: VecDeque<(Instant, Id)>,
}

impl Passed {
    fn is_new(&mut self, row: &NotificationRow) -> bool {
        let new = self.ids.insert(row.id);
        if new {
            self.order.push_back((row.created_at, row.id));
        }
        new
    }

    fn forget_before(&mut self, at: Instant) {
        while let Some((_, id)) = self.order.front().copied().filter(|(told, _)| *told < at) {
            self.order.pop_front();
            self.ids.remove(&id);
        }
    }
}

/// Serves the streams, for as long as the process runs.
pub async fn keep_streaming(app: App) {
    let mut passed = Passed::default();
    for round in 0_u64.. {
        tokio::time::sleep(EVERY).await;
        if app.streams.is_empty() {
            continue;
        }
        if let Err(e) = look(&app, &mut passed).await {
            tracing::warn!("streams of notifications wait: {e}");
        }
        if round.is_multiple_of(SESSION_ROUNDS)
            && let Err(e) = close_ended(&app).await
        {
            tracing::warn!("sessions of streams could not be checked: {e}");
        }
        if round.is_multiple_of(HEARTBEAT_ROUNDS) {
            app.streams.retain(|reader| reader.sender.try_send(Bytes::from_static(b": \n\n")).is_ok());
        }
    }
}

async fn look(app: &App, passed: &mut Passed) -> Result<(), Error> {
    let since = Instant::now().plus_millis(-OVERLAP_MILLIS);
    passed.forget_before(since.plus_millis(-OVERLAP_MILLIS));
    let told: Vec<NotificationRow> = app.db.read(move |conn| lately(conn, since)).await?;
    let mut told: Vec<NotificationRow> = told.into_iter().filter(|row| passed.is_new(row)).collect();
    let mut concerned: HashSet<Id> = std::mem::take(&mut *app.streams.touched.lock().unwrap_or_else(PoisonError::into_inner));
    {
        let readers = app.streams.readers();
        told.retain(|row| readers.contains_key(&row.user_id));
        concerned.extend(told.iter().map(|row| row.user_id));
    }
    if concerned.is_empty() {
        return Ok(());
    }
    let users: Vec<Id> = concerned.into_iter().collect();
    let (told, unread) = app.db.read(move |conn| Ok((queries::show_each(conn, told.clone())?, unread_of(conn, &users)?))).await?;
    app.streams.pass_on(told, &unread);
    app.streams.retain(|reader| reader.expires_at.0 > 0);
    Ok(())
}

/// How many each of these people has not read.
fn unread_of(conn: &mut Conn, users: &[Id]) -> Result<HashMap<Id, i64>, Error> {
    let mut unread = HashMap::new();
    for user in users {
        if let Some(caller) = queries::reader(conn, *user)? {
            unread.insert(*user, queries::count_unread(conn, &caller)?);
        }
    }
    Ok(unread)
}

fn lately(conn: &mut Conn, since: Instant) -> Result<Vec<NotificationRow>, Error> {
    Ok(query!(conn, c => notifications::table
        .filter(notifications::created_at.ge(since))
        .order(notifications::created_at.asc())
        .limit(MOST_AT_ONCE)
        .select(NotificationRow::as_select())
        .load(c))?)
}

/// Closes the streams whose token has expired, or whose session has ended.
async fn close_ended(app: &App) -> Result<(), Error> {
    let open = app.streams.sessions();
    let standing: HashSet<Id> = app.db.read(move |conn| standing(conn, &open)).await?;
    let now = Instant::now();
    app.streams.retain(|reader| reader.expires_at > now && standing.contains(&reader.session));
    Ok(())
}

/// Those among these sessions that still stand.
fn standing(conn: &mut Conn, open: &[Id]) -> Result<HashSet<Id>, Error> {
    let now = Instant::now();
    let mut standing = HashSet::new();
    for some in open.chunks(500) {
        let found: Vec<Id> = query!(conn, c => sessions::table
            .inner_join(users::table)
            .filter(sessions::id.eq_any(some))
            .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)).and(sessions::created_at.gt(too_old(now))))
            .filter(users::active.eq(true))
            .select(sessions::id)
            .load(c))?;
        standing.extend(found);
    }
    Ok(standing)
}
