//! From what is heard to what it means here. Changes nothing.

use ratatui_textarea::CursorMove;
use tui_input::InputRequest;

use super::filter::Filter;
use super::message::{Input, Msg};
use super::note::Stroke;
use super::state::{App, Overlay};
use crate::command::{Code, Command, Key, Looked, Scope};

impl App {
    /// What an input means now; nothing, if it means nothing at all.
    pub fn interpret(&self, input: Input) -> Option<Msg> {
        match (input, &self.overlay) {
            (Input::Click(_) | Input::DoubleClick(_) | Input::Wheel(..), _) if !self.config.mouse => None,
            (Input::Click(target), _) => self.pointed(target),
            (Input::DoubleClick(target), _) => Some(Msg::ClickedTwice(target)),
            (Input::Wheel(pane, rows), _) => Some(Msg::Turned(pane, rows)),
            (
                Input::Paste(text),
                Some(Overlay::Finder(_) | Overlay::Palette(_) | Overlay::Note(_) | Overlay::Proof(_)),
            ) => Some(Msg::Pasted(text)),
            (Input::Paste(_), _) => None,
            // In the list below the line, the key that marks is not typed.
            (Input::Key(key), Some(Overlay::Finder(finder))) if finder.listed && self.ticks(key) => {
                Some(Msg::Command(Command::TickFound))
            }
            // On a link, all keys but those of text are the list's.
            (Input::Key(key), Some(Overlay::Proof(proof))) if proof.row > 0 && key.text().is_none() => {
                Some(self.command(key))
            }
            (Input::Key(key), Some(Overlay::Finder(_) | Overlay::Palette(_) | Overlay::Proof(_))) => {
                Some(self.in_prompt(key))
            }
            (Input::Key(key), Some(Overlay::Note(_))) => {
                Some(stroke(key).map_or_else(|| self.command(key), Msg::Struck))
            }
            (Input::Key(key), Some(Overlay::Filter { .. })) => {
                Some(filter_letter(key).unwrap_or_else(|| self.command(key)))
            }
            (Input::Key(key), Some(Overlay::Links(_))) => Some(digit(key).unwrap_or_else(|| self.command(key))),
            // Whatever else is pressed loses nothing.
            (Input::Key(key), Some(Overlay::QuitUnsaved)) => Some(match self.command(key) {
                Msg::Unbound => Msg::Command(Command::Back),
                msg => msg,
            }),
            (Input::Key(key), Some(Overlay::Gone(_)) | None) => Some(self.command(key)),
        }
    }

    fn ticks(&self, key: Key) -> bool {
        matches!(self.command(key), Msg::Command(Command::TickFound))
    }

    /// Typed text comes first; what edits no text is looked up as everywhere else.
    fn in_prompt(&self, key: Key) -> Msg {
        let empty = match &self.overlay {
            Some(Overlay::Finder(finder)) => finder.typed.value().is_empty(),
            Some(Overlay::Palette(palette)) => palette.typed.value().is_empty(),
            Some(Overlay::Proof(proof)) => proof.typed.value().is_empty(),
            _ => true,
        };
        match (key, typing(key)) {
            // An empty line has nothing to take away: the key closes, as it does elsewhere.
            (Key { code: Code::Backspace, .. }, _) if empty => self.command(key),
            (_, Some(request)) => Msg::Typed(request),
            _ => match (self.command(key), self.config.keymap.look_up(Scope::Home, &[key])) {
                // The key that opened help closes it, and the one that ends the program too.
                (Msg::Unbound, Looked::Command(Command::Help | Command::Quit)) => Msg::Command(Command::Back),
                (msg, _) => msg,
            },
        }
    }

    fn command(&self, key: Key) -> Msg {
        if key.code == Code::Esc && !self.begun.is_empty() {
            return Msg::Unbound;
        }
        let pressed: Vec<_> = self.begun.iter().copied().chain([key]).collect();
        match self.config.keymap.look_up(self.scope(), &pressed) {
            Looked::Command(command) => Msg::Command(command),
            Looked::Begun(_) => Msg::Begun(key),
            // A key that does not go on what was begun counts by itself.
            Looked::Unbound if !self.begun.is_empty() => match self.config.keymap.look_up(self.scope(), &[key]) {
                Looked::Command(command) => Msg::Command(command),
                Looked::Begun(_) | Looked::Unbound => Msg::Unbound,
            },
            Looked::Unbound => match (self.scope(), self.config.keymap.look_up(Scope::Tree, &pressed)) {
                (Scope::Home, Looked::Command(_) | Looked::Begun(_)) => Msg::Early,
                _ => Msg::Unbound,
            },
        }
    }
}

