//! The real binary on a real terminal: first run, restart, sizes, signals, and what is left behind.

mod back;
mod files;
mod gone;
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
