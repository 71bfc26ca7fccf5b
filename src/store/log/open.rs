//! Opening the state file: the whole of it as a log, by the short way where there is one.

use std::{fs, io, slice, thread};

use super::super::error::Error;
use super::super::keep::Keep;
use super::checkpoint::{Checkpoint, Opened, Told};
use super::handle::Handle;
use super::seen::{LARGEST, Seen};
use super::{Caught, LogFile, lines_of, mirror};
use crate::model::{Edit, Log, Machine};

/// A log that would take more memory is refused. Two million ticks take less; so it is one of endless notes, the newest
/// of which are kept twice.
const HEAVIEST: usize = if cfg!(test) { 5 << 20 } else { 100 << 20 };

/// A state file of so few bytes is never too heavy: no line takes ten times the memory that it takes on the disk.
const LIGHT: u64 = HEAVIEST as u64 / 10;

/// How many edits are weighed at once.
const WEIGHED: usize = 4096;

impl LogFile {
    /// Reads the whole file into a new log; the answer has no edits. `seed` is that of [`Log::new`].
    pub fn open(&mut self, machine: &Machine, seed: u128) -> Result<(Log, Caught), Error> {
        let anew = || (Log::new(machine.clone(), seed), None);
        let (mut log, mut told) = self.resume(machine, seed).map_or_else(anew, |(log, told)| (log, Some(told)));
        let mut resumed = log.extent();
        let mut caught = self.take_in_all(&mut log)?;
        if std::mem::take(&mut caught.replaced) {
            // It took the place of the one that the checkpoint is of, between two looks at it.
            self.seen = Seen::nothing(self.seen.seed);
            (log, told) = anew();
            resumed = log.extent();
            caught = self.take_in_all(&mut log)?;
        }
        let (covered, mirror) = told.as_ref().map_or((0, None), |told| (told.covered.length, told.mirror));
        let whole = told.and_then(|told| told.whole).map(|known| (resumed, known));
        self.opened = Some(Opened { seen: self.seen.clone(), extent: log.extent(), covered, mirror, whole });
        Ok((log, caught))
    }

    /// Does what may wait until nobody is kept waiting: the mirror gets what it lacks of this machine's edits, and a
    /// checkpoint is written, if that makes the next start shorter. `log` is the one that was opened, with whatever
    /// came to it since.
    pub fn finish_opening(&mut self, log: &Log) {
        let Some((mut opened, keep)) = self.opened.take().zip(self.keep()) else { return };
        // The next start tries again.
        drop(self.fill_mirror(&mut opened, log, &keep));
        if opened.is_long() {
            // Only time is lost if this fails.
            drop(opened.write(log, &keep.checkpoint()));
        }
    }

    /// Writes into the mirror what it lacks: a program that was killed, or had no room there, wrote only to the file.
    fn fill_mirror(&mut self, opened: &mut Opened, log: &Log, keep: &Keep) -> io::Result<()> {
        if opened.seen.newer || !self.path.exists() {
            return Ok(());
        }
        self.unmirrored.write(keep)?;
        let (lacking, known) = mirror::lacking(keep, log, opened.whole.as_ref(), &opened.extent, opened.seen.seed)?;
        // What would not read back as it is would be lacking each time.
        let lines: Vec<_> = lacking.iter().filter_map(|edit| lines_of(slice::from_ref(edit)).ok()).collect();
        let known = if lines.is_empty() {
            known
        } else {
            mirror::write(keep, lines.concat().as_bytes())?;
            mirror::sync(keep)?;
            mirror::known(keep, opened.seen.seed)?
        };
        opened.whole = Some((opened.extent.clone(), known));
        Ok(())
    }

    /// What a checkpoint holds, if it is one of this file, and what it says of the files.
    fn resume(&mut self, machine: &Machine, seed: u128) -> Option<(Log, Told)> {
        let Checkpoint { told, log } = Checkpoint::load(&self.keep()?.checkpoint())?;
        let handle = Handle::open_to_read(&self.path).ok()?;
        let (resumed, log) = thread::scope(|scope| {
            let unpacked = scope.spawn(|| Log::unpack(machine, seed, log));
            (Seen::resumed(&handle, &told.covered), unpacked.join())
        });
        self.seen = resumed.ok()??;
        let log = log.ok()?;
        if log.is_none() {
            self.seen = Seen::nothing(self.seen.seed);
        }
        Some((log?, told))
    }

    /// Refuses edits, so many bytes of lines, with which the file would be too much to be opened again.
    pub(super) fn refuse_too_much(&self, edits: &mut dyn Iterator<Item = &Edit>, bytes: usize) -> Result<(), Error> {
        let length = fs::metadata(&self.path).map_or(0, |found| found.len()) + bytes as u64;
        if length <= LIGHT {
            return Ok(());
        }
        let refuse = |words: &str| Err(Error::new("write", &self.path, io::Error::other(words)));
        if length > LARGEST {
            return refuse("with what was to come in it would be larger than 256 MB");
        }
        let (mut log, _) = Self::new(self.path.clone()).open(&Machine("".into()), 0)?;
        loop {
            let some: Vec<_> = edits.take(WEIGHED).cloned().collect();
            if some.is_empty() {
                return Ok(());
            }
            log.absorb(some);
            if log.weight() > HEAVIEST {
                return refuse("with what was to come in it would hold more than milepost keeps in memory (100 MB)");
            }
        }
    }

    fn take_in_all(&mut self, log: &mut Log) -> Result<Caught, Error> {
        let caught = self.catch_up_into(&mut |edits| {
            if log.weight() <= HEAVIEST {
                log.absorb(edits);
            }
        })?;
        if log.weight() > HEAVIEST {
            let words = "it holds more than milepost keeps in memory (100 MB)";
            return Err(Error::new("read", &self.path, io::Error::other(words)));
        }
        Ok(caught)
    }
}
