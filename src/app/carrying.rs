//! Rows that follow their roadmap into a new version of it: cursor, folds, filter and scrolling are kept.

use super::filtered::Filtered;
use super::outline::Outline;
use crate::model::{Place, Roadmap};

/// One roadmap in two versions.
pub(super) struct Versions<'a> {
    pub(super) old: &'a Roadmap,
    pub(super) new: &'a Roadmap,
    /// By place in the old one: where a topic goes on in the new one.
    pub(super) heirs: &'a [Option<Place>],
}

impl Versions<'_> {
    pub(super) fn heir(&self, place: Place) -> Option<Place> {
        self.heirs.get(place.0 as usize).copied().flatten()
    }

    /// Where a cursor goes that was on a topic: along with it, or, if it is gone, to the sibling after it, or before
    /// it, or to what they were in.
    fn nearest(&self, place: Place) -> Option<Place> {
        if let Some(heir) = self.heir(place) {
            return Some(heir);
        }
        let parent = self.old[place].parent;
        let siblings: Vec<_> = match parent {
            Some(parent) => self.old.children(parent).collect(),
            None => self.old.stages().collect(),
        };
        let after = siblings.iter().filter(|&&other| other > place);
        let before = siblings.iter().rev().filter(|&&other| other < place);
        let sibling = after.chain(before).find_map(|&other| self.heir(other));
        sibling.or_else(|| self.nearest(parent?))
    }

    /// By place in the new version: whether a topic is open. New ones are as `fresh` says.
    fn open(&self, before: &[bool], fresh: impl Fn(Place) -> bool) -> Vec<bool> {
        let mut open: Vec<_> = self.new.places().map(fresh).collect();
        for (old, &was_open) in before.iter().enumerate() {
            if let Some(heir) = self.heirs[old] {
                open[heir.0 as usize] = was_open;
            }
        }
        open
    }
}

impl Outline {
    /// The same rows in a new version of their roadmap. `holds` tells which leaves the filter takes.
    pub(super) fn carried(&self, versions: &Versions<'_>, holds: impl Fn(Place) -> bool) -> Self {
        let new = versions.new;
        let is_stage = |place: Place| new[place].depth == 0;
        let filtered = self.filtered.as_ref().map(|filtered| {
            let open_before = versions.open(&filtered.open_before, is_stage);
            let selected_before = filtered.selected_before.and_then(|place| versions.nearest(place));
            let mut carried = Filtered::new(new, filtered.filter, &holds, (open_before, selected_before));
            let lingering = filtered.lingering.iter().filter_map(|&leaf| versions.heir(leaf));
            carried.linger(new, lingering.filter(|&leaf| new.is_leaf(leaf) && !holds(leaf)));
            carried
        });
        let is_filtered = filtered.is_some();
        let open = versions.open(&self.open, |place| is_filtered || is_stage(place));
        let mut carried = Self { open, filtered, ..Self::default() };
        let target = self.selected().and_then(|place| versions.nearest(place));
        for above in target.into_iter().flat_map(|place| new.ancestors(place)) {
            carried.open[above.0 as usize] = true;
        }
        carried.lay(new);
        carried.cursor = target.map_or(0, |target| carried.row_at(target));
        let first = self.scroll.turned_to().and_then(|top| self.rows.get(top));
        match first.and_then(|&first| versions.nearest(first)).map(|first| carried.row_at(first)) {
            Some(first) => carried.scroll.stay(first),
            None => carried.scroll_to(self.above()),
        }
        carried
    }
}
