//! How an invitation becomes an account, or the new place of one.

use super::accounts::{self, distinct, manages, may_grant};
use super::invitations::{Row, find, has_account, note};
use super::model::User;
use super::queries::{self, NewUser};
use crate::app::App;
use crate::audit::{Trail, Verb, digest_of, sha256};
use crate::auth::caller::{Caller, Member};
use crate::auth::new_password::{self, Whose};
use crate::auth::policy::Role;
use crate::auth::{link, password};
use crate::db::schema::invitations;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Once, Posted};
use crate::http::json::{Json, invalid};
use crate::http::locale::Text;
use crate::http::openapi::PostRefusals;
use crate::http::problem::FieldError;
use crate::http::routing::{Address, at};
use crate::http::wrong_passwords::Attempt;
use crate::institutions::model::InstitutionRef;
use crate::notifications::model::{NotificationKind, Subject};
use crate::notifications::telling::{News, tell};
use crate::text::Line;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/invitations/lookup").post(look_up), at("/invitations/accept").post(accept)]
}

/// A link that was received.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "c2VjcmV0"}))]
pub struct ReceivedLink {
    /// What stands behind `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
}

/// What somebody is invited to.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"email": "siti.rahma@example.go.id", "name": "Siti Rahma",
    "institution": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "code": "kkp", "name": "Kementerian Kelautan dan Perikanan", "short_name": "KKP", "kind": "ministry"},
    "roles": ["innovator"], "invited_by": "Budi Santoso", "expires_at": "2026-02-07T08:00:00.000Z", "has_account": false}))]
pub struct ReceivedInvitation {
    /// E-mail address of the account: the one to sign in with.
    pub email: String,
    /// Name, as who invites wrote it.
    pub name: String,
    /// Home institution.
    pub institution: InstitutionRef,
    /// Roles.
    pub roles: Vec<Role>,
    /// Name of who invites.
    pub invited_by: String,
    /// Until when it can be accepted.
    pub expires_at: Instant,
    /// Whether the address has an account already, whose password accepting takes.
    pub has_account: bool,
}

/// Looks an invitation up
///
/// What whoever holds the link is invited to, before accepting it. Changes nothing; the token is in the body, as addresses are logged. A token that is
/// unknown, used, withdrawn or too old is 404, always alike.
#[utoipa::path(post, path = "/api/v1/invitations/lookup", tag = "users", operation_id = "lookUpInvitation", security(()), request_body = ReceivedLink,
    responses((status = 200, description = "The invitation", body = ReceivedInvitation), PostRefusals))]
pub async fn look_up(req: HttpRequest, app: web::Data<App>, link: Json<ReceivedLink>) -> Result<HttpResponse, Error> {
    let digest = sha256(&link.0.token);
    let answer = app.db.read(move |conn| {
        let Row { id, .. } = waiting(conn, &digest)?;
        let (row, institution, inviter) = find(conn, id)?.ok_or_else(link::refused)?;
        let has_account = queries::password_of_leaver(conn, &row.email)?.is_some();
        let roles = row.roles.read()?;
        let Row { email, name, expires_at, .. } = row;
        let found = ReceivedInvitation { email, name, institution, roles, invited_by: inviter.name, expires_at, has_account };
        Ok(Answer::record(0, &found)?.with_secret())
    });
    Ok(answer.await?.send(&req))
}

/// What accepting an invitation takes.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "c2VjcmV0", "name": "Siti Rahma", "password": "kata sandi yang panjang"}))]
pub struct Acceptance {
    /// What stands behind `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// Name, 1-120 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 120)]
    pub name: Line<1, 120>,
    /// Password, 12-128 characters; of a new account none that is easy to guess.
    #[validate(length(min = 12, max = 128))]
    #[schema(min_length = 12, max_length = 128)]
    pub password: String,
}

/// Accepts an invitation
///
/// Makes the account; sign in with it then. A password that others would try first is refused (422): common ones, repetitions and sequences
/// (`common_password`), figures alone (`only_digits`), one's name, address or institution (`personal_password`). Who has left an institution has an account already: it is given the new institution and roles, and
/// `password` is the one that it has (422 for another). A token that is unknown, used, withdrawn or too old is 404, always alike.
#[utoipa::path(post, path = "/api/v1/invitations/accept", tag = "users", operation_id = "acceptInvitation", security(()), request_body = Acceptance,
    responses((status = 201, description = "The account", body = User), PostRefusals))]
pub async fn accept(req: HttpRequest, app: web::Data<App>, change: Change, posted: Posted<Acceptance>) -> Result<HttpResponse, Error> {
    let Posted { body: Acceptance { token, name, password }, once } = posted;
    let _running = once.take(&change)?;
    let digest = sha256(&token);
    // Hashing is dear: not before the token has proved good.
    let answer = match app.db.read(begin(&digest, &once)).await? {
        Begun::Before(answer) => answer,
        Begun::ByLeaver(user, hash) => {
            prove(&req, &app, user, password, hash).await?;
            app.db.write(move |conn| once.run(conn, NOBODY, |conn| come_back(conn, &change, &digest, user))).await?
        }
        Begun::ByNewcomer(whose) => {
            let hash = new_password::hash("/password", password, whose.named(&name)).await?;
            app.db.write(move |conn| once.run(conn, NOBODY, |conn| become_user(conn, &change, &digest, &name, &hash))).await?
        }
    };
    Ok(answer.send(&req))
}

/// Whose keys those of visitors are: token and password, which the body holds, say who asks.
const NOBODY: Id = Id::NIL;

/// Who is about to accept.
enum Begun {
    /// Who has done so with this key, and what the answer was.
    Before(Answer),
    /// Who has left an institution: the account, and the hash of its password.
    ByLeaver(Id, Option<String>),
    /// Somebody who has no account yet.
    ByNewcomer(Whose),
}

