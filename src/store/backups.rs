//! Daily copies of the state file, seven of them, where no sync tool reaches.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::files::{copy_anew, open_regular};
use super::keep::Keep;

/// How many days are kept.
const DAYS: usize = 7;

/// Copies the file as it is, unless that was done today; then lets the oldest copies go. One that is longer than the
/// file stays: a log only grows, so it may hold what the file has lost.
pub(super) fn make(keep: &Keep, log: &Path, today: &str) -> io::Result<()> {
    let copy = keep.backups().join(format!("{today}.jsonl"));
    if copy.exists() { Ok(()) } else { take(keep, log, &copy) }
}

/// Copies the file also if that was done today: edits of others came into it, of which there is no second copy here. A
/// copy that has something else in it stays.
pub(super) fn renew(keep: &Keep, log: &Path, today: &str) -> io::Result<()> {
    let name = |number: u32| match number {
        1 => format!("{today}.jsonl"),
        _ => format!("{today}-{number}.jsonl"),
    };
    let copies = (1..=u32::MAX).map(|number| keep.backups().join(name(number)));
    for copy in copies {
        if !copy.exists() || begins_with(log, &copy)? {
            return take(keep, log, &copy);
        }
    }
    Ok(())
}

/// Whether a file goes on from this copy of it.
fn begins_with(file: &Path, copy: &Path) -> io::Result<bool> {
    let open = |path| Ok::<_, io::Error>(BufReader::new(open_regular(path, OpenOptions::new().read(true))?));
    let (mut file, mut copy) = (open(file)?, open(copy)?);
    loop {
        let (there, here) = (file.fill_buf()?, copy.fill_buf()?);
        let count = there.len().min(here.len());
        if here.is_empty() || count == 0 || there[..count] != here[..count] {
            return Ok(here.is_empty());
        }
        file.consume(count);
        copy.consume(count);
    }
}

fn take(keep: &Keep, log: &Path, copy: &Path) -> io::Result<()> {
    let source = open_regular(log, OpenOptions::new().read(true))?;
    let length = source.metadata()?.len();
    copy_anew(source, copy)?;
    let copies = list(keep);
    let surplus = copies.len().saturating_sub(DAYS);
    for old in copies.iter().take(surplus).filter(|old| size(old) <= length) {
        fs::remove_file(old)?;
    }
    Ok(())
}

/// The copies, the oldest first.
pub(super) fn list(keep: &Keep) -> Vec<PathBuf> {
    let entries = fs::read_dir(keep.backups()).into_iter().flatten().flatten();
    let is_copy = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "jsonl");
    let mut copies: Vec<_> = entries.map(|entry| entry.path()).filter(is_copy).collect();
    copies.sort();
    copies
}

/// The day of the newest copy that is longer than the file: something is missing from the file then.
pub(super) fn longer_than(keep: &Keep, log: &Path) -> Option<String> {
    let length = fs::metadata(log).ok()?.len();
    let longer = list(keep).into_iter().rev().find(|copy| size(copy) > length)?;
    Some(longer.file_stem()?.to_string_lossy().into_owned())
}

pub(super) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}
