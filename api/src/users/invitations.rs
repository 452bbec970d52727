//! `/invitations`: how people get an account.

use super::accounts::{distinct, manages, may_grant, must_exist};
use super::model::Person;
use super::queries;
use crate::app::App;
use crate::audit::{Deed, Event, RecordType, Trail, Verb};
use crate::auth::caller::{Caller, Member};
use crate::auth::link::{self, Delivery};
use crate::auth::policy::{Action, Reach, Role, permits, reaches};
use crate::db::schema::{institutions, invitations, users};
use crate::db::{Condition, Conn, Id, Instant, RawJson, query};
use crate::email;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::listing::{Limit, Listing};
use crate::http::locale::Locale;
use crate::http::openapi::{ListRefusals, MembersOnly, PostRefusals, Refusals};
use crate::http::problem::{conflict, forbidden, not_found, taken};
use crate::http::query::{Many, NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::institutions::model::InstitutionRef;
use crate::institutions::queries::named;
use crate::mail::{self, Letter};
use crate::text::Line;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// An invitation is good for seven days.
const GOOD_MILLIS: i64 = 7 * 24 * 3600 * 1000;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/invitations").get(list).post(create), at("/invitations/{id}").get(show).delete(revoke)]
}

crate::db::types::text_enum! {
    /// What became of an invitation.
    pub enum InvitationStatus {
        /// It waits.
        Pending = "pending",
        /// It became an account.
        Accepted = "accepted",
        /// Its time is over.
        Expired = "expired",
        /// It was withdrawn.
        Revoked = "revoked",
    }
}

/// An invitation to have an account.
#[derive(Serialize, ToSchema)]
pub struct Invitation {
    /// Id.
    pub id: Id,
    /// E-mail address of the account.
    #[schema(example = "siti.rahma@example.go.id")]
    pub email: String,
    /// Name.
    #[schema(example = "Siti Rahma")]
    pub name: String,
    /// Home institution.
    pub institution_id: Id,
    /// Home institution, in short.
    pub institution: InstitutionRef,
    /// Roles.
    pub roles: Vec<Role>,
    /// What became of it.
    pub status: InvitationStatus,
    /// Until when it can be accepted.
    pub expires_at: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// When something last became of it.
    pub updated_at: Instant,
    /// Number of changes, from 1.
    pub version: i64,
    /// Who made it.
    pub created_by: Person,
    /// What the caller may do with it now: `delete`.
    #[schema(example = json!(["delete"]))]
    pub allowed_actions: Vec<String>,
    /// The link to hand over; shown once, when it is made. Left out when it goes by mail alone, as a signatory's does unless an admin invites.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "http://127.0.0.1:8080/invite#c2VjcmV0")]
    pub url: Option<String>,
}

/// An invitation as it is stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub(super) struct Row {
    pub(super) id: Id,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) institution_id: Id,
    pub(super) roles: RawJson,
    pub(super) created_by: Id,
    pub(super) created_at: Instant,
    pub(super) expires_at: Instant,
    pub(super) accepted_at: Option<Instant>,
    pub(super) revoked_at: Option<Instant>,
}

/// An invitation, whither, and by whom.
pub(super) type Found = (Row, InstitutionRef, Person);

impl Invitation {
    fn new((row, institution, created_by): Found) -> Result<Self, Error> {
        let status = match (row.accepted_at, row.revoked_at) {
            (Some(_), _) => InvitationStatus::Accepted,
            (_, Some(_)) => InvitationStatus::Revoked,
            _ if row.expires_at <= Instant::now() => InvitationStatus::Expired,
            _ => InvitationStatus::Pending,
        };
        let version = if row.accepted_at.or(row.revoked_at).is_some() { 2 } else { 1 };
        Ok(Self {
            id: row.id,
            email: row.email,
            name: row.name,
            institution_id: row.institution_id,
            institution,
            roles: row.roles.read()?,
            status,
            expires_at: row.expires_at,
            created_at: row.created_at,
            updated_at: row.accepted_at.or(row.revoked_at).unwrap_or(row.created_at),
            version,
            created_by,
            allowed_actions: Vec::new(),
            url: None,
        })
    }

    /// With what the member may do with it.
    fn offered_to(self, member: &Member) -> Self {
        let may = self.status == InvitationStatus::Pending && may_grant(member, &self.roles).is_ok();
        Self { allowed_actions: if may { vec!["delete".to_owned()] } else { Vec::new() }, ..self }
    }
}

