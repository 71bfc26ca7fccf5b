//! Where a learner stands in one roadmap: the status of each leaf and the tally of each topic, kept in step.

use jiff::Timestamp;

use super::roadmap::{Place, Roadmap};
use super::status::Status;
use super::tally::Tally;

/// The statuses and tallies of one roadmap. A change costs the depth of the tree, whatever its size.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    statuses: Vec<Status>,
    tallies: Vec<Tally>,
    whole: Tally,
}

impl Standing {
    /// Nothing marked yet.
    pub fn new(_roadmap: &Roadmap) -> Self {
        todo!()
    }

    /// Sets the status of a leaf; `at` orders the topics that are in progress. A parent is left alone.
    pub fn set(&mut self, _roadmap: &Roadmap, _place: Place, _status: Status, _at: Timestamp) {
        todo!()
    }

    /// A leaf's own status; a parent's derived state.
    pub fn status(&self, _place: Place) -> Status {
        todo!()
    }

    pub fn tally(&self, place: Place) -> Tally {
        self.tallies[place.0 as usize]
    }

    /// The tally of the whole roadmap.
    pub const fn whole(&self) -> Tally {
        self.whole
    }

    /// The leaves in progress, the most recently touched first.
    pub fn doing(&self) -> impl Iterator<Item = Place> {
        std::iter::empty()
    }
}
