//! The life of a MoU, as the domain draws it, and what a caller may do with one.

use super::model::MouRow;
use super::model::MouStatus::{self, Cancelled, Draft, Expired, InReview, PartiallySigned, ReadyToSign, Signed, Superseded, Terminated};
use crate::auth::Caller;
use crate::auth::policy::{Action, allows, of_institution};
use crate::db::{Day, Id};

/// Every transition that a person can ask for, and the action that it needs.
pub const DIAGRAM: &[(MouStatus, MouStatus, Action)] = &[
    (Draft, InReview, Action::DraftMou),
    (InReview, Draft, Action::ApproveMou),
    (InReview, ReadyToSign, Action::ApproveMou),
    (Draft, Cancelled, Action::CancelMouDraft),
    (InReview, Cancelled, Action::ApproveMou),
    (ReadyToSign, Cancelled, Action::ApproveMou),
    (PartiallySigned, Cancelled, Action::ApproveMou),
    (Signed, Terminated, Action::ApproveMou),
];

/// Those that signatures, renewals and the calendar make.
pub const BY_THE_SYSTEM: &[(MouStatus, MouStatus)] = &[
    (ReadyToSign, PartiallySigned),
    (ReadyToSign, Signed),
    (PartiallySigned, Signed),
    (Signed, Expired),
    (Signed, Superseded),
    (Expired, Superseded),
];

/// Where this caller may take a MoU of `institution` from `status`.
pub fn allowed(caller: &Caller, status: MouStatus, institution: Id) -> Vec<MouStatus> {
    let may = |action| allows(caller, action, of_institution(institution));
    DIAGRAM.iter().filter(|(from, _, action)| *from == status && may(*action)).map(|(_, to, _)| *to).collect()
}

/// Whether parties can sign now.
pub fn takes_signatures(status: MouStatus) -> bool {
    matches!(status, ReadyToSign | PartiallySigned)
}

/// Whether it can be renewed now.
pub fn is_renewable(status: MouStatus) -> bool {
    matches!(status, Signed | Expired)
}

/// What uploading the document needs in `status`; none when it is pinned or given up.
pub fn to_upload(status: MouStatus) -> Option<Action> {
    match status {
        Draft => Some(Action::DraftMou),
        InReview | ReadyToSign => Some(Action::ApproveMou),
        PartiallySigned | Signed | Expired | Terminated | Superseded | Cancelled => None,
    }
}

/// Whether the caller may sign for a party.
pub fn may_sign(caller: &Caller, party: Id) -> bool {
    allows(caller, Action::SignMou, of_institution(party))
}

/// Whether its parties can talk about it.
pub fn takes_comments(status: MouStatus) -> bool {
    status != Cancelled
}

/// What an offer of actions needs to know of a MoU besides its status.
pub struct Standing<'a> {
    /// Whether the caller sees it from inside.
    pub inside: bool,
    /// The parties that have not signed.
    pub unsigned: &'a [Id],
    /// Whether its renewal is under way.
    pub renewed: bool,
}

/// Everything that this caller may do now, in the words of the contract.
pub fn allowed_actions(caller: &Caller, row: &MouRow, standing: &Standing<'_>) -> Vec<String> {
    let (status, institution) = (row.status, row.institution_id);
    let signable = takes_signatures(status) && row.ends_on >= Day::today();
    let may = |action| allows(caller, action, of_institution(institution));
    let Standing { inside, unsigned, renewed } = standing;
    let signs = *inside && unsigned.iter().any(|party| may_sign(caller, *party));
    let records = *inside && !unsigned.is_empty() && may(Action::RecordWetInkSignature);
    let now = [
        ("update", status == Draft && may(Action::DraftMou)),
        ("upload", to_upload(status).is_some_and(may)),
        ("comment", *inside && takes_comments(status)),
        ("sign", signable && signs),
        ("record_signature", signable && records),
        ("renew", is_renewable(status) && !renewed && may(Action::DraftMou)),
    ];
    let mut actions: Vec<String> = now.into_iter().filter(|(_, may)| *may).map(|(action, _)| action.to_owned()).collect();
    actions.extend(allowed(caller, status, institution).into_iter().map(|to| format!("transition:{to}")));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagram_is_the_one_that_the_domain_draws() {
        let drawn = "draft -> in_review -> ready_to_sign -> partially_signed -> signed -> expired ; signed -> terminated ; \
                     signed -> superseded ; in_review -> draft ; draft -> cancelled ; in_review -> cancelled ; \
                     ready_to_sign -> cancelled ; partially_signed -> cancelled ; expired -> superseded";
        let mut expected = Vec::new();
        for chain in drawn.split(';') {
            let chain: Vec<MouStatus> = chain.split("->").map(|s| s.trim().parse().unwrap()).collect();
            expected.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
        }
        // A MoU of one party that is left to sign goes past `partially_signed`.
        expected.push((ReadyToSign, Signed));
        let mut here: Vec<_> = DIAGRAM.iter().map(|(from, to, _)| (*from, *to)).chain(BY_THE_SYSTEM.iter().copied()).collect();
        expected.sort();
        here.sort();
        assert_eq!(here, expected);
    }
}
