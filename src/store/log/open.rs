//! Opening the state file: the whole of it as a log, by the short way where there is one.

use std::{io, thread};

use super::super::error::Error;
use super::checkpoint::{Checkpoint, Opened};
use super::handle::Handle;
use super::mirror::Known;
use super::seen::Seen;
use super::{Caught, LogFile};
use crate::model::{Log, Machine};

/// A log that would take more memory is refused. Two million ticks take less; so it is one of endless notes, the newest
/// of which are kept twice.
const HEAVIEST: usize = 100 << 20;

impl LogFile {
    /// Reads the whole file into a new log; the answer has no edits. `seed` is that of [`Log::new`].
    pub fn open(&mut self, machine: &Machine, seed: u128) -> Result<(Log, Caught), Error> {
        let anew = || (Log::new(machine.clone(), seed), 0, None);
        let (mut log, mut covered, mut mirror) = self.resume(machine, seed).unwrap_or_else(anew);
        let mut caught = self.take_in_all(&mut log)?;
        if std::mem::take(&mut caught.replaced) {
            // It took the place of the one that the checkpoint is of, between two looks at it.
            self.seen = Seen::nothing(self.seen.seed);
            (log, covered, mirror) = anew();
            caught = self.take_in_all(&mut log)?;
        }
        self.opened = Some(Opened { seen: self.seen.clone(), extent: log.extent(), covered, mirror });
        Ok((log, caught))
    }

    /// Writes a checkpoint, if that makes the next start shorter: to be called when nobody is kept waiting. `log` is
    /// the one that was opened, with whatever came to it since.
    pub fn leave_checkpoint(&mut self, log: &Log) {
        let opened = self.opened.take().filter(Opened::is_long);
        if let Some((opened, keep)) = opened.zip(self.keep()) {
            // Only time is lost if this fails.
            drop(opened.write(log, &keep.checkpoint()));
        }
    }

    /// What a checkpoint holds, if it is one of this file; how many bytes it covers, and how much of the mirror.
    fn resume(&mut self, machine: &Machine, seed: u128) -> Option<(Log, u64, Option<Known>)> {
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
        Some((log?, told.covered.length, told.mirror))
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
