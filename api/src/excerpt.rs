//! The beginning of a plain text.

/// The text in one line, at most so many characters, cut between words.
pub fn excerpt(plain: &str, most: usize) -> String {
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..end].trim_end_matches([',', '.', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_no_markdown() {
        assert_eq!(excerpt("5*6*7  <penting>\n_x_", 100), "5*6*7 <penting> _x_");
        assert_eq!(excerpt("satu dua tiga", 8), "satu …");
    }
}
