//! The life of a post, as the domain draws it, and what a caller may do with one.

use super::model::PostStatus::{self, Archived, Draft, Hidden, Published, Scheduled};
use super::model::{PostKind, PostRow, View};
use crate::http::problem::{Problem, conflict, forbidden};

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

crate::db::types::text_enum! {
    /// What can be done with a post besides taking it through its life.
    pub enum PostAction {
        /// Change its text, its images or its place.
        Update = "update",
        /// Remove it.
        Delete = "delete",
        /// Comment on it.
        Comment = "comment",
        /// React to it.
        React = "react",
        /// Accept a comment as the answer.
        Accept = "accept",
        /// Report it to the moderators.
        Report = "report",
        /// Ask the moderators to look again.
        Appeal = "appeal",
        /// Close it to comments, and open it again.
        Lock = "lock",
        /// Moderate what is said about it.
        Moderate = "moderate",
    }
}

/// Whether somebody who is this to the post may do so at all: 403 unless.
pub fn may(view: &View, action: PostAction) -> Result<(), Problem> {
    let may = match action {
        PostAction::Update | PostAction::Delete | PostAction::Accept => view.author,
        PostAction::Comment | PostAction::Report | PostAction::Appeal => view.writes,
        PostAction::React => view.writes && !view.author,
        PostAction::Lock | PostAction::Moderate => view.moderates,
    };
    if may { Ok(()) } else { Err(forbidden()) }
}

/// Whether the post is as it must be for that: 409 unless. What is offered and what is done both ask here.
pub fn stands(view: &View, row: &PostRow, action: PostAction) -> Result<(), Problem> {
    let published = row.status == Published;
    match action {
        PostAction::Update if row.status == Archived => {
            Err(conflict("Tulisan yang diarsipkan tidak dapat diubah.", "An archived post cannot be changed."))
        }
        PostAction::Delete if row.status != Draft => {
            Err(conflict("Hanya draf yang dapat dihapus; selain itu, arsipkan.", "Only a draft can be deleted; archive it instead."))
        }
        PostAction::Accept if !published || row.kind != PostKind::Question => {
            Err(conflict("Hanya pertanyaan yang terbit dapat dijawab.", "Only a published question can have an answer."))
        }
        PostAction::Comment if published && row.locked => {
            Err(conflict("Diskusi ini ditutup oleh moderator.", "A moderator closed this discussion."))
        }
        PostAction::Comment | PostAction::React | PostAction::Lock if !published => {
            Err(conflict("Tulisan ini tidak terbit.", "The post is not published."))
        }
        PostAction::Report if view.author || !published => Err(conflict(
            "Hanya tulisan orang lain yang terbit dapat dilaporkan.",
            "Only a published post by somebody else can be reported.",
        )),
        PostAction::Appeal if !view.author || row.status != Hidden => {
            Err(conflict("Banding hanya untuk tulisan sendiri yang disembunyikan.", "An appeal is for one's own text that was hidden."))
        }
        _ => Ok(()),
    }
}

/// Everything that somebody may do with a post now, in the words of the contract.
pub fn allowed_actions(view: &View, row: &PostRow) -> Vec<String> {
    let now = |action: &&PostAction| may(view, **action).is_ok() && stands(view, row, **action).is_ok();
    let actions = PostAction::ALL.iter().filter(now).map(ToString::to_string);
    actions.chain(allowed(view, row.status).into_iter().map(|to| format!("transition:{to}"))).collect()
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
