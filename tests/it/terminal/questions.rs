//! Recall and the first sweep on a real terminal: what is answered is on the disk, whatever ends the program.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use super::{ROOMY, home, log};
use crate::pty::Pty;

const MINE: &str = "
title: Mine
stages:
  - title: Only
    topics:
      - {title: Alpha, check: What comes first?, description: The first letter.}
      - Beta
      - Gamma
";

/// A home with a roadmap, and with two topics learned nine days ago if that is asked for.
fn prepared(learned: &[&str]) -> tempfile::TempDir {
    let home = home();
    fs::create_dir_all(home.path().join("data/roadmaps")).expect("a directory");
    fs::write(home.path().join("data/roadmaps/mine.yaml"), MINE).expect("a file");
    if !learned.is_empty() {
        let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * 9);
        let at = jiff::Timestamp::from_millisecond(at.as_millisecond()).expect("a plausible time");
        let line = |(number, topic): (usize, &&str)| {
            format!(
                r#"{{"id":"01K9ZY8Q0000000000000{number:05}","at":"{at}","by":"desk","roadmap":"mine","topic":"{topic}","set":{{"status":"done"}}}}"#
            ) + "\n"
        };
        let lines: String = learned.iter().enumerate().map(line).collect();
        fs::write(home.path().join("data/progress.jsonl"), lines).expect("a file");
    }
    home
}

fn start(home: &Path) -> Pty {
    Pty::start(home, ROOMY, &["open", "mine"], &[("MILEPOST_MACHINE", "desk")])
}

#[test]
fn a_round_of_recall_is_on_the_disk_answer_by_answer() {
    let home = prepared(&["only/alpha", "only/beta"]);
    let mut pty = start(home.path());
    pty.sees("2/3").types("\u{1b}").sees("WORTH RECALLING  2").sees("learned 9 days ago").types("R");
    pty.sees("1 of 2").sees("What comes first?").types("\r").sees("The first letter.").types("\u{1b}[C\r");
    pty.sees("2 of 2").sees("Alpha comes back in 7 days.").sees("saved ✓");
    assert!(log(home.path()).contains(r#""set":{"recall":{"answer":"solid","step":1,"#), "{}", log(home.path()));
    pty.types("1").sees("2 recalled: 1 solid, 1 forgot.").types("u").sees("2 of 2").sees("Undone: the answer to Beta");
    pty.sees("saved ✓").signal(Signal::TERM);
    assert_eq!(pty.ends(), 128 + 15);
    pty.is_given_back();

    let mut pty = start(home.path());
    pty.sees("2/3").types("R").sees("1 of 1").sees("Beta").types("2").sees("1 recalled: 1 shaky.").types("\rR");
    pty.sees("Nothing to recall today.").types("\u{1b}").sees("2/3").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_sweep_loses_nothing_that_was_called_saved_and_is_one_step() {
    let home = prepared(&[]);
    let mut pty = start(home.path());
    pty.sees("w asks what you know already").types("w").sees("1 of 3").sees("Alpha").types("yn").sees("3 of 3");
    pty.types("y").sees("2 known. 1 to go. u undoes the sweep.").sees("2/3").sees("saved ✓");
    pty.signal(Signal::KILL);
    pty.ends();
    assert_eq!(log(home.path()).matches(r#""set":{"status":"known"}"#).count(), 2, "{}", log(home.path()));
    let mut pty = start(home.path());
    pty.sees("2/3").types("u").sees("Undone: 2 topics are as before.").sees("0/3").types("q");
    assert_eq!(pty.ends(), 0);
}
