//! The real binary and the files beneath it: other windows, full disks, roadmaps that are broken or gone.

use std::fs;

use super::{ROOMY, home, log};
use crate::pty::Pty;

#[test]
fn another_window_sees_a_tick_within_a_moment() {
    let home = home();
    let mut one = Pty::start(home.path(), ROOMY, &[], &[]);
    let mut two = Pty::start(home.path(), ROOMY, &[], &[]);
    one.sees("ROADMAPS").types("\r").sees("0/47");
    two.sees("ROADMAPS").types("\r").sees("0/47");
    one.types(" ").sees("1/47");
    two.sees("1/47").types("q");
    one.types("q");
    assert_eq!((one.ends(), two.ends()), (0, 0));
}

#[test]
fn what_another_machine_ticked_is_said_with_its_name() {
    let home = home();
    let mut one = Pty::start(home.path(), ROOMY, &[], &[("MILEPOST_MACHINE", "desk")]);
    let mut two = Pty::start(home.path(), ROOMY, &[], &[("MILEPOST_MACHINE", "desk")]);
    let mut other = Pty::start(home.path(), ROOMY, &[], &[("MILEPOST_MACHINE", "laptop-7f3a")]);
    for pty in [&mut one, &mut two, &mut other] {
        pty.sees("ROADMAPS").types("\r").sees("0/47");
    }
    other.types(" ").sees("saved ✓");
    one.sees("1 topic came from laptop-7f3a.").sees("1/47");
    two.sees("1 topic came from laptop-7f3a.")
        .types("u")
        .sees("Nothing to undo: the newest edits are of laptop-7f3a.")
        .types("j")
        .sees_no_more("Nothing to undo");
    one.types(" ").sees("0/47");
    two.sees("1 topic came from another terminal.").sees("0/47");
    for pty in [&mut one, &mut two, &mut other] {
        pty.types("q");
        assert_eq!(pty.ends(), 0);
    }
}

#[test]
fn a_disk_that_refuses_is_named_and_nothing_is_called_saved() {
    let home = home();
    // A file where the data directory should be: no user, not even root, can write below it.
    fs::write(home.path().join("data"), "in the way").expect("it can be written");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS")
        .types("\r")
        .sees("Fundamentals")
        .types(" ")
        .sees("NOT SAVED")
        .types("q")
        .sees("quit and lose them");
    assert!(!pty.screen.screen().contents().contains("saved ✓"));
    fs::remove_file(home.path().join("data")).expect("out of the way");
    pty.types("\u{1b}").sees_no_more("quit and lose them").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""status":"done""#));
}

#[test]
fn a_broken_file_of_the_users_takes_no_other_down() {
    let home = home();
    fs::create_dir_all(home.path().join("data/roadmaps")).expect("a directory");
    fs::write(home.path().join("data/roadmaps/bad.yaml"), "title: X\nstages:\n  - titel: Y\n").expect("a file");
    fs::write(home.path().join("data/roadmaps/mine.yaml"), "title: Mine\nstages:\n  - title: S\n    topics: [A, B]\n")
        .expect("a file");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("Backend Developer Roadmap 2025").sees("Mine").sees("bad.yaml: line 3, unknown field `titel`").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_named_file_is_opened_at_once() {
    let home = home();
    fs::write(home.path().join("mine.yaml"), "title: Mine\nstages:\n  - title: S\n    topics: [Alpha, Beta]\n")
        .expect("a file");
    let mut pty = Pty::start(home.path(), ROOMY, &["mine.yaml"], &[]);
    pty.sees("Alpha").types(" ").sees("1/2").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("Alpha").sees("1/2").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_state_file_that_is_gone_comes_back_when_the_user_says_so() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r ").sees("1/47").sees("saved ✓");
    fs::remove_file(home.path().join("data/progress.jsonl")).expect("it was there");
    pty.sees("progress.jsonl is gone. 1 edit of it is kept").types("rq");
    assert_eq!(pty.ends(), 0);
    let whole = log(home.path());
    assert!(whole.contains(r#""status":"done""#));

    fs::remove_file(home.path().join("data/progress.jsonl")).expect("it was there");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("progress.jsonl is gone").types("n").sees("0/47").types(" ").sees("1/47").sees("saved ✓");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""status":"done""#));
}

#[test]
fn a_tick_and_a_quit_in_one_breath_lose_nothing_without_a_question() {
    let home = home();
    fs::write(home.path().join("data"), "in the way").expect("it can be written");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r q").sees("1 change is not saved").types("q");
    assert_eq!(pty.ends(), 1, "what is lost is not called a success");
    assert!(pty.screen.screen().contents().contains("could not be saved"));
    pty.is_given_back();

    fs::remove_file(home.path().join("data")).expect("out of the way");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("Fundamentals").types(" q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""status":"done""#), "and where it can be saved, it is");
}

#[test]
fn marks_made_in_one_breath_are_one_line_each() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r      ").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(log(home.path()).lines().count(), 1 + 6, "{}", log(home.path()));
}

#[test]
fn a_roadmap_that_has_shrunk_since_is_opened_all_the_same() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r=G").sees("Secrets management").types("q");
    assert_eq!(pty.ends(), 0);
    fs::create_dir_all(home.path().join("data/roadmaps")).expect("a directory");
    let shorter = "title: Mine now\nstages:\n  - title: S\n    topics: [Alpha, Beta]\n";
    fs::write(home.path().join("data/roadmaps/backend-2025.yaml"), shorter).expect("a file");
    for _ in 0..2 {
        let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
        pty.sees("Alpha").types("q");
        assert_eq!(pty.ends(), 0);
    }
}

#[test]
fn a_named_file_goes_before_one_of_the_shelf() {
    let home = home();
    fs::create_dir_all(home.path().join("data/roadmaps")).expect("a directory");
    for (path, topic) in [("mine.yaml", "Alpha"), ("data/roadmaps/mine.yaml", "Gamma"), ("data/roadmaps/z.yaml", "Z")] {
        let text = format!("title: {topic} roadmap\nstages:\n  - title: S\n    topics: [{topic}]\n");
        fs::write(home.path().join(path), text).expect("a file");
    }
    let mut pty = Pty::start(home.path(), ROOMY, &["mine.yaml"], &[]);
    pty.sees("Alpha").types("\u{1b}").sees("Z roadmap").sees("Alpha roadmap").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_stale_copy_laid_over_a_running_screen_takes_nothing() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r ").sees("1/47").sees("saved ✓");
    fs::write(home.path().join("data/progress.jsonl"), "{\"milepost\":1}\n").expect("a stale copy");
    pty.sees("1 edit of this machine was missing from progress.jsonl and is back").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""status":"done""#));

    // Also for a mark that is made in one breath with the wish to start afresh.
    fs::remove_file(home.path().join("data/progress.jsonl")).expect("it was there");
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("progress.jsonl is gone").types("n ").sees("1/47").sees("saved ✓");
    fs::write(home.path().join("data/progress.jsonl"), "{\"milepost\":1}\n").expect("a stale copy");
    pty.sees("1 edit of this machine was missing from progress.jsonl and is back").types("q");
    assert_eq!(pty.ends(), 0);
}
