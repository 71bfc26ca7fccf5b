//! The only clock.

use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::model::Now;
use crate::store::Moment;

/// The local time zone, and when it was looked up: a machine can travel.
static ZONE: Mutex<Option<(Timestamp, TimeZone)>> = Mutex::new(None);

/// The instant, to the millisecond, with the offset of the local time zone.
pub fn now() -> Now {
    let now = Timestamp::now();
    let at = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
    let mut zone = ZONE.lock().unwrap_or_else(PoisonError::into_inner);
    let fresh = |looked_up: Timestamp| looked_up <= at && looked_up + 1.minute() > at;
    let known = zone.take().filter(|(looked_up, _)| fresh(*looked_up));
    let (_, known) = zone.insert(known.unwrap_or_else(|| (at, local())));
    Now { at, offset: known.to_offset(at) }
}

/// The instant as files know it.
pub(super) fn moment() -> Moment {
    Moment { at: Instant::now(), clock: SystemTime::now() }
}

/// The system's time zone. Its file is read directly where that is enough: jiff looks its name up among all zones there
/// are, which takes longer than drawing the first frame.
fn local() -> TimeZone {
    let is_plain = cfg!(unix) && std::env::var_os("TZ").is_none_or(|zone| zone.is_empty());
    let rules = is_plain.then(|| crate::store::read_text("/etc/localtime".as_ref(), 1 << 20).ok()).flatten();
    rules.and_then(|rules| TimeZone::tzif("local", &rules).ok()).unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_gives_the_offset_of_the_long_one() {
        let at = Timestamp::now();
        assert_eq!(local().to_offset(at), TimeZone::system().to_offset(at));
    }
}
