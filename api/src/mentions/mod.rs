//! Mentions: `@[Siti Rahma](user:0192f6a5-…)` in a text names a person, who is told.

use crate::db::schema::users;
use crate::db::{Id, query};
use crate::error::Error;
use crate::http::answer::Answer;
use crate::http::listing::Listing;
use crate::http::openapi::Refusals;
use crate::http::query::Query;
use crate::http::reading::Reading;
use crate::http::routing::{Address, at};
use crate::institutions::queries::name_words;
use crate::users::model::Person;
use crate::users::queries::lower;
use actix_web::HttpResponse;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;

/// The addresses of this file.
pub fn addresses() -> Vec<Address> {
    vec![at("/mentionable").get(list)]
}

/// People that one text mentions at most; more of them are not told.
pub const MOST: usize = 10;
/// People that are offered at once.
const OFFERED: i64 = 8;

/// What begins the address of a mention.
const ADDRESS: &str = "user:";

/// The people whom a text mentions, each once; what stands in code mentions nobody.
pub fn in_text(text: &str) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    if !text.contains("](user:") {
        return found;
    }
    let arena = Arena::new();
    for node in comrak::parse_document(&arena, text, &Options::default()).descendants() {
        let id = match &node.data().value {
            NodeValue::Link(link) => link.url.strip_prefix(ADDRESS).and_then(|id| id.parse::<Id>().ok()),
            _ => None,
        };
        let named =
            node.previous_sibling().is_some_and(|before| matches!(&before.data().value, NodeValue::Text(text) if text.ends_with('@')));
        if let Some(id) = id.filter(|id| named && !found.contains(id)) {
            found.push(id);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// Whom to offer.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MentionQuery {
    /// Words of the name, at most 100 characters.
    #[param(max_length = 100, example = "rahma")]
    q: String,
}

/// Lists people who can be mentioned
///
/// At most eight whose name has the words, for somebody who writes `@`: in a text, `@[Siti Rahma](user:<id>)` tells that person.
#[utoipa::path(get, path = "/api/v1/mentionable", tag = "posts", operation_id = "listMentionable", params(MentionQuery), security(("bearer" = [])),
    responses((status = 200, description = "The people", body = Listing<Person>),
        (status = 304, description = "The caller has it already (`If-None-Match`)"), Refusals))]
pub async fn list(reading: Reading, query: Query<MentionQuery>) -> Result<HttpResponse, Error> {
    let words: Vec<String> = name_words(&query.0.q.chars().take(100).collect::<String>());
    reading
        .answer(move |conn, caller| {
            caller.signed_in()?;
            let people: Vec<Person> = query!(conn, c => {
                let mut found = users::table.filter(users::active.eq(true)).into_boxed();
                for word in &words {
                    found = found.filter(lower(users::name).like(word));
                }
                found.order((users::sort_key.asc(), users::id.asc())).limit(OFFERED).select(Person::as_select()).load(c)
            })?;
            Answer::list(&Listing::<Person>::page(people, None))
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_once() {
        let id = "0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e";
        let text = format!("Halo @[Siti Rahma](user:{id}), dan lagi @[Siti](user:{id}). [bukan](user:{id}) @[x](user:tidak)");
        assert_eq!(in_text(&text).len(), 1);
        assert!(in_text(&format!("[Siti](user:{id})")).is_empty());
        assert!(in_text("@[x](user:").is_empty());
    }

    #[test]
    fn code_mentions_nobody() {
        let mention = "@[Siti](user:0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e)";
        for text in
            [format!("`{mention}`"), format!("```\n{mention}\n```"), format!("Contoh:\n\n    {mention}\n"), format!("~~~\n{mention}")]
        {
            assert!(in_text(&text).is_empty(), "{text}");
        }
        for text in [format!("`kode` {mention}"), format!("> - **{mention}**"), format!("| a |\n|---|\n| {mention} |")] {
            assert_eq!(in_text(&text).len(), 1, "{text}");
        }
    }
}
