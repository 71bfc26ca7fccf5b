//! The mirror: every line that this machine writes, once more, where no sync tool lays a stale copy over it.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

use super::super::files::{open_regular, sync_directory};
use super::super::keep::Keep;
use super::fingerprint::Fingerprint;
use super::handle::Handle;
use super::seen::{LANDMARK, LARGEST};
use super::{LogFile, lines};
use crate::format::log;
use crate::model::{EditId, Extent, Log};

/// A beginning of the mirror of which nothing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// It ends with a line.
    pub(super) length: u64,
    /// Of its last bytes: the file is only ever appended to, so where they stand, all of it stands.
    landmark: u64,
}

/// Writes the lines without waiting for the disk: they outlive the program from here on, and [`sync`] makes them
/// outlive the machine. Gives how long the mirror was before and is now.
pub(super) fn write(keep: &Keep, lines: &[u8]) -> io::Result<(u64, u64)> {
    let mut handle = Handle::open_to_append(&keep.own())?;
    handle.lock()?;
    handle.make_private()?;
    let before = handle.metadata()?.len();
    handle.append_unsynced(&keep.header(), lines)?;
    Ok((before, handle.metadata()?.len()))
}

/// Makes last what was written; and its name, unless that is known to be `named` on the disk.
pub(super) fn sync(keep: &Keep, named: bool) -> io::Result<()> {
    Handle::open_to_append(&keep.own())?.sync()?;
    if named { Ok(()) } else { sync_directory(Some(keep.directory())) }
}

/// Whether the mirror has a line that is not known, and how far it has been read: nothing of that is missing. Those
/// `before` need not be read again.
///
/// A mirror that cannot be read has nothing to bring back; `milepost doctor` says so.
pub(super) fn compare(keep: &Keep, log: &Log, before: Option<Known>, seed: u64) -> (bool, Option<Known>) {
    let mut is_missing = false;
    let known = read(keep, log, before, seed, &mut is_missing).unwrap_or(None);
    for own in keep.elsewhere() {
        let opened = open_regular(&own, OpenOptions::new().read(true));
        drop(opened.and_then(|file| lines::each(&file, |line| is_known(&line.head, log, &mut is_missing))));
    }
    (is_missing, known)
}

/// Ends the reading at the first line that is not known: the rest does not matter.
fn is_known(line: &[u8], log: &Log, is_missing: &mut bool) -> io::Result<()> {
    if id(line).is_some_and(|id| log.knows(id)) {
        return Ok(());
    }
    let reading = log::read(&[line, b"\n"].concat(), 1);
    *is_missing |= !reading.edits.iter().all(|edit| log.holds(edit));
    if *is_missing { Err(io::Error::other("it is not known")) } else { Ok(()) }
}

impl LogFile {
    /// Whether this edit was made on this machine, whatever it was called then. Reads the mirror.
    pub fn wrote(&self, edit: &EditId) -> bool {
        self.keep().is_some_and(|keep| holds(&keep, edit).unwrap_or(false))
    }
}

fn holds(keep: &Keep, edit: &EditId) -> io::Result<bool> {
    let mut held = false;
    for own in std::iter::once(keep.own()).chain(keep.elsewhere()) {
        let file = open_regular(&own, OpenOptions::new().read(true))?;
        lines::each(&file, |line| {
            held |= id(&line.head) == Some(&edit.0);
            Ok(())
        })?;
    }
    Ok(held)
}

fn read(keep: &Keep, log: &Log, before: Option<Known>, seed: u64, is_missing: &mut bool) -> io::Result<Option<Known>> {
    let mut file = open_regular(&keep.own(), OpenOptions::new().read(true))?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Ok(None);
    }
    let mut end = 0;
    if let Some(before) = before.filter(|before| before.length <= length)
        && landmark(&mut file, before.length, seed)? == before.landmark
    {
        end = before.length;
    }
    file.seek(SeekFrom::Start(end))?;
    let begin = end;
    lines::each(&file, |line| {
        is_known(&line.head, log, is_missing)?;
        if line.whole {
            end = begin + line.offset + line.length + 1;
        }
        Ok(())
    })?;
    Ok(Some(Known { length: end, landmark: landmark(&mut file, end, seed)? }))
}

/// What the mirror holds of this machine's edits.
pub(super) struct Held {
    /// All edits of the log until then.
    pub(super) until: Option<Extent>,
    /// And those with these numbers.
    pub(super) numbers: HashSet<u32>,
    /// How far it was read.
    pub(super) known: Known,
}

/// What the mirror holds. `whole` says until when the log has nothing that so much of the mirror lacks.
pub(super) fn held(keep: &Keep, log: &Log, whole: Option<&(Extent, Known)>, seed: u64) -> io::Result<Held> {
    let mut file = match open_regular(&keep.own(), OpenOptions::new().read(true)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let known = Known { length: 0, landmark: Fingerprint::half(seed, b"") };
            return Ok(Held { until: None, numbers: HashSet::new(), known });
        }
        opened => opened?,
    };
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    let stands =
        |file: &mut File, known: &Known| Ok::<_, io::Error>(landmark(file, known.length, seed)? == known.landmark);
    let whole = match whole {
        Some((since, known)) if known.length <= length && stands(&mut file, known)? => Some((since, *known)),
        _ => None,
    };
    let begin = whole.map_or(0, |(_, known)| known.length);
    file.seek(SeekFrom::Start(begin))?;
    let mut end = begin;
    let mut numbers = HashSet::new();
    lines::each(&file, |line| {
        if line.whole {
            end = begin + line.offset + line.length + 1;
            // A line that was cut has an id and is none.
            let reading = log::read(&[&line.head, b"\n".as_slice()].concat(), 1);
            numbers.extend(reading.edits.iter().filter_map(|edit| log.number(&edit.id.0)));
        }
        Ok(())
    })?;
    let known = Known { length: end, landmark: landmark(&mut file, end, seed)? };
    Ok(Held { until: whole.map(|(until, _)| until.clone()), numbers, known })
}

/// All of the mirror, which ends with a line.
pub(super) fn known(keep: &Keep, seed: u64) -> io::Result<Known> {
    let mut file = open_regular(&keep.own(), OpenOptions::new().read(true))?;
    let length = file.metadata()?.len();
    Ok(Known { length, landmark: landmark(&mut file, length, seed)? })
}

/// What stands before this place.
fn landmark(file: &mut File, end: u64, seed: u64) -> io::Result<u64> {
    let length = end.min(LANDMARK as u64);
    file.seek(SeekFrom::Start(end - length))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(Fingerprint::half(seed, &bytes))
}

/// The id of a line as it is written here, without reading the rest of it: most lines are known.
fn id(line: &[u8]) -> Option<&str> {
    let id = line.strip_prefix(b"{\"id\":\"")?;
    let end = memchr::memchr2(b'"', b'\\', id)?;
    (id[end] == b'"').then(|| str::from_utf8(&id[..end]).ok())?
}
