//! The state file: appended to under a lock, synced, and read as it grows. Every rule stands in the README's promises.

use std::path::PathBuf;

use super::error::Error;
use crate::model::Edit;

/// The state file of one data directory. Holds no descriptor: the file is opened anew for every append.
#[derive(Debug)]
pub struct LogFile {
    path: PathBuf,
}

/// What was found in the file that had not been seen before.
#[derive(Debug, Default)]
pub struct Caught {
    pub edits: Vec<Edit>,
    /// All lines so far that cannot be understood, from 1.
    pub bad_lines: Vec<u64>,
    /// The file is of a newer version: it is read as far as it is understood and never written.
    pub newer: bool,
    /// The file shrank, vanished or was replaced since it was read, and was read again whole.
    pub replaced: bool,
}

impl LogFile {
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Reads what is new since the last call; everything, the first time. A file that is not there is an empty one.
    /// Costs one `stat` where nothing has changed.
    pub fn catch_up(&mut self) -> Result<Caught, Error> {
        todo!()
    }

    /// Makes the edits last: when this returns `Ok` they are on the disk. Gives what others wrote meanwhile.
    pub fn append(&mut self, _edits: &[Edit]) -> Result<Caught, Error> {
        todo!()
    }
}
