//! What the state wishes, done; and what the world answers.

use std::io;
use std::path::Path;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::clock::now;
use super::words;
use crate::app::{Arrival, Effect, Msg};
use crate::model::{Edit, Log, Machine, Origin, SafeText};
use crate::store::{self, Caught, Error, LogFile, Mended, Paths};

/// Everything outside that is kept between two effects.
pub(super) struct World {
    log: LogFile,
    paths: Paths,
    machine: Machine,
    /// The name of this machine, until it is written down with the first edit.
    unkept: Option<Machine>,
    /// The user knows that there is no second copy.
    unsettled: bool,
}

impl World {
    pub(super) fn new(log: LogFile, paths: Paths, machine: Machine) -> Self {
        Self { log, paths, unkept: Some(machine.clone()), machine, unsettled: false }
    }

    /// Does one thing, and says what came of it.
    pub(super) fn perform(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Append(edits) => self.append(&edits),
            Effect::Restore(memory) => self.restore(&memory),
            Effect::StartAfresh => match self.log.start_afresh(now()) {
                Ok(()) => Vec::new(),
                Err(error) => vec![said(&error.to_string(), true)],
            },
            Effect::OpenUrl(url) => match open::that_detached(url.as_str()) {
                Ok(()) => Vec::new(),
                Err(error) => vec![said(&format!("no browser could be opened: {error}. y copies the link"), true)],
            },
            Effect::Copy(text) => match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_str())) {
                Ok(()) => Vec::new(),
                Err(error) => vec![said(&format!("could not copy: {error}"), true)],
            },
            // The loop does these itself.
            Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }

    /// What others have written since the last look; and what could wait until nobody pressed a key.
    pub(super) fn look_around(&mut self) -> Vec<Msg> {
        let mut msgs = match self.log.catch_up() {
            Ok(caught) => self.came(caught, &[]),
            Err(error) => vec![said(&error.to_string(), true)],
        };
        msgs.extend(self.settle());
        msgs
    }

    /// Brings back what the state file lacks and this machine keeps: after the first frame, which does not need it.
    /// `known` is what has been read of the file.
    pub(super) fn mend(&mut self, known: &Log) -> Vec<Msg> {
        if self.log.is_gone() {
            return vec![Msg::Gone { kept: self.log.found(known).edits.len() }];
        }
        match self.log.mend(known) {
            Ok(mended) => told(mended),
            Err(error) => vec![said(&error.to_string(), true)],
        }
    }

    /// Makes last what was not waited for.
    pub(super) fn settle(&mut self) -> Option<Msg> {
        let error = self.log.settle(now()).err()?;
        let first = !std::mem::replace(&mut self.unsettled, true);
        first.then(|| said(&format!("saved, but without a second copy: {error}"), true))
    }

    fn append(&mut self, edits: &[Edit]) -> Vec<Msg> {
        match self.log.append(edits) {
            Ok(others) => {
                if let Some(machine) = self.unkept.take() {
                    // Without it the next run has another name: undo does not reach back, and nothing else is lost.
                    drop(store::keep_machine(&self.paths, &machine));
                }
                std::iter::once(Msg::Saved(edits.len())).chain(self.came(others, edits)).collect()
            }
            Err(error) => vec![Msg::NotSaved(words(&error))],
        }
    }

    /// What was read; and, if the file has taken the place of another, what that one had and it lacks. `own` is known
    /// to be in it.
    fn came(&mut self, caught: Caught, own: &[Edit]) -> Vec<Msg> {
        let mut in_file = None;
        if caught.replaced {
            let mut known = Log::new(self.machine.clone(), 0);
            known.absorb(caught.edits.iter().chain(own).cloned().collect());
            in_file = Some(known);
        }
        let (arrival, _) = caught_up(Ok(caught));
        let mended = in_file.map(|known| self.mend(&known)).unwrap_or_default();
        arrival.map(Msg::Arrived).into_iter().chain(mended).collect()
    }

    fn restore(&mut self, memory: &[Edit]) -> Vec<Msg> {
        let mut known = Log::new(self.machine.clone(), 0);
        let before = known.absorb(memory.to_vec());
        match self.log.restore(memory, &known) {
            Ok(caught) => {
                let count = before + known.absorb(caught.edits.clone());
                let text = if count == 1 { "1 edit is back.".to_owned() } else { format!("{count} edits are back.") };
                vec![Msg::Arrived(Arrival { edits: caught.edits, ..Arrival::default() }), said(&text, false)]
            }
            Err(error) => vec![Msg::Gone { kept: self.log.found(&known).edits.len() }, said(&error.to_string(), true)],
        }
    }
}

fn told(mended: Mended) -> Vec<Msg> {
    let words: Vec<_> = mended.words().iter().map(ToString::to_string).collect();
    let arrived = Msg::Arrived(Arrival { edits: mended.edits, ..Arrival::default() });
    let word = (!words.is_empty()).then(|| said(&words.join("; "), false));
    std::iter::once(arrived).chain(word).collect()
}

/// What was read, where there is anything new in it; or a word about why it could not be read.
pub(super) fn caught_up(read: Result<Caught, Error>) -> (Option<Arrival>, Option<Msg>) {
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
