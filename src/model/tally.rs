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
    /// Rule 1: what one leaf counts.
    pub fn of_leaf(_status: Status, _beyond_required: bool) -> Self {
        todo!()
    }

    /// Rule 2: what a choice of `pick` options counts, from the sum over its options.
    pub fn of_choice(_pick: u32, _options: Self, _beyond_required: bool) -> Self {
        todo!()
    }

    /// Rule 4: `None` where nothing is counted; 100 means finished, and the first tick shows.
    pub fn percent(&self) -> Option<u8> {
        todo!()
    }

    /// Rule 5: the derived state of a parent.
    pub fn state(&self) -> Status {
        todo!()
    }

    /// Leaves with this status, optional ones too.
    pub fn count(&self, status: Status) -> u32 {
        self.by_status[status as usize]
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
    fn add_assign(&mut self, _other: Self) {
        todo!()
    }
}

impl Sub for Tally {
    type Output = Self;

    fn sub(self, _other: Self) -> Self {
        todo!()
    }
}
