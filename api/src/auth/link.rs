//! Links that stand for a permission: an invitation, a new password. Whoever has one may use it, once and for a time.
//!
//! Who issues a link is shown it, unless it opens the account of somebody who signs: that one goes by mail alone, or comes
//! from an admin.

use crate::audit::sha256;
use crate::auth::Member;
use crate::auth::policy::{Action, Role, permits, signs};
use crate::error::Error;
use crate::http::problem::{Problem, forbidden, not_found};
use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The secret of a link, 256 random bits, and the digest that is stored of it.
pub fn secret() -> Result<(String, String), Error> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| Error::internal("no randomness"))?;
    let token = URL_SAFE_NO_PAD.encode(bytes);
    let digest = sha256(&token);
    Ok((token, digest))
}

/// How a link gets to whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Who issues it is shown it, to hand it over; it is mailed, too, when there is a mail server.
    Shown,
    /// By mail alone.
    Mailed,
}

/// How a link that a member issues for somebody with these roles gets there; 403 when only an admin can issue it.
pub fn delivery(member: &Member, roles: &[Role], mails: bool) -> Result<Delivery, Problem> {
    if permits(member, Action::SeeSigningLinks) || !roles.iter().any(|role| signs(*role)) {
        return Ok(Delivery::Shown);
    }
    if mails {
        return Ok(Delivery::Mailed);
    }
    Err(forbidden().detail(
        "Tautan untuk penanda tangan hanya dikirim lewat surel, dan server surel belum disetel. Mintalah admin Kementerian PANRB membuatnya.",
        "A link for a signatory goes by email only, and no mail server is set. Ask an admin of Kementerian PANRB to issue it.",
    ))
}

/// 404 for a link that is no good, whatever the reason.
pub fn refused() -> Problem {
    not_found().detail("Tautan ini tidak berlaku (lagi). Mintalah yang baru.", "This link is not good (any more). Ask for a new one.")
}
