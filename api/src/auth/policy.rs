//! Who may do what: one table, mirroring "Roles" of the domain, asked by every route.
//!
//! A row names an action; its cells say which role may do it, and to which records. Nothing else in
//! the program decides about permission, and tests are generated from the same table.

use super::caller::{Caller, Member};
use crate::db::Id;

crate::db::types::text_enum! {
    /// A role that a user can have.
    pub enum Role {
        /// Documents innovations of the home institution.
        Innovator = "innovator",
        /// Runs the home institution's hub.
        HubManager = "hub_manager",
        /// Signs for the home institution.
        Signatory = "signatory",
        /// Assesses innovations, for Kementerian PANRB.
        Reviewer = "reviewer",
        /// Runs the network, for Kementerian PANRB.
        Admin = "admin",
    }
}

crate::db::types::text_enum! {
    /// Everything that the table grants.
    pub enum Action {
        /// Read an innovation that is not public.
        ReadInnovation = "read_innovation",
        /// Document an innovation.
        CreateInnovation = "create_innovation",
        /// Edit an innovation.
        EditInnovation = "edit_innovation",
        /// Correct a published innovation.
        CorrectInnovation = "correct_innovation",
        /// Give an innovation other owners.
        ReassignInnovation = "reassign_innovation",
        /// Submit, withdraw, attest an innovation.
        SubmitInnovation = "submit_innovation",
        /// Review and publish an innovation.
        ReviewInnovation = "review_innovation",
        /// Archive an innovation, and bring it back.
        ArchiveInnovation = "archive_innovation",
        /// Read a MoU before it is signed.
        ReadMou = "read_mou",
        /// Draft a MoU.
        DraftMou = "draft_mou",
        /// Approve a MoU, send it back, end it.
        ApproveMou = "approve_mou",
        /// Cancel the draft of a MoU.
        CancelMouDraft = "cancel_mou_draft",
        /// Sign a MoU.
        SignMou = "sign_mou",
        /// Record a signature by pen of any party.
        RecordWetInkSignature = "record_wet_ink_signature",
        /// Invite hubs, decide on them, activate them.
        FormHub = "form_hub",
        /// Edit the profile of a hub.
        EditHub = "edit_hub",
        /// Edit institutions.
        EditInstitution = "edit_institution",
        /// Plan and run events.
        RunEvent = "run_event",
        /// Plan and run events that form hubs.
        RunFormationEvent = "run_formation_event",
        /// Answer an invitation to an event.
        AnswerInvitation = "answer_invitation",
        /// Write posts and comments.
        WritePost = "write_post",
        /// Edit a post, and take it through its life.
        EditPost = "edit_post",
        /// Moderate posts and comments.
        ModeratePost = "moderate_post",
        /// Invite people, and change their roles.
        ManageUsers = "manage_users",
        /// Give national roles.
        ManageAllRoles = "manage_all_roles",
        /// Be shown the link by which somebody who signs sets a password.
        SeeSigningLinks = "see_signing_links",
        /// Manage API clients.
        ManageApiClients = "manage_api_clients",
        /// Edit vocabularies.
        EditVocabularies = "edit_vocabularies",
        /// Read the audit trail.
        ReadAudit = "read_audit",
    }
}

/// To which records a grant extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Those that the caller owns.
    Own,
    /// Those of the caller's home institution that the caller owns: who leaves it leaves them there.
    OwnAtHome,
    /// Those of the caller's home institution.
    Home,
    /// Those of other institutions that the caller neither owns nor had a hand in.
    Elsewhere,
    /// Those of other institutions that the caller does not own, once they have been submitted.
    ElsewhereSubmitted,
    /// All.
    All,
}

/// A cell of the table.
pub type Grant = (Role, Reach);

use Reach::{All, Elsewhere, ElsewhereSubmitted, Home, Own, OwnAtHome};
use Role::{Admin, HubManager, Innovator, Reviewer, Signatory};

