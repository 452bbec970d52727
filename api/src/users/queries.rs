//! Reading and changing users.

use super::model::{MePatch, SessionRow, User, UserRow};
use crate::auth::policy::Role;
use crate::db::schema::{institutions, sessions, users};
use crate::db::{Conn, Id, Instant, RawJson, query};
use crate::error::Error;
use crate::institutions::model::InstitutionRef;
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

/// E-mail addresses are compared without regard to case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Id and password hash of the active account with this e-mail address.
pub fn password_of(conn: &mut Conn, email: &str) -> Result<Option<(Id, Option<String>)>, Error> {
    Ok(query!(conn, c => users::table
        .filter(users::email_key.eq(email_key(email)).and(users::active.eq(true)))
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
        updated_at: Instant,
        version: i64,
    }
    let changes =
        Changes { name: patch.name.as_deref(), locale: patch.locale.map(|l| l.as_str()), updated_at: Instant::now(), version: version + 1 };
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
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)))
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
        users::email_key.eq(email_key(&user.email)),
        users::name.eq(user.name.trim()),
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
