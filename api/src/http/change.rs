//! What a request that changes something brings besides its body: who asks, what was read before, and a key
//! under which it happens once.

use super::answer::{Answer, IfMatch};
use super::fault::Faults;
use super::json::{self, read_body};
use super::locale::Text;
use super::problem::{FieldError, Kind, Problem, forbidden, not_authenticated};
use super::shape::{self, Use};
use crate::audit::{Trail, sha256};
use crate::auth::caller::{Caller, Credentials, Member};
use crate::db::schema::idempotency_keys;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use actix_web::dev::Payload;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::{LazyLock, Mutex, PoisonError};
use utoipa::PartialSchema;
use utoipa::openapi::{RefOr, Schema};
use validator::Validate;

/// The request id, as the envelope chose it.
#[derive(Clone)]
pub struct RequestId(pub String);

/// Who asks for a change, and on which version.
#[derive(Clone, Debug)]
pub struct Change {
    credentials: Credentials,
    seen: IfMatch,
    request_id: Option<String>,
}

impl FromRequest for Change {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let credentials = Credentials::from_request(req, payload);
        let seen = IfMatch::of(req);
        let request_id = trail_of(req).request_id;
        Box::pin(async move { Ok(Self { credentials: credentials.await?, seen, request_id }) })
    }
}

/// The trail of a request by nobody who is known yet.
pub fn trail_of(req: &HttpRequest) -> Trail {
    Trail { actor: None, request_id: req.extensions().get::<RequestId>().map(|id| id.0.clone()) }
}

impl Change {
    /// The signed-in caller, and the trail of this change; 401 for a visitor.
    pub fn by(&self, conn: &mut Conn) -> Result<(Caller, Member, Trail), Error> {
        let member = self.credentials.member(conn)?;
        let trail = self.trail_of(&member);
        Ok((Caller::Member(member.clone()), member, trail))
    }

    /// 401 for a visitor: before work that is done for those alone who are signed in.
    pub fn signed_in(&self) -> Result<(), Error> {
        if self.credentials.user().is_some() { Ok(()) } else { Err(not_authenticated().into()) }
    }

    /// What the request proves of who sent it.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The trail of this change by a member.
    pub fn trail_of(&self, member: &Member) -> Trail {
        Trail { actor: Some(member.id), ..self.trail() }
    }

    /// The trail of a person who has no account yet.
    pub fn trail(&self) -> Trail {
        Trail { actor: None, request_id: self.request_id.clone() }
    }

    /// 428 without `If-Match`, 412 unless it names `version`: for PATCH, PUT and DELETE.
    pub fn needs(&self, version: i64) -> Result<(), Error> {
        self.seen.check(version)
    }

    /// 412 when there is an `If-Match` that does not name `version`: for POST.
    pub fn accepts(&self, version: i64) -> Result<(), Error> {
        if self.seen == IfMatch::Missing { Ok(()) } else { self.seen.check(version) }
    }
}

/// How long the first answer to a key is kept.
const KEPT_MILLIS: i64 = 24 * 3600 * 1000;
/// Longest `Idempotency-Key`, in characters.
const LONGEST_KEY: usize = 255;
/// Old keys that are removed with each new one.
const SWEEP: i64 = 20;

/// The keys whose requests are running in this process. A crash leaves nothing behind.
static RUNNING: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);

/// A validated body, which with an `Idempotency-Key` takes effect once.
pub struct Posted<T> {
    /// The body.
    pub body: T,
    /// The key, and what it stands for.
    pub once: Once,
}

/// What makes a repeated POST take effect once.
#[derive(Clone, Default)]
pub struct Once {
    /// Method, path and key.
    key: Option<String>,
    body_sha256: String,
}

impl<T: DeserializeOwned + Validate + PartialSchema + 'static> FromRequest for Posted<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = key(req);
        let body = read_body(req, payload);
        Box::pin(async move {
            let key = key?;
            let body = body.await?;
            let once = Once { key, body_sha256: sha256(&body) };
            Ok(Self { body: json::parse(&body, Use::Whole)?, once })
        })
    }
}