/// An invitation to be made.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "siti.rahma@example.go.id", "name": "Siti Rahma", "institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "roles": ["innovator"]}))]
pub struct NewInvitation {
    /// E-mail address; no account may have it.
    #[validate(email, length(max = 320))]
    #[schema(max_length = 320, format = Email)]
    pub email: String,
    /// Name, 1-120 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Line<1, 120>,
    /// Home institution.
    pub institution_id: Id,
    /// Roles, at least one.
    #[validate(length(min = 1, max = 5))]
    #[schema(min_items = 1, max_items = 5)]
    pub roles: Vec<Role>,
}

/// What invitations can be asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// What became of them.
    #[serde(default)]
    #[param(value_type = Option<Vec<InvitationStatus>>, style = Form, explode)]
    status: Many<InvitationStatus>,
    /// Home institution, by id.
    institution_id: Option<Id>,
    /// Entries per page.
    #[serde(default)]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 20)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Lists invitations
///
/// The newest first; for managers those of their institution, for admins all. Never with their links.
#[utoipa::path(get, path = "/api/v1/invitations", tag = "users", operation_id = "listInvitations", params(ListQuery), security(("bearer" = [])),
    responses((status = 200, description = "A page of invitations", body = Listing<Invitation>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), MembersOnly, ListRefusals))]
pub async fn list(reading: Reading, query: Query<ListQuery>) -> Result<HttpResponse, Error> {
    let Query(query) = query;
    let scope = format!("invitations {:?} {:?}", query.status.0, query.institution_id);
    let after: Option<(i64, Id)> = reading.app.cursors.start(&scope, query.cursor.as_deref())?;
    let cursors = reading.app.cursors.clone();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            if !permits(member, Action::ManageUsers) {
                return Err(forbidden().into());
            }
            named(conn, "institution_id", query.institution_id.as_slice())?;
            let all = reaches(member, Action::ManageUsers).any(|reach| reach == Reach::All);
            let home = if all { query.institution_id } else { Some(member.institution_id.unwrap_or(Id::NIL)) };
            if !all && query.institution_id.is_some_and(|asked| Some(asked) != member.institution_id) {
                return Answer::list(&Listing::<Invitation>::page(Vec::new(), None));
            }
            let mut found = page(conn, home, &query.status.0, after, query.limit)?;
            let next = cursors.next(&scope, query.limit, &mut found, |(row, ..)| (row.created_at.0, row.id))?;
            let offered = |found| Ok(Invitation::new(found)?.offered_to(member));
            let items = found.into_iter().map(offered).collect::<Result<Vec<_>, Error>>()?;
            Answer::list(&Listing::<Invitation>::page(items, next))
        })
        .await
}

/// Shows an invitation
///
/// For managers of its institution and for admins. Never with its link.
#[utoipa::path(get, path = "/api/v1/invitations/{id}", tag = "users", operation_id = "getInvitation", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the invitation")),
    responses((status = 200, description = "The invitation", body = Invitation),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, id: web::Path<String>, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    let id = id.parse::<Id>().ok();
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let found = Invitation::new(managed(conn, caller, id)?)?.offered_to(member);
            Answer::record(found.version, &found)
        })
        .await
}

/// The invitation, when the caller manages its institution.
fn managed(conn: &mut Conn, caller: &Caller, id: Option<Id>) -> Result<Found, Error> {
    let found = find(conn, id.ok_or_else(not_found)?)?;
    Ok(found.filter(|(row, ..)| manages(caller, Some(row.institution_id))).ok_or_else(not_found)?)
}

fn page(
    conn: &mut Conn,
    home: Option<Id>,
    statuses: &[InvitationStatus],
    after: Option<(i64, Id)>,
    limit: Limit,
) -> Result<Vec<Found>, Error> {
    let any = in_status(statuses);
    Ok(query!(conn, c => {
        let mut found = invitations::table.inner_join(institutions::table).inner_join(users::table).into_boxed();
        if let Some(home) = home {
            found = found.filter(invitations::institution_id.eq(home));
        }
        if let Some((at, id)) = after {
            let at = Instant(at);
            found = found.filter(invitations::created_at.lt(at).or(invitations::created_at.eq(at).and(invitations::id.lt(id))));
        }
        if let Some(any) = any {
            found = found.filter(any);
        }
        found
            .order((invitations::created_at.desc(), invitations::id.desc()))
            .limit(limit.and_one())
            .select((Row::as_select(), InstitutionRef::as_select(), Person::as_select()))
            .load(c)
    })?)
}

