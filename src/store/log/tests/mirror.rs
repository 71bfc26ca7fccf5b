//! What comes back from the mirror and the backups, and what does not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::Offset;
use tempfile::TempDir;

use super::super::super::paths::Paths;
use super::super::LogFile;
use super::{content, edit, edits, text};
use crate::format::log::write;
use crate::model::{Edit, Log, Machine, Now};

/// A home with the state directory beside the data.
pub(super) fn home() -> (TempDir, Paths) {
    let home = tempfile::tempdir().unwrap();
    let paths = Paths { data: home.path().join("data"), state: home.path().join("state") };
    (home, paths)
}

fn append(paths: &Paths, edits: &[Edit]) {
    LogFile::of(paths).append(edits).unwrap();
}

/// What a start finds in the file, and what it brings back.
pub(super) fn start(paths: &Paths) -> (Log, usize) {
    let mut file = LogFile::of(paths);
    let mut log = Log::new(Machine("a".into()), 1);
    log.absorb(file.catch_up().unwrap().edits);
    let mended = file.mend(&log).unwrap();
    log.absorb(file.catch_up().unwrap().edits);
    (log, mended.own)
}

pub(super) fn day(number: i64) -> Now {
    Now { at: Timestamp::from_second(1_795_000_000 + number * 86_400).unwrap(), offset: Offset::UTC }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn every_line_is_in_the_mirror_when_it_is_called_saved() {
    let (_home, paths) = home();
    append(&paths, &edits("a", 2));
    let mirror = paths.state.join("own.jsonl");
    let expected = edits("a", 2).iter().map(write).collect::<String>();
    assert_eq!(content(&mirror).split_once('\n').unwrap().1, expected);
    assert_eq!((mode(&mirror), mode(&paths.state)), (0o600, 0o700));
    fs::set_permissions(&mirror, fs::Permissions::from_mode(0o644)).unwrap();
    append(&paths, &edits("a", 3)[2..]);
    assert_eq!(mode(&mirror), 0o600, "loosened, it is tightened again");
}

#[test]
fn what_a_stale_copy_lacks_is_back_at_the_next_start_and_only_then() {
    let (_home, paths) = home();
    let all = edits("a", 3);
    append(&paths, &all[..1]);
    let stale = content(&paths.log());
    append(&paths, &all[1..]);
    fs::write(paths.log(), &stale).unwrap();
    let (log, own) = start(&paths);
    assert_eq!((log.edits().count(), own), (3, 2));
    assert_eq!(content(&paths.log()), text(&all));
    assert_eq!(start(&paths).1, 0);
    assert_eq!(content(&paths.log()), text(&all));
}

#[test]
fn a_cut_wherever_it_falls_takes_nothing_of_this_machine() {
    let (_home, paths) = home();
    append(&paths, &edits("a", 3));
    let whole = content(&paths.log());
    for length in 0..whole.len() {
        fs::write(paths.log(), &whole[..length]).unwrap();
        assert_eq!(start(&paths).0.edits().count(), 3, "cut at {length}");
    }
}

#[test]
fn another_state_file_gets_nothing_of_this_one() {
    let (home, paths) = home();
    append(&paths, &edits("a", 3));
    let other = Paths { data: home.path().join("other"), ..paths.clone() };
    assert!(!LogFile::of(&other).is_gone());
    append(&other, &[edit("b")]);
    assert_eq!(start(&other).1, 0);
    assert_eq!(content(&other.log()), text(&[edit("b")]));
    fs::write(other.log(), text(&[])).unwrap();
    fs::write(paths.log(), text(&[])).unwrap();
    assert_eq!((start(&other).1, start(&paths).1), (1, 3));
}

#[test]
fn what_another_window_wrote_meanwhile_was_never_missing() {
    let (_home, paths) = home();
    let mut file = LogFile::of(&paths);
    let nothing = Log::new(Machine("a".into()), 1);
    file.append(&[edit("b")]).unwrap();
    append(&paths, &[edit("a")]);
    fs::write(paths.log(), text(&[edit("a")])).unwrap();
    let mended = file.mend(&nothing).unwrap();
    assert_eq!(mended.own, 1, "what the other wrote stands there");
    assert_eq!(content(&paths.log()), text(&[edit("a"), edit("b")]));
}

#[test]
fn a_file_that_is_gone_is_asked_after_and_not_made_again() {
    let (_home, paths) = home();
    assert!(!LogFile::of(&paths).is_gone(), "there never was one");
    append(&paths, &edits("a", 2));
    fs::remove_file(paths.log()).unwrap();
    assert_eq!(start(&paths).1, 0);
    assert!(LogFile::of(&paths).is_gone() && !paths.log().exists());
    let mut memory = Log::new(Machine("a".into()), 1);
    memory.absorb([edit("b")]);
    assert_eq!(LogFile::of(&paths).restore(&memory).unwrap(), 3);
    assert_eq!(content(&paths.log()), text(&[vec![edit("b")], edits("a", 2)].concat()));
}

#[test]
fn to_start_afresh_puts_aside_what_was_kept_and_deletes_nothing() {
    let (_home, paths) = home();
    let mut file = LogFile::of(&paths);
    file.append(&edits("a", 2)).unwrap();
    file.settle(day(0)).unwrap();
    fs::remove_file(paths.log()).unwrap();
    file.start_afresh(day(0)).unwrap();
    assert!(!LogFile::of(&paths).is_gone());
    let aside = paths.state.join("before-2026-11-18T11-06-40");
    assert!(content(&aside.join("own.jsonl")).ends_with(&write(&edits("a", 2)[1])));
    assert_eq!(content(&aside.join("backups/2026-11-18.jsonl")), text(&edits("a", 2)));
}

#[test]
fn a_mirror_that_cannot_be_written_is_told_and_written_later() {
    let (_home, paths) = home();
    fs::write(&paths.state, "in the way").unwrap();
    let mut file = LogFile::of(&paths);
    file.append(&[edit("a")]).unwrap();
    assert!(file.settle(day(0)).unwrap_err().to_string().contains("own.jsonl"));
    fs::remove_file(&paths.state).unwrap();
    file.settle(day(0)).unwrap();
    assert!(content(&paths.state.join("own.jsonl")).ends_with(&write(&edit("a"))));
}

#[test]
fn what_was_not_saved_is_not_in_the_mirror() {
    let (_home, paths) = home();
    fs::create_dir_all(paths.log()).unwrap();
    LogFile::of(&paths).append(&[edit("a")]).unwrap_err();
    assert!(!paths.state.exists());
}

#[test]
fn seven_days_are_kept_and_one_that_is_longer_than_the_file() {
    let (_home, paths) = home();
    let all = edits("a", 12);
    let mut file = LogFile::of(&paths);
    let names = || {
        let mut names: Vec<_> = fs::read_dir(paths.state.join("backups"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    for (edit, number) in all[..10].iter().zip(0..) {
        file.append(std::slice::from_ref(edit)).unwrap();
        file.settle(day(number)).unwrap();
    }
    assert_eq!((names().len(), names()[0].as_str()), (7, "2026-11-21.jsonl"));
    assert_eq!(content(&paths.state.join("backups/2026-11-21.jsonl")), text(&all[..4]));
    assert_eq!(mode(&paths.state.join("backups/2026-11-21.jsonl")), 0o600);
    fs::write(paths.log(), text(&all[..1])).unwrap();
    file.append(&all[10..]).unwrap();
    file.settle(day(10)).unwrap();
    assert_eq!((names().len(), names()[0].as_str()), (8, "2026-11-21.jsonl"), "it holds what the file has lost");
}

#[test]
fn a_file_that_lost_others_lines_is_said_to_be_shorter_than_its_backup() {
    let (_home, paths) = home();
    LogFile::new(paths.log()).append(&edits("b", 3)).unwrap();
    let mut file = LogFile::of(&paths);
    file.append(&[edit("a")]).unwrap();
    file.settle(day(0)).unwrap();
    fs::write(paths.log(), text(&[])).unwrap();
    let mended = LogFile::of(&paths).mend(&Log::new(Machine("a".into()), 1)).unwrap();
    let words: Vec<_> = mended.words().iter().map(ToString::to_string).collect();
    assert_eq!(words[0], "1 edit of this machine was missing from progress.jsonl and is back");
    assert!(words[1].starts_with("progress.jsonl is shorter than its backup of 2026-11-18"), "{words:?}");
    let (log, _) = start(&paths);
    let found = LogFile::of(&paths).found(&log).unwrap();
    LogFile::of(&paths).take_in(&found).unwrap();
    assert_eq!(start(&paths).0.edits().count(), 4);
}

/// A hand edit or bit rot leaves the id: of two lines with one id the greater counts, and both stay.
#[test]
fn a_line_that_was_altered_in_the_file_is_not_the_one_that_this_machine_wrote() {
    for (altered, back) in [("0 by hand", 1), ("9 by hand", 0)] {
        let (_home, paths) = home();
        append(&paths, &edits("a", 2));
        let there = content(&paths.log()).replace(r#""set":{"note":"1"}"#, &format!(r#""set":{{"note":"{altered}"}}"#));
        assert!(there.contains(altered));
        fs::write(paths.log(), &there).unwrap();
        assert_eq!(start(&paths).1, back, "{altered}");
        let own = if back == 1 { write(&edits("a", 2)[1]) } else { String::new() };
        assert_eq!(content(&paths.log()), there + &own);
        assert_eq!(start(&paths).1, 0, "{altered}: once");
    }
}
