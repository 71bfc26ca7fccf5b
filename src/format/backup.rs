//! A whole log as one JSON object, and back: line by line, since it may be more than fits into memory.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::io::{self, BufReader, Read, Write};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::log::{self, LONGEST_LINE};

/// What a backup says besides its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// A newer version wrote it.
    pub newer: bool,
    /// How many lines could not be understood when it was made.
    pub unreadable: usize,
}

/// What goes through the lines of a log, each without its newline.
pub type Each<'a> = &'a mut dyn FnMut(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()>;

/// So much longer may a line be in JSON, where one byte can be written as `\u0001`.
const LONGER: usize = 8;

/// Writes every line of a log, as JSON in plain ASCII: it can be looked at in any terminal, and loses nothing by it.
/// The lines are gone through twice where some of them cannot be understood.
pub fn write(each: Each<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut newer, mut unreadable) = (false, false);
    let mut texts = Texts { out, text: "{\"schema\":1,\"lines\":[".to_owned(), is_first: true };
    each(&mut |line| {
        let carried = log::carry(line);
        newer |= carried.newer;
        unreadable |= carried.unreadable.is_some();
        carried.edits.iter().try_for_each(|edit| texts.put(edit))
    })?;
    texts.text.push_str("\n],\"unreadable\":[");
    texts.is_first = true;
    if unreadable {
        each(&mut |line| {
            let text = log::carry(line).unreadable;
            text.map_or(Ok(()), |text| texts.put(&serde_json::to_string(&text)?))
        })?;
    }
    let version = if newer { 2 } else { 1 };
    texts.out.write_all(texts.text.as_bytes())?;
    writeln!(texts.out, "\n],\"milepost\":{version}}}")
}

/// Texts of an array, each on a line of its own.
struct Texts<'a> {
    out: &'a mut dyn Write,
    /// What is not written yet: there may be millions of short ones.
    text: String,
    is_first: bool,
}

impl Texts<'_> {
    const PIECE: usize = 64 << 10;

    fn put(&mut self, json: &str) -> io::Result<()> {
        self.text.push_str(if std::mem::take(&mut self.is_first) { "\n" } else { ",\n" });
        push_ascii(&mut self.text, json);
        if self.text.len() < Self::PIECE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// Letters beyond ASCII stand only within the texts of JSON, where they can be written as numbers.
fn push_ascii(text: &mut String, json: &str) {
    if json.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.push_str(json);
    }
    for letter in json.chars() {
        if matches!(letter, ' '..='~') {
            text.push(letter);
        } else if matches!(letter, '\t' | '\r' | '\n') {
            // Only a blank between two words of JSON can be one of these.
            text.push(' ');
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
}

/// Hands over the lines of a backup; `None` if it is none, whatever was handed over until then.
pub fn read(source: impl Read, take: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<Option<Unpacked>> {
    let left = Cell::new(LONGER * LONGEST_LINE);
    let source = BufReader::with_capacity(64 << 10, Metered { source, left: &left });
    let mut failed = None;
    let backup = Backup { left: &left, take, failed: &mut failed };
    let mut json = serde_json::Deserializer::from_reader(source);
    let read = backup.deserialize(&mut json).and_then(|unpacked| match unpacked {
        Some(_) => json.end().map(|()| unpacked),
        None => Ok(None),
    });
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Ok(unpacked)) => Ok(unpacked),
        (None, Err(error)) if error.is_io() => Err(error.into()),
        (None, Err(_)) => Ok(None),
    }
}

/// A source that lets nobody wait for the end of what has none.
struct Metered<'a, R> {
    source: R,
    /// How many bytes may be read until it is set again.
    left: &'a Cell<usize>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        let left = self.left.get().checked_sub(count);
        self.left.set(left.ok_or_else(|| io::Error::other("a line of it is longer than 1 MB"))?);
        Ok(count)
    }
}

/// The object, read from its beginning to its end.
struct Backup<'a> {
    left: &'a Cell<usize>,
    take: &'a mut dyn FnMut(&str) -> io::Result<()>,
    failed: &'a mut Option<io::Error>,
}

