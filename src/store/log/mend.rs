//! Mending: what is missing from the state file, and is kept elsewhere, comes back. Always by union.

use std::path::Path;
use std::{fs, io};

use super::super::error::{Error, shown};
use super::super::keep::Keep;
use super::super::{backups, copies};
use super::found::Found;
use super::handle::Handle;
use super::open::refuse_too_heavy;
use super::seen::Seen;
use super::{LogFile, lines_of, mirror};
use crate::model::{Log, Now, SafeText, words};

/// Up to so many copies are named one by one.
const SHOWN: usize = 3;

/// What a look at the surroundings of the state file has brought into it.
#[derive(Debug, Default)]
pub struct Mended {
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
    /// How many of its lines cannot be read: they are still there and nowhere else.
    pub bad_lines: usize,
}

impl LogFile {
    /// Whether the file is gone although there is something to bring back: the user is to be asked.
    pub fn is_gone(&self) -> bool {
        let is_missing = fs::metadata(&self.path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        is_missing && self.keep().is_some_and(|keep| keep.holds_anything())
    }

    /// Appends what the mirror and conflict copies have and the file lacks; it is read from there like what others
    /// write. `known` is what has been read of the file; a file that is gone or of a newer version is left alone.
    pub fn mend(&mut self, known: &Log) -> Result<Mended, Error> {
        let Some(keep) = self.keep().filter(|_| !self.seen.newer && !self.is_gone()) else {
            return Ok(Mended::default());
        };
        let own = self.bring_back(&keep, known).map_err(|source| Error::new("write", &self.path, source))?;
        let mut mended = Mended { own, ..Mended::default() };
        for copy in copies::list(&self.path) {
            match self.merge_copy(&copy, &keep, known) {
                // Somebody's own file that is only called like a copy, or one of which nothing can be read.
                Ok(None) => {}
                Ok(Some(merged)) => mended.copies.push(merged),
                Err(error) => mended.left.push(error),
            }
        }
        Ok(Mended { shorter_than: backups::longer_than(&keep, &self.path), ..mended })
    }

    /// Everything that is kept on this machine and not known: of the mirror, of all backups, and of conflict copies
    /// that were put aside.
    pub fn found(&self, known: &Log) -> Result<Found, Error> {
        let mut found = Found::default();
        let Some(keep) = self.keep() else { return Ok(found) };
        for copy in keep.mirrors().into_iter().chain(backups::list(&keep)).chain(copies::put_by(&keep.merged())) {
            let read = found.read_what_can_be(&copy, &[known]);
            read.map_err(|source| Error::new("read", &copy, source))?;
        }
        Ok(found)
    }

    /// Writes a file that is gone anew: what is in memory, and everything else that is kept on this machine. Gives how
    /// many edits that is.
    pub fn restore(&mut self, memory: &Log) -> Result<usize, Error> {
        let found = self.found(memory)?;
        let restored = self.append_by(&mut |handle| {
            handle.append_pieces(&mut |put| {
                memory.edits().chain(memory.late()).try_for_each(|edit| put(lines_of(&[edit])?.as_bytes()))?;
                found.write(put)
            })
        });
        restored.map_err(|source| Error::new("write", &self.path, source))?;
        Ok(memory.len() + found.len())
    }

    /// Makes way for a new state file: what is kept is put aside in a directory named after this moment, and not asked
    /// after again.
    pub fn start_afresh(&mut self, now: Now) -> Result<(), Error> {
        let Some(keep) = self.keep() else { return Ok(()) };
        let name = now.offset.to_datetime(now.at).strftime("before-%Y-%m-%dT%H-%M-%S").to_string();
        keep.put_aside(&name).map_err(|source| Error::new("write", keep.directory(), source))
    }

    /// Why a conflict copy stays where it is, if it will.
    pub fn why_left(copy: &Path, known: &Log) -> Option<SafeText> {
        let mut found = Found::default();
        let read = found.read(copy, &[known]);
        match read {
            Err(error) => Some(error.reason),
            Ok(()) if found.newer => Some(SafeText::line(&words::newer("it"))),
            Ok(()) if !found.is_log => Some(SafeText::line("it is no log of milepost, and is left alone")),
            Ok(()) => None,
        }
    }

    pub(super) fn keep(&self) -> Option<Keep> {
        self.paths.as_ref().map(Keep::of)
    }

    fn bring_back(&mut self, keep: &Keep, known: &Log) -> io::Result<usize> {
        let there = There::at(&self.path, &self.seen, known)?;
        let opened = self.opened.as_mut().filter(|opened| there.is_just() && opened.extent == known.extent());
        let before = opened.as_ref().and_then(|opened| opened.mirror);
        let (is_missing, read) = mirror::compare(keep, &there.logs(), before, self.seen.seed);
        if !is_missing {
            if let Some(opened) = opened {
                opened.mirror = read;
            }
            return Ok(0);
        }
        let mut count = 0;
        let seen = self.seen.clone();
        // Another window may have written since the file was read: to the file first, and then to the mirror. While the
        // file is locked, the mirror gets nothing that does not stand there.
        self.append_by(&mut |handle| {
            let there = There::of(handle, &seen, known)?;
            let mut found = Found::default();
            for own in keep.mirrors() {
                found.read_what_can_be(&own, &there.logs())?;
            }
            count = found.len();
            if found.is_empty() { Ok(()) } else { found.append_to(handle) }
        })?;
        Ok(count)
    }

    fn sync(&self) -> io::Result<()> {
        if self.path.exists() { Handle::open_to_append(&self.path)?.sync() } else { Ok(()) }
    }

    /// Unites a copy with the file; when that is on the disk, puts it aside.
    fn merge_copy(&mut self, copy: &Path, keep: &Keep, known: &Log) -> Result<Option<Merged>, Error> {
        let there = There::at(&self.path, &self.seen, known);
        let there = there.map_err(|source| Error::new("read", &self.path, source))?;
        let mut found = Found::default();
        found.read(copy, &there.logs())?;
        if !found.is_log {
            return Ok(None);
        }
        if found.newer {
            let newer = io::Error::other(words::newer("it"));
            return Err(Error::new("merge", copy, newer));
        }
        if found.is_empty() {
            // Whoever wrote all of it into the file may not have waited for the disk.
            self.sync().map_err(|source| Error::new("write", &self.path, source))?;
        } else {
            self.take_in(&found)?;
        }
        copies::put_aside(copy, &keep.merged()).map_err(|source| Error::new("put aside", copy, source))?;
        let name = shown(copy.file_name().unwrap_or_default().as_ref());
        Ok(Some(Merged { name, edits: found.len(), bad_lines: found.bad_lines }))
    }
}

/// The first few, and a word for how many more there are.
fn first_few(mut all: impl ExactSizeIterator<Item = String>, rest: impl Fn(usize) -> String) -> Vec<String> {
    let mut few: Vec<_> = all.by_ref().take(SHOWN).collect();
    few.extend((all.len() > 0).then(|| rest(all.len())));
    few
}

/// What the file holds at this moment: what was read of it, unless another has taken its place, and what was not.
pub(super) struct There<'a> {
    read: Option<&'a Log>,
    since: Log,
}

