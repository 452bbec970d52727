//! People whom notices tell of, and whose steps they are.

use super::super::model::{About, NotificationKind as Kind, NotificationRow, Subject};
use super::{CHUNK, distinct};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::users;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use diesel::prelude::*;
use std::collections::HashMap;

/// Names and home institutions by their ids.
pub struct People(HashMap<Id, (String, Option<Id>)>);

impl People {
    pub fn read(conn: &mut Conn, rows: &[NotificationRow]) -> Result<Self, Error> {
        let subjects = rows.iter().filter(|row| row.record_type == Subject::User).map(NotificationRow::record);
        let mut all = HashMap::new();
        for some in distinct(subjects.chain(rows.iter().filter_map(|row| row.by_user))).chunks(CHUNK) {
            let found: Vec<(Id, String, Option<Id>)> = query!(conn, c => users::table
                .filter(users::id.eq_any(some))
                .select((users::id, users::name, users::institution_id))
                .load(c))?;
            all.extend(found.into_iter().map(|(id, name, home)| (id, (name, home))));
        }
        Ok(Self(all))
    }

    /// What somebody is called.
    pub fn name(&self, id: Id) -> Option<&str> {
        self.0.get(&id).map(|(name, _)| name.as_str())
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let id = row.record();
        let (name, home) = self.0.get(&id)?;
        let own = caller.member().is_some_and(|member| member.id == id);
        let path = if row.kind == Kind::InvitationAccepted { "/invitations" } else { "/me" };
        if !own && !allows(caller, Action::ManageUsers, of_institution(home.unwrap_or(Id::NIL))) {
            return None;
        }
        Some(About { title: Some(name.clone()), path: path.to_owned(), note: None, over: None })
    }
}
