//! Managing accounts: who may change what of whom.

use super::model::{HubMember, MemberRoles, User, UserPatch};
use super::queries;
use crate::audit::{Deed, Event, RecordType, Trail, Verb, digest_of};
use crate::auth::link::delivery;
use crate::auth::policy::{Action, HOME_ROLES, Role, allows, grantable, of_institution, permits, signs};
use crate::auth::reset;
use crate::auth::session::{self, Ending};
use crate::auth::{Caller, Member};
use crate::db::schema::institutions;
use crate::db::{Conn, Id, query};
use crate::error::Error;
use crate::http::change::Change;
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::{FieldError, conflict, forbidden, not_found};
use crate::notifications::model::NotificationKind;
use crate::notifications::telling::tell_of_account;
use diesel::prelude::*;

/// Whether the caller manages the accounts of this institution.
pub fn manages(caller: &Caller, institution_id: Option<Id>) -> bool {
    allows(caller, Action::ManageUsers, of_institution(institution_id.unwrap_or(Id::NIL)))
}

/// 403 unless the member may give and take away all these roles.
pub fn may_grant(member: &Member, roles: &[Role]) -> Result<(), Error> {
    let own = grantable(member);
    if roles.iter().all(|role| own.contains(role)) { Ok(()) } else { Err(forbidden().into()) }
}

/// Roles in the order of the contract, each once.
pub fn distinct(roles: &[Role]) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| roles.contains(role)).collect()
}

/// 403 when the change gives a role that signs to who asks for it, or to an account whose password is not its person's alone.
fn may_sign_after(conn: &mut Conn, member: &Member, was: &Signing, after: &User) -> Result<(), Error> {
    let gained = after.roles.iter().any(|role| signs(*role) && !was.roles.contains(role));
    let moved = was.home.is_some() && was.home != after.institution_id && after.roles.iter().any(|role| signs(*role));
    if after.id == member.id && (gained || moved) {
        return Err(forbidden()
            .detail(
                "Hak menandatangani tidak dapat diberikan kepada diri sendiri. Mintalah pengelola hub lain atau admin.",
                "Nobody gives themselves the right to sign. Ask another hub manager or an admin.",
            )
            .into());
    }
    if gained && !permits(member, Action::SeeSigningLinks) && queries::link_was_seen(conn, after.id)? {
        return Err(forbidden()
            .detail(
                "Kata sandi akun ini disetel lewat tautan yang terlihat oleh pengelola hub, sehingga hanya admin yang dapat menjadikannya penanda tangan.",
                "The password of this account was set by a link that a hub manager saw: only an admin can make it a signatory.",
            )
            .into());
    }
    Ok(())
}

/// What an account could sign with, and where, before a change.
struct Signing {
    roles: Vec<Role>,
    home: Option<Id>,
}

/// What the caller may do with the account now; `mails` tells whether there is a mail server.
pub fn allowed_actions(caller: &Caller, member: &Member, user: &User, mails: bool) -> Vec<String> {
    if !manages(caller, user.institution_id) || may_grant(member, &user.roles).is_err() {
        return Vec::new();
    }
    let mut actions = vec!["update".to_owned()];
    if user.id == member.id {
        return actions;
    }
    if user.active {
        if delivery(member, &user.roles, mails).is_ok() {
            actions.push("reset_password".to_owned());
        }
        actions.push("deactivate".to_owned());
    } else {
        actions.push("activate".to_owned());
    }
    actions
}

/// The user as a member of the hub, for those who manage it.
pub fn as_member(caller: &Caller, member: &Member, user: User, mails: bool) -> HubMember {
    let mut actions = allowed_actions(caller, member, &user, mails);
    actions.retain(|action| ["update", "reset_password"].contains(&action.as_str()));
    if !actions.is_empty() && user.id != member.id {
        actions.push("remove".to_owned());
    }
    HubMember::new(user, actions)
}

/// The account, when the caller may see it: the own one, and those that the caller manages.
pub fn visible(conn: &mut Conn, caller: &Caller, member: &Member, id: Id) -> Result<User, Error> {
    let found = queries::find(conn, id)?.filter(|user| user.id == member.id || manages(caller, user.institution_id));
    Ok(found.ok_or_else(not_found)?)
}

/// Changes what the patch names.
pub fn update(conn: &mut Conn, change: &Change, id: Id, patch: &UserPatch) -> Result<User, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let user = queries::find_to_change(conn, id)?.ok_or_else(not_found)?;
    if !manages(&caller, user.institution_id) {
        return Err(if user.id == member.id { forbidden() } else { not_found() }.into());
    }
    may_grant(&member, &user.roles)?;
    change.needs(user.version)?;
    let before = digest_of(&user)?;
    let mut after = user;
    let was = (after.roles.clone(), after.active);
    let signing = Signing { roles: after.roles.clone(), home: after.institution_id };
    if let Some(name) = &patch.name {
        after.name = name.to_string();
    }
    if let Some(roles) = &patch.roles {
        may_grant(&member, roles)?;
        after.roles = distinct(roles);
    }
    if let Some(institution) = patch.institution_id.filter(|id| Some(*id) != after.institution_id) {
        if !permits(&member, Action::ManageAllRoles) {
            return Err(forbidden().into());
        }
        must_exist(conn, institution)?;
        after.institution_id = Some(institution);
    }
    after.active = patch.active.unwrap_or(after.active);
    if digest_of(&after)? == before {
        return Ok(after);
    }
    may_sign_after(conn, &member, &signing, &after)?;
    keep_an_admin(conn, &member, &was, &after)?;
    queries::store(conn, &after)?;
    if (&was.0, was.1, signing.home) != (&after.roles, after.active, after.institution_id) {
        reset::withdraw(conn, id)?;
        tell_of_roles(conn, &trail, &after)?;
    }
    let verb = match (was.1, after.active) {
        (true, false) => Verb::Deactivate,
        (false, true) => Verb::Activate,
        _ => Verb::Update,
    };
    if !after.active {
        session::end(conn, &trail, Ending::All(id))?;
    }
    note(conn, &trail, verb, &after, Some(before))?;
    queries::find(conn, id)?.ok_or_else(|| Error::internal("an account went away"))
}

