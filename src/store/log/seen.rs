//! How far the state file has been read, and the reading on from there.

use std::fs::Metadata;
use std::io::{self, Read};
use std::time::SystemTime;

use super::handle::{Handle, Identity};
use crate::format::log::{self, LONGEST_LINE};
use crate::model::Edit;

/// A larger file is refused rather than read: it would not fit into memory.
pub(super) const LARGEST: u64 = 256 << 20;
/// From here on a second thread is worth its start.
const MUCH: u64 = 1 << 20;
/// How much is read at once.
const CHUNK: u64 = 64 << 10;
/// How many bad lines are remembered.
const MOST_BAD_LINES: usize = 10_000;
/// How many bytes before the place where reading goes on are remembered: enough for a tick with its id.
const LANDMARK: usize = 1024;

/// What has been read of the state file. Whole lines only: a tail without its newline may be in flight.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    look: Option<Look>,
    /// Where the first line begins that has not been read.
    next: u64,
    /// The last bytes before `next`: if they are not there any more, this is another text.
    landmark: Vec<u8>,
    lines: u64,
    pub(super) bad_lines: Vec<u64>,
    pub(super) newer: bool,
}

/// What a file looks like from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    identity: Identity,
    length: u64,
    modified: Option<SystemTime>,
}

/// What one reading brought.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) edits: Vec<Edit>,
    pub(super) replaced: bool,
}

impl Seen {
    pub(super) const NOTHING: Self =
        Self { look: None, next: 0, landmark: Vec::new(), lines: 0, bad_lines: Vec::new(), newer: false };

    /// Whether a file that looks like this holds nothing more.
    pub(super) fn is_all_of(&self, found: &Metadata) -> bool {
        self.look.as_ref() == Some(&Look::of(found))
    }

    /// Whether so much is to be read that two threads are faster than one.
    pub(super) fn is_far_behind(&self, found: &Metadata) -> bool {
        found.len().saturating_sub(self.next) > MUCH
    }

    /// The file is gone.
    pub(super) fn forget(&mut self) -> Stretch {
        let replaced = self.look.is_some();
        *self = Self::NOTHING;
        Stretch { edits: Vec::new(), replaced }
    }

    /// Reads the whole lines that follow, or all of them if the file is not the one that was read before.
    pub(super) fn read_on(&mut self, handle: &Handle) -> io::Result<Stretch> {
        let mut edits = Vec::new();
        let replaced = self.read_on_into(handle, &mut |more| edits.extend(more))?;
        Ok(Stretch { edits, replaced })
    }

    /// The same, handed over piece by piece: a long log need never be in memory whole. Says whether it was replaced.
    pub(super) fn read_on_into(&mut self, handle: &Handle, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<bool> {
        // Taken before the reading, so that what is written during it is noticed at the next one.
        let look = Look::of(&handle.metadata()?);
        if look.length > LARGEST {
            return Err(io::Error::other(format!("it is larger than {} MB", LARGEST >> 20)));
        }
        let is_other = self.look.as_ref().is_some_and(|before| before.identity != look.identity);
        let replaced = is_other || !self.landmark_stands(handle)?;
        if replaced {
            *self = Self::NOTHING;
        }
        self.read_lines(handle.from(self.next)?, take)?;
        self.look = Some(look);
        Ok(replaced)
    }

    fn landmark_stands(&self, handle: &Handle) -> io::Result<bool> {
        let length = self.landmark.len() as u64;
        let mut there = Vec::new();
        handle.from(self.next - length)?.take(length).read_to_end(&mut there)?;
        Ok(there == self.landmark)
    }

    fn read_lines(&mut self, mut source: impl Read, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<()> {
        let mut waiting = Vec::new();
        // The length so far of a line that is too long to be kept.
        let mut dropped = 0;
        while source.by_ref().take(CHUNK).read_to_end(&mut waiting)? > 0 {
            if dropped > 0 {
                let Some(end) = waiting.iter().position(|&byte| byte == b'\n') else {
                    dropped += waiting.len();
                    waiting.clear();
                    continue;
                };
                self.note_bad_lines(&[self.lines + 1]);
                self.pass(&waiting[..=end], dropped, 1);
                waiting.drain(..=end);
                dropped = 0;
            }
            if let Some(end) = waiting.iter().rposition(|&byte| byte == b'\n') {
                let reading = log::read(&waiting[..=end], self.lines + 1);
                take(reading.edits);
                self.newer |= reading.newer;
                self.note_bad_lines(&reading.bad_lines);
                self.pass(&waiting[..=end], 0, reading.lines);
                waiting.drain(..=end);
            }
            if waiting.len() > LONGEST_LINE {
                dropped = waiting.len();
                waiting.clear();
            }
        }
        Ok(())
    }

    /// Goes on behind these bytes, which end in a newline, and those dropped before them.
    fn pass(&mut self, bytes: &[u8], dropped: usize, lines: u64) {
        self.next += (dropped + bytes.len()) as u64;
        self.lines += lines;
        self.landmark = bytes[bytes.len().saturating_sub(LANDMARK)..].to_vec();
    }

    fn note_bad_lines(&mut self, numbers: &[u64]) {
        let room = MOST_BAD_LINES - self.bad_lines.len();
        self.bad_lines.extend(&numbers[..numbers.len().min(room)]);
    }
}

impl Look {
    fn of(found: &Metadata) -> Self {
        Self { identity: Identity::of(found), length: found.len(), modified: found.modified().ok() }
    }
}

impl Stretch {
    pub(super) fn extend(&mut self, later: Self) {
        self.edits.extend(later.edits);
        self.replaced |= later.replaced;
    }
}
