//! Connections, counted by the address that they come from, so that one address cannot take them all.

use super::peer::{TrustedProxies, counted_as};
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use rustix::io::Errno;
use rustix::net::{RecvFlags, Shutdown, recv, shutdown};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::any::Any;
use std::collections::HashMap;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};

/// Connections that one address may hold at least, and at most; between them, an eighth of what the process may open: each takes
/// two files.
const FEWEST: u64 = 256;
const MOST: u64 = 2_048;

/// The connections of a process.
pub struct Connections {
    by_address: Mutex<HashMap<u128, u64>>,
    most: u64,
    /// Behind a proxy are many people.
    exempt: TrustedProxies,
}

/// A connection, as its requests know it.
pub struct Connection {
    /// The same socket again: what serves it keeps its own to itself.
    socket: OwnedFd,
    _counted: Option<Counted>,
}

/// What counts for as long as it is open.
struct Counted {
    connections: Arc<Connections>,
    key: u128,
}

impl Connection {
    /// Whether the client has closed it, and so waits for nothing any more.
    pub fn is_left(&self) -> bool {
        let seen = recv(&self.socket, &mut [0; 1], RecvFlags::PEEK | RecvFlags::DONTWAIT);
        match seen {
            Ok((_, received)) => received == 0,
            Err(e) => e != Errno::AGAIN && e != Errno::INTR,
        }
    }
}

impl Connections {
    /// None yet, for a process that may open so many files.
    pub fn new(files: u64, exempt: TrustedProxies) -> Arc<Self> {
        Arc::new(Self { by_address: Mutex::default(), most: (files / 8).clamp(FEWEST, MOST), exempt })
    }

    /// Counts a new connection, or ends it when its address has too many.
    pub fn admit(self: &Arc<Self>, connection: &dyn Any, data: &mut Extensions) {
        let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
        let counts = stream.peer_addr().ok().map(|peer| peer.ip()).filter(|peer| !self.exempt.contains(*peer));
        let counted = counts.map(|peer| self.count(counted_as(peer)));
        let socket = stream.as_fd().try_clone_to_owned();
        match (counted, socket) {
            // What reads from it finds its end.
            (Some(None), _) => drop(shutdown(stream, Shutdown::Both)),
            (counted, Ok(socket)) => drop(data.insert(Connection { socket, _counted: counted.flatten() })),
            (_, Err(e)) => tracing::warn!("a connection cannot be watched: {e}"),
        }
    }

    fn count(self: &Arc<Self>, key: u128) -> Option<Counted> {
        let mut by_address = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let count = by_address.entry(key).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Counted { connections: self.clone(), key })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut by_address = self.connections.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = by_address.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                by_address.remove(&self.key);
            }
        }
    }
}

/// Raises the number of files that this process may open, sockets among them, as far as it may by itself; what it is now.
pub fn raise_file_limit() -> u64 {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    match setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        Ok(()) => maximum.unwrap_or(u64::MAX),
        Err(e) => {
            tracing::warn!("cannot raise the number of open files: {e}");
            current.unwrap_or(u64::MAX)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_share_and_gets_it_back() {
        let connections = Connections::new(1_024, TrustedProxies::default());
        let mut held: Vec<_> = (0..256).map(|_| connections.count(1).unwrap()).collect();
        assert!(connections.count(1).is_none());
        assert!(connections.count(2).is_some(), "another is not held back");
        held.pop();
        assert!(connections.count(1).is_some());
        drop(held);
        assert!(connections.by_address.lock().unwrap().is_empty());
    }
}
