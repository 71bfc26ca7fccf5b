//! The set of all edits, kept small: one for each id, walked in the order of their stamps.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::super::edit::{Edit, EditId, Now};
use super::super::status::Status;
use super::compact::{Key, Machines, Tick};
use super::places::Places;

/// Edits in the order in which they came. Their order is made when it is asked for: the fold does not need it.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    rows: Vec<Row>,
    keys: HashMap<Key, u32>,
    /// The rows whose ids are no keys.
    others: HashMap<EditId, u32>,
    machines: Machines,
}

/// Nearly every edit is a lone tick; one that is not is kept as it is.
#[derive(Clone, Debug)]
enum Row {
    Tick(Tick),
    Whole(Box<Edit>),
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

/// What an edit says of the status of a topic.
#[derive(Clone, Copy, Debug)]
pub(super) struct StatusSet<'a> {
    pub(super) topic: u32,
    pub(super) status: Status,
    pub(super) at: Timestamp,
    pub(super) day: Now,
    pub(super) group: Group<'a>,
    pub(super) undo: Option<Group<'a>>,
    pub(super) redo: Option<Group<'a>>,
}

/// A group, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group<'a> {
    Key(Key),
    Other(&'a EditId),
}

impl<'a> Group<'a> {
    fn of(id: &'a EditId) -> Self {
        Key::of(id).map_or(Self::Other(id), Self::Key)
    }
}

impl Edits {
    /// Unites this set with an edit of the topic with this number. Of two with one id the greater stays, so the
    /// outcome does not depend on which came first.
    pub(super) fn unite(&mut self, edit: &Edit, topic: u32, places: &Places) -> Met {
        let next = self.rows.len().try_into().expect("a state file has fewer bytes than that");
        let place = match Key::of(&edit.id) {
            Some(key) => *self.keys.entry(key).or_insert(next),
            None => match self.others.entry(edit.id.clone()) {
                Entry::Occupied(there) => *there.get(),
                Entry::Vacant(vacant) => *vacant.insert(next),
            },
        };
        if place == next {
            let row = self.row(edit, topic);
            self.rows.push(row);
            Met::New
        } else if *edit > self.edit(&self.rows[place as usize], places) {
            self.rows[place as usize] = self.row(edit, topic);
            Met::Altered
        } else {
            Met::Known
        }
    }

    /// The edits, the oldest stamp first.
    pub(super) fn in_order<'a>(&'a self, places: &'a Places) -> impl DoubleEndedIterator<Item = Edit> {
        self.sorted(|_| true).into_iter().map(|row| self.edit(row, places))
    }

    /// The edits that set a status, the oldest stamp first.
    pub(super) fn statuses<'a>(&'a self, places: &Places) -> Vec<StatusSet<'a>> {
        let sets_one = |row: &Row| match row {
            Row::Tick(_) => true,
            Row::Whole(edit) => edit.set.status.is_some(),
        };
        let told = |row: &'a Row| match row {
            Row::Tick(tick) => Some(StatusSet {
                topic: tick.topic,
                status: tick.status(),
                at: tick.at(),
                day: tick.day(),
                group: Group::Key(tick.key),
                undo: None,
                redo: None,
            }),
            Row::Whole(edit) => Some(StatusSet {
                topic: places.find(&edit.roadmap, &edit.topic)?.topic,
                status: edit.set.status?,
                at: edit.at.at,
                day: edit.day(),
                group: Group::of(edit.group_id()),
                undo: edit.undo.as_ref().map(Group::of),
                redo: edit.redo.as_ref().map(Group::of),
            }),
        };
        self.sorted(sets_one).into_iter().filter_map(told).collect()
    }

    /// The edits of these topics, the oldest stamp first.
    pub(super) fn of_topics(&self, topics: &HashSet<u32>, places: &Places) -> Vec<Edit> {
        let number = |edit: &Edit| places.find(&edit.roadmap, &edit.topic).map(|spot| spot.topic);
        let of_these = |row: &Row| match row {
            Row::Tick(tick) => topics.contains(&tick.topic),
            Row::Whole(edit) => number(edit).is_some_and(|topic| topics.contains(&topic)),
        };
        self.sorted(of_these).into_iter().map(|row| self.edit(row, places)).collect()
    }

    /// The edits of a group, the oldest stamp first.
    pub(super) fn of_group(&self, group: &EditId, places: &Places) -> Vec<Edit> {
        let key = Key::of(group);
        let of_it = |row: &Row| match row {
            Row::Tick(tick) => Some(tick.key) == key,
            Row::Whole(edit) => edit.group_id() == group,
        };
        self.sorted(of_it).into_iter().map(|row| self.edit(row, places)).collect()
    }

    /// Whether this edit, or a greater one with its id, is there.
    pub(super) fn holds(&self, edit: &Edit, places: &Places) -> bool {
        let row = Key::of(&edit.id).map_or_else(|| self.others.get(&edit.id), |key| self.keys.get(&key));
        row.is_some_and(|&row| self.edit(&self.rows[row as usize], places) >= *edit)
    }

    pub(super) fn knows(&self, id: &EditId) -> bool {
        Key::of(id).map_or_else(|| self.others.contains_key(id), |key| self.keys.contains_key(&key))
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// In the order in which they came, for a fold.
    pub(super) fn all<'a>(&'a self, places: &'a Places) -> impl Iterator<Item = Edit> {
        self.rows.iter().map(|row| self.edit(row, places))
    }

    fn row(&mut self, edit: &Edit, topic: u32) -> Row {
        Tick::of(edit, topic, &mut self.machines).map_or_else(|| Row::Whole(Box::new(edit.clone())), Row::Tick)
    }

    fn edit(&self, row: &Row, places: &Places) -> Edit {
        match row {
            Row::Tick(tick) => tick.edit(places.name(tick.topic), &self.machines),
            Row::Whole(edit) => (**edit).clone(),
        }
    }

    fn sorted(&self, wanted: impl Fn(&Row) -> bool) -> Vec<&Row> {
        let mut rows: Vec<_> = self.rows.iter().filter(|row| wanted(row)).collect();
        // Takes little time where they are in order already, as they nearly always are.
        rows.sort_by(|one, other| self.compare(one, other));
        rows
    }

    fn compare(&self, one: &Row, other: &Row) -> Ordering {
        let at = |row: &Row| match row {
            Row::Tick(tick) => tick.at(),
            Row::Whole(edit) => edit.at.at,
        };
        let name = |row: &Row| match row {
            Row::Tick(tick) => (self.machines.name(tick).clone(), tick.key.id()),
            Row::Whole(edit) => (edit.by.clone(), edit.id.clone()),
        };
        at(one).cmp(&at(other)).then_with(|| name(one).cmp(&name(other)))
    }
}
