//! Disks that fail as real ones do: each fault strikes once, in the order in which they were set up.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::super::probe::{Answer, Call, watch};

#[derive(Debug)]
pub(in super::super) enum Fault {
    /// The next write takes only half of what it is given.
    HalfWrite,
    /// The next write is interrupted by a signal.
    Interrupted,
    /// The next write finds no space.
    Full,
    /// The next write finds no space, since a program that knows no locks has just written this.
    FullAfter(&'static str),
    /// Before the next lock is had, this file takes the place of the one that is opened.
    ReplacedUnlocked(PathBuf),
    /// The next sync fails.
    Sync,
    /// At the next sync this file takes the place of the one that is written.
    Replaced(PathBuf),
}

thread_local! {
    static PENDING: RefCell<VecDeque<Fault>> = const { RefCell::new(VecDeque::new()) };
}

pub(in super::super) fn set_up(faults: impl IntoIterator<Item = Fault>) {
    PENDING.with_borrow_mut(|pending| pending.extend(faults));
    watch(|call| match strike(call) {
        Ok(answer) => answer,
        Err(error) => Answer::Fail(error),
    });
}

/// Whether every fault has struck.
pub(in super::super) fn are_over() -> bool {
    PENDING.with_borrow(VecDeque::is_empty)
}

fn strike(call: &Call<'_>) -> io::Result<Answer> {
    match call {
        Call::Lock(path) => on_lock(path)?,
        Call::Write(path, text) => return on_write(path, text),
        Call::Sync(path) => on_sync(path)?,
        _ => {}
    }
    Ok(Answer::Go)
}

fn on_lock(path: &Path) -> io::Result<()> {
    match next(|fault| matches!(fault, Fault::ReplacedUnlocked(_))) {
        Some(Fault::ReplacedUnlocked(by)) => fs::rename(by, path),
        _ => Ok(()),
    }
}

fn on_write(path: &Path, text: &[u8]) -> io::Result<Answer> {
    let of_write =
        |fault: &Fault| matches!(fault, Fault::HalfWrite | Fault::Interrupted | Fault::Full | Fault::FullAfter(_));
    match next(of_write) {
        Some(Fault::HalfWrite) => Ok(Answer::Short(text.len() / 2)),
        Some(Fault::Interrupted) => Err(io::ErrorKind::Interrupted.into()),
        Some(Fault::FullAfter(foreign)) => {
            fs::OpenOptions::new().append(true).open(path)?.write_all(foreign.as_bytes())?;
            Err(io::ErrorKind::StorageFull.into())
        }
        Some(_) => Err(io::ErrorKind::StorageFull.into()),
        None => Ok(Answer::Go),
    }
}

fn on_sync(path: &Path) -> io::Result<()> {
    match next(|fault| matches!(fault, Fault::Sync | Fault::Replaced(_))) {
        Some(Fault::Sync) => Err(io::Error::other("input/output error")),
        Some(Fault::Replaced(by)) => fs::rename(by, path),
        _ => Ok(()),
    }
}

fn next(suits: impl Fn(&Fault) -> bool) -> Option<Fault> {
    PENDING.with_borrow_mut(|pending| pending.pop_front_if(|fault| suits(fault)))
}
