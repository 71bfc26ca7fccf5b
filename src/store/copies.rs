//! Conflict copies: what sync tools and merges lay beside the state file when two machines wrote at once.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::files::{copy_anew, make_directories, open_regular, rename};
use super::machine::host_name;

/// How the languages of sync tools say that two copies are at odds, in small letters: the part that all forms of the
/// word have in common. Korean also as older file systems of macOS take it apart.
const AT_ODDS: [&str; 10] = [
    "conflict",
    "conflit",
    "konflik",
    "конфликт",
    "конфлікт",
    "競合",
    "冲突",
    "衝突",
    "충돌",
    "\u{110e}\u{116e}\u{11bc}\u{1103}\u{1169}\u{11af}",
];

/// What by its name is a conflict copy beside the file, and beside the one that it links to.
pub(super) fn list(log: &Path) -> Vec<PathBuf> {
    let real = fs::canonicalize(log).ok().filter(|real| real != log);
    let mut copies: Vec<_> = std::iter::once(log.to_owned()).chain(real).flat_map(|file| beside(&file)).collect();
    copies.sort();
    copies.dedup();
    copies
}

fn beside(file: &Path) -> Vec<PathBuf> {
    let (Some(name), Some(directory)) = (file.file_name().and_then(OsStr::to_str), file.parent()) else {
        return Vec::new();
    };
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let host = host_name();
    let is_ours = |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|other| is_copy(other, name, &host));
    entries.filter(is_ours).map(|entry| entry.path()).filter(|path| *path != file).collect()
}

/// Whether a file of this name may be a conflict copy of the file with that one, on the computer with this name.
fn is_copy(copy: &str, name: &str, host: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let Some(rest) = copy.strip_prefix(stem) else { return false };
    // Merge tools: progress.jsonl.orig; rclone: progress.jsonl.conflict1
    if let Some(suffix) = copy.strip_prefix(name).and_then(|suffix| suffix.strip_prefix('.')) {
        let number = suffix.strip_prefix(AT_ODDS[0]);
        return suffix == "orig" || number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    }
    let has_extension = Path::new(copy).extension().is_some_and(|found| found == extension);
    let lower = rest.to_lowercase();
    if has_extension && AT_ODDS.iter().any(|word| lower.contains(word)) {
        return true;
    }
    if has_extension && is_of_host(lower.rsplit_once('.').map_or(&*lower, |(rest, _)| rest), &host.to_lowercase()) {
        return true;
    }
    // iCloud: progress 2.jsonl; Google Drive: progress (1).jsonl
    let number = rest.strip_suffix(extension).and_then(|rest| rest.strip_suffix('.')?.strip_prefix(' '));
    let digits = number.map(|number| number.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(number));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Of Microsoft's drive: `progress-HOST.jsonl`, `progress-HOST-2.jsonl`; of its client for Linux:
/// `progress-HOST-safeBackup-0001.jsonl`.
/// Behind the hyphen may stand anything that somebody calls a copy of their own, so only the name of this computer
/// counts: a copy is made on the computer that it is called after, and united there.
fn is_of_host(rest: &str, host: &str) -> bool {
    let Some(rest) = rest.strip_prefix('-') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if rest.rsplit_once("-safebackup-").is_some_and(|(_, number)| is_number(number)) {
        return true;
    }
    let short = host.split('.').next().unwrap_or_default();
    [host, short].into_iter().filter(|host| !host.is_empty()).any(|host| {
        let behind = rest.strip_prefix(host);
        behind.is_some_and(|behind| behind.is_empty() || behind.strip_prefix('-').is_some_and(is_number))
    })
}

/// The copies that were put aside in this directory.
pub(super) fn put_by(directory: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(directory).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Moves a copy into this directory, which may be on another file system; a copy of that name which is there stays.
pub(super) fn put_aside(copy: &Path, directory: &Path) -> io::Result<()> {
    make_directories(directory)?;
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let free = (0_u32..).map(|number| match number {
        0 => directory.join(&*name),
        _ => directory.join(format!("{number}-{name}")),
    });
    let aside = free.into_iter().find(|path| !path.exists()).expect("some number is free");
    match rename(copy, &aside) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy_anew(open_regular(copy, OpenOptions::new().read(true))?, &aside)?;
            fs::remove_file(copy)
        }
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::is_copy;

    #[test]
    fn the_names_of_every_tool_are_known_and_no_others() {
        for copy in [
            "progress.sync-conflict-20261121-101528-ABCDEFG.jsonl",
            "progress (Ann's conflicted copy 2026-11-21).jsonl",
            "progress (conflicted copy 2026-11-21 101528).jsonl",
            "progress_conflict-20261121-101528.jsonl",
            "progress (Konfliktkopie von Ann 2026-11-21).jsonl",
            "progress (Copie en conflit de Ann).jsonl",
            "progress 2.jsonl",
            "progress (1).jsonl",
            "progress.jsonl.orig",
            "progress.jsonl.conflict1",
            "progress (Copia en conflicto de Ana 2026-11-21).jsonl",
            "progress (Copia in conflitto di MBP di Ada 2026-11-21).jsonl",
            "progress (Cópia em conflito de Rui 2026-11-21).jsonl",
            "progress (Conflicterende kopie van Jan 2026-11-21).jsonl",
            "progress (Kopia w konflikcie 2026-11-21).jsonl",
            "progress (SKONFLIKTOWANA kopia 2026-11-21).jsonl",
            "progress (Annas konfliktkopia 2026-11-21).jsonl",
            "progress (Конфликтующая копия пользователя Аня 2026-11-21).jsonl",
            "progress (Конфліктна копія 2026-11-21).jsonl",
            "progress (花子 の競合コピー 2026-11-21).jsonl",
            "progress (小明 的冲突副本 2026-11-21).jsonl",
            "progress (小明 的衝突複本 2026-11-21).jsonl",
            "progress (민수와(과) 충돌하는 사본 2026-11-21).jsonl",
            "progress (민수와(과) \u{110e}\u{116e}\u{11bc}\u{1103}\u{1169}\u{11af}하는 사본 2026-11-21).jsonl",
            "progress-LAPTOP.jsonl",
            "progress-laptop-2.jsonl",
            "progress-Laptop.local.jsonl",
            "progress-desk-safeBackup-0001.jsonl",
        ] {
            assert!(is_copy(copy, "progress.jsonl", "Laptop.local"), "{copy}");
        }
        for other in [
            "progress.jsonl",
            "progress.unreadable",
            "progress-backup.jsonl",
            "progress 2026.txt",
            "progress .jsonl",
            "progress ().jsonl",
            "a conflict.jsonl",
            "progress.jsonl~",
            "progress conflict notes.md",
            "progress in conflict resolution.txt",
            "progress.jsonl.conflict notes.md",
            "progress.jsonl.original",
            "progress-desk.jsonl",
            "progress-laptop-backup.jsonl",
            "progress-laptops.jsonl",
            "progress-laptop-.jsonl",
            "progress-laptop.txt",
            "progress-safeBackup-.jsonl",
        ] {
            assert!(!is_copy(other, "progress.jsonl", "Laptop.local"), "{other}");
        }
        assert!(!is_copy("progress-.jsonl", "progress.jsonl", ""), "a computer without a name");
    }
}
