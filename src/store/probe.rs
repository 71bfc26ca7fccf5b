//! The seam at which tests stand: told of each call that reaches the disk before it is made, they may look at it,
//! fail it, or do something of their own first. No release has it.

use std::cell::RefCell;
use std::io;
use std::path::Path;

/// A call that is about to be made.
#[derive(Debug)]
pub(super) enum Call<'a> {
    Open,
    Lock(&'a Path),
    /// Whether the path still leads to the file that is open.
    Look,
    Write(&'a Path, &'a [u8]),
    Sync(&'a Path),
    Cut(&'a Path, u64),
    /// Blanks over a line that cannot be read.
    Blank,
    MakeDirectory(&'a Path),
    SyncDirectory(&'a Path),
    Rename(&'a Path, &'a Path),
}

/// What is to become of a call.
#[derive(Debug)]
pub(super) enum Answer {
    Go,
    /// A write takes only so many bytes.
    Short(usize),
    Fail(io::Error),
}

type Watcher = Box<dyn FnMut(&Call<'_>) -> Answer>;

thread_local! {
    static WATCHER: RefCell<Option<Watcher>> = const { RefCell::new(None) };
}

/// From here on this hears of every call of this thread.
pub(super) fn watch(watcher: impl FnMut(&Call<'_>) -> Answer + 'static) {
    WATCHER.set(Some(Box::new(watcher)));
}

pub(super) fn unwatch() {
    WATCHER.set(None);
}

/// How many bytes may be written, if it is a write.
pub(super) fn on(call: &Call<'_>) -> io::Result<usize> {
    // Calls that the watcher makes itself are not told to it.
    let Some(mut watcher) = WATCHER.take() else { return Ok(usize::MAX) };
    let answer = watcher(call);
    WATCHER.set(Some(watcher));
    match answer {
        Answer::Go => Ok(usize::MAX),
        Answer::Short(most) => Ok(most),
        Answer::Fail(error) => Err(error),
    }
}
