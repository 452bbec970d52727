//! Where texts are rendered: on threads that do nothing else, each text once, however many wait for it.
//!
//! What runs on a thread of the database finds a text rendered already, or leaves word that it wants it: then
//! [`crate::db::Database`] has it rendered, and runs it again.

use super::{Form, Rendered, make};
use crate::error::Error;
use crossbeam_channel::{Receiver, Sender, bounded};
use quick_cache::sync::Cache;
use quick_cache::{OptionsBuilder, Weighter};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use std::{io, thread};
use tokio::sync::oneshot;
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// Bytes of rendered texts that are kept, and how many texts that may be.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;
const CACHE_ENTRIES: usize = 4_096;
/// Few, so that each has room for the longest text.
const CACHE_SHARDS: usize = 4;
/// Texts that may wait before a request is turned away with 503, and how long.
const QUEUE: usize = 256;
const PATIENCE: Duration = Duration::from_secs(2);

type Key = u128;

/// A text that somebody wants rendered.
#[derive(Clone, Debug)]
pub struct Wanted {
    key: Key,
    form: Form,
    text: Arc<str>,
}

#[derive(Clone)]
struct ByLength;

impl Weighter<Key, Rendered> for ByLength {
    fn weight(&self, _: &Key, rendered: &Rendered) -> u64 {
        (rendered.html.len() + rendered.words.len() + 128) as u64
    }
}

static CACHE: LazyLock<Cache<Key, Rendered, ByLength>> = LazyLock::new(|| {
    let options = OptionsBuilder::new().estimated_items_capacity(CACHE_ENTRIES).weight_capacity(CACHE_BYTES).shards(CACHE_SHARDS).build();
    match options {
        Ok(options) => Cache::with_options(options, ByLength, Default::default(), Default::default()),
        Err(_) => Cache::with_weighter(CACHE_ENTRIES, CACHE_BYTES, ByLength),
    }
});

/// Unknown outside, so that nobody can make a text that has the key of another.
static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));

fn key(form: Form, text: &str) -> Key {
    xxh3_128_with_seed(text.as_bytes(), *SEED ^ form as u64)
}

/// Texts that were rendered for one request: they stay for as long as it runs, whatever the cache forgets.
pub type Ready = HashMap<Key, Rendered>;

/// What a thread of the database has at hand, and what it lacked.
struct Desk {
    ready: Ready,
    wanted: Vec<Wanted>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// Clears the desk, also when the job panics.
struct Cleared;

impl Drop for Cleared {
    fn drop(&mut self) {
        DESK.take();
    }
}

/// Runs a job that renders nothing itself; [`Error::Unrendered`] names what it lacked.
pub fn at_desk<T>(ready: &Ready, job: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    DESK.set(Some(Desk { ready: ready.clone(), wanted: Vec::new() }));
    let cleared = Cleared;
    let result = job();
    let wanted = DESK.take().map(|desk| desk.wanted).unwrap_or_default();
    drop(cleared);
    if wanted.is_empty() { result } else { result.and(Err(Error::Unrendered(wanted))) }
}

/// A text that was rendered in one of these forms; at a desk that lacks it nothing for now. Elsewhere it is rendered at once.
pub(super) fn rendered<const N: usize>(text: &str, forms: [Form; N]) -> Option<Rendered> {
    let kept = forms.iter().find_map(|form| find(key(*form, text)));
    let form = forms.first().copied().unwrap_or(Form::Page);
    kept.or_else(|| {
        let at_desk = DESK.with_borrow_mut(|desk| {
            desk.as_mut().map(|desk| desk.wanted.push(Wanted { key: key(form, text), form, text: text.into() })).is_some()
        });
        (!at_desk).then(|| {
            let made = make(form, text);
            CACHE.insert(key(form, text), made.clone());
            made
        })
    })
}

fn find(key: Key) -> Option<Rendered> {
    let at_hand = DESK.with_borrow(|desk| desk.as_ref().and_then(|desk| desk.ready.get(&key).cloned()));
    at_hand.or_else(|| CACHE.get(&key))
}

/// Renders what was wanted; 503 when too many texts wait.
pub async fn render_wanted(wanted: Vec<Wanted>, ready: &mut Ready) -> Result<(), Error> {
    for Wanted { key, form, text } in wanted {
        let made = CACHE.get_or_insert_async(&key, async { order(form, text)?.await.map_err(Error::internal) });
        let made = tokio::time::timeout(PATIENCE, made).await.map_err(|_| Error::overloaded())??;
        ready.insert(key, made);
    }
    Ok(())
}

/// [`render_wanted`] for threads that may wait.
pub fn render_wanted_now(wanted: Vec<Wanted>, ready: &mut Ready) -> Result<(), Error> {
    for Wanted { key, form, text } in wanted {
        let made = CACHE.get_or_insert_with(&key, || order(form, text)?.blocking_recv().map_err(Error::internal))?;
        ready.insert(key, made);
    }
    Ok(())
}

/// The text in the form, rendered beforehand.
pub(super) async fn prepare(form: Form, text: &str) -> Result<Rendered, Error> {
    let key = key(form, text);
    let mut ready = Ready::new();
    render_wanted(vec![Wanted { key, form, text: text.into() }], &mut ready).await?;
    ready.remove(&key).ok_or_else(|| Error::internal("a text was not rendered"))
}

struct Order {
    form: Form,
    text: Arc<str>,
    made: oneshot::Sender<Rendered>,
}

static RENDERERS: LazyLock<io::Result<Sender<Order>>> = LazyLock::new(start);

fn order(form: Form, text: Arc<str>) -> Result<oneshot::Receiver<Rendered>, Error> {
    let (made, answer) = oneshot::channel();
    let renderers = RENDERERS.as_ref().map_err(Error::internal)?;
    renderers.try_send(Order { form, text, made }).map_err(|_| Error::overloaded())?;
    Ok(answer)
}

/// Half of the cores: the others read and write meanwhile.
fn start() -> io::Result<Sender<Order>> {
    let (orders, waiting) = bounded::<Order>(QUEUE);
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get() / 2).clamp(1, 8);
    for n in 0..threads {
        let waiting: Receiver<Order> = waiting.clone();
        thread::Builder::new().name(format!("renderer-{n}")).spawn(move || {
            for Order { form, text, made } in waiting {
                // Whoever has gone away since needs no page.
                if !made.is_closed() {
                    let _ = made.send(make(form, &text));
                }
            }
        })?;
    }
    Ok(orders)
}
