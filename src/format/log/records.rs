//! Lines as they were written, to be carried from one copy of the log to another with everything that is in them.

use std::collections::HashMap;

use serde::de::IgnoredAny;

use super::{Reading, read, write};
use crate::model::{Edit, EditId};

/// An edit with the text that it was read from: fields that this version does not know travel with it.
#[derive(Clone, Debug)]
pub struct Record {
    pub edit: Edit,
    /// One line of JSON without its newline.
    pub text: Box<str>,
}

/// The records of a whole copy of the log.
#[derive(Clone, Debug, Default)]
pub struct Records {
    pub records: Vec<Record>,
    /// Lines that cannot be understood, as far as they are text; what can be understood on them is among the records.
    pub unreadable: Vec<String>,
    /// A newer version wrote it: there may be more in it than is understood here.
    pub newer: bool,
}

/// Splits whole lines into records. A last line without its newline may be in flight and is left out.
pub fn records(bytes: &[u8]) -> Records {
    let mut all = Records::default();
    let mut begin = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        all.take_line(&bytes[begin..=end]);
        begin = end + 1;
    }
    all
}

impl Records {
    /// The records that `there` does not hold. Two bodies with one id are two records: both stay.
    pub fn missing_from(&self, there: &Self) -> Vec<&Record> {
        let mut held: HashMap<&EditId, Vec<&Edit>> = HashMap::new();
        for record in &there.records {
            held.entry(&record.edit.id).or_default().push(&record.edit);
        }
        let mut missing = Vec::new();
        for record in &self.records {
            let bodies = held.entry(&record.edit.id).or_default();
            if !bodies.contains(&&record.edit) {
                bodies.push(&record.edit);
                missing.push(record);
            }
        }
        missing
    }

    fn take_line(&mut self, line: &[u8]) {
        let Reading { mut edits, bad_lines, newer, .. } = read(line, 1);
        self.newer |= newer;
        if !bad_lines.is_empty() {
            self.unreadable.push(String::from_utf8_lossy(line).trim_end().to_owned());
        }
        let text = str::from_utf8(line).ok().filter(|_| bad_lines.is_empty());
        match (text, edits.len()) {
            (_, 0) => {}
            (Some(text), 1) if text.starts_with("{\"id\":") => {
                self.records.extend(edits.pop().map(|edit| Record { edit, text: text.trim_end_matches(blank).into() }));
            }
            (Some(text), _) => self.take_glued(text, edits),
            (None, _) => self.records.extend(edits.into_iter().map(Record::written_anew)),
        }
    }

    /// Several records on one line, all of them understood.
    fn take_glued(&mut self, text: &str, edits: Vec<Edit>) {
        let mut rest = text.trim_matches(blank);
        let mut texts = Vec::new();
        while !rest.is_empty() {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
            let Some(Ok(_)) = values.next() else { break };
            let (one, more) = rest.split_at(values.byte_offset());
            if read(format!("{one}\n").as_bytes(), 1).edits.len() == 1 {
                texts.push(one);
            }
            rest = more.trim_start_matches(blank);
        }
        if texts.len() == edits.len() {
            let pairs = edits.into_iter().zip(texts);
            self.records.extend(pairs.map(|(edit, text)| Record { edit, text: text.into() }));
        } else {
            self.records.extend(edits.into_iter().map(Record::written_anew));
        }
    }
}

/// What editors, file systems and merges leave between records.
const fn blank(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '\0' | '\u{feff}')
}

impl Record {
    fn written_anew(edit: Edit) -> Self {
        Self { text: write(&edit).trim_end().into(), edit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"id":"1","at":"2026-11-20T21:50:07.123+01:00","by":"a","roadmap":"r","topic":"t","set":{"priority":{"high":3}},"mood":"é"}"#;

    fn texts(records: &Records) -> Vec<&str> {
        records.records.iter().map(|record| &*record.text).collect()
    }

    #[test]
    fn what_this_version_does_not_know_stays_in_the_text() {
        let two = ONE.replace(r#""id":"1""#, r#""id":"2""#);
        let glued =
            format!("\u{feff}{{\"milepost\":1}}\n{ONE}\r\n{ONE}{two}\n<<<<<<< HEAD\n{}{two}\nin flight", &ONE[..30]);
        let records = records(glued.as_bytes());
        let two_anew = write(&records.records[2].edit);
        assert_eq!(texts(&records), [ONE, ONE, &two, two_anew.trim_end()]);
        assert_eq!(records.unreadable.len(), 2);
    }

    #[test]
    fn what_is_missing_is_given_once_and_an_unequal_body_is_missing() {
        let other = ONE.replace("\"by\":\"a\"", "\"by\":\"b\"");
        let (here, there) =
            (records(format!("{ONE}\n{other}\n{ONE}\n").as_bytes()), records(format!("{ONE}\n").as_bytes()));
        assert_eq!(here.missing_from(&there).len(), 1);
        assert_eq!(here.missing_from(&Records::default()).len(), 2);
        assert!(there.missing_from(&here).is_empty());
    }
}