/// A POST without a body.
impl FromRequest for Once {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(key(req).map(|key| Self { key, body_sha256: String::new() }).map_err(Error::from))
    }
}

fn key(req: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = req.headers().get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().ok().filter(|k| (1..=LONGEST_KEY).contains(&k.len()));
    let key = key.ok_or_else(|| {
        Problem::new(Kind::MalformedRequest)
            .detail("`Idempotency-Key` harus 1 sampai 255 karakter ASCII.", "`Idempotency-Key` must be 1 to 255 ASCII characters.")
    })?;
    Ok(Some(format!("{} {} {key}", req.method(), req.path())))
}

/// A key that is running; free again when dropped.
pub struct Running(String);

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

impl Once {
    /// Takes the key for as long as the request runs; 409 while another request has it.
    pub fn take(&self, change: &Change) -> Result<Option<Running>, Error> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        let id = digest(change.credentials.user(), key);
        if RUNNING.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone()) {
            return Ok(Some(Running(id)));
        }
        Err(Problem::new(Kind::Conflict)
            .detail("Permintaan dengan kunci ini sedang berjalan.", "A request with this key is still running.")
            .retry_after(1)
            .into())
    }

    /// Whether there is a key.
    pub fn is_keyed(&self) -> bool {
        self.key.is_some()
    }

    /// The same for a file as the body.
    pub async fn of_file(self, content: &Bytes) -> Result<Self, Error> {
        if self.key.is_none() {
            return Ok(self);
        }
        let content = content.clone();
        let body_sha256 = spawn_blocking(move || sha256(&content)).await.map_err(Error::internal)?;
        Ok(Self { body_sha256, ..self })
    }

    /// The kept answer to this key, or that of `work`, kept from now on. What `work` may do was judged before.
    pub fn run(&self, conn: &mut Conn, caller: Id, work: impl FnOnce(&mut Conn) -> Result<Answer, Error>) -> Result<Answer, Error> {
        self.run_judged(conn, caller, true, work)
    }

    /// The same where `work` itself judges: the kept answer goes only to who `may` still do such a thing (403).
    pub fn run_judged(
        &self,
        conn: &mut Conn,
        caller: Id,
        may: bool,
        work: impl FnOnce(&mut Conn) -> Result<Answer, Error>,
    ) -> Result<Answer, Error> {
        if let Some(answer) = self.known(conn, caller)? {
            return if may { Ok(answer) } else { Err(forbidden().into()) };
        }
        let answer = work(conn)?;
        self.keep(conn, caller, &answer)?;
        Ok(answer)
    }

    /// The kept answer to this key.
    pub fn known(&self, conn: &mut Conn, caller: Id) -> Result<Option<Answer>, Error> {
        let Some(key) = &self.key else {
            return Ok(None);
        };
        find(conn, &digest(Some(caller), key))?.map(|kept| self.replay(kept)).transpose()
    }

    fn replay(&self, (body_sha256, status, location, etag, body): Kept) -> Result<Answer, Error> {
        if body_sha256 != self.body_sha256 {
            return Err(json::invalid(vec![FieldError {
                pointer: String::new(),
                code: "idempotency_key_reused",
                message: Text::new(
                    "Kunci ini sudah dipakai untuk permintaan dengan isi lain.",
                    "This key was used for a request with another body.",
                ),
            }])
            .into());
        }
        match body {
            Some(body) => Answer::replayed(u16::try_from(status).unwrap_or(200), location, etag, body),
            None => Err(Problem::new(Kind::SecretAlreadyShown).into()),
        }
    }

    /// Keeps the first answer to this key, if there is one.
    pub fn keep(&self, conn: &mut Conn, caller: Id, answer: &Answer) -> Result<(), Error> {
        let Some(key) = &self.key else {
            return Ok(());
        };
        let id = digest(Some(caller), key);
        let now = Instant::now();
        let body = if answer.holds_a_secret() { None } else { Some(answer.text()?) };
        // One that is too old to count may still be there.
        let old = idempotency_keys::created_at.lt(now.plus_millis(-KEPT_MILLIS));
        query!(conn, c => diesel::delete(idempotency_keys::table.filter(idempotency_keys::id.eq(&id).and(old))).execute(c))?;
        let row = (
            idempotency_keys::id.eq(id),
            idempotency_keys::body_sha256.eq(&self.body_sha256),
            idempotency_keys::status.eq(i32::from(answer.status())),
            idempotency_keys::location.eq(answer.location()),
            idempotency_keys::etag.eq(answer.etag()),
            idempotency_keys::body.eq(body),
            idempotency_keys::created_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(idempotency_keys::table).values(row).execute(c))?;
        let expired: Vec<String> = query!(conn, c => idempotency_keys::table
            .filter(old)
            .order(idempotency_keys::created_at.asc())
            .limit(SWEEP)
            .select(idempotency_keys::id)
            .load(c))?;
        if !expired.is_empty() {
            query!(conn, c => diesel::delete(idempotency_keys::table.filter(idempotency_keys::id.eq_any(&expired))).execute(c))?;
        }
        Ok(())
    }
}

