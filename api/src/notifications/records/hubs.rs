//! Hubs that notices tell of.

use super::super::model::{About, Note, NotificationRow};
use super::CHUNK;
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::schema::hubs;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::http::locale::Text;
use crate::hubs::model::HubStatus;
use crate::vocabularies;
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable)]
struct Hub {
    id: Id,
    slug: String,
    name: String,
    institution_id: Id,
    status: HubStatus,
}

/// Hubs by their ids.
pub struct Hubs(HashMap<Id, Hub>);

impl Hubs {
    pub fn read(conn: &mut Conn, ids: &[Id]) -> Result<Self, Error> {
        let mut all = HashMap::new();
        for some in ids.chunks(CHUNK) {
            let found: Vec<Hub> = query!(conn, c => hubs::table
                .filter(hubs::id.eq_any(some))
                .select((hubs::id, hubs::slug, hubs::name, hubs::institution_id, hubs::status))
                .load(c))?;
            all.extend(found.into_iter().map(|hub| (hub.id, hub)));
        }
        Ok(Self(all))
    }

    pub fn about(&self, caller: &Caller, row: &NotificationRow) -> Option<About> {
        let hub = self.0.get(&row.record())?;
        let inside = allows(caller, Action::EditHub, of_institution(hub.institution_id));
        if !inside && !hub.status.is_public() {
            return None;
        }
        let note = row.detail.clone().filter(|_| inside).map(Note::Written);
        Some(About { title: Some(hub.name.clone()), path: format!("/hubs/{}", hub.slug), note, over: None })
    }

    pub fn particulars(&self, row: &NotificationRow) -> Vec<Text> {
        let status = self.0.get(&row.record()).map(|hub| hub.status);
        let term = status.and_then(|status| vocabularies::all().ok()?.hub_statuses.iter().find(|term| term.code == status.as_str()));
        term.map(|term| Text::owned(format!("Status: {}.", term.id), format!("Status: {}.", term.en))).into_iter().collect()
    }
}
