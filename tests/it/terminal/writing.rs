//! Notes on a real terminal: pasted, written in an editor of one's own, kept when a signal comes.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use super::{ROOMY, home, log};
use crate::pty::Pty;

const PATH: (&str, &str) = ("PATH", "/usr/bin:/bin");

/// An editor that shows itself, waits for a line, and puts it into the file; its name has a blank in it.
const EDITOR: &str = r#"#!/bin/sh
[ "$1" = --wait ] || exit 9
echo "EDITOR HAS $(cat "$2") MODE $(stat -c %a "$2")"
stty -a | grep -q ' icanon' && echo COOKED
read line
[ "$line" = no ] && exit 1
printf '%s\n\n' "$line" >"$2"
"#;

/// The program on a topic of its own, with that editor.
fn start(home: &Path, editor: &str) -> Pty {
    fs::write(home.join("mine.yaml"), "title: Mine\nstages:\n  - title: S\n    topics: [Alpha, Beta]\n")
        .expect("a file");
    fs::write(home.join("my editor.sh"), EDITOR).expect("a file");
    let mut pty = Pty::start(home, ROOMY, &["mine.yaml"], &[("VISUAL", editor), ("EDITOR", "false"), PATH]);
    pty.sees("Alpha");
    pty
}

fn left_behind(home: &Path) -> usize {
    let names = fs::read_dir(home.join("state")).expect("a directory").flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().starts_with("note-")).count()
}

#[test]
fn a_paste_of_many_lines_is_text_and_not_keys() {
    let home = home();
    let mut pty = start(home.path(), "true");
    pty.types("e").sees("Note · Alpha");
    pty.types("\u{1b}[200~one\rq\r\u{3}two\tthree\u{1b}[201~").sees("two    three").sees("\\u{3}");
    pty.types("\u{1b}").sees_no_more("Note · Alpha").sees("saved ✓").sees("Your words").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(r#""note":"one\nq\n\\u{3}two    three""#), "{}", log(home.path()));
}

#[test]
fn the_editor_of_the_user_has_the_terminal_and_gives_it_back() {
    let home = home();
    let mut pty = start(home.path(), "sh 'my editor.sh' --wait");
    pty.types("E").sees("EDITOR HAS  MODE 600").sees("COOKED");
    assert!(!pty.screen.screen().alternate_screen(), "the screen is given up");
    pty.types("From outside\n").until("the alternate screen", vt100::Screen::alternate_screen);
    pty.sees("Noted: Alpha").sees("From outside").sees("saved ✓");
    pty.types("e").sees("Note · Alpha").types(" and in").types("\u{5}").sees("EDITOR HAS From outside and in MODE 600");
    pty.resize(80, 24).types("Again\n").sees("Again").sees("The note of Alpha is changed").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    assert_eq!(left_behind(home.path()), 0);
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!raw.contains("\u{1b}[6n"), "nothing is asked of the terminal");
}

#[test]
fn ctrl_c_in_the_editor_is_the_editor_s() {
    let home = home();
    let mut pty = start(home.path(), "sh -c 'trap \"echo CAUGHT\" INT; echo READY; until read line; do :; done' --");
    pty.types("E").sees("READY").types("\u{3}").sees("CAUGHT").types("\n").sees("Alpha").sees("as it was");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn what_is_typed_behind_the_key_of_the_editor_does_nothing_here() {
    let home = home();
    let mut pty = start(home.path(), "sh 'my editor.sh' --wait");
    // All in one write: heard here, and meant for the editor.
    pty.types("E jE").sees("COOKED").types("Once\n").sees("Noted: Alpha").sees("❯  [ ] Alpha").types("q");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert_eq!(raw.matches("EDITOR HAS").count(), 1);
    assert!(!log(home.path()).contains("status"), "{}", log(home.path()));
}

#[test]
fn an_editor_that_fails_or_is_not_there_says_so_and_changes_nothing() {
    let home = home();
    let mut pty = start(home.path(), "sh 'my editor.sh' --wait");
    pty.types("E").sees("COOKED").types("no\n").sees("`sh` ended with an error: the note is as it was").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!((log(home.path()), left_behind(home.path())), (String::new(), 0));
    for (editor, says) in [
        ("/nowhere/ed -x", "editor `ed` not found: set EDITOR. e writes the note here"),
        ("'vi", "cannot be understood: `'vi`"),
        ("a\u{1b}[2J", "`a\\u{1b}[2J`"),
    ] {
        let mut pty = start(home.path(), editor);
        pty.types("E").sees(says).sees("Alpha").types("q");
        assert_eq!(pty.ends(), 0, "{editor}");
    }
}

#[test]
fn what_is_being_written_is_kept_when_a_signal_comes() {
    let home = home();
    let mut pty = start(home.path(), "true");
    pty.types("eHalf a thought").sees("Half a thought");
    pty.signal(Signal::TERM);
    assert_eq!(pty.ends(), 128 + 15);
    pty.is_given_back();
    assert!(log(home.path()).contains(r#""note":"Half a thought""#));
}

#[test]
fn emoji_are_written_as_they_were_typed() {
    let home = home();
    let mut pty = start(home.path(), "true");
    let words = "I ❤\u{fe0f} it 1\u{fe0f}\u{20e3} ⌚\u{fe0f}";
    pty.types("e").sees("Note · Alpha").types(&format!("\u{1b}[200~{words}\u{1b}[201~")).sees("it");
    pty.types(" x\u{1b}").sees_no_more("Note · Alpha").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(log(home.path()).contains(&format!("{words} x")), "{}", log(home.path()));
}
