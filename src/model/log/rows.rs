//! Edits kept as rows of bytes, one behind the other.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::super::edit::{Edit, Machine};
use super::bytes::count;
use super::key::Id;
use super::places::Places;
use super::row::{self, Row, Said};

/// Rows in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    pub(super) machines: Machines,
}

/// The machines that edits are of, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Machines {
    numbers: HashMap<Machine, u32>,
    names: Vec<Machine>,
}

impl Rows {
    /// Adds an edit of the topic with this number.
    pub(super) fn push(&mut self, edit: &Edit, topic: u32) {
        let start = self.write(edit, topic);
        self.starts.push(start);
    }

    /// Puts an edit in the place of another. The bytes of that one are not used again: this hardly ever happens.
    pub(super) fn replace(&mut self, number: u32, edit: &Edit, topic: u32) {
        self.starts[number as usize] = self.write(edit, topic);
    }

    pub(super) fn row(&self, number: u32) -> Row<'_> {
        let row = Row::at(&self.bytes[self.starts[number as usize] as usize..]);
        row.expect("a row was written here, or checked")
    }

    pub(super) fn said(&self, number: u32) -> Said<'_> {
        self.row(number).said().expect("a row was written here, or checked")
    }

    pub(super) fn id(&self, number: u32) -> Id<'_> {
        self.row(number).id().expect("a row was written here, or checked")
    }

    pub(super) fn edit(&self, number: u32, places: &Places) -> Edit {
        let row = self.row(number);
        self.said(number).edit(self.machines.name(row.machine).clone(), places.name(row.topic))
    }

    pub(super) fn len(&self) -> u32 {
        count(self.starts.len())
    }

    /// How much memory it takes.
    pub(super) fn weight(&self) -> usize {
        self.bytes.len() + self.starts.len() * size_of::<u32>()
    }

    /// In the order of stamps.
    pub(super) fn compare(&self, one: u32, other: u32) -> Ordering {
        let (one, other) = (self.row(one), self.row(other));
        let machines = || self.machines.name(one.machine).cmp(self.machines.name(other.machine));
        let ids = || one.id().zip(other.id()).map_or(Ordering::Equal, |(one, other)| one.compare(other));
        one.instant().cmp(&other.instant()).then_with(machines).then_with(ids)
    }

    /// The bytes of a row, for [`Rows::read`].
    pub(super) fn bytes(&self, number: u32) -> &[u8] {
        let start = self.starts[number as usize] as usize;
        &self.bytes[start..start + self.row(number).length().unwrap_or(0)]
    }

    /// The rows that these bytes are, if they name none but the first so many topics and these machines.
    pub(super) fn read(bytes: Vec<u8>, rows: u32, topics: u32, machines: Machines) -> Option<Self> {
        let mut starts = Vec::new();
        let mut next = 0;
        for _ in 0..rows {
            let row = Row::at(bytes.get(next..)?)?;
            if row.topic >= topics || row.machine >= machines.len() || !row.is_sound() {
                return None;
            }
            starts.push(u32::try_from(next).ok()?);
            next += row.length()?;
        }
        (next == bytes.len()).then_some(Self { bytes, starts, machines })
    }

    fn write(&mut self, edit: &Edit, topic: u32) -> u32 {
        let start = count(self.bytes.len());
        let machine = self.machines.number(&edit.by);
        row::write(&mut self.bytes, edit, machine, topic);
        start
    }
}

impl Machines {
    pub(super) fn name(&self, number: u32) -> &Machine {
        &self.names[number as usize]
    }

    pub(super) fn names(&self) -> &[Machine] {
        &self.names
    }

    pub(super) fn len(&self) -> u32 {
        count(self.names.len())
    }

    /// The number of a machine, given to it now if it has none yet.
    pub(super) fn number(&mut self, machine: &Machine) -> u32 {
        if let Some(number) = self.numbers.get(machine) {
            return *number;
        }
        let next = self.len();
        self.names.push(machine.clone());
        self.numbers.insert(machine.clone(), next);
        next
    }
}
