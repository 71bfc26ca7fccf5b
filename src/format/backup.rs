//! A whole log as one JSON object, and back.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::log::{self, Records};

/// What a backup holds besides the lines is for people who look into it.
#[derive(Deserialize)]
struct Backup<'a> {
    milepost: u64,
    #[serde(borrow)]
    lines: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    unreadable: Vec<Cow<'a, str>>,
}

/// Every line of a log, as JSON in plain ASCII: it can be looked at in any terminal, and loses nothing by it.
pub fn write(records: &Records) -> String {
    let size = records.records.iter().map(|record| record.text.len() + 2).sum::<usize>();
    let mut json = String::with_capacity(size + 64);
    json.push_str("{\"schema\":1,\"milepost\":");
    json.push_str(if records.newer { "2" } else { "1" });
    json.push_str(",\"lines\":[");
    separated(&mut json, records.records.iter().map(|record| Cow::Borrowed(&*record.text)));
    json.push_str("],\"unreadable\":[");
    let quoted = |line: &String| Cow::Owned(serde_json::Value::from(line.as_str()).to_string());
    separated(&mut json, records.unreadable.iter().map(quoted));
    json.push_str("]}\n");
    json
}

/// The records of a backup, or of a log that was copied as it is; `None` if it is neither.
pub fn read(bytes: &[u8]) -> Option<Records> {
    let Ok(Backup { milepost, lines, unreadable }) = serde_json::from_slice(bytes) else {
        let records = log::records(bytes);
        return (records.newer || !records.records.is_empty() || bytes == log::HEADER.as_bytes()).then_some(records);
    };
    let mut text = String::new();
    for line in lines {
        // A line break between two words of JSON is a blank; within a text there is none.
        text.push_str(&line.get().replace(['\n', '\r'], " "));
        text.push('\n');
    }
    let mut records = log::records(text.as_bytes());
    records.newer |= milepost > 1;
    records.unreadable.extend(unreadable.into_iter().map(Cow::into_owned));
    Some(records)
}

fn separated<'a>(json: &mut String, texts: impl Iterator<Item = Cow<'a, str>>) {
    for (number, text) in texts.enumerate() {
        json.push_str(if number == 0 { "\n" } else { ",\n" });
        push_ascii(json, &text);
    }
    json.push('\n');
}

/// Letters beyond ASCII stand only within the texts of JSON, where they can be written as numbers.
fn push_ascii(json: &mut String, text: &str) {
    for letter in text.chars() {
        if matches!(letter, ' '..='~') {
            json.push(letter);
        } else if matches!(letter, '\t' | '\r') {
            // Only a blank between two words of JSON can be one of these.
            json.push(' ');
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{unit:04x}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"1","at":"2026-11-20T21:50:07.123+01:00","by":"a","roadmap":"r","topic":"t","set":{"note":"é \u202e 𝄞\u007f"},"mood":7}"#;

    #[test]
    fn a_backup_is_ascii_and_reads_back_whole() {
        let text = format!("{LINE}\n<<<<<<< \u{1b}[2J\u{202e}\n").replace("\\u202e", "\u{202e}");
        let records = log::records(text.as_bytes());
        let backup = write(&records);
        assert!(backup.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{backup}");
        let again = read(backup.as_bytes()).unwrap();
        assert_eq!(again.records[0].edit, records.records[0].edit);
        assert!(again.records[0].text.contains("\"mood\":7"));
        assert_eq!(again.unreadable, records.unreadable);
        let pretty =
            serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&backup).unwrap()).unwrap();
        assert_eq!(read(pretty.as_bytes()).unwrap().records[0].edit, records.records[0].edit);
    }

    #[test]
    fn a_log_is_a_backup_of_itself_and_other_things_are_none() {
        assert_eq!(read(format!("{}{LINE}\n", log::HEADER).as_bytes()).unwrap().records.len(), 1);
        assert!(read(log::HEADER.as_bytes()).unwrap().records.is_empty());
        for other in ["", "title: A roadmap\n", "[]", "{\"lines\":[]}", "{}\n"] {
            assert!(read(other.as_bytes()).is_none(), "{other}");
        }
    }
}
