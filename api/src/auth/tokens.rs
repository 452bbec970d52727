//! Access tokens: JWTs signed with Ed25519 (RFC 8037, RFC 9068), good for ten minutes.
//!
//! The keys live in the database, their private halves sealed, so that all processes share them.

use super::secret::Secret;
use crate::audit::{Event, RecordType, Trail, Verb, sha256};
use crate::db::schema::signing_keys;
use crate::db::{Conn, Database, Id, Instant, query};
use crate::error::Error;
use crate::http::problem::not_authenticated;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use quick_cache::sync::Cache;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Life of an access token, in seconds.
pub const LIFETIME: i64 = 600;
/// A retired key still verifies for this long: longer than a token lives.
const RETIRED_FOR_MILLIS: i64 = 15 * 60 * 1000;
/// How far the clocks of several processes may differ, in seconds.
pub const LEEWAY: i64 = 60;
const AUDIENCE: &str = "jipp";
const TYPE: &str = "at+jwt";
/// Tokens whose signatures are remembered: those of a busy day, in some megabytes.
const REMEMBERED: usize = 4_096;

/// What a token says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The user.
    pub sub: Id,
    /// The session; revoking it ends the token at once.
    pub sid: Id,
    iat: i64,
    exp: i64,
}

impl Claims {
    /// When the token expires.
    pub fn expires_at(&self) -> crate::db::Instant {
        crate::db::Instant(self.exp.saturating_mul(1000))
    }
}

struct Keys {
    newest: Option<(String, EncodingKey)>,
    verifying: HashMap<String, DecodingKey>,
    /// What tokens say that these keys have signed: to check a signature costs more than to answer many a request.
    genuine: Cache<String, Claims>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { newest: None, verifying: HashMap::new(), genuine: Cache::new(REMEMBERED) }
    }
}

/// Signs and verifies tokens.
pub struct KeyRing {
    issuer: String,
    secret: Secret,
    keys: RwLock<Arc<Keys>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = signing_keys)]
struct StoredKey {
    id: String,
    public_key: String,
    sealed_private: String,
    retired_at: Option<Instant>,
}

impl KeyRing {
    /// The keys of the database; makes the first one.
    pub fn load(db: &Database, secret: &Secret, issuer: String) -> Result<Self, Error> {
        if db.read_now(stored)?.iter().all(|k| k.retired_at.is_some()) {
            make(db, secret, None)?;
        }
        let ring = Self { issuer, secret: secret.clone(), keys: RwLock::default() };
        ring.use_keys(&db.read_now(stored)?)?;
        Ok(ring)
    }

    /// Opens every key without making one; how many there are.
    pub fn examine(db: &Database, secret: Option<&Secret>) -> Result<usize, Error> {
        let keys = db.read_now(stored)?;
        for key in &keys {
            secret
                .ok_or_else(|| Error::startup("there are signing keys, but not the secret that opens them: put JIPP_SECRET_FILE back, or make new keys by `jipp keys rotate`"))?
                .open(&key.sealed_private)?;
        }
        Ok(keys.len())
    }

    /// Takes over keys that another process, or `jipp keys rotate`, has made.
    pub async fn reload(&self, db: &Database) -> Result<(), Error> {
        let stored = db.read(stored).await?;
        self.use_keys(&stored)
    }

    fn use_keys(&self, stored: &[StoredKey]) -> Result<(), Error> {
        let mut keys = Keys::default();
        for key in stored {
            let public = URL_SAFE_NO_PAD.decode(&key.public_key).map_err(Error::internal)?;
            keys.verifying.insert(key.id.clone(), DecodingKey::from_ed_der(&public));
            if key.retired_at.is_none() {
                keys.newest = Some((key.id.clone(), EncodingKey::from_ed_der(&self.secret.open(&key.sealed_private)?)));
            }
        }
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
        Ok(())
    }