/// 422 unless there is such an institution.
pub fn must_exist(conn: &mut Conn, institution: Id) -> Result<(), Error> {
    let found: Option<Id> =
        query!(conn, c => institutions::table.filter(institutions::id.eq(institution)).select(institutions::id).first(c).optional())?;
    if found.is_some() {
        return Ok(());
    }
    let message = Text::new("Instansi ini tidak ada.", "There is no such institution.");
    Err(invalid(vec![FieldError { pointer: "/institution_id".into(), code: "unknown_institution", message }]).into())
}

/// Nobody locks themselves out, and the last admin stays one.
fn keep_an_admin(conn: &mut Conn, member: &Member, (roles, active): &(Vec<Role>, bool), after: &User) -> Result<(), Error> {
    if after.id == member.id && *active && !after.active {
        return Err(conflict("Akun sendiri tidak dapat dinonaktifkan.", "The own account cannot be deactivated.").into());
    }
    let was_admin = *active && roles.contains(&Role::Admin);
    let stays_admin = after.active && after.roles.contains(&Role::Admin);
    if was_admin && !stays_admin && queries::count_admins(conn)? <= 1 {
        return Err(conflict("Harus ada setidaknya satu admin aktif.", "There must be at least one active admin.").into());
    }
    Ok(())
}

/// Notes a change of an account.
pub fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, user: &User, before: Option<String>) -> Result<(), Error> {
    let event = Event {
        deed: deed.into(),
        record_type: RecordType::User,
        record_id: user.id.to_string(),
        summary: user.name.clone(),
        before,
        after: Some(digest_of(user)?),
    };
    trail.note(conn, event)
}

/// Gives a user these roles in an institution. An admin may move one there from another institution.
pub fn set_member(conn: &mut Conn, change: &Change, institution_id: Id, id: Id, roles: &MemberRoles) -> Result<User, Error> {
    let (caller, member, trail) = change.by(conn)?;
    let user = queries::find_to_change(conn, id)?.ok_or_else(not_found)?;
    if user.institution_id != Some(institution_id) && !manages(&caller, user.institution_id) {
        return Err(not_found().into());
    }
    may_grant(&member, &user.roles)?;
    may_grant(&member, &roles.roles)?;
    let before = digest_of(&user)?;
    let was = (user.roles.clone(), user.active);
    let signing = Signing { roles: user.roles.clone(), home: user.institution_id };
    let after = User { roles: distinct(&roles.roles), institution_id: Some(institution_id), ..user };
    may_sign_after(conn, &member, &signing, &after)?;
    keep_an_admin(conn, &member, &was, &after)?;
    queries::store(conn, &after)?;
    reset::withdraw(conn, id)?;
    if (&was.0, signing.home) != (&after.roles, after.institution_id) {
        tell_of_roles(conn, &trail, &after)?;
    }
    note(conn, &trail, Verb::Update, &after, Some(before))?;
    queries::find(conn, id)?.ok_or_else(|| Error::internal("an account went away"))
}

/// Takes a user out of an institution, with the roles there.
pub fn remove_member(conn: &mut Conn, change: &Change, institution_id: Id, id: Id) -> Result<(), Error> {
    let (_, member, trail) = change.by(conn)?;
    let user = queries::find_to_change(conn, id)?.filter(|user| user.institution_id == Some(institution_id)).ok_or_else(not_found)?;
    may_grant(&member, &user.roles)?;
    if user.id == member.id {
        return Err(conflict("Diri sendiri tidak dapat dikeluarkan.", "You cannot remove yourself.").into());
    }
    let before = digest_of(&user)?;
    let kept: Vec<Role> = user.roles.iter().copied().filter(|role| !HOME_ROLES.contains(role)).collect();
    let after = User { roles: kept, institution_id: None, ..user };
    queries::store(conn, &after)?;
    reset::withdraw(conn, id)?;
    tell_of_roles(conn, &trail, &after)?;
    note(conn, &trail, Verb::RemoveMember, &after, Some(before))
}

/// Tells somebody that their roles or their institution are others now.
pub fn tell_of_roles(conn: &mut Conn, trail: &Trail, user: &User) -> Result<(), Error> {
    tell_of_account(conn, trail, NotificationKind::RolesChanged, user.id, &user.name)
}
