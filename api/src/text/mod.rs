//! Rules for the texts that people write, whatever field they are for. A field gets them by its type: [`Line`] for one
//! line, [`Prose`] for a text of many, [`WebAddress`] for an address to open.

mod address;
mod characters;
mod line;
mod meaning;
mod prose;

pub use address::WebAddress;
pub use characters::is_invisible;
pub use line::{Line, folded, one_line};
pub use meaning::{said, says_something};
pub use prose::Prose;

use validator::{ValidationError, ValidationErrors};

/// Judges one line of `least` to `most` characters; at least one means that it has to say something.
pub fn judge_line(text: &str, least: usize, most: usize) -> Result<(), ValidationError> {
    judge_prose(text, least, most)?;
    if text.chars().any(characters::breaks_a_line) { Err(ValidationError::new("characters")) } else { Ok(()) }
}

/// Judges a text of `least` to `most` characters; at least one means that it has to say something.
pub fn judge_prose(text: &str, least: usize, most: usize) -> Result<(), ValidationError> {
    if !(least..=most).contains(&text.chars().count()) {
        let mut fault = ValidationError::new("length");
        if least > 0 {
            fault.add_param("min".into(), &least);
        }
        fault.add_param("max".into(), &most);
        return Err(fault);
    }
    if least > 0 && !says_something(text) { Err(ValidationError::new("blank")) } else { Ok(()) }
}

/// Judges the address of a page of at most so many characters: http or https with a host, and nothing in it that breaks out
/// of the attribute, the line or the sentence in which it is shown.
pub fn judge_address(text: &str, most: usize) -> Result<(), ValidationError> {
    judge_prose(text, 0, most)?;
    if address::is_web_address(text) { Ok(()) } else { Err(ValidationError::new("url")) }
}

/// A text without the spaces around it, and without what shows nothing at all.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || characters::is_invisible(c))
}

/// The fault of a value that is a field by itself: it has no name below the field's.
fn of_itself(judged: Result<(), ValidationError>) -> Result<(), ValidationErrors> {
    judged.map_err(|fault| {
        let mut faults = ValidationErrors::new();
        faults.add("", fault);
        faults
    })
}
