//! The open roadmap as rows: folding, filtering, the cursor and scrolling. No widget, no colour.

use super::filter::Filter;
use super::filtered::Filtered;
use super::scroll::Scroll;
use crate::model::{Place, Roadmap};

/// The visible rows of one roadmap. Moving costs nothing, folding costs the rows that come or go.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The topics that are shown, in file order.
    pub(super) rows: Vec<Place>,
    pub(super) cursor: usize,
    pub(super) scroll: Scroll,
    /// For each topic, whether its inside is shown.
    pub(super) open: Vec<bool>,
    pub(super) filtered: Option<Filtered>,
}

impl Outline {
    /// Stages open, everything in them folded, the cursor at the top.
    pub fn new(roadmap: &Roadmap) -> Self {
        let open = roadmap.places().map(|place| roadmap[place].depth == 0).collect();
        let mut outline = Self { open, ..Self::default() };
        outline.lay(roadmap);
        outline
    }

    pub fn rows(&self) -> &[Place] {
        &self.rows
    }

    /// The row of the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first row on a screen of `height` rows.
    pub fn first(&self, height: usize) -> usize {
        self.scroll.first(self.cursor, self.rows.len(), height)
    }

    /// The topic under the cursor; none where the filter takes nothing.
    pub fn selected(&self) -> Option<Place> {
        self.rows.get(self.cursor).copied()
    }

    pub fn is_open(&self, place: Place) -> bool {
        self.open.get(place.0 as usize).copied().unwrap_or(false)
    }

    /// Whether a topic is unfolded, or was before the filter came.
    pub fn was_open(&self, place: Place) -> bool {
        let open = self.filtered.as_ref().map_or(&self.open, |filtered| &filtered.open_before);
        open.get(place.0 as usize).copied().unwrap_or(false)
    }

    pub fn filter(&self) -> Option<Filter> {
        self.filtered.as_ref().map(|filtered| filtered.filter)
    }

    /// Whether a topic is shown, or would be if nothing were folded.
    pub fn takes(&self, place: Place) -> bool {
        self.filtered.as_ref().is_none_or(|filtered| filtered.taken[place.0 as usize])
    }

    /// How many leaves the filter takes.
    pub fn taken(&self) -> usize {
        self.filtered.as_ref().map_or(0, |filtered| filtered.count)
    }

    /// Whether a row is shown only until the cursor moves.
    pub fn lingers(&self, place: Place) -> bool {
        self.filtered.as_ref().is_some_and(|filtered| filtered.lingering.contains(&place))
    }

    /// Puts the cursor on a row, the last one at most.
    pub fn go(&mut self, roadmap: &Roadmap, row: usize) {
        let wanted = self.rows.get(row).copied();
        if wanted.is_none_or(|place| Some(place) != self.selected()) {
            self.drop_lingering(roadmap);
        }
        self.cursor = wanted.and_then(|place| self.row_of(place)).unwrap_or(row).min(self.last());
    }

    /// Puts the cursor on a topic, unfolding what is above it. A topic that the filter hides ends the filter.
    pub fn reveal(&mut self, roadmap: &Roadmap, place: Place) {
        if place.0 as usize >= roadmap.topics.len() {
            return;
        }
        if self.filtered.as_ref().is_some_and(|filtered| !filtered.taken[place.0 as usize]) {
            self.clear_filter(roadmap);
        }
        let above: Vec<_> = roadmap.ancestors(place).collect();
        for parent in above.into_iter().rev() {
            self.unfold(roadmap, parent);
        }
        if let Some(row) = self.row_of(place) {
            self.go(roadmap, row);
        }
    }

    pub fn unfold(&mut self, roadmap: &Roadmap, place: Place) {
        if roadmap.is_leaf(place) || self.is_open(place) {
            return;
        }
        self.open[place.0 as usize] = true;
        if let Some(row) = self.row_of(place) {
            let inside: Vec<_> = self.walk(roadmap, Place(place.0 + 1), roadmap[place].end).collect();
            let come = inside.len();
            self.rows.splice(row + 1..=row, inside);
            if self.cursor > row {
                self.cursor += come;
            }
        }
    }

    /// Folds a topic; a cursor inside it goes to it.
    pub fn fold(&mut self, roadmap: &Roadmap, place: Place) {
        if roadmap.is_leaf(place) || !self.is_open(place) {
            return;
        }
        self.open[place.0 as usize] = false;
        if let Some(row) = self.row_of(place) {
            let end = self.rows.partition_point(|&shown| shown < roadmap[place].end);
            self.rows.drain(row + 1..end);
            if self.cursor >= end {
                self.cursor -= end - row - 1;
            } else if self.cursor > row {
                self.cursor = row;
            }
        }
    }

    /// Folds everything, or unfolds it; the cursor stays on its topic or goes to the stage above it.
    pub fn fold_all(&mut self, roadmap: &Roadmap, fold: bool) {
        self.open.fill(!fold);
        self.relay(roadmap);
    }