/// The table. What it does not grant is refused; reading what is public needs no grant.
pub const TABLE: &[(Action, &[Grant])] = &[
    (Action::ReadInnovation, &[(Innovator, OwnAtHome), (HubManager, Home), (Reviewer, ElsewhereSubmitted), (Admin, All)]),
    (Action::CreateInnovation, &[(Innovator, Home), (HubManager, Home), (Admin, All)]),
    (Action::EditInnovation, &[(Innovator, OwnAtHome), (HubManager, Home), (Admin, All)]),
    (Action::CorrectInnovation, &[(Admin, All)]),
    (Action::ReassignInnovation, &[(HubManager, Home), (Admin, All)]),
    (Action::SubmitInnovation, &[(Innovator, OwnAtHome), (HubManager, Home), (Admin, All)]),
    (Action::ReviewInnovation, &[(Reviewer, Elsewhere), (Admin, Elsewhere)]),
    (Action::ArchiveInnovation, &[(HubManager, Home), (Admin, All)]),
    (Action::ReadMou, &[(HubManager, Home), (Signatory, Home), (Admin, All)]),
    (Action::DraftMou, &[(HubManager, Home), (Admin, All)]),
    (Action::ApproveMou, &[(Admin, All)]),
    (Action::CancelMouDraft, &[(HubManager, Home), (Admin, All)]),
    (Action::SignMou, &[(Signatory, Home), (Admin, Home)]),
    (Action::RecordWetInkSignature, &[(Admin, All)]),
    (Action::FormHub, &[(Admin, All)]),
    (Action::EditHub, &[(HubManager, Home), (Admin, All)]),
    (Action::EditInstitution, &[(Admin, All)]),
    (Action::RunEvent, &[(HubManager, Home), (Admin, All)]),
    (Action::RunFormationEvent, &[(Admin, All)]),
    (Action::AnswerInvitation, &[(HubManager, Home), (Signatory, Home), (Admin, All)]),
    (Action::WritePost, &[(Innovator, All), (HubManager, All), (Signatory, All), (Reviewer, All), (Admin, All)]),
    (Action::EditPost, &[(Innovator, Own), (HubManager, Own), (Signatory, Own), (Reviewer, Own), (Admin, Own)]),
    (Action::ModeratePost, &[(HubManager, Home), (Admin, All)]),
    (Action::ManageUsers, &[(HubManager, Home), (Admin, All)]),
    (Action::ManageAllRoles, &[(Admin, All)]),
    (Action::SeeSigningLinks, &[(Admin, All)]),
    (Action::ManageApiClients, &[(HubManager, Home)]),
    (Action::EditVocabularies, &[(Admin, All)]),
    (Action::ReadAudit, &[(Admin, All)]),
];

/// What the policy needs to know of what belongs to an institution as a whole.
pub fn of_institution(institution_id: Id) -> Subject<'static> {
    Subject { institution_id, owner_ids: &[], authors: &[], submitted: false }
}

/// What the policy needs to know of a record.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The institution that the record belongs to.
    pub institution_id: Id,
    /// Its owners.
    pub owner_ids: &'a [Id],
    /// Who made it, wrote of it or submitted it: not to be its judge, whoever owns it now.
    pub authors: &'a [Id],
    /// Whether it was ever submitted: reviewers see it from then on.
    pub submitted: bool,
}

/// The roles in a home institution; the others are national ones.
pub const HOME_ROLES: &[Role] = &[Innovator, HubManager, Signatory];

/// The roles that a member may give and take away.
pub fn grantable(member: &Member) -> &'static [Role] {
    if permits(member, Action::ManageAllRoles) {
        Role::ALL
    } else if permits(member, Action::ManageUsers) {
        HOME_ROLES
    } else {
        &[]
    }
}

/// Whether a role signs: nobody gives it to themselves, and its links are not for everybody to see.
pub fn signs(role: Role) -> bool {
    grants(Action::SignMou).iter().any(|(signing, _)| *signing == role)
}

/// The table's cells for an action.
pub fn grants(action: Action) -> &'static [Grant] {
    TABLE.iter().find(|(a, _)| *a == action).map_or(&[], |(_, grants)| grants)
}

/// The reaches that an action has for a member, by all their roles together.
pub fn reaches(member: &Member, action: Action) -> impl Iterator<Item = Reach> + '_ {
    grants(action).iter().filter(|(role, _)| member.roles.contains(role)).map(|(_, reach)| *reach)
}

