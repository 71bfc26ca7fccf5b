//! When to look for what others have written: at least once a second, whatever else goes on meanwhile.

use std::time::{Duration, Instant};

/// How often to look. Less than a second, so that there is time left to draw what was seen.
const EVERY: Duration = Duration::from_millis(900);

/// The last look.
#[derive(Debug)]
pub(super) struct Looks {
    last: Instant,
}

impl Looks {
    pub(super) const fn new(last: Instant) -> Self {
        Self { last }
    }

    /// How long it is until the next look: nobody may sleep longer, whatever woke them before.
    pub(super) fn left(&self, now: Instant) -> Duration {
        EVERY.saturating_sub(now.saturating_duration_since(self.last))
    }

    /// Whether it is time for a look, which is then taken to be made.
    pub(super) fn are_due(&mut self, now: Instant) -> bool {
        let due = self.left(now).is_zero();
        if due {
            self.last = now;
        }
        due
    }
}