fn begin(digest: &str, once: &Once) -> impl Fn(&mut Conn) -> Result<Begun, Error> + use<> {
    let (digest, once) = (digest.to_owned(), once.clone());
    move |conn| {
        if let Some(answer) = once.known(conn, NOBODY)? {
            return Ok(Begun::Before(answer));
        }
        let invitation = waiting(conn, &digest)?;
        let leaver = queries::password_of_leaver(conn, &invitation.email)?;
        Ok(match leaver {
            Some((user, hash)) => Begun::ByLeaver(user, hash),
            None => Begun::ByNewcomer(Whose::person(&invitation.name, &invitation.email)),
        })
    }
}

/// 422 unless the password is that of the account.
async fn prove(req: &HttpRequest, app: &App, user: Id, password: String, hash: Option<String>) -> Result<(), Error> {
    let attempt = app.password_attempt(req, &user.to_string()).await?;
    if !password::verify(password, hash).await? {
        return Err(invalid(vec![FieldError {
            pointer: "/password".into(),
            code: "wrong_password",
            message: Text::new(
                "Alamat surel ini sudah punya akun: isi kata sandi akun itu.",
                "This e-mail address has an account: enter the password of it.",
            ),
        }])
        .into());
    }
    attempt.into_iter().for_each(Attempt::forgive);
    Ok(())
}

/// The invitation behind a digest, when it still waits.
fn waiting(conn: &mut Conn, digest: &str) -> Result<Row, Error> {
    let live = invitations::accepted_at.is_null().and(invitations::revoked_at.is_null()).and(invitations::expires_at.gt(Instant::now()));
    let found: Option<Row> = query!(conn, c => invitations::table
        .filter(invitations::token_sha256.eq(digest).and(live))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    let found = found.ok_or_else(link::refused)?;
    if may_still_invite(conn, &found)? { Ok(found) } else { Err(link::refused().into()) }
}

/// Whether who invited could do so now: an invitation does not outlive the authority behind it.
fn may_still_invite(conn: &mut Conn, invitation: &Row) -> Result<bool, Error> {
    let Some(inviter) = queries::find(conn, invitation.created_by)?.filter(|user| user.active) else {
        return Ok(false);
    };
    let User { id, institution_id, roles, .. } = inviter;
    let member = Member { id, session_id: Id::NIL, institution_id, roles };
    let granted = may_grant(&member, &invitation.roles.read::<Vec<Role>>()?).is_ok();
    Ok(granted && manages(&Caller::Member(member), Some(invitation.institution_id)))
}

/// Takes the invitation behind a digest: it is used from now on.
fn take(conn: &mut Conn, digest: &str) -> Result<Row, Error> {
    let invitation = waiting(conn, digest)?;
    // Compared and set at once: of two that accept in the same moment, one comes too late.
    let taken = query!(conn, c => diesel::update(invitations::table
        .filter(invitations::id.eq(invitation.id).and(invitations::accepted_at.is_null()).and(invitations::revoked_at.is_null())))
        .set(invitations::accepted_at.eq(Instant::now()))
        .execute(c))?;
    if taken == 0 {
        return Err(link::refused().into());
    }
    Ok(invitation)
}

/// Gives the account of a person who has left their institution the one that invites, and its roles.
fn come_back(conn: &mut Conn, change: &Change, digest: &str, id: Id) -> Result<Answer, Error> {
    let invitation = take(conn, digest)?;
    let user = queries::find_to_change(conn, id)?.filter(|user| user.active && user.institution_id.is_none()).ok_or_else(has_account)?;
    let before = digest_of(&user)?;
    let roles: Vec<Role> = user.roles.iter().copied().chain(invitation.roles.read::<Vec<Role>>()?).collect();
    let user = User { roles: distinct(&roles), institution_id: Some(invitation.institution_id), ..user };
    queries::store(conn, &user)?;
    accounts::tell_of_roles(conn, &Trail { actor: Some(id), ..change.trail() }, &user)?;
    accepted(conn, change, &invitation, id, Verb::Update, Some(before))
}

fn become_user(conn: &mut Conn, change: &Change, digest: &str, name: &str, hash: &str) -> Result<Answer, Error> {
    let invitation = take(conn, digest)?;
    if queries::is_known(conn, &invitation.email)? {
        return Err(has_account());
    }
    let new = NewUser {
        email: invitation.email.clone(),
        name: name.to_owned(),
        password_hash: hash.to_owned(),
        institution_id: Some(invitation.institution_id),
        roles: invitation.roles.read()?,
        demo: false,
    };
    let id = queries::create(conn, &new)?;
    accepted(conn, change, &invitation, id, Verb::Create, None)
}

/// Notes that an invitation was accepted and what became of the account, tells who invited, and answers with the account.
fn accepted(conn: &mut Conn, change: &Change, invitation: &Row, id: Id, verb: Verb, before: Option<String>) -> Result<Answer, Error> {
    let user = queries::find(conn, id)?.ok_or_else(|| Error::internal("an account was not stored"))?;
    let trail = Trail { actor: Some(id), ..change.trail() };
    note(conn, &trail, Verb::Accept, invitation.id, &invitation.email)?;
    if let Some((.., inviter)) = find(conn, invitation.id)? {
        let news = News {
            kind: NotificationKind::InvitationAccepted,
            subject: Subject::User,
            id,
            title: &user.name,
            path: "/invitations".into(),
            detail: None,
        };
        tell(conn, &trail, &[inviter.id], &news)?;
    }
    accounts::note(conn, &trail, verb, &user, before)?;
    Answer::created(format!("/api/v1/users/{id}"), user.version, &user)
}
