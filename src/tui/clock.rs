//! The only clock.

use jiff::Zoned;

use crate::model::Now;

/// The instant, to the millisecond, with the offset of the local time zone.
pub fn now() -> Now {
    let zoned = Zoned::now();
    let at = jiff::Timestamp::from_millisecond(zoned.timestamp().as_millisecond()).unwrap_or(zoned.timestamp());
    Now { at, offset: zoned.offset() }
}
