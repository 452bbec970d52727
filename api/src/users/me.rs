//! `/me`: what a signed-in person sees and changes of the own account.

use super::accounts;
use super::model::{MePatch, PasswordChange, Session, User};
use super::queries;
use crate::app::App;
use crate::audit::{Verb, digest_of};
use crate::auth::new_password::{self, Whose};
use crate::auth::session::{self, Ending};
use crate::auth::{password, reset};
use crate::db::Id;
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::change::{Change, Posted};
use crate::http::json::{Json, invalid};
use crate::http::listing::Listing;
use crate::http::locale::Text;
use crate::http::openapi::{Refusals, VersionedRefusals, WriteRefusals};
use crate::http::problem::{FieldError, Kind, Problem, not_authenticated, not_found};
use crate::http::query::{NoParameters, Query};
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::http::wrong_passwords::Attempt;
use crate::notifications::model::NotificationKind;
use crate::notifications::telling::tell_of_account;
use actix_web::{HttpRequest, HttpResponse, web};

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![
        at("/me").get(show).patch(update),
        at("/me/password").post(change_password),
        at("/me/sessions").get(list_sessions).delete(end_all_sessions),
        at("/me/sessions/{id}").delete(end_session),
    ]
}

/// Shows the own account
///
/// The signed-in person with home institution and roles. The `ETag` is what `PATCH /me` needs.
#[utoipa::path(get, path = "/api/v1/me", tag = "account", operation_id = "getMe", security(("bearer" = [])),
    responses((status = 200, description = "The account", body = User,
        example = json!({"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "email": "manager.kemenkeu@jipp.example", "name": "Manajer Hub Kemenkeu", "locale": "id",
            "institution_id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00",
            "institution": {"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d00", "code": "kemenkeu", "name": "Kementerian Keuangan", "short_name": "Kemenkeu", "kind": "ministry"},
            "roles": ["hub_manager"], "active": true, "allowed_actions": ["create_innovation", "draft_mou", "run_event"], "created_at": "2026-01-31T08:00:00.000Z", "updated_at": "2026-01-31T08:00:00.000Z", "version": 1})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn show(reading: Reading, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let user = queries::find(conn, member.id)?.ok_or_else(not_authenticated)?.own();
            Answer::record(user.version, &user)
        })
        .await
}

/// Changes the own account
///
/// Name and language. Needs `If-Match` with the ETag of `GET /me`: 428 without it, 412 when the account changed since.
#[utoipa::path(patch, path = "/api/v1/me", tag = "account", operation_id = "updateMe", security(("bearer" = [])), request_body = MePatch,
    params(("If-Match" = String, Header, description = "ETag of the account as it was read", example = "\"1-5b1c0f3a9e7d2468\"")),
    responses((status = 200, description = "The account after the change", body = User), VersionedRefusals))]
pub async fn update(req: HttpRequest, app: web::Data<App>, change: Change, patch: Json<MePatch>) -> Result<HttpResponse, Error> {
    let Json(patch) = patch;
    let answer = app
        .db
        .write(move |conn| {
            let (_, member, trail) = change.by(conn)?;
            let user = queries::find(conn, member.id)?.ok_or_else(not_authenticated)?;
            change.needs(user.version)?;
            if patch.changes_nothing_of(&user) {
                return Answer::record(user.version, &user.own());
            }
            let before = digest_of(&user)?;
            if !queries::update(conn, member.id, user.version, &patch)? {
                return Err(Problem::new(Kind::VersionMismatch).into());
            }
            let user = queries::find(conn, member.id)?.ok_or_else(not_authenticated)?;
            accounts::note(conn, &trail, Verb::Update, &user, Some(before))?;
            Answer::record(user.version, &user.own())
        })
        .await?;
    Ok(answer.send(&req))
}

/// Changes the own password
///
/// Needs the present password. One that others would try first is refused (422), and so is the present one (`former_password`). Every other session of the account ends; this one stays.
#[utoipa::path(post, path = "/api/v1/me/password", tag = "account", operation_id = "changePassword", security(("bearer" = [])), request_body = PasswordChange,
    responses((status = 204, description = "Changed"), WriteRefusals))]
