//! An open state file: the few calls that reach the disk, each where a test can make it fail.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::super::files::{make_directories, open_regular, open_unlinked, private};
#[cfg(test)]
use super::super::probe::{self, Call};
use crate::format::log::{HEADER, LONGEST_LINE};

#[cfg(test)]
pub(super) mod faults;
mod lock;

use lock::wait_for;

/// A larger state file is refused rather than read, and none is made larger: what may be kept of one in memory takes
/// less on the disk.
pub(in super::super) const LARGEST: u64 = 104 << 20;

/// How many bytes of many lines are written at once.
const PIECE: usize = 1 << 20;

/// Takes one piece of a text.
pub(super) type Put<'a> = &'a mut dyn FnMut(&[u8]) -> io::Result<()>;

/// Hands over a text piece by piece.
pub(super) type Each<'a> = &'a mut dyn FnMut(Put<'_>) -> io::Result<()>;

/// So long is a line of blanks at most, its newline counted.
const BLANK_LINE: u64 = LONGEST_LINE as u64;

/// A state file, opened for one reading or one append.
pub(super) struct Handle {
    path: PathBuf,
    file: File,
    /// Bytes that were appended through this handle.
    written: u64,
}

/// Which file it is, whatever its name. Windows does not tell: there all files look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Handle {
    pub(super) fn open_to_read(path: &Path) -> io::Result<Self> {
        let handle = Self::open(path, OpenOptions::new().read(true))?;
        // Windows lets nobody read what another has locked.
        if cfg!(windows) {
            wait_for(|| handle.file.try_lock_shared())?;
        }
        Ok(handle)
    }

    /// Opens the file, made if need be, and the directories above it too.
    pub(super) fn open_to_append(path: &Path) -> io::Result<Self> {
        let open = || Self::open(path, appending(private(OpenOptions::new().read(true).create(true))));
        match open() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), make_directories)?;
                open()
            }
            opened => opened,
        }
    }

    /// The same where others can write. A link there may lead to a log, as that of a user who keeps it elsewhere does;
    /// through one that leads to nothing, or to an empty file, none is begun.
    pub(super) fn open_to_append_among_others(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let options = appending(private(options.read(true)));
        if !path.is_symlink() {
            let file = open_unlinked(path, options.create(true))?;
            return Ok(Self { path: path.to_owned(), file, written: 0 });
        }
        match Self::open(path, options) {
            Ok(handle) if handle.metadata()?.len() > 0 => Ok(handle),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Err(io::Error::other("it is a link, and no log of milepost is where it leads")),
        }
    }

    fn open(path: &Path, options: &mut OpenOptions) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), file: open_regular(path, options)?, written: 0 })
    }

    /// Locks the file against other programs until it is closed. File systems without locks are used as they are.
    pub(super) fn lock(&self) -> io::Result<()> {
        #[cfg(test)]
        probe::on(&Call::Lock(&self.path))?;
        wait_for(|| self.file.try_lock())
    }

    /// Whether the path still leads to this file: sync tools replace files under us.
    pub(super) fn is_at_path(&self) -> io::Result<bool> {
        #[cfg(test)]
        probe::on(&Call::Look)?;
        match std::fs::metadata(&self.path) {
            Ok(found) => Ok(Identity::of(&found) == Identity::of(&self.file.metadata()?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The first so many bytes of the file.
    pub(super) fn into_beginning(mut self, length: u64) -> io::Result<io::Take<File>> {
        self.file.rewind()?;
        Ok(self.file.take(length))
    }

    /// The same file once more.
    pub(super) fn again(&self) -> io::Result<Self> {
        Ok(Self { path: self.path.clone(), file: self.file.try_clone()?, written: 0 })
    }

    pub(super) fn identity(&self) -> io::Result<Identity> {
        Ok(Identity::of(&self.metadata()?))
    }

    pub(super) fn metadata(&self) -> io::Result<Metadata> {
        self.file.metadata()
    }

    /// Takes from others what they may do with it, if anything.
    pub(super) fn make_private(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mut permissions = self.metadata()?.permissions();
            if permissions.mode() & 0o077 != 0 {
                permissions.set_mode(permissions.mode() & !0o077);
                return self.file.set_permissions(permissions);
            }
        }
        Ok(())
    }

    /// The bytes of the file from `offset` on.
    pub(super) fn from(&self, offset: u64) -> io::Result<impl Read> {
        (&self.file).seek(SeekFrom::Start(offset))?;
        Ok(&self.file)
    }

    /// Appends these lines on a line of their own, and returns when they are on the disk. On an error the file is
    /// given its old length again.
    pub(super) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        let length = self.metadata()?.len();
        let mut text = self.lead(length, HEADER)?;
        text.extend_from_slice(lines);
        fits(length, text.len())?;
        self.write_and_sync(&text).inspect_err(|_| self.cut(length))
    }

    /// The same with lines that may be too many for memory: `each` hands them over piece by piece. Those of up to
    /// 1 MB are written in one call.
    pub(super) fn append_pieces(&mut self, each: Each<'_>) -> io::Result<()> {
        let length = self.metadata()?.len();
        let written = self.write_pieces(length, HEADER, each).and_then(|()| self.sync());
        written.inspect_err(|_| self.cut(length))
    }

    /// The same without waiting for the disk; `header` is what an empty file begins with.
    pub(super) fn append_unsynced(&mut self, header: &str, each: Each<'_>) -> io::Result<()> {
        let length = self.metadata()?.len();
        self.write_pieces(length, header, each).inspect_err(|_| self.cut(length))
    }

    fn write_pieces(&mut self, length: u64, header: &str, each: Each<'_>) -> io::Result<()> {
        let mut waiting = self.lead(length, header)?;
        let mut write = |waiting: &mut Vec<u8>| {
            fits(length + self.written, waiting.len())?;
            self.write(waiting)?;
            waiting.clear();
            Ok(())
        };
        each(&mut |piece| {
            waiting.extend_from_slice(piece);
            if waiting.len() < PIECE { Ok(()) } else { write(&mut waiting) }
        })?;
        write(&mut waiting)
    }

    /// What goes before lines so that they stand on lines of their own.
    fn lead(&self, length: u64, header: &str) -> io::Result<Vec<u8>> {
        Ok(match length {
            0 => header.as_bytes().to_vec(),
            _ if self.ends_in_newline(length)? => Vec::new(),
            _ => vec![b'\n'],
        })
    }

    fn ends_in_newline(&self, length: u64) -> io::Result<bool> {
        let mut last = [0];
        self.from(length.saturating_sub(1))?.read_exact(&mut last)?;
        Ok(last == *b"\n")
    }

    fn write_and_sync(&mut self, text: &[u8]) -> io::Result<()> {
        self.write(text)?;
        if self.sync().is_ok() {
            return Ok(());
        }
        // After a failed sync the pages may count as clean, so a second one would tell nothing of them.
        self.write(text)?;
        self.sync()
    }

    /// Writes in one call, or in as few as the system makes of it.
    fn write(&mut self, mut text: &[u8]) -> io::Result<()> {
        while !text.is_empty() {
            match self.write_some(text) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => {
                    self.written += count as u64;
                    text = &text[count..];
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn write_some(&mut self, text: &[u8]) -> io::Result<usize> {
        #[cfg(test)]
        let text = &text[..probe::on(&Call::Write(&self.path, text))?.min(text.len())];
        #[cfg(windows)]
        self.file.seek(SeekFrom::End(0))?;
        self.file.write(text)
    }

    /// Writes blanks over these stretches, each an offset and a length; in lines, as a longer one is none that can be
    /// read, blank or not. The caller syncs.
    pub(super) fn blank(&self, stretches: impl Iterator<Item = (u64, u64)>) -> io::Result<()> {
        let mut file = self.to_write_anywhere()?;
        for (offset, length) in stretches {
            #[cfg(test)]
            probe::on(&Call::Blank)?;
            file.seek(SeekFrom::Start(offset))?;
            let mut left = length;
            while left > BLANK_LINE {
                io::copy(&mut io::repeat(b' ').take(BLANK_LINE - 1).chain(&b"\n"[..]), &mut file)?;
                left -= BLANK_LINE;
            }
            io::copy(&mut io::repeat(b' ').take(left), &mut file)?;
        }
        Ok(())
    }

    /// On Unix, a file that is opened to be appended to can be written nowhere else.
    #[cfg(not(windows))]
    fn to_write_anywhere(&self) -> io::Result<File> {
        let file = open_regular(&self.path, OpenOptions::new().write(true))?;
        if Identity::of(&file.metadata()?) == Identity::of(&self.file.metadata()?) {
            Ok(file)
        } else {
            Err(io::Error::other("it was replaced meanwhile"))
        }
    }

    /// On Windows, what is locked can be written through the handle that has locked it and no other.
    #[cfg(windows)]
    fn to_write_anywhere(&self) -> io::Result<&File> {
        Ok(&self.file)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        #[cfg(test)]
        probe::on(&Call::Sync(&self.path))?;
        self.file.sync_data()
    }

    /// Takes back what was written here, unless another program that knows no locks has written too. Should it fail,
    /// a torn line stays, which every reader passes over.
    fn cut(&self, length: u64) {
        if self.metadata().is_ok_and(|found| found.len() == length + self.written) {
            #[cfg(test)]
            if probe::on(&Call::Cut(&self.path, length)).is_err() {
                return;
            }
            drop(self.file.set_len(length));
        }
    }
}

impl Identity {
    #[cfg(unix)]
    pub(super) fn of(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(found.dev(), found.ino())
    }

    #[cfg(not(unix))]
    pub(super) const fn of(_found: &Metadata) -> Self {
        Self(0, 0)
    }
}

/// Every write goes to the end, wherever that is by then.
#[cfg(not(windows))]
fn appending(options: &mut OpenOptions) -> &mut OpenOptions {
    options.append(true)
}

/// A handle that may only append may not cut there, so a failed write could not be taken back. The lock, which Windows
/// holds everybody to, keeps the end where it is.
#[cfg(windows)]
fn appending(options: &mut OpenOptions) -> &mut OpenOptions {
    options.write(true).truncate(false)
}

/// Refuses what nobody would read any more.
fn fits(length: u64, more: usize) -> io::Result<()> {
    if length + more as u64 > LARGEST {
        return Err(io::Error::other(format!("with this it would be larger than {} MB", LARGEST >> 20)));
    }
    Ok(())
}
