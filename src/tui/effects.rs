//! What the state wishes, done; and what the world answers.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::clock::now;
use super::files::Files;
use super::looks::Looks;
use super::outside;
use super::settings::Settings;
use super::terminal::Terminal;
use crate::app::{Arrival, Effect, Msg, Spot};
use crate::model::{Edit, Log, Machine, Origin, SafeText, words};
use crate::store::{self, Caught, Error, LogFile, Paths};

/// What could not be saved is tried again this often.
const RETRY_EVERY: Duration = Duration::from_secs(3);

/// Everything outside that is kept between two effects.
pub(super) struct World {
    pub(super) files: Files,
    pub(super) settings: Option<Settings>,
    log: LogFile,
    paths: Paths,
    machine: Machine,
    looks: Looks,
    /// When an append was tried last.
    tried: Instant,
    /// How many lines could not be read, and whether the file is of a newer version, as last told.
    state: (usize, bool),
    /// Why the file could not be read at all, as last told.
    trouble: Option<String>,
    /// There is more in the file that can be read at once.
    more: bool,
    /// What a file says that has taken the place of another, until it was read whole and is there.
    in_place: Option<Log>,
    /// The user was asked after a file that is gone.
    gone: bool,
    /// What is missing of the second copy, as last told.
    unsettled: Option<String>,
}

impl World {
    pub(super) fn new(
        log: LogFile,
        paths: Paths,
        machine: Machine,
        (files, settings): (Files, Option<Settings>),
    ) -> Self {
        let now = Instant::now();
        Self {
            files,
            settings,
            log,
            paths,
            machine,
            looks: Looks::new(now),
            tried: now,
            state: (0, false),
            trouble: None,
            more: false,
            in_place: None,
            gone: false,
            unsettled: None,
        }
    }

    /// Writes down the name of this machine, so that every window and every later run goes by the same. Without it undo
    /// does not reach back to them, and nothing else is lost.
    pub(super) fn settle_in(&self, set: Option<&Machine>) {
        drop(store::keep_machine(&self.paths, set, &self.machine));
    }

    /// Makes the second copy whole; and the next start shorter, if the state file is long.
    pub(super) fn finish_opening(&mut self, log: &Log) {
        self.log.finish_opening(log);
    }

    /// How long the loop may sleep: other windows' edits are seen within a second, also where keys wake it meanwhile.
    pub(super) fn nap(&self, now: Instant) -> Duration {
        if self.more {
            return Duration::ZERO;
        }
        let nap = self.files.nap(self.looks.left(now));
        self.settings.as_ref().map_or(nap, |settings| settings.nap(nap))
    }

    /// What others have written, if it is time to look; and what is wrong with the file, once each time it changes.
    pub(super) fn look_around(&mut self, known: &Log, now: Instant) -> Vec<Msg> {
        let mut msgs = Vec::new();
        let is_time = self.looks.are_due(now) || std::mem::take(&mut self.more);
        if is_time {
            // Before it is read: what is read then is all that it says.
            if self.gone && !self.log.is_gone() {
                self.gone = false;
                msgs.push(Msg::Back);
            }
            let held = [known].into_iter().chain(&self.in_place);
            let caught = self.log.may_read_on(held).and_then(|()| self.log.catch_up());
            msgs.extend(self.came(caught, &[]));
            msgs.extend(self.settle());
        }
        msgs.extend(self.files.look(is_time));
        msgs.extend(self.settings.as_mut().and_then(|settings| settings.look(is_time)));
        msgs
    }

    /// Brings back what the state file lacks and this machine keeps: after the first frame, which does not need it.
    /// `known` is what has been read of the file.
    pub(super) fn mend(&mut self, known: &Log) -> Vec<Msg> {
        if let Some(question) = self.ask_if_gone(known) {
            return vec![question];
        }
        match self.log.mend(known) {
            Ok(mended) => {
                let words: Vec<_> = mended.words().iter().map(ToString::to_string).collect();
                let caught = self.log.catch_up();
                let mut msgs = self.came(caught, &[]);
                msgs.extend((!words.is_empty()).then(|| said(&words.join("; "), false)));
                msgs
            }
            Err(error) => vec![said(&error.to_string(), true)],
        }
    }

    /// The same question, if the file has gone since it was looked at last: an append would make a new one.
    pub(super) fn ask_if_gone(&mut self, known: &Log) -> Option<Msg> {
        self.log.is_gone().then(|| self.ask_after_gone(known))
    }

    /// That the file is gone, and how much of it is kept elsewhere on this machine.
    fn ask_after_gone(&mut self, known: &Log) -> Msg {
        self.gone = true;
        self.in_place = Some(Log::new(self.machine.clone(), 0));
        // What is too much to be brought back is named when that is tried.
        Msg::Gone { kept: self.log.found(known).map_or(0, |found| found.len()) }
    }

    /// Notes that were in an editor when milepost was killed.
    pub(super) fn left_notes(&self) -> Vec<Msg> {
        let text = |path: &Path| format!("a note that was not saved is kept in {}", path.display());
        store::newly_left_notes(&self.paths).iter().map(|path| said(&text(path), false)).collect()
    }

