//! The short way to open a long log: it says what the file says, or it is not taken.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::super::super::paths::Paths;
use super::super::{Caught, LogFile};
use super::mirror::home;
use super::{content, edit, edits, text};
use crate::format::log::write;
use crate::model::{Edit, Log, Machine};

/// Enough for a checkpoint to be worth its writing.
const MANY: usize = 4000;

/// A home with a long log, and a checkpoint of it.
fn long() -> (tempfile::TempDir, Paths, Vec<Edit>) {
    let (home, paths) = home();
    let all = edits("a", MANY);
    LogFile::of(&paths).append(&all).unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    assert!(checkpoint(&paths).exists());
    (home, paths, all)
}

fn open(paths: &Paths) -> (LogFile, Log, Caught) {
    let mut file = LogFile::of(paths);
    let (log, caught) = file.open(&Machine("a".into()), 1).unwrap();
    (file, log, caught)
}

fn leave(file: &mut LogFile, log: &Log) {
    file.mend(log).unwrap();
    file.finish_opening(log);
}

fn checkpoint(paths: &Paths) -> std::path::PathBuf {
    paths.state.join("checkpoint")
}

/// How many bytes of the file were not read line by line.
fn covered(file: &LogFile) -> u64 {
    file.opened.as_ref().map_or(0, |opened| opened.covered)
}

fn ids(log: &Log) -> Vec<Edit> {
    log.edits().collect()
}

/// What the file says to one who knows of no checkpoint.
fn plainly(paths: &Paths) -> (Vec<Edit>, Vec<u64>) {
    let mut log = Log::new(Machine("a".into()), 1);
    let caught = LogFile::new(paths.log()).catch_up().unwrap();
    log.absorb(caught.edits);
    (ids(&log), caught.bad_lines)
}

#[test]
fn by_a_checkpoint_the_log_is_the_one_that_the_file_holds_and_what_follows_is_read() {
    let (_home, paths, all) = long();
    assert_eq!(fs::metadata(checkpoint(&paths)).unwrap().permissions().mode() & 0o777, 0o600);
    let length = fs::metadata(paths.log()).unwrap().len();
    let (file, log, caught) = open(&paths);
    assert_eq!((covered(&file), caught.edits.len(), log.edits().count()), (length, 0, all.len()));
    LogFile::new(paths.log()).append(&edits("b", 3)).unwrap();
    let (mut file, log, caught) = open(&paths);
    assert_eq!((covered(&file), caught.replaced), (length, false));
    assert_eq!(ids(&log), plainly(&paths).0);
    assert_eq!(log.edits().count(), all.len() + 3);
    // It goes on as any other: others are seen, and an edit is appended.
    LogFile::new(paths.log()).append(&[edit("c")]).unwrap();
    assert_eq!(file.catch_up().unwrap().edits, [edit("c")]);
    file.append(&[edit("d")]).unwrap();
    assert!(content(&paths.log()).ends_with(&write(&edit("d"))));
}

#[test]
fn a_short_log_and_one_that_hardly_grew_need_none() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&edits("a", 100)).unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    assert!(!checkpoint(&paths).exists());
    let (_home, paths, _) = long();
    let before = fs::read(checkpoint(&paths)).unwrap();
    LogFile::of(&paths).append(&edits("b", 100)).unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    assert_eq!(fs::read(checkpoint(&paths)).unwrap(), before);
    LogFile::of(&paths).append(&edits("c", MANY)).unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    assert_eq!(covered(&open(&paths).0), fs::metadata(paths.log()).unwrap().len());
}

#[test]
fn a_damaged_checkpoint_counts_as_none() {
    let (_home, paths, all) = long();
    let whole = fs::read(checkpoint(&paths)).unwrap();
    let last = whole.len() - 1;
    for place in (0..whole.len()).step_by(whole.len() / 12).chain([last - 40, last - 20, last]) {
        let mut garbled = whole.clone();
        garbled[place] ^= 0x20;
        for bytes in [&garbled[..], &whole[..place]] {
            fs::write(checkpoint(&paths), bytes).unwrap();
            let (file, log, _) = open(&paths);
            assert_eq!((covered(&file), log.edits().count()), (0, all.len()), "{place}");
        }
    }
    fs::remove_file(checkpoint(&paths)).unwrap();
    fs::create_dir(checkpoint(&paths)).unwrap();
    let (mut file, log, _) = open(&paths);
    assert_eq!(log.edits().count(), all.len());
    leave(&mut file, &log);
}

