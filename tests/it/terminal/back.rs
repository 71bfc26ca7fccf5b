//! The real binary and a state file that goes, or cannot be read, and comes back while the screen is open.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use super::{ROOMY, home, log};
use crate::pty::Pty;

/// A screen with one tick that is saved, and its state file.
fn ticked(home: &Path) -> (Pty, PathBuf) {
    let mut pty = Pty::start(home, ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r ").sees("1/47").sees("saved ✓");
    // Everything is done that follows a tick.
    while !fs::read_dir(home.join("state/backups")).is_ok_and(|mut found| found.next().is_some()) {
        std::thread::yield_now();
    }
    (pty, home.join("data/progress.jsonl"))
}

#[test]
fn an_error_goes_when_the_file_can_be_read_again() {
    let home = home();
    let (mut pty, file) = ticked(home.path());
    let aside = home.path().join("aside");
    fs::rename(&file, &aside).expect("it was there");
    fs::create_dir(&file).expect("nothing is there");
    pty.sees("could not read").types("j ").sees("NOT SAVED");
    fs::remove_dir(&file).expect("it is empty");
    fs::rename(&aside, &file).expect("it was put aside");
    pty.sees("saved ✓").sees_no_more("could not read").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(log(home.path()).matches(r#""status":"done""#).count(), 2);
}

#[test]
fn what_cannot_be_saved_when_a_signal_comes_is_back_at_the_next_start() {
    let home = home();
    let (mut pty, file) = ticked(home.path());
    let aside = home.path().join("aside");
    fs::rename(&file, &aside).expect("it was there");
    fs::create_dir(&file).expect("nothing is there");
    pty.sees("could not read").types("j ").sees("NOT SAVED").signal(Signal::TERM);
    pty.ends();
    fs::remove_dir(&file).expect("it is empty");
    fs::rename(&aside, &file).expect("it was put aside");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("1 edit of this machine was missing").types("q");
    pty.ends();
    assert_eq!(log(home.path()).matches(r#""status":"done""#).count(), 2);
}

#[test]
fn a_question_goes_when_the_file_is_back() {
    let home = home();
    let (mut pty, file) = ticked(home.path());
    let (aside, before) = (home.path().join("aside"), log(home.path()));
    // More than once.
    for _ in 0..2 {
        fs::rename(&file, &aside).expect("it was there");
        pty.sees("progress.jsonl is gone. 1 edit of it is kept").sees("restore it");
        fs::rename(&aside, &file).expect("it was put aside");
        pty.sees_no_more("progress.jsonl is gone").sees("1/47");
    }
    assert_eq!(log(home.path()), before);
    pty.types("j ").sees("(✓) Python").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(log(home.path()).matches(r#""status":"done""#).count(), 2);
}

#[test]
fn a_stale_copy_in_the_place_of_a_file_that_is_gone_takes_nothing() {
    let home = home();
    let (mut pty, file) = ticked(home.path());
    fs::remove_file(&file).expect("it was there");
    pty.sees("progress.jsonl is gone");
    let stale = home.path().join("stale");
    fs::write(&stale, "{\"milepost\":1}\n").expect("a stale copy");
    fs::rename(&stale, &file).expect("it is put there");
    pty.sees_no_more("progress.jsonl is gone").sees("1 edit of this machine was missing").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""status":"done""#));
}

#[test]
fn what_is_written_while_the_file_goes_waits_for_the_answer() {
    let home = home();
    let (mut pty, file) = ticked(home.path());
    pty.types("e").sees("Note · ");
    fs::remove_file(&file).expect("it was there");
    fs::create_dir(&file).expect("nothing is there");
    pty.sees("could not read");
    fs::remove_dir(&file).expect("it is empty");
    // With the error goes the doubt that it has been noticed.
    pty.sees_no_more("could not read").types("kept\u{1b}").sees("progress.jsonl is gone");
    assert!(!file.exists(), "nothing is written before it is said what is to become of it");
    pty.types("r").sees_no_more("progress.jsonl is gone").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    let log = log(home.path());
    assert!(log.contains("kept") && log.contains(r#""status":"done""#), "{log}");
}

#[test]
fn a_backup_that_could_not_be_made_is_made_when_it_can_be() {
    let home = home();
    fs::create_dir(home.path().join("state")).expect("a directory");
    let backups = home.path().join("state/backups");
    fs::write(&backups, "in the way").expect("a file");
    let mut pty = Pty::start(home.path(), (160, 30), &[], &[]);
    pty.sees("ROADMAPS").types("\r ").sees("saved, but today's backup could not be made").sees("saved ✓");
    fs::remove_file(&backups).expect("out of the way");
    pty.sees_no_more("saved, but").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(fs::read_dir(&backups).expect("it was made").count(), 1);
}

#[test]
fn what_is_written_under_a_question_that_nobody_answers_is_asked_after_with_the_rest() {
    let home = home();
    let other = r#"{"id":"01K9ZY8Q000000000000000001","at":"2026-11-01T10:00:00.000+00:00","by":"laptop","roadmap":"backend-2025","topic":"gone","set":{"status":"done"}}"#;
    fs::create_dir(home.path().join("data")).expect("a directory");
    let file = home.path().join("data/progress.jsonl");
    fs::write(&file, format!("{{\"milepost\":1}}\n{other}\n")).expect("it can be written");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r ").sees("1/47").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);

    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("1/47").types("eToken bucket").sees("Token bucket");
    fs::remove_file(&file).expect("it was there");
    pty.types("\u{1b}").sees("progress.jsonl is gone").signal(Signal::TERM);
    assert_eq!(pty.ends(), 128 + 15);
    assert!(!file.exists(), "a new file would answer the question");

    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("progress.jsonl is gone. 3 edits of it are kept").types("\r").sees("3 edits are back").types("q");
    assert_eq!(pty.ends(), 0);
    let whole = log(home.path());
    assert!(["laptop", "Token bucket", r#""status":"done""#].iter().all(|words| whole.contains(words)), "{whole}");
}
