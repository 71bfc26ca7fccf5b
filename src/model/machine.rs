//! The name of a machine, from whatever is called its name.

use super::edit::Machine;

impl Machine {
    /// A name is at most this long, in bytes.
    pub const LONGEST: usize = 32;

    /// A machine of this name, as far as it is letters, digits and single hyphens between them; `None` if nothing is.
    pub fn named(name: &str) -> Option<Self> {
        plain(name, Self::LONGEST).map(|name| Self(name.into()))
    }

    /// The same with digits that tell it from others of its name; `machine` where nothing is left of that.
    pub fn numbered(name: &str, digits: &str) -> Self {
        let name = plain(name, Self::LONGEST - 1 - digits.len());
        Self(format!("{}-{digits}", name.as_deref().unwrap_or("machine")).into())
    }
}

fn plain(name: &str, longest: usize) -> Option<String> {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(longest);
    let name = name.trim_end_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        let named = |name: &str| Machine::named(name).map(|machine| machine.0.to_string());
        assert_eq!(named("Ann's  Mac_Book").as_deref(), Some("Ann-s-Mac-Book"));
        assert_eq!(named("ноутбук\u{1b}[2J").as_deref(), Some("2J"));
        assert_eq!(named("-- …"), None);
        assert_eq!(named(&"x".repeat(80)).map(|name| name.len()), Some(Machine::LONGEST));
    }

    #[test]
    fn digits_tell_machines_of_one_name_apart() {
        let numbered = |name: &str| Machine::numbered(name, "7f3a").0.to_string();
        assert_eq!((numbered("laptop"), numbered("...")), ("laptop-7f3a".to_owned(), "machine-7f3a".to_owned()));
        assert_eq!(numbered(&"x".repeat(80)).len(), Machine::LONGEST);
    }
}
