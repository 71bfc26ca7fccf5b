//! The mirror: every line that this machine writes, once more, where no sync tool lays a stale copy over it.

use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom};

use serde::{Deserialize, Serialize};

use super::super::files::{open_regular, sync_directory};
use super::super::keep::Keep;
use super::fingerprint::Fingerprint;
use super::found::Found;
use super::handle::Handle;
use super::lines;
use super::seen::{LANDMARK, LARGEST};
use crate::model::Log;

/// A beginning of the mirror of which nothing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// It ends with a line.
    length: u64,
    /// Of its last bytes: the file is only ever appended to, so where they stand, all of it stands.
    landmark: u64,
}

/// Writes the lines without waiting for the disk: they outlive the program from here on, and [`sync`] makes them
/// outlive the machine.
pub(super) fn write(keep: &Keep, lines: &[u8]) -> io::Result<()> {
    let mut handle = Handle::open_to_append(&keep.own())?;
    handle.lock()?;
    handle.append_unsynced(&keep.header(), lines)
}

pub(super) fn sync(keep: &Keep) -> io::Result<()> {
    Handle::open_to_append(&keep.own())?.sync()?;
    sync_directory(Some(keep.directory()))
}

/// The lines of the mirror that are not known, the oldest first. Those `before` need not be read again. Gives how far
/// the mirror has been read: all of that is known if nothing is missing.
pub(super) fn missing(keep: &Keep, log: &Log, before: Option<Known>, seed: u64) -> (Found, Option<Known>) {
    let mut found = Found::default();
    // A mirror that cannot be read brings nothing back; `milepost doctor` says so.
    let known = read(keep, log, before, seed, &mut found).unwrap_or(None);
    (found, known)
}

fn read(keep: &Keep, log: &Log, before: Option<Known>, seed: u64, found: &mut Found) -> io::Result<Option<Known>> {
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
        if line.whole {
            end = begin + line.offset + line.length + 1;
        }
        if !id(&line.head).is_some_and(|id| log.knows(id)) {
            found.take(&line.head, log);
        }
    })?;
    Ok(Some(Known { length: end, landmark: landmark(&mut file, end, seed)? }))
}

/// What stands before this place.
fn landmark(file: &mut std::fs::File, end: u64, seed: u64) -> io::Result<u64> {
    let length = end.min(LANDMARK as u64);
    file.seek(SeekFrom::Start(end - length))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is one too")]
    Ok(Fingerprint::of(seed, &bytes) as u64)
}

/// The id of a line as it is written here, without reading the rest of it: most lines are known.
fn id(line: &[u8]) -> Option<&str> {
    let id = line.strip_prefix(b"{\"id\":\"")?;
    let end = memchr::memchr2(b'"', b'\\', id)?;
    (id[end] == b'"').then(|| str::from_utf8(&id[..end]).ok())?
}
