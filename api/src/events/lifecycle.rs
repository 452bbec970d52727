//! The life of an event, as the domain draws it, and what a caller may do with one.

use super::model::EventStatus::{self, Cancelled, Closed, Held, Open, Planned};
use super::model::{ActionItem, View};

/// Every transition; each is for those who run the event.
pub const DIAGRAM: &[(EventStatus, EventStatus)] =
    &[(Planned, Open), (Open, Held), (Held, Closed), (Planned, Cancelled), (Open, Cancelled)];

/// Where an event is in its life, at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// Its status.
    pub status: EventStatus,
    /// Whether it has begun: before that it cannot have been held.
    pub has_begun: bool,
    /// Whether it is in the hours of check-in.
    pub takes_check_ins: bool,
}

/// Where an event may be taken from here.
pub fn allowed(view: &View, stage: Stage) -> Vec<EventStatus> {
    let drawn = DIAGRAM.iter().filter(|(from, _)| view.runs && *from == stage.status).map(|(_, to)| *to);
    drawn.filter(|to| *to != Held || stage.has_begun).collect()
}

/// Whether institutions can still be invited: also afterwards, for events that are entered later.
pub fn takes_invitations(status: EventStatus) -> bool {
    matches!(status, Planned | Open | Held)
}

/// Whether invited institutions can still answer.
pub fn takes_answers(status: EventStatus) -> bool {
    matches!(status, Planned | Open)
}

/// Whether it was not cancelled: what becomes of it is recorded.
pub fn is_on(status: EventStatus) -> bool {
    status != Cancelled
}

/// Whether it took place: decisions count from here on.
pub fn was_held(status: EventStatus) -> bool {
    matches!(status, Held | Closed)
}

/// Everything that somebody may do with an event now, in the words of the contract.
pub fn allowed_actions(view: &View, corrects: bool, stage: Stage) -> Vec<String> {
    let status = stage.status;
    let edits = view.runs && (corrects || !matches!(status, Closed | Cancelled));
    let now = [
        ("update", edits),
        ("invite", view.runs && takes_invitations(status)),
        ("record", view.runs && is_on(status)),
        ("action_items", view.runs && is_on(status)),
        ("delete", view.runs && status == Planned),
        ("answer", view.answers_for.is_some() && takes_answers(status)),
        ("check_in", view.invited && matches!(status, Open | Held) && stage.takes_check_ins),
    ];
    let mut actions: Vec<String> = now.into_iter().filter(|(_, may)| *may).map(|(action, _)| action.to_owned()).collect();
    actions.extend(allowed(view, stage).into_iter().map(|to| format!("transition:{to}")));
    actions
}

/// What somebody may do now with something that is to be done after an event.
pub fn allowed_on_item(view: &View, status: EventStatus, item: &ActionItem) -> Vec<String> {
    let runs = view.runs && is_on(status);
    let now = [("update", runs), ("delete", runs), ("done", runs || (item.is_of(view.member) && is_on(status)))];
    now.into_iter().filter(|(_, may)| *may).map(|(action, _)| action.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_diagram_is_the_one_that_the_domain_draws() {
        let drawn = "planned -> open -> held -> closed ; planned -> cancelled ; open -> cancelled";
        let mut expected = Vec::new();
        for chain in drawn.split(';') {
            let chain: Vec<EventStatus> = chain.split("->").map(|s| s.trim().parse().unwrap()).collect();
            expected.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let mut here = DIAGRAM.to_vec();
        expected.sort();
        here.sort();
        assert_eq!(here, expected);
    }

    #[test]
    fn only_who_runs_it_moves_it() {
        for status in EventStatus::ALL {
            let stage = Stage { status: *status, has_begun: true, takes_check_ins: true };
            assert!(allowed(&View { answers_for: Some(crate::db::Id::NIL), ..View::default() }, stage).is_empty());
            let drawn = DIAGRAM.iter().filter(|(from, _)| from == status).count();
            let runs = View { runs: true, ..View::default() };
            assert_eq!(allowed(&runs, stage).len(), drawn);
            assert!(!allowed(&runs, Stage { has_begun: false, ..stage }).contains(&Held));
        }
    }
}
