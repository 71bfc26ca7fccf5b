//! What every verb about roadmaps stands on: the library and the log, read once.

use std::path::{Path, PathBuf};

use super::named::{self, Named};
use super::output::Output;
use super::refusal::{Kind, Refusal};
use crate::model::{
    Edit, EditId, Entry, Library, Log, Now, Origin, Place, Roadmap, SafeText, Status, Unreadable, words,
};
use crate::store::{self, Caught, LogFile, Paths, Shelf};
use crate::tui;

/// The roadmaps with where the learner stands, and the way to change that.
pub(super) struct Context {
    pub(super) library: Library,
    pub(super) log: Log,
    pub(super) now: Now,
    paths: Paths,
    log_file: LogFile,
    /// The state file is of a newer version: read, never written.
    newer: bool,
    /// The state file is gone, and the user has not said yet what is to become of it.
    gone: bool,
}

impl Context {
    /// Reads everything that is there; makes no file. Edits of this machine that the state file has lost come back.
    pub(super) fn load(data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Self> {
        let paths = Paths::find(data)?;
        let mut log_file = LogFile::of(&paths);
        let machine = store::machine(&paths, output.settings.config.machine.as_ref());
        let (mut log, Caught { bad_lines, newer, .. }) = log_file.open(&machine, store::seed())?;
        tell_trouble(&bad_lines, newer, &log, output);
        let gone = log_file.is_gone();
        if gone {
            output.note(&format!("{GONE}\n  {RESTORE}"));
        } else {
            mend(&mut log_file, &mut log, output);
        }
        let mut library = Library::new(output.settings.config.shared_concepts);
        let (roadmaps, unreadable) = at_hand(&paths);
        library.add(roadmaps, &log);
        library.unreadable = unreadable;
        Ok(Self { library, log, now: tui::now(), paths, log_file, newer, gone })
    }

    /// Does what may wait until the answer was given.
    pub(super) fn leave(mut self) {
        self.log_file.finish_opening(&self.log);
    }

    pub(super) fn entry(&self, number: usize) -> &Entry {
        &self.library.entries()[number]
    }

    /// The number of the roadmap with this id, or of this file, which joins the library.
    pub(super) fn roadmap(&mut self, name: &Path, output: &mut Output) -> anyhow::Result<usize> {
        let ids = self.library.entries().iter().map(|entry| &entry.roadmap.id);
        match named::find(name, ids, &self.library.unreadable, output.style_of_words)? {
            Named::Id(number) => Ok(number),
            Named::File(roadmap) => {
                let id = roadmap.id.clone();
                let path = SafeText::line(&name.to_string_lossy());
                self.library.add(vec![(*roadmap, Origin::File { path, replaces_bundled: false })], &self.log);
                Ok(self.library.position(&id).expect("it was added just now"))
            }
        }
    }

    /// The roadmap that was touched last, or the first.
    pub(super) fn last_touched(&self) -> Option<usize> {
        let first = (!self.library.entries().is_empty()).then_some(0);
        self.library.last_touched(&self.log).or(first)
    }

    /// The edits that set these statuses: all of them one group, over several roadmaps too.
    pub(super) fn compose(&mut self, changes: &[(usize, Vec<(Place, Status)>)]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (number, statuses) in changes {
            let set = self.library.changes(&self.log, *number, statuses);
            let id = self.library.entries()[*number].roadmap.id.clone();
            edits.extend(self.log.compose(self.now, &id, set));
        }
        if changes.len() > 1 {
            let group = edits.first().map(|edit| edit.id.clone());
            let count = edits.len().try_into().ok();
            for (number, edit) in edits.iter_mut().enumerate() {
                edit.group.clone_from(&group);
                edit.count = count.filter(|_| number == 0);
            }
        }
        edits
    }

    /// Whether this edit was made on this machine, whatever it was called then.
    pub(super) fn wrote(&self, edit: &EditId) -> bool {
        self.log_file.wrote(edit)
    }

    /// Makes edits last; only then are they part of what is told.
    pub(super) fn save(&mut self, edits: &[Edit], output: &mut Output) -> anyhow::Result<()> {
        if self.newer {
            let words = format!("nothing was saved: {}", words::newer("progress.jsonl"));
            return Err(Refusal::new(Kind::Failed, words).hint(words::UPDATE).into());
        }
        if self.gone {
            return Err(gone("nothing was saved").into());
        }
        if edits.iter().any(Edit::is_late) {
            let words = format!("nothing was saved: {}", words::AT_ITS_END);
            return Err(Refusal::new(Kind::Failed, words).hint(words::TAKE_OUT).into());
        }
        self.log_file.has_room(&self.log)?;
        let caught = self.log_file.append(edits)?;
        // The exit code is the word that all is saved: both copies are waited for.
        if let Err(error) = self.log_file.settle(self.now) {
            output.note(&error.to_string());
        }
        if let Err(error) =
            store::keep_machine(&self.paths, output.settings.config.machine.as_ref(), self.log.machine())
        {
            output.note(&format!("saved, but a later `milepost undo` will not know it: {error}"));
        }
        // One after the other, since either may be long.
        for edits in [&caught.edits, edits] {
            self.log.absorb(edits.iter().cloned());
            self.library.follow(&self.log, edits);
        }
        Ok(())
    }
}

/// The roadmaps compiled in and after them those of the user, and the files that could not be read.
pub(super) fn at_hand(paths: &Paths) -> (Vec<(Roadmap, Origin)>, Vec<Unreadable>) {
    let Shelf { roadmaps, unreadable } = store::shelf(paths);
    let bundled = store::bundled().into_iter().map(|roadmap| (roadmap, Origin::Bundled));
    (bundled.chain(roadmaps).collect(), unreadable)
}

/// Refuses what would make the state file anew without a word, or call it empty, where it is gone.
pub(super) fn refuse_gone(paths: &Paths, consequence: &str) -> anyhow::Result<()> {
    if LogFile::of(paths).is_gone() { Err(gone(consequence).into()) } else { Ok(()) }
}

fn gone(consequence: &str) -> Refusal {
    Refusal::new(Kind::Failed, format!("{consequence}: {GONE}")).hint(RESTORE).hint(AFRESH)
}

const GONE: &str = "progress.jsonl is gone, but edits of it are kept on this machine";
const RESTORE: &str = "`milepost restore` brings them back.";
const AFRESH: &str = "`milepost restore --none` puts them aside, and you start anew.";

/// Brings back what the state file lacks. Whatever is asked of the log goes on without it if need be.
fn mend(log_file: &mut LogFile, log: &mut Log, output: &mut Output) {
    match log_file.mend(log) {
        Ok(mended) => {
            mended.words().iter().for_each(|words| output.note(&format!("{words}.")));
            // What came is in the file now.
            let read = log_file.catch_up_into(&mut |edits| {
                log.absorb(edits);
            });
            read.err().iter().for_each(|error| output.note(&error.to_string()));
        }
        Err(error) => output.note(&format!("edits of this machine are missing from progress.jsonl: {error}")),
    }
}

fn tell_trouble(bad_lines: &[u64], newer: bool, log: &Log, output: &mut Output) {
    if newer {
        output.note(&format!("{}.\n{}", words::newer("progress.jsonl"), words::UPDATE));
    }
    if !bad_lines.is_empty() {
        output.note(&words::unreadable_lines(bad_lines));
    }
    if log.late_len() > 0 {
        output.note(&words::late(log.late_len()));
    }
}
