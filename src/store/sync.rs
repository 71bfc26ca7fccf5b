//! Two copies of the log made one, by appending to each what it lacks.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, IntoInnerError, Read, Seek, Write};
use std::path::Path;

use super::error::{Error, shown};
use super::files::{open_within, too_large};
use super::git::{Git, Pushed};
use super::log::{Found, Lines, LogFile};
use super::paths::Paths;
use super::random::seed;
use crate::format::backup::{self, Unpacked};
use crate::model::{Log, Machine, Now, SafeText, words};

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
    /// Why there is no backup of what came.
    pub no_backup: Option<SafeText>,
}

/// No larger backup is read, in bytes. That of a log is up to three times as large where it holds letters beyond ASCII.
const LARGEST: u64 = 400 << 20;

/// A file to be imported.
#[derive(Debug)]
pub struct Backup(File);

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    pub synced: Synced,
    /// How many edits were here already.
    pub known: usize,
}

/// Takes in what a file says and the log does not hold yet; `None` if it is neither a backup nor a log. Without the
/// time nothing is written.
pub fn import(paths: &Paths, Backup(file): Backup, now: Option<Now>) -> Result<Option<Imported>, Error> {
    let backup = Path::new("the backup");
    let (mut log_file, known) = own("import into", paths)?;
    let read = found_in(file, &known).map_err(|source| Error::new("read", backup, source))?;
    let Some(found) = read else { return Ok(None) };
    if found.newer {
        let words = "a newer milepost wrote it; update milepost";
        return Err(Error::new("import", backup, io::Error::other(words)));
    }
    let no_backup = now.map_or(Ok(None), |now| append(&mut log_file, &found, now))?;
    let synced = Synced { came: found.by_machine(), went: 0, unreadable: found.bad_lines, no_backup };
    Ok(Some(Imported { synced, known: found.known }))
}

impl Backup {
    /// A file of the user's.
    pub fn open(path: &Path) -> Result<Self, Error> {
        open_within(path, LARGEST).map(Self).map_err(|source| Error::new("read", path, source))
    }

    /// What can be read only once, in a file that has no name.
    pub fn keep(source: impl Read) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        let length = io::copy(&mut source.take(LARGEST + 1), &mut file)?;
        if length > LARGEST { Err(too_large(LARGEST)) } else { Ok(Self(file)) }
    }

    /// Everything that a file says and that is not known; `None` if it is neither a backup nor a log.
    pub fn found_in(path: &Path, known: &Log) -> Result<Option<Found>, Error> {
        let Self(file) = Self::open(path)?;
        found_in(file, known).map_err(|source| Error::new("read", path, source))
    }
}

fn found_in(file: File, known: &Log) -> io::Result<Option<Found>> {
    let (lines, unpacked) = unpack(file)?;
    let mut found = Found::default();
    found.read_file(lines, &[known])?;
    if unpacked.is_none() && !found.is_log {
        return Ok(None);
    }
    let Unpacked { newer, unreadable } = unpacked.unwrap_or_default();
    found.newer |= newer;
    found.bad_lines += unreadable;
    Ok(Some(found))
}

/// The lines of a backup in a file of their own; or, if it is none, itself.
fn unpack(file: File) -> io::Result<(File, Option<Unpacked>)> {
    let mut lines = BufWriter::new(tempfile::tempfile()?);
    (&file).rewind()?;
    let unpacked = backup::read(&file, &mut |line| lines.write_all(line).and_then(|()| lines.write_all(b"\n")))?;
    let lines = lines.into_inner().map_err(IntoInnerError::into_error)?;
    Ok(if unpacked.is_some() { (lines, unpacked) } else { (file, None) })
}

/// Writes everything that is recorded as a backup.
pub fn export(paths: &Paths, out: &mut dyn Write) -> Result<(), Error> {
    let refused = |source| Error::new("read", &paths.log(), source);
    let lines = Lines::open(&paths.log()).map_err(refused)?;
    backup::write(&mut |take| lines.each_whole(take), out).map_err(refused)
}

/// Unites the log with the copy in a directory, both ways.
pub fn sync_with_directory(paths: &Paths, directory: &Path, now: Now) -> Result<Synced, Error> {
    let refuse = |why: &str| Err(Error::new("sync with", directory, io::Error::other(why)));
    if !directory.is_dir() {
        return refuse("there is no such directory");
    }
    let path = directory.join("progress.jsonl");
    if same(&path, &paths.log()) || same(directory, &paths.data) {
        return refuse("your progress is there already");
    }
    let synced =
        take_in(paths, &shown(&path), (Found::in_use(), now), &mut |found, known| found.read_if_there(&path, known))?;
    let mut there = Found::in_use();
    there.read_if_there(&path, &[])?;
    let mut going = Found::default();
    going.read_if_there(&paths.log(), &[there.log()])?;
    if !going.is_empty() {
        LogFile::among_others(path).take_in(&going)?;
    }
    Ok(Synced { went: going.len(), ..synced })
}

