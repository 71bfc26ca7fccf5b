//! A whole log as one JSON object, and back: line by line, since it may be more than fits into memory.

use std::io::{self, Read, Write};

use super::log;
use crate::model::SafeText;

mod scan;

use scan::Scan;

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

/// Writes every line of a log, as JSON in plain ASCII: it can be looked at in any terminal, and loses nothing by it.
/// The lines are gone through twice where some of them cannot be understood.
pub fn write(each: Each<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut newer, mut unreadable) = (false, false);
    let mut texts = Texts { out, text: "{\"schema\":1,\"lines\":[".to_owned(), is_first: true };
    each(&mut |line| {
        let carried = log::carry(line);
        newer |= carried.newer;
        unreadable |= carried.unreadable.is_some();
        carried.edits.iter().try_for_each(|edit| texts.put(|text| push_ascii(text, edit)))
    })?;
    texts.text.push_str("\n],\"unreadable\":[");
    texts.is_first = true;
    if unreadable {
        each(&mut |line| log::carry(line).unreadable.map_or(Ok(()), |bytes| texts.put(|text| push_text(text, bytes))))?;
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

    fn put(&mut self, push: impl FnOnce(&mut String)) -> io::Result<()> {
        self.text.push_str(if std::mem::take(&mut self.is_first) { "\n" } else { ",\n" });
        push(&mut self.text);
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
        match letter {
            ' '..='~' => text.push(letter),
            // Only a blank between two words of JSON can be one of these.
            '\t' | '\r' | '\n' => text.push(' '),
            _ => push_numbers(text, letter),
        }
    }
}

/// A text of JSON that says these bytes, as far as they are one.
fn push_text(text: &mut String, bytes: &[u8]) {
    text.push('"');
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '"' | '\\' => text.extend(['\\', letter]),
                ' '..='~' => text.push(letter),
                _ => push_numbers(text, letter),
            }
        }
        if !chunk.invalid().is_empty() {
            text.push_str("\\ufffd");
        }
    }
    text.push('"');
}

/// A letter as JSON writes it in ASCII.
fn push_numbers(text: &mut String, letter: char) {
    for unit in letter.encode_utf16(&mut [0; 2]) {
        let digit = |place: u32| char::from_digit(u32::from(*unit) >> (4 * place) & 15, 16).unwrap_or('0');
        text.extend(['\\', 'u', digit(3), digit(2), digit(1), digit(0)]);
    }
}

/// A line with letters beyond ASCII in the place of their numbers: it is no longer than it was in the log, where it may
/// have only so many bytes.
fn with_letters(line: &[u8]) -> Vec<u8> {
    let mut written = Vec::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let (before, escape) = rest.split_at(at);
        written.extend_from_slice(before);
        let used = if let Some(letter) = letter(escape) {
            written.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            6 * letter.len_utf16()
        } else {
            let used = escape.len().min(2);
            written.extend_from_slice(&escape[..used]);
            used
        };
        rest = &escape[used..];
    }
    written.extend_from_slice(rest);
    written
}

