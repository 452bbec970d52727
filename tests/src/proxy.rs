//! A network that can be cut without a word: a proxy before a server, which stops passing on and closes nothing.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, sleep};
use std::time::Duration;

/// A proxy on this machine.
pub struct Proxy {
    /// Where it listens.
    pub port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    cut: AtomicBool,
    /// Connections from before the last of these are never served again.
    forgotten: AtomicU64,
    closed: AtomicBool,
}

impl Proxy {
    /// One before a server on this machine.
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let accepting = state.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if accepting.closed.load(Ordering::Relaxed) {
                    break;
                }
                let state = accepting.clone();
                thread::spawn(move || pass_on(&client, server, &state));
            }
        });
        Self { port, state }
    }

    /// Passes nothing on any more, and closes nothing.
    pub fn cut(&self) {
        self.state.cut.store(true, Ordering::Relaxed);
    }

    /// Passes everything on again; of connections from before nothing, when they are forgotten.
    pub fn mend(&self, forgets: bool) {
        if forgets {
            self.state.forgotten.fetch_add(1, Ordering::Relaxed);
        }
        self.state.cut.store(false, Ordering::Relaxed);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::Relaxed);
        // Wakes who accepts.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn pass_on(client: &TcpStream, server: u16, state: &Arc<State>) {
    let began = state.forgotten.load(Ordering::Relaxed);
    while state.cut.load(Ordering::Relaxed) {
        sleep(Duration::from_millis(10));
    }
    let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else { return };
    let (back, there) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let answers = state.clone();
    thread::spawn(move || copy(&there, &back, &answers, began));
    copy(client, &server, state, began);
}

fn copy(mut from: &TcpStream, mut to: &TcpStream, state: &State, began: u64) {
    let mut chunk = [0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut chunk) {
        while state.cut.load(Ordering::Relaxed) || state.forgotten.load(Ordering::Relaxed) != began {
            if state.closed.load(Ordering::Relaxed) {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        if to.write_all(&chunk[..n]).is_err() {
            break;
        }
    }
    if state.forgotten.load(Ordering::Relaxed) == began {
        let _ = to.shutdown(std::net::Shutdown::Both);
    }
}
