//! What a caller may do with a comment, and when. What is offered and what is done both ask here.

use super::model::{CommentRow, CommentState, Reader};
use crate::db::Instant;
use crate::http::problem::{Problem, conflict, forbidden};
use crate::posts::lifecycle::{self as post, PostAction};
use crate::posts::model::PostRow;

/// A comment can be edited for this long after it was written.
pub const EDIT_WINDOW_MILLIS: i64 = 24 * 3600 * 1000;

crate::db::types::text_enum! {
    /// What can be done with a comment.
    pub enum CommentAction {
        /// Reply to it.
        Reply = "reply",
        /// Change its text.
        Update = "update",
        /// Remove it.
        Delete = "delete",
        /// React to it.
        React = "react",
        /// Report it to the moderators.
        Report = "report",
        /// Ask the moderators to look again.
        Appeal = "appeal",
        /// Hide it.
        Hide = "hide",
        /// Show it again.
        Unhide = "unhide",
        /// Accept it as the answer.
        Accept = "accept",
    }
}

/// Whether this reader may do so at all: 403 unless.
pub fn may(reader: &Reader, row: &CommentRow, action: CommentAction) -> Result<(), Problem> {
    let own = reader.wrote(row);
    let may = match action {
        CommentAction::Reply | CommentAction::Report | CommentAction::Appeal => reader.view.writes,
        CommentAction::Update | CommentAction::Delete => own,
        CommentAction::React => reader.view.writes && !own,
        CommentAction::Hide | CommentAction::Unhide => reader.view.moderates,
        CommentAction::Accept => reader.view.author,
    };
    if may { Ok(()) } else { Err(forbidden()) }
}

/// Whether the comment and its post are as they must be for that: 409 unless.
pub fn stands(reader: &Reader, row: &CommentRow, of: &PostRow, action: CommentAction) -> Result<(), Problem> {
    let own = reader.wrote(row);
    match action {
        CommentAction::Reply => must_be_seen(row).and_then(|()| post::stands(&reader.view, of, PostAction::Comment)),
        CommentAction::Update => {
            must_be_seen(row)?;
            post::stands(&reader.view, of, PostAction::Comment)?;
            must_be_fresh(row)
        }
        CommentAction::React => must_be_seen(row).and_then(|()| post::stands(&reader.view, of, PostAction::React)),
        CommentAction::Accept => must_be_seen(row).and_then(|()| post::stands(&reader.view, of, PostAction::Accept)),
        CommentAction::Hide => must_be_seen(row),
        CommentAction::Report if own || row.state != CommentState::Visible => Err(conflict(
            "Hanya tanggapan orang lain yang terlihat dapat dilaporkan.",
            "Only a visible comment by somebody else can be reported.",
        )),
        CommentAction::Appeal if !own || row.state != CommentState::Hidden => {
            Err(conflict("Banding hanya untuk tulisan sendiri yang disembunyikan.", "An appeal is for one's own text that was hidden."))
        }
        CommentAction::Unhide if row.state != CommentState::Hidden => {
            Err(conflict("Tanggapan ini tidak disembunyikan.", "The comment is not hidden."))
        }
        CommentAction::Delete if row.state == CommentState::Deleted => {
            Err(conflict("Tanggapan ini sudah dihapus.", "The comment was deleted."))
        }
        _ => Ok(()),
    }
}

fn must_be_seen(row: &CommentRow) -> Result<(), Problem> {
    if row.state == CommentState::Visible {
        return Ok(());
    }
    Err(conflict(
        "Tanggapan ini disembunyikan oleh moderator; ajukan banding bila Anda tidak setuju.",
        "A moderator hid this comment; appeal if you disagree.",
    ))
}

fn must_be_fresh(row: &CommentRow) -> Result<(), Problem> {
    if Instant::now().0 - row.created_at.0 < EDIT_WINDOW_MILLIS {
        return Ok(());
    }
    Err(conflict("Tanggapan hanya dapat diubah dalam 24 jam.", "A comment can be edited for 24 hours only."))
}

/// Everything that this reader may do with the comment now, in the words of the contract.
pub fn allowed_actions(reader: &Reader, row: &CommentRow, of: &PostRow) -> Vec<String> {
    let now = |action: &&CommentAction| may(reader, row, **action).is_ok() && stands(reader, row, of, **action).is_ok();
    CommentAction::ALL.iter().filter(now).map(ToString::to_string).collect()
}
