//! A mail server (RFC 5321) that takes everything and keeps it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A letter that was taken.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The address that it is for.
    pub to: String,
    /// Head and body, as they came.
    pub text: String,
}

/// The server.
pub struct MailServer {
    /// Its address, such as `smtp://127.0.0.1:41234`.
    pub url: String,
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl MailServer {
    /// Starts one that lives as long as the process.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::new(Mutex::new(Vec::new()));
        let kept = letters.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = kept.clone();
                thread::spawn(move || serve(stream, &kept));
            }
        });
        Self { url, letters }
    }

    /// The letters to an address so far.
    pub fn letters(&self, to: &str) -> Vec<Letter> {
        self.letters.lock().unwrap().iter().filter(|letter| letter.to == to).cloned().collect()
    }

    /// The first letter to an address that holds a text; waits for it.
    pub fn wait_for(&self, to: &str, text: &str) -> Letter {
        let began = Instant::now();
        loop {
            if let Some(found) = self.letters(to).into_iter().find(|letter| letter.text.contains(text)) {
                return found;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "no letter to {to} with {text:?}: {:?}", self.letters(to));
            thread::sleep(Duration::from_millis(50));
        }
    }
}

fn serve(stream: TcpStream, letters: &Mutex<Vec<Letter>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let mut stream = stream;
    let mut say = move |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).ok();
    say("220 localhost ready")?;
    let mut to = String::new();
    while let Some(Ok(line)) = lines.next() {
        let command = line.to_ascii_uppercase();
        if command.starts_with("RCPT TO:") {
            to = line[8..].trim().trim_start_matches('<').split('>').next().unwrap_or_default().to_owned();
        }
        if command == "DATA" {
            say("354 go on")?;
            let text: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
            letters.lock().unwrap().push(Letter { to: to.clone(), text: text.join("\n") });
        }
        say(if command == "QUIT" { "221 bye" } else { "250 ok" })?;
    }
    Some(())
}
