//! Everything that the terminal has to say before the next frame.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};

use super::input;
use super::mouse::Mouse;
use super::terminal::Terminal;
use crate::app::{App, Effect};

/// How long crossterm is given to say that nothing more waits; given no time at all, it does not look.
const GLANCE: Duration = Duration::from_micros(10);

/// Takes everything that waits before the next frame; says whether any of it meant something. A press of the mouse is
/// understood by the frame that was seen: where something has `changed` since, it waits for the next one.
pub(super) fn hear(
    app: &mut App,
    terminal: &mut Terminal,
    (mouse, changed): (&mut Mouse, bool),
    effects: &mut Vec<Effect>,
) -> io::Result<bool> {
    let mut heard = false;
    while let Some(event) = next_event(mouse)? {
        let input = match event {
            // Where there are signals they have told of it already.
            Event::Resize(..) if cfg!(unix) => continue,
            Event::Resize(..) => {
                terminal.refit()?;
                None
            }
            Event::Mouse(event) if Mouse::is_press(event) && (heard || changed) => {
                mouse.held = Some(event);
                break;
            }
            Event::Mouse(event) => match mouse.translate(event, Instant::now()) {
                Some(input) => Some(input),
                None => continue,
            },
            other => match input::translate(other) {
                Some(input) => Some(input),
                None => continue,
            },
        };
        if let Some(msg) = input.and_then(|input| app.interpret(input)) {
            effects.extend(app.update(msg));
        }
        heard = true;
        if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Abandon | Effect::Suspend)) {
            break;
        }
    }
    Ok(heard)
}

/// What waits to be heard: first a press that had to.
fn next_event(mouse: &mut Mouse) -> io::Result<Option<Event>> {
    match mouse.held.take() {
        Some(press) => Ok(Some(Event::Mouse(press))),
        None => event::poll(GLANCE)?.then(event::read).transpose(),
    }
}
