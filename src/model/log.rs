//! The log of edits: its fold into marks, new edits, undo and redo.

use std::collections::HashMap;

use super::edit::{Change, Edit, EditId, Machine, Mark, Now};
use super::roadmap::{RoadmapId, TopicId};

/// Every edit that was read or made, folded.
///
/// The fold is a function of the *set* of edits: order and repetition do not matter.
#[derive(Clone, Debug)]
pub struct Log {
    machine: Machine,
    marks: HashMap<RoadmapId, HashMap<TopicId, Mark>>,
}

/// Why an undo or redo was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing (more) to undo or redo.
    Nothing,
    /// This topic has changed since, by another machine or another hand.
    ChangedSince { roadmap: RoadmapId, topic: TopicId },
}

/// What an undo or redo comes to: edits to be absorbed and appended, as with [`Log::compose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    pub edits: Vec<Edit>,
}

impl Log {
    /// An empty log of this machine. `seed` is random, fresh for each run: it makes the ids of new edits unique.
    pub fn new(_machine: Machine, _seed: u128) -> Self {
        todo!()
    }

    /// Takes in edits read from the disk or just made; gives the number that were new.
    pub fn absorb(&mut self, _edits: Vec<Edit>) -> usize {
        todo!()
    }

    /// Makes edits of one action, stamped and grouped, later than everything seen. They are not absorbed yet.
    pub fn compose(&mut self, _now: Now, _roadmap: &RoadmapId, _changes: Vec<(TopicId, Change)>) -> Vec<Edit> {
        todo!()
    }

    /// The edits that take back the newest group of this machine that still stands.
    pub fn undo(&mut self, _now: Now) -> Result<Reversal, Refusal> {
        todo!()
    }

    /// The edits that bring back what was undone last.
    pub fn redo(&mut self, _now: Now) -> Result<Reversal, Refusal> {
        todo!()
    }

    /// What is recorded of one topic.
    pub fn mark(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<&Mark> {
        self.marks.get(roadmap)?.get(topic)
    }

    /// Everything recorded of one roadmap, in no order.
    pub fn marks(&self, roadmap: &RoadmapId) -> impl Iterator<Item = (&TopicId, &Mark)> {
        self.marks.get(roadmap).into_iter().flatten()
    }

    /// The instant of the newest edit of a roadmap's status, note or proof.
    pub fn last_activity(&self, _roadmap: &RoadmapId) -> Option<Now> {
        todo!()
    }

    /// How many times this machine has ticked something: the first-run hint leaves after the third.
    pub fn ticks(&self) -> usize {
        todo!()
    }

    /// Whether an edit with this id has been seen.
    pub fn knows(&self, _id: &EditId) -> bool {
        todo!()
    }

    /// Whether nothing was ever recorded.
    pub fn is_empty(&self) -> bool {
        todo!()
    }

    pub const fn machine(&self) -> &Machine {
        &self.machine
    }
}
