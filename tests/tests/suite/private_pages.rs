//! Pages of records that only some people see: found by those who have signed in, and no sign of them to others.

use crate::shared::{innovations, text};
use tests::{Answer, Backend, PASSWORD, Site, on_both};

on_both![a_private_page_is_there_after_a_reload, a_page_is_no_sign_of_a_private_record, signing_out_takes_the_marker_away,];

/// The names and values of the cookies that an answer sets, and their attributes.
fn cookies(answer: &Answer) -> Vec<(String, String)> {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|cookie| cookie.split_once("; ")).map(|(pair, rest)| (pair.to_owned(), rest.to_owned())).collect()
}

fn draft(backend: Backend) -> String {
    let found = innovations(backend).values().find(|one| one["status"] == "draft").unwrap();
    text(found, "slug").to_owned()
}

fn a_private_page_is_there_after_a_reload(backend: Backend) {
    let site = Site::shared(backend);
    let answer = site.login("innovator.kkp", PASSWORD).send().status(200);
    let cookies = cookies(&answer);
    let (pair, attributes) = cookies.iter().find(|(pair, _)| pair.starts_with("jipp_signed_in=")).unwrap();
    assert_eq!(pair, "jipp_signed_in=1");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(attributes.split("; ").any(|one| one == attribute), "{attribute} is not in {attributes}");
    }
    let slug = draft(backend);
    for page in ["", "/edit", "/progress", "/history", "/review"] {
        let path = format!("/innovations/{slug}{page}");
        assert_eq!(site.page(&path).header("Cookie", pair).send().status(200).header("vary"), Some("Cookie"));
        site.page(&path).send().status(404);
    }
}

fn a_page_is_no_sign_of_a_private_record(backend: Backend) {
    let site = Site::shared(backend);
    let slug = draft(backend);
    for noun in ["innovations", "hubs", "events", "mous", "posts"] {
        site.page(&format!("/{noun}/there-is-none")).send().status(404);
        site.page(&format!("/{noun}/there-is-none")).header("Cookie", "jipp_signed_in=1").send().status(200);
    }
    let marked = |path: &str| site.page(path).header("Cookie", "jipp_signed_in=1").send().status(200).text();
    assert!(!marked(&format!("/innovations/{slug}")).contains("og:title"));
    // What is public for all, or no page at all, is judged as ever.
    for path in ["/institutions/there-is-none", "/no-such-page", "/hubs/kemenkeu/secrets", "/innovations/"] {
        site.page(path).header("Cookie", "jipp_signed_in=1").send().status(404);
    }
}

fn signing_out_takes_the_marker_away(backend: Backend) {
    let site = Site::shared(backend);
    let (_, cookie) = site.sign_in("innovator.kkp");
    let answer = site.call("POST", "/auth/logout").header("Cookie", &cookie).send().status(204);
    let cookies = cookies(&answer);
    let (_, attributes) = cookies.iter().find(|(pair, _)| pair == "jipp_signed_in=").unwrap();
    assert!(attributes.contains("Max-Age=0"), "{attributes}");
}
