//! What people write in a post, read and checked.

use super::model::PostKind;
use crate::db::{Id, Instant};
use crate::search::text::fold;
use crate::text::{Line, WebAddress, folded, judge_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

/// A post to be written, or to be changed (RFC 7396 merge patch).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "lesson_learned", "title": "Antrean yang jujur: yang kami pelajari di poliklinik",
    "body": "Enam bulan pertama kami keliru menghitung waktu tunggu …", "tags": ["antrean", "puskesmas"]}))]
pub struct PostBody {
    /// Kind.
    pub kind: PostKind,
    /// Title, 1-200 characters.
    #[validate(nested)]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub title: Line<1, 200>,
    /// Text. Markdown with tables, task lists, footnotes and images of the post; at most 50,000 characters.
    #[validate(length(max = 50000))]
    #[serde(default)]
    #[schema(max_length = 50000)]
    pub body: String,
    /// At most 10 tags of at most 50 characters, each once whatever its case.
    #[validate(length(max = 10), custom(function = "are_tags"))]
    #[serde(default)]
    #[schema(max_items = 10)]
    pub tags: Vec<String>,
    /// Where a video is to be seen: an http or https address.
    #[validate(nested)]
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub video_url: Option<WebAddress<500>>,
    /// The hub that it belongs to, by id or slug: the caller's own when left out. Admins may name any.
    #[serde(default)]
    pub hub_id: Option<String>,
    /// At most 10 published innovations that it is about.
    #[validate(length(max = 10))]
    #[serde(default)]
    #[schema(max_items = 10)]
    pub innovation_ids: Vec<Id>,
    /// At most 5 public events that it is about.
    #[validate(length(max = 5))]
    #[serde(default)]
    #[schema(max_items = 5)]
    pub event_ids: Vec<Id>,
    /// The image at its top: one of the post's images.
    #[serde(default)]
    pub cover_image_id: Option<Id>,
    /// When the calendar is to publish it, once it is scheduled.
    #[serde(default)]
    pub publish_at: Option<Instant>,
}

impl PostBody {
    /// The same with each tag and each link once.
    pub fn tidied(mut self) -> Self {
        let mut seen: Vec<String> = Vec::new();
        self.tags = self
            .tags
            .into_iter()
            .map(|tag| folded(&tag).split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|tag| {
                let key = fold(tag);
                let new = !seen.contains(&key);
                seen.push(key);
                new
            })
            .collect();
        for ids in [&mut self.innovation_ids, &mut self.event_ids] {
            let mut kept: Vec<Id> = Vec::new();
            ids.retain(|id| {
                let new = !kept.contains(id);
                kept.push(*id);
                new
            });
        }
        self
    }
}

fn are_tags(tags: &[String]) -> Result<(), ValidationError> {
    tags.iter().try_for_each(|tag| match tag.contains(',') {
        true => Err(ValidationError::new("tag")),
        false => judge_line(&folded(tag), 1, 50),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_there_once_whatever_its_case() {
        let body: PostBody =
            serde_json::from_str(r#"{"kind": "article", "title": " Judul ", "tags": ["Antrean", "antrean", "jemput  bola"]}"#).unwrap();
        assert!(body.validate().is_ok());
        let tidy = body.tidied();
        assert_eq!((&*tidy.title, tidy.tags), ("Judul", vec!["Antrean".to_owned(), "jemput bola".to_owned()]));
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for tag in ["", " ", "a,b", "a\u{1}b", &"x".repeat(51)] {
            assert!(are_tags(&[tag.to_owned()]).is_err(), "{tag}");
        }
    }
}
