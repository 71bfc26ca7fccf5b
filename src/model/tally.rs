//! The counts of a topic: what "17/46" and "37%" are made of.

use std::ops::{Add, AddAssign, Sub};

use super::status::Status;

/// What the leaves at or inside a topic add up to. Sums, subtracts and nothing else: a ratio is drawn from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Required leaves that are complete.
    pub complete: u32,
    /// Required leaves.
    pub total: u32,
    /// Complete ones beyond what is required.
    pub bonus: u32,
    /// All leaves by status, in the order of [`Status::ALL`], optional ones too.
    by_status: [u32; 5],
}

impl Tally {
    /// What one leaf counts.
    pub fn of_leaf(status: Status, beyond_required: bool) -> Self {
        let complete = u32::from(status.is_complete());
        let mut tally = match (status, beyond_required) {
            (Status::Skipped, _) => Self::default(),
            (_, true) => Self { bonus: complete, ..Self::default() },
            (_, false) => Self { complete, total: 1, ..Self::default() },
        };
        tally.by_status[status as usize] = 1;
        tally
    }

    /// What a choice of `pick` options counts. Of `options`, the sum over its options, only the statuses matter.
    pub fn of_choice(pick: u32, options: Self, beyond_required: bool) -> Self {
        let chosen = options.count_complete();
        if beyond_required {
            return Self { complete: 0, total: 0, bonus: chosen, ..options };
        }
        let total = options.wanted(pick);
        let complete = chosen.min(total);
        Self { complete, total, bonus: chosen - complete, ..options }
    }

    /// `None` where nothing is counted; 100 means finished, and the first tick shows.
    pub fn percent(&self) -> Option<u8> {
        let (complete, total) = (u64::from(self.complete), u64::from(self.total));
        match (complete, total) {
            (_, 0) => None,
            (0, _) => Some(0),
            _ if complete >= total => Some(100),
            _ => u8::try_from(((200 * complete + total) / (2 * total)).clamp(1, 99)).ok(),
        }
    }

    /// The derived state of a parent. Where there is no leaf at all, everything is still to do.
    pub fn state(&self) -> Status {
        let (leaves, skipped, complete) = (self.leaves(), self.count(Status::Skipped), self.count_complete());
        if self.total > 0 && self.complete == self.total {
            Status::Done
        } else if leaves > 0 && skipped == leaves {
            Status::Skipped
        } else if self.total == 0 && complete > 0 && complete == leaves - skipped {
            Status::Done
        } else if complete > 0 || self.count(Status::Doing) > 0 {
            Status::Doing
        } else {
            Status::Todo
        }
    }

    /// Leaves with this status, optional ones too.
    pub fn count(&self, status: Status) -> u32 {
        self.by_status[status as usize]
    }

    /// Leaves that are done or known, optional ones too.
    pub fn count_complete(&self) -> u32 {
        self.count(Status::Done) + self.count(Status::Known)
    }

    /// How many options a choice of `pick` asks for: no more than there are without the skipped ones. `self` is the
    /// tally of the choice.
    pub fn wanted(&self, pick: u32) -> u32 {
        pick.min(self.leaves() - self.count(Status::Skipped))
    }

    /// All leaves, whatever their status.
    pub fn leaves(&self) -> u32 {
        self.by_status.iter().sum()
    }

    /// Required leaves that are not complete.
    pub fn left(&self) -> u32 {
        self.total.saturating_sub(self.complete)
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.complete += other.complete;
        self.total += other.total;
        self.bonus += other.bonus;
        for (count, more) in self.by_status.iter_mut().zip(other.by_status) {
            *count += more;
        }
    }
}

impl Sub for Tally {
    type Output = Self;

    /// Saturates: a choice counts less than its options, so that taking one away may ask for more than is there.
    fn sub(mut self, other: Self) -> Self {
        self.complete = self.complete.saturating_sub(other.complete);
        self.total = self.total.saturating_sub(other.total);
        self.bonus = self.bonus.saturating_sub(other.bonus);
        for (count, less) in self.by_status.iter_mut().zip(other.by_status) {
            *count = count.saturating_sub(less);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::status::Status;
    use super::Tally;

    #[test]
    fn percent_rounds_half_up_and_keeps_its_ends_for_none_and_all() {
        for (complete, total, percent) in [
            (0, 0, None),
            (0, 9, Some(0)),
            (1, 8, Some(13)),
            (1, 1000, Some(1)),
            (999, 1000, Some(99)),
            (9, 9, Some(100)),
        ] {
            assert_eq!(Tally { complete, total, ..Tally::default() }.percent(), percent, "{complete} of {total}");
        }
        let most = Tally { complete: u32::MAX - 1, total: u32::MAX, ..Tally::default() };
        assert_eq!(most.percent(), Some(99));
    }

    #[test]
    fn a_choice_counts_what_it_asks_for_and_the_rest_as_bonus() {
        let options = [Status::Done, Status::Known, Status::Skipped, Status::Todo]
            .into_iter()
            .fold(Tally::default(), |sum, status| sum + Tally::of_leaf(status, false));
        let counts = |tally: Tally| (tally.complete, tally.total, tally.bonus);
        assert_eq!(counts(Tally::of_choice(1, options, false)), (1, 1, 1));
        assert_eq!(counts(Tally::of_choice(4, options, false)), (2, 3, 0));
        assert_eq!(counts(Tally::of_choice(1, options, true)), (0, 0, 2));
        assert_eq!(Tally::of_choice(1, options, false).leaves(), 4);
    }

    #[test]
    fn a_bonus_is_done_when_all_that_was_not_skipped_is_complete() {
        let bonus = |statuses: &[Status]| {
            statuses.iter().fold(Tally::default(), |sum, &status| sum + Tally::of_leaf(status, true)).state()
        };
        assert_eq!(bonus(&[Status::Known, Status::Skipped]), Status::Done);
        assert_eq!(bonus(&[Status::Known, Status::Todo]), Status::Doing);
        assert_eq!(bonus(&[Status::Skipped]), Status::Skipped);
    }

    #[test]
    fn nothing_at_all_is_to_do() {
        assert_eq!(Tally::default().state(), Status::Todo);
    }
}
