//! Numbers and texts one after another: what packed edits are made of.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::super::answer::{Answer, Recalled};
use super::super::edit::Now;
use super::key::{Id, Key};

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.u32()?;
        str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()
    }

    pub(super) fn now(&mut self) -> Option<Now> {
        let at = Timestamp::from_nanosecond(i128::from_le_bytes(self.array()?)).ok()?;
        Some(Now { at, offset: Offset::from_seconds(i32::from_le_bytes(self.array()?)).ok()? })
    }

    pub(super) fn recalled(&mut self) -> Option<Recalled> {
        let [answer, step] = self.array()?;
        let year = i16::from_le_bytes(self.array()?);
        let [month, day] = self.array()?.map(u8::cast_signed);
        Some(Recalled { answer: *Answer::ALL.get(usize::from(answer))?, step, on: Date::new(year, month, day).ok()? })
    }

    pub(super) fn id(&mut self, is_text: bool) -> Option<Id<'a>> {
        if is_text {
            self.text().map(Id::Text)
        } else {
            self.array().map(|number| Id::Key(Key(u128::from_le_bytes(number))))
        }
    }
}

pub(super) fn put_u32(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

pub(super) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_u32(bytes, count(text.len()));
    bytes.extend_from_slice(text.as_bytes());
}

pub(super) fn put_id(bytes: &mut Vec<u8>, id: Id<'_>) {
    match id {
        Id::Key(Key(number)) => bytes.extend_from_slice(&number.to_le_bytes()),
        Id::Text(text) => put_text(bytes, text),
    }
}

/// A count of things that were read from a state file, which has fewer bytes than fit here.
pub(super) fn count(things: usize) -> u32 {
    things.try_into().expect("a state file has fewer bytes than that")
}
