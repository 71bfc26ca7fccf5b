//! Two copies of the log made one, by appending to each what it lacks.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{Error, shown};
use super::git::{Git, Pushed};
use super::log::{LogFile, records};
use super::paths::Paths;
use crate::format::log::{Record, Records};
use crate::model::{Machine, SafeText, words};

/// How often a push is begun anew because another machine was faster.
const ATTEMPTS: usize = 8;

/// What went where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// How many edits came from each machine.
    pub came: BTreeMap<Machine, usize>,
    pub went: usize,
    /// Lines of the other copy that cannot be understood, and stay there.
    pub unreadable: usize,
}

/// Takes in what the log does not hold yet. Gives what came, and how many of the records were known. With `dry_run`
/// nothing is written.
pub fn import(paths: &Paths, records: &Records, dry_run: bool) -> Result<(Synced, usize), Error> {
    let (mut log, here) = own(paths)?;
    if records.newer {
        let words = "a newer milepost wrote it; update milepost";
        return Err(Error::new("import", Path::new("the backup"), io::Error::other(words)));
    }
    let missing = records.missing_from(&here);
    if !dry_run {
        log.append_records(&missing)?;
    }
    let known = records.records.len() - missing.len();
    Ok((Synced { came: by_machine(&missing), went: 0, unreadable: records.unreadable.len() }, known))
}

/// Unites the log with the copy in a directory, both ways.
pub fn sync_with_directory(paths: &Paths, directory: &Path) -> Result<Synced, Error> {
    let refuse = |why: &str| Err(Error::new("sync with", directory, io::Error::other(why)));
    if !directory.is_dir() {
        return refuse("there is no such directory");
    }
    let path = directory.join("progress.jsonl");
    if same(&path, &paths.log()) || same(directory, &paths.data) {
        return refuse("your progress is there already");
    }
    let (mut log, here) = own(paths)?;
    let there = records(&path)?;
    refuse_newer(&there, &shown(&path))?;
    let (coming, going) = (there.missing_from(&here), here.missing_from(&there));
    log.append_records(&coming)?;
    LogFile::among_others(path).append_records(&going)?;
    Ok(Synced { came: by_machine(&coming), went: going.len(), unreadable: there.unreadable.len() })
}

/// Unites the log with that of a git remote: fetch, append what came, commit, push, and again if another was faster.
///
/// git never writes the log in the data directory: what came is appended to it as every edit is, so there are no
/// conflict markers, and no edit that is made meanwhile is overwritten.
pub fn sync_with_git(paths: &Paths, remote: Option<&str>, machine: &Machine) -> Result<Synced, Error> {
    let git = Git::open(paths, remote, machine)?;
    let mut synced = Synced::default();
    let mut refused = SafeText::default();
    for _ in 0..ATTEMPTS {
        git.fetch()?;
        let (mut log, here) = own(paths)?;
        let there = git.theirs()?;
        refuse_newer(&there, &SafeText::line("the remote"))?;
        let coming = there.missing_from(&here);
        log.append_records(&coming)?;
        for (machine, count) in by_machine(&coming) {
            *synced.came.entry(machine).or_default() += count;
        }
        synced.unreadable = there.unreadable.len();
        let (_, here) = own(paths)?;
        let going = here.missing_from(&there).len();
        let bytes = super::read_text(&paths.log(), u64::MAX).unwrap_or_default();
        if !git.commit(whole_lines(&bytes), synced.came.values().sum(), going)? {
            return Ok(synced);
        }
        match git.push()? {
            Pushed::Yes => {
                synced.went = going;
                return Ok(synced);
            }
            Pushed::Refused(reason) => refused = reason,
        }
    }
    let words = format!("it did not take what is new here: {refused} (nothing is lost; sync again later)");
    Err(Error::new("sync with", Path::new("the remote"), io::Error::other(words)))
}

/// The log of this machine, which must be one that may be written.
fn own(paths: &Paths) -> Result<(LogFile, Records), Error> {
    let here = records(&paths.log())?;
    refuse_newer(&here, &shown(&paths.log()))?;
    Ok((LogFile::of(paths), here))
}

fn refuse_newer(records: &Records, what: &SafeText) -> Result<(), Error> {
    if !records.newer {
        return Ok(());
    }
    let words = io::Error::other(words::newer("it"));
    Err(Error::new("sync", Path::new(what.as_str()), words))
}

fn by_machine(records: &[&Record]) -> BTreeMap<Machine, usize> {
    let mut counts = BTreeMap::new();
    for record in records {
        *counts.entry(record.edit.by.clone()).or_default() += 1;
    }
    counts
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

fn whole_lines(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1)]
}