    /// Shows only the leaves that the filter takes, those that `holds` says yes to, all unfolded. The cursor stays
    /// where it can.
    pub fn set_filter(&mut self, roadmap: &Roadmap, filter: Filter, holds: impl Fn(Place) -> bool) {
        self.clear_filter(roadmap);
        if filter == Filter::All {
            return;
        }
        let selected_before = self.selected();
        let open_before = std::mem::replace(&mut self.open, vec![true; roadmap.topics.len()]);
        self.filtered = Some(Filtered::new(roadmap, filter, holds, (open_before, selected_before)));
        self.relay(roadmap);
    }

    /// Shows everything again, with the folds from before. The cursor keeps its topic.
    pub fn clear_filter(&mut self, roadmap: &Roadmap) {
        let Some(filtered) = self.filtered.take() else { return };
        let selected = self.selected().or(filtered.selected_before);
        self.open = filtered.open_before;
        self.lay(roadmap);
        if let Some(place) = selected {
            self.reveal(roadmap, place);
        }
    }

    /// Tells the filter which leaves it takes, and takes no more, from now on. Those that it takes no more stay until
    /// the cursor moves. However many they are, the rows are laid once.
    pub fn changed(&mut self, roadmap: &Roadmap, leaves: impl IntoIterator<Item = (Place, bool)>) {
        let come = self.filtered.as_mut().is_some_and(|filtered| filtered.change(roadmap, leaves));
        if come {
            self.relay(roadmap);
        }
    }

    /// Puts the cursor on a row that is seen, and moves nothing else: what lingers stays until a key moves the cursor,
    /// so that no row jumps away from under the pointer.
    pub fn point_at(&mut self, row: usize, height: usize) {
        let first = self.first(height);
        self.cursor = row.min(self.last());
        self.scroll.wish(first);
    }

    /// Scrolls by so many rows, whether the cursor is seen or not.
    pub fn turn(&mut self, by: isize, height: usize) {
        let first = self.first(height);
        self.scroll.turn(by, first, self.rows.len(), height);
    }

    /// Whether the wheel has gone its own way, and no key has come since.
    pub const fn is_away(&self) -> bool {
        self.scroll.is_away()
    }

    /// Scrolls so that the cursor is among `height` rows, and no row is wasted at the end.
    pub fn settle(&mut self, height: usize) {
        self.scroll.settle(self.cursor, self.rows.len(), height);
    }

    /// Scrolls after a jump, so that what belongs to the cursor is seen too.
    pub fn settle_jump(&mut self, height: usize) {
        self.scroll.settle_jump(self.cursor, self.rows.len(), height);
    }

    /// How many rows stand on the screen above the cursor.
    pub const fn above(&self) -> usize {
        self.scroll.above(self.cursor)
    }

    /// Scrolls so that `above` rows stand above the cursor, where there are as many.
    pub fn scroll_to(&mut self, above: usize) {
        self.scroll.wish(self.cursor.saturating_sub(above));
    }

    /// The row of a topic, or of what it is folded into.
    pub fn row_at(&self, place: Place) -> usize {
        self.rows.partition_point(|&shown| shown <= place).saturating_sub(1)
    }

    pub fn row_of(&self, place: Place) -> Option<usize> {
        self.rows.binary_search(&place).ok()
    }

    fn last(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// Takes the leaves that linger out of the filter, and each parent that has nothing left with them.
    fn drop_lingering(&mut self, roadmap: &Roadmap) {
        let Some(filtered) = self.filtered.as_mut().filter(|filtered| !filtered.lingering.is_empty()) else { return };
        filtered.drop_lingering(roadmap);
        let taken = &filtered.taken;
        let gone_before = self.rows[..self.cursor.min(self.rows.len())].iter();
        self.cursor -= gone_before.filter(|place| !taken[place.0 as usize]).count();
        self.rows.retain(|place| taken[place.0 as usize]);
        self.cursor = self.cursor.min(self.last());
    }

    /// Lays all rows anew and keeps the cursor on its topic, or on the nearest one above it that is shown.
    fn relay(&mut self, roadmap: &Roadmap) {
        let selected = self.selected();
        self.lay(roadmap);
        if let Some(place) = selected {
            self.cursor = self.row_at(place);
        }
    }

    pub(super) fn lay(&mut self, roadmap: &Roadmap) {
        let end = Place(self.open.len().try_into().unwrap_or(u32::MAX));
        self.rows = self.walk(roadmap, Place(0), end).collect();
        self.cursor = self.cursor.min(self.last());
    }

    /// The shown topics from `first` to before `end`.
    fn walk(&self, roadmap: &Roadmap, first: Place, end: Place) -> impl Iterator<Item = Place> {
        let mut at = first;
        std::iter::from_fn(move || {
            while at < end && !self.takes(at) {
                at = roadmap[at].end;
            }
            let place = (at < end).then_some(at)?;
            at = if self.is_open(place) { Place(place.0 + 1) } else { roadmap[place].end };
            Some(place)
        })
    }
}
