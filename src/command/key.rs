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

    /// The character that the press types, if it types one.
    pub const fn text(self) -> Option<char> {
        match self.code {
            Code::Char(typed) if !self.ctrl && !self.alt => Some(typed),
            _ => None,
        }
    }

    /// Reads keys pressed one after another, set apart by blanks: `g g`.
    pub fn sequence(written: &str) -> Result<Vec<Self>, UnknownKey> {
        written.split_whitespace().map(str::parse).collect()
    }
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
        let code = NAMED.iter().find(|(_, name, _)| *name == rest).map(|(code, ..)| *code);
        let function = || rest.strip_prefix('f')?.parse().ok().filter(|number| (1..=12).contains(number));
        let character = || {
            let mut characters = rest.chars();
            characters.next().filter(|_| characters.as_str().is_empty())
        };
        let code = code
            .or_else(|| function().map(Code::Function))
            .or_else(|| character().map(Code::Char))
            .ok_or_else(unknown)?;
        Ok(Self { code, ctrl, alt })
    }
}

fn strip<'a>(written: &'a str, modifier: &str) -> (bool, &'a str) {
    written.strip_prefix(modifier).map_or((false, written), |rest| (true, rest))
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
        for (code, name, _) in NAMED {
            assert_eq!(name.parse(), Ok(Key::plain(code)));
        }
        for (written, shown) in [("ctrl-p", "Ctrl-p"), ("f1", "F1"), ("G", "G"), ("?", "?"), ("f", "f"), ("-", "-")] {
            assert_eq!(written.parse::<Key>().expect(written).to_string(), shown);
        }
        assert_eq!(Key::sequence("g g").map(|keys| keys.len()), Ok(2));
    }

    #[test]
    fn an_unknown_name_is_named() {
        assert_eq!("spcae".parse::<Key>().unwrap_err().to_string(), "no key is called `spcae`");
        assert!("".parse::<Key>().is_err());
        assert!("f13".parse::<Key>().is_err());
    }
}