/// The edit of a typed line that a key asks for.
fn typing(key: Key) -> Option<InputRequest> {
    use InputRequest as Edit;
    match (key.code, key.ctrl, key.alt) {
        (Code::Char(typed), false, false) => Some(Edit::InsertChar(typed)),
        (Code::Backspace, false, false) => Some(Edit::DeletePrevChar),
        (Code::Backspace, ..) | (Code::Char('w'), true, false) => Some(Edit::DeletePrevWord),
        (Code::Delete, ..) => Some(Edit::DeleteNextChar),
        (Code::Char('u'), true, false) => Some(Edit::DeleteFromStart),
        (Code::Char('k'), true, false) => Some(Edit::DeleteTillEnd),
        (Code::Char('a'), true, false) => Some(Edit::GoToStart),
        (Code::Char('e'), true, false) => Some(Edit::GoToEnd),
        (Code::Left, true, false) => Some(Edit::GoToPrevWord),
        (Code::Right, true, false) => Some(Edit::GoToNextWord),
        (Code::Left, ..) => Some(Edit::GoToPrevChar),
        (Code::Right, ..) => Some(Edit::GoToNextChar),
        _ => None,
    }
}

/// The edit of a note that a key asks for.
fn stroke(key: Key) -> Option<Stroke> {
    use CursorMove as To;
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Char(typed), false, false) => Stroke::Type(typed),
        (Code::Enter, ..) | (Code::Char('j'), true, false) => Stroke::NewLine,
        (Code::Tab, ..) => Stroke::Tab,
        (Code::Backspace, true, _) | (Code::Backspace, _, true) | (Code::Char('w'), true, false) => {
            Stroke::DeleteWordBack
        }
        (Code::Backspace, ..) => Stroke::DeleteBack,
        (Code::Delete, true, _) | (Code::Delete, _, true) => Stroke::DeleteWordForward,
        (Code::Delete, ..) => Stroke::DeleteForward,
        (Code::Char('u'), true, false) => Stroke::DeleteToHead,
        (Code::Char('k'), true, false) => Stroke::DeleteToEnd,
        (Code::Left, false, false) => Stroke::Move(To::Back),
        (Code::Right, false, false) => Stroke::Move(To::Forward),
        (Code::Left, ..) => Stroke::Move(To::WordBack),
        (Code::Right, ..) => Stroke::Move(To::WordForward),
        (Code::Up, ..) => Stroke::Move(To::Up),
        (Code::Down, ..) => Stroke::Move(To::Down),
        (Code::Home, true, _) => Stroke::Move(To::Top),
        (Code::End, true, _) => Stroke::Move(To::Bottom),
        (Code::Home, ..) | (Code::Char('a'), true, false) => Stroke::Move(To::Head),
        (Code::End, ..) => Stroke::Move(To::End),
        (Code::PageUp, ..) => Stroke::Move(To::ParagraphBack),
        (Code::PageDown, ..) => Stroke::Move(To::ParagraphForward),
        _ => return None,
    })
}

fn filter_letter(key: Key) -> Option<Msg> {
    let letter = key.text()?;
    Filter::ALL.iter().position(|filter| filter.letter() == letter).map(Msg::Picked)
}

fn digit(key: Key) -> Option<Msg> {
    let digit = key.text()?.to_digit(10)? as usize;
    Some(Msg::Picked(digit.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Typing;

    #[test]
    fn what_is_typed_is_what_the_keymap_takes_for_typed() {
        let named = ["enter", "esc", "backspace", "delete", "tab", "backtab", "up", "down", "left", "right"];
        let named = named.into_iter().chain(["home", "end", "pageup", "pagedown", "f1", "f12"]).map(str::to_owned);
        let characters = ('!'..='~').chain(['é', '日']).map(String::from);
        for name in named.chain(characters).chain(["space".to_owned()]) {
            let plain: Key = name.parse().expect("a key");
            for (ctrl, alt) in [(false, false), (true, false), (false, true), (true, true)] {
                let key = Key { ctrl, alt, ..plain };
                assert_eq!(Typing::Letters.takes(key), key.text().is_some(), "{key}");
                assert_eq!(Typing::Line.takes(key), typing(key).is_some(), "{key}");
                assert_eq!(Typing::Note.takes(key), stroke(key).is_some(), "{key}");
            }
        }
    }
}
