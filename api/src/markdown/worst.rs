//! The worst that somebody can write: what it becomes, and how long that takes, against an ordinary text of the same length.

use super::bounds::most_html;
use super::{Form, Rendered, make};
use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Times that an ordinary text takes, at most. One that is made of markup alone takes three. Without optimisation our own steps
/// weigh more beside those of the libraries, which have it.
const TIMES: u32 = if cfg!(debug_assertions) { 60 } else { 12 };

const PIECES: &[&str] = &[
    ">",
    "> ",
    ">\n",
    "- ",
    "-\n",
    "* - + ",
    "1. ",
    "- a\n",
    "> a\n\n",
    "*",
    "**",
    "_",
    "*a ",
    "**a ",
    "*a **a ",
    "_a __a ",
    "*a* ",
    "a*b",
    "_a*",
    "~a ",
    "~",
    "[",
    "![",
    "[[",
    "![![",
    "[a",
    "[a](b) ",
    "[a](",
    "[a](<",
    "[](",
    "](",
    "]",
    "[^a]",
    "[^a]: ",
    "[^a]\n\n[^a]: b\n",
    "[a][",
    "[a]: b\n",
    "[a]: /x\n[a]\n",
    "`",
    "``a ",
    "`a",
    "```\n",
    "~~~\n",
    "<",
    "<a>",
    "<b ",
    "<a b=\"",
    "<!--",
    "<?",
    "<table>",
    "<b><b>",
    "<p>\n",
    "&",
    "&amp;",
    "&copy;",
    "&#1;",
    "a@b.c ",
    "www.a.b ",
    "http://a.b ",
    "a.b@",
    "www.a((",
    "://",
    "\\",
    "\"",
    "|",
    "x|",
    "x|x\n-|-\n",
    "|-\n",
    "- [ ] a\n",
    "# a\n",
    "#\n",
    "a\n=\n",
    "---\n",
    "    a\n",
    "\ta\n",
    "\n",
    "a\n",
    "a  \n",
    "\u{0}",
    "\u{2022}\ta\n",
    "5*6",
    "\u{1F600}",
    "[a]",
];

fn filled(piece: &str, length: usize) -> String {
    piece.chars().cycle().take(length).collect()
}

/// What this thread has used of a processor: others use the machine too.
fn used() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap()
}

fn timed(text: &str) -> (Rendered, Duration) {
    let began = used();
    let made = make(Form::Post, text);
    (made, used() - began)
}

fn time(text: &str) -> Duration {
    (0..5).map(|_| timed(text).1).min().unwrap_or_default()
}

fn hand_made(length: usize) -> Vec<String> {
    let table =
        |columns: usize, row: &str| format!("{}\n{}\n{}", "x|".repeat(columns), "-|".repeat(columns), row.repeat(length / row.len()));
    let nested = |depth: usize, tail: &str| {
        let items: String = (0..depth).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        format!("{items}{}", tail.repeat(length / tail.len()))
    };
    vec![
        table(300, "x|\n"),
        table(20, "|\n"),
        table(3, "x|\n"),
        nested(19, "\n"),
        nested(150, "\n"),
        nested(19, "a\n"),
        format!("{}\n\n[^a]: b", "[^a]".repeat(length / 4)),
        format!("{}\n\n[a]: {}", "[a]".repeat(length / 6), "x".repeat(length / 2)),
        format!("{}x{}", "*a **b ".repeat(length / 14), " b** a*".repeat(length / 14)),
        format!("{}{}", "[".repeat(length / 6), "a](b)".repeat(length / 6)),
        (0..length / 12).map(|n| format!("[^{n}]\n\n[^{n}]: x\n\n")).collect(),
        (1..(length as f64).sqrt() as usize).map(|n| format!("{}a", "`".repeat(n))).collect(),
    ]
}

#[test]
fn no_text_takes_much_longer_than_an_ordinary_one() {
    for length in [10_000, 50_000] {
        let usual = time(&filled("Layanan **publik** yang [baik](https://a.id) untuk warga.\n\n- satu\n- dua\n\n", length));
        let pieces = PIECES.iter().map(|piece| filled(piece, length));
        for text in pieces.chain(hand_made(length)) {
            let (made, took) = timed(&text);
            assert!(made.html.len() <= most_html(text.len()), "{:?}: {} bytes", start(&text), made.html.len());
            // Whatever seems slow is timed again.
            let slow = took > usual * TIMES && time(&text) > usual * TIMES;
            assert!(!slow, "{:?}: {took:?}, an ordinary text {usual:?}", start(&text));
        }
    }
}

fn start(text: &str) -> String {
    text.chars().take(24).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_repeated_stays_within_bounds(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..6), length in 100_usize..12_000) {
        let text = filled(&pieces.concat(), length);
        let (made, took) = timed(&text);
        prop_assert!(made.html.len() <= most_html(text.len()));
        prop_assert!(took < Duration::from_secs(1), "{took:?}");
    }
}
