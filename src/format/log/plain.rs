//! Lines in the very shape in which they are written here, read without the general reader.
//!
//! A long log is read many times for each line that is added to it, and nearly all of its lines are alike. What is
//! not of that shape to the byte is left to the general reader, and a test holds the two to the same answers.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::model::{Change, Edit, EditId, Machine, Now, RoadmapId, Status, TopicId};

/// What is still to be read of a line.
struct Rest<'a>(&'a [u8]);

/// The edit that the whole line is, if it has nothing in it but a status and names in plain ASCII. The machine and the
/// roadmap are shared with those of `last` where they are the same.
pub(super) fn read(line: &[u8], last: Option<&Edit>) -> Option<Edit> {
    let mut rest = Rest(line);
    let id = rest.field(b"{\"id\":\"")?;
    let at = moment(rest.field(b",\"at\":\"")?)?;
    let by = rest.field(b",\"by\":\"")?;
    let roadmap = rest.field(b",\"roadmap\":\"")?;
    let topic = rest.field(b",\"topic\":\"")?;
    let set = rest.status(b",\"set\":{\"status\":\"")?;
    let was = if rest.0 == b"}" { None } else { Some(rest.status(b",\"was\":{\"status\":\"")?) };
    let group = rest.optional_id(b",\"group\":\"")?;
    let count = rest.optional_count(b",\"count\":")?;
    let undo = rest.optional_id(b",\"undo\":\"")?;
    let redo = rest.optional_id(b",\"redo\":\"")?;
    if rest.0 != b"}" || [id, by, roadmap, topic].contains(&"") {
        return None;
    }
    Some(Edit {
        id: EditId(id.into()),
        at,
        by: last.map(|last| &last.by).filter(|last| *last.0 == *by).cloned().unwrap_or_else(|| Machine(by.into())),
        roadmap: last
            .map(|last| &last.roadmap)
            .filter(|last| *last.0 == *roadmap)
            .cloned()
            .unwrap_or_else(|| RoadmapId(roadmap.into())),
        topic: TopicId(topic.into()),
        set: Change { status: Some(set), ..Change::default() },
        was: Change { status: was, ..Change::default() },
        group,
        count,
        undo,
        redo,
        clock: None,
    })
}

impl<'a> Rest<'a> {
    /// The text between `before` and the next quotation mark, if it is printable ASCII with nothing escaped.
    fn field(&mut self, before: &[u8]) -> Option<&'a str> {
        let rest = self.0.strip_prefix(before)?;
        let end = memchr::memchr(b'"', rest)?;
        let text = &rest[..end];
        self.0 = &rest[end + 1..];
        let plain = text.iter().fold(true, |plain, &byte| plain & is_plain(byte));
        plain.then(|| str::from_utf8(text).ok())?
    }

    fn status(&mut self, before: &[u8]) -> Option<Status> {
        let status = Status::parse(self.field(before)?)?;
        self.0 = self.0.strip_prefix(b"}")?;
        Some(status)
    }

    /// `Some(None)` where no such field stands here.
    #[expect(clippy::option_option, reason = "a field that is absent and one that is unreadable are two things")]
    fn optional_id(&mut self, before: &[u8]) -> Option<Option<EditId>> {
        if !self.0.starts_with(before) {
            return Some(None);
        }
        let id = self.field(before)?;
        (!id.is_empty()).then(|| Some(EditId(id.into())))
    }

    #[expect(clippy::option_option, reason = "a field that is absent and one that is unreadable are two things")]
    fn optional_count(&mut self, before: &[u8]) -> Option<Option<u32>> {
        let Some(rest) = self.0.strip_prefix(before) else { return Some(None) };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        // JSON knows no number with a nought before it.
        if digits == 0 || digits > 9 || (digits > 1 && rest[0] == b'0') {
            return None;
        }
        self.0 = &rest[digits..];
        Some(Some(rest[..digits].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))))
    }
}

const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'[' | b']'..=b'~')
}

/// `2026-11-20T21:50:07.123+01:00`, to the byte.
fn moment(text: &str) -> Option<Now> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', ref time @ ..] = text.as_bytes() else { return None };
    let &[h1, h2, b':', n1, n2, b':', s1, s2, b'.', f1, f2, f3, sign @ (b'+' | b'-'), z1, z2, b':', o1, o2] = time
    else {
        return None;
    };
    let [year, month, day] = [number([y1, y2, y3, y4])?, number([0, 0, m1, m2])?, number([0, 0, d1, d2])?];
    let [hour, minute, second] = [number([0, 0, h1, h2])?, number([0, 0, n1, n2])?, number([0, 0, s1, s2])?];
    let [millisecond, hours, minutes] = [number([0, f1, f2, f3])?, number([0, 0, z1, z2])?, number([0, 0, o1, o2])?];
    // A zone without a name is written -00:00, and a day of 60 minutes an hour does not exist: rare, so not for here.
    if hours > 24 || minutes > 59 || second > 59 || (sign == b'-' && hours == 0 && minutes == 0) {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    let civil = DateTime::new(
        year,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        i32::from(millisecond) * 1_000_000,
    );
    let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
    let offset = Offset::from_seconds(if sign == b'-' { -seconds } else { seconds }).ok()?;
    let at = offset.to_timestamp(civil.ok()?).ok()?;
    Some(Now { at, offset })
}

/// The number that these digits write; 0 stands for a digit that is not there.
fn number(digits: [u8; 4]) -> Option<i16> {
    digits
        .iter()
        .filter(|&&digit| digit != 0)
        .try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}
