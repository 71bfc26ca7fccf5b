//! What the state wishes, done; and what the world answers.

use std::io;
use std::path::Path;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::words;
use crate::app::{Arrival, Effect, Msg};
use crate::model::{Edit, Machine, Origin, SafeText};
use crate::store::{self, Caught, Error, LogFile, Paths};

/// Everything outside that is kept between two effects.
pub(super) struct World {
    log: LogFile,
    paths: Paths,
    /// The name of this machine, until it is written down with the first edit.
    machine: Option<Machine>,
}

impl World {
    pub(super) const fn new(log: LogFile, paths: Paths, machine: Machine) -> Self {
        Self { log, paths, machine: Some(machine) }
    }

    /// Does one thing, and says what came of it.
    pub(super) fn perform(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Append(edits) => self.append(&edits),
            Effect::OpenUrl(url) => match open::that_detached(url.as_str()) {
                Ok(()) => Vec::new(),
                Err(error) => vec![said(&format!("no browser could be opened: {error}. y copies the link"), true)],
            },
            Effect::Copy(text) => match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_str())) {
                Ok(()) => Vec::new(),
                Err(error) => vec![said(&format!("could not copy: {error}"), true)],
            },
            // The loop does these itself.
            Effect::WriteOutside { .. } | Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }

    /// What others have written since the last look.
    pub(super) fn look_around(&mut self) -> Vec<Msg> {
        let (arrival, trouble) = caught(self.log.catch_up());
        arrival.map(Msg::Arrived).into_iter().chain(trouble).collect()
    }

    fn append(&mut self, edits: &[Edit]) -> Vec<Msg> {
        match self.log.append(edits) {
            Ok(others) => {
                if let Some(machine) = self.machine.take() {
                    // Without it the next run has another name: undo does not reach back, and nothing else is lost.
                    drop(store::keep_machine(&self.paths, &machine));
                }
                let (arrival, _) = caught(Ok(others));
                std::iter::once(Msg::Saved(edits.len())).chain(arrival.map(Msg::Arrived)).collect()
            }
            Err(error) => vec![Msg::NotSaved(words(&error))],
        }
    }
}

/// What was read, where there is anything new in it; or a word about why it could not be read.
pub(super) fn caught(read: Result<Caught, Error>) -> (Option<Arrival>, Option<Msg>) {
    match read {
        Ok(caught) if caught.edits.is_empty() && caught.bad_lines.is_empty() && !caught.newer => (None, None),
        Ok(Caught { edits, bad_lines, newer, .. }) => (Some(Arrival { edits, bad_lines, newer }), None),
        Err(error) => (None, Some(said(&error.to_string(), true))),
    }
}

/// Where a roadmap of this file comes from.
pub(super) fn origin(path: &Path) -> Origin {
    Origin::File { path: SafeText::line(&path.to_string_lossy()), replaces_bundled: false }
}

fn said(text: &str, error: bool) -> Msg {
    Msg::Said { text: SafeText::line(text), error }
}
