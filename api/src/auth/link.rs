//! Links that stand for a permission: an invitation, a new password. Whoever has one may use it, once and for a time.

use crate::audit::sha256;
use crate::error::Error;
use crate::http::problem::{Problem, not_found};
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

/// 404 for a link that is no good, whatever the reason.
pub fn refused() -> Problem {
    not_found().detail("Tautan ini tidak berlaku (lagi). Mintalah yang baru.", "This link is not good (any more). Ask for a new one.")
}
