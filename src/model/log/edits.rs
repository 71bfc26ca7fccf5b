//! The set of all edits: one for each id, walked in the order of their stamps.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Index;

use super::super::edit::{Edit, EditId};

/// Edits in the order in which they came, with the order of their stamps beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    arrived: Vec<Edit>,
    places: HashMap<EditId, usize>,
    sorted: Vec<usize>,
}

/// What a merge came to.
#[derive(Default)]
pub(super) struct Merged {
    /// The places of edits with ids that were not there.
    pub(super) added: Vec<usize>,
    /// Whether an edit that was there gave way to a greater one with its id.
    pub(super) altered: bool,
}

impl Edits {
    /// Unites this set with `edits`. Of two with one id the greater stays, so the outcome does not depend on which
    /// came first.
    pub(super) fn merge(&mut self, edits: Vec<Edit>) -> Merged {
        let mut merged = Merged::default();
        for edit in edits.into_iter().filter(|edit| edit.at.at < Edit::HORIZON) {
            match self.places.entry(edit.id.clone()) {
                Entry::Vacant(vacant) => {
                    merged.added.push(*vacant.insert(self.arrived.len()));
                    self.arrived.push(edit);
                }
                Entry::Occupied(there) => {
                    let standing = &mut self.arrived[*there.get()];
                    if edit > *standing {
                        *standing = edit;
                        merged.altered = true;
                    }
                }
            }
        }
        let last = self.sorted.len().saturating_sub(1);
        self.sorted.extend(&merged.added);
        let rank = |&place: &usize| self.arrived[place].rank();
        if merged.altered || !self.sorted[last..].is_sorted_by_key(rank) {
            self.sorted.sort_by(|one, other| rank(one).cmp(&rank(other)));
        }
        merged
    }

    /// The edits, the oldest stamp first.
    pub(super) fn in_order(&self) -> impl DoubleEndedIterator<Item = &Edit> {
        self.sorted.iter().map(|&place| &self.arrived[place])
    }

    pub(super) fn find(&self, id: &EditId) -> Option<&Edit> {
        self.places.get(id).map(|&place| &self.arrived[place])
    }
}

impl Index<usize> for Edits {
    type Output = Edit;

    fn index(&self, place: usize) -> &Edit {
        &self.arrived[place]
    }
}
