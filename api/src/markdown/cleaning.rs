//! What HTML may hold that comes from a text.

use super::images::is_image_of_a_post;
use ammonia::Builder;
use std::sync::LazyLock;

pub(super) static PAGE: LazyLock<Builder<'static>> = LazyLock::new(cleaner);
pub(super) static POST: LazyLock<Builder<'static>> = LazyLock::new(posts_cleaner);

fn cleaner() -> Builder<'static> {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["input", "section"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .set_tag_attribute_value("input", "disabled", "")
        .rm_tags(["img"])
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer nofollow"))
        .id_prefix(Some("md-"));
    cleaner
}

/// Posts show images that belong to posts, too.
fn posts_cleaner() -> Builder<'static> {
    let mut cleaner = cleaner();
    cleaner
        .add_tags(["img"])
        .add_tag_attributes("img", ["src", "alt", "title"])
        .set_tag_attribute_value("img", "loading", "lazy")
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !is_image_of_a_post(value) => None,
            _ => Some(value.into()),
        });
    cleaner
}