    fn keys(&self) -> Arc<Keys> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A token for a user's session.
    pub fn sign(&self, user: Id, session: Id) -> Result<String, Error> {
        let keys = self.keys();
        let (id, key) = keys.newest.as_ref().ok_or_else(|| Error::internal("there is no signing key"))?;
        let now = Instant::now().0 / 1000;
        let claims = Claims { iss: self.issuer.clone(), aud: AUDIENCE.into(), sub: user, sid: session, iat: now, exp: now + LIFETIME };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.into());
        header.kid = Some(id.clone());
        jsonwebtoken::encode(&header, &claims, key).map_err(Error::internal)
    }

    /// What a token says, when it is genuine, meant for us, and not expired.
    pub fn verify(&self, token: &str) -> Result<Claims, Error> {
        let keys = self.keys();
        let claims = match keys.genuine.get(token) {
            Some(claims) => claims,
            None => {
                let claims = self.examine_token(&keys, token)?;
                keys.genuine.insert(token.to_owned(), claims.clone());
                claims
            }
        };
        let now = Instant::now().0 / 1000;
        // One from the future was made by a clock that ran ahead, and would be good until that time has come.
        let stands = claims.exp > now && claims.iat <= now + LEEWAY;
        if stands { Ok(claims) } else { Err(not_authenticated().into()) }
    }

    fn examine_token(&self, keys: &Keys, token: &str) -> Result<Claims, Error> {
        let refuse = || Error::from(not_authenticated());
        let header = jsonwebtoken::decode_header(token).map_err(|_| refuse())?;
        if header.typ.as_deref() != Some(TYPE) {
            return Err(refuse());
        }
        let key = header.kid.and_then(|id| keys.verifying.get(&id)).ok_or_else(refuse)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        // Judged each time, by the clock of this process.
        validation.validate_exp = false;
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Ok(jsonwebtoken::decode::<Claims>(token, key, &validation).map_err(|_| refuse())?.claims)
    }

    /// Whether a token names a key that is not known here yet.
    pub fn is_from_unknown_key(&self, token: &str) -> bool {
        let kid = jsonwebtoken::decode_header(token).ok().and_then(|h| h.kid);
        kid.is_some_and(|id| id.len() <= 64 && !self.keys().verifying.contains_key(&id))
    }
}

fn stored(conn: &mut Conn) -> Result<Vec<StoredKey>, Error> {
    let usable = Instant::now().plus_millis(-RETIRED_FOR_MILLIS);
    Ok(query!(conn, c => signing_keys::table
        .filter(signing_keys::retired_at.is_null().or(signing_keys::retired_at.gt(usable)))
        .order(signing_keys::created_at)
        .select(StoredKey::as_select())
        .load(c))?)
}

/// Makes a new signing key and retires the others, and notes it; returns its id.
pub fn rotate(db: &Database, secret: &Secret) -> Result<String, Error> {
    make(db, secret, Some(Trail::SYSTEM))
}

/// The first key, which a start makes by itself, is nobody's doing.
fn make(db: &Database, secret: &Secret, trail: Option<Trail>) -> Result<String, Error> {
    let fail = |_| Error::internal("cannot make a key");
    let document = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).map_err(fail)?;
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|_| Error::internal("cannot read the key just made"))?;
    let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let sealed = secret.seal(document.as_ref())?;
    let id = Id::new().to_string();
    let made = id.clone();
    db.write_now(move |conn| {
        let now = Instant::now();
        query!(conn, c => diesel::update(signing_keys::table.filter(signing_keys::retired_at.is_null()))
            .set(signing_keys::retired_at.eq(now))
            .execute(c))?;
        let row = (
            signing_keys::id.eq(&id),
            signing_keys::algorithm.eq("EdDSA"),
            signing_keys::public_key.eq(&public),
            signing_keys::sealed_private.eq(&sealed),
            signing_keys::created_at.eq(now),
        );
        query!(conn, c => diesel::insert_into(signing_keys::table).values(row).execute(c))?;
        let event = Event {
            deed: Verb::Rotate.into(),
            record_type: RecordType::SigningKey,
            record_id: id.clone(),
            summary: "EdDSA".to_owned(),
            before: None,
            after: Some(sha256(&public)),
        };
        trail.as_ref().map_or(Ok(()), |trail| trail.note(conn, event))
    })?;
    Ok(made)
}
