//! The fold: for each field of each topic the edit with the greatest stamp.

use super::super::edit::{Change, Machine, Mark, Now, Recorded, Stamp};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::super::text::SafeText;
use super::places::Places;
use super::row::Said;
use super::rows::Rows;

/// The marks that a set of edits comes to.
#[derive(Clone, Debug)]
pub(super) struct Fold {
    machine: Machine,
    /// By the number of a topic. One that nothing stands recorded of is empty.
    marks: Vec<Mark>,
    newest: Newest,
    /// About how many bytes the marks take, but for what each has with a status alone.
    weight: usize,
}

/// Which edits count: all that need be known to make a fold anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Newest {
    /// By the number of a topic: the row that set each field last.
    pub(super) of_topics: Vec<[u32; FIELDS]>,
    /// By the number of a roadmap: the row of the last status, note or proof.
    pub(super) of_roadmaps: Vec<u32>,
    /// How many actions of this machine have ticked something.
    pub(super) ticks: u32,
}

/// Status, note, proof, from, recall.
pub(super) const FIELDS: usize = 5;
/// No row.
pub(super) const NONE: u32 = u32::MAX;

impl Fold {
    /// The fold of no edits; `machine` is the one whose ticks are counted.
    pub(super) fn of(machine: Machine) -> Self {
        Self { machine, marks: Vec::new(), newest: Newest::default(), weight: 0 }
    }

    /// The fold of the first so many rows. The newest are taken in first: the others hardly change anything then.
    pub(super) fn of_rows(machine: Machine, rows: &Rows, count: u32, places: &Places) -> Self {
        let mut fold = Self::of(machine);
        for row in (0..count).rev() {
            fold.apply(rows, row, places);
        }
        fold
    }

    /// The fold in which these edits are the newest.
    pub(super) fn of_newest(machine: Machine, newest: Newest, rows: &Rows) -> Self {
        let mark = |of_topic: &[u32; FIELDS]| {
            let mut mark = Mark::default();
            for (field, row) in of_topic.iter().enumerate().filter(|(_, row)| **row != NONE) {
                record(&mut mark, field, rows, *row);
            }
            mark
        };
        let marks: Vec<_> = newest.of_topics.iter().map(mark).collect();
        let weight = marks.iter().map(weight_of).sum();
        Self { machine, marks, newest, weight }
    }

    /// Takes in one more edit, in whichever order, unless it is late. To be called once for each row.
    pub(super) fn apply(&mut self, rows: &Rows, number: u32, places: &Places) -> Option<()> {
        let row = rows.row(number)?;
        if row.is_late() {
            return Some(());
        }
        let roadmap = places.roadmap_of(row.topic)?;
        let is_tick = row.set_status().is_some_and(Status::is_complete) && row.is_first();
        self.newest.ticks += u32::from(is_tick && rows.machines.name(row.machine) == Some(&self.machine));
        let is_after = |other: u32| other == NONE || rows.compare(number, other).is_gt();
        let of_topic = at(&mut self.newest.of_topics, row.topic, [NONE; FIELDS]);
        let mark = at(&mut self.marks, row.topic, Mark::default());
        self.weight -= weight_of(mark);
        for (field, newest) in of_topic.iter_mut().enumerate().filter(|(field, _)| row.sets(*field)) {
            if is_after(*newest) {
                *newest = number;
                record(mark, field, rows, number);
            }
        }
        self.weight += weight_of(mark);
        let of_roadmap = at(&mut self.newest.of_roadmaps, roadmap, NONE);
        if (0..FROM).any(|field| row.sets(field)) && is_after(*of_roadmap) {
            *of_roadmap = number;
        }
        Some(())
    }

    pub(super) fn mark(&self, places: &Places, roadmap: &RoadmapId, topic: &TopicId) -> Option<&Mark> {
        self.recorded(places.find(roadmap, topic)?)
    }

