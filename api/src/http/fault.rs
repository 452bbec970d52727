//! What can be wrong with a value, in words: one text for each kind of fault, with what is expected instead.

use super::locale::Text;
use super::problem::{FieldError, Kind, Problem};
use crate::db::Day;
use utoipa::openapi::Schema;
use utoipa::openapi::schema::{SchemaType, Type};

/// A stable word for programs, and a sentence for people.
pub type Fault = (&'static str, Text);

/// Everything that is wrong with one body.
#[derive(Default)]
pub struct Faults {
    errors: Vec<FieldError>,
    choices: Vec<(String, Vec<String>)>,
}

impl Faults {
    /// Adds one.
    pub fn add(&mut self, pointer: &str, (code, message): Fault) {
        self.errors.push(FieldError { pointer: pointer.to_owned(), code, message });
    }

    /// Adds a value that is none of these words.
    pub fn choose(&mut self, pointer: &str, words: &[&str]) {
        self.add(pointer, none_of(words));
        self.choices.push((pointer.to_owned(), words.iter().map(|word| (*word).to_owned()).collect()));
    }

    /// Adds those that do not only follow from what is known to be wrong.
    pub fn besides(&mut self, more: Vec<FieldError>) {
        let new: Vec<FieldError> = more.into_iter().filter(|fault| !self.cover(&fault.pointer)).collect();
        self.errors.extend(new);
    }

    /// Whether something is wrong at `pointer`, or with all around it.
    pub fn cover(&self, pointer: &str) -> bool {
        let around =
            |known: &FieldError| pointer.strip_prefix(known.pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.errors.iter().any(around)
    }

    /// Whether something is wrong at `pointer`, or inside of what is there.
    pub fn within(&self, pointer: &str) -> bool {
        self.errors.iter().any(|known| known.pointer.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.errors.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// 422 that names them all.
    pub fn problem(self) -> Problem {
        Problem::new(Kind::ValidationFailed).fields(self.errors).choices(self.choices)
    }

    /// 422 that names them all, if there are any.
    pub fn refuse(self) -> Result<(), Problem> {
        if self.is_empty() { Ok(()) } else { Err(self.problem()) }
    }
}

/// It has to be there, and is not.
pub fn missing() -> Fault {
    ("required", Text::new("Wajib diisi.", "This field is required."))
}

/// There is no such field.
pub fn unknown() -> Fault {
    ("unknown_field", Text::new("Isian ini tidak dikenal.", "This field is not known."))
}

/// A value of another JSON type.
pub fn wrong_type(expected: Option<&Schema>) -> Fault {
    let kind = match expected {
        Some(Schema::Array(_)) => Some(&Type::Array),
        Some(Schema::Object(object)) => match &object.schema_type {
            SchemaType::Type(one) => Some(one),
            SchemaType::Array(several) => several.iter().find(|one| **one != Type::Null),
            SchemaType::AnyValue => None,
        },
        _ => None,
    };
    let message = match kind {
        Some(Type::String) => Text::new("Harus berupa teks.", "Must be text."),
        Some(Type::Integer) => Text::new("Harus berupa bilangan bulat.", "Must be a whole number."),
        Some(Type::Number) => Text::new("Harus berupa bilangan.", "Must be a number."),
        Some(Type::Boolean) => Text::new("Harus `true` atau `false`.", "Must be `true` or `false`."),
        Some(Type::Array) => Text::new("Harus berupa daftar.", "Must be a list."),
        Some(Type::Object) => Text::new("Harus berupa objek.", "Must be an object."),
        Some(Type::Null) | None => unreadable(),
    };
    ("invalid_type", message)
}

/// A body that is no object.
pub fn not_an_object() -> Text {
    Text::new("Badan permintaan harus sebuah objek JSON.", "The body must be a JSON object.")
}

/// A word that is none of these.
pub fn none_of(words: &[&str]) -> Fault {
    let words = words.join(", ");
    ("invalid_type", Text::owned(format!("Pilih salah satu dari daftar: {words}."), format!("Choose one of: {words}.")))
}

/// U+0000, which no database keeps.
pub fn nul() -> Fault {
    ("nul", Text::new("Teks tidak boleh memuat U+0000.", "Text must not contain U+0000."))
}

/// Not a day: written otherwise, or one that no calendar has.
pub fn day(text: &str) -> Fault {
    let format = Text::new("Format isian tidak sesuai. Contoh: 2026-01-31.", "The format is not right. Example: 2026-01-31.");
    ("invalid_type", no_such_day(text).unwrap_or(format))
}

/// Not a point in time (RFC 3339).
pub fn instant(text: &str) -> Fault {
    let format =
        Text::new("Format isian tidak sesuai. Contoh: 2026-01-31T08:00:00Z.", "The format is not right. Example: 2026-01-31T08:00:00Z.");
    ("invalid_type", text.get(..10).and_then(no_such_day).unwrap_or(format))
}

/// What to say of a day that is written as it should be, and in no calendar.
fn no_such_day(text: &str) -> Option<Text> {
    let mark = |n: usize| n == 4 || n == 7;
    let written = text.len() == 10 && text.bytes().enumerate().all(|(n, b)| if mark(n) { b == b'-' } else { b.is_ascii_digit() });
    (written && text.parse::<Day>().is_err()).then(|| {
        Text::owned(
            format!("Tanggal {text} tidak ada. Format: TTTT-BB-HH. Contoh: 2026-01-31."),
            format!("The date {text} does not exist. Format: YYYY-MM-DD. Example: 2026-01-31."),
        )
    })
}

/// Not an id.
pub fn id() -> Fault {
    let message = Text::new(
        "Format isian tidak sesuai. Contoh: 0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e.",
        "The format is not right. Example: 0192f6a5-4b1e-7c3a-9d2f-3e4b5a6c7d8e.",
    );
    ("invalid_type", message)
}

/// A number outside its limits.
pub fn outside(least: i64, most: i64) -> Text {
    Text::owned(format!("Harus {least} sampai {most}."), format!("Must be {least} to {most}."))
}

/// A number that nothing here counts to.
pub fn too_large() -> Fault {
    ("range", Text::new("Bilangannya terlalu besar atau terlalu kecil.", "The number is too large or too small."))
}

/// What cannot be told more exactly.
pub fn unreadable() -> Text {
    Text::new("Format isian tidak sesuai.", "The format is not right.")
}
