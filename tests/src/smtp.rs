//! A mail server (RFC 5321) that keeps what it takes, and refuses, falls silent or goes away when it is told to.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A letter that was taken.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The address that it is for.
    pub to: String,
    /// Head and body, as they came.
    pub text: String,
    /// When it was taken.
    pub at: Instant,
}

impl Letter {
    /// A header, unfolded (RFC 5322, 2.2.3).
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.text.split("\n\n").next().unwrap_or_default().replace("\n ", " ").replace("\n\t", " ");
        let start = format!("{}:", name.to_ascii_lowercase());
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&start))?;
        Some(line[start.len()..].trim().to_owned())
    }

    /// What follows the head.
    pub fn body(&self) -> &str {
        self.text.split_once("\n\n").map_or("", |(_, body)| body)
    }
}

/// No code: the connection ends.
const BREAK_OFF: u16 = 0;

#[derive(Default)]
struct State {
    letters: Vec<Letter>,
    refused: HashMap<String, u16>,
    away: bool,
    offered: HashMap<String, usize>,
}

/// The server.
pub struct MailServer {
    /// Its address, such as `smtp://127.0.0.1:41234`.
    pub url: String,
    state: Arc<Mutex<State>>,
}

fn open(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl MailServer {
    /// Starts one that lives as long as the process.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let state = Arc::<Mutex<State>>::default();
        let kept = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = kept.clone();
                thread::spawn(move || serve(stream, &kept));
            }
        });
        Self { url, state }
    }

    /// Answers this code to whatever is for an address; takes it again with `None`.
    pub fn refuse(&self, to: &str, code: Option<u16>) {
        match code {
            Some(code) => open(&self.state).refused.insert(to.to_owned(), code),
            None => open(&self.state).refused.remove(to),
        };
    }

    /// Ends the connection at whatever is for an address.
    pub fn break_off_at(&self, to: &str) {
        self.refuse(to, Some(BREAK_OFF));
    }

    /// Goes away: connections end without an answer. Or comes back.
    pub fn be_away(&self, away: bool) {
        open(&self.state).away = away;
    }

    /// How often something for an address was offered, taken or not.
    pub fn offered(&self, to: &str) -> usize {
        open(&self.state).offered.get(to).copied().unwrap_or_default()
    }

    /// The letters to an address so far.
    pub fn letters(&self, to: &str) -> Vec<Letter> {
        open(&self.state).letters.iter().filter(|letter| letter.to == to).cloned().collect()
    }

    /// The first letter to an address that holds a text; waits for it.
    pub fn wait_for(&self, to: &str, text: &str) -> Letter {
        let began = Instant::now();
        loop {
            if let Some(found) = self.letters(to).into_iter().find(|letter| letter.text.contains(text)) {
                return found;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "no letter to {to} with {text:?}: {:?}", self.letters(to));
            thread::sleep(Duration::from_millis(50));
        }
    }
}

fn serve(stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let mut stream = stream;
    let mut say = move |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).ok();
    if open(state).away {
        return None;
    }
    say("220 localhost ready")?;
    let mut to = String::new();
    while let Some(Ok(line)) = lines.next() {
        if open(state).away {
            return None;
        }
        let command = line.to_ascii_uppercase();
        if command.starts_with("RCPT TO:") {
            to = line[8..].trim().trim_start_matches('<').split('>').next().unwrap_or_default().to_owned();
            let refused = open(state).refused.get(&to).copied();
            *open(state).offered.entry(to.clone()).or_default() += 1;
            if refused == Some(BREAK_OFF) {
                return None;
            }
            if let Some(code) = refused {
                say(&format!("{code} not now"))?;
                continue;
            }
        }
        if command == "DATA" {
            say("354 go on")?;
            let text: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
            open(state).letters.push(Letter { to: to.clone(), text: text.join("\n"), at: Instant::now() });
        }
        say(if command == "QUIT" { "221 bye" } else { "250 ok" })?;
    }
    Some(())
}
