//! A password that somebody chooses: long enough, and none that others would try first.
//!
//! As NIST SP 800-63B advises, there is no rule on kinds of characters. What counts is how soon it would be guessed by
//! somebody who has the lists of common passwords, knows keyboards and calendars, and knows whose password it is.
//! [`zxcvbn`] estimates that, with lists of its own and without asking anybody.

use super::password;
use crate::error::Error;
use crate::http::json::invalid;
use crate::http::locale::Text;
use crate::http::problem::FieldError;
use crate::users::model::User;
use zxcvbn::{Score, zxcvbn};

/// Fewest and most characters, counted in NFKC.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// Characters that are judged: what is good so far stays good, and the estimate takes time.
const JUDGED: usize = 72;
/// A word of a name that is looked for, in characters.
const SHORTEST_WORD: usize = 3;
/// What a password has beside such words, in characters.
const LEAST_OF_ONES_OWN: usize = 8;
/// Parts of a name or an address that are shorter tell nothing of their person.
const SHORTEST_PART: usize = 3;

/// What people here would try first, and the lists of zxcvbn lack.
const OF_THIS_PLACE: &[&str] = &[
    "hubjipp",
    "hub jipp",
    "jippnas",
    "kemenpanrb",
    "panrb",
    "inovasi",
    "pelayanan publik",
    "kementerian",
    "indonesia",
    "nusantara",
    "pancasila",
    "merdeka",
    "garuda",
    "bismillah",
    "rahasia",
    "katasandi",
];

/// Whose password it is to be: what others know of a person makes no secret.
#[derive(Clone, Debug, Default)]
pub struct Whose {
    known: Vec<String>,
    former_hash: Option<String>,
    former: Option<String>,
}

impl Whose {
    /// Somebody with this name and e-mail address.
    pub fn person(name: &str, email: &str) -> Self {
        let mut known = vec![name.to_owned(), email.to_owned()];
        known.extend(email.split('@').map(str::to_owned));
        let parts = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        known.extend(parts(name).into_iter().chain(parts(email)));
        known.push(parts(name).concat());
        known.retain(|part| part.chars().count() >= SHORTEST_PART);
        Self { known: known.iter().map(|part| password::normal(part).to_lowercase()).collect(), ..Self::default() }
    }

    /// Who calls themselves so, too.
    pub fn named(mut self, name: &str) -> Self {
        self.known.extend(Self::person(name, "").known);
        self
    }

    /// Somebody with an account, of whom the institution is known, too.
    pub fn user(user: &User) -> Self {
        let mut whose = Self::person(&user.name, &user.email);
        whose.known.extend(user.institution.iter().flat_map(|home| [home.name.to_lowercase(), home.short_name.to_lowercase()]));
        whose
    }

    /// Whose present password is this one.
    pub fn with_password(self, former: &str) -> Self {
        Self { former: Some(password::normal(former)), ..self }
    }

    /// Whose present password is the one behind this hash.
    pub fn with_hash(self, former_hash: Option<String>) -> Self {
        Self { former_hash, ..self }
    }
}

/// Why a password would be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Too short or too long in NFKC, in which two characters may become one.
    Length,
    /// Nothing but figures: a date, a telephone or employee number.
    OnlyDigits,
    /// The name, the address or the institution of its person.
    Personal,
    /// The one that there was before.
    Former,
    /// In the lists, repeated, or along the keyboard.
    Common,
}

impl Weakness {
    /// Its word in the contract.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::OnlyDigits => "only_digits",
            Self::Personal => "personal_password",
            Self::Former => "former_password",
            Self::Common => "common_password",
        }
    }

    /// What to tell its person.
    pub fn message(self) -> Text {
        match self {
            Self::Length => Text::new("Harus 12 sampai 128 karakter.", "Must be 12 to 128 characters."),
            Self::OnlyDigits => Text::new(
                "Kata sandi tidak boleh angka saja: tanggal, nomor telepon, dan NIP mudah ditebak. Tambahkan beberapa kata.",
                "A password must not be digits alone: dates, telephone and employee numbers are easy to guess. Add some words.",
            ),
            Self::Personal => Text::new(
                "Kata sandi ini terlalu mirip dengan nama, alamat surel, atau instansi Anda. Pilih beberapa kata yang tidak berkaitan.",
                "This password is too close to your name, email address or institution. Choose some unrelated words.",
            ),
            Self::Former => Text::new(
                "Kata sandi ini sama dengan yang lama. Pilih kata sandi yang lain.",
                "This is the password that you had before. Choose another one.",
            ),
            Self::Common => Text::new(
                "Kata sandi ini mudah ditebak karena umum dipakai, berulang, atau berurutan. Pilih beberapa kata yang tidak berkaitan.",
                "This password is easy to guess: it is common, repeats itself or follows a sequence. Choose some unrelated words.",
            ),
        }
    }
}

/// The hash of a chosen password; 422 at `pointer` when it would be guessed. Judged and hashed away from the async workers.
pub async fn hash(pointer: &'static str, chosen: String, whose: Whose) -> Result<String, Error> {
    password::in_turn(move || match weakness(&chosen, &whose) {
        Some(weakness) => {
            Err(invalid(vec![FieldError { pointer: pointer.into(), code: weakness.code(), message: weakness.message() }]).into())
        }
        None => password::hash(&chosen),
    })
    .await?
}

