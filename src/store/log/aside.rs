//! Setting aside what cannot be read: copied into a file beside the log, and made blanks of in it.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::super::error::Error;
use super::super::files::{open_unlinked, private, rename, sync_directory};
#[cfg(test)]
use super::super::probe::{self, Call};
use super::LogFile;
use super::handle::Handle;
use super::lines::{self, Line};
use super::other::refuse_other_text;
use crate::format::log;
use crate::model::words;

/// The lines that cannot be read, by their places: there may be millions.
#[derive(Default)]
struct BadLines {
    count: usize,
    /// Where they begin and end, the last newline left out; those behind one another are one stretch.
    stretches: Vec<(u64, u64)>,
    /// Those of which something can be read.
    readable: Vec<(u64, u64)>,
    newer: bool,
    /// A header or an edit was among all of them.
    is_log: bool,
}

impl LogFile {
    /// Where lines that cannot be read are set aside: beside the file. A link there is somebody else's, and led
    /// around.
    pub fn aside(&self) -> PathBuf {
        self.beside(|path| !path.is_symlink())
    }

    /// Sets aside the lines that cannot be read: copies them into a file beside this one and, once they are on the
    /// disk, makes blanks of them here. What can be read of such a line is written anew first. The file keeps its
    /// length and its place, so that links stay and a program that is reading is not misled. Gives how many.
    ///
    /// A file in whose place there is some other text is set aside whole, by its name, if there is anything to bring
    /// back: it is gone then, and asked after.
    pub fn set_aside(&mut self) -> Result<usize, Error> {
        let failed = |path: &Path, source| Error::new("write", path, source);
        let (mut handle, bad_lines, other) = self.look_for_bad_lines().map_err(|error| failed(&self.path, error))?;
        if let Err(error) = other {
            return self.set_aside_whole(error).map(|()| bad_lines.count.max(1));
        }
        if bad_lines.count > 0 {
            let aside = self.aside();
            bad_lines.copy(&handle, &aside).map_err(|error| failed(&aside, error))?;
            bad_lines.blank(&mut handle).map_err(|error| failed(&self.path, error))?;
        }
        Ok(bad_lines.count)
    }

    fn look_for_bad_lines(&self) -> io::Result<(Handle, BadLines, io::Result<()>)> {
        let handle = Handle::open_to_append(&self.path)?;
        handle.lock()?;
        let mut bad_lines = BadLines::default();
        lines::each(handle.from(0)?, |line| {
            bad_lines.take(line);
            Ok(())
        })?;
        if bad_lines.newer {
            return Err(io::Error::other(words::newer("it")));
        }
        let other = refuse_other_text(&handle, bad_lines.is_log)?;
        Ok((handle, bad_lines, other))
    }

    /// `refused` says what it is.
    fn set_aside_whole(&self, refused: io::Error) -> Result<(), Error> {
        let failed = |source| Error::new("write", &self.path, source);
        if !self.keep().is_some_and(|keep| keep.holds_anything()) {
            return Err(failed(refused));
        }
        let aside = self.beside(|path| !path.exists() && !path.is_symlink());
        rename(&self.path, &aside).and_then(|()| sync_directory(self.path.parent())).map_err(failed)
    }

    fn beside(&self, is_free: impl Fn(&Path) -> bool) -> PathBuf {
        let name = |number: u32| match number {
            0 => self.path.with_extension("unreadable"),
            _ => self.path.with_extension(format!("{number}.unreadable")),
        };
        (0..=u32::MAX).map(name).find(|path| is_free(path)).expect("some number is free")
    }
}

impl BadLines {
    fn take(&mut self, line: &Line) {
        if !line.whole {
            return;
        }
        let said = line.said();
        self.newer |= said.newer;
        self.is_log |= said.is_log;
        if !said.is_bad {
            return;
        }
        self.count += 1;
        let (begin, end) = (line.offset, line.offset + line.length);
        match self.stretches.last_mut() {
            Some((_, last)) if *last + 1 == begin => *last = end,
            _ => self.stretches.push((begin, end)),
        }
        if !said.edits.is_empty() {
            self.readable.push((begin, end));
        }
    }

    fn copy(&self, handle: &Handle, aside: &Path) -> io::Result<()> {
        let mut file = open_unlinked(aside, private(OpenOptions::new().append(true).create(true)))?;
        for (begin, end) in &self.stretches {
            #[cfg(test)]
            probe::on(&Call::Write(aside, b"\n"))?;
            io::copy(&mut handle.from(*begin)?.take(end - begin), &mut file)?;
            file.write_all(b"\n")?;
        }
        #[cfg(test)]
        probe::on(&Call::Sync(aside))?;
        file.sync_all()?;
        sync_directory(aside.parent())
    }

    /// Makes blanks of them, and writes anew before what can be read of them.
    fn blank(&self, handle: &mut Handle) -> io::Result<()> {
        if !self.readable.is_empty() {
            let same = handle.again()?;
            handle.append_pieces(&mut |put| {
                self.readable.iter().try_for_each(|(begin, end)| {
                    let mut line = Vec::new();
                    same.from(*begin)?.take(end - begin).read_to_end(&mut line)?;
                    put(super::lines_of(&log::read_line(&line).edits)?.as_bytes())
                })
            })?;
        }
        handle.blank(self.stretches.iter().map(|(begin, end)| (*begin, end - begin)))?;
        handle.sync()
    }
}
