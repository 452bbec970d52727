//! The user record and its wire forms.

use crate::auth::policy::{Role, permitted};
use crate::db::schema::{sessions, users};
use crate::db::{Id, Instant, RawJson};
use crate::error::Error;
use crate::http::locale::Locale;
use crate::institutions::model::InstitutionRef;
use crate::notifications::digest::Digest;
use crate::text::Line;
use diesel::prelude::*;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A user as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct UserRow {
    /// Id.
    pub id: Id,
    pub(super) email: String,
    pub(super) name: String,
    locale: Locale,
    institution_id: Option<Id>,
    roles: RawJson,
    active: bool,
    digest: Digest,
    pub(super) created_at: Instant,
    updated_at: Instant,
    /// Version.
    pub version: i64,
}

/// A person as others see one.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = users)]
pub struct Person {
    /// Id.
    pub id: Id,
    /// Name.
    #[schema(example = "Siti Rahma")]
    pub name: String,
}

/// A person with an account, as that person sees it.
#[derive(Serialize, ToSchema)]
pub struct User {
    /// Id.
    pub id: Id,
    /// E-mail address, by which the person signs in.
    #[schema(example = "manager.kemenkeu@jipp.example")]
    pub email: String,
    /// Name, as others see it.
    #[schema(example = "Manajer Hub Kemenkeu")]
    pub name: String,
    /// Language of messages.
    pub locale: Locale,
    /// Home institution.
    pub institution_id: Option<Id>,
    /// Home institution, in short.
    #[schema(required = true)]
    pub institution: Option<InstitutionRef>,
    /// Roles: in the home institution, or national ones of Kementerian PANRB.
    pub roles: Vec<Role>,
    /// False once the account has been deactivated.
    pub active: bool,
    /// What the caller may do now: with this account, or, of the own one, with some record of the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
    /// How often the own account gets a digest by mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// When the account was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Grows by one with each change.
    pub version: i64,
    #[serde(skip)]
    pub(super) own_digest: Digest,
}

impl User {
    /// The same for the person whose account it is: with what the policy permits at all.
    pub fn own(self) -> Self {
        let actions = permitted(&self.roles).into_iter().map(|action| action.to_string()).collect();
        let digest = Some(self.own_digest);
        Self { allowed_actions: Some(actions), digest, ..self }
    }

    /// The wire form of a stored user.
    pub fn new(row: UserRow, institution: Option<InstitutionRef>) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            email: row.email,
            name: row.name,
            locale: row.locale,
            institution_id: row.institution_id,
            institution,
            roles: row.roles.read()?,
            active: row.active,
            allowed_actions: None,
            digest: None,
            own_digest: row.digest,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        })
    }
}

/// What a person may change of the own account (RFC 7396 merge patch).
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Siti Rahma", "locale": "en"}))]
pub struct MePatch {
    /// Name, 1-120 characters.
    #[validate(nested)]
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    pub name: Option<Line<1, 120>>,
    /// Language of messages.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Locale, required = false)]
    pub locale: Option<Locale>,
    /// How often to get a digest of unread notifications by mail; `off` unless it was asked for.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Digest, required = false)]
    pub digest: Option<Digest>,
}

impl MePatch {
    /// Whether the account says all of this already.
    pub fn changes_nothing_of(&self, user: &User) -> bool {
        self.name.as_deref().is_none_or(|name| name == user.name)
            && self.locale.is_none_or(|locale| locale == user.locale)
            && self.digest.is_none_or(|digest| Some(digest) == user.digest)
    }
}

/// A merge patch that names a field with `null` would remove it, and these cannot be removed.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What those who manage accounts may change of one (RFC 7396 merge patch).
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"roles": ["innovator", "hub_manager"]}))]
pub struct UserPatch {
    /// Name, 1-120 characters.
    #[validate(nested)]
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 120)]
    pub name: Option<Line<1, 120>>,
    /// Roles; a manager gives those of a home institution.
    #[validate(length(max = 5))]
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<Role>, required = false, max_items = 5)]
    pub roles: Option<Vec<Role>>,
    /// False deactivates the account, and ends all its sessions at once.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
    /// Home institution; for admins.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Id, required = false)]
    pub institution_id: Option<Id>,
}

/// Roles for a member of a hub.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"roles": ["innovator"]}))]
pub struct MemberRoles {
    /// Roles, at least one.
    #[validate(length(min = 1, max = 5))]
    #[schema(min_items = 1, max_items = 5)]
    pub roles: Vec<Role>,
}

/// A member of a hub.
#[derive(Serialize, ToSchema)]
pub struct HubMember {
    /// The user.
    pub user_id: Id,
    /// Name.
    #[schema(example = "Siti Rahma")]
    pub name: String,
    /// E-mail address.
    #[schema(example = "siti.rahma@example.go.id")]
    pub email: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// False once the account has been deactivated.
    pub active: bool,
    /// What the caller may do with the member now: `update` (set the roles), `reset_password`, `remove`.
    #[schema(example = json!(["update", "reset_password", "remove"]))]
    pub allowed_actions: Vec<String>,
}

impl HubMember {
    /// The member, with what may be done.
    pub fn new(user: User, allowed_actions: Vec<String>) -> Self {
        let User { id, name, email, roles, active, .. } = user;
        Self { user_id: id, name, email, roles, active, allowed_actions }
    }
}

/// A new password, and the present one as proof.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"current_password": "jipp-demo-2026", "new_password": "kata sandi baru yang panjang"}))]
pub struct PasswordChange {
    /// The present password.
    #[validate(length(min = 1, max = 1024))]
    pub current_password: String,
    /// The new one, 12-128 characters, and none that is easy to guess.
    #[validate(length(min = 12, max = 128))]
    #[schema(min_length = 12, max_length = 128)]
    pub new_password: String,
}

/// A session as stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    id: Id,
    created_at: Instant,
    last_used_at: Instant,
    expires_at: Instant,
    user_agent: Option<String>,
    address: Option<String>,
}

/// A place where the person is signed in.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// Id.
    pub id: Id,
    /// When the person signed in.
    pub created_at: Instant,
    /// When the session was last renewed.
    pub last_used_at: Instant,
    /// When it ends unless it is used.
    pub expires_at: Instant,
    /// The browser or program, by its own words.
    #[schema(example = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0")]
    pub user_agent: Option<String>,
    /// The address at signing in.
    #[schema(example = "192.0.2.7")]
    pub address: Option<String>,
    /// Whether this very request belongs to it.
    pub current: bool,
}

impl Session {
    /// The wire form of a stored session.
    pub fn new(row: SessionRow, current: Id) -> Self {
        Self {
            current: row.id == current,
            id: row.id,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
            user_agent: row.user_agent,
            address: row.address,
        }
    }
}
