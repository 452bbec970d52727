//! Pages of records that only some people see: found by those who have signed in, and no sign of them to others.

use crate::shared::{innovations, text};
use tests::{Backend, Site, on_both};

/// What a browser sends in which somebody is signed in.
const MARKER: &str = "jipp_signed_in=1";

on_both![a_private_page_is_there_after_a_reload, a_page_is_no_sign_of_a_private_record];

fn draft(backend: Backend) -> String {
    let found = innovations(backend).values().find(|one| one["status"] == "draft").unwrap();
    text(found, "slug").to_owned()
}

fn a_private_page_is_there_after_a_reload(backend: Backend) {
    let site = Site::shared(backend);
    let slug = draft(backend);
    for page in ["", "/edit", "/progress", "/history", "/review"] {
        let path = format!("/innovations/{slug}{page}");
        assert_eq!(site.page(&path).header("Cookie", MARKER).send().status(200).header("vary"), Some("Cookie"));
        site.page(&path).send().status(404);
    }
}

fn a_page_is_no_sign_of_a_private_record(backend: Backend) {
    let site = Site::shared(backend);
    let slug = draft(backend);
    for noun in ["innovations", "hubs", "events", "mous", "posts"] {
        site.page(&format!("/{noun}/there-is-none")).send().status(404);
        site.page(&format!("/{noun}/there-is-none")).header("Cookie", MARKER).send().status(200);
    }
    let answer = site.page(&format!("/innovations/{slug}")).header("Cookie", MARKER).send().status(200);
    assert!(!answer.text().contains("og:title"));
    // What is public for all, or no page at all, is judged as ever.
    for path in ["/institutions/there-is-none", "/no-such-page", "/hubs/kemenkeu/secrets", "/innovations/"] {
        site.page(path).header("Cookie", MARKER).send().status(404);
    }
}
