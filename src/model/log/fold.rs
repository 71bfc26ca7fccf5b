//! The fold: for each field of each topic the edit with the greatest stamp.

use super::super::edit::{Change, Edit, Machine, Mark, Now, Recorded, Stamp};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::places::{Places, Spot};

/// The marks that a set of edits comes to.
#[derive(Clone, Debug)]
pub(super) struct Fold {
    machine: Machine,
    /// By the number of a topic. One that nothing stands recorded of is empty.
    marks: Vec<Mark>,
    /// By the number of a roadmap: the newest edit of a status, note or proof.
    newest: Vec<Option<(Stamp, Now)>>,
    ticks: usize,
}

impl Fold {
    /// The fold of no edits; `machine` is the one whose ticks are counted.
    pub(super) const fn of(machine: Machine) -> Self {
        Self { machine, marks: Vec::new(), newest: Vec::new(), ticks: 0 }
    }

    /// Takes in one more edit, in whichever order. To be called once for each id.
    pub(super) fn apply(&mut self, edit: &Edit, spot: Spot) {
        let ticked = edit.set.status.is_some_and(Status::is_complete);
        if ticked && edit.by == self.machine && edit.is_first() && !edit.is_reversal() {
            self.ticks += 1;
        }
        let mark = at(&mut self.marks, spot.topic);
        record(&mut mark.status, edit.set.status.as_ref(), edit);
        record(&mut mark.note, edit.set.note.as_ref(), edit);
        record(&mut mark.proof, edit.set.proof.as_ref(), edit);
        record(&mut mark.recall, edit.set.recall.as_ref(), edit);
        record(&mut mark.from, edit.set.from.as_ref(), edit);
        let speaks = edit.set.status.is_some() || edit.set.note.is_some() || edit.set.proof.is_some();
        let newest = at(&mut self.newest, spot.roadmap);
        if speaks && newest.as_ref().is_none_or(|(stamp, _)| stamp.rank() < edit.rank()) {
            *newest = Some((edit.stamp(), edit.day()));
        }
    }

    pub(super) fn mark(&self, places: &Places, roadmap: &RoadmapId, topic: &TopicId) -> Option<&Mark> {
        self.recorded(places.find(roadmap, topic)?.topic)
    }

    pub(super) fn marks<'a>(
        &'a self,
        places: &'a Places,
        roadmap: &RoadmapId,
    ) -> impl Iterator<Item = (&'a TopicId, &'a Mark)> {
        places.topics(roadmap).filter_map(|(topic, number)| Some((topic, self.recorded(number)?)))
    }

    pub(super) fn last_activity(&self, places: &Places, roadmap: &RoadmapId) -> Option<Now> {
        let number = places.roadmap(roadmap)?;
        Some(self.newest.get(number as usize)?.as_ref()?.1)
    }

    pub(super) const fn ticks(&self) -> usize {
        self.ticks
    }

    /// What is recorded now for the fields that `set` speaks of; where nothing is, what that means: to do, no note,
    /// no proof. Of a topic that goes on from an older id, the newest of what stands under both.
    pub(super) fn before(&self, places: &Places, roadmap: &RoadmapId, topic: &TopicId, set: &Change) -> Change {
        let mark = self.mark(places, roadmap, topic);
        let own_from = mark.and_then(|mark| mark.from.as_ref()).map(|from| &from.value);
        let older = set.from.as_ref().or(own_from).and_then(|from| self.mark(places, roadmap, from));
        let both = || mark.into_iter().chain(older);
        Change {
            status: set.status.map(|_| value(newest(both().filter_map(|mark| mark.status.as_ref())))),
            note: set.note.as_ref().map(|_| value(newest(both().filter_map(|mark| mark.note.as_ref())))),
            proof: set.proof.as_ref().map(|_| value(newest(both().filter_map(|mark| mark.proof.as_ref())))),
            recall: set.recall.map(|_| value(newest(both().filter_map(|mark| mark.recall.as_ref())))),
            from: set.from.as_ref().and(own_from).cloned(),
        }
    }

    fn recorded(&self, topic: u32) -> Option<&Mark> {
        self.marks.get(topic as usize).filter(|mark| **mark != Mark::default())
    }
}

/// The entry with this number, made if need be, and those before it.
fn at<T: Default>(entries: &mut Vec<T>, number: u32) -> &mut T {
    let number = number as usize;
    if number >= entries.len() {
        entries.resize_with(number + 1, T::default);
    }
    &mut entries[number]
}

fn record<T: Clone>(field: &mut Option<Recorded<T>>, value: Option<&T>, edit: &Edit) {
    let Some(value) = value else { return };
    if field.as_ref().is_none_or(|recorded| recorded.stamp.rank() < edit.rank()) {
        *field =
            Some(Recorded { value: value.clone(), stamp: edit.stamp(), day: edit.day(), undone: edit.undo.is_some() });
    }
}

fn newest<'a, T: 'a>(recorded: impl Iterator<Item = &'a Recorded<T>>) -> Option<&'a Recorded<T>> {
    recorded.max_by(|one, other| one.stamp.rank().cmp(&other.stamp.rank()))
}

fn value<T: Clone + Default>(recorded: Option<&Recorded<T>>) -> T {
    recorded.map(|recorded| recorded.value.clone()).unwrap_or_default()
}