/// The condition that an invitation is in one of these statuses; none for all of them.
fn in_status(statuses: &[InvitationStatus]) -> Option<Condition> {
    let now = Instant::now().0;
    let mut any: Option<Condition> = None;
    for status in statuses {
        let begun = any.map_or_else(|| Condition::new("("), |so_far| so_far.sql(" OR "));
        any = Some(match status {
            InvitationStatus::Accepted => begun.sql("accepted_at IS NOT NULL"),
            InvitationStatus::Revoked => begun.sql("revoked_at IS NOT NULL"),
            InvitationStatus::Expired => begun.sql("(accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= ").number(now).sql(")"),
            InvitationStatus::Pending => begun.sql("(accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ").number(now).sql(")"),
        });
    }
    any.map(|any| any.sql(")"))
}

/// Invites somebody
///
/// Answers with `url`, a link that is shown once and is good for seven days and one use; it is mailed too when a mail server is set, else hand it over yourself. An earlier invitation of the same
/// address that still waits is replaced. A manager invites to the own institution, with its roles, and is not shown the link of a signatory: that goes by mail alone (403 without a mail server; an admin invites then). 409 when the address has an account, unless its person has left
/// their institution.
#[utoipa::path(post, path = "/api/v1/invitations", tag = "users", operation_id = "createInvitation", security(("bearer" = [])), request_body = NewInvitation,
    responses((status = 201, description = "The invitation, with its link", body = Invitation), PostRefusals))]
pub async fn create(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<NewInvitation>) -> Result<HttpResponse, Error> {
    let Posted { body, once } = posted;
    let _running = once.take(&change)?;
    let (token, digest) = link::secret()?;
    let url = format!("{}/invite#{token}", app.settings.public_url());
    let letter = letter(&body, &url);
    let mails = app.letters.is_open();
    let answer = app.db.write(move |conn| invite(conn, &change, &once, &body, (&digest, &url), mails)).await?;
    app.letters.put(letter);
    Ok(answer.send(&req))
}

/// Whoever is invited has told nobody their language yet: both.
fn letter(new: &NewInvitation, url: &str) -> Letter {
    let body = format!(
        "{},\n\nAnda diundang untuk memakai Hub JIPP. Tautan berlaku tujuh hari dan hanya sekali pakai.\n\nBuat akun:\n{url}\n\n\
         You are invited to use Hub JIPP. Create your account with the link above: it expires after seven days and works once.\n\n--\n\
         Surel ini dikirim karena pengelola hub instansi Anda menuliskan alamat ini. Bila undangan ini bukan untuk Anda, abaikan. Mohon tidak membalas \
         surel ini.\nYou get this email because a hub manager entered this address. Ignore it if it is not for you. Please do not reply.\n",
        mail::greeting(&new.name, Locale::Id)
    );
    Letter::new(new.email.trim(), "[Hub JIPP] Undangan / Invitation", body)
}

fn invite(
    conn: &mut Conn,
    change: &Change,
    once: &Once,
    new: &NewInvitation,
    (digest, url): (&str, &str),
    mails: bool,
) -> Result<Answer, Error> {
    let (caller, member, trail) = change.by(conn)?;
    if !manages(&caller, Some(new.institution_id)) {
        return Err(forbidden().into());
    }
    may_grant(&member, &new.roles)?;
    let shown = link::delivery(&member, &new.roles, mails)? == Delivery::Shown;
    must_exist(conn, new.institution_id)?;
    once.run(conn, member.id, |conn| {
        if queries::is_known(conn, &new.email)? && queries::password_of_leaver(conn, &new.email)?.is_none() {
            let there = queries::of_address(conn, &new.email)?.filter(|(_, home)| manages(&caller, *home)).map(|(id, _)| id);
            return Err(address_taken(there));
        }
        revoke_pending(conn, &caller, &member, &trail, &new.email)?;
        let (id, now) = (Id::new(), Instant::now());
        let row = (
            invitations::id.eq(id),
            invitations::email.eq(new.email.trim()),
            invitations::email_key.eq(email::key(&new.email)),
            invitations::name.eq(new.name.trim()),
            invitations::institution_id.eq(new.institution_id),
            invitations::roles.eq(RawJson::of(&distinct(&new.roles))?),
            invitations::token_sha256.eq(digest),
            invitations::created_by.eq(member.id),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(now.plus_millis(GOOD_MILLIS)),
        );
        query!(conn, c => diesel::insert_into(invitations::table).values(row).execute(c))?;
        note(conn, &trail, Verb::Invite, id, &new.email)?;
        let made = find(conn, id)?.ok_or_else(|| Error::internal("an invitation was not stored"))?;
        let made = Invitation { url: shown.then(|| url.to_owned()), ..Invitation::new(made)?.offered_to(&member) };
        let answer = Answer::created(format!("/api/v1/invitations/{id}"), 1, &made)?;
        Ok(if shown { answer.with_secret() } else { answer })
    })
}

