//! The life of a post, as the domain draws it, and what a caller may do with one.

use super::model::PostStatus::{self, Archived, Draft, Hidden, Published, Scheduled};
use super::model::{PostKind, PostRow, View};

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Whoever wrote it.
    Author,
    /// Who moderates what its hub shares.
    Moderator,
    /// Either.
    Both,
}

/// Every transition, and who takes it. The calendar takes what is scheduled to published, too.
pub const DIAGRAM: &[(PostStatus, PostStatus, By)] = &[
    (Draft, Scheduled, By::Author),
    (Draft, Published, By::Author),
    (Scheduled, Draft, By::Author),
    (Scheduled, Published, By::Author),
    (Published, Archived, By::Both),
    (Published, Hidden, By::Moderator),
    (Hidden, Published, By::Moderator),
];

/// Whether somebody takes steps of this sort.
pub fn takes(view: &View, by: By) -> bool {
    match by {
        By::Author => view.author,
        By::Moderator => view.moderates,
        By::Both => view.author || view.moderates,
    }
}

/// Where a post may be taken from `status`.
pub fn allowed(view: &View, status: PostStatus) -> Vec<PostStatus> {
    DIAGRAM.iter().filter(|(from, _, by)| *from == status && takes(view, *by)).map(|(_, to, _)| *to).collect()
}

/// Whether its text can be changed.
pub fn is_editable(status: PostStatus) -> bool {
    status != Archived
}

/// Everything that somebody may do with a post now, in the words of the contract.
pub fn allowed_actions(view: &View, row: &PostRow) -> Vec<String> {
    let published = row.status == Published;
    let now = [
        ("update", view.author && is_editable(row.status)),
        ("delete", view.author && row.status == Draft),
        ("comment", view.writes && published && !row.locked),
        ("react", view.writes && published && !view.author),
        ("accept", view.author && published && row.kind == PostKind::Question),
        ("report", view.writes && published && !view.author),
        ("appeal", view.author && row.status == Hidden),
        ("lock", view.moderates && published),
        ("moderate", view.moderates),
    ];
    let mut actions: Vec<String> = now.into_iter().filter(|(_, may)| *may).map(|(action, _)| action.to_owned()).collect();
    actions.extend(allowed(view, row.status).into_iter().map(|to| format!("transition:{to}")));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagram_is_the_one_that_the_domain_draws() {
        let drawn =
            "draft -> scheduled -> published -> archived ; draft -> published ; scheduled -> draft ; published -> hidden -> published";
        let mut expected = Vec::new();
        for chain in drawn.split(';') {
            let chain: Vec<PostStatus> = chain.split("->").map(|s| s.trim().parse().unwrap()).collect();
            expected.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let mut here: Vec<_> = DIAGRAM.iter().map(|(from, to, _)| (*from, *to)).collect();
        expected.sort();
        here.sort();
        assert_eq!(here, expected);
    }

    #[test]
    fn a_reader_takes_no_step() {
        for status in PostStatus::ALL {
            assert!(allowed(&View { writes: true, ..View::default() }, *status).is_empty());
        }
    }
}
