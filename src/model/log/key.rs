//! The id of an edit as the number that it stands for, where it is spelt as milepost spells one.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use ulid::Ulid;

use super::super::edit::EditId;

/// The number that an id in the spelling of a ULID stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key(pub(super) u128);

/// An id as it is kept. One that could be a key is always one, so two are equal when their texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id<'a> {
    Key(Key),
    Text(&'a str),
}

impl Key {
    /// `None` where the id is not spelt as milepost spells one: then the number would not give it back.
    pub(super) fn of(id: &str) -> Option<Self> {
        let text = id.as_bytes();
        if text.len() != ulid::ULID_LEN || text[0] > b'7' {
            return None;
        }
        let half = |digits: &[u8]| digits.iter().try_fold(0, |sum, &letter| Some(sum << 5 | digit(letter)?));
        // 26 digits of five bits: the first six of them in one number, the other twenty in two.
        let (first, second, third) = (half(&text[..6])?, half(&text[6..16])?, half(&text[16..])?);
        Some(Self(u128::from(first) << 100 | u128::from(second) << 50 | u128::from(third)))
    }

    fn spelt(self) -> [u8; ulid::ULID_LEN] {
        let mut text = [0; ulid::ULID_LEN];
        Ulid(self.0).array_to_str(&mut text);
        text
    }
}

impl<'a> Id<'a> {
    pub(super) fn of(id: &'a str) -> Self {
        Key::of(id).map_or(Self::Text(id), Self::Key)
    }

    pub(super) fn edit_id(self) -> EditId {
        self.with_text(|text| EditId(Arc::from(text)))
    }

    /// Compares as the texts do: the digits of a key stand in the order of their letters.
    pub(super) fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Key(one), Self::Key(other)) => one.cmp(&other),
            _ => self.with_text(|one| other.with_text(|other| one.cmp(other))),
        }
    }

    fn with_text<T>(self, read: impl FnOnce(&str) -> T) -> T {
        match self {
            Self::Key(key) => read(str::from_utf8(&key.spelt()).unwrap_or_default()),
            Self::Text(text) => read(text),
        }
    }
}

impl Hash for Id<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Key(key) => key.hash(state),
            Self::Text(text) => text.hash(state),
        }
    }
}

/// The value of a digit of Crockford's alphabet, capitals only.
const fn digit(letter: u8) -> Option<u64> {
    let value = match letter {
        b'0'..=b'9' => letter - b'0',
        b'A'..=b'H' => letter - b'A' + 10,
        b'J' | b'K' => letter - b'J' + 18,
        b'M' | b'N' => letter - b'M' + 20,
        b'P'..=b'T' => letter - b'P' + 22,
        b'V'..=b'Z' => letter - b'V' + 27,
        _ => return None,
    };
    Some(value as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gives_back_the_very_id_or_there_is_none() {
        for number in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, 1 << 100, (1 << 50) - 1] {
            let id = Id::Key(Key(number)).edit_id();
            assert_eq!(Key::of(&id.0), Some(Key(number)));
            assert_eq!(Ulid::from_string(&id.0).map(|ulid| ulid.0), Ok(number));
        }
        for odd in ["", "01", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01m6sbq5000000020000000000", "01M6SBQ500000002000000000O"]
        {
            assert_eq!(Key::of(odd), None, "{odd}");
        }
    }

    #[test]
    fn ids_compare_as_their_texts_do() {
        let ids =
            ["01M6SBQ5000000020000000000", "01M6SBQ500000002000000000Z", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "", "01", "é"];
        for one in ids {
            for other in ids {
                assert_eq!(Id::of(one).compare(Id::of(other)), one.cmp(other), "{one} {other}");
            }
        }
    }
}