/// 409: no second account.
pub(super) fn has_account() -> Error {
    address_taken(None)
}

fn address_taken(user: Option<Id>) -> Error {
    taken("Alamat surel ini sudah punya akun.", "This email address has an account.", &["email"], user).into()
}

/// Revokes those that wait for this address and that the caller could have made.
fn revoke_pending(conn: &mut Conn, caller: &Caller, member: &Member, trail: &Trail, email: &str) -> Result<(), Error> {
    let open = invitations::accepted_at.is_null().and(invitations::revoked_at.is_null());
    let live = open.and(invitations::expires_at.gt(Instant::now()));
    let waiting: Vec<Row> = query!(conn, c => invitations::table
        .filter(invitations::email_key.eq_any(email::keys(email)).and(live))
        .select(Row::as_select())
        .load(c))?;
    for Row { id, email, roles, institution_id, .. } in waiting {
        if !manages(caller, Some(institution_id)) || may_grant(member, &roles.read::<Vec<Role>>()?).is_err() {
            continue;
        }
        query!(conn, c => diesel::update(invitations::table.filter(invitations::id.eq(id)))
            .set(invitations::revoked_at.eq(Instant::now()))
            .execute(c))?;
        note(conn, trail, Verb::Revoke, id, &email)?;
    }
    Ok(())
}

/// An invitation with whither and by whom.
pub(super) fn find(conn: &mut Conn, id: Id) -> Result<Option<Found>, Error> {
    Ok(query!(conn, c => invitations::table
        .inner_join(institutions::table)
        .inner_join(users::table)
        .filter(invitations::id.eq(id))
        .select((Row::as_select(), InstitutionRef::as_select(), Person::as_select()))
        .first(c)
        .optional())?)
}

/// Notes in the audit trail what became of an invitation.
pub(super) fn note(conn: &mut Conn, trail: &Trail, deed: impl Into<Deed>, id: Id, email: &str) -> Result<(), Error> {
    let event = Event {
        deed: deed.into(),
        record_type: RecordType::Invitation,
        record_id: id.to_string(),
        summary: email.to_owned(),
        before: None,
        after: None,
    };
    trail.note(conn, event)
}

/// Withdraws an invitation
///
/// Its link stops working at once. Only one that still waits (409), and by who could have made it. Takes `If-Match`.
#[utoipa::path(delete, path = "/api/v1/invitations/{id}", tag = "users", operation_id = "revokeInvitation", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the invitation")),
    responses((status = 204, description = "Withdrawn"), (status = 409, description = "It does not wait any more (`conflict`)"), Refusals))]
pub async fn revoke(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = id.parse::<Id>().ok();
    app.db
        .write(move |conn| {
            let (caller, member, trail) = change.by(conn)?;
            let found = managed(conn, &caller, id)?;
            may_grant(&member, &found.0.roles.read::<Vec<Role>>()?)?;
            let Invitation { id, email, version, .. } = Invitation::new(found)?;
            change.accepts(version)?;
            let open = invitations::accepted_at.is_null().and(invitations::revoked_at.is_null());
            let live = open.and(invitations::expires_at.gt(Instant::now()));
            let ended = query!(conn, c => diesel::update(invitations::table.filter(invitations::id.eq(id).and(live)))
                .set(invitations::revoked_at.eq(Instant::now()))
                .execute(c))?;
            if ended == 0 {
                return Err(conflict("Undangan ini tidak lagi menunggu.", "This invitation does not wait any more.").into());
            }
            note(conn, &trail, Verb::Revoke, id, &email)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
