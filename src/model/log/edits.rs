//! The set of all edits: one for each id, walked in the order of their stamps.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use hashbrown::HashTable;

use super::super::edit::Edit;
use super::key::Id;
use super::places::Places;
use super::row::Row;
use super::rows::Rows;

/// Edits in the order in which they came. Their order is made when it is asked for: the fold does not need it.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    pub(super) rows: Rows,
    /// How many of them are kept and not folded.
    pub(super) late: u32,
    /// Made when an edit is first looked up: a program that only reads a log does not need it.
    index: OnceLock<Index>,
}

/// Rows by their ids. Others write ids too, so nobody may foresee the hash.
#[derive(Clone, Debug, Default)]
struct Index {
    rows: HashTable<u32>,
    state: RandomState,
}

/// What an edit was to the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    New,
    /// It was there, or a greater one with its id.
    Known,
    /// One that was there with its id has given way to it.
    Altered,
}

impl Edits {
    pub(super) fn of(rows: Rows, late: u32) -> Self {
        Self { rows, late, index: OnceLock::new() }
    }

    /// Unites this set with an edit of the topic with this number; gives the number of its row. Of two with one id it
    /// does not depend on which came first which of them stays.
    pub(super) fn unite(&mut self, edit: &Edit, topic: u32, places: &Places) -> (Met, u32) {
        let id = Id::of(&edit.id.0);
        if let Some(row) = self.row_of(id) {
            if self.rows.edit(row, places).is_some_and(|there| outranks(&there, edit)) {
                return (Met::Known, row);
            }
            let was_late = self.rows.row(row).is_some_and(Row::is_late);
            self.rows.replace(row, edit, topic);
            self.late = self.late.saturating_sub(was_late.into()) + u32::from(edit.is_late());
            return (Met::Altered, row);
        }
        let row = self.rows.push(edit, topic);
        self.late += u32::from(edit.is_late());
        self.index.get_mut().into_iter().for_each(|index| index.insert(row, &self.rows));
        (Met::New, row)
    }

    /// The edits, the oldest stamp first.
    pub(super) fn in_order<'a>(&'a self, places: &'a Places) -> impl DoubleEndedIterator<Item = Edit> {
        self.sorted(|_| true).into_iter().filter_map(|row| self.rows.edit(row, places))
    }

    /// Those that are not folded.
    pub(super) fn late<'a>(&'a self, places: &'a Places) -> impl Iterator<Item = Edit> {
        let all = if self.late == 0 { 0 } else { self.rows.len() };
        (0..all).filter_map(|row| self.rows.edit(row, places)).filter(Edit::is_late)
    }

    /// Whether this edit, or one with its id that counts before it, is there.
    pub(super) fn holds(&self, edit: &Edit, places: &Places) -> bool {
        self.row_of(Id::of(&edit.id.0))
            .is_some_and(|row| self.rows.edit(row, places).is_some_and(|there| outranks(&there, edit)))
    }

    pub(super) fn knows(&self, id: &str) -> bool {
        self.number(id).is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    pub(super) fn number(&self, id: &str) -> Option<u32> {
        self.row_of(Id::of(id))
    }

    fn row_of(&self, id: Id<'_>) -> Option<u32> {
        self.index.get_or_init(|| Index::of(&self.rows)).find(id, &self.rows)
    }

    /// The rows among those that are folded, the oldest stamp first.
    pub(super) fn sorted(&self, wanted: impl Fn(Row<'_>) -> bool) -> Vec<u32> {
        let is_wanted = |number: &u32| self.rows.row(*number).is_some_and(|row| !row.is_late() && wanted(row));
        let mut rows: Vec<_> = (0..self.rows.len()).filter(is_wanted).collect();
        // Takes little time where they are in order already, as they nearly always are.
        rows.sort_by(|one, other| self.rows.compare(*one, *other));
        rows
    }
}

impl Index {
    fn of(rows: &Rows) -> Self {
        let mut index = Self { rows: HashTable::with_capacity(rows.len() as usize), ..Self::default() };
        (0..rows.len()).for_each(|row| index.insert(row, rows));
        index
    }

    fn find(&self, id: Id<'_>, rows: &Rows) -> Option<u32> {
        self.rows.find(self.state.hash_one(id), |row| id_of(rows, *row) == Some(id)).copied()
    }

    fn insert(&mut self, row: u32, rows: &Rows) {
        let Self { rows: table, state } = self;
        let hash = |row: &u32| id_of(rows, *row).map_or(0, |id| state.hash_one(id));
        table.insert_unique(hash(&row), row, hash);
    }
}

/// Whether the first of two edits with one id stays: one that is folded before one that is not, then the greater.
fn outranks(there: &Edit, edit: &Edit) -> bool {
    (!there.is_late(), there) >= (!edit.is_late(), edit)
}

fn id_of(rows: &Rows, row: u32) -> Option<Id<'_>> {
    rows.row(row)?.id()
}
