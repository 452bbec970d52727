//! Cursors: opaque, and genuine. A cursor carries where a page ended and a MAC over that and over the
//! list it belongs to, so that a damaged one, or one of another list, is refused instead of misread.

use super::listing::Limit;
use super::locale::Text;
use super::problem::{Problem, bad_parameter};
use crate::error::Error;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of the MAC that a cursor carries: forging one takes 2^96 tries.
const MAC: usize = 12;

/// Seals and opens cursors.
#[derive(Clone)]
pub struct Cursors {
    key: hmac::Key,
}

impl Cursors {
    /// Cursors under a key derived from the installation's secret, the same in all its processes.
    pub fn new(key: &[u8]) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, key) }
    }

    /// The cursor for `position` in the list that `scope` describes.
    pub fn seal<T: Serialize>(&self, scope: &str, position: &T) -> Result<String, Error> {
        let mut bytes = serde_json::to_vec(position)?;
        bytes.extend_from_slice(&self.mac(scope, &bytes));
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The position that a cursor of the list `scope` holds.
    pub fn open<T: DeserializeOwned>(&self, scope: &str, cursor: &str) -> Result<T, Problem> {
        let foreign = || {
            bad_parameter(
                "cursor",
                Text::new(
                    "rusak atau milik daftar lain; mulai lagi tanpa cursor.",
                    "is damaged or belongs to another list; start again without it.",
                ),
            )
        };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| foreign())?;
        let split = bytes.len().checked_sub(MAC).ok_or_else(foreign)?;
        let (position, mac) = bytes.split_at(split);
        aws_lc_rs::constant_time::verify_slices_are_equal(&self.mac(scope, position), mac).map_err(|_| foreign())?;
        serde_json::from_slice(position).map_err(|_| foreign())
    }

    /// Where the page of the list `scope` starts that a request asks for: after the position in its cursor, or at the top.
    pub fn start<T: DeserializeOwned>(&self, scope: &str, cursor: Option<&str>) -> Result<Option<T>, Problem> {
        cursor.map(|cursor| self.open(scope, cursor)).transpose()
    }

    /// Cuts `rows`, read with [`Limit::and_one`], to the page; the cursor of the next one, when there is one.
    pub fn next<T, P: Serialize>(
        &self,
        scope: &str,
        limit: Limit,
        rows: &mut Vec<T>,
        position: impl Fn(&T) -> P,
    ) -> Result<Option<String>, Error> {
        self.cut(scope, limit.items(), rows, position)
    }

    /// Cuts `rows` to the first `most`; the cursor of what follows, when there is any.
    pub fn cut<T, P: Serialize>(
        &self,
        scope: &str,
        most: usize,
        rows: &mut Vec<T>,
        position: impl Fn(&T) -> P,
    ) -> Result<Option<String>, Error> {
        let more = rows.len() > most;
        rows.truncate(most);
        rows.last().filter(|_| more).map(|last| self.seal(scope, &position(last))).transpose()
    }

    fn mac(&self, scope: &str, position: &[u8]) -> [u8; MAC] {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(&(scope.len() as u64).to_be_bytes());
        context.update(scope.as_bytes());
        context.update(position);
        let mut mac = [0; MAC];
        for (to, from) in mac.iter_mut().zip(context.sign().as_ref()) {
            *to = *from;
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_opens_in_its_own_list_only(key: i64, seq: i64, scope in ".{0,40}", other in ".{0,40}") {
            let cursors = Cursors::new(b"key");
            let sealed = cursors.seal(&scope, &(key, seq)).unwrap();
            prop_assert_eq!(cursors.open::<(i64, i64)>(&scope, &sealed).unwrap(), (key, seq));
            prop_assert_eq!(cursors.open::<(i64, i64)>(&other, &sealed).is_ok(), scope == other);
            prop_assert!(Cursors::new(b"other").open::<(i64, i64)>(&scope, &sealed).is_err());
        }

        #[test]
        fn a_damaged_cursor_is_refused(seq: i64, at in 0usize..40, to in "[A-Za-z0-9_-]") {
            let cursors = Cursors::new(b"key");
            let sealed = cursors.seal("list", &(seq, "judul")).unwrap();
            let at = at % sealed.len();
            let mut damaged = sealed.clone();
            damaged.replace_range(at..=at, &to);
            prop_assume!(URL_SAFE_NO_PAD.decode(&damaged).ok() != URL_SAFE_NO_PAD.decode(&sealed).ok());
            prop_assert!(cursors.open::<(i64, String)>("list", &damaged).is_err());
        }

        #[test]
        fn rubbish_never_panics(text in ".{0,80}") {
            prop_assert!(Cursors::new(b"key").open::<(i64, i64)>("list", &text).is_err());
        }
    }
}
