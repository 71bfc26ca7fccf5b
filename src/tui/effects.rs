//! What the state wishes, done; and what the world answers.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::app::{Arrival, Effect, Msg};
use crate::model::{Edit, Machine, Origin, SafeText};
use crate::store::{self, Caught, Error, LogFile, Paths};

/// Other windows' edits are seen this soon, whether keys are pressed or not.
const LOOK_EVERY: Duration = Duration::from_millis(900);

/// What could not be saved is tried again this often.
const RETRY_EVERY: Duration = Duration::from_secs(3);

/// Everything outside that is kept between two effects.
pub(super) struct World {
    log: LogFile,
    paths: Paths,
    machine: Machine,
    /// When the state file was looked at last.
    looked: Instant,
    /// When an append was tried last.
    tried: Instant,
    /// How many lines could not be read, and whether the file is of a newer version, as last told.
    state: (usize, bool),
    /// Why the file could not be read at all, as last told.
    trouble: Option<String>,
}

impl World {
    pub(super) fn new(log: LogFile, paths: Paths, machine: Machine) -> Self {
        let now = Instant::now();
        Self { log, paths, machine, looked: now, tried: now, state: (0, false), trouble: None }
    }

    /// Writes down the name of this machine, so that every window and every later run goes by the same. Without it undo
    /// does not reach back to them, and nothing else is lost.
    pub(super) fn settle_in(&self) {
        drop(store::keep_machine(&self.paths, &self.machine));
    }

    /// What others have written, if it is time to look; and what is wrong with the file, once each time it changes.
    pub(super) fn look_around(&mut self) -> Vec<Msg> {
        if self.looked.elapsed() < LOOK_EVERY {
            return Vec::new();
        }
        self.looked = Instant::now();
        let caught = self.log.catch_up();
        self.news(caught)
    }

    /// Whether what could not be saved may be tried again: a lock that is not to be had keeps us waiting each time.
    pub(super) fn may_retry(&self) -> bool {
        self.tried.elapsed() >= RETRY_EVERY
    }

    /// Makes edits last.
    pub(super) fn append(&mut self, edits: &[Edit]) -> Vec<Msg> {
        let appended = self.log.append(edits);
        self.tried = Instant::now();
        match appended {
            Ok(others) => {
                let mut msgs = vec![Msg::Saved(edits.len())];
                msgs.extend(self.news(Ok(others)));
                msgs
            }
            Err(error) => vec![Msg::NotSaved(error.reason)],
        }
    }

    /// What is new in what was read. The state of the file is told only when it is another one than before.
    pub(super) fn news(&mut self, read: Result<Caught, Error>) -> Vec<Msg> {
        let Caught { edits, bad_lines, newer, .. } = match read {
            Ok(caught) => caught,
            Err(error) => {
                let words = error.to_string();
                let known = self.trouble.replace(words.clone()).is_some_and(|before| before == words);
                return if known { Vec::new() } else { vec![said(&words, true)] };
            }
        };
        self.trouble = None;
        let state = (bad_lines.len(), newer);
        if edits.is_empty() && state == self.state {
            return Vec::new();
        }
        let told = std::mem::replace(&mut self.state, state) == state;
        let bad_lines = if told { Vec::new() } else { bad_lines };
        vec![Msg::Arrived(Arrival { edits, bad_lines, newer: newer && !told })]
    }
}

/// Does one thing, and says what came of it.
pub(super) fn perform(effect: Effect) -> Vec<Msg> {
    match effect {
        Effect::OpenUrl(url) => match open::that_detached(url.as_str()) {
            Ok(()) => Vec::new(),
            Err(_) => vec![said("No browser could be opened. y copies the link.", true)],
        },
        Effect::Copy(text) => match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_str())) {
            Ok(()) => Vec::new(),
            Err(error) => vec![said(&format!("could not copy: {error}"), true)],
        },
        // The loop does these itself.
        Effect::Save | Effect::Suspend | Effect::Quit | Effect::Abandon => Vec::new(),
    }
}

/// Where a roadmap of this file comes from.
pub(super) fn origin(path: &Path) -> Origin {
    Origin::File { path: SafeText::line(&path.to_string_lossy()), replaces_bundled: false }
}

fn said(text: &str, error: bool) -> Msg {
    Msg::Said { text: SafeText::line(text), error }
}
