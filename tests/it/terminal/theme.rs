//! Dark or light: the terminal is asked, its answer is heard whenever it comes, and no key is lost by it.

use vt100::Color;

use super::{ROOMY, home};
use crate::pty::Pty;

const QUESTION: &str = "\x1b]11;?\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x07";

/// The colours of what is accented: on light, on dark.
const ON_LIGHT: Color = Color::Idx(25);
const ON_DARK: Color = Color::Idx(6);

/// The colour of the first letter of `text`.
fn colour(screen: &vt100::Screen, text: &str) -> Option<Color> {
    let found =
        (0..).zip(screen.contents().lines().map(str::to_owned)).find_map(|(row, line)| Some((row, line.find(text)?)));
    let (row, bytes) = found?;
    let line = screen.contents().lines().nth(usize::from(row)).map(|line| line[..bytes].chars().count())?;
    Some(screen.cell(row, u16::try_from(line).ok()?)?.fgcolor())
}

fn shows(pty: &mut Pty, text: &str, wanted: Color) {
    pty.until(&format!("{text} in {wanted:?}"), |screen| colour(screen, text) == Some(wanted));
}

#[test]
fn an_answer_at_once_makes_the_screen_dark_or_light() {
    for (answer, wanted) in [(LIGHT, ON_LIGHT), (DARK, ON_DARK)] {
        let home = home();
        let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
        pty.asks(QUESTION);
        let before = String::from_utf8_lossy(&pty.raw).into_owned();
        let question = before.find(QUESTION).expect("it was asked");
        assert!(before[..question].contains("ROADMAPS"), "the first frame does not wait for the question");
        assert!(!before[..question].contains("\x1b[38"), "and has no colour that may be wrong");
        pty.types(answer);
        shows(&mut pty, "Enter opens a roadmap", wanted);
        pty.types("q");
        assert_eq!(pty.ends(), 0);
        pty.is_given_back();
    }
}

#[test]
fn an_answer_among_keys_costs_none_of_them() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    // All in one write: Enter opens, j and j go down, the answer, Space ticks.
    pty.asks(QUESTION).types(&format!("\rjj{LIGHT} ")).sees("1/47");
    shows(&mut pty, "1/47", ON_LIGHT);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn an_answer_in_pieces_is_one_answer() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.asks(QUESTION);
    // The window grows after each: its new last row is drawn once the piece was taken.
    for (rows, piece) in (31..).zip(["\x1b]11;", "rgb:fd", "fd/f6f6", "/e3e3\x1b", "\\"]) {
        pty.types(piece).resize(100, rows);
        pty.until("the last row", |screen| screen.rows(0, 100).last().is_some_and(|row| !row.trim().is_empty()));
    }
    shows(&mut pty, "Enter opens a roadmap", ON_LIGHT);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_late_answer_is_still_no_key() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.asks(QUESTION).types("\r").sees("Space ticks a topic").types("/").sees("Find · this roadmap");
    // A terminal that is far away. An Escape may be the beginning of its answer: once it is a key, the program has
    // waited for more of it, and has gone on.
    pty.types("\x1b").sees_no_more("Find").types("/").sees("Find · this roadmap");
    pty.types(&format!("{LIGHT}rest")).sees("❯ rest");
    pty.types("\x1b").sees_no_more("Find");
    shows(&mut pty, "Space ticks a topic", ON_LIGHT);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn a_silent_terminal_is_not_waited_for_and_gets_no_colour() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.asks(QUESTION).types("\r").sees("Space ticks a topic").types(" i").sees("saved ✓");
    // Escape by itself, while an answer may still come in pieces.
    pty.types("\x1b").sees("ROADMAPS").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(!String::from_utf8_lossy(&pty.raw).contains("\x1b[38"), "no colour where the background is unknown");
}

#[test]
fn what_the_environment_says_holds_until_the_terminal_says_otherwise() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[("COLORFGBG", "15;0")]);
    shows(pty.asks(QUESTION), "Enter opens a roadmap", ON_DARK);
    pty.types(LIGHT);
    shows(&mut pty, "Enter opens a roadmap", ON_LIGHT);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn nothing_is_asked_where_the_answer_would_change_nothing() {
    let flags = [&["--theme", "dark"], &["--theme", "contrast"], &["--color", "never"]];
    let variables = [("NO_COLOR", "1"), ("MILEPOST_THEME", "mono"), ("TERM", "linux"), ("TERM", "dumb")];
    let flags = flags.iter().map(|args| (args.as_slice(), None));
    for (args, env) in flags.chain(variables.map(|variable| (&[][..], Some(variable)))) {
        let home = home();
        let mut pty = Pty::start(home.path(), ROOMY, args, env.as_slice());
        pty.sees("ROADMAPS").types("\r").sees("Space ticks a topic").types("q");
        assert_eq!(pty.ends(), 0);
        assert!(!String::from_utf8_lossy(&pty.raw).contains("\x1b]11"), "{args:?} {env:?}");
    }
}

#[test]
fn another_theme_is_two_words_away_and_asks_when_it_must() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &["--theme", "mono"], &[]);
    pty.sees("ROADMAPS").types("?").sees("Keys & commands").types("theme\r").sees("Theme auto, for this run");
    pty.asks(QUESTION).types(LIGHT);
    shows(&mut pty, "Theme auto", ON_LIGHT);
    pty.types("?theme\r").sees("Theme dark");
    shows(&mut pty, "Theme dark", ON_DARK);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}
