//! A look at the state file and everything that is kept of it; and the setting aside of lines that cannot be read.

use std::collections::HashSet;
use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::super::error::Error;
use super::super::files::{open_unlinked, private, sync_directory};
#[cfg(test)]
use super::super::probe::{self, Call};
use super::super::{backups, copies};
use super::found::Found;
use super::handle::Handle;
use super::lines::{self, Line};
use super::seen::Seen;
use super::{LogFile, lines_of};
use crate::format::log::{self, LONGEST_LINE};
use crate::model::{Edit, EditId, Log, SafeText, words};

/// How many bad lines are described.
const MOST: usize = 1000;
/// How much of a bad line is shown.
const EXCERPT: usize = 60;

/// What there is.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub struct Examination {
    /// Whether the file is there.
    pub exists: bool,
    pub lines: u64,
    /// Different edits.
    pub edits: usize,
    /// Edits that stand there more than once: harmless.
    pub doubled: usize,
    /// The last line lacks its newline: it may be in flight.
    pub torn: bool,
    pub newer: bool,
    /// At most the first 1,000.
    pub bad_lines: Vec<BadLine>,
    /// Edits of the mirror, and how many of them the file lacks.
    pub mirrored: usize,
    pub missing: usize,
    pub backups: Vec<PathBuf>,
    pub longer_backup: Option<String>,
    /// Conflict copies that lie beside the file.
    pub copies: Vec<PathBuf>,
    /// On a network file system, which may keep neither locks nor appends whole.
    pub on_network: bool,
}

/// A line that cannot be read, or not whole.
#[derive(Debug)]
pub struct BadLine {
    pub number: u64,
    pub length: u64,
    pub reason: &'static str,
    /// How it begins.
    pub excerpt: SafeText,
    offset: u64,
    /// The edits of it that count.
    readable: Vec<Edit>,
}

impl LogFile {
    /// Looks at everything, and changes nothing.
    pub fn examine(&self, known: &Log) -> Result<Examination, Error> {
        let mut examination = match Handle::open_to_read(&self.path) {
            Ok(handle) => examine(&handle).map_err(|source| Error::new("read", &self.path, source))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Examination::default(),
            Err(source) => return Err(Error::new("read", &self.path, source)),
        };
        examination.on_network = is_on_network(&self.path);
        examination.copies = copies::list(&self.path);
        if let Some(keep) = self.keep() {
            let own = |known: &[&Log]| {
                let mut found = Found::default();
                // One that cannot be read holds nothing.
                drop(found.read(&keep.own(), known));
                found.len()
            };
            (examination.mirrored, examination.missing) = (own(&[]), own(&[known]));
            examination.backups = backups::list(&keep);
            examination.longer_backup = backups::longer_than(&keep, &self.path);
        }
        Ok(examination)
    }

    /// Where lines that cannot be read are set aside: beside the file. A link there is somebody else's, and led
    /// around.
    pub fn aside(&self) -> PathBuf {
        let name = |number: u32| match number {
            0 => self.path.with_extension("unreadable"),
            _ => self.path.with_extension(format!("{number}.unreadable")),
        };
        (0..=u32::MAX).map(name).find(|path| !path.is_symlink()).expect("some number is free")
    }

    /// Sets aside the lines that cannot be read: copies them into a file beside this one and, once they are on the
    /// disk, makes blanks of them here. What can be read of such a line is written anew first. The file keeps its
    /// length and its place, so that links stay and a program that is reading is not misled. Gives how many.
    pub fn set_aside(&mut self) -> Result<usize, Error> {
        let aside = self.aside();
        self.set_aside_in(&aside).map_err(|(path, source)| Error::new("write", path, source))
    }

    /// On an error gives the file that it is about too.
    fn set_aside_in<'a>(&'a self, aside: &'a Path) -> Result<usize, (&'a Path, io::Error)> {
        let (mut handle, bad_lines) = self.bad_lines_under_lock().map_err(|error| (&*self.path, error))?;
        if bad_lines.is_empty() {
            return Ok(0);
        }
        copy_aside(&handle, &bad_lines, aside).map_err(|error| (aside, error))?;
        blank(&mut handle, &bad_lines).map_err(|error| (&*self.path, error))?;
        Ok(bad_lines.len())
    }

    fn bad_lines_under_lock(&self) -> io::Result<(Handle, Vec<BadLine>)> {
        let handle = Handle::open_to_append(&self.path)?;
        handle.lock()?;
        let examination = examine(&handle)?;
        if examination.newer {
            return Err(io::Error::other(words::newer("it")));
        }
        if !examination.bad_lines.is_empty() {
            let mut seen = Seen::nothing(0);
            seen.read_on(&handle, u64::MAX, &mut drop)?;
            seen.refuse_other_text(&handle)?;
        }
        Ok((handle, examination.bad_lines))
    }
}

