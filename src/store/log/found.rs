//! What copies of the state file say and the log itself does not: read line by line, and never held whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::super::error::Error;
use super::super::files::open_within;
use super::fingerprint::Fingerprint;
use super::handle::{Handle, LARGEST, Put};
use super::lines::{self, Line};
use super::lines_of;
use super::open::refuse_full;
use crate::model::{Edit, Log, Machine};

/// Lines that are not in the state file yet: where they stand, and what they say.
#[derive(Debug)]
pub struct Found {
    copies: Vec<Copy>,
    /// What can be read of garbled lines, as lines of its own.
    anew: Vec<u8>,
    /// What all of that says.
    edits: Log,
    /// How many edits there were known before, or stood there already.
    pub known: usize,
    /// How many lines cannot be read.
    pub bad_lines: usize,
    /// A newer version has written there; what this one does not understand is left out.
    pub newer: bool,
    /// A header or an edit was among it, known or not.
    pub(in super::super) is_log: bool,
    /// Somebody may be writing there: a last line without its newline does not count yet.
    in_use: bool,
}

/// A copy of a state file, and what is to be taken from it.
#[derive(Debug)]
struct Copy {
    file: File,
    /// Whole lines: where they begin, and where they end.
    stretches: Vec<(u64, u64)>,
    hash: Fingerprint,
}

/// How much is read at once of what is to be taken.
const PIECE: usize = 64 << 10;

impl Default for Found {
    fn default() -> Self {
        let edits = Log::of_nobody();
        let [newer, is_log, in_use] = [false; 3];
        Self { copies: Vec::new(), anew: Vec::new(), edits, known: 0, bad_lines: 0, newer, is_log, in_use }
    }
}

impl Found {
    /// For a copy that other programs append to.
    pub(in super::super) fn in_use() -> Self {
        Self { in_use: true, ..Self::default() }
    }

    /// How many different edits were found that count.
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// Whether there is nothing to be appended.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// What was found, and nothing else.
    pub const fn log(&self) -> &Log {
        &self.edits
    }

    /// How many edits were found of each machine.
    pub fn by_machine(&self) -> BTreeMap<Machine, usize> {
        let mut counts = BTreeMap::new();
        for edit in self.edits.edits() {
            *counts.entry(edit.by).or_default() += 1;
        }
        counts
    }

    /// Adds what a copy of the log says and none of these knows. An error leaves what was found before it.
    pub(super) fn read(&mut self, path: &Path, known: &[&Log]) -> Result<(), Error> {
        let read = open_within(path, LARGEST).and_then(|file| self.read_file(file, known));
        read.map_err(|source| Error::new("read", path, source))
    }

    /// Adds what this machine keeps: a file that cannot be read takes nothing away from others and is no error. The one
    /// error is that all of it is too much for memory: then what was found is not to be used.
    pub(super) fn read_what_can_be(&mut self, path: &Path, known: &[&Log]) -> io::Result<()> {
        match self.read(path, known) {
            Err(_) => refuse_full(known.iter().copied().chain([&self.edits])),
            Ok(()) => Ok(()),
        }
    }

    /// As [`Found::read`], for a copy that need not be there.
    pub(in super::super) fn read_if_there(&mut self, path: &Path, known: &[&Log]) -> Result<(), Error> {
        match self.read(path, known) {
            Err(error) if error.is(io::ErrorKind::NotFound) => Ok(()),
            read => read,
        }
    }

    /// As [`Found::read`], for a file that is open, of whatever size.
    pub(in super::super) fn read_file(&mut self, file: File, known: &[&Log]) -> io::Result<()> {
        let source = file.try_clone()?;
        (&source).seek(SeekFrom::Start(0))?;
        let mut copy = Copy { file, stretches: Vec::new(), hash: Fingerprint::new(0) };
        let read = lines::each(source, |line| self.take(line, known, &mut copy)).map(drop);
        self.copies.push(copy);
        read
    }

    fn take(&mut self, line: &Line, known: &[&Log], copy: &mut Copy) -> io::Result<()> {
        if self.in_use && !line.whole {
            return Ok(());
        }
        let said = line.said();
        self.bad_lines += usize::from(said.is_bad);
        self.is_log |= said.is_log;
        if said.newer {
            self.newer = true;
            return Ok(());
        }
        let count = said.edits.len();
        let is_new = |edit: &Edit| !known.iter().chain([&&self.edits]).any(|log| log.holds(edit));
        let new: Vec<_> = said.edits.into_iter().filter(is_new).collect();
        self.known += count - new.len();
        if new.is_empty() {
            return Ok(());
        }
        if !said.is_bad {
            copy.add(line);
        } else if let Ok(lines) = lines_of(&new) {
            self.anew.extend_from_slice(lines.as_bytes());
        }
        self.edits.absorb(new);
        refuse_full(known.iter().copied().chain([&self.edits]))
    }

    /// Appends the lines as they stand there.
    pub(super) fn append_to(&self, handle: &mut Handle) -> io::Result<()> {
        // Before anything of them is in the file for others to read.
        self.write(&mut |_| Ok(()))?;
        handle.append_pieces(&mut |put| self.write(put))
    }

    /// Hands over the lines as they stand there, piece by piece. An error if they do not stand there any more.
    pub(super) fn write(&self, put: Put<'_>) -> io::Result<()> {
        put(&self.anew)?;
        self.copies.iter().try_for_each(|copy| copy.write(put))
    }
}

impl Copy {
    fn add(&mut self, line: &Line) {
        let end = line.offset + line.length + u64::from(line.whole);
        self.hash.add(&line.head);
        self.hash.add(if line.whole { b"\n" } else { b"" });
        match self.stretches.last_mut() {
            Some((_, last)) if *last == line.offset => *last = end,
            _ => self.stretches.push((line.offset, end)),
        }
    }

    fn write(&self, put: Put<'_>) -> io::Result<()> {
        let mut hash = Fingerprint::new(0);
        let mut piece = vec![0; PIECE];
        let mut last = b'\n';
        for (begin, end) in &self.stretches {
            (&self.file).seek(SeekFrom::Start(*begin))?;
            let mut stretch = (&self.file).take(end - begin);
            loop {
                let count = match stretch.read(&mut piece) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    count => count?,
                };
                let Some(byte) = piece[..count].last() else { break };
                last = *byte;
                hash.add(&piece[..count]);
                put(&piece[..count])?;
            }
        }
        if hash.value() != self.hash.value() {
            return Err(io::Error::other("the copy was changed while it was read"));
        }
        if last == b'\n' { Ok(()) } else { put(b"\n") }
    }
}
