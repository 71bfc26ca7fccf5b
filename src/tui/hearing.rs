//! Everything that the terminal has to say before the next frame.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event};

use super::input;
use super::mouse::Mouse;
use super::question::Question;
use super::terminal::Terminal;
use crate::app::{App, Effect, Msg};
use crate::config::Background;

/// How long crossterm is given to say that nothing more waits; given no time at all, it does not look.
const GLANCE: Duration = Duration::from_micros(10);

/// What has to be remembered to understand the terminal.
#[derive(Default)]
pub(super) struct Ears {
    pub(super) mouse: Mouse,
    pub(super) question: Question,
    /// What was taken for the beginning of an answer and is none.
    waiting: VecDeque<Event>,
}

/// What was heard.
enum Heard {
    Event(Event),
    /// The terminal has answered.
    Background(Background),
}

impl Ears {
    /// How long one may sleep before there is something to be heard here; as long as one likes, if nothing is kept.
    pub(super) fn patience(&self) -> Option<Duration> {
        let kept = self.mouse.held.is_some() || !self.waiting.is_empty();
        if kept { Some(Duration::ZERO) } else { self.question.left() }
    }

    /// Lets go of what has come already: it was typed for the program that has had the terminal since.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.mouse.held = None;
        self.waiting.clear();
        while event::poll(GLANCE)? {
            drop(event::read()?);
        }
        Ok(())
    }

    /// What is to be heard next: first a press that had to wait.
    fn next(&mut self) -> io::Result<Option<Heard>> {
        if let Some(press) = self.mouse.held.take() {
            return Ok(Some(Heard::Event(Event::Mouse(press))));
        }
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Ok(Some(Heard::Event(event)));
            }
            // Only what has not come yet can be late: a program that was kept waiting itself finds all of it here.
            if !event::poll(GLANCE)? {
                self.waiting.extend(self.question.overdue());
                return Ok(self.waiting.pop_front().map(Heard::Event));
            }
            let heard = self.question.hear(event::read()?);
            self.waiting.extend(heard.events);
            if let Some(background) = heard.background {
                return Ok(Some(Heard::Background(background)));
            }
        }
    }
}

/// Takes everything that waits before the next frame; says whether any of it meant something. A press of the mouse is
/// understood by the frame that was seen: where something has `changed` since, it waits for the next one.
pub(super) fn hear(
    app: &mut App,
    terminal: &mut Terminal,
    (ears, changed): (&mut Ears, bool),
    effects: &mut Vec<Effect>,
) -> io::Result<bool> {
    let mut meant = false;
    while let Some(heard) = ears.next()? {
        let event = match heard {
            Heard::Event(event) => event,
            Heard::Background(background) => {
                app.update(Msg::Background(background));
                meant = true;
                continue;
            }
        };
        let input = match event {
            // Where there are signals they have told of it already.
            Event::Resize(..) if cfg!(unix) => continue,
            Event::Resize(..) => {
                terminal.refit()?;
                None
            }
            Event::Mouse(event) if Mouse::is_press(event) && (meant || changed) => {
                ears.mouse.held = Some(event);
                break;
            }
            Event::Mouse(event) => match ears.mouse.translate(event, Instant::now()) {
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
        meant = true;
        if effects.iter().any(Effect::gives_terminal_away) {
            break;
        }
    }
    Ok(meant)
}
