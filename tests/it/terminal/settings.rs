//! The settings and the screen: what is wrong in them, and what they change.

use super::super::pty::Pty;
use super::{ROOMY, home, log};

/// The screen, with these settings in the place where they are looked for.
fn start(home: &std::path::Path, yaml: &str, args: &[&str]) -> Pty {
    let directory = home.join(".config/milepost");
    std::fs::create_dir_all(&directory).expect("directories can be made");
    std::fs::write(directory.join("config.yaml"), yaml).expect("files can be written");
    Pty::start(home, ROOMY, args, &[])
}

#[test]
fn a_mistake_is_said_and_the_rest_of_the_settings_hold() {
    let home = home();
    let mut pty = start(home.path(), "mouse: perhaps\nkeys:\n  done: x\n  skip: spcae\n", &[]);
    pty.sees("config.yaml:1: `mouse` cannot be `perhaps`. `milepost config` tells all 2.");
    pty.types("\u{1b}").sees("Enter opens a roadmap. ? shows every key.");
    pty.types("\r").sees("x ticks a topic").types("x").sees("1/47").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(log(home.path()).lines().filter(|line| line.contains("done")).count(), 1);
}

#[test]
fn settings_that_cannot_be_read_are_said_too() {
    let home = home();
    std::fs::create_dir_all(home.path().join("config.yaml")).expect("directories can be made");
    let mut pty = Pty::start(home.path(), ROOMY, &["--config", "config.yaml"], &[]);
    pty.sees("config.yaml could not be read: it is not a regular file. All settings are at their defaults.").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn one_may_begin_at_home() {
    let home = home();
    for _ in 0..2 {
        let mut pty = start(home.path(), "start: home\n", &[]);
        pty.sees("ROADMAPS").types("\r").sees("Fundamentals").types("q");
        assert_eq!(pty.ends(), 0);
    }
    let mut pty = start(home.path(), "start: home\n", &["open", "backend-ten-steps"]);
    pty.sees("Learn the Fundamen").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = start(home.path(), "start: last\n", &[]);
    pty.sees("Learn the Fundamen").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn looks_and_the_name_of_the_machine_come_from_it() {
    let home = home();
    let mut pty = start(home.path(), "ascii: true\ntheme: mono\nmachine: Ann's desk\n", &[]);
    pty.sees("ROADMAPS").types("\r").sees("( )").types(" ").sees("(x)").sees("saved");
    assert!(is_plain(&pty), "neither Unicode nor a colour");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains("\"Ann-s-desk\""), "{}", log(home.path()));
    assert!(!home.path().join("state/machine").exists(), "the name is not kept: it stands in the settings");
}

/// Whether the screen is ASCII without colours.
fn is_plain(pty: &Pty) -> bool {
    let screen = pty.screen.screen();
    let (rows, columns) = screen.size();
    let mut cells =
        (0..rows.get()).flat_map(|row| (0..columns.get()).filter_map(move |column| screen.cell(row, column)));
    cells.all(|cell| cell.contents().is_ascii() && cell.fgcolor() == vt100::Color::Default)
}
