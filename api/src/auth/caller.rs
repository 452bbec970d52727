//! Who calls: a visitor, or a member whose session still stands.

use super::policy::Role;
use super::session::too_old;
use super::tokens::Claims;
use crate::app::App;
use crate::db::schema::{sessions, users};
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::http::problem::not_authenticated;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use diesel::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// What the request's `Authorization` header proves; whether it still counts, the database says.
#[derive(Clone, Debug)]
pub struct Credentials(Option<Claims>);

impl FromRequest for Credentials {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = req.headers().get(AUTHORIZATION) else {
            return Box::pin(std::future::ready(Ok(Self(None))));
        };
        let token = header.to_str().ok().and_then(bearer).map(str::to_owned);
        let app = req.app_data::<web::Data<App>>().cloned();
        Box::pin(async move {
            let app = app.ok_or_else(|| Error::internal("no app"))?;
            let token = token.ok_or_else(not_authenticated)?;
            match app.keys.verify(&token) {
                // Another process, or `jipp keys rotate`, may have made a key since.
                Err(_) if app.keys.is_from_unknown_key(&token) && app.may_reload_keys() => {
                    app.keys.reload(&app.db).await?;
                    app.keys.verify(&token)
                }
                result => result,
            }
            .map(|claims| Self(Some(claims)))
        })
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who calls.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Nobody that we know.
    Visitor,
    /// Somebody who signed in.
    Member(Member),
}

/// Somebody who signed in, as the database knows them now.
#[derive(Clone, Debug)]
pub struct Member {
    /// The user.
    pub id: Id,
    /// The session that the token belongs to.
    pub session_id: Id,
    /// The home institution.
    pub institution_id: Option<Id>,
    /// The roles.
    pub roles: Vec<Role>,
}

impl Credentials {
    /// Whether the request brings none, as a visitor's does.
    pub fn are_none(&self) -> bool {
        self.0.is_none()
    }

    /// The user that the token names.
    pub fn user(&self) -> Option<Id> {
        self.0.as_ref().map(|claims| claims.sub)
    }

    /// When the token expires; a visitor's has.
    pub fn expires_at(&self) -> Instant {
        self.0.as_ref().map_or(Instant(0), Claims::expires_at)
    }

    /// The caller, judged on what the database holds now: 401 when the session has ended.
    pub fn caller(&self, conn: &mut Conn) -> Result<Caller, Error> {
        if self.are_none() {
            return Ok(Caller::Visitor);
        }
        let member = members(conn, [self])?.pop();
        member.filter(|member| self.are_of(member)).map(Caller::Member).ok_or_else(|| not_authenticated().into())
    }

    /// Whether it is this member who brings them.
    pub fn are_of(&self, member: &Member) -> bool {
        self.0.as_ref().is_some_and(|claims| claims.sid == member.session_id && claims.sub == member.id)
    }

    /// The signed-in caller; 401 for a visitor.
    pub fn member(&self, conn: &mut Conn) -> Result<Member, Error> {
        match self.caller(conn)? {
            Caller::Member(member) => Ok(member),
            Caller::Visitor => Err(not_authenticated().into()),
        }
    }
}

/// The members whose sessions stand among those who call, judged on what the database holds now.
pub fn members<'a>(conn: &mut Conn, callers: impl IntoIterator<Item = &'a Credentials>) -> Result<Vec<Member>, Error> {
    let mut ids: Vec<Id> = callers.into_iter().filter_map(|caller| caller.0.as_ref()).map(|claims| claims.sid).collect();
    ids.sort_unstable();
    ids.dedup();
    let now = Instant::now();
    macro_rules! standing {
        ($which:expr) => {
            sessions::table
                .inner_join(users::table)
                .filter($which)
                .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)).and(sessions::created_at.gt(too_old(now))))
                .filter(users::active.eq(true))
                .select((users::id, sessions::id, users::institution_id, users::roles))
        };
    }
    let found: Vec<(Id, Id, Option<Id>, RawJson)> = match (conn, &ids[..]) {
        (Conn::Postgres(c), ids) if ids.len() > 1 => standing!(sessions::id.eq_any(ids)).load(c)?,
        (conn, ids) => ids
            .iter()
            .filter_map(|id| query!(&mut *conn, c => standing!(sessions::id.eq(id)).first(c).optional()).transpose())
            .collect::<Result<_, _>>()?,
    };
    found
        .into_iter()
        .map(|(id, session_id, institution_id, roles)| Ok(Member { id, session_id, institution_id, roles: roles.read()? }))
        .collect()
}

impl Caller {
    /// The signed-in caller, if it is one.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Member(member) => Some(member),
            Self::Visitor => None,
        }
    }

    /// The member; 401 for a visitor.
    pub fn signed_in(&self) -> Result<&Member, Error> {
        self.member().ok_or_else(|| not_authenticated().into())
    }
}
