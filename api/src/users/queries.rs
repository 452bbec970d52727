//! Reading and changing users.

use super::model::{MePatch, SessionRow, User, UserRow};
use crate::auth::policy::Role;
use crate::auth::session::too_old;
use crate::db::schema::{institutions, sessions, users};
use crate::db::sort_key::sort_key;
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::email;
use crate::error::Error;
use crate::http::listing::{COUNT_CAP, Limit, Sort};
use crate::institutions::model::InstitutionRef;
use crate::notifications::digest::Digest;
use diesel::prelude::*;

/// Most sessions that are listed, the newest first.
const MOST_SESSIONS: i64 = 100;

/// The user with this id.
pub fn find(conn: &mut Conn, id: Id) -> Result<Option<User>, Error> {
    let row: Option<(UserRow, Option<InstitutionRef>)> = query!(conn, c => users::table
        .left_join(institutions::table)
        .filter(users::id.eq(id))
        .select((UserRow::as_select(), Option::<InstitutionRef>::as_select()))
        .first(c)
        .optional())?;
    row.map(|(user, institution)| User::new(user, institution)).transpose()
}

crate::db::types::text_enum! {
    /// What users can be sorted by.
    pub enum UserSort {
        /// Name.
        Name = "name",
        /// E-mail address.
        Email = "email",
        /// Time of creation.
        CreatedAt = "created_at",
    }
}

/// Which users a list holds.
#[derive(Debug, Default)]
pub struct Filter {
    /// Of these institutions; all when empty.
    pub institutions: Vec<Id>,
    /// With any of these roles.
    pub roles: Vec<Role>,
    /// Active, or deactivated.
    pub active: Option<bool>,
    /// Words that name or address contain.
    pub words: Vec<String>,
}

/// Where a page of users ended.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub enum Position {
    /// By a text.
    Text(String, Id),
    /// By a time.
    Time(i64, Id),
}

/// The position of a user in a list.
pub fn position(user: &User, sort: UserSort) -> Position {
    match sort {
        UserSort::Name => Position::Text(sort_key(&user.name), user.id),
        UserSort::Email => Position::Text(email::key(&user.email), user.id),
        UserSort::CreatedAt => Position::Time(user.created_at.0, user.id),
    }
}

