//! A filter that is in force on the rows of a roadmap.

use std::collections::BTreeSet;

use super::filter::Filter;
use crate::model::{Place, Roadmap};

/// A filter with what it took and what it will give back.
#[derive(Clone, Debug)]
pub(super) struct Filtered {
    pub(super) filter: Filter,
    /// For each topic, whether it, or something inside it, was taken.
    pub(super) taken: Vec<bool>,
    /// How many leaves it takes.
    pub(super) count: usize,
    /// The folds from before.
    pub(super) open_before: Vec<bool>,
    /// The topic that was selected before: the filter may take none.
    pub(super) selected_before: Option<Place>,
    /// Leaves that are taken no more, but whose rows stay until the cursor moves: nothing jumps from under the finger.
    pub(super) lingering: BTreeSet<Place>,
}

impl Filtered {
    /// A filter that takes the leaves that `holds` says yes to; with the folds and the selection from before.
    pub(super) fn new(
        roadmap: &Roadmap,
        filter: Filter,
        holds: impl Fn(Place) -> bool,
        (open_before, selected_before): (Vec<bool>, Option<Place>),
    ) -> Self {
        let taken = reach(roadmap, holds);
        let count = roadmap.leaves().filter(|leaf| taken[leaf.0 as usize]).count();
        Self { filter, taken, count, open_before, selected_before, lingering: BTreeSet::new() }
    }

    /// Learns which leaves it takes, and takes no more, from now on; says whether rows have come.
    pub(super) fn change(&mut self, roadmap: &Roadmap, leaves: impl IntoIterator<Item = (Place, bool)>) -> bool {
        let mut come = false;
        for (place, takes) in leaves {
            let shown = self.taken[place.0 as usize];
            match (takes, shown) {
                (true, true) => self.count += usize::from(self.lingering.remove(&place)),
                (false, true) => self.count -= usize::from(self.lingering.insert(place)),
                (true, false) => {
                    come = true;
                    self.count += 1;
                    self.taken[place.0 as usize] = true;
                    for parent in roadmap.ancestors(place) {
                        self.taken[parent.0 as usize] = true;
                    }
                }
                (false, false) => {}
            }
        }
        come
    }

    /// Shows leaves that it does not take, until the cursor moves.
    pub(super) fn linger(&mut self, roadmap: &Roadmap, leaves: impl Iterator<Item = Place>) {
        for leaf in leaves {
            self.lingering.insert(leaf);
            for place in std::iter::once(leaf).chain(roadmap.ancestors(leaf)) {
                self.taken[place.0 as usize] = true;
            }
        }
    }

    /// Takes the leaves that linger no more, nor each parent that has nothing left with them.
    pub(super) fn drop_lingering(&mut self, roadmap: &Roadmap) {
        let gone = std::mem::take(&mut self.lingering);
        let mut above = BTreeSet::new();
        for leaf in &gone {
            self.taken[leaf.0 as usize] = false;
            above.extend(roadmap.ancestors(*leaf));
        }
        // The deepest first: what is in a topic is known before the topic.
        for &parent in above.iter().rev() {
            let left = roadmap.children(parent).any(|child| self.taken[child.0 as usize]);
            self.taken[parent.0 as usize] = left;
        }
    }
}

/// For each topic, whether it is a leaf that `holds` says yes to, or has one inside.
fn reach(roadmap: &Roadmap, holds: impl Fn(Place) -> bool) -> Vec<bool> {
    let mut taken = vec![false; roadmap.topics.len()];
    for leaf in roadmap.leaves().filter(|&leaf| holds(leaf)) {
        taken[leaf.0 as usize] = true;
        for parent in roadmap.ancestors(leaf) {
            if std::mem::replace(&mut taken[parent.0 as usize], true) {
                break;
            }
        }
    }
    taken
}
