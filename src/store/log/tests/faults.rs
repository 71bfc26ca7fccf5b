//! Appends to a disk that fails.

use std::fs;

use super::super::LogFile;
use super::super::handle::faults::{Fault, are_over, set_up};
use super::{content, edit, place, read_anew, text};

#[test]
fn a_short_or_interrupted_write_is_gone_on_with() {
    let (_directory, path) = place();
    set_up([Fault::HalfWrite, Fault::Interrupted, Fault::HalfWrite]);
    LogFile::new(path.clone()).append(&[edit("a")]).unwrap();
    assert!(are_over());
    assert_eq!(content(&path), text(&[edit("a")]));
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let (_directory, path) = place();
    let before = text(&[edit("a")]) + "torn";
    fs::write(&path, &before).unwrap();
    let mut file = LogFile::new(path.clone());
    set_up([Fault::HalfWrite, Fault::Full]);
    assert_eq!(&*file.append(&[edit("b")]).unwrap_err().reason, "no storage space");
    assert!(are_over());
    assert_eq!(content(&path), before);
    let caught = file.append(&[edit("b")]).unwrap();
    assert_eq!(caught.edits, [edit("a"), edit("b")], "what the failed append had read is not lost");
    assert_eq!(read_anew(&path), [edit("a"), edit("b")]);
}

#[test]
fn what_another_has_written_behind_a_torn_line_is_not_cut_away() {
    let (_directory, path) = place();
    fs::write(&path, text(&[])).unwrap();
    set_up([Fault::HalfWrite, Fault::FullAfter("\nforeign\n")]);
    let mut file = LogFile::new(path.clone());
    file.append(&[edit("a")]).unwrap_err();
    assert!(are_over());
    assert!(content(&path).ends_with("\nforeign\n"));
    file.append(&[edit("a")]).unwrap();
    assert_eq!(read_anew(&path), [edit("a")]);
}

#[test]
fn a_file_that_is_replaced_before_the_lock_is_had_is_left_alone() {
    let (directory, path) = place();
    let (old, new) = (directory.path().join("old"), directory.path().join("new"));
    fs::write(&path, text(&[edit("a")])).unwrap();
    fs::hard_link(&path, &old).unwrap();
    fs::write(&new, text(&[edit("b")])).unwrap();
    set_up([Fault::ReplacedUnlocked(new)]);
    LogFile::new(path.clone()).append(&[edit("c")]).unwrap();
    assert!(are_over());
    assert_eq!(content(&old), text(&[edit("a")]));
    assert_eq!(content(&path), text(&[edit("b"), edit("c")]));
}

#[test]
fn a_failed_sync_writes_the_lines_anew() {
    let (_directory, path) = place();
    set_up([Fault::Sync]);
    let mut file = LogFile::new(path.clone());
    assert_eq!(file.append(&[edit("a")]).unwrap().edits, [edit("a"), edit("a")]);
    assert!(are_over());
    assert_eq!(content(&path), text(&[edit("a")]).repeat(2));
}

#[test]
fn a_sync_that_fails_again_is_an_error_and_leaves_the_file_as_it_was() {
    let (_directory, path) = place();
    fs::write(&path, text(&[edit("a")])).unwrap();
    set_up([Fault::Sync, Fault::Sync]);
    assert_eq!(&*LogFile::new(path.clone()).append(&[edit("b")]).unwrap_err().reason, "input/output error");
    assert!(are_over());
    assert_eq!(content(&path), text(&[edit("a")]));
}

#[test]
fn a_file_that_is_replaced_during_the_append_is_appended_to_in_its_new_form() {
    let (directory, path) = place();
    let stale = directory.path().join("stale");
    fs::write(&path, text(&[edit("a"), edit("b")])).unwrap();
    fs::write(&stale, text(&[edit("a")])).unwrap();
    let mut file = LogFile::new(path.clone());
    file.catch_up().unwrap();
    set_up([Fault::Replaced(stale)]);
    let caught = file.append(&[edit("c")]).unwrap();
    assert!(are_over() && caught.replaced);
    assert_eq!(content(&path), text(&[edit("a"), edit("c")]));
    assert!(!file.catch_up().unwrap().replaced);
}

#[test]
fn a_file_that_is_replaced_again_and_again_is_an_error() {
    let (directory, path) = place();
    let stale = |number: usize| {
        let stale = directory.path().join(number.to_string());
        fs::write(&stale, text(&[])).unwrap();
        Fault::Replaced(stale)
    };
    set_up((0..5).map(stale));
    let error = LogFile::new(path).append(&[edit("a")]).unwrap_err();
    assert!(are_over());
    assert_eq!(&*error.reason, "it was replaced again and again");
}