/// Whether the member may do `action` to any record at all.
pub fn permits(member: &Member, action: Action) -> bool {
    reaches(member, action).next().is_some()
}

/// Everything that somebody with these roles may do to some record.
pub fn permitted(roles: &[Role]) -> Vec<Action> {
    let granted = |grants: &[Grant]| grants.iter().any(|(role, _)| roles.contains(role));
    TABLE.iter().filter(|(_, grants)| granted(grants)).map(|(action, _)| *action).collect()
}

/// Whether the caller may do `action` to the record.
pub fn allows(caller: &Caller, action: Action, subject: Subject<'_>) -> bool {
    caller.member().is_some_and(|member| reaches(member, action).any(|reach| extends_to(member, reach, subject)))
}

fn extends_to(member: &Member, reach: Reach, subject: Subject<'_>) -> bool {
    let owns = subject.owner_ids.contains(&member.id);
    let home = member.institution_id == Some(subject.institution_id);
    match reach {
        Reach::Own => owns,
        Reach::OwnAtHome => owns && home,
        Reach::Home => home,
        Reach::Elsewhere => !home && !owns && !subject.authors.contains(&member.id),
        Reach::ElsewhereSubmitted => !home && !owns && subject.submitted,
        Reach::All => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(role: Role, institution_id: Id) -> Member {
        Member { id: Id::new(), session_id: Id::new(), institution_id: Some(institution_id), roles: vec![role] }
    }

    /// Every relation that a caller can have to a record.
    fn relations() -> Vec<(bool, bool, bool)> {
        (0..8).map(|bits| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)).collect()
    }

    #[test]
    fn the_table_has_each_action_once_and_each_role_once_an_action() {
        for (n, (action, grants)) in TABLE.iter().enumerate() {
            assert!(TABLE[n + 1..].iter().all(|(other, _)| other != action), "{action:?} twice");
            for role in Role::ALL {
                assert!(grants.iter().filter(|(r, _)| r == role).count() <= 1, "{action:?} {role} twice");
            }
        }
    }

    /// Role x relation x action, from the table itself.
    #[test]
    fn a_role_may_do_what_its_cell_says_and_nothing_else() {
        for (action, grants) in TABLE {
            for role in Role::ALL {
                for (owns, home, submitted) in relations() {
                    let institution = Id::new();
                    let member = member(*role, if home { institution } else { Id::new() });
                    let owners = if owns { vec![member.id] } else { vec![Id::new()] };
                    let subject = Subject { institution_id: institution, owner_ids: &owners, authors: &[], submitted };
                    let expected = match grants.iter().find(|(r, _)| r == role) {
                        None => false,
                        Some((_, All)) => true,
                        Some((_, Own)) => owns,
                        Some((_, OwnAtHome)) => owns && home,
                        Some((_, Home)) => home,
                        Some((_, Elsewhere)) => !home && !owns,
                        Some((_, ElsewhereSubmitted)) => !home && !owns && submitted,
                    };
                    let caller = Caller::Member(member);
                    assert_eq!(allows(&caller, *action, subject), expected, "{action:?} {role} {owns} {home} {submitted}");
                    assert!(!allows(&Caller::Visitor, *action, subject), "{action:?} by a visitor");
                }
            }
        }
    }

    #[test]
    fn nobody_reviews_what_is_theirs_or_their_institutions() {
        for role in Role::ALL {
            let home = Id::new();
            let member = member(*role, home);
            let mine = [member.id];
            let caller = Caller::Member(member);
            let of_home = Subject { institution_id: home, owner_ids: &[], authors: &[], submitted: true };
            let own = Subject { institution_id: Id::new(), owner_ids: &mine, authors: &[], submitted: true };
            let written = Subject { institution_id: Id::new(), owner_ids: &[], authors: &mine, submitted: true };
            assert!(!allows(&caller, Action::ReviewInnovation, written), "{role}");
            assert!(!allows(&caller, Action::ReviewInnovation, of_home), "{role}");
            assert!(!allows(&caller, Action::ReviewInnovation, own), "{role}");
        }
    }
}