impl<'de> DeserializeSeed<'de> for Backup<'_> {
    type Value = Option<Unpacked>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Backup<'_> {
    type Value = Option<Unpacked>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a backup of milepost")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut version, mut has_lines, mut unreadable) = (None, false, 0);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "milepost" => version = Some(map.next_value::<u64>()?),
                "lines" => has_lines = map.next_value_seed(Lines(&mut self)).map(|()| true)?,
                "unreadable" => unreadable = self.at_any_length(|| map.next_value_seed(Count))?,
                _ => drop(self.at_any_length(|| map.next_value::<IgnoredAny>())?),
            }
        }
        Ok(version.filter(|_| has_lines).map(|version| Unpacked { newer: version > 1, unreadable }))
    }
}

impl Backup<'_> {
    /// Reads something that is not kept.
    fn at_any_length<T>(&self, read: impl FnOnce() -> T) -> T {
        self.left.set(usize::MAX);
        let read = read();
        self.left.set(LONGER * LONGEST_LINE);
        read
    }
}

/// The lines, each handed over as it comes.
struct Lines<'a, 'b>(&'a mut Backup<'b>);

impl<'de> DeserializeSeed<'de> for Lines<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Lines<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lines")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(line) = seq.next_element::<Box<RawValue>>()? {
            self.0.left.set(LONGER * LONGEST_LINE);
            // A line break between two words of JSON is a blank; within a text there is none.
            if let Err(error) = (self.0.take)(&line.get().replace(['\n', '\r'], " ")) {
                *self.0.failed = Some(error);
                return Err(serde::de::Error::custom("it cannot be taken"));
            }
        }
        Ok(())
    }
}

/// How many there are of what is not kept.
struct Count;

impl<'de> DeserializeSeed<'de> for Count {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Count {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lines that cannot be read")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<usize, A::Error> {
        let mut count = 0;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"1","at":"2026-11-20T21:50:07.123+01:00","by":"a","roadmap":"r","topic":"t","set":{"note":"é \u202e 𝄞\u007f"},"mood":7}"#;

    fn written(lines: &[&str]) -> String {
        let mut out = Vec::new();
        write(&mut |take| lines.iter().try_for_each(|line| take(line.as_bytes())), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn unpacked(backup: &str) -> (Vec<String>, Option<Unpacked>) {
        let mut lines = Vec::new();
        let unpacked = read(backup.as_bytes(), &mut |line| {
            lines.push(line.to_owned());
            Ok(())
        });
        (lines, unpacked.unwrap())
    }

    #[test]
    fn a_backup_is_ascii_and_reads_back_whole() {
        let backup = written(&[log::HEADER.trim(), LINE, "<<<<<<< \u{1b}[2J\u{202e}"]);
        assert!(backup.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{backup}");
        assert!(backup.contains(r#""<<<<<<< \u001b[2J\u202e""#), "{backup}");
        let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&backup).unwrap());
        for backup in [backup, pretty.unwrap()] {
            let (lines, told) = unpacked(&backup);
            assert_eq!(told, Some(Unpacked { newer: false, unreadable: 1 }));
            let edits = |line: &str| log::read(format!("{line}\n").as_bytes(), 1).edits;
            assert_eq!((lines.len(), edits(&lines[0])), (1, edits(LINE)));
            assert!(lines[0].contains("\"mood\":"), "{lines:?}");
        }
    }

    #[test]
    fn that_a_newer_version_wrote_it_is_told() {
        assert_eq!(unpacked(&written(&["{\"milepost\":2}"])).1, Some(Unpacked { newer: true, unreadable: 0 }));
    }

    #[test]
    fn what_is_no_backup_is_none() {
        let cut = &written(&[LINE])[..100];
        for other in ["", "title: A roadmap\n", "[]", "{\"lines\":[]}", "{\"milepost\":1}\n", "{}\n", cut] {
            assert_eq!(unpacked(other).1, None, "{other}");
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_waited_for() {
        let endless = b"{\"milepost\":1,\"lines\":[\"".chain(io::repeat(b'x'));
        let error = read(endless, &mut |_| Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "a line of it is longer than 1 MB");
    }

    #[test]
    fn an_error_of_the_taker_is_the_answer() {
        let full = |_: &str| Err(io::ErrorKind::StorageFull.into());
        assert_eq!(read(written(&[LINE]).as_bytes(), &mut { full }).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
