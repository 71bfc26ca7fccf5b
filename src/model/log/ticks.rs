//! The ticks that stand: one that was taken back counts nowhere, one that was brought back keeps its day.

use std::collections::HashMap;

use jiff::Timestamp;

use super::super::edit::Now;
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::edits::{Edits, Group, StatusSet};
use super::places::Places;

/// The tick that a topic is done since. Ordered by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Learned {
    /// The local instant that days are counted by.
    pub day: Now,
    /// What tells which edits came after it, whatever the clock did.
    pub at: Timestamp,
}

/// When each topic that was ticked as done was learned, by roadmap and id.
#[derive(Debug)]
pub struct Ticks<'a> {
    places: &'a Places,
    /// By the number of a topic.
    learned: HashMap<u32, Learned>,
}

impl<'a> Ticks<'a> {
    pub(super) fn of(edits: &'a Edits, places: &'a Places) -> Self {
        let mut trails: HashMap<u32, Trail<'a>> = HashMap::new();
        for edit in edits.statuses(places) {
            trails.entry(edit.topic).or_default().follow(edit);
        }
        Self {
            places,
            learned: trails.into_iter().filter_map(|(topic, trail)| Some((topic, trail.learned()?))).collect(),
        }
    }

    /// The tick that stands under this id.
    pub fn get(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<Learned> {
        self.learned.get(&self.places.find(roadmap, topic)?.topic).copied()
    }
}

/// The edits that have set the status of one topic.
#[derive(Default)]
struct Trail<'a> {
    /// Those that stand, the newest on top.
    standing: Vec<StatusSet<'a>>,
    /// Those that were taken back.
    undone: Vec<StatusSet<'a>>,
}

impl<'a> Trail<'a> {
    fn follow(&mut self, edit: StatusSet<'a>) {
        match (edit.undo, edit.redo) {
            (Some(group), _) => shift(group, &mut self.standing, &mut self.undone),
            (None, Some(group)) => shift(group, &mut self.undone, &mut self.standing),
            (None, None) => self.standing.push(edit),
        }
        // Edits of several machines can interleave: what a reversal says holds, whatever lies below it.
        let is_reversal = edit.undo.is_some() || edit.redo.is_some();
        if is_reversal && self.standing.last().is_some_and(|top| top.status != edit.status) {
            self.standing.push(edit);
        }
    }

    /// The first tick of the unbroken run that the topic is done since.
    fn learned(&self) -> Option<Learned> {
        let run = self.standing.iter().rev().take_while(|edit| edit.status == Status::Done);
        run.last().map(|edit| Learned { day: edit.day, at: edit.at })
    }
}

/// Moves what belongs to a group from one pile onto the other.
fn shift<'a>(group: Group<'a>, from: &mut Vec<StatusSet<'a>>, onto: &mut Vec<StatusSet<'a>>) {
    onto.extend(from.extract_if(.., |edit| edit.group == group));
}