/// Unites the log with that of a git remote: fetch, append what came, commit, push, and again if another was faster.
///
/// git never writes the log in the data directory: what came is appended to it as every edit is, so there are no
/// conflict markers, and no edit that is made meanwhile is overwritten.
pub fn sync_with_git(paths: &Paths, remote: Option<&str>, machine: &Machine, now: Now) -> Result<Synced, Error> {
    let git = Git::open(paths, remote, machine)?;
    let mut came = BTreeMap::new();
    let (mut refused, mut no_backup) = (SafeText::default(), None);
    for _ in 0..ATTEMPTS {
        git.fetch()?;
        let theirs = git.theirs()?;
        let read = |found: &mut Found, known: &[&Log]| {
            let Some(theirs) = &theirs else { return Ok(()) };
            let read = theirs.try_clone().and_then(|theirs| found.read_file(theirs, known));
            read.map_err(|source| Error::new("read", Path::new("the remote"), source))
        };
        let synced = take_in(paths, &SafeText::line("the remote"), (Found::default(), now), &mut { read })?;
        for (machine, count) in synced.came.clone() {
            *came.entry(machine).or_default() += count;
        }
        let unreadable = synced.unreadable;
        // A later round may bring nothing, and so has nothing to say of a backup.
        no_backup = no_backup.or(synced.no_backup);
        let mut there = Found::default();
        read(&mut there, &[])?;
        if theirs.is_some() && !there.is_log {
            git.refuse_unmet()?;
        }
        let mut going = Found::default();
        going.read_if_there(&paths.log(), &[there.log()])?;
        let (went, sum) = (going.len(), came.values().sum());
        let lacks = !there.is_log || !going.is_empty();
        drop((there, going));
        let (log_file, _) = own("sync", paths)?;
        let lines = log_file.whole_lines()?;
        let Some(commit) = lines.map_or(Ok(None), |lines| git.commit(lines, lacks, sum, went))? else {
            return Ok(Synced { came, went: 0, unreadable, no_backup });
        };
        match git.push(&commit)? {
            Pushed::Yes => return Ok(Synced { came, went, unreadable, no_backup }),
            Pushed::Refused(reason) => refused = reason,
        }
    }
    let words = format!("it did not take what is new here: {refused} (nothing is lost; sync again later)");
    Err(Error::new("sync with", Path::new("the remote"), io::Error::other(words)))
}

/// Reads a copy against the log, as one that holds only what is known less.
type ReadCopy<'a> = &'a mut dyn FnMut(&mut Found, &[&Log]) -> Result<(), Error>;

/// Appends to the log what a copy of it has and it lacks.
fn take_in(
    paths: &Paths,
    copy: &SafeText,
    (mut found, now): (Found, Now),
    read: ReadCopy<'_>,
) -> Result<Synced, Error> {
    let (mut log_file, known) = own("sync", paths)?;
    read(&mut found, &[&known])?;
    if found.newer {
        return Err(newer("sync", copy));
    }
    let no_backup = append(&mut log_file, &found, now)?;
    Ok(Synced { came: found.by_machine(), went: 0, unreadable: found.bad_lines, no_backup })
}

/// Makes last what was found, and a backup of it; gives why there is none.
fn append(log_file: &mut LogFile, found: &Found, now: Now) -> Result<Option<SafeText>, Error> {
    if found.is_empty() {
        return Ok(None);
    }
    log_file.take_in(found)?;
    Ok(log_file.back_up(now).err().map(|error| SafeText::line(&error.to_string())))
}

/// The log of this machine, which must be one that may be written.
fn own(verb: &'static str, paths: &Paths) -> Result<(LogFile, Log), Error> {
    let mut log_file = LogFile::of(paths);
    let (log, caught) = log_file.open(&Machine("".into()), seed())?;
    if caught.newer { Err(newer(verb, &shown(&paths.log()))) } else { Ok((log_file, log)) }
}

fn newer(verb: &'static str, what: &SafeText) -> Error {
    Error::new(verb, Path::new(what.as_str()), io::Error::other(words::newer("it")))
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}
