//! What is kept beside an edit that is saved: its line in the mirror, and the daily backup.

use std::io;

use super::super::backups;
use super::super::error::Error;
use super::super::keep::Keep;
use super::handle::Identity;
use super::{LogFile, lines_of, mirror};
use crate::model::{Edit, Now};

/// What is missing of what is kept beside an edit that is saved.
#[derive(Debug, thiserror::Error)]
pub enum Unsettled {
    #[error("saved, but without a second copy: {0}")]
    Mirror(Error),
    #[error("saved, but today's backup could not be made: {0}")]
    Backup(Error),
}

/// Lines on their way into the mirror.
#[derive(Debug, Default)]
pub(super) struct Unmirrored {
    /// Those that could not be written there yet.
    lines: Vec<u8>,
    /// Something was written there that is not known to be on the disk, or has no backup yet.
    unsynced: bool,
    /// The mirror whose name is known to be on the disk.
    named: Option<Identity>,
}

impl LogFile {
    /// Does what may wait until an edit has been called saved: makes the mirror last and, after the first edit of a
    /// day, a backup. Costs nothing where nothing was appended. What fails is tried again by the next call; the edits
    /// themselves are safe.
    pub fn settle(&mut self, now: Now) -> Result<(), Unsettled> {
        let Some(keep) = self.keep().filter(|_| self.unmirrored.is_pending()) else { return Ok(()) };
        let mirrored = self.unmirrored.settle(&keep);
        mirrored.map_err(|source| Unsettled::Mirror(Error::new("write", &keep.own(), source)))?;
        let made = backups::make(&keep, &self.path, &now.date().to_string());
        self.unmirrored.unsynced = made.is_err();
        made.map_err(|source| Unsettled::Backup(Error::new("write", &keep.backups(), source)))
    }

    /// Makes a backup of what came from elsewhere: this machine keeps no other copy of it.
    pub fn back_up(&self, now: Now) -> Result<(), Error> {
        let Some(keep) = self.keep() else { return Ok(()) };
        let today = now.date().to_string();
        backups::renew(&keep, &self.path, &today).map_err(|source| Error::new("write", &keep.backups(), source))
    }

    /// Keeps edits that cannot be saved, since the disk does not take them or nobody has said what is to become of a
    /// state file that is gone: in the mirror alone, from where they come back with everything else.
    pub fn lay_by(&self, edits: &[Edit]) -> Result<(), Error> {
        let Some(keep) = self.keep().filter(|_| !edits.is_empty()) else { return Ok(()) };
        let laid_by = lines_of(edits).and_then(|lines| {
            mirror::write(&keep, &mut |put| put(lines.as_bytes()))?;
            mirror::sync(&keep, None)
        });
        laid_by.map(drop).map_err(|source| Error::new("write", &keep.own(), source))
    }

    /// A failure is told by [`LogFile::settle`], which tries again.
    pub(super) fn mirror(&mut self, lines: &[u8]) {
        let Some(keep) = self.keep() else { return };
        self.unmirrored.lines.extend_from_slice(lines);
        drop(self.unmirrored.write(&keep));
    }
}

impl Unmirrored {
    const fn is_pending(&self) -> bool {
        self.unsynced || !self.lines.is_empty()
    }

    pub(super) fn write(&mut self, keep: &Keep) -> io::Result<()> {
        if !self.lines.is_empty() {
            mirror::write(keep, &mut |put| put(&self.lines))?;
            self.unsynced = true;
            self.lines.clear();
        }
        Ok(())
    }

    fn settle(&mut self, keep: &Keep) -> io::Result<()> {
        self.write(keep)?;
        self.named = Some(mirror::sync(keep, self.named)?);
        self.unsynced = false;
        Ok(())
    }
}
