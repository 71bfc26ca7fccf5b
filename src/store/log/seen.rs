//! How far the state file has been read, and the reading on from there.

use std::fs::Metadata;
use std::io::{self, Read};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::super::files::too_large;
use super::fingerprint::{Fingerprint, hex};
use super::handle::{Handle, Identity, LARGEST};
use super::lines::refuse_short;
use crate::format::log::{self, LONGEST_LINE};
use crate::model::Edit;
use crate::model::words::MOST_NUMBERED;

/// From here on a second thread is worth its start.
const MUCH: u64 = 1 << 20;
/// How much is read at once.
const CHUNK: u64 = 64 << 10;
/// How much is read at once where it is only compared: more than this leaves the fast memory of the processor.
const CHECKED: usize = 128 << 10;
/// How many bytes before the place where reading goes on are remembered: enough for a tick with its id.
pub(super) const LANDMARK: usize = 1024;

/// What has been read of the state file. Whole lines only: a tail without its newline may be in flight.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    look: Option<Look>,
    /// Where the first line begins that has not been read.
    pub(super) next: u64,
    /// The last bytes before `next`: if they are not there any more, this is another text.
    landmark: Vec<u8>,
    pub(super) lines: u64,
    /// The hash of all bytes before `next`, and its seed.
    pub(super) hash: Fingerprint,
    pub(super) seed: u64,
    pub(super) bad_lines: Vec<u64>,
    /// How many lines are too short for an edit.
    short_lines: u64,
    pub(super) newer: bool,
    /// A header or an edit was among it.
    pub(super) is_log: bool,
    /// The last reading stopped before the end.
    pub(super) more: bool,
}

/// The beginning of a state file, as far as it was read once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Beginning {
    /// So many bytes, in so many lines, have this hash with this seed.
    pub(super) length: u64,
    lines: u64,
    #[serde(with = "hex")]
    hash: u128,
    seed: u64,
    bad_lines: Vec<u64>,
    short_lines: u64,
}

/// What a file looks like from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    identity: Identity,
    length: u64,
    modified: Option<SystemTime>,
}

impl Seen {
    pub(super) fn nothing(seed: u64) -> Self {
        let hash = Fingerprint::new(seed);
        let (landmark, bad_lines) = (Vec::new(), Vec::new());
        let [newer, is_log, more] = [false; 3];
        Self { look: None, next: 0, landmark, lines: 0, hash, seed, bad_lines, short_lines: 0, newer, is_log, more }
    }

    /// What has been read, to be resumed by another run.
    pub(super) fn beginning(&self) -> Beginning {
        Beginning {
            length: self.next,
            lines: self.lines,
            hash: self.hash.value(),
            seed: self.seed,
            bad_lines: self.bad_lines.clone(),
            short_lines: self.short_lines,
        }
    }

    /// As if all of this had been read, if the file still begins with it.
    pub(super) fn resumed(handle: &Handle, told: &Beginning) -> io::Result<Option<Self>> {
        let look = Look::of(&handle.metadata()?);
        if look.length < told.length || told.length > LARGEST {
            return Ok(None);
        }
        let mut seen = Self::nothing(told.seed);
        let mut source = handle.from(0)?.take(told.length);
        let mut chunk = vec![0; CHECKED];
        loop {
            let count = match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            seen.pass(&chunk[..count]);
        }
        let stands = seen.next == told.length && seen.hash.value() == told.hash;
        // Neither its length nor its time is that of the file: what follows is still to be read.
        seen.look = Some(Look { length: told.length, modified: None, ..look });
        (seen.lines, seen.bad_lines, seen.short_lines) = (told.lines, told.bad_lines.clone(), told.short_lines);
        // There is a checkpoint of nothing else.
        seen.is_log = true;
        Ok(stands.then_some(seen))
    }

    /// Whether a file that looks like this holds nothing more.
    pub(super) fn is_all_of(&self, found: &Metadata) -> bool {
        self.look.as_ref() == Some(&Look::of(found))
    }

    /// Whether so much is to be read that two threads are faster than one.
    pub(super) fn is_far_behind(&self, found: &Metadata) -> bool {
        found.len().saturating_sub(self.next) > MUCH
    }