#[test]
fn what_was_changed_in_the_file_counts_and_not_what_the_checkpoint_says() {
    let (_home, paths, all) = long();
    let whole = content(&paths.log());
    // As long as before, and touched at the same moment: only the bytes tell.
    let modified = fs::metadata(paths.log()).unwrap().modified().unwrap();
    let (id, other) = (&*all[7].id.0, "01JD6W8Z");
    for changed in [
        whole.replacen(id, &format!("{other}{}", &id[other.len()..]), 1),
        whole.replacen(&write(&all[7]), &format!("{}\n", "x".repeat(write(&all[7]).len() - 1)), 1),
        whole[..whole.len() - write(&all[MANY - 1]).len()].to_owned(),
        text(&edits("b", MANY + 9)),
        text(&[]),
    ] {
        assert_ne!(changed, whole);
        fs::write(paths.log(), &changed).unwrap();
        fs::File::options().write(true).open(paths.log()).unwrap().set_modified(modified).unwrap();
        let (file, log, caught) = open(&paths);
        assert_eq!(covered(&file), 0);
        assert_eq!((ids(&log), caught.bad_lines), plainly(&paths));
    }
    fs::remove_file(paths.log()).unwrap();
    let (file, log, _) = open(&paths);
    assert!(log.is_empty() && file.is_gone(), "a checkpoint is no copy to start from");
}

#[test]
fn bad_lines_are_told_by_their_numbers_whether_it_covers_them_or_not() {
    let (_home, paths) = home();
    let body: String = edits("a", MANY).iter().map(write).collect();
    fs::create_dir_all(&paths.data).unwrap();
    fs::write(paths.log(), format!("{}bad\n{body}<<<<<<< HEAD\n", text(&[]))).unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    let after = format!("{}bad\n{body}<<<<<<< HEAD\n{}=======\n", text(&[]), write(&edit("b")));
    fs::write(paths.log(), after).unwrap();
    let (file, log, caught) = open(&paths);
    assert!(covered(&file) > 0);
    assert_eq!(caught.bad_lines, [2, 3 + MANY as u64, 5 + MANY as u64]);
    assert_eq!((ids(&log), caught.bad_lines), plainly(&paths));
}

#[test]
fn what_only_the_mirror_has_comes_back_in_spite_of_it() {
    let (_home, paths, all) = long();
    let covered_text = content(&paths.log());
    let more = edits("a", MANY + 2);
    LogFile::of(&paths).append(&more[MANY..]).unwrap();
    // A stale copy that the checkpoint still fits, and one that it does not.
    for stale in [covered_text.clone(), text(&all[..9])] {
        fs::write(paths.log(), &stale).unwrap();
        let (mut file, log, _) = open(&paths);
        assert_eq!(covered(&file) > 0, stale == covered_text);
        assert_eq!(file.mend(&log).unwrap().own, more.len() - log.edits().count());
        assert_eq!(open(&paths).1.edits().count(), more.len());
    }
}

#[test]
fn a_file_of_a_newer_version_has_none() {
    let (_home, paths, all) = long();
    fs::remove_file(checkpoint(&paths)).unwrap();
    fs::write(paths.log(), text(&all) + "{\"milepost\":2}\n").unwrap();
    let (mut file, log, caught) = open(&paths);
    assert!(caught.newer);
    let own = paths.state.join("own.jsonl");
    fs::remove_file(&own).unwrap();
    leave(&mut file, &log);
    assert!(!checkpoint(&paths).exists());
    assert!(!own.exists(), "what is not understood is not written in a form of ours");
}

#[test]
fn where_it_cannot_be_written_only_time_is_lost() {
    let (_home, paths, all) = long();
    fs::remove_file(checkpoint(&paths)).unwrap();
    fs::create_dir(checkpoint(&paths)).unwrap();
    fs::write(checkpoint(&paths).join("x"), "").unwrap();
    let (mut file, log, _) = open(&paths);
    leave(&mut file, &log);
    assert_eq!(open(&paths).1.edits().count(), all.len());
    let litter = fs::read_dir(&paths.state)
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".milepost-"));
    assert_eq!(litter.count(), 0);
}
