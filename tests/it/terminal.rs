//! The real binary on a real terminal: first run, restart, sizes, signals, and what is left behind.

mod links;
mod live;
mod mouse;
mod plain;
mod questions;
mod settings;
mod theme;
mod title;
mod writing;

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use super::pty::Pty;

const ROOMY: (u16, u16) = (100, 30);

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a directory of its own")
}

fn log(home: &Path) -> String {
    fs::read_to_string(home.join("data/progress.jsonl")).unwrap_or_default()
}

#[test]
fn the_first_tick_is_three_keys_away_and_is_there_tomorrow() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("Enter opens a roadmap").sees("? all keys");
    assert!(!home.path().join("data").exists(), "nothing is written before the first tick");
    pty.types("\r").sees("Space ticks a topic").types(" ").sees("saved ✓").sees("1/47");
    assert!(log(home.path()).contains(r#""status":"done""#), "saved means on the disk");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();

    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("1/47").sees("saved ✓").types("u").sees("0/47").sees("Undone").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn what_is_waiting_is_taken_before_a_frame_is_drawn() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS")
        .types(&format!("\r={}gg{}", "j".repeat(300), "jk".repeat(2000)))
        .types("}")
        .sees("Core Backend Skills");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn every_size_is_drawn_and_a_storm_of_them_is_weathered() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals");
    for (columns, rows) in [(1, 1), (19, 5), (20, 4), (7, 2), (200, 60), (20, 5), (34, 8), (60, 20)] {
        pty.resize(columns, rows);
    }
    pty.sees("Fundamentals").sees("? all keys");
    pty.resize(18, 4).sees("Too small: 18×4").sees("q quits");
    pty.resize(100, 30).sees("Programming Language").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn what_was_learned_is_on_the_home_screen_and_one_key_further() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals").types(" ").sees("saved ✓").types("S").sees("Stats ›");
    pty.sees("1 learned").types("t").sees("filter: remaining").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("filter: remaining").types("\u{1b}").until("no filter", |screen| !screen.contents().contains("filter:"));
    pty.types("\u{1b}").sees("LAST").sees("WEEKS").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2)] {
        let home = home();
        let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
        pty.sees("ROADMAPS").types("\r").sees("Fundamentals");
        pty.signal(signal);
        assert_eq!(pty.ends(), 128 + number, "{signal:?}");
        pty.is_given_back();
        assert!(home.path().join("state/session.json").exists(), "the place on the screen is kept");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[("MILEPOST_TEST_PANIC", "1")]);
    assert_eq!(pty.ends(), 101);
    pty.is_given_back();
    assert!(pty.screen.screen().contents().contains("panicked"), "{}", pty.screen.screen().contents());
}

#[test]
fn a_stop_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let home = home();
    // A shell with job control: a program on its own cannot be stopped by its terminal.
    let script =
        format!("set -m; {} --ascii; echo the shell is back; read line; fg >/dev/null", env!("CARGO_BIN_EXE_milepost"));
    let mut pty = Pty::start_program("bash", home.path(), ROOMY, &["-c", &script], &[("PATH", "/usr/bin:/bin")]);
    pty.sees("ROADMAPS").types("\u{1a}").sees("the shell is back");
    pty.is_given_back();
    pty.types("on\n").until("the alternate screen", vt100::Screen::alternate_screen).sees("ROADMAPS").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn no_color_leaves_the_selection_and_takes_the_colours() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[("NO_COLOR", "1")]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals").types(" ").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(raw.contains("\u{1b}[7m"), "the selected row is reversed");
    assert!(!raw.contains("\u{1b}[;m"), "no reset in the middle of a style");
    let colours = (30..38).chain(90..98).map(|colour| format!("\u{1b}[{colour}m"));
    assert!(!raw.contains("[38;") && !colours.into_iter().any(|colour| raw.contains(&colour)), "no colour");
}

#[test]
fn ascii_is_all_there_is_where_it_is_asked_for_or_the_locale_has_no_more() {
    for (args, env) in [(&["--ascii"][..], &[][..]), (&[], &[("LANG", "C")]), (&[], &[("TERM", "linux")])] {
        let home = home();
        let mut pty = Pty::start(home.path(), ROOMY, args, env);
        pty.sees("ROADMAPS")
            .types("\r")
            .sees("Fundamentals")
            .types(" ?")
            .sees("Keys & commands")
            .types("\u{1b}")
            .sees_no_more("Keys & commands")
            .types("/js")
            .sees("Find")
            .types("\u{3}")
            .sees_no_more("Find")
            .types("q");
        assert_eq!(pty.ends(), 0);
        assert!(pty.raw.is_ascii(), "{args:?} {env:?}");
    }
}

#[test]
fn the_cursor_of_the_terminal_stands_on_the_selected_box() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals");
    pty.until("the cursor in a box", |screen| {
        let (row, column) = screen.cursor_position();
        !screen.hide_cursor() && screen.cell(row, column - 1).is_some_and(|cell| cell.contents() == "(")
    });
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

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
        .sees("Nothing to undo")
        .types("j")
        .sees_no_more("Nothing to undo");
    one.types(" ").sees("0/47");
    two.sees("1 topic came from another window.").sees("0/47");
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
