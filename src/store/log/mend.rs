//! Mending: what is missing from the state file, and is kept elsewhere, comes back. Always by union.

use std::path::Path;
use std::{fs, io};

use super::super::error::{Error, shown};
use super::super::keep::Keep;
use super::super::{backups, copies};
use super::found::Found;
use super::handle::Handle;
use super::{Caught, LogFile, lines_of, mirror};
use crate::model::{Edit, Log, Now, SafeText, words};

/// What a look at the surroundings of the state file has brought into it.
#[derive(Debug, Default)]
pub struct Mended {
    /// Everything that has not been given before.
    pub edits: Vec<Edit>,
    /// How many edits of this machine were missing and are back.
    pub own: usize,
    pub copies: Vec<Merged>,
    /// What could not be united.
    pub left: Vec<Error>,
    /// The day of a backup that is longer than the file.
    pub shorter_than: Option<String>,
}

/// A conflict copy that was united with the file and then put aside.
#[derive(Debug)]
pub struct Merged {
    pub name: SafeText,
    /// How many edits were only there.
    pub edits: usize,
    /// How many of its lines cannot be read, or are not to be folded: they are still there and nowhere else.
    pub bad_lines: usize,
}

impl LogFile {
    /// Whether the file is gone although there is something to bring back: the user is to be asked.
    pub fn is_gone(&self) -> bool {
        let is_missing = fs::metadata(&self.path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        is_missing && self.keep().is_some_and(|keep| keep.holds_anything())
    }

    /// Appends what the mirror has and the file lacks. `known` is what has been read of the file; a file that is gone
    /// or of a newer version is left alone.
    pub fn mend(&mut self, known: &Log) -> Result<Mended, Error> {
        let Some(keep) = self.keep().filter(|_| !self.seen.newer && !self.is_gone()) else {
            return Ok(Mended::default());
        };
        let mut mended = self.bring_back(&keep, known).map_err(|source| Error::new("write", &self.path, source))?;
        self.merge_copies(&keep, known, &mut mended);
        Ok(Mended { shorter_than: backups::longer_than(&keep, &self.path), ..mended })
    }

    /// Everything that is kept on this machine and not known: of the mirror and of all backups.
    pub fn found(&self, known: &Log) -> Found {
        let Some(keep) = self.keep() else { return Found::default() };
        let (mut found, _) = mirror::missing(&keep, known, None, 0);
        for backup in backups::list(&keep) {
            // One that cannot be read takes nothing away from the others.
            drop(found.read(&backup, known));
        }
        found
    }

    /// Everything that this file says and that is not known.
    pub fn found_in(file: &Path, known: &Log) -> Result<Found, Error> {
        let mut found = Found::default();
        found.read(file, known)?;
        Ok(found)
    }

    /// Appends what was found.
    pub fn take_in(&mut self, found: &Found) -> Result<Caught, Error> {
        self.refuse_too_much(&mut found.edits.iter(), found.lines.len())?;
        self.append_lines(&found.lines).map_err(|source| Error::new("write", &self.path, source))
    }

    /// Writes a file that is gone anew: everything that is kept on this machine, and what is in memory.
    pub fn restore(&mut self, memory: &[Edit], known: &Log) -> Result<Caught, Error> {
        let found = self.found(known);
        let restored = lines_of(memory).and_then(|text| self.append_lines(&[text.as_bytes(), &found.lines].concat()));
        restored.map_err(|source| Error::new("write", &self.path, source))
    }

    /// Makes way for a new state file: what is kept is put aside in a directory named after this moment, and not asked
    /// after again.
    pub fn start_afresh(&mut self, now: Now) -> Result<(), Error> {
        let Some(keep) = self.keep() else { return Ok(()) };
        let name = now.offset.to_datetime(now.at).strftime("before-%Y-%m-%dT%H-%M-%S").to_string();
        keep.put_aside(&name).map_err(|source| Error::new("write", keep.directory(), source))
    }

    pub(super) fn keep(&self) -> Option<Keep> {
        self.paths.as_ref().map(Keep::of)
    }

    fn bring_back(&mut self, keep: &Keep, known: &Log) -> io::Result<Mended> {
        let mut mended = Mended::default();
        let opened = self.opened.as_mut().filter(|opened| opened.extent == known.extent());
        let before = opened.as_ref().and_then(|opened| opened.mirror);
        let (missing, read) = mirror::missing(keep, known, before, self.seen.seed);
        if missing.edits.is_empty() {
            if let Some(opened) = opened {
                opened.mirror = read;
            }
            return Ok(mended);
        }
        // Another window may have written since the file was read: to the file first, and then to the mirror.
        self.read_on(&mut |more| mended.edits.extend(more))?;
        let mut known = known.clone();
        known.absorb(mended.edits.clone());
        let (missing, _) = mirror::missing(keep, &known, None, 0);
        if !missing.edits.is_empty() && !self.seen.newer {
            mended.own = missing.edits.len();
            mended.edits.extend(self.append_lines(&missing.lines)?.edits);
        }
        Ok(mended)
    }

    fn sync(&self) -> io::Result<()> {
        if self.path.exists() { Handle::open_to_append(&self.path)?.sync() } else { Ok(()) }
    }

    fn merge_copies(&mut self, keep: &Keep, known: &Log, mended: &mut Mended) {
        let copies = copies::list(&self.path);
        if copies.is_empty() {
            return;
        }
        let mut known = known.clone();
        known.absorb(mended.edits.clone());
        for copy in copies {
            match self.merge_copy(&copy, keep, &known) {
                // Somebody's own file that is only called like a copy, or one of which nothing can be read.
                Ok(None) => {}
                Ok(Some((merged, edits))) => {
                    mended.copies.push(merged);
                    known.absorb(edits.clone());
                    mended.edits.extend(edits);
                }
                Err(error) => mended.left.push(error),
            }
        }
    }

    /// Unites a copy with the file; when that is on the disk, puts it aside.
    fn merge_copy(&mut self, copy: &Path, keep: &Keep, known: &Log) -> Result<Option<(Merged, Vec<Edit>)>, Error> {
        let mut found = Found::default();
        found.read(copy, known)?;
        if !found.is_log {
            return Ok(None);
        }
        if found.newer {
            let newer = io::Error::other(words::newer("it"));
            return Err(Error::new("merge", copy, newer));
        }
        let edits = if found.edits.is_empty() {
            // Whoever wrote all of it into the file may not have waited for the disk.
            self.sync().map_err(|source| Error::new("write", &self.path, source))?;
            Vec::new()
        } else {
            self.take_in(&found)?.edits
        };
        copies::put_aside(copy, &keep.merged()).map_err(|source| Error::new("put aside", copy, source))?;
        let name = shown(copy.file_name().unwrap_or_default().as_ref());
        Ok(Some((Merged { name, edits: found.edits.len(), bad_lines: found.bad_lines }, edits)))
    }
}

impl Mended {
    /// What the user is to be told, a line each.
    pub fn words(&self) -> Vec<SafeText> {
        let own = match self.own {
            0 => None,
            1 => Some("1 edit of this machine was missing from progress.jsonl and is back".to_owned()),
            own => Some(format!("{own} edits of this machine were missing from progress.jsonl and are back")),
        };
        let shorter = self.shorter_than.as_ref().map(|day| {
            format!(
                "progress.jsonl is shorter than its backup of {day}: `milepost restore --dry-run` says what is missing"
            )
        });
        let bad = |count: &usize| match count {
            0 => String::new(),
            1 => " with 1 line that cannot be read".to_owned(),
            count => format!(" with {count} lines that cannot be read"),
        };
        let copy = |Merged { name, edits, bad_lines }: &Merged| match edits {
            0 => format!("the copy \"{name}\" held nothing new and is put aside{}", bad(bad_lines)),
            1 => format!("1 edit came from the copy \"{name}\", which is put aside{}", bad(bad_lines)),
            count => format!("{count} edits came from the copy \"{name}\", which is put aside{}", bad(bad_lines)),
        };
        let copies = self.copies.iter().map(copy);
        let left = self.left.iter().map(ToString::to_string);
        own.into_iter().chain(copies).chain(left).chain(shorter).map(|words| SafeText::line(&words)).collect()
    }
}