    pub(super) fn marks<'a>(
        &'a self,
        places: &'a Places,
        roadmap: &RoadmapId,
    ) -> impl Iterator<Item = (&'a TopicId, &'a Mark)> {
        places.topics(roadmap).filter_map(|(topic, number)| Some((topic, self.recorded(number)?)))
    }

    pub(super) fn last_activity(&self, places: &Places, rows: &Rows, roadmap: &RoadmapId) -> Option<Now> {
        let number = places.roadmap(roadmap)?;
        Some(rows.said(*self.newest.of_roadmaps.get(number as usize)?)?.day())
    }

    pub(super) const fn newest(&self) -> &Newest {
        &self.newest
    }

    /// What is recorded now for the fields that `set` speaks of; where nothing is, what that means: to do, no note,
    /// no proof. Of a topic that goes on from an older id, the newest of what stands under both.
    pub(super) fn before(&self, places: &Places, roadmap: &RoadmapId, topic: &TopicId, set: &Change) -> Change {
        let mark = self.mark(places, roadmap, topic);
        let own_from = mark.and_then(|mark| mark.from.as_ref());
        let older = set.from.as_ref().or(own_from).and_then(|from| self.mark(places, roadmap, from));
        let both = || mark.into_iter().chain(older);
        Change {
            status: set.status.map(|_| value(newest(both().filter_map(|mark| mark.status.as_ref())))),
            note: set.note.as_ref().map(|_| value(newest(both().filter_map(|mark| mark.note.as_deref())))),
            proof: set.proof.as_ref().map(|_| value(newest(both().filter_map(|mark| mark.proof.as_deref())))),
            recall: set.recall.map(|_| value(newest(both().filter_map(|mark| mark.recall.as_deref())))),
            from: set.from.as_ref().and(own_from).cloned(),
        }
    }

    /// About how many bytes of memory it takes, but for what is counted with each topic.
    pub(super) const fn weight(&self) -> usize {
        self.weight
    }

    fn recorded(&self, topic: u32) -> Option<&Mark> {
        self.marks.get(topic as usize).filter(|mark| **mark != Mark::default())
    }
}

/// The place of `from` among the fields: those before it are what a learner does in a roadmap.
const FROM: usize = 3;

/// Writes down what a row sets of one field.
fn record(mark: &mut Mark, field: usize, rows: &Rows, row: u32) -> Option<()> {
    let by = rows.machines.name(rows.row(row)?.machine)?;
    let said = rows.said(row)?;
    match field {
        0 => mark.status = Some(recorded(said.set.status?, &said, by)),
        1 => mark.note = Some(recorded(said.set.note?.map(SafeText::clean), &said, by).into()),
        2 => {
            let links = said.set.proof.as_ref()?.iter().map(|link| SafeText::line(link)).collect();
            mark.proof = Some(recorded(links, &said, by).into());
        }
        FROM => mark.from = Some(said.set.from()?),
        _ => mark.recall = Some(recorded(said.set.recall?, &said, by).into()),
    }
    Some(())
}

/// What an allocation takes beside what is in it, and the id of an edit.
const ALLOCATED: usize = 16;
const ID: usize = 3 * ALLOCATED;

/// How many bytes it takes beside its status.
fn weight_of(mark: &Mark) -> usize {
    fn boxed<T>(_: &T) -> usize {
        size_of::<T>() + ALLOCATED + ID
    }
    let note = mark.note.iter().map(|note| boxed(&**note) + note.value.as_ref().map_or(0, |note| note.len()));
    let link = |link: &SafeText| link.len() + size_of::<SafeText>() + ALLOCATED;
    let proof = mark.proof.iter().map(|proof| boxed(&**proof) + proof.value.iter().map(link).sum::<usize>());
    let recall = mark.recall.iter().map(|recall| boxed(&**recall));
    let from = mark.from.iter().map(|from| from.0.len() + 2 * ALLOCATED);
    note.chain(proof).chain(recall).chain(from).sum()
}

fn recorded<T>(value: T, said: &Said<'_>, by: &Machine) -> Recorded<T> {
    let stamp = Stamp { at: said.at.at, by: by.clone(), id: said.id.edit_id() };
    Recorded { value, stamp, day: said.day(), undone: said.undo.is_some() }
}

/// The entry with this number, made if need be, and those before it.
fn at<T: Clone>(entries: &mut Vec<T>, number: u32, none: T) -> &mut T {
    let number = number as usize;
    if number >= entries.len() {
        entries.resize(number + 1, none);
    }
    &mut entries[number]
}

fn newest<'a, T: 'a>(recorded: impl Iterator<Item = &'a Recorded<T>>) -> Option<&'a Recorded<T>> {
    recorded.max_by(|one, other| one.stamp.cmp(&other.stamp))
}

fn value<T: Clone + Default>(recorded: Option<&Recorded<T>>) -> T {
    recorded.map(|recorded| recorded.value.clone()).unwrap_or_default()
}
