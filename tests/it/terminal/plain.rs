//! The screen in words on a real terminal.

use super::{ROOMY, home};
use crate::pty::Pty;

#[test]
fn a_tick_is_heard_at_the_cursor() {
    let home = home();
    let mut pty = Pty::start(home.path(), ROOMY, &["--plain"], &[]);
    pty.sees("1. Backend Developer Roadmap 2025, new").types("\r").sees("an option, recommended, 1 of 5").types(" ");
    pty.sees("saved").until("the row under the cursor", |screen| {
        let (row, column) = screen.cursor_position();
        let line = screen.rows(0, ROOMY.0).nth(row.into()).unwrap_or_default();
        column == 0 && line.starts_with("JavaScript/TypeScript + Node.js, done, an option")
    });
    pty.types("?").sees("Keys & commands, Roadmap").types("\u{1b}").sees_no_more("Keys & commands").types("S");
    pty.sees("Stats, Backend Developer Roadmap 2025").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let drawn = String::from_utf8_lossy(&pty.raw).into_owned();
    let sign = drawn.chars().find(|letter| !letter.is_ascii() && !"…’“”".contains(*letter));
    assert_eq!(sign, None, "nothing is drawn");
}
