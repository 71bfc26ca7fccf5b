//! Where a learner stands in one roadmap: the status of each leaf and the tally of each topic, kept in step.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::Timestamp;

use super::roadmap::{Place, Roadmap, Topic};
use super::status::Status;
use super::tally::Tally;

/// The statuses and tallies of one roadmap. A change costs the depth of the tree, whatever its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// A leaf's own, a parent's derived.
    statuses: Vec<Status>,
    tallies: Vec<Tally>,
    whole: Tally,
    /// When each leaf was set last.
    touched: Vec<Timestamp>,
    /// The leaves in progress, the most recent last; of those touched at once the first in file order is last.
    doing: BTreeSet<(Timestamp, Reverse<Place>)>,
}

impl Standing {
    /// Nothing marked yet.
    pub fn new(roadmap: &Roadmap) -> Self {
        let size = roadmap.topics.len();
        let mut standing = Self {
            statuses: vec![Status::Todo; size],
            tallies: vec![Tally::default(); size],
            whole: Tally::default(),
            touched: vec![Timestamp::UNIX_EPOCH; size],
            doing: BTreeSet::new(),
        };
        // From the end, so that a parent comes after all that is inside it.
        for place in roadmap.places().rev() {
            let sum = if roadmap.is_leaf(place) {
                Tally::of_leaf(Status::Todo, roadmap[place].beyond_required)
            } else {
                of_parent(&roadmap[place], standing.tally(place))
            };
            standing.tallies[place.0 as usize] = sum;
            match roadmap[place].parent {
                Some(parent) => standing.tallies[parent.0 as usize] += sum,
                None => standing.whole += sum,
            }
        }
        standing
    }

    /// Sets the status of a leaf; `at` orders the topics that are in progress. A parent is left alone.
    pub fn set(&mut self, roadmap: &Roadmap, place: Place, status: Status, at: Timestamp) {
        if !roadmap.is_leaf(place) {
            return;
        }
        let leaf = place.0 as usize;
        self.doing.remove(&(self.touched[leaf], Reverse(place)));
        if status == Status::Doing {
            self.doing.insert((at, Reverse(place)));
        }
        self.touched[leaf] = at;

        let mut now = Tally::of_leaf(status, roadmap[place].beyond_required);
        let mut before = std::mem::replace(&mut self.tallies[leaf], now);
        self.statuses[leaf] = status;
        for above in roadmap.ancestors(place) {
            let sum = self.tally(above) - before + now;
            before = self.tally(above);
            now = of_parent(&roadmap[above], sum);
            self.tallies[above.0 as usize] = now;
            self.statuses[above.0 as usize] = now.state();
        }
        self.whole = self.whole - before + now;
    }

    /// A leaf's own status; a parent's derived state.
    pub fn status(&self, place: Place) -> Status {
        self.statuses[place.0 as usize]
    }

    pub fn tally(&self, place: Place) -> Tally {
        self.tallies[place.0 as usize]
    }

    /// The tally of the whole roadmap.
    pub const fn whole(&self) -> Tally {
        self.whole
    }

    /// How many more options of a choice are to be picked, whether it is optional or not. 0 for any other topic.
    pub fn to_pick(&self, roadmap: &Roadmap, place: Place) -> u32 {
        let tally = self.tally(place);
        roadmap[place].pick.map_or(0, |pick| tally.wanted(pick).saturating_sub(tally.count_complete()))
    }

    /// The leaves in progress, the most recently touched first.
    pub fn doing(&self) -> impl Iterator<Item = Place> {
        self.doing.iter().rev().map(|&(_, Reverse(place))| place)
    }
}

/// Rules 2 and 3: what a parent counts, from the sum over the topics inside it.
fn of_parent(topic: &Topic, sum: Tally) -> Tally {
    topic.pick.map_or(sum, |pick| Tally::of_choice(pick, sum, topic.beyond_required))
}
