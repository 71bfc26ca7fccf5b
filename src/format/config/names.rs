//! Names that no key has, and the key that was probably meant: other programs write some otherwise.

use crate::command::Key;
use crate::format::suggest::nearest;
use crate::model::SafeText;

const MODIFIERS: [(&str, &str); 12] = [
    ("ctrl-", "ctrl-"),
    ("control-", "ctrl-"),
    ("c-", "ctrl-"),
    ("^", "ctrl-"),
    ("alt-", "alt-"),
    ("meta-", "alt-"),
    ("option-", "alt-"),
    ("opt-", "alt-"),
    ("m-", "alt-"),
    ("a-", "alt-"),
    ("shift-", ""),
    ("s-", ""),
];

const NAMES: [(&str, &str); 8] = [
    ("escape", "esc"),
    ("return", "enter"),
    ("cr", "enter"),
    ("bs", "backspace"),
    ("spacebar", "space"),
    ("spc", "space"),
    ("page-up", "pageup"),
    ("page-down", "pagedown"),
];

/// The key of this name, if a person can see what it is called.
pub(super) fn key(word: &str) -> Option<Key> {
    word.parse().ok().filter(|_| &*SafeText::line(word) == word && !word.contains(char::is_whitespace))
}

/// What a name that no key has was probably to be.
pub(super) fn meant(word: &str) -> Option<String> {
    let bare = word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).unwrap_or(word);
    let lower = bare.to_lowercase().replace(['+', '_'], "-");
    let modified = MODIFIERS.iter().find_map(|&(theirs, ours)| {
        let name = lower.strip_prefix(theirs).filter(|name| !name.is_empty())?;
        Some((theirs, ours, name))
    });
    let (theirs, ours, name) = modified.unwrap_or(("", "", &lower));
    let name = NAMES.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| ours);
    let is_capital = theirs.starts_with('s') && name.chars().count() == 1;
    let whole = if is_capital { name.to_uppercase() } else { format!("{ours}{name}") };
    let known = key(&whole).filter(|key| key.unheard().is_none()).map(Key::name);
    let slip = || nearest(&lower, Key::names()).map(str::to_owned);
    known.or_else(slip).or_else(|| two_letters(word))
}

/// `gg`: one pressed after the other.
fn two_letters(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let is_plain = |letter: char| letter.is_ascii_graphic();
    (letters.next().is_none() && is_plain(first) && is_plain(second)).then(|| format!("{first} {second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_programs_are_understood() {
        for (word, ours) in [
            ("C-p", "ctrl-p"),
            ("<C-p>", "ctrl-p"),
            ("ctrl+p", "ctrl-p"),
            ("Control-P", "ctrl-p"),
            ("^p", "ctrl-p"),
            ("M-x", "alt-x"),
            ("Escape", "esc"),
            ("return", "enter"),
            ("page_down", "pagedown"),
            ("shift-a", "A"),
            ("shift-up", "up"),
            ("spcae", "space"),
            ("entre", "enter"),
            ("gg", "g g"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(ours), "{word}");
        }
        for word in ["f13", "hyperspace", "ctrl-hyper", "ctrl-return", "\u{202e}", "done", ""] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn a_key_that_nobody_sees_is_none() {
        for word in ["\u{202e}", "\u{200b}", "\u{301}", "\u{7f}", "\u{a0}"] {
            assert_eq!(key(word), None, "{word:?}");
        }
        assert!(["é", "日", "?", "G"].iter().all(|word| key(word).is_some()));
    }
}
