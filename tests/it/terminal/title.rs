//! The title of the terminal's window: set, kept true, and given back. Every other test that ends the program looks at
//! the last of these too.

use super::{ROOMY, home};
use crate::pty::Pty;

#[test]
fn the_window_is_called_after_the_open_roadmap() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("ROADMAPS");
    assert_eq!(pty.title(), "milepost");
    pty.types("\r").sees("Space ticks a topic");
    assert_eq!(pty.title(), "Backend Developer Roadmap 2025 · 0/47 · milepost");
    pty.types(" ").sees("1/47").types("jkjk").types("S").sees("Stats ›");
    assert_eq!(pty.title(), "Backend Developer Roadmap 2025 · 1/47 · milepost");
    let written = String::from_utf8_lossy(&pty.raw).matches("\x1b]0;").count();
    assert_eq!(written, 3, "it is written only when it is another one");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn a_console_has_no_title() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[("TERM", "linux")]);
    pty.sees("ROADMAPS").types("\r").sees("Space ticks a topic").types("q");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!raw.contains("\x1b]") && !raw.contains("22;0t") && !raw.contains("23;0t"));
    pty.is_given_back();
}
