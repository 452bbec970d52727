//! The life of a hub, as the domain draws it.

use super::model::HubStatus::{self, Active, Agreed, Closed, Declined, Dormant, Invited, MouSigned, Proposed};
use crate::auth::Caller;
use crate::auth::policy::{self, Action, Subject};

/// Every transition that a person can ask for, and the action that it needs. Those that only the
/// system makes (when a MoU is signed or ends) are not among them.
pub const DIAGRAM: &[(HubStatus, HubStatus, Action)] = &[
    (Proposed, Invited, Action::FormHub),
    (Invited, Agreed, Action::FormHub),
    (Invited, Declined, Action::FormHub),
    (Declined, Invited, Action::FormHub),
    (Agreed, Declined, Action::FormHub),
    (Agreed, Active, Action::FormHub),
    (MouSigned, Active, Action::FormHub),
    (Active, Dormant, Action::EditHub),
    (Dormant, Active, Action::EditHub),
    (Proposed, Closed, Action::FormHub),
    (Invited, Closed, Action::FormHub),
    (Agreed, Closed, Action::FormHub),
    (Declined, Closed, Action::FormHub),
    (MouSigned, Closed, Action::FormHub),
    (Active, Closed, Action::FormHub),
    (Dormant, Closed, Action::FormHub),
    (Closed, Proposed, Action::FormHub),
];

/// Where this caller may take a hub from `status`.
pub fn allowed(caller: &Caller, status: HubStatus, subject: Subject<'_>) -> Vec<HubStatus> {
    let may = |action| policy::allows(caller, action, subject);
    DIAGRAM.iter().filter(|(from, _, action)| *from == status && may(*action)).map(|(_, to, _)| *to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_status_but_the_first_is_reached_and_every_one_can_be_closed() {
        for status in HubStatus::ALL {
            // `mou_signed` is reached by the system, when the MoU is signed.
            assert!(*status == MouSigned || DIAGRAM.iter().any(|(_, to, _)| to == status), "{status}");
            assert!(*status == Closed || DIAGRAM.iter().any(|(from, to, _)| from == status && *to == Closed), "{status}");
        }
    }

    proptest! {
        #[test]
        fn a_walk_never_repeats_a_status_in_place(steps in prop::collection::vec(0usize..8, 0..40)) {
            let mut status = Proposed;
            for step in steps {
                let ways: Vec<_> = DIAGRAM.iter().filter(|(from, ..)| *from == status).collect();
                let (from, to, _) = ways[step % ways.len()];
                prop_assert_ne!(from, to);
                status = *to;
            }
        }
    }
}
