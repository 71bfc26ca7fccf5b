//! An instant with its offset, as RFC 3339 writes it.

use std::fmt;

use jiff::Timestamp;
use jiff::fmt::temporal::{DateTimePrinter, Pieces};
use jiff::tz::Offset;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Now;

/// `2026-11-20T21:50:07.123+01:00`, in milliseconds unless it is finer.
#[derive(Clone, Copy)]
pub(super) struct Moment(pub(super) Now);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Now { at, offset } = self.0;
        let finer = at.subsec_nanosecond() % 1_000_000 != 0;
        let printer = DateTimePrinter::new().precision(if finer { None } else { Some(3) });
        serializer.serialize_str(&printer.timestamp_with_offset_to_string(&at, offset))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time with an offset")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Moment, E> {
        parse(text).map(Moment).ok_or_else(|| E::custom("no date and time with an offset"))
    }
}

/// The zone's name in brackets, if there is one, is not asked: zone rules differ from machine to machine.
fn parse(text: &str) -> Option<Now> {
    let pieces = Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let at: Timestamp = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
    // Written in hours and minutes, so kept in them: an edit reads back as it was.
    let offset = Offset::from_seconds(offset.seconds() / 60 * 60).ok()?;
    Some(Now { at, offset })
}
