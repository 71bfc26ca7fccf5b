//! Stamps and ids of new edits: each later than everything seen, whatever the clock does.

use std::sync::Arc;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use ulid::Ulid;

use super::super::edit::{Edit, EditId, Now};

/// Beyond this the clock's own reading is written down beside the stamp.
const TOLERATED: SignedDuration = SignedDuration::from_mins(1);

/// Makes the stamps of one run.
#[derive(Clone, Debug)]
pub(super) struct Mint {
    /// The latest instant seen or given.
    newest: Option<Timestamp>,
    /// The random part of the next id. Counting it up keeps ids of one run apart and in order.
    tail: u128,
}

impl Mint {
    pub(super) const fn new(seed: u128) -> Self {
        // Of the 80 bits of a ULID the highest stays free, so that counting never runs over.
        Self { newest: None, tail: seed >> 49 }
    }

    /// No stamp from now on is as early as `at`.
    pub(super) fn witness(&mut self, at: Timestamp) {
        self.newest = self.newest.max(Some(at));
    }

    /// The latest instant seen or given.
    pub(super) const fn newest(&self) -> Option<Timestamp> {
        self.newest
    }

    /// Whether there is no stamp left that is later than the newest one.
    pub(super) fn is_spent(&self) -> bool {
        self.newest.is_some_and(|newest| after(newest) >= Edit::HORIZON)
    }

    /// The stamp of an action made `now`, and the clock's reading where the two are over a minute apart.
    ///
    /// The stamp is the later of the clock and the newest one seen plus a millisecond, in whole milliseconds as long as
    /// there are any before the horizon. A clock beyond it tells nothing and is not believed. Where none is left, it is
    /// the horizon itself, so that what bears it is late and counts nowhere.
    pub(super) fn stamp(&mut self, now: Now) -> (Now, Option<Now>) {
        let offset = whole_minutes(now.offset);
        let clock = (now.at < Edit::HORIZON).then(|| whole_milliseconds(now.at, 0));
        let at = clock.max(self.newest.map(after)).unwrap_or(Timestamp::UNIX_EPOCH);
        if at < Edit::HORIZON {
            self.newest = Some(at);
        }
        let apart = clock.filter(|clock| at.duration_since(*clock) > TOLERATED);
        (Now { at, offset }, apart.map(|clock| Now { at: clock, offset }))
    }

    /// The id of the next edit of an action stamped `at`: a ULID, greater than all that this run has made.
    pub(super) fn id(&mut self, at: Timestamp) -> EditId {
        let milliseconds = at.as_millisecond().try_into().unwrap_or(0);
        let id = Ulid::from_parts(milliseconds, self.tail);
        self.tail += 1;
        let mut text = [0; ulid::ULID_LEN];
        EditId(Arc::from(&*id.array_to_str(&mut text)))
    }
}

/// The next stamp. In the last millisecond before the horizon there is still room for many.
fn after(newest: Timestamp) -> Timestamp {
    let next = whole_milliseconds(newest, 1);
    if next < Edit::HORIZON {
        return next;
    }
    newest + SignedDuration::from_nanos(1)
}

fn whole_milliseconds(at: Timestamp, more: i64) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond().saturating_add(more)).unwrap_or(at)
}

/// Offsets are written in hours and minutes.
fn whole_minutes(offset: Offset) -> Offset {
    Offset::from_seconds(offset.seconds() / 60 * 60).unwrap_or(Offset::UTC)
}
