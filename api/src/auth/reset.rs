//! `/auth/password-reset`: a link for a new password, issued by those who manage the account.

use super::link::{self, Delivery};
use super::new_password::{self, Whose};
use super::policy::{Action, permits};
use super::session::{self, Ending};
use crate::app::App;
use crate::audit::{Trail, Verb, sha256};
use crate::db::schema::password_resets;
use crate::db::{Conn, Id, Instant, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::Change;
use crate::http::json::Json;
use crate::http::locale::Text;
use crate::http::openapi::PostRefusals;
use crate::http::problem::{conflict, forbidden, not_found};
use crate::http::routing::{Address, at};
use crate::mail::{self, Letter};
use crate::notifications::model::NotificationKind;
use crate::notifications::telling::tell_of_account;
use crate::users::accounts::{self, manages, may_grant};
use crate::users::model::User;
use crate::users::queries;
use actix_web::{HttpRequest, HttpResponse, web};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A link is good for a day.
const GOOD_MILLIS: i64 = 24 * 3600 * 1000;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/auth/password-reset").post(issue), at("/auth/password-reset/confirm").post(confirm)]
}

/// Whose password is to be set anew.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"user_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e"}))]
pub struct ResetRequest {
    /// The user.
    pub user_id: Id,
}

/// A link for a new password.
#[derive(Serialize, ToSchema)]
pub struct ResetLink {
    /// The link to hand over; shown once, good for one use. Left out when it goes by mail alone, as a signatory's does unless an admin issues it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "http://127.0.0.1:8080/reset#c2VjcmV0")]
    pub url: Option<String>,
    /// Until when it is good.
    pub expires_at: Instant,
}

/// A new password, by a link.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "c2VjcmV0", "password": "kata sandi baru yang panjang"}))]
pub struct NewPassword {
    /// What stands behind `#` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// The new password, 12-128 characters, and none that is easy to guess.
    #[validate(length(min = 12, max = 128))]
    #[schema(min_length = 12, max_length = 128)]
    pub password: String,
}

/// Issues a link for a new password
///
/// By an admin, or the manager of the person's institution, for others than themselves. The link is shown once and good for a day and one use, and mailed too when a mail server is set; the old password works until then. A manager
/// is not shown the link of a person who signs: it goes by mail alone (403 without a mail server; an admin issues it then). It is void once the password, the roles, the institution or the activity of the account change.
#[utoipa::path(post, path = "/api/v1/auth/password-reset", tag = "auth", operation_id = "issuePasswordReset", security(("bearer" = [])),
    request_body = ResetRequest, responses((status = 201, description = "The link", body = ResetLink), PostRefusals))]
pub async fn issue(req: HttpRequest, app: web::Data<App>, change: Change, request: Json<ResetRequest>) -> Result<HttpResponse, Error> {
    let Json(request) = request;
    let (token, digest) = link::secret()?;
    let url = format!("{}/reset#{token}", app.settings.public_url());
    let mails = app.letters.is_open();
    let (answer, letter) = app.db.write(move |conn| keep(conn, &change, request.user_id, (&digest, &url), mails)).await?;
    app.letters.put(letter);
    Ok(answer.send(&req))
}

fn keep(conn: &mut Conn, change: &Change, user_id: Id, (digest, url): (&str, &str), mails: bool) -> Result<(Answer, Letter), Error> {
    let (caller, member, trail) = change.by(conn)?;
    let user = queries::find(conn, user_id)?.ok_or_else(not_found)?;
    if !manages(&caller, user.institution_id) {
        return Err(if user.id == member.id { forbidden() } else { not_found() }.into());
    }
    may_grant(&member, &user.roles)?;
    if user.id == member.id {
        return Err(conflict("Ganti kata sandi sendiri lewat akun Anda.", "Change your own password by your account.").into());
    }
    if !user.active {
        return Err(conflict("Akun ini dinonaktifkan.", "This account is deactivated.").into());
    }
    let shown = link::delivery(&member, &user.roles, mails)? == Delivery::Shown;
    withdraw(conn, user_id)?;
    let (id, now) = (Id::new(), Instant::now());
    let expires_at = now.plus_millis(GOOD_MILLIS);
    let row = (
        password_resets::id.eq(id),
        password_resets::user_id.eq(user_id),
        password_resets::token_sha256.eq(digest),
        password_resets::created_by.eq(member.id),
        password_resets::created_at.eq(now),
        password_resets::expires_at.eq(expires_at),
        password_resets::shown.eq(shown && !permits(&member, Action::SeeSigningLinks)),
    );
    query!(conn, c => diesel::insert_into(password_resets::table).values(row).execute(c))?;
    accounts::note(conn, &trail, Verb::ResetPassword, &user, None)?;
    let issued = ResetLink { url: shown.then(|| url.to_owned()), expires_at };
    let answer = Answer::created(format!("/api/v1/users/{user_id}"), 0, &issued)?.with_secret();
    Ok((answer, letter(&user, url)))
}

