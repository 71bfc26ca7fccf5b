//! Lines of the state file ⇄ edits.

use crate::model::Edit;

mod carried;
mod line;
mod moment;
mod plain;
#[cfg(test)]
mod tests;

use line::Line;

pub use carried::{Carried, carry};

/// What a stretch of the state file says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub edits: Vec<Edit>,
    /// Lines with anything in them that cannot be understood, from 1. What can be understood on such a line is read all
    /// the same.
    pub bad_lines: Vec<u64>,
    /// A header or a line was written by a newer version.
    pub newer: bool,
    /// How many whole lines there were.
    pub lines: u64,
    /// How many of them have something in them, and too little for an edit.
    pub short_lines: u64,
    /// There was a header or an edit: the text is a log, whatever else is in it.
    pub is_log: bool,
}

/// The first line of a state file, with its newline.
pub const HEADER: &str = "{\"milepost\":1}\n";

/// A longer line, its newline left out, counts as one that cannot be understood.
pub const LONGEST_LINE: usize = 1 << 20;

/// No edit that is written here is shorter.
const SHORTEST_EDIT: u64 = 128;

/// About as long as a tick.
const USUAL_LINE: usize = 200;

/// The version of the lines that are written here.
const VERSION: u64 = 1;

/// How often over a line may be read in the search for the next record in what cannot be understood of it. A cut record
/// is read a little further than its cut.
const TIMES: usize = 2;

/// So many bytes does a try count for at least: it takes its time even where nothing is understood.
const TRY: usize = 64;

/// Reads whole lines; a last one without its newline is left for later. `first_line` is the number of the first one.
///
/// Blank lines, byte-order marks and NULs count for nothing. A line holds one record or, after a careless merge,
/// several; a cut one may stand before them.
pub fn read(bytes: &[u8], first_line: u64) -> Reading {
    let mut reading = Reading { edits: Vec::with_capacity(bytes.len() / USUAL_LINE), ..Reading::default() };
    let mut begin = 0;
    for (end, number) in memchr::memchr_iter(b'\n', bytes).zip(first_line..) {
        let line = &bytes[begin..end];
        begin = end + 1;
        reading.lines += 1;
        reading.short_lines += u64::from(is_short(line.len() as u64));
        if line.len() > LONGEST_LINE || reading.take_line(line).is_none() {
            reading.bad_lines.push(number);
        }
    }
    reading.is_log |= !reading.edits.is_empty();
    reading
}

/// Whether a line of this length, its newline left out, has something in it, and too little for an edit.
pub const fn is_short(length: u64) -> bool {
    length != 0 && length < SHORTEST_EDIT
}

/// What one line says.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub struct Said {
    pub edits: Vec<Edit>,
    pub newer: bool,
    /// It is a header, or says at least one edit.
    pub is_log: bool,
    /// Not all of it can be understood.
    pub is_bad: bool,
    /// It is one record, an edit or a header, all of which is understood.
    pub is_one: bool,
}

/// Reads one line, given without its newline.
pub fn read_line(line: &[u8]) -> Said {
    let mut reading = Reading::default();
    let records = if line.len() > LONGEST_LINE { None } else { reading.take_line(line) };
    let Reading { edits, newer, is_log, .. } = reading;
    Said { is_log: is_log || !edits.is_empty(), edits, newer, is_bad: records.is_none(), is_one: records == Some(1) }
}

/// One edit as a line, with its newline.
pub fn write(edit: &Edit) -> String {
    let line = Line::of(edit);
    let mut text = serde_json::to_string(&line).expect("texts and numbers in named fields are always JSON");
    text.push('\n');
    text
}

impl Reading {
    /// Reads one line. Gives how many records it holds if all of it was understood.
    fn take_line(&mut self, mut line: &[u8]) -> Option<usize> {
        if let Some(edit) = plain::read(line, self.edits.last()) {
            self.edits.push(edit);
            return Some(1);
        }
        let (mut records, mut left) = (Some(0), TIMES * line.len());
        loop {
            line = skip_blank(line);
            if line.is_empty() {
                return records;
            }
            match self.take_record(line) {
                Ok(used) => {
                    records = records.map(|records| records + 1);
                    line = &line[used..];
                }
                Err(read) => {
                    records = None;
                    left = left.saturating_sub(read);
                    let next = next_record(line).filter(|_| left > 0)?;
                    line = &line[next..];
                }
            }
        }
    }

    /// Reads the record at the start of `line`. Gives its length; or, if it was not understood, how far it was read.
    fn take_record(&mut self, line: &[u8]) -> Result<usize, usize> {
        if !may_be_record(line) {
            return Err(0);
        }
        let mut records = serde_json::Deserializer::from_slice(line).into_iter::<Line>();
        let record = match records.next() {
            Some(Ok(record)) => record,
            Some(Err(error)) => return Err(error.column().max(TRY)),
            None => return Err(TRY),
        };
        let used = records.byte_offset();
        self.newer |= record.milepost.is_some_and(|version| version > VERSION);
        if record.is_header() {
            self.is_log = true;
        } else {
            let by = self.edits.last().map(|edit| &edit.by);
            let edit = record.into_edit(by).ok_or(used)?;
            self.edits.push(edit);
        }
        Ok(used)
    }
}

/// Leaves out what editors, file systems and merges leave between records.
fn skip_blank(mut line: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\r' | 0, rest @ ..] | [0xef, 0xbb, 0xbf, rest @ ..] = line {
        line = rest;
    }
    line
}

/// Whether an object begins here that may have an id and more. Of what was cut, most ends in its id.
fn may_be_record(line: &[u8]) -> bool {
    let Some(id) = line.strip_prefix(b"{\"id\":") else { return line.starts_with(b"{") };
    let Some(id) = id.strip_prefix(b"\"") else { return id.first().is_some_and(u8::is_ascii_whitespace) };
    match memchr::memchr2(b'"', b'\\', id) {
        Some(end) => {
            id[end] == b'\\' || id.get(end + 1).is_some_and(|next| *next == b',' || next.is_ascii_whitespace())
        }
        None => false,
    }
}

/// Where the next record begins after the first byte. Within a text the quotation mark would be escaped.
fn next_record(line: &[u8]) -> Option<usize> {
    let starts =
        |place: &usize| line[*place..].starts_with(b"{\"id\":") || line[*place..].starts_with(b"{\"milepost\":");
    (1..line.len()).find(starts)
}
