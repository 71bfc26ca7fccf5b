//! Edits kept as rows of bytes, one behind the other.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::super::edit::{Edit, Machine};
use super::bytes::count;
use super::places::Places;
use super::row::{self, Row, Said};

/// Rows in the order in which they came. What is asked of a row has an answer, unless the bytes were made elsewhere
/// and are none that were written here.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    pub(super) machines: Machines,
}

/// What a row takes beside its bytes: its place, its entry in the index, and what lists of edits hold of it.
const WEIGHT: usize = 200;

/// The machines that edits are of, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Machines {
    numbers: HashMap<Machine, u32>,
    names: Vec<Machine>,
}

impl Rows {
    /// Rows as they were written before.
    pub(super) const fn of(bytes: Vec<u8>, starts: Vec<u32>, machines: Machines) -> Self {
        Self { bytes, starts, machines }
    }

    /// Adds an edit of the topic with this number; gives the number of the row.
    pub(super) fn push(&mut self, edit: &Edit, topic: u32) -> u32 {
        let number = self.len();
        let start = self.write(edit, topic);
        self.starts.push(start);
        number
    }

    /// Puts an edit in the place of another. The bytes of that one are not used again: this hardly ever happens.
    pub(super) fn replace(&mut self, number: u32, edit: &Edit, topic: u32) {
        self.starts[number as usize] = self.write(edit, topic);
    }

    pub(super) fn row(&self, number: u32) -> Option<Row<'_>> {
        let start = *self.starts.get(number as usize)?;
        Row::at(self.bytes.get(start as usize..)?)
    }

    pub(super) fn said(&self, number: u32) -> Option<Said<'_>> {
        self.row(number)?.said()
    }

    pub(super) fn edit(&self, number: u32, places: &Places) -> Option<Edit> {
        let row = self.row(number)?;
        row.said()?.edit(self.machines.name(row.machine)?.clone(), places.name(row.topic)?)
    }

    /// The bytes of a row, for [`Rows::of`].
    pub(super) fn bytes(&self, number: u32) -> Option<&[u8]> {
        let start = *self.starts.get(number as usize)? as usize;
        self.bytes.get(start..start + self.row(number)?.length()?)
    }

    pub(super) fn len(&self) -> u32 {
        count(self.starts.len())
    }

    /// How many of the first so many are not folded.
    pub(super) fn late(&self, most: u32) -> u32 {
        count((0..most).filter(|row| self.row(*row).is_some_and(Row::is_late)).count())
    }

    /// How many bytes they are.
    pub(super) const fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many bytes of memory they take, with what lists hold of them.
    pub(super) const fn weight(&self) -> usize {
        self.size() + self.starts.len() * WEIGHT
    }

    /// In the order of stamps. It is a whole order whatever the bytes are: a sort may fail without one.
    pub(super) fn compare(&self, one: u32, other: u32) -> Ordering {
        let (one, other) = (self.row(one), self.row(other));
        let instant = |row: Option<Row<'_>>| row.map(Row::instant);
        let name = |row: Option<Row<'_>>| row.and_then(|row| self.machines.name(row.machine));
        let ids = || match (one.and_then(Row::id), other.and_then(Row::id)) {
            (Some(one), Some(other)) => one.compare(other),
            (one, other) => one.is_some().cmp(&other.is_some()),
        };
        instant(one).cmp(&instant(other)).then_with(|| name(one).cmp(&name(other))).then_with(ids)
    }

    fn write(&mut self, edit: &Edit, topic: u32) -> u32 {
        let start = count(self.bytes.len());
        let machine = self.machines.number(&edit.by);
        row::write(&mut self.bytes, edit, machine, topic);
        start
    }
}

impl Machines {
    pub(super) fn name(&self, number: u32) -> Option<&Machine> {
        self.names.get(number as usize)
    }

    pub(super) fn names(&self) -> &[Machine] {
        &self.names
    }

    /// The number of a machine, if any edit is of it.
    pub(super) fn known(&self, machine: &Machine) -> Option<u32> {
        self.numbers.get(machine).copied()
    }

    /// The number of a machine, given to it now if it has none yet.
    pub(super) fn number(&mut self, machine: &Machine) -> u32 {
        if let Some(number) = self.known(machine) {
            return number;
        }
        let next = count(self.names.len());
        self.names.push(machine.clone());
        self.numbers.insert(machine.clone(), next);
        next
    }
}
