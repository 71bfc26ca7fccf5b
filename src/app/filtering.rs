//! The filter on the screen: its menu, set, and taken away.

use super::filter::Filter;
use super::state::{App, Overlay};
use crate::model::Place;

impl App {
    pub(super) fn set_filter(&mut self, row: usize) {
        self.overlay = None;
        self.filter_by(Filter::ALL.get(row).copied().unwrap_or(Filter::All));
    }

    /// Shows nothing but what a filter takes.
    pub(super) fn filter_by(&mut self, filter: Filter) {
        self.range_start = None;
        let Some((number, ..)) = self.open_roadmap() else { return };
        let Some(mut outline) = self.outlines[number].take() else { return };
        let roadmap = &self.library.entries()[number].roadmap;
        outline.set_filter(roadmap, filter, |place| self.takes(number, filter, place));
        outline.settle(self.shown.rows);
        self.outlines[number] = Some(outline);
    }

    pub(super) fn open_filter_menu(&mut self) {
        let now = self.open_roadmap().and_then(|(_, _, outline)| outline.filter()).unwrap_or(Filter::All);
        let row = Filter::ALL.iter().position(|&filter| filter == now).unwrap_or(0);
        self.overlay = Some(Overlay::Filter { row, noted: self.noted() });
    }

    /// How many topics of the open roadmap have a note or a proof.
    pub(super) fn noted(&self) -> usize {
        let noted = |number| move |leaf: &Place| self.is_noted(number, *leaf);
        self.open_roadmap().map_or(0, |(number, entry, _)| entry.roadmap.leaves().filter(noted(number)).count())
    }

    /// Shows again what the filter has hidden.
    pub(super) fn unfilter(&mut self) {
        self.range_start = None;
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            outline.clear_filter(&entry.roadmap);
            outline.settle(rows);
        }
    }
}
