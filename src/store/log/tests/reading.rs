//! Reading the file as it grows, shrinks and changes.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::super::LogFile;
use super::super::lines::MOST_SHORT;
use super::{content, edit, edits, place, read_anew, text};
use crate::format::log::{HEADER, write};
use crate::model::Log;
use crate::store::Backup;

fn add(path: &Path, text: &str) {
    OpenOptions::new().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

#[test]
fn a_file_that_is_not_there_is_an_empty_one() {
    let (_directory, path) = place();
    let caught = LogFile::new(path).catch_up().unwrap();
    assert!(caught.edits.is_empty() && caught.bad_lines.is_empty() && !caught.newer && !caught.replaced);
}

#[test]
fn only_what_is_new_is_given_and_lines_are_counted_on() {
    let (_directory, path) = place();
    fs::write(&path, text(&[edit("a")]) + "bad\n").unwrap();
    let mut file = LogFile::new(path.clone());
    assert_eq!(file.catch_up().unwrap().edits, [edit("a")]);
    assert!(file.catch_up().unwrap().edits.is_empty());
    add(&path, &format!("{}worse\n", write(&edit("b"))));
    let caught = file.catch_up().unwrap();
    assert_eq!((caught.edits, caught.bad_lines, caught.replaced), (vec![edit("b")], vec![3, 5], false));
    assert_eq!(file.catch_up().unwrap().bad_lines, [3, 5]);
}

#[test]
fn a_line_in_flight_is_read_when_it_has_arrived_byte_by_byte() {
    let (_directory, path) = place();
    fs::write(&path, text(&[])).unwrap();
    let mut file = LogFile::new(path.clone());
    let line = write(&edit("a"));
    for place in 0..line.len() {
        assert!(file.catch_up().unwrap().edits.is_empty());
        add(&path, &line[place..=place]);
    }
    let caught = file.catch_up().unwrap();
    assert_eq!((caught.edits, caught.replaced), (vec![edit("a")], false));
}

/// Reads a file, lets it change, and reads on: what is given is what a program started then would read.
fn is_read_again_whole(change: impl Fn(&Path)) {
    let (_directory, path) = place();
    fs::write(&path, text(&edits("a", 3))).unwrap();
    let mut file = LogFile::new(path.clone());
    assert_eq!(file.catch_up().unwrap().edits.len(), 3);
    change(&path);
    let caught = file.catch_up().unwrap();
    assert_eq!(caught.edits, read_anew(&path));
    assert!(caught.replaced);
    assert!(!file.catch_up().unwrap().replaced, "it is told once");
}

#[test]
fn a_file_that_was_cut_is_read_again_whole() {
    let length = text(&edits("a", 1)).len() as u64;
    is_read_again_whole(|path| OpenOptions::new().write(true).open(path).unwrap().set_len(length).unwrap());
}

#[test]
fn a_file_that_was_overwritten_by_a_longer_one_is_read_again_whole() {
    is_read_again_whole(|path| fs::write(path, text(&edits("b", 9))).unwrap());
}

#[test]
fn a_file_that_is_gone_is_an_empty_one() {
    is_read_again_whole(|path| fs::remove_file(path).unwrap());
}

#[test]
fn a_file_that_came_by_rename_is_read_again_whole() {
    let (directory, path) = place();
    fs::write(&path, text(&[edit("a")])).unwrap();
    let mut file = LogFile::new(path.clone());
    file.catch_up().unwrap();
    let new = directory.path().join("new");
    fs::write(&new, text(&[edit("a"), edit("b")])).unwrap();
    fs::rename(&new, &path).unwrap();
    let caught = file.catch_up().unwrap();
    assert_eq!((caught.edits, caught.replaced), (vec![edit("a"), edit("b")], true));
}

#[test]
fn a_line_without_end_is_passed_over_and_counted_as_one() {
    let (_directory, path) = place();
    let mut bytes = HEADER.as_bytes().to_vec();
    bytes.extend(vec![b'x'; 5 << 20]);
    fs::write(&path, &bytes).unwrap();
    let mut file = LogFile::new(path.clone());
    assert!(file.catch_up().unwrap().bad_lines.is_empty(), "it may be in flight");
    add(&path, &format!("x\n{}bad\n{}", write(&edit("a")), write(&edit("b"))));
    let caught = file.catch_up().unwrap();
    assert_eq!((caught.edits, caught.bad_lines), (vec![edit("a"), edit("b")], vec![2, 4]));
    assert!(!caught.replaced);
    add(&path, &write(&edit("c")));
    assert_eq!(file.catch_up().unwrap().edits, [edit("c")]);
}

#[test]
fn a_large_log_is_read_whole_across_chunks() {
    let (_directory, path) = place();
    let all = edits("a", 3000);
    fs::write(&path, text(&all)).unwrap();
    assert_eq!(LogFile::new(path).catch_up().unwrap().edits, all);
}

#[test]
fn of_endless_bad_lines_the_first_are_remembered() {
    let (_directory, path) = place();
    fs::write(&path, "x\n".repeat(30_000)).unwrap();
    let caught = LogFile::new(path).catch_up().unwrap();
    assert_eq!((caught.bad_lines.len(), caught.bad_lines.last()), (10_000, Some(&10_000)));
}

#[test]
fn a_file_too_large_for_memory_is_refused() {
    let (_directory, path) = place();
    File::create(&path).unwrap().set_len((104 << 20) + 1).unwrap();
    let mut file = LogFile::new(path);
    assert_eq!(&*file.catch_up().unwrap_err().reason, "it is larger than 104 MB");
    assert_eq!(&*file.append(&[edit("a")]).unwrap_err().reason, "it is larger than 104 MB");
}

#[test]
fn more_short_lines_than_any_log_has_are_refused_wherever_they_stand() {
    let (_directory, path) = place();
    let log = |short: u64| write(&edit("a")) + &"x\n\n".repeat(usize::try_from(short).unwrap());
    fs::write(&path, log(MOST_SHORT)).unwrap();
    let mut file = LogFile::new(path.clone());
    assert_eq!(file.catch_up().unwrap().edits, [edit("a")]);
    let found = || Backup::found_in(&path, &Log::of_nobody());
    assert_eq!(found().unwrap().unwrap().len(), 1);
    fs::write(&path, log(MOST_SHORT + 1)).unwrap();
    let refused = "over 500000 of its lines are too short to be edits: it is no log of milepost";
    let mut file = LogFile::new(path.clone());
    assert_eq!(&*file.catch_up().unwrap_err().reason, refused);
    assert_eq!(&*file.append(&[edit("b")]).unwrap_err().reason, refused);
    assert_eq!(&*found().unwrap_err().reason, refused);
    assert!(content(&path) == log(MOST_SHORT + 1), "it is left as it is");
}
