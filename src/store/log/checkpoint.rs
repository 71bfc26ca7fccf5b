//! The short way to open a long log: what it came to when it was opened last, beside the second copy.
//!
//! It is derived from the state file and may be deleted: that costs time and nothing else. It is believed only where
//! the state file still begins with the very bytes that it was made of; what follows them is read as always. One
//! that is damaged, or of another version of milepost, counts as none and is made anew.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::files::{make_anew, read_text};
use super::fingerprint::Fingerprint;
use super::handle::LARGEST;
use super::mirror::Known;
use super::seen::{Beginning, Seen};
use crate::model::{Extent, Log};

/// How the rest of the file is laid out, and how lines are understood: another version may differ in both.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " 4");

/// So much may follow what a checkpoint covers before a new one is worth writing: some 3,000 ticks, which are read in
/// two milliseconds. A log that is shorter needs none.
const WORTH: u64 = 512 << 10;

/// At the end stand the length of what is told and the hash of everything before.
const LENGTH: usize = 8;
const HASH: usize = 16;

/// What a checkpoint says of the files that it was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    version: String,
    /// What it covers of the state file.
    pub(super) covered: Beginning,
    /// So far the second copy held nothing that those bytes lack.
    pub(super) mirror: Option<Known>,
    /// So far the second copy held every edit of this machine in those bytes.
    pub(super) whole: Option<Known>,
}

/// A checkpoint that is whole. Whether it fits the state file is still to be seen.
#[derive(Debug)]
pub(super) struct Checkpoint {
    pub(super) told: Told,
    /// For [`Log::unpack`].
    pub(super) log: Vec<u8>,
}

/// How much of the state file has been taken into a log, and where that log can be asked for it.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) seen: Seen,
    pub(super) extent: Extent,
    /// How many bytes the checkpoint covers that was found.
    pub(super) covered: u64,
    /// So far the mirror holds nothing that this log lacks.
    pub(super) mirror: Option<Known>,
    /// The mirror so far holds every edit of this machine in this log, then.
    pub(super) whole: Option<(Extent, Known)>,
}

impl Checkpoint {
    pub(super) fn load(path: &Path) -> Option<Self> {
        // A state file of the same size has more bytes than what it comes to.
        let mut bytes = read_text(path, 2 * LARGEST).ok()?;
        let hashed = bytes.len().checked_sub(HASH)?;
        let hash = u128::from_le_bytes(bytes[hashed..].try_into().ok()?);
        if hash != Fingerprint::of(0, &bytes[..hashed]) {
            return None;
        }
        let told_end = hashed.checked_sub(LENGTH)?;
        let length = u64::from_le_bytes(bytes[told_end..hashed].try_into().ok()?);
        let told_begin = told_end.checked_sub(usize::try_from(length).ok()?)?;
        let told: Told = serde_json::from_slice(&bytes[told_begin..told_end]).ok()?;
        bytes.truncate(told_begin);
        (told.version == VERSION).then_some(Self { told, log: bytes })
    }
}

impl Opened {
    /// Whether a new checkpoint is worth its writing.
    pub(super) const fn is_long(&self) -> bool {
        !self.seen.newer && self.seen.next.saturating_sub(self.covered) > WORTH
    }

    /// Writes what was read then. `log` may hold more by now.
    pub(super) fn write(&self, log: &Log, path: &Path) -> io::Result<()> {
        let whole = self.whole.as_ref().filter(|(extent, _)| *extent == self.extent).map(|(_, known)| *known);
        let (covered, mirror) = (self.seen.beginning(), self.mirror);
        let told = Told { version: VERSION.to_owned(), covered, mirror, whole };
        let told = serde_json::to_vec(&told)?;
        make_anew(path, |file| {
            let mut file = BufWriter::new(file);
            let mut hash = Fingerprint::new(0);
            let mut written = Ok(());
            let mut put = |bytes: &[u8]| {
                hash.add(bytes);
                if written.is_ok() {
                    written = file.write_all(bytes);
                }
            };
            if log.pack(&self.extent, &mut put).is_none() {
                return Err(io::Error::other("an edit of it has changed"));
            }
            put(&told);
            put(&(told.len() as u64).to_le_bytes());
            written?;
            file.write_all(&hash.value().to_le_bytes())?;
            file.flush()
        })
    }
}