fn letter(user: &User, url: &str) -> Letter {
    let subject = Text::new("[Hub JIPP] Setel kata sandi baru", "[Hub JIPP] Set a new password");
    let body = Text::new(
        "Pengelola akun Anda membuat tautan untuk menyetel kata sandi baru. Tautan berlaku sehari dan hanya sekali pakai; kata sandi lama tetap \
         berlaku sampai tautan itu dipakai.\n\nSetel kata sandi:\n{}\n\n--\nSurel ini dikirim karena tautan itu dibuat untuk akun Anda. Bila Anda tidak \
         memintanya, abaikan surel ini dan beri tahu pengelola hub. Mohon tidak membalas surel ini.\n",
        "Whoever manages your account made a link for a new password. It expires after one day and works once; the old password works until \
         then.\n\nSet the password:\n{}\n\n--\nYou get this email because the link was made for your account. If you did not ask for it, ignore this email \
         and tell your hub manager. Please do not reply.\n",
    );
    let body = format!("{},\n\n{}", mail::greeting(&user.name, user.locale), body.in_locale(user.locale).replace("{}", url));
    Letter::new(&user.email, subject.in_locale(user.locale), body)
}

/// Sets a new password by a link
///
/// Ends every session of the account. Needs no sign-in. A password that others would try first is refused (422), as in accepting an invitation. A token that is unknown, used or too old is 404, always alike.
#[utoipa::path(post, path = "/api/v1/auth/password-reset/confirm", tag = "auth", operation_id = "confirmPasswordReset", security(()),
    request_body = NewPassword, responses((status = 204, description = "The password is set"), PostRefusals))]
pub async fn confirm(app: web::Data<App>, change: Change, new: Json<NewPassword>) -> Result<HttpResponse, Error> {
    let Json(new) = new;
    let digest = sha256(&new.token);
    let probe = digest.clone();
    let whose = app.db.read(move |conn| {
        let (user_id, _) = waiting(conn, &probe)?;
        let user = queries::find(conn, user_id)?.ok_or_else(link::refused)?;
        Ok(Whose::user(&user).with_hash(queries::password_hash(conn, user_id)?))
    });
    let hash = new_password::hash("/password", new.password, whose.await?).await?;
    app.db
        .write(move |conn| {
            let (user_id, seen) = waiting(conn, &digest)?;
            // One link that was used takes the others of the account along.
            if withdraw(conn, user_id)? == 0 {
                return Err(link::refused().into());
            }
            queries::set_password(conn, user_id, &hash)?;
            queries::set_link_seen(conn, user_id, seen)?;
            let trail = Trail { actor: Some(user_id), ..change.trail() };
            session::end(conn, &trail, Ending::All(user_id))?;
            let user = queries::find(conn, user_id)?.ok_or_else(link::refused)?;
            accounts::note(conn, &trail, Verb::SetPassword, &user, None)?;
            tell_of_account(conn, &trail, NotificationKind::PasswordChanged, user.id, &user.name)
        })
        .await?;
    Ok(HttpResponse::NoContent().insert_header(("Cache-Control", "no-store")).finish())
}

/// Voids the links of an account; how many there were. Whoever issued one may not be the one to issue it now.
pub fn withdraw(conn: &mut Conn, user_id: Id) -> Result<usize, Error> {
    Ok(query!(conn, c => diesel::update(password_resets::table
        .filter(password_resets::user_id.eq(user_id).and(password_resets::used_at.is_null())))
        .set(password_resets::used_at.eq(Instant::now()))
        .execute(c))?)
}

/// Whose reset is behind a digest, when it still is good, and whether a manager saw the link.
fn waiting(conn: &mut Conn, digest: &str) -> Result<(Id, bool), Error> {
    let live = password_resets::used_at.is_null().and(password_resets::expires_at.gt(Instant::now()));
    let found: Option<(Id, bool)> = query!(conn, c => password_resets::table
        .filter(password_resets::token_sha256.eq(digest).and(live))
        .select((password_resets::user_id, password_resets::shown))
        .first(c)
        .optional())?;
    let (user_id, seen) = found.ok_or_else(link::refused)?;
    let active = queries::find(conn, user_id)?.is_some_and(|user| user.active);
    if active { Ok((user_id, seen)) } else { Err(link::refused().into()) }
}