type Kept = (String, i32, Option<String>, Option<String>, Option<String>);

fn find(conn: &mut Conn, id: &str) -> Result<Option<Kept>, Error> {
    let since = Instant::now().plus_millis(-KEPT_MILLIS);
    Ok(query!(conn, c => idempotency_keys::table
        .filter(idempotency_keys::id.eq(id).and(idempotency_keys::created_at.ge(since)))
        .select((
            idempotency_keys::body_sha256,
            idempotency_keys::status,
            idempotency_keys::location,
            idempotency_keys::etag,
            idempotency_keys::body,
        ))
        .first(c)
        .optional())?)
}

/// A key is the caller's own.
fn digest(caller: Option<Id>, key: &str) -> String {
    sha256(format!("{} {key}", caller.map(|id| id.to_string()).unwrap_or_default()))
}

/// A JSON object that has been read and is judged later, on what the database holds then (RFC 7396).
pub struct MergePatch(pub serde_json::Map<String, Value>);

impl FromRequest for MergePatch {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(req, payload);
        Box::pin(async move { Ok(Self(json::object(&body.await?)?)) })
    }
}

impl MergePatch {
    /// `current` with what the patch names changed; 422 for what the type does not know or take.
    pub fn apply<T: Serialize + DeserializeOwned + Validate + PartialSchema>(&self, current: &T) -> Result<T, Error> {
        let (patch, faults) = judged_patch(&T::schema(), &self.0);
        Ok(json::whole(&patched(current, &patch)?, faults)?)
    }
}

/// What fits of a merge patch, and what is wrong with the rest.
pub fn judged_patch(schema: &RefOr<Schema>, patch: &Map<String, Value>) -> (Map<String, Value>, Faults) {
    let mut fitting = Value::Object(patch.clone());
    let faults = shape::judge(schema, &mut fitting, Use::Patch);
    match fitting {
        Value::Object(fitting) => (fitting, faults),
        _ => (Map::new(), faults),
    }
}

/// The JSON of `current` with what the patch names changed; null takes a field out (RFC 7396).
pub fn patched<T: Serialize>(current: &T, patch: &serde_json::Map<String, Value>) -> Result<Value, Error> {
    let mut fields = serde_json::to_value(current)?;
    if let Value::Object(fields) = &mut fields {
        for (name, value) in patch {
            match fields.contains_key(name) && value.is_null() {
                true => drop(fields.remove(name)),
                false => drop(fields.insert(name.clone(), value.clone())),
            }
        }
    }
    Ok(fields)
}

/// A JSON object to make a record of, which with an `Idempotency-Key` takes effect once.
pub struct PostedObject(pub serde_json::Map<String, Value>, pub Once);

impl FromRequest for PostedObject {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = key(req);
        let body = read_body(req, payload);
        Box::pin(async move {
            let key = key?;
            let body = body.await?;
            let once = Once { key, body_sha256: sha256(&body) };
            Ok(Self(json::object(&body)?, once))
        })
    }
}
