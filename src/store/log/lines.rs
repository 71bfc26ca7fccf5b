//! The lines of a file one by one, with their places, however long they are.

use std::io::{self, BufRead, BufReader, Read};

use crate::format::log::LONGEST_LINE;

/// One line.
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    /// Where it begins.
    pub(super) offset: u64,
    /// How many bytes it has, its newline left out.
    pub(super) length: u64,
    /// Its bytes, up to one more than can be understood, without the newline.
    pub(super) head: Vec<u8>,
    /// Whether it ends in a newline.
    pub(super) whole: bool,
}

/// Calls for each line, the last one too where it lacks its newline.
pub(super) fn each(source: impl Read, mut call: impl FnMut(&Line)) -> io::Result<()> {
    let mut source = BufReader::with_capacity(64 << 10, source);
    let mut line = Line { number: 1, offset: 0, length: 0, head: Vec::new(), whole: false };
    loop {
        let bytes = source.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', bytes);
        let part = &bytes[..end.unwrap_or(bytes.len())];
        let room = (LONGEST_LINE + 1).saturating_sub(line.head.len());
        line.head.extend_from_slice(&part[..part.len().min(room)]);
        line.length += part.len() as u64;
        let used = part.len() + usize::from(end.is_some());
        source.consume(used);
        if end.is_some() {
            line.whole = true;
            call(&line);
            let (number, offset) = (line.number + 1, line.offset + line.length + 1);
            line.head.clear();
            line = Line { number, offset, length: 0, head: line.head, whole: false };
        }
    }
    if line.length > 0 {
        call(&line);
    }
    Ok(())
}
