//! The fold: for each field of each topic the edit with the greatest stamp.

use std::collections::HashMap;

use super::super::edit::{Change, Edit, Machine, Mark, Now, Recorded, Stamp};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;

/// The marks that a set of edits comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fold {
    machine: Machine,
    roadmaps: HashMap<RoadmapId, Records>,
    ticks: usize,
}

/// What is recorded of one roadmap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Records {
    marks: HashMap<TopicId, Mark>,
    /// The newest edit of a status, note or proof.
    newest: Option<(Stamp, Now)>,
}

impl Fold {
    /// The fold of no edits; `machine` is the one whose ticks are counted.
    pub(super) fn of(machine: Machine) -> Self {
        Self { machine, roadmaps: HashMap::new(), ticks: 0 }
    }

    /// Takes in one more edit, in whichever order. To be called once for each id.
    pub(super) fn apply(&mut self, edit: &Edit) {
        if edit.set.is_empty() {
            return;
        }
        let ticked = edit.set.status.is_some_and(Status::is_complete);
        if ticked && edit.by == self.machine && edit.is_first() && !edit.is_reversal() {
            self.ticks += 1;
        }
        if !self.roadmaps.contains_key(&edit.roadmap) {
            self.roadmaps.insert(edit.roadmap.clone(), Records::default());
        }
        if let Some(records) = self.roadmaps.get_mut(&edit.roadmap) {
            records.apply(edit);
        }
    }

    pub(super) fn mark(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<&Mark> {
        self.roadmaps.get(roadmap)?.marks.get(topic)
    }

    pub(super) fn marks(&self, roadmap: &RoadmapId) -> impl Iterator<Item = (&TopicId, &Mark)> {
        self.roadmaps.get(roadmap).into_iter().flat_map(|records| &records.marks)
    }

    pub(super) fn last_activity(&self, roadmap: &RoadmapId) -> Option<Now> {
        Some(self.roadmaps.get(roadmap)?.newest.as_ref()?.1)
    }

    pub(super) const fn ticks(&self) -> usize {
        self.ticks
    }

    /// What is recorded now for the fields that `set` speaks of; where nothing is, what that means: to do, no note,
    /// no proof. A topic that goes on from an older id is looked up there too.
    pub(super) fn before(&self, roadmap: &RoadmapId, topic: &TopicId, set: &Change) -> Change {
        let mark = self.mark(roadmap, topic);
        let own_from = mark.and_then(|mark| mark.from.as_ref()).map(|from| &from.value);
        let older = set.from.as_ref().or(own_from).and_then(|from| self.mark(roadmap, from));
        let both = || mark.into_iter().chain(older);
        Change {
            status: set.status.map(|_| value(both().find_map(|mark| mark.status.as_ref()))),
            note: set.note.as_ref().map(|_| value(both().find_map(|mark| mark.note.as_ref()))),
            proof: set.proof.as_ref().map(|_| value(both().find_map(|mark| mark.proof.as_ref()))),
            from: set.from.as_ref().and(own_from).cloned(),
        }
    }
}

impl Records {
    fn apply(&mut self, edit: &Edit) {
        if !self.marks.contains_key(&edit.topic) {
            self.marks.insert(edit.topic.clone(), Mark::default());
        }
        let Some(mark) = self.marks.get_mut(&edit.topic) else { return };
        record(&mut mark.status, edit.set.status.as_ref(), edit);
        record(&mut mark.note, edit.set.note.as_ref(), edit);
        record(&mut mark.proof, edit.set.proof.as_ref(), edit);
        record(&mut mark.from, edit.set.from.as_ref(), edit);
        let speaks = edit.set.status.is_some() || edit.set.note.is_some() || edit.set.proof.is_some();
        if speaks && self.newest.as_ref().is_none_or(|(stamp, _)| stamp.rank() < edit.rank()) {
            self.newest = Some((edit.stamp(), edit.day()));
        }
    }
}

fn record<T: Clone>(field: &mut Option<Recorded<T>>, value: Option<&T>, edit: &Edit) {
    let Some(value) = value else { return };
    if field.as_ref().is_none_or(|recorded| recorded.stamp.rank() < edit.rank()) {
        *field = Some(Recorded { value: value.clone(), stamp: edit.stamp(), day: edit.day() });
    }
}

fn value<T: Clone + Default>(recorded: Option<&Recorded<T>>) -> T {
    recorded.map(|recorded| recorded.value.clone()).unwrap_or_default()
}