/// Makes blanks of these lines, and writes anew before what can be read of them.
fn blank(handle: &mut Handle, bad_lines: &[BadLine]) -> io::Result<()> {
    let readable = || bad_lines.iter().map(|line| &line.readable).filter(|edits| !edits.is_empty());
    if readable().next().is_some() {
        handle.append_pieces(&mut |put| readable().try_for_each(|edits| put(lines_of(edits)?.as_bytes())))?;
    }
    handle.blank(bad_lines.iter().map(|line| (line.offset, line.length)))?;
    handle.sync()
}

fn examine(handle: &Handle) -> io::Result<Examination> {
    let mut examination = Examination { exists: true, ..Examination::default() };
    let mut seen: HashSet<EditId> = HashSet::new();
    lines::each(handle.from(0)?, |line| {
        if !line.whole {
            examination.torn = !log::read(&[&line.head, b"\n".as_slice()].concat(), 1).bad_lines.is_empty()
                || !line.head.iter().all(|byte| matches!(byte, 0 | b' '));
            return Ok(());
        }
        examination.lines += 1;
        let reading = log::read(&[&line.head, b"\n".as_slice()].concat(), 1);
        examination.newer |= reading.newer;
        for edit in &reading.edits {
            if !seen.insert(edit.id.clone()) {
                examination.doubled += 1;
            }
        }
        if !reading.bad_lines.is_empty() && examination.bad_lines.len() < MOST {
            examination.bad_lines.push(BadLine {
                number: line.number,
                length: line.length,
                reason: reason(line, !reading.edits.is_empty()),
                excerpt: excerpt(&line.head),
                offset: line.offset,
                readable: reading.edits,
            });
        }
        Ok(())
    })?;
    examination.edits = seen.len();
    Ok(examination)
}

fn reason(line: &Line, partly: bool) -> &'static str {
    let head = line.head.as_slice();
    let is_marker = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"].iter().any(|marker| head.starts_with(*marker));
    if line.length > LONGEST_LINE as u64 {
        "longer than 1 MB"
    } else if is_marker {
        "left by a merge"
    } else if std::str::from_utf8(head).is_err() {
        "not UTF-8"
    } else if partly {
        "partly garbled; what can be read of it counts"
    } else if serde_json::from_slice::<serde_json::Value>(head).is_ok_and(|value| value.is_object()) {
        "a field is missing or wrong, or the date is beyond 2099"
    } else {
        "cut or garbled"
    }
}

fn excerpt(head: &[u8]) -> SafeText {
    let text = String::from_utf8_lossy(&head[..head.len().min(4 * EXCERPT)]);
    SafeText::line(&text.chars().take(EXCERPT).collect::<String>())
}

fn copy_aside(handle: &Handle, bad_lines: &[BadLine], aside: &Path) -> io::Result<()> {
    let mut file = open_unlinked(aside, private(OpenOptions::new().append(true).create(true)))?;
    for line in bad_lines {
        #[cfg(test)]
        probe::on(&Call::Write(aside, b"\n"))?;
        io::copy(&mut handle.from(line.offset)?.take(line.length), &mut file)?;
        file.write_all(b"\n")?;
    }
    #[cfg(test)]
    probe::on(&Call::Sync(aside))?;
    file.sync_all()?;
    sync_directory(aside.parent())
}

/// NFS, SMB, and what runs over FUSE.
#[cfg(target_os = "linux")]
fn is_on_network(path: &Path) -> bool {
    const MAGIC: [u32; 5] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546];
    let found = path.parent().and_then(|directory| rustix::fs::statfs(directory).ok());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "magic numbers have 32 bits")]
    found.is_some_and(|found| MAGIC.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
const fn is_on_network(_path: &Path) -> bool {
    false
}
