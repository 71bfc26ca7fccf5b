//! The only clock.

use std::path::Path;
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
    is_plain.then(|| zone_in("/etc/localtime".as_ref())).flatten().unwrap_or_else(TimeZone::system)
}

/// The time zone of a file of rules.
fn zone_in(file: &Path) -> Option<TimeZone> {
    let rules = crate::store::read_text(file, 1 << 20).ok()?;
    TimeZone::tzif("local", &rules).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One kind of time for all that was, and from then on the rules of central Europe.
    fn rules() -> Vec<u8> {
        let counts = [0_u32, 0, 0, 0, 1, 4].map(u32::to_be_bytes).concat();
        let header = [b"TZif2".as_slice(), &[0; 15], &counts].concat();
        let kind = [3600_i32.to_be_bytes().as_slice(), &[0, 0], b"CET\0"].concat();
        let block = [header, kind].concat();
        [&block, &block, b"\nCET-1CEST,M3.5.0,M10.5.0/3\n".as_slice()].concat()
    }

    #[test]
    fn a_file_of_rules_gives_summer_and_winter() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("localtime");
        assert_eq!(zone_in(&file), None);
        std::fs::write(&file, "no rules").unwrap();
        assert_eq!(zone_in(&file), None);
        std::fs::write(&file, rules()).unwrap();
        let zone = zone_in(&file).unwrap();
        let hours = |at: &str| zone.to_offset(at.parse().unwrap()).seconds() / 3600;
        assert_eq!((hours("2026-01-15T12:00:00Z"), hours("2026-07-15T12:00:00Z")), (1, 2));
    }
}
