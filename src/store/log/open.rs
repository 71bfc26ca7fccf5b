//! Opening the state file: the whole of it as a log, by the short way where there is one.

use std::fs::File;
use std::io;
use std::thread;

use super::super::error::Error;
use super::super::keep::Keep;
use super::checkpoint::{Checkpoint, Opened, Told};
use super::handle::Handle;
use super::seen::Seen;
use super::{Caught, LogFile, lines_of, mirror};
use crate::model::{Log, Machine};

/// What would take more memory is not appended: more than 300,000 ticks, or 50 MB of notes.
const FULL: usize = if cfg!(test) { 5 << 20 } else { 100 << 20 };

/// And not read: what was appended last may have passed the other bound.
const HEAVIEST: usize = FULL / 8 * 9;

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
        let held = mirror::held(keep, log, opened.whole.as_ref(), opened.seen.seed)?;
        let mut lacking = log.own_but(held.until.as_ref(), &opened.extent, &held.numbers).peekable();
        let (mut known, mut is_ours) = (held.known, true);
        if lacking.peek().is_some() {
            // What would not read back as it is would be lacking each time.
            let mut lines = lacking.filter_map(|edit| lines_of(&[edit]).ok());
            let (begin, end) = mirror::write(keep, &mut |put| lines.try_for_each(|line| put(line.as_bytes())))?;
            mirror::sync(keep, None)?;
            known = mirror::known(keep, opened.seen.seed)?;
            // Another window may have written there too, before or after.
            is_ours = begin == held.known.length && end == known.length;
        }
        if is_ours && opened.mirror.map_or(0, |mirror| mirror.length) == held.known.length {
            // Nothing that it held was missing from the file, and what was added comes from there.
            opened.mirror = Some(known);
        }
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

    /// The text of all lines that were read; `None` if there are none.
    pub(in super::super) fn whole_lines(&self) -> Result<Option<io::Take<File>>, Error> {
        if self.seen.next == 0 {
            return Ok(None);
        }
        let text = Handle::open_to_read(&self.path).and_then(|handle| {
            if self.seen.stands_in(&handle)? {
                handle.into_beginning(self.seen.next)
            } else {
                Err(io::Error::other("it was replaced meanwhile"))
            }
        });
        text.map(Some).map_err(|source| Error::new("read", &self.path, source))
    }

    /// Refuses to append to a log that is full.
    pub fn has_room(&self, known: &Log) -> Result<(), Error> {
        refuse_full([known]).map_err(|source| Error::new("write", &self.path, source))
    }

    /// Refuses to read on where these are too heavy already.
    pub fn may_read_on<'a>(&self, known: impl IntoIterator<Item = &'a Log>) -> Result<(), Error> {
        refuse_too_heavy(known).map_err(|source| Error::new("read", &self.path, source))
    }

    fn take_in_all(&mut self, log: &mut Log) -> Result<Caught, Error> {
        let mut weighed = Ok(());
        let caught = self.catch_up_into(&mut |edits| {
            if weighed.is_ok() {
                log.absorb(edits);
                weighed = refuse_too_heavy([&*log]);
            }
        })?;
        // Nobody knows all that is in it, so none of it counts, and nothing is added.
        self.too_heavy = weighed.is_err();
        weighed.map_err(|source| Error::new("read", &self.path, source))?;
        Ok(caught)
    }
}

/// Refuses to append what all of these say.
pub(super) fn refuse_full<'a>(logs: impl IntoIterator<Item = &'a Log>) -> io::Result<()> {
    refuse_over(FULL, logs)
}

/// Refuses to keep all of these in memory.
pub(super) fn refuse_too_heavy<'a>(logs: impl IntoIterator<Item = &'a Log>) -> io::Result<()> {
    refuse_over(HEAVIEST, logs)
}

fn refuse_over<'a>(most: usize, logs: impl IntoIterator<Item = &'a Log>) -> io::Result<()> {
    if logs.into_iter().map(Log::weight).sum::<usize>() > most { Err(too_heavy()) } else { Ok(()) }
}

pub(super) fn too_heavy() -> io::Error {
    io::Error::other("with it there would be over 100 MB of edits in memory, the most that milepost keeps")
}
