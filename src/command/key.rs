//! A press of a key: read from a name, shown to a person.

use std::fmt;
use std::str::FromStr;

/// One press. Shift is not kept: terminals tell it apart from the character that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Function(u8),
    Enter,
    Esc,
    Backspace,
    Delete,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The keys with names: as written in the table, and as shown.
const NAMED: [(Code, &str, &str); 15] = [
    (Code::Char(' '), "space", "Space"),
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Del"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "backtab", "Shift-Tab"),
    (Code::Up, "up", "Up"),
    (Code::Down, "down", "Down"),
    (Code::Left, "left", "Left"),
    (Code::Right, "right", "Right"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
];

impl Key {
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The names of all keys that have one, as written in the table.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(_, name, _)| *name)
    }

    /// The character that the press types, if it types one.
    pub const fn text(self) -> Option<char> {
        match self.code {
            Code::Char(typed) if !self.ctrl && !self.alt => Some(typed),
            _ => None,
        }
    }

    /// As it is written in the table and in the settings: `ctrl-p`.
    pub fn name(self) -> String {
        let modifiers = format!("{}{}", if self.ctrl { "ctrl-" } else { "" }, if self.alt { "alt-" } else { "" });
        match (self.code, NAMED.iter().find(|(code, ..)| *code == self.code)) {
            (_, Some((_, name, _))) => format!("{modifiers}{name}"),
            (Code::Function(number), None) => format!("{modifiers}f{number}"),
            (Code::Char(character), None) => format!("{modifiers}{character}"),
            (_, None) => modifiers,
        }
    }

    /// Why no program in a terminal hears this press as what it is; none, if programs do.
    pub const fn unheard(self) -> Option<Unheard> {
        use Code as C;
        let sent = match (self.code, self.ctrl, self.alt) {
            (C::Char('i'), true, _) => C::Tab,
            (C::Char('m'), true, _) => C::Enter,
            (C::Char('h'), true, _) => C::Backspace,
            (C::Char('['), true, _) => C::Esc,
            (code @ (C::Enter | C::Tab | C::BackTab | C::Backspace | C::Esc), true, _) => code,
            (C::Char('a'..='z' | ' '), true, _) => return None,
            (C::Char(_), true, _) | (C::Char('[' | 'O') | C::Esc | C::Tab, false, true) => {
                return Some(Unheard::Unsent);
            }
            _ => return None,
        };
        Some(Unheard::As(Self::plain(sent)))
    }

    /// Reads keys pressed one after another, set apart by blanks: `g g`.
    pub fn sequence(written: &str) -> Result<Vec<Self>, UnknownKey> {
        written.split_whitespace().map(str::parse).collect()
    }
}

/// What becomes of a press that terminals have no sign of its own for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheard {
    /// They send what they send for this one.
    As(Key),
    /// They send nothing, or not all of them the same.
    Unsent,
}

/// A name that no key has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key is called `{0}`")]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(written: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(written.to_owned());
        let (ctrl, rest) = strip(written, "ctrl-");
        let (alt, rest) = strip(rest, "alt-");
        let is_called = |name: &str| name.eq_ignore_ascii_case(rest);
        let code = NAMED.iter().find(|(_, name, shown)| is_called(name) || is_called(shown)).map(|(code, ..)| *code);
        let function = || rest.strip_prefix(['f', 'F'])?.parse().ok().filter(|number| (1..=12).contains(number));
        let character = || {
            let mut characters = rest.chars();
            let character = characters.next().filter(|_| characters.as_str().is_empty())?;
            // Under Ctrl, terminals do not tell capitals apart.
            Some(if ctrl { character.to_ascii_lowercase() } else { character })
        };
        let code = code
            .or_else(|| function().map(Code::Function))
            .or_else(|| character().map(Code::Char))
            .ok_or_else(unknown)?;
        Ok(Self { code, ctrl, alt })
    }
}

fn strip<'a>(written: &'a str, modifier: &str) -> (bool, &'a str) {
    match written.split_at_checked(modifier.len()) {
        Some((begin, rest)) if begin.eq_ignore_ascii_case(modifier) && !rest.is_empty() => (true, rest),
        _ => (false, written),
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.ctrl { "Ctrl-" } else { "" })?;
        f.write_str(if self.alt { "Alt-" } else { "" })?;
        match (self.code, NAMED.iter().find(|(code, ..)| *code == self.code)) {
            (_, Some((.., shown))) => f.write_str(shown),
            (Code::Char(character), None) => write!(f, "{character}"),
            (Code::Function(number), None) => write!(f, "F{number}"),
            (_, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_as_its_key() {
        for (code, name, shown) in NAMED {
            assert_eq!((name.parse(), shown.parse()), (Ok(Key::plain(code)), Ok(Key::plain(code))));
            assert_eq!(Key::plain(code).name(), name);
        }
        for (written, shown) in [("ctrl-p", "Ctrl-p"), ("f1", "F1"), ("G", "G"), ("?", "?"), ("f", "f"), ("-", "-")] {
            let key: Key = written.parse().expect(written);
            assert_eq!((key.name(), key.to_string()), (written.to_owned(), shown.to_owned()));
            assert_eq!(shown.parse(), Ok(key), "as it is shown it may be written");
        }
        assert_eq!("Ctrl-P".parse(), "ctrl-p".parse::<Key>());
        assert_eq!(Key::sequence("g g").map(|keys| keys.len()), Ok(2));
    }

    #[test]
    fn an_unknown_name_is_named() {
        assert_eq!("spcae".parse::<Key>().unwrap_err().to_string(), "no key is called `spcae`");
        assert!("".parse::<Key>().is_err());
        assert!("f13".parse::<Key>().is_err());
        assert!("ctrl-".parse::<Key>().is_err());
    }

    #[test]
    fn what_terminals_send_for_two_presses_is_known() {
        let unheard = |name: &str| name.parse::<Key>().expect(name).unheard();
        for (name, sent) in [("ctrl-i", "tab"), ("ctrl-m", "enter"), ("ctrl-h", "backspace"), ("ctrl-[", "esc")] {
            assert_eq!(unheard(name), Some(Unheard::As(sent.parse().expect(sent))));
        }
        for name in ["ctrl-/", "ctrl-1", "alt-[", "alt-esc"] {
            assert_eq!(unheard(name), Some(Unheard::Unsent));
        }
        for name in ["ctrl-p", "ctrl-space", "ctrl-left", "alt-x", "alt-enter", "tab", "?", "é", "f12", "ctrl-f5"] {
            assert_eq!(unheard(name), None);
        }
    }
}
