//! Asking the terminal how light it is, without waiting: the answer comes among the keys whenever it comes, and is
//! taken out of them here.
//!
//! crossterm knows no such answer. It makes keys of it: Alt-] and letters, then Ctrl-g or Alt-\. Where the bytes come
//! in pieces, Escape and the letter after it come as two.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use crate::config::Background;

/// What colour is the background?
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// How the letters of every answer begin.
const BEGIN: &str = "11;";

/// No answer is longer.
const LONGEST: usize = 64;

/// The end of the program waits so long for an answer, counted from the question: what comes later, the shell would
/// take for typed.
const PATIENCE: Duration = Duration::from_millis(100);

/// The pieces of an answer come no farther apart.
const APART: Duration = Duration::from_millis(50);

/// How long after the question an Escape may be the first piece of an answer.
const IN_PIECES: Duration = Duration::from_secs(2);

/// The question, and what has come of its answer.
#[derive(Debug, Default)]
pub(super) struct Question {
    asked: Option<Instant>,
    answered: bool,
    /// What may be the beginning of an answer, and when its last piece came.
    held: Vec<Event>,
    came: Option<Instant>,
}

/// What became of an event.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// What was no answer, in its order.
    pub(super) events: Vec<Event>,
    pub(super) background: Option<Background>,
}

/// What the events held so far are.
enum Piece {
    /// The beginning of an answer, for all that can be seen.
    Begun,
    /// Certainly an answer, that goes on.
    Certain,
    /// A whole answer.
    Whole(Option<Background>),
    /// Keys.
    None,
}

impl Question {
    pub(super) const fn is_asked(&self) -> bool {
        self.asked.is_some()
    }

    pub(super) fn ask(&mut self, terminal: &mut impl Write) -> io::Result<()> {
        *self = Self { asked: Some(Instant::now()), ..Self::default() };
        terminal.write_all(QUESTION)?;
        terminal.flush()
    }

    /// There is nobody to answer.
    pub(super) fn give_up(&mut self) {
        *self = Self { asked: Some(Instant::now()), answered: true, ..Self::default() };
    }

    /// Takes the answer out of what is heard. Keys that could be the beginning of one are held back for a moment.
    pub(super) fn hear(&mut self, event: Event) -> Heard {
        let awaited = self.asked.filter(|_| !self.answered);
        let Some(asked) = awaited else { return Heard { events: vec![event], background: None } };
        let mut heard = Heard::default();
        let may_begin = |event: &Event| is_alt(event, ']') || (is_escape(event) && asked.elapsed() < IN_PIECES);
        // That the window has changed comes from the system, and may come amid an answer.
        let comes_aside = matches!(event, Event::Resize(..));
        if comes_aside || (self.held.is_empty() && !may_begin(&event)) {
            heard.events.push(event);
            return heard;
        }
        self.held.push(event);
        match piece(&self.held) {
            Piece::Begun | Piece::Certain => self.came = Some(Instant::now()),
            Piece::Whole(background) => {
                self.held.clear();
                self.answered = true;
                heard.background = background;
            }
            Piece::None => {
                // The last one may begin an answer in its turn.
                let last = self.held.pop();
                heard.events.extend(self.let_go());
                match last {
                    Some(last) if may_begin(&last) => {
                        self.came = Some(Instant::now());
                        self.held.push(last);
                    }
                    last => heard.events.extend(last),
                }
            }
        }
        heard
    }

    /// What was held back for too long: keys after all, unless it is half an answer.
    pub(super) fn overdue(&mut self) -> Vec<Event> {
        if self.left().is_none_or(|left| !left.is_zero()) {
            return Vec::new();
        }
        self.let_go()
    }

    fn let_go(&mut self) -> Vec<Event> {
        let held = std::mem::take(&mut self.held);
        if matches!(piece(&held), Piece::Certain) { Vec::new() } else { held }
    }

    /// How long what is held back may be held still; nothing, if nothing is.
    pub(super) fn left(&self) -> Option<Duration> {
        let came = self.came.filter(|_| !self.held.is_empty())?;
        let limit = if matches!(piece(&self.held), Piece::Certain) { 20 * APART } else { APART };
        Some(limit.saturating_sub(came.elapsed()))
    }

    /// Before the terminal is given away: waits for an answer that is on its way, but not for long.
    pub(super) fn await_answer(&mut self) {
        while !self.patience().is_zero() && event::poll(self.patience()).unwrap_or(false) {
            let Ok(event) = event::read() else { break };
            self.hear(event);
        }
    }

    fn patience(&self) -> Duration {
        let asked = self.asked.filter(|_| !self.answered);
        asked.map_or(Duration::ZERO, |asked| PATIENCE.saturating_sub(asked.elapsed()))
    }
}

fn piece(events: &[Event]) -> Piece {
    let letters = match events {
        [first, letters @ ..] if is_alt(first, ']') => letters,
        [first] if is_escape(first) => return Piece::Begun,
        [first, second, letters @ ..] if is_escape(first) && letter(second) == Some(']') => letters,
        _ => return Piece::None,
    };
    let (letters, ended) = match letters {
        [letters @ .., last] if is_held(last, 'g', KeyModifiers::CONTROL) || is_alt(last, '\\') => (letters, true),
        [letters @ .., escape, last] if is_escape(escape) && letter(last) == Some('\\') => (letters, true),
        [letters @ .., escape] if is_escape(escape) => (letters, false),
        all => (all, false),
    };
    let Some(text) = letters.iter().map(letter).collect::<Option<String>>() else { return Piece::None };
    match text.strip_prefix(BEGIN) {
        Some(colour) if ended => Piece::Whole(background(colour)),
        Some(colour) if colour.len() <= LONGEST => Piece::Certain,
        None if !ended && BEGIN.starts_with(&text) => Piece::Begun,
        _ => Piece::None,
    }
}

fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. })
            if KeyModifiers::SHIFT.contains(*modifiers) =>
        {
            Some(*letter)
        }
        _ => None,
    }
}

fn is_held(event: &Event, character: char, with: KeyModifiers) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Char(character) && key.modifiers == with)
}

fn is_alt(event: &Event, character: char) -> bool {
    is_held(event, character, KeyModifiers::ALT)
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Esc, modifiers: KeyModifiers::NONE, .. }))
}

/// Whether a colour as X11 writes it, `rgb:ffff/ffff/ffff`, is nearer to white than to black as the eye sees it: that
/// is where black letters are the easier to read.
fn background(colour: &str) -> Option<Background> {
    let (form, parts) = colour.split_once(':')?;
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let (("rgb", &[red, green, blue]) | ("rgba", &[red, green, blue, _])) = (form, &parts[..]) else { return None };
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    Some(if luminance > 0.179 { Background::Light } else { Background::Dark })
}

/// One to four digits, as a part of the whole.
fn part(digits: &str) -> Option<f64> {
    let value = u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    let most = (1_u32 << (4 * digits.len())) - 1;
    Some(f64::from(value) / f64::from(most))
}

fn linear(part: f64) -> f64 {
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests;