    /// The file is gone. Says whether it was there.
    pub(super) fn forget(&mut self) -> bool {
        let was_there = self.look.is_some();
        *self = Self::nothing(self.seed);
        was_there
    }

    /// Reads the whole lines that follow, or all of them if the file is not the one that was read before. Hands them
    /// over piece by piece: a long log need never be in memory whole. After about `most` bytes it stops, and goes on
    /// there when it is called again. Says whether the file was replaced.
    pub(super) fn read_on(&mut self, handle: &Handle, most: u64, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<bool> {
        // Taken before the reading, so that what is written during it is noticed at the next one.
        let look = Look::of(&handle.metadata()?);
        if look.length > LARGEST {
            return Err(too_large(LARGEST));
        }
        let replaced = !self.stands_in(handle)?;
        if replaced {
            *self = Self::nothing(self.seed);
        }
        self.more = self.read_lines(handle.from(self.next)?, most, take)?;
        // What is still to be read is looked for again, whatever the file looks like then.
        self.look = Some(if self.more { Look { length: self.next, modified: None, ..look } } else { look });
        Ok(replaced)
    }

    /// Whether this is the file that was read, and what was read is still there.
    pub(super) fn stands_in(&self, handle: &Handle) -> io::Result<bool> {
        let identity = handle.identity()?;
        if self.look.as_ref().is_some_and(|before| before.identity != identity) {
            return Ok(false);
        }
        let length = self.landmark.len() as u64;
        let mut there = Vec::new();
        handle.from(self.next - length)?.take(length).read_to_end(&mut there)?;
        Ok(there == self.landmark)
    }

    /// Says whether it stopped before the end.
    fn read_lines(&mut self, mut source: impl Read, most: u64, take: &mut dyn FnMut(Vec<Edit>)) -> io::Result<bool> {
        let begin = self.next;
        let mut waiting = Vec::new();
        // A line that is too long to be kept, so far: its length, and the hash with it.
        let mut dropped: Option<(usize, Fingerprint)> = None;
        while source.by_ref().take(CHUNK).read_to_end(&mut waiting)? > 0 {
            if let Some((length, hash)) = &mut dropped {
                let end = memchr::memchr(b'\n', &waiting);
                let part = &waiting[..end.map_or(waiting.len(), |end| end + 1)];
                *length += part.len();
                hash.add(part);
                let Some(end) = end else {
                    waiting.clear();
                    continue;
                };
                self.note_bad_lines(&[self.lines + 1]);
                self.landmark = part[part.len().saturating_sub(LANDMARK)..].to_vec();
                self.next += *length as u64;
                self.lines += 1;
                self.hash = hash.clone();
                dropped = None;
                waiting.drain(..=end);
            }
            if let Some(end) = memchr::memrchr(b'\n', &waiting) {
                let reading = log::read(&waiting[..=end], self.lines + 1);
                take(reading.edits);
                self.newer |= reading.newer;
                self.is_log |= reading.is_log;
                self.note_bad_lines(&reading.bad_lines);
                self.lines += reading.lines;
                self.short_lines += reading.short_lines;
                refuse_short(self.short_lines)?;
                self.pass(&waiting[..=end]);
                waiting.drain(..=end);
                if self.next - begin >= most {
                    return Ok(true);
                }
            }
            if waiting.len() > LONGEST_LINE {
                let mut hash = self.hash.clone();
                hash.add(&waiting);
                dropped = Some((waiting.len(), hash));
                waiting.clear();
            }
        }
        Ok(false)
    }

    /// Goes on behind these bytes.
    fn pass(&mut self, bytes: &[u8]) {
        self.next += bytes.len() as u64;
        self.landmark = bytes[bytes.len().saturating_sub(LANDMARK)..].to_vec();
        self.hash.add(bytes);
    }

    fn note_bad_lines(&mut self, numbers: &[u64]) {
        let room = MOST_NUMBERED - self.bad_lines.len();
        self.bad_lines.extend(&numbers[..numbers.len().min(room)]);
    }
}

impl Look {
    fn of(found: &Metadata) -> Self {
        Self { identity: Identity::of(found), length: found.len(), modified: found.modified().ok() }
    }
}