    /// Makes last what was not waited for; says what of it cannot be, and takes that back when it can.
    pub(super) fn settle(&mut self) -> Option<Msg> {
        let words = self.log.settle(now()).err().map(|error| error.to_string());
        let before = std::mem::replace(&mut self.unsettled, words);
        match &self.unsettled {
            Some(words) => (before.as_ref() != Some(words)).then(|| said(words, true)),
            None => before.map(|words| Msg::Mended { told: SafeText::line(&words) }),
        }
    }

    /// Writes a file that is gone anew, from what is in memory and all that is kept.
    pub(super) fn restore(&mut self, memory: &Log) -> Vec<Msg> {
        match self.log.restore(memory) {
            Ok(count) => {
                self.gone = false;
                let caught = self.log.catch_up();
                let mut msgs = self.came(caught, &[]);
                msgs.push(said(&format!("{} back.", words::count(count, "edit is", "edits are")), false));
                msgs
            }
            Err(error) => vec![self.ask_after_gone(memory), said(&error.to_string(), true)],
        }
    }

    /// Makes way for a new file. Where that cannot be done, the question is still open.
    pub(super) fn start_afresh(&mut self, memory: &Log) -> Vec<Msg> {
        match self.log.start_afresh(now()) {
            Ok(()) => {
                self.gone = false;
                Vec::new()
            }
            Err(error) => vec![self.ask_after_gone(memory), said(&error.to_string(), true)],
        }
    }

    /// Whether the file is gone at this moment, and there is something to bring back.
    pub(super) fn is_gone(&self) -> bool {
        self.log.is_gone()
    }

    /// Keeps edits for the next start; says whether they are kept.
    pub(super) fn lay_by(&self, edits: &[Edit]) -> bool {
        self.log.lay_by(edits).is_ok()
    }

    /// Lets the user's editor have the file of a roadmap. The terminal is not taken again.
    pub(super) fn edit(&self, path: &SafeText, at: &Spot, terminal: &mut Terminal) -> Option<Msg> {
        let path = self.files.path_of(path).unwrap_or_else(|| Path::new(path.as_str()));
        let line = match at {
            Spot::Line(line) => *line,
            Spot::Topic(steps) => store::line_of_topic(path, steps),
        };
        outside::edit(path, line, terminal)
    }

    /// Whether what could not be saved may be tried again: a lock that is not to be had keeps us waiting each time.
    pub(super) fn may_retry(&self) -> bool {
        self.tried.elapsed() >= RETRY_EVERY
    }

    /// Makes edits last.
    pub(super) fn append(&mut self, edits: &[Edit], known: &Log) -> Vec<Msg> {
        let appended = self.log.has_room(known).and_then(|()| self.log.append(edits));
        self.tried = Instant::now();
        match appended {
            Ok(caught) => {
                let mut msgs = vec![Msg::Saved(edits.len())];
                msgs.extend(self.came(Ok(caught), edits));
                msgs
            }
            Err(error) => vec![Msg::NotSaved(error.reason)],
        }
    }

    /// What was read, but for `own`, which the state knows; and, if the file has taken the place of another, what that
    /// one had and it lacks.
    fn came(&mut self, mut read: Result<Caught, Error>, own: &[Edit]) -> Vec<Msg> {
        let Ok(Caught { edits, replaced, more, .. }) = &mut read else { return self.news(read) };
        if *replaced {
            self.in_place = Some(Log::new(self.machine.clone(), 0));
        }
        if let Some(log) = &mut self.in_place {
            log.absorb(edits.iter().cloned());
        }
        self.more = *more;
        let whole = if *more || self.gone { None } else { self.in_place.take() };
        let own: HashSet<_> = own.iter().map(|edit| &edit.id).collect();
        edits.retain(|edit| !own.contains(&edit.id));
        let mut msgs = self.news(read);
        msgs.extend(whole.iter().flat_map(|known| self.mend(known)));
        msgs
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
        let mended = self.trouble.take().map(|words| Msg::Mended { told: SafeText::line(&words) });
        let mut msgs: Vec<_> = mended.into_iter().collect();
        let state = (bad_lines.len(), newer);
        if !edits.is_empty() || state != self.state {
            let told = std::mem::replace(&mut self.state, state) == state;
            let bad_lines = if told { Vec::new() } else { bad_lines };
            msgs.push(Msg::Arrived(Arrival { edits, bad_lines, newer: newer && !told }));
        }
        msgs
    }
}

/// Does one thing, and says what came of it.
pub(super) fn perform(effect: Effect) -> Vec<Msg> {
    match effect {
        Effect::OpenUrl(url) => match open::that_detached(url.as_str()) {
            Ok(()) => Vec::new(),
            Err(_) => vec![Msg::NoBrowser],
        },
        Effect::Copy(text) => match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.as_str())) {
            Ok(()) => Vec::new(),
            Err(error) => vec![said(&format!("could not copy: {error}"), true)],
        },
        // The loop does these itself.
        Effect::Save
        | Effect::Restore
        | Effect::StartAfresh
        | Effect::WriteOutside { .. }
        | Effect::EditFile { .. }
        | Effect::Suspend
        | Effect::Quit
        | Effect::Abandon => Vec::new(),
    }
}

/// Where a roadmap of this file comes from.
pub(super) fn origin(path: &Path) -> Origin {
    Origin::File { path: SafeText::line(&path.to_string_lossy()), replaces_bundled: false }
}

fn said(text: &str, error: bool) -> Msg {
    Msg::Said { text: SafeText::line(text), error }
}

#[cfg(test)]
mod tests;
