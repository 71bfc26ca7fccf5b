//! The mirror: every line that this machine writes, once more, where no sync tool lays a stale copy over it.

use std::io;

use super::super::files::{read_text, sync_directory};
use super::super::keep::Keep;
use super::handle::Handle;
use super::mend::Found;
use super::seen::LARGEST;
use crate::model::{EditId, Log};

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

/// The lines of the mirror that are not known, the oldest first.
pub(super) fn missing(keep: &Keep, known: &Log) -> Found {
    // A mirror that cannot be read brings nothing back; `milepost doctor` says so.
    let bytes = read_text(&keep.own(), LARGEST).unwrap_or_default();
    let lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let mut found = Found::default();
    found.take_all(lines.filter(|line| !id(line).is_some_and(|id| known.knows(&id))), known);
    found
}

/// The id of a line as it is written here, without reading the rest of it: most lines are known.
fn id(line: &[u8]) -> Option<EditId> {
    let id = line.strip_prefix(b"{\"id\":\"")?;
    let end = id.iter().position(|&byte| matches!(byte, b'"' | b'\\'))?;
    (id[end] == b'"').then(|| std::str::from_utf8(&id[..end]).ok().map(|id| EditId(id.into())))?
}
