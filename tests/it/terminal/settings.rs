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

#[test]
fn what_is_changed_in_the_file_holds_at_once_and_a_mistake_changes_nothing() {
    let home = home();
    let file = home.path().join(".config/milepost/config.yaml");
    let write = |yaml: &str| std::fs::write(&file, yaml).expect("files can be written");
    let mut pty = start(home.path(), "theme: dark\n", &[]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals").sees("Space ticks a topic");
    write("ascii: true\ntheme: mono\nkeys: {done: x}\n");
    pty.sees("The settings are read anew.").types("j").sees("x ticks a topic");
    assert!(is_plain(&pty), "neither Unicode nor a colour");
    write("ascii: true\nkeys: {done: z}\nthem: mono\n");
    pty.sees("config.yaml:3: unknown field `them`. `milepost config` tells more. The old settings hold.");
    pty.types("\u{1b}").types("kx").sees("1/47");
    assert!(is_plain(&pty));
    write("ascii: true\nkeys: {done: [}\n");
    pty.sees("config.yaml:2: ");
    write("ascii: true\nkeys: {done: z}\n");
    pty.sees("The settings are read anew.").types("z").sees("0/47");
    // An editor may put another file in its place.
    std::fs::write(home.path().join("new"), "keys: {done: x}\n").expect("files can be written");
    std::fs::rename(home.path().join("new"), &file).expect("files can be renamed");
    pty.sees("─").types("x").sees("1/47");
    std::fs::remove_file(&file).expect("it is there");
    pty.sees("The settings are read anew.").types(" ").sees("0/47").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn what_was_asked_for_on_the_command_line_goes_before_a_file_that_is_changed() {
    let home = home();
    let file = home.path().join(".config/milepost/config.yaml");
    let mut pty = start(home.path(), "theme: dark\n", &["--ascii", "--theme", "mono"]);
    pty.sees("ROADMAPS").types("\r").sees("Fundamentals");
    std::fs::write(&file, "theme: light\nascii: false\nkeys: {done: x}\n").expect("files can be written");
    pty.sees("The settings are read anew.");
    assert!(is_plain(&pty));
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}
