//! The state file: appended to under a lock, synced, and read as it grows.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::{fs, io, thread};

use super::error::Error;
use super::files::sync_directory;
use super::paths::Paths;
use super::random::seed;
use crate::format::log;
use crate::model::{Edit, words};

mod aside;
mod checkpoint;
mod doctor;
mod fingerprint;
mod found;
mod handle;
mod lines;
mod mend;
mod mirror;
mod open;
mod other;
mod seen;
mod settle;
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub use doctor::{BadLine, Examination};
pub use found::Found;
pub(super) use handle::LARGEST;
pub(super) use lines::Lines;
pub use mend::Mended;
pub use settle::Unsettled;

use checkpoint::Opened;
use handle::{Handle, Identity};
use seen::Seen;
use settle::Unmirrored;

/// How often an append is begun anew because the file was replaced meanwhile.
const ATTEMPTS: usize = 5;

/// How many pieces of a long log are read ahead of those that were taken in.
const PIECES: usize = 16;

/// How much of a log is handed over at once.
const MOST: u64 = 8 << 20;

/// The state file of one data directory. Holds no descriptor: the file is opened anew for every append.
#[derive(Debug)]
pub struct LogFile {
    path: PathBuf,
    seen: Seen,
    /// The file whose name is known to be on the disk.
    named: Option<Identity>,
    /// Where the mirror is; without it nothing is kept beside the file.
    paths: Option<Paths>,
    unmirrored: Unmirrored,
    /// What [`LogFile::open`] has read, until a checkpoint of it is written.
    opened: Option<Opened>,
    /// It lies where others can write.
    among_others: bool,
    /// How many bytes of it are handed over at once.
    most: u64,
    /// It has more in it than is kept in memory: it was not read, and is not written.
    too_heavy: bool,
}

/// What was found in the file that had not been seen before.
#[derive(Debug, Default)]
pub struct Caught {
    pub edits: Vec<Edit>,
    /// All lines so far that cannot be understood, from 1; at most the first 10,000.
    pub bad_lines: Vec<u64>,
    /// The file is of a newer version: it is read as far as it is understood and never written.
    pub newer: bool,
    /// The file shrank, vanished or was replaced since it was read, and is read again from its beginning.
    pub replaced: bool,
    /// There is more to be read by the next call.
    pub more: bool,
}