/// Why a password would be guessed; none when it would not. Takes milliseconds, and as long as a hash when there is a former one.
pub fn weakness(chosen: &str, whose: &Whose) -> Option<Weakness> {
    let chosen = password::normal(chosen);
    if !LENGTH.contains(&chosen.chars().count()) {
        return Some(Weakness::Length);
    }
    if whose.former.as_deref() == Some(&chosen) || whose.former_hash.as_ref().is_some_and(|hash| password::matches(&chosen, hash)) {
        return Some(Weakness::Former);
    }
    if chosen.chars().filter(|c| c.is_alphanumeric()).all(char::is_numeric) && chosen.chars().any(char::is_numeric) {
        return Some(Weakness::OnlyDigits);
    }
    let judged: String = chosen.chars().take(JUDGED).collect();
    let here: Vec<&str> = OF_THIS_PLACE.iter().copied().chain(whose.former.as_deref()).collect();
    if is_guessed(&judged, &here) {
        return Some(Weakness::Common);
    }
    let all: Vec<&str> = whose.known.iter().map(String::as_str).chain(here.iter().copied()).collect();
    // Spaces and dots between the parts of a name hide it from the estimate, and from nobody else.
    let bare: String = judged.chars().filter(|c| c.is_alphanumeric()).collect();
    let is_personal = is_guessed(&judged, &all) || (is_guessed(&bare, &all) && !is_guessed(&bare, &here));
    (is_personal || adds_little(&bare.to_lowercase(), &whose.known)).then_some(Weakness::Personal)
}

/// Whether little is left of a password without the words that are known of its person: `SitiRahma2026`.
fn adds_little(bare: &str, known: &[String]) -> bool {
    let mut words: Vec<&str> = known
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.into_iter().fold(bare.to_owned(), |rest, word| rest.replace(word, ""));
    rest.len() < bare.len() && rest.chars().count() < LEAST_OF_ONES_OWN
}

/// Whether fewer than some hundred million guesses find it.
fn is_guessed(password: &str, known: &[&str]) -> bool {
    zxcvbn(password, known).score() < Score::Three
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn siti() -> Whose {
        Whose::person("Siti Rahma Wulandari", "siti.rahma@kkp.go.id").with_password("lampu kuning di dermaga")
    }

    #[test]
    fn what_others_try_first_is_weak() {
        for (password, expected) in [
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", Weakness::Length),
            ("            ", Weakness::Common),
            ("aaaaaaaaaaaa", Weakness::Common),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Weakness::Common),
            ("abcabcabcabcabc", Weakness::Common),
            ("abcdefghijklm", Weakness::Common),
            ("qwertyuiopas", Weakness::Common),
            ("asdfghjkl;'zxcv", Weakness::Common),
            ("1qaz2wsx3edc4rfv", Weakness::Common),
            ("password1234", Weakness::Common),
            ("P@ssw0rd12345", Weakness::Common),
            ("hubjipphubjipp", Weakness::Common),
            ("HubJIPP123456", Weakness::Common),
            ("rahasia123456", Weakness::Common),
            ("indonesia1945", Weakness::Common),
            ("123456789012", Weakness::OnlyDigits),
            ("198501012010011001", Weakness::OnlyDigits),
            ("0812 9876 5432", Weakness::OnlyDigits),
            ("lampu kuning di dermaga", Weakness::Former),
            ("lampu kuning di dermaga1", Weakness::Common),
            ("siti.rahma@kkp.go.id", Weakness::Personal),
            ("SITI.RAHMA@KKP.GO.ID", Weakness::Personal),
            ("siti.rahma123", Weakness::Personal),
            ("SitiRahma2026", Weakness::Personal),
            ("Siti Rahma 2026", Weakness::Personal),
            ("siti rahma wulandari", Weakness::Personal),
            ("wulandari1990", Weakness::Personal),
        ] {
            assert_eq!(weakness(password, &siti()), Some(expected), "{password}");
        }
    }

    #[test]
    fn what_nobody_tries_is_strong() {
        for password in [
            "kata sandi panjang",
            "kata sandi baru",
            "kata sandi yang baru",
            "kata sandi pengganti",
            "empat kata tanpa kaitan",
            "perahu nelayan pulang menjelang petang",
            "T7#kf!pQ2z@m",
            "rumah siti di tepi danau toba",
            "密码很长而且没有人能够猜到它",
        ] {
            assert_eq!(weakness(password, &siti()), None, "{password}");
        }
    }

    #[test]
    fn both_forms_of_a_letter_are_one_password() {
        let composed = "caf\u{e9} di tepi danau";
        let decomposed = "cafe\u{301} di tepi danau";
        let former = Whose::default().with_password(decomposed);
        assert_eq!(weakness(composed, &former), Some(Weakness::Former));
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in "\\PC{0,140}") {
            weakness(&text, &siti());
        }
    }
}
