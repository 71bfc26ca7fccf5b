//! The mirror: every line that this machine writes, once more, where no sync tool lays a stale copy over it.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::files::{open_within, sync_directory};
use super::super::keep::Keep;
use super::LogFile;
use super::fingerprint::Fingerprint;
use super::handle::{Each, Handle, Identity, LARGEST};
use super::lines::{self, Line};
use super::seen::LANDMARK;
use crate::model::{EditId, Extent, Log};

/// A beginning of the mirror of which nothing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// It ends with a line.
    pub(super) length: u64,
    /// Of its last bytes: the file is only ever appended to, so where they stand, all of it stands.
    landmark: u64,
}

/// A mirror that is being read.
struct Mirror {
    file: File,
    length: u64,
    seed: u64,
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

/// Writes lines without waiting for the disk: they outlive the program from here on, and [`sync`] makes them outlive
/// the machine. Gives how long the mirror was before and is now.
pub(super) fn write(keep: &Keep, each: Each<'_>) -> io::Result<(u64, u64)> {
    let mut handle = Handle::open_to_append(&keep.own())?;
    handle.lock()?;
    if !keep.is_of_it() {
        return Err(io::Error::other("it has become that of another progress file"));
    }
    handle.make_private()?;
    let before = handle.metadata()?.len();
    handle.append_unsynced(&keep.header(), each)?;
    Ok((before, handle.metadata()?.len()))
}

/// Makes last what was written, and its name, unless that is known to be on the disk. Gives which file that was.
pub(super) fn sync(keep: &Keep, named: Option<Identity>) -> io::Result<Identity> {
    let handle = Handle::open_to_append(&keep.own())?;
    handle.sync()?;
    let identity = handle.identity()?;
    if named != Some(identity) {
        sync_directory(Some(keep.directory()))?;
    }
    Ok(identity)
}

/// Whether the mirror has a line that none of these knows, and how far it has been read: nothing of that is missing.
/// Those `before` need not be read again.
///
/// A mirror that cannot be read has nothing to bring back; `milepost doctor` says so.
pub(super) fn compare(keep: &Keep, logs: &[&Log], before: Option<Known>, seed: u64) -> (bool, Option<Known>) {
    let mut is_missing = false;
    let mut walk = |own: &Path, before| {
        let mut mirror = Mirror::open(own, seed)?;
        let from = mirror.standing(before)?;
        mirror.walk(from, |line| {
            is_missing |= !is_known(line, logs);
            // The rest does not matter.
            if is_missing { Err(io::Error::other("it is not known")) } else { Ok(()) }
        })
    };
    let known = walk(&keep.own(), before).ok();
    for own in keep.elsewhere() {
        drop(walk(&own, None));
    }
    (is_missing, known)
}

fn is_known(line: &Line, logs: &[&Log]) -> bool {
    line.said().edits.iter().all(|edit| logs.iter().any(|log| log.holds(edit)))
}

impl LogFile {
    /// Whether this edit was made on this machine, whatever it was called then. Reads the mirror.
    pub fn wrote(&self, edit: &EditId) -> bool {
        let mut held = false;
        for own in self.keep().iter().flat_map(Keep::mirrors) {
            let mut find = |line: &Line| {
                held |= id(&line.head) == Some(&edit.0);
                Ok(())
            };
            drop(Mirror::open(&own, 0).and_then(|mut mirror| mirror.walk(0, &mut find)));
        }
        held
    }
}

/// What the mirror holds. `whole` says until when the log has nothing that so much of the mirror lacks.
pub(super) fn held(keep: &Keep, log: &Log, whole: Option<&(Extent, Known)>, seed: u64) -> io::Result<Held> {
    let mut mirror = match Mirror::open(&keep.own(), seed) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let known = Known { length: 0, landmark: Fingerprint::half(seed, b"") };
            return Ok(Held { until: None, numbers: HashSet::new(), known });
        }
        opened => opened?,
    };
    let from = mirror.standing(whole.map(|(_, known)| *known))?;
    let until = whole.filter(|(_, known)| known.length == from).map(|(until, _)| until.clone());
    let mut numbers = HashSet::new();
    let known = mirror.walk(from, |line| {
        if line.whole && id(&line.head).is_none_or(|id| log.knows(id)) {
            // A line that was cut has an id and is none.
            numbers.extend(line.said().edits.iter().filter_map(|edit| log.number(&edit.id.0)));
        }
        Ok(())
    })?;
    Ok(Held { until, numbers, known })
}

/// All of the mirror, which ends with a line.
pub(super) fn known(keep: &Keep, seed: u64) -> io::Result<Known> {
    let mut mirror = Mirror::open(&keep.own(), seed)?;
    mirror.known(mirror.length)
}

impl Mirror {
    fn open(own: &Path, seed: u64) -> io::Result<Self> {
        let file = open_within(own, LARGEST)?;
        Ok(Self { length: file.metadata()?.len(), file, seed })
    }

    /// How much of what was known before is still there: all of it, or nothing.
    fn standing(&mut self, before: Option<Known>) -> io::Result<u64> {
        let Some(before) = before.filter(|before| before.length <= self.length) else { return Ok(0) };
        Ok(if self.known(before.length)? == before { before.length } else { 0 })
    }

    /// Calls for each line from here on; gives how far the whole ones go.
    fn walk(&mut self, from: u64, mut call: impl FnMut(&Line) -> io::Result<()>) -> io::Result<Known> {
        self.file.seek(SeekFrom::Start(from))?;
        let mut end = from;
        lines::each(&self.file, |line| {
            if line.whole {
                end = from + line.offset + line.length + 1;
            }
            call(line)
        })?;
        self.known(end)
    }

    /// A beginning of it of this length.
    fn known(&mut self, length: u64) -> io::Result<Known> {
        let before = length.min(LANDMARK as u64);
        self.file.seek(SeekFrom::Start(length - before))?;
        let mut bytes = Vec::new();
        (&self.file).take(before).read_to_end(&mut bytes)?;
        Ok(Known { length, landmark: Fingerprint::half(self.seed, &bytes) })
    }
}

/// The id of a line as it is written here, without reading the rest of it.
fn id(line: &[u8]) -> Option<&str> {
    let id = line.strip_prefix(b"{\"id\":\"")?;
    let end = memchr::memchr2(b'"', b'\\', id)?;
    (id[end] == b'"').then(|| str::from_utf8(&id[..end]).ok())?
}
