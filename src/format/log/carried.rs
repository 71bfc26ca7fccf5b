//! A line as it goes into another file: with everything that is in it, also what this version does not know.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::{Said, read_line, write};

/// What there is on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried<'a> {
    /// Edits in the order in which they stand there, each one JSON object without line breaks.
    pub edits: Vec<Cow<'a, str>>,
    /// The line itself, if it cannot be understood whole.
    pub unreadable: Option<&'a [u8]>,
    /// A newer version wrote it: there may be more in it than is understood here.
    pub newer: bool,
}

/// Takes a line, given without its newline, apart.
pub fn carry(line: &[u8]) -> Carried<'_> {
    let Said { edits, newer, is_bad, is_one, .. } = read_line(line);
    let anew = || edits.iter().map(|edit| write(edit).trim_end().to_owned().into()).collect();
    if is_bad {
        return Carried { edits: anew(), unreadable: Some(line.trim_ascii_end()), newer };
    }
    let texts = match str::from_utf8(line) {
        // Nearly every line.
        Ok(text) if is_one && !edits.is_empty() => vec![text.trim_matches(blank).into()],
        Ok(text) => texts(text),
        Err(_) => Vec::new(),
    };
    let edits = if texts.len() == edits.len() { texts } else { anew() };
    Carried { edits, unreadable: None, newer }
}

/// The edits of a line of which all is understood.
fn texts(line: &str) -> Vec<Cow<'_, str>> {
    let mut rest = line.trim_matches(blank);
    let mut texts = Vec::new();
    while !rest.is_empty() {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        let Some(Ok(_)) = values.next() else { break };
        let (one, more) = rest.split_at(values.byte_offset());
        if read_line(one.as_bytes()).edits.len() == 1 {
            texts.push(one.into());
        }
        rest = more.trim_start_matches(blank);
    }
    texts
}

/// What editors, file systems and merges leave between records.
const fn blank(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '\0' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"id":"1","at":"2026-11-20T21:50:07.123+01:00","by":"a","roadmap":"r","topic":"t","set":{"priority":{"high":3}},"mood":"é"}"#;

    #[test]
    fn what_this_version_does_not_know_stays_in_the_text() {
        let two = ONE.replace(r#""id":"1""#, r#""id":"2""#);
        let edits = |line: &str| carry(line.as_bytes()).edits.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(edits("\u{feff}{\"milepost\":1}"), Vec::<String>::new());
        assert_eq!(edits(&format!("\0{ONE}\r")), [ONE]);
        assert_eq!(edits(&format!("{ONE}{two}")), [ONE, &two]);
        assert_eq!(edits(&format!("{ONE}{{\"milepost\":1}}")), [ONE]);
        assert_eq!(edits(&format!("{{\"milepost\":1}}{two}\0{{\"milepost\":1}} {ONE}")), [&two, ONE]);
    }

    #[test]
    fn what_can_be_read_of_a_garbled_line_is_written_anew() {
        let garbled = format!("{}{ONE}", &ONE[..30]);
        let edit = read_line(ONE.as_bytes()).edits.remove(0);
        let Carried { edits, unreadable, newer } = carry(garbled.as_bytes());
        assert_eq!((edits, unreadable, newer), (vec![write(&edit).trim_end().into()], Some(garbled.as_bytes()), false));
        assert_eq!(carry(b"<<<<<<< HEAD \r").unreadable, Some(b"<<<<<<< HEAD".as_slice()));
    }
}
