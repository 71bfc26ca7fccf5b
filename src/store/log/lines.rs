//! The lines of a file one by one, with their places, however long they are.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::super::files::too_large;
use super::handle::{Handle, LARGEST, Put};
use crate::format::log::{self, LONGEST_LINE, Said, is_short};

/// So many lines may be too short for an edit: with more of them no answer would come while somebody waits for it, and
/// what consists of them is no log.
pub(super) const MOST_SHORT: u64 = 500_000;

/// One line.
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    /// Where it begins.
    pub(super) offset: u64,
    /// How many bytes it has, its newline left out.
    pub(super) length: u64,
    /// Its bytes, up to one more than can be understood, without the newline.
    pub(super) head: Vec<u8>,
    /// Whether it ends in a newline.
    pub(super) whole: bool,
}

impl Line {
    /// What it says, whether it has its newline or not.
    pub(super) fn said(&self) -> Said {
        log::read_line(&self.head)
    }
}

/// A log that is to be gone through, once or more often.
pub(in super::super) struct Lines(Option<Handle>);

impl Lines {
    /// A file that is not there has no lines.
    pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
        match Handle::open_to_read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self(None)),
            Ok(handle) if handle.metadata()?.len() > LARGEST => Err(too_large(LARGEST)),
            handle => handle.map(Some).map(Self),
        }
    }

    /// Hands over every whole line, without its newline.
    pub(in super::super) fn each_whole(&self, take: Put<'_>) -> io::Result<()> {
        let Some(handle) = &self.0 else { return Ok(()) };
        each(handle.from(0)?, |line| if line.whole { take(&line.head) } else { Ok(()) }).map(drop)
    }
}

/// Refuses a file with more short lines than are read.
pub(super) fn refuse_short(count: u64) -> io::Result<()> {
    let words = || format!("over {MOST_SHORT} of its lines are too short to be edits: it is no log of milepost");
    if count > MOST_SHORT { Err(io::Error::other(words())) } else { Ok(()) }
}

/// Calls for each line that is not empty, the last one too where it lacks its newline; an error ends it. Gives how many
/// newlines there are.
pub(super) fn each(source: impl Read, mut call: impl FnMut(&Line) -> io::Result<()>) -> io::Result<u64> {
    let mut source = BufReader::with_capacity(64 << 10, source);
    let mut line = Line { number: 1, offset: 0, length: 0, head: Vec::new(), whole: false };
    let mut short = 0;
    loop {
        let bytes = match source.fill_buf() {
            Ok([]) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if line.length == 0 {
            // There may be millions, one behind the other.
            let empty = bytes.iter().take_while(|byte| **byte == b'\n').count();
            if empty > 0 {
                (line.number, line.offset) = (line.number + empty as u64, line.offset + empty as u64);
                source.consume(empty);
                continue;
            }
        }
        let end = memchr::memchr(b'\n', bytes);
        let part = &bytes[..end.unwrap_or(bytes.len())];
        let room = (LONGEST_LINE + 1).saturating_sub(line.head.len());
        line.head.extend_from_slice(&part[..part.len().min(room)]);
        line.length += part.len() as u64;
        let used = part.len() + usize::from(end.is_some());
        source.consume(used);
        if end.is_some() {
            line.whole = true;
            short += u64::from(is_short(line.length));
            refuse_short(short)?;
            call(&line)?;
            let (number, offset) = (line.number + 1, line.offset + line.length + 1);
            line.head.clear();
            line = Line { number, offset, length: 0, head: line.head, whole: false };
        }
    }
    if line.length > 0 {
        call(&line)?;
    }
    Ok(line.number - 1)
}