pub async fn change_password(
    req: HttpRequest,
    app: web::Data<App>,
    change: Change,
    posted: Posted<PasswordChange>,
) -> Result<HttpResponse, Error> {
    let Posted { body: passwords, once } = posted;
    let _running = once.take(&change)?;
    let (proof, key) = (change.clone(), once.clone());
    let (user, session, hash, before) = app
        .db
        .read(move |conn| {
            let (_, member, _) = proof.by(conn)?;
            let user = queries::find(conn, member.id)?.ok_or_else(not_authenticated)?;
            let hash = queries::password_hash(conn, member.id)?;
            let before = key.known(conn, member.id)?;
            Ok((user, member.session_id, hash, before))
        })
        .await?;
    if let Some(answer) = before {
        return Ok(answer.send(&req));
    }
    let attempt = app.password_attempt(&req, &user.id.to_string()).await?;
    let whose = Whose::user(&user).with_password(&passwords.current_password);
    if !password::verify(passwords.current_password, hash).await? {
        return Err(invalid(vec![FieldError {
            pointer: "/current_password".into(),
            code: "wrong_password",
            message: Text::new("Kata sandi sekarang tidak cocok.", "The present password does not match."),
        }])
        .into());
    }
    attempt.into_iter().for_each(Attempt::forgive);
    let hash = new_password::hash("/new_password", passwords.new_password, whose).await?;
    let answer = app.db.write(move |conn| {
        let (_, member, trail) = change.by(conn)?;
        once.run(conn, member.id, |conn| {
            queries::set_password(conn, member.id, &hash)?;
            reset::withdraw(conn, member.id)?;
            session::end(conn, &trail, Ending::AllBut(member.id, session))?;
            let user = queries::find(conn, member.id)?.ok_or_else(not_authenticated)?;
            accounts::note(conn, &trail, Verb::SetPassword, &user, None)?;
            tell_of_account(conn, &trail, NotificationKind::PasswordChanged, user.id, &user.name)?;
            Answer::nothing()
        })
    });
    Ok(answer.await?.send(&req))
}

/// Lists the own sessions
///
/// Every place where the account is signed in, the newest first; `current` marks the one that asks.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "account", operation_id = "listMySessions", security(("bearer" = [])),
    responses((status = 200, description = "The sessions", body = Listing<Session>,
        example = json!({"items": [{"id": "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e", "created_at": "2026-01-31T08:00:00.000Z", "last_used_at": "2026-01-31T08:00:00.000Z",
            "expires_at": "2026-02-14T08:00:00.000Z", "user_agent": "Mozilla/5.0", "address": "192.0.2.7", "current": true}], "next_cursor": null})),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list_sessions(reading: Reading, _: Query<NoParameters>) -> Result<HttpResponse, Error> {
    reading
        .answer(move |conn, caller| {
            let member = caller.signed_in()?;
            let rows = queries::sessions(conn, member.id)?;
            let items = rows.into_iter().map(|row| Session::new(row, member.session_id)).collect();
            Answer::list(&Listing::<Session>::page(items, None))
        })
        .await
}

/// Signs out everywhere
///
/// Ends every session of the account, this one too; their tokens stop working at once.
#[utoipa::path(delete, path = "/api/v1/me/sessions", tag = "account", operation_id = "endAllMySessions", security(("bearer" = [])),
    responses((status = 204, description = "All sessions have ended"), Refusals))]
pub async fn end_all_sessions(app: web::Data<App>, change: Change) -> Result<HttpResponse, Error> {
    app.db
        .write(move |conn| {
            let (_, member, trail) = change.by(conn)?;
            session::end(conn, &trail, Ending::All(member.id))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Signs out in one place
///
/// Ends one session of the account; its tokens stop working at once. 404 when the account has no such session.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{id}", tag = "account", operation_id = "endMySession", security(("bearer" = [])),
    params(("id" = Id, Path, description = "Id of the session")),
    responses((status = 204, description = "The session has ended"), Refusals))]
pub async fn end_session(app: web::Data<App>, change: Change, id: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = id.parse::<Id>().ok();
    app.db
        .write(move |conn| {
            let (_, member, trail) = change.by(conn)?;
            let id = id.ok_or_else(not_found)?;
            match session::end(conn, &trail, Ending::Own(member.id, id))? {
                0 => Err(not_found().into()),
                _ => Ok(()),
            }
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