diesel::define_sql_function! {
    /// Lower case of ASCII letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

macro_rules! filtered {
    ($filter:expr) => {{
        let mut found = users::table.left_join(institutions::table).into_boxed();
        if !$filter.institutions.is_empty() {
            found = found.filter(users::institution_id.eq_any(&$filter.institutions));
        }
        if let Some(active) = $filter.active {
            found = found.filter(users::active.eq(active));
        }
        let mut roles = $filter.roles.iter().map(|role| format!("%\"{role}\"%"));
        if let Some(first) = roles.next() {
            let rest: Vec<String> = roles.chain(std::iter::repeat(first.clone())).take(4).collect();
            let any = users::roles.like(first).or(users::roles.like(rest[0].clone())).or(users::roles.like(rest[1].clone()));
            found = found.filter(any.or(users::roles.like(rest[2].clone())).or(users::roles.like(rest[3].clone())));
        }
        for word in &$filter.words {
            found = found.filter(lower(users::name).like(word).or(users::email_key.like(word)));
        }
        found
    }};
}

/// One more user than the page holds.
pub fn list(conn: &mut Conn, filter: &Filter, sort: Sort<UserSort>, after: Option<&Position>, limit: Limit) -> Result<Vec<User>, Error> {
    macro_rules! page {
        ($c:expr, $column:expr, $key:expr) => {{
            let mut found = filtered!(filter);
            if let Some((key, id)) = $key {
                found = if sort.descending {
                    found.filter($column.lt(key.clone()).or($column.eq(key).and(users::id.lt(id))))
                } else {
                    found.filter($column.gt(key.clone()).or($column.eq(key).and(users::id.gt(id))))
                };
            }
            let found = found.limit(limit.and_one()).select((UserRow::as_select(), Option::<InstitutionRef>::as_select()));
            if sort.descending {
                found.order(($column.desc(), users::id.desc())).load($c)
            } else {
                found.order(($column.asc(), users::id.asc())).load($c)
            }
        }};
    }
    let text = match after {
        Some(Position::Text(key, id)) => Some((key.clone(), *id)),
        _ => None,
    };
    let time = match after {
        Some(Position::Time(key, id)) => Some((Instant(*key), *id)),
        _ => None,
    };
    let rows: Vec<(UserRow, Option<InstitutionRef>)> = match sort.field {
        UserSort::Name => query!(conn, c => page!(c, users::sort_key, text))?,
        UserSort::Email => query!(conn, c => page!(c, users::email_key, text))?,
        UserSort::CreatedAt => query!(conn, c => page!(c, users::created_at, time))?,
    };
    rows.into_iter().map(|(user, institution)| User::new(user, institution)).collect()
}

/// How many users match, counted to one past the cap.
pub fn count(conn: &mut Conn, filter: &Filter) -> Result<i64, Error> {
    let counted: i64 = query!(conn, c => filtered!(filter).select(diesel::dsl::count_star()).first(c))?;
    Ok(counted.min(COUNT_CAP + 1))
}

/// [`find`], for a change: on PostgreSQL the account is locked.
pub fn find_to_change(conn: &mut Conn, id: Id) -> Result<Option<User>, Error> {
    if let Conn::Postgres(c) = conn {
        let _: Option<Id> = users::table.filter(users::id.eq(id)).select(users::id).for_update().first(c).optional()?;
    }
    find(conn, id)
}

/// Stores what those who manage accounts have changed.
pub fn store(conn: &mut Conn, user: &User) -> Result<(), Error> {
    query!(conn, c => diesel::update(users::table.filter(users::id.eq(user.id)))
        .set((
            users::name.eq(&user.name),
            users::sort_key.eq(sort_key(&user.name)),
            users::roles.eq(RawJson::of(&user.roles)?),
            users::active.eq(user.active),
            users::institution_id.eq(user.institution_id),
            users::updated_at.eq(Instant::now()),
            users::version.eq(users::version + 1),
        ))
        .execute(c))?;
    Ok(())
}

/// How many active admins there are.
pub fn count_admins(conn: &mut Conn) -> Result<i64, Error> {
    if let Conn::Postgres(c) = conn {
        // Two admins who remove each other at once must not both succeed.
        let _: Vec<Id> = users::table.filter(users::roles.like("%\"admin\"%")).select(users::id).for_update().load(c)?;
    }
    Ok(query!(conn, c => users::table
        .filter(users::active.eq(true).and(users::roles.like("%\"admin\"%")))
        .count()
        .get_result(c))?)
}

/// Whether there is an account with this e-mail address.
pub fn is_known(conn: &mut Conn, email: &str) -> Result<bool, Error> {
    let found = users::table.filter(users::email_key.eq_any(email::keys(email)));
    Ok(query!(conn, c => diesel::select(diesel::dsl::exists(found)).get_result(c))?)
}

/// The account with this e-mail address, and its institution.
pub fn of_address(conn: &mut Conn, address: &str) -> Result<Option<(Id, Option<Id>)>, Error> {
    let found = users::table.filter(users::email_key.eq(email::key(address)));
    Ok(query!(conn, c => found.select((users::id, users::institution_id)).first(c).optional())?)
}

/// Id and password hash of the active account with this e-mail address.
pub fn password_of(conn: &mut Conn, email: &str) -> Result<Option<(Id, Option<String>)>, Error> {
    Ok(query!(conn, c => users::table
        .filter(users::email_key.eq_any(email::keys(email)).and(users::active.eq(true)))
        .select((users::id, users::password_hash))
        .first(c)
        .optional())?)
}

/// The same of one that belongs to no institution any more.
pub fn password_of_leaver(conn: &mut Conn, email: &str) -> Result<Option<(Id, Option<String>)>, Error> {
    let left = users::active.eq(true).and(users::institution_id.is_null());
    Ok(query!(conn, c => users::table
        .filter(users::email_key.eq_any(email::keys(email)).and(left))
        .select((users::id, users::password_hash))
        .first(c)
        .optional())?)
}

/// The password hash of an account.
pub fn password_hash(conn: &mut Conn, id: Id) -> Result<Option<String>, Error> {
    let found: Option<Option<String>> =
        query!(conn, c => users::table.filter(users::id.eq(id)).select(users::password_hash).first(c).optional())?;
    Ok(found.flatten())
}

/// Whether the password of an account was set by a link that a manager saw.
pub fn link_was_seen(conn: &mut Conn, id: Id) -> Result<bool, Error> {
    Ok(query!(conn, c => users::table.filter(users::id.eq(id)).select(users::link_seen).first(c).optional())?.unwrap_or(false))
}

/// Notes whether a manager saw the link by which the password of an account was set.
pub fn set_link_seen(conn: &mut Conn, id: Id, seen: bool) -> Result<(), Error> {
    query!(conn, c => diesel::update(users::table.filter(users::id.eq(id))).set(users::link_seen.eq(seen)).execute(c))?;
    Ok(())
}

/// Replaces the password of an account.
pub fn set_password(conn: &mut Conn, id: Id, hash: &str) -> Result<(), Error> {
    query!(conn, c => diesel::update(users::table.filter(users::id.eq(id)))
        .set((users::password_hash.eq(hash), users::updated_at.eq(Instant::now()), users::version.eq(users::version + 1)))
        .execute(c))?;
    Ok(())
}

/// Changes what the patch names, when the account still is in `version`; whether it was.
pub fn update(conn: &mut Conn, id: Id, version: i64, patch: &MePatch) -> Result<bool, Error> {
    #[derive(AsChangeset)]
    #[diesel(table_name = users)]
    struct Changes<'a> {
        name: Option<&'a str>,
        locale: Option<&'a str>,
        digest: Option<Digest>,
        digest_sent_at: Option<Instant>,
        updated_at: Instant,
        version: i64,
    }
    let now = Instant::now();
    let changes = Changes {
        name: patch.name.as_deref(),
        locale: patch.locale.map(|l| l.as_str()),
        digest: patch.digest,
        // The first one tells of what comes from now on.
        digest_sent_at: patch.digest.map(|_| now),
        updated_at: now,
        version: version + 1,
    };
    let changed = query!(conn, c => diesel::update(users::table.filter(users::id.eq(id).and(users::version.eq(version))))
        .set(&changes)
        .execute(c))?;
    Ok(changed == 1)
}

