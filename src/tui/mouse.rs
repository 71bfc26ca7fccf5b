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
