//! The life of an innovation, as the domain draws it, and what a caller may do with one.

use super::model::Status::{self, Archived, Draft, InReview, Published, Rejected, RevisionRequested, Submitted};
use crate::auth::Caller;
use crate::auth::policy::{self, Action, Subject};

/// Every transition, and the action that it needs.
pub const DIAGRAM: &[(Status, Status, Action)] = &[
    (Draft, Submitted, Action::SubmitInnovation),
    (Submitted, Draft, Action::SubmitInnovation),
    (Submitted, InReview, Action::ReviewInnovation),
    (InReview, Published, Action::ReviewInnovation),
    (InReview, RevisionRequested, Action::ReviewInnovation),
    (InReview, Rejected, Action::ReviewInnovation),
    (RevisionRequested, Submitted, Action::SubmitInnovation),
    (Rejected, Draft, Action::SubmitInnovation),
    (Published, Archived, Action::ArchiveInnovation),
    (Archived, Published, Action::ArchiveInnovation),
];

/// Where this caller may take an innovation from `status`.
pub fn allowed(caller: &Caller, status: Status, subject: Subject<'_>) -> Vec<Status> {
    let may = |action| policy::allows(caller, action, subject);
    DIAGRAM.iter().filter(|(from, _, action)| *from == status && may(*action)).map(|(_, to, _)| *to).collect()
}

/// Whether an innovation in `status` was ever handed in: reviewers see it from then on.
pub fn was_submitted(status: Status) -> bool {
    status != Draft
}

/// Whether its content is still being written; from then on only an admin corrects it.
pub fn is_drafted(status: Status) -> bool {
    matches!(status, Draft | RevisionRequested)
}

/// Whether it can be removed for good.
pub fn is_deletable(status: Status) -> bool {
    status == Draft
}

/// Whether it can be reviewed now.
pub fn is_assessed(status: Status) -> bool {
    status == InReview
}

/// Everything that this caller may do now, in the words of the contract.
pub fn allowed_actions(caller: &Caller, status: Status, subject: Subject<'_>) -> Vec<String> {
    let may = |action| policy::allows(caller, action, subject);
    let edits = may(Action::EditInnovation) && (is_drafted(status) || may(Action::CorrectInnovation));
    let now = [
        ("update", edits),
        ("restore", edits),
        ("reassign", may(Action::ReassignInnovation)),
        ("delete", may(Action::EditInnovation) && is_deletable(status)),
        ("review", may(Action::ReviewInnovation) && is_assessed(status)),
        ("read_reviews", may(Action::ReadInnovation)),
        ("read_revisions", may(Action::ReadInnovation)),
    ];
    let mut actions: Vec<String> = now.into_iter().filter(|(_, may)| *may).map(|(action, _)| action.to_owned()).collect();
    actions.extend(allowed(caller, status, subject).into_iter().map(|to| format!("transition:{to}")));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Member;
    use crate::auth::policy::Role;
    use crate::db::Id;

    #[test]
    fn the_diagram_is_the_one_that_the_domain_draws() {
        let drawn = "draft -> submitted -> in_review -> published -> archived ; in_review -> revision_requested -> submitted ; \
                     in_review -> rejected -> draft ; archived -> published ; submitted -> draft";
        let mut expected = Vec::new();
        for chain in drawn.split(';') {
            let chain: Vec<Status> = chain.split("->").map(|s| s.trim().parse().unwrap()).collect();
            expected.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let mut here: Vec<_> = DIAGRAM.iter().map(|(from, to, _)| (*from, *to)).collect();
        expected.sort();
        here.sort();
        assert_eq!(here, expected);
    }

    /// Every pair of statuses for every role and relation: allowed exactly when drawn and granted.
    #[test]
    fn only_what_is_drawn_and_granted_is_allowed() {
        for role in Role::ALL {
            for (owns, home) in [(false, false), (false, true), (true, false), (true, true)] {
                let institution = Id::new();
                let id = Id::new();
                let caller = Caller::Member(Member {
                    id,
                    session_id: Id::new(),
                    institution_id: Some(if home { institution } else { Id::new() }),
                    roles: vec![*role],
                });
                let owners = [if owns { id } else { Id::new() }];
                for from in Status::ALL {
                    let subject =
                        Subject { institution_id: institution, owner_ids: &owners, authors: &[], submitted: was_submitted(*from) };
                    let allowed = allowed(&caller, *from, subject);
                    for to in Status::ALL {
                        let drawn = DIAGRAM.iter().find(|(f, t, _)| f == from && t == to);
                        let granted = drawn.is_some_and(|(.., action)| policy::allows(&caller, *action, subject));
                        assert_eq!(allowed.contains(to), granted, "{role} {owns} {home} {from} -> {to}");
                    }
                }
            }
        }
    }
}
