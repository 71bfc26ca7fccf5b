//! JSON gone through value by value, none of which need fit into memory.
//!
//! A backup can be hundreds of megabytes long. The general reader takes a byte at a time from what is no slice of
//! memory; this one only looks for where values end, and leaves it to that reader what they say.

use std::io::{self, BufRead, BufReader, Read};

use serde::de::DeserializeOwned;

use super::super::log::LONGEST_LINE;

/// Where in the JSON it is.
pub(super) struct Scan<R> {
    source: BufReader<R>,
}

/// So long may a value be that is kept: in JSON one byte of a line can be written as `\u0001`.
const LONGEST_KEPT: usize = 8 * LONGEST_LINE;

/// A key or a number has no more bytes, with the blanks around it. What was cut may go on to the end of the file.
const LONGEST_TEXT: usize = 64 << 10;

/// What goes on with each element of an array: it must pass the element.
type Each<'a, R> = &'a mut dyn FnMut(&mut Scan<R>) -> io::Result<()>;

impl<R: Read> Scan<R> {
    pub(super) fn of(source: R) -> Self {
        Self { source: BufReader::with_capacity(64 << 10, source) }
    }

    /// The next byte that is no blank; `None` at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.bytes()?;
            let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let (next, is_end) = (bytes.get(blanks).copied(), bytes.is_empty());
            self.source.consume(blanks);
            if next.is_some() || is_end {
                return Ok(next);
            }
        }
    }

    /// Whether this byte comes next: then it is passed.
    pub(super) fn passes(&mut self, byte: u8) -> io::Result<bool> {
        let comes = self.peek()? == Some(byte);
        self.source.consume(usize::from(comes));
        Ok(comes)
    }

    /// Goes through an array. Whether it was one, to its end.
    pub(super) fn elements(&mut self, each: Each<'_, R>) -> io::Result<bool> {
        if !self.passes(b'[')? {
            return Ok(false);
        }
        if self.passes(b']')? {
            return Ok(true);
        }
        loop {
            each(self)?;
            if !self.passes(b',')? {
                return self.passes(b']');
            }
        }
    }

    /// What the next value says, if it can be read as such a thing and is short.
    pub(super) fn text<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        let mut value = Vec::new();
        self.pass_value(&mut |bytes| {
            let room = (LONGEST_TEXT + 1).saturating_sub(value.len());
            value.extend_from_slice(&bytes[..bytes.len().min(room)]);
            Ok(())
        })?;
        Ok(if value.len() > LONGEST_TEXT { None } else { serde_json::from_slice(&value).ok() })
    }

    /// The bytes of the next value. An error if they are too many to be kept.
    pub(super) fn kept(&mut self) -> io::Result<Vec<u8>> {
        let mut value = Vec::new();
        self.peek()?;
        self.pass_value(&mut |bytes| {
            value.extend_from_slice(bytes);
            let is_short = value.len() <= LONGEST_KEPT;
            is_short.then_some(()).ok_or_else(|| io::Error::other("a line of it is longer than 1 MB"))
        })?;
        value.truncate(value.trim_ascii_end().len());
        Ok(value)
    }

    /// Goes on to what stands behind the next value, and hands over its bytes piece by piece.
    pub(super) fn pass_value(&mut self, put: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut place = Place::default();
        loop {
            let bytes = self.bytes()?;
            if bytes.is_empty() {
                return Ok(());
            }
            let end = place.end_in(bytes);
            let length = end.unwrap_or(bytes.len());
            put(&bytes[..length])?;
            self.source.consume(length);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn bytes(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => break,
            }
        }
        Ok(self.source.buffer())
    }
}

/// A place within a value.
#[derive(Default)]
struct Place {
    /// How many brackets are open.
    depth: u64,
    in_text: bool,
    /// Behind a backslash.
    escaped: bool,
}

impl Place {
    /// Goes on over these bytes; gives where among them the value ends.
    fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if self.escaped {
                self.escaped = false;
            } else if self.in_text {
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
                self.escaped = bytes[at] == b'\\';
                self.in_text = self.escaped;
            } else {
                match byte {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    b',' | b':' | b'}' | b']' if self.depth == 0 => return Some(at),
                    b'}' | b']' => self.depth -= 1,
                    _ => {}
                }
            }
            at += 1;
        }
        None
    }
}
