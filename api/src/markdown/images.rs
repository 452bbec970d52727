//! Which pictures a text shows.

use crate::db::Id;

/// Images come from posts alone: one from elsewhere would tell its server who reads what.
pub fn is_image_of_a_post(src: &str) -> bool {
    let parts: Vec<&str> = src.strip_prefix("/api/v1/posts/").unwrap_or_default().split('/').collect();
    matches!(parts.as_slice(), [post, "images", image] if post.parse::<Id>().is_ok() && image.parse::<Id>().is_ok())
}
