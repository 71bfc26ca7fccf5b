//! Daily copies of the state file, seven of them, where no sync tool reaches.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::files::{copy_anew, open_regular};
use super::keep::Keep;

/// How many days are kept.
const DAYS: usize = 7;

/// Copies the file as it is, unless that was done today; then lets the oldest copies go. One that is longer than the
/// file stays: a log only grows, so it may hold what the file has lost.
pub(super) fn make(keep: &Keep, log: &Path, today: &str) -> io::Result<()> {
    let copy = keep.backups().join(format!("{today}.jsonl"));
    if copy.exists() {
        return Ok(());
    }
    let source = open_regular(log, OpenOptions::new().read(true))?;
    let length = source.metadata()?.len();
    copy_anew(source, &copy)?;
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