/// The letter that [`push_numbers`] has written here, if it can be shown as it is: what a terminal would obey stays a
/// number.
fn letter(escape: &[u8]) -> Option<char> {
    let unit = |at: usize| {
        let digits = escape.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let digits =
            str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units = std::iter::once(unit(0)?).chain(unit(6));
    let letter = char::decode_utf16(units).next()?.ok()?;
    (letter > '~' && SafeText::is_line(letter.encode_utf8(&mut [0; 4]))).then_some(letter)
}

/// Hands over the lines of a backup; `None` if it is none, whatever was handed over until then.
pub fn read(source: impl Read, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<Option<Unpacked>> {
    let mut json = Scan::of(source);
    let (mut version, mut has_lines, mut unreadable) = (None, false, 0);
    if !json.passes(b'{')? {
        return Ok(None);
    }
    loop {
        let key: Option<String> = json.text()?;
        if key.is_none() || !json.passes(b':')? {
            return Ok(None);
        }
        let is_whole = match key.as_deref() {
            Some("milepost") => {
                version = json.text::<u64>()?;
                true
            }
            Some("lines") => {
                has_lines = true;
                json.elements(&mut |json| {
                    // A line break between two words of JSON is a blank; within a text there is none.
                    let mut line = json.kept()?;
                    line.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
                    take(&with_letters(&line))
                })?
            }
            Some("unreadable") => json.elements(&mut |json| {
                unreadable += 1;
                json.pass_value(&mut |_| Ok(()))
            })?,
            _ => json.pass_value(&mut |_| Ok(())).map(|()| true)?,
        };
        if !is_whole {
            return Ok(None);
        }
        if !json.passes(b',')? {
            let is_all = json.passes(b'}')? && json.peek()?.is_none();
            let told = version.filter(|_| has_lines && is_all);
            return Ok(told.map(|version| Unpacked { newer: version > 1, unreadable }));
        }
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
            lines.push(String::from_utf8(line.to_vec()).unwrap());
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

    /// One byte at a time.
    struct Dropwise<'a>(&'a [u8]);

    impl Read for Dropwise<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }

    #[test]
    fn brackets_and_marks_within_texts_end_nothing_however_the_bytes_come() {
        let line = r#"{"id":"]},\\\"","x":[{"y":"[{"},[1,[2]]]}"#;
        let backup = format!(
            "{{\"later\": {{\"lines\":[1]}}, \"lines\": [ {line} , 7],\n\"unreadable\":[\"\\\"]\",[]],\"milepost\":1}}"
        );
        let mut lines = Vec::new();
        let told = read(Dropwise(backup.as_bytes()), &mut |line| {
            lines.push(String::from_utf8(line.to_vec()).unwrap());
            Ok(())
        });
        assert_eq!(told.unwrap(), Some(Unpacked { newer: false, unreadable: 2 }));
        assert_eq!(lines, [line, "7"]);
        assert!(serde_json::from_str::<serde_json::Value>(&backup).is_ok());
    }

    #[test]
    fn a_line_is_as_short_again_as_it_was() {
        let note = "é𝄞 \\\\u00e9 \\ud834 \\ud834\\u00e9 \\udd1e \\u0041\\u001b \\u12".repeat(3);
        let expected = note.replace("\\ud834\\u00e9", "\\ud834é");
        let line = |note: &str| format!(r#"{{"id":"1","note":"{note}"}}"#);
        let (lines, _) = unpacked(&format!("{{\"lines\":[{}],\"milepost\":1}}", written_line(&line(&note))));
        assert_eq!(lines, [line(&expected)]);
        let long = LINE.replace("é", &"я".repeat(500_000));
        assert!(long.len() < log::LONGEST_LINE);
        let (lines, told) = unpacked(&written(&[&long]));
        assert_eq!((lines, told.unwrap().unreadable), (vec![long], 0));
    }

    fn written_line(line: &str) -> String {
        let mut text = String::new();
        push_ascii(&mut text, line);
        text
    }

    #[test]
    fn a_log_that_begins_with_a_bracket_cut_off_is_no_backup_and_no_error() {
        let line = format!("{LINE}\n");
        for begin in ["{\n", "{\"milepost\":\n", "{\"milepost\":{\n", "{{\n"] {
            assert_eq!(unpacked(&(begin.to_owned() + &line.repeat((9 << 20) / line.len()))).1, None, "{begin}");
        }
    }

    #[test]
    fn that_a_newer_version_wrote_it_is_told() {
        assert_eq!(unpacked(&written(&["{\"milepost\":2}"])).1, Some(Unpacked { newer: true, unreadable: 0 }));
    }

    #[test]
    fn what_is_no_backup_is_none() {
        let cut = &written(&[LINE])[..100];
        for other in [
            "",
            "title: A roadmap\n",
            "[]",
            "{\"lines\":[]}",
            "{\"milepost\":1}\n",
            "{}\n",
            cut,
            "{\"lines\":[],\"milepost\":1}x",
            "{\"lines\":[],\"milepost\":1",
            "{\"lines\":[]:1,\"milepost\":1}",
        ] {
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
        let full = |_: &[u8]| Err(io::ErrorKind::StorageFull.into());
        assert_eq!(read(written(&[LINE]).as_bytes(), &mut { full }).unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
