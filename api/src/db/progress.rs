//! How far a job has come, as who asked and the thread that does it both know.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// How often a server was given up that never answered. No connection from before a cut is trusted after it.
pub type Cuts = Arc<AtomicU64>;

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// In the queue.
    Waiting,
    /// On a thread.
    Begun,
    /// Who asked was turned away before it began: it is not done any more.
    TurnedAway,
    /// It began, and its thread was given up for lost.
    Lost,
    /// At its end.
    Done,
}

/// The state of one job.
#[derive(Clone)]
pub struct Progress(Arc<AtomicU8>);

impl Default for Progress {
    fn default() -> Self {
        Self(Arc::new(AtomicU8::new(State::Waiting as u8)))
    }
}

impl Progress {
    /// Whether it is there now.
    pub fn is(&self, state: State) -> bool {
        self.0.load(Ordering::Acquire) == state as u8
    }

    /// Whether it was `from`, and now is `to`.
    pub fn goes(&self, from: State, to: State) -> bool {
        self.0.compare_exchange(from as u8, to as u8, Ordering::AcqRel, Ordering::Acquire).is_ok()
    }
}
