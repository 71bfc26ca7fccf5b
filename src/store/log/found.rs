//! What other copies of the log say and the log itself does not.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use super::super::error::Error;
use super::super::files::{open_regular, too_large};
use super::lines;
use super::seen::LARGEST;
use crate::format::log;
use crate::model::{Edit, Log};

/// Lines that are not in the state file yet, as they were found.
#[derive(Debug, Default)]
pub struct Found {
    pub(super) lines: Vec<u8>,
    /// What they say: one edit for each line but for glued ones.
    pub edits: Vec<Edit>,
    /// How many lines cannot be read.
    pub bad_lines: usize,
    /// A newer version has written there; what this one does not understand is left out.
    pub newer: bool,
    /// A header or an edit was among it, known or not.
    pub(super) is_log: bool,
    taken: BTreeSet<Edit>,
}

/// A copy of a state file.
fn open_to_read(file: &Path) -> io::Result<fs::File> {
    let file = open_regular(file, fs::OpenOptions::new().read(true))?;
    let size = file.metadata()?.len();
    if size > LARGEST { Err(too_large(LARGEST)) } else { Ok(file) }
}

impl Found {
    /// Adds what a file says and nobody knows.
    pub(super) fn read(&mut self, file: &Path, known: &Log) -> Result<(), Error> {
        let source = open_to_read(file).and_then(|file| lines::each(file, |line| self.take(&line.head, known)));
        source.map_err(|source| Error::new("read", file, source))
    }

    /// Adds what a line, given without its newline, says and nobody knows. The last line of a file is one too, if it
    /// can be read.
    pub(super) fn take(&mut self, line: &[u8], known: &Log) {
        let whole = [line, b"\n"].concat();
        let reading = log::read(&whole, 1);
        self.bad_lines += reading.bad_lines.len();
        self.newer |= reading.newer;
        self.is_log |= reading.is_log;
        let before = self.edits.len();
        for edit in reading.edits.into_iter().filter(|edit| !known.holds(edit)) {
            if self.taken.insert(edit.clone()) {
                self.edits.push(edit);
            }
        }
        if self.edits.len() > before {
            self.lines.extend_from_slice(&whole);
        }
    }
}
