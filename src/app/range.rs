//! A range of rows, selected to be marked at once.

use std::ops::RangeInclusive;

use super::marking::action;
use super::message::Effect;
use super::state::{App, Focus, Screen};
use crate::command::Command;
use crate::model::{Outcome, Place, Reach, act_on_range};

impl App {
    /// The rows of the tree that are selected at once, from the one where `v` was pressed to the cursor.
    pub fn range(&self) -> Option<RangeInclusive<usize>> {
        let (number, _, outline) = self.open_roadmap()?;
        let is_tree = self.screen == Screen::Roadmap(Focus::Tree);
        let (_, anchor) = self.range_start.filter(|(roadmap, _)| is_tree && *roadmap == number)?;
        let (row, cursor) = (outline.row_at(anchor), outline.cursor());
        outline.selected()?;
        Some(row.min(cursor)..=row.max(cursor))
    }

    /// How many topics the range holds: those that can be marked. Kept, not counted.
    pub fn range_count(&self) -> Option<usize> {
        self.range().and(self.range_holds)
    }

    /// Counts anew what the range holds: after a key or a click, and when edits or files have come.
    pub(super) fn recount_range(&mut self) {
        self.range_holds = self.counted_range();
    }

    fn counted_range(&self) -> Option<usize> {
        let range = self.range()?;
        let (_, entry, outline) = self.open_roadmap()?;
        // Without a filter, all leaves between its ends are in it: whole parents are counted at once.
        if outline.filter().is_some() {
            let rows = self.range_rows();
            let leaves = |&row: &Place| entry.roadmap.leaves_of(row).filter(|&leaf| outline.takes(leaf)).count();
            return Some(rows.iter().map(leaves).sum());
        }
        let (first, last) = (outline.rows()[*range.start()], outline.rows()[*range.end()]);
        let end = if outline.is_open(last) { Place(last.0 + 1) } else { entry.roadmap[last].end };
        let (mut at, mut count) = (first, 0);
        while at < end {
            let whole = entry.roadmap[at].end <= end;
            count += if whole { entry.standing.tally(at).leaves() as usize } else { 0 };
            at = if whole { entry.roadmap[at].end } else { Place(at.0 + 1) };
        }
        Some(count)
    }

    /// Begins a range at the cursor, or ends it.
    pub(super) fn switch_range(&mut self) {
        self.range_start = if self.range().is_some() { None } else { self.selected() };
    }

    /// A range ends where its tree is left.
    pub(super) fn keep_range_in_its_tree(&mut self) {
        if self.range_start.is_some() && self.range().is_none() {
            self.range_start = None;
        }
        self.recount_range();
    }

    /// Marks what the range holds, in one step to undo; the range ends with it.
    pub(super) fn mark_range(&mut self, command: Command) -> Vec<Effect> {
        let rows = self.range_rows();
        let Some(action) = action(command).filter(|_| !self.is_read_only()) else { return Vec::new() };
        let Some((number, entry, outline)) = self.open_roadmap() else { return Vec::new() };
        let reach = Reach::of_rows(&entry.roadmap, &entry.standing, &rows, |leaf| outline.takes(leaf));
        match act_on_range(&entry.roadmap, &reach, action) {
            Outcome::Changes(changes) => {
                self.range_start = None;
                let effects = self.set_statuses(number, &changes);
                self.tell_range_marked(number, &rows, &changes);
                effects
            }
            Outcome::Choose { group, pick, options } => {
                self.range_start = None;
                self.choose(number, (group, pick, options));
                Vec::new()
            }
            Outcome::TooBroad | Outcome::Nothing => {
                self.say("Nothing to change here.");
                Vec::new()
            }
        }
    }

    /// The rows that stand for topics: leaves, and parents that are folded. What is inside an open one has rows of its
    /// own, in the range or not.
    fn range_rows(&self) -> Vec<Place> {
        let (Some(range), Some((_, entry, outline))) = (self.range(), self.open_roadmap()) else { return Vec::new() };
        let stands = |place: &&Place| entry.roadmap.is_leaf(**place) || !outline.is_open(**place);
        outline.rows()[range].iter().filter(stands).copied().collect()
    }
}