impl<'a> There<'a> {
    fn of(handle: &Handle, seen: &Seen, known: &'a Log) -> io::Result<Self> {
        let mut since = Log::of_nobody();
        let mut weighed = Ok(());
        let replaced = seen.clone().read_on(handle, u64::MAX, &mut |edits| {
            if weighed.is_ok() {
                since.absorb(edits);
                weighed = refuse_too_heavy([known, &since]);
            }
        })?;
        weighed?;
        Ok(Self { read: (!replaced).then_some(known), since })
    }

    /// A file that is not there holds nothing.
    pub(super) fn at(path: &Path, seen: &Seen, known: &'a Log) -> io::Result<Self> {
        match Handle::open_to_read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self { read: None, since: Log::of_nobody() }),
            handle => Self::of(&handle?, seen, known),
        }
    }

    pub(super) fn logs(&self) -> Vec<&Log> {
        self.read.into_iter().chain([&self.since]).collect()
    }

    /// Whether that is what was read of it, and nothing else.
    fn is_just(&self) -> bool {
        self.read.is_some() && self.since.is_empty()
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
        let bad = |count: usize| match count {
            0 => String::new(),
            _ => format!(" with {} that cannot be read", words::count(count, "line", "lines")),
        };
        let copy = |Merged { name, edits, bad_lines }: &Merged| {
            let bad = bad(*bad_lines);
            if *edits == 0 {
                return format!("the copy \"{name}\" held nothing new and is put aside{bad}");
            }
            let edits = words::count(*edits, "edit", "edits");
            format!("{edits} came from the copy \"{name}\", which is put aside{bad}")
        };
        let copies = first_few(self.copies.iter().map(copy), |rest| {
            let sum = |of: fn(&Merged) -> usize| self.copies[SHOWN..].iter().map(of).sum();
            let edits = words::count(sum(|copy| copy.edits), "edit", "edits");
            let more = words::count(rest, "more copy, which is", "more copies, which are");
            format!("{edits} came from {more} put aside{}", bad(sum(|copy| copy.bad_lines)))
        });
        let left = first_few(self.left.iter().map(ToString::to_string), |rest| {
            let more = words::count(rest, "more copy", "more copies");
            format!("{more} could not be merged: `milepost doctor` names them")
        });
        own.into_iter().chain(copies).chain(left).chain(shorter).map(|words| SafeText::line(&words)).collect()
    }
}
