//! The mouse in a real terminal: what the program asks for, what it understands, and that it gives it back.

use rustix::process::Signal;
use vt100::{MouseProtocolEncoding, MouseProtocolMode};

use super::{ROOMY, home, log};
use crate::pty::Pty;

fn listens(screen: &vt100::Screen) -> bool {
    screen.mouse_protocol_mode() == MouseProtocolMode::PressRelease
        && screen.mouse_protocol_encoding() == MouseProtocolEncoding::Sgr
}

#[test]
fn a_box_is_ticked_by_a_click_and_the_mouse_is_given_back() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").until("it listens", listens).types("\r").clicks("( ) JavaScript", 1).sees("saved ✓");
    assert!(log(home.path()).contains(r#""status":"done""#));
    pty.clicks("u undo", 0).sees("Undone").clicks("? all keys", 3).sees("Keys & commands");
    pty.clicks("Esc close", 0).sees_no_more("Keys & commands").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!raw.contains("[?1003h") && !raw.contains("[?1002h"), "no movement is asked for");
}

#[test]
fn two_clicks_at_once_are_enter_and_the_second_hits_nothing_new() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").clicks("Seven Stages", 0).clicks("Seven Stages", 0).sees("Space ticks a topic");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer() {
    let home = home();
    let mut pty = Pty::start(home.path(), (100, 16), &[], &[]);
    pty.sees("ROADMAPS").types("\r").sees("Space ticks a topic").types("=gg").sees("❯▾");
    pty.types(&"\u{1b}[<65;9;5M".repeat(9)).sees_no_more("❯").types("j").sees("❯").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn switched_off_it_is_the_terminals() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS").types("M").sees("Mouse off").until("it is let go", |screen| !listens(screen));
    pty.types("M").sees("Mouse on").until("it listens again", listens).types("M").sees("Mouse off").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert_eq!(raw.matches("[?1000h").count(), 2);
    assert_eq!(raw.matches("[?1000l").count(), 2, "what is not taken is not given back");
}

#[test]
fn signals_and_the_editor_give_it_back() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = home();
        let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
        pty.sees("ROADMAPS").until("it listens", listens);
        pty.signal(signal);
        pty.ends();
        pty.is_given_back();
    }
    let home = home();
    let script = home.path().join("editor");
    std::fs::write(&script, "echo the editor is here; read line").expect("a script");
    let editor = format!("sh {}", script.display());
    let env = [("EDITOR", editor.as_str()), ("PATH", "/usr/bin:/bin")];
    let mut pty = Pty::start(home.path(), ROOMY, &[], &env);
    pty.sees("ROADMAPS").types("\r").sees("Space ticks a topic").types("E").sees("the editor is here");
    pty.is_given_back();
    pty.types("\n").sees("Space ticks a topic").until("it listens again", listens).types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}
