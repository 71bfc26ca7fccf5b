//! The mouse: from presses in cells to what was meant, by the last frame; and what it takes to be told of them.

use std::fmt;
use std::time::{Duration, Instant};

use crossterm::Command;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Input, Target};
use crate::view::Hits;

/// A second press within this time, at the same place, belongs to the first.
const DOUBLE: Duration = Duration::from_millis(400);

/// How many rows one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// What has to be remembered to understand the mouse.
#[derive(Default)]
pub(super) struct Mouse {
    /// Where things were drawn in the frame that the user sees.
    pub(super) hits: Hits,
    /// A press that has to wait for the next frame: what it was aimed at may have changed since the last.
    pub(super) held: Option<MouseEvent>,
    last: Option<Press>,
}

struct Press {
    at: Instant,
    column: u16,
    row: u16,
    target: Target,
}

impl Mouse {
    /// Whether an event can only be understood by the frame that the user saw: the wheel is not so particular.
    pub(super) fn is_press(event: MouseEvent) -> bool {
        event.kind == MouseEventKind::Down(MouseButton::Left)
    }

    /// What an event means, if it means anything. Moves, drags and releases do not.
    pub(super) fn translate(&mut self, event: MouseEvent, at: Instant) -> Option<Input> {
        let (column, row) = (event.column, event.row);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.press(column, row, at),
            MouseEventKind::ScrollDown => Some(Input::Wheel(self.hits.pane(column, row)?, NOTCH)),
            MouseEventKind::ScrollUp => Some(Input::Wheel(self.hits.pane(column, row)?, -NOTCH)),
            _ => None,
        }
    }

    fn press(&mut self, column: u16, row: u16, at: Instant) -> Option<Input> {
        let target = self.hits.at(column, row);
        let near = |press: &Press| press.row == row && press.column.abs_diff(column) <= 1;
        let soon = |press: &Press| at.saturating_duration_since(press.at) <= DOUBLE;
        let first = self.last.take().filter(|press| near(press) && soon(press));
        match (first, target) {
            (Some(first), Some(target)) if first.target == target && target.is_row() => {
                Some(Input::DoubleClick(target))
            }
            // The first press has changed what lies here: the second was not aimed at that.
            (Some(first), target) if Some(&first.target) != target.as_ref() => None,
            (_, Some(target)) => {
                self.last = Some(Press { at, column, row, target: target.clone() });
                Some(Input::Click(target))
            }
            (_, None) => None,
        }
    }
}

/// Asks the terminal to tell of presses, releases and the wheel, in the form that has no limits; or to stop it.
///
/// Crossterm's own command asks for every movement of the pointer as well, and each would wake the program.
pub(super) struct Listen(pub(super) bool);

impl Command for Listen {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" })
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> std::io::Result<()> {
        use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
        if self.0 { EnableMouseCapture.execute_winapi() } else { DisableMouseCapture.execute_winapi() }
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        crossterm::event::EnableMouseCapture.is_ansi_code_supported()
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::{App, Pane, Session};
    use crate::config::BuiltIn;
    use crate::config::Config;
    use crate::model::{Library, Log, Machine};
    use crate::view::{Look, draw};

    /// The home screen with nothing in it: `? all keys` is at the end of its last line.
    fn mouse() -> Mouse {
        let log = Log::new(Machine("test".into()), 1);
        let app = App::new(Library::default(), log, Session::default(), Config::default(), super::super::now());
        let mut terminal = Terminal::new(TestBackend::new(60, 20)).unwrap();
        let mut hits = Hits::default();
        let look = Look::new(BuiltIn::Dark, false);
        terminal.draw(|frame| hits = draw(&app, look, frame).hits).unwrap();
        Mouse { hits, ..Mouse::default() }
    }

    fn event(kind: MouseEventKind, column: u16, row: u16) -> MouseEvent {
        MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
    }

    fn press(column: u16, row: u16) -> MouseEvent {
        event(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    #[test]
    fn only_presses_and_the_wheel_mean_something() {
        let (mut mouse, at) = (mouse(), Instant::now());
        let left = MouseButton::Left;
        let right = MouseEventKind::Down(MouseButton::Right);
        for kind in [MouseEventKind::Up(left), MouseEventKind::Drag(left), MouseEventKind::Moved, right] {
            assert_eq!(mouse.translate(event(kind, 57, 19), at), None, "{kind:?}");
        }
        let help = Target::Command(crate::command::Command::Help);
        assert_eq!(mouse.translate(press(57, 19), at), Some(Input::Click(help)));
        assert_eq!(mouse.translate(event(MouseEventKind::ScrollUp, 5, 5), at), Some(Input::Wheel(Pane::List, -NOTCH)));
        assert_eq!(mouse.translate(event(MouseEventKind::ScrollDown, 5, 19), at), None, "nothing scrolls there");
        for (column, row) in [(0, 19), (60, 20), (u16::MAX, u16::MAX)] {
            assert_eq!(mouse.translate(press(column, row), at), None);
        }
    }

    #[test]
    fn a_second_press_is_enter_on_a_row_and_a_press_elsewhere() {
        let (mut mouse, at) = (Mouse::default(), Instant::now());
        let row = |row| Target::Roadmap(row);
        let after = |millis| at + Duration::from_millis(millis);
        for (y, target) in [(3, row(0)), (4, row(1)), (5, Target::Home)] {
            mouse.hits.add(Rect::new(0, y, 20, 1), target);
        }
        assert_eq!(mouse.translate(press(5, 3), at), Some(Input::Click(row(0))));
        assert_eq!(mouse.translate(press(6, 3), after(400)), Some(Input::DoubleClick(row(0))));
        assert_eq!(mouse.translate(press(6, 3), after(500)), Some(Input::Click(row(0))), "the third begins anew");
        assert_eq!(mouse.translate(press(6, 3), after(901)), Some(Input::Click(row(0))), "too late");
        assert_eq!(mouse.translate(press(6, 4), after(950)), Some(Input::Click(row(1))), "elsewhere");
        assert_eq!(mouse.translate(press(9, 4), after(960)), Some(Input::Click(row(1))), "too far");
        assert_eq!(mouse.translate(press(9, 5), after(970)), Some(Input::Click(Target::Home)));
        assert_eq!(mouse.translate(press(9, 5), after(980)), Some(Input::Click(Target::Home)), "a button, each time");
    }

    #[test]
    fn a_second_press_does_not_hit_what_the_first_has_brought_up() {
        let (mut mouse, at) = (Mouse::default(), Instant::now());
        mouse.hits.add(Rect::new(0, 3, 20, 1), Target::Entry(0));
        assert!(mouse.translate(press(5, 3), at).is_some());
        mouse.hits.add(Rect::new(0, 3, 20, 1), Target::Home);
        assert_eq!(mouse.translate(press(5, 3), at + Duration::from_millis(100)), None);
        assert!(mouse.translate(press(5, 3), at + Duration::from_millis(200)).is_some(), "but the third does");
    }

    #[test]
    fn no_movement_is_asked_for() {
        let written = |listen: Listen| {
            let mut written = String::new();
            listen.write_ansi(&mut written).unwrap();
            written
        };
        let (on, off) = (written(Listen(true)), written(Listen(false)));
        assert!(!on.contains("1003") && !on.contains("1002"), "{on:?}");
        for mode in ["1000", "1006"] {
            assert!(on.contains(&format!("?{mode}h")) && off.contains(&format!("?{mode}l")), "{mode}");
        }
    }
}
