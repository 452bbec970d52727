//! What single characters are.

use unicode_properties::{EmojiStatus, GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

/// Whether a character is read by itself: a letter, a digit or a pictograph that shows something.
pub fn is_legible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    if is_invisible(c) {
        return false;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number => true,
        GeneralCategoryGroup::Symbol => is_braille(c) || is_pictograph(c),
        _ => false,
    }
}

/// Whether a character leaves no mark where it stands, or none but a gap. The list holds what Unicode counts as ignorable
/// (Default_Ignorable_Code_Point) and the letters and symbols whose picture is empty.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{13441}'..='\u{13442}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character ends a line, commands a terminal or turns the direction of what follows (Unicode TR 9): nothing that
/// one line may hold.
pub fn breaks_a_line(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}') || c.general_category() == GeneralCategory::Control
}

fn is_braille(c: char) -> bool {
    matches!(c, '\u{2801}'..='\u{28ff}')
}

/// Also what Unicode keeps free for pictographs to come.
fn is_pictograph(c: char) -> bool {
    !matches!(c.emoji_status(), EmojiStatus::NonEmoji | EmojiStatus::NonEmojiButEmojiComponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_pictographs_are_legible() {
        for c in ['a', '7', 'é', 'Ж', '中', 'ꦲ', 'ᬅ', 'ع', '½', '٣', '🌾', '🇮', '⠓', '☀'] {
            assert!(is_legible(c), "{c:?}");
        }
        for c in [
            '-', '*', '#', '_', '.', ' ', '—', '•', '═', '■', '\u{301}', '\u{200b}', '\u{2800}', '\u{3164}', '\u{202e}', '\u{fe0f}',
            '\u{ad}', '\u{a0}', '\u{ffa0}', '\u{e000}', '\u{fffd}',
        ] {
            assert!(!is_legible(c), "{c:?}");
        }
    }

    #[test]
    fn joiners_may_stand_in_a_line_and_overrides_may_not() {
        for c in ['\u{200c}', '\u{200d}', '\u{200e}', '\u{ad}', ' ', '\u{a0}', 'ا'] {
            assert!(!breaks_a_line(c), "{c:?}");
        }
        for c in ['\r', '\n', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}'] {
            assert!(breaks_a_line(c), "{c:?}");
        }
    }
}