impl LogFile {
    /// The file alone, for one that is not the user's own.
    pub fn new(path: PathBuf) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a part of what is random is random")]
        let seen = Seen::nothing(seed() as u64);
        let unmirrored = Unmirrored::default();
        Self {
            path,
            seen,
            named: None,
            paths: None,
            unmirrored,
            opened: None,
            among_others: false,
            most: MOST,
            too_heavy: false,
        }
    }

    #[cfg(test)]
    pub(crate) const fn set_most(&mut self, most: u64) {
        self.most = most;
    }

    /// A copy of the file in a directory that is not the user's alone.
    pub fn among_others(path: PathBuf) -> Self {
        Self { among_others: true, ..Self::new(path) }
    }

    /// The user's state file with its mirror.
    pub fn of(paths: &Paths) -> Self {
        Self { paths: Some(paths.clone()), ..Self::new(paths.log()) }
    }

    /// Reads what is new since the last call; everything, the first time. A file that is not there is an empty one.
    /// Costs one `stat` where nothing has changed. Of a long file it reads about 8 MB, and the rest in later calls.
    pub fn catch_up(&mut self) -> Result<Caught, Error> {
        let mut edits = Vec::new();
        let read = self.read_on(self.most, &mut |more| edits.extend(more));
        let caught = read.map_err(|source| Error::new("read", &self.path, source))?;
        Ok(Caught { edits, ..caught })
    }

    /// The same for a log of any length: its edits are handed over piece by piece, and none are in the answer. After
    /// an error some have been handed over, and will be again.
    pub fn catch_up_into(&mut self, take: &mut dyn FnMut(Vec<Edit>)) -> Result<Caught, Error> {
        self.read_on(u64::MAX, take).map_err(|source| Error::new("read", &self.path, source))
    }

    /// Makes the edits last: when this returns `Ok` they are on the disk. Gives what is new in the file then: these
    /// edits, if it was not replaced in that very moment, and what others wrote meanwhile.
    ///
    /// After an error the file holds what it held before, or lines that are to be appended again: their ids make
    /// that harmless. What others wrote is then given by the next call.
    ///
    /// The mirror is written after the file, so that it never has what was not saved, and before this returns, so
    /// that it outlives the program. It is synced by [`LogFile::settle`]: until then only a machine that dies in the
    /// very moment in which a sync tool replaces the file could lose the line, and an edit costs one sync, not two.
    pub fn append(&mut self, edits: &[Edit]) -> Result<Caught, Error> {
        if edits.is_empty() {
            return self.catch_up();
        }
        let appended = lines_of(edits).and_then(|text| {
            self.append_by(&mut |handle| handle.append(text.as_bytes()))?;
            self.mirror(text.as_bytes());
            Ok(())
        });
        appended.map_err(|source| Error::new("write", &self.path, source))?;
        // They are saved, whatever becomes of this: what cannot be read now is told when it is looked at next.
        Ok(self.catch_up().unwrap_or_else(|_| self.caught(false)))
    }

    /// Makes last what was found in other copies. It is read from the file like what others write.
    pub fn take_in(&mut self, found: &Found) -> Result<(), Error> {
        let taken = self.append_by(&mut |handle| found.append_to(handle));
        taken.map_err(|source| Error::new("write", &self.path, source))
    }

    fn read_on(&mut self, most: u64, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<Caught> {
        if self.too_heavy {
            return Err(open::too_heavy());
        }
        let is_there = match fs::metadata(&self.path) {
            Ok(found) if self.seen.is_all_of(&found) => return Ok(self.caught(false)),
            Ok(_) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        let mut seen = self.seen.clone();
        let replaced = if is_there {
            let handle = Handle::open_to_read(&self.path)?;
            if seen.is_far_behind(&handle.metadata()?) {
                read_beside(&mut seen, &handle, most, take)?
            } else {
                seen.read_on(&handle, most, take)?
            }
        } else {
            seen.forget()
        };
        self.seen = seen;
        if replaced {
            // What was known of the mirror was known of another file.
            self.opened = None;
        }
        Ok(self.caught(replaced))
    }

    /// Appends to whatever file the path leads to in the end. What is written is not counted as read.
    fn append_by(&mut self, append: &mut dyn FnMut(&mut Handle) -> io::Result<()>) -> io::Result<()> {
        if self.too_heavy {
            return Err(open::too_heavy());
        }
        for _ in 0..ATTEMPTS {
            let mut handle = self.open_to_append()?;
            handle.lock()?;
            // A file that was replaced before the lock was had is a dead one.
            if !handle.is_at_path()? {
                continue;
            }
            let mut seen = self.seen.clone();
            seen.read_on(&handle, u64::MAX, &mut drop)?;
            if seen.newer {
                return Err(io::Error::other(words::newer("it")));
            }
            seen.refuse_other_text(&handle).map_err(|error| match self.paths {
                Some(_) => io::Error::other(format!("{error} (`milepost doctor` says what to do)")),
                None => error,
            })?;
            // Before the lines: should it fail again and again, they are not appended each time.
            let identity = handle.identity()?;
            if self.named != Some(identity) {
                sync_name(&self.path)?;
                self.named = Some(identity);
            }
            append(&mut handle)?;
            if handle.is_at_path()? {
                return Ok(());
            }
        }
        Err(io::Error::other("it was replaced again and again"))
    }

    fn open_to_append(&self) -> io::Result<Handle> {
        if self.among_others {
            Handle::open_to_append_among_others(&self.path)
        } else {
            Handle::open_to_append(&self.path)
        }
    }

    fn caught(&self, replaced: bool) -> Caught {
        let Seen { bad_lines, newer, more, .. } = &self.seen;
        Caught { edits: Vec::new(), bad_lines: bad_lines.clone(), newer: *newer, replaced, more: *more }
    }
}

/// Reads on another thread while what was read is taken in on this one.
fn read_beside(seen: &mut Seen, handle: &Handle, most: u64, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<bool> {
    let (sender, receiver) = sync_channel(PIECES);
    thread::scope(|scope| {
        // The receiver is there until the sender is gone.
        let reader = scope.spawn(move || seen.read_on(handle, most, &mut |edits| drop(sender.send(edits))));
        receiver.iter().for_each(take);
        reader.join().unwrap_or_else(|_| Err(io::Error::other("the reader has failed")))
    })
}

/// The edits as lines that are known to read back as these edits.
fn lines_of(edits: &[Edit]) -> io::Result<String> {
    let text: String = edits.iter().map(log::write).collect();
    if text.lines().any(|line| line.len() > log::LONGEST_LINE) {
        return Err(io::Error::other("a change of this size does not fit into a line of 1 MB"));
    }
    if log::read(text.as_bytes(), 1).edits != edits {
        return Err(io::Error::other("the change would not read back as it was made"));
    }
    Ok(text)
}

/// Makes the name of the file last, where it lies in truth: `path` may be a symbolic link. So it does with that of its
/// directory: a program that made it may have been killed before it could.
fn sync_name(path: &Path) -> io::Result<()> {
    let real = fs::canonicalize(path)?;
    sync_directory(real.parent())?;
    sync_directory(real.parent().and_then(Path::parent))
}