/// The sessions of a user that still stand, the newest first.
pub fn sessions(conn: &mut Conn, user: Id) -> Result<Vec<SessionRow>, Error> {
    let now = Instant::now();
    Ok(query!(conn, c => sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)).and(sessions::created_at.gt(too_old(now))))
        .order(sessions::created_at.desc())
        .limit(MOST_SESSIONS)
        .select(SessionRow::as_select())
        .load(c))?)
}

/// An account to be made.
pub struct NewUser {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Password hash.
    pub password_hash: String,
    /// Home institution.
    pub institution_id: Option<Id>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Whether it belongs to the demonstration.
    pub demo: bool,
}

/// Makes an account.
pub fn create(conn: &mut Conn, user: &NewUser) -> Result<Id, Error> {
    let id = Id::new();
    let now = Instant::now();
    let row = (
        users::id.eq(id),
        users::email.eq(user.email.trim()),
        users::email_key.eq(email::key(&user.email)),
        users::name.eq(user.name.trim()),
        users::sort_key.eq(sort_key(&user.name)),
        users::password_hash.eq(&user.password_hash),
        users::institution_id.eq(user.institution_id),
        users::roles.eq(RawJson::of(&user.roles)?),
        users::demo.eq(user.demo),
        users::created_at.eq(now),
        users::updated_at.eq(now),
    );
    query!(conn, c => diesel::insert_into(users::table).values(row).execute(c))?;
    Ok(id)
}

/// How many demo accounts there are, and how many others.
pub fn count_demo_and_other(conn: &mut Conn) -> Result<(i64, i64), Error> {
    let demo = query!(conn, c => users::table.filter(users::demo.eq(true)).count().get_result(c))?;
    let other = query!(conn, c => users::table.filter(users::demo.eq(false)).count().get_result(c))?;
    Ok((demo, other))
}
