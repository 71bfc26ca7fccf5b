//! The ticks that stand: one that was taken back counts nowhere, one that was brought back keeps its day.

use std::collections::HashMap;

use super::super::edit::{Edit, EditId, Now};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::edits::Edits;

/// When each topic that was ticked as done was learned, by roadmap and id.
#[derive(Debug, Default)]
pub struct Ticks<'a> {
    days: HashMap<(&'a RoadmapId, &'a TopicId), Now>,
}

impl<'a> Ticks<'a> {
    pub(super) fn of(edits: &'a Edits) -> Self {
        let mut trails: HashMap<_, Trail<'a>> = HashMap::new();
        for edit in edits.in_order() {
            if let Some(status) = edit.set.status {
                trails.entry((&edit.roadmap, &edit.topic)).or_default().follow(edit, status);
            }
        }
        Self { days: trails.into_iter().filter_map(|(topic, trail)| Some((topic, trail.learned()?))).collect() }
    }

    /// The local instant of the tick that stands under this id.
    pub fn get(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<Now> {
        self.days.get(&(roadmap, topic)).copied()
    }
}

/// The edits that have set the status of one topic.
#[derive(Default)]
struct Trail<'a> {
    /// Those that stand, the newest on top.
    standing: Vec<(&'a Edit, Status)>,
    /// Those that were taken back.
    undone: Vec<(&'a Edit, Status)>,
}

impl<'a> Trail<'a> {
    fn follow(&mut self, edit: &'a Edit, status: Status) {
        match (&edit.undo, &edit.redo) {
            (Some(group), _) => shift(group, &mut self.standing, &mut self.undone),
            (None, Some(group)) => shift(group, &mut self.undone, &mut self.standing),
            (None, None) => self.standing.push((edit, status)),
        }
        // Edits of several machines can interleave: what a reversal says holds, whatever lies below it.
        if edit.is_reversal() && self.standing.last().is_some_and(|(_, top)| *top != status) {
            self.standing.push((edit, status));
        }
    }

    /// The first tick of the unbroken run that the topic is done since.
    fn learned(&self) -> Option<Now> {
        let run = self.standing.iter().rev().take_while(|(_, status)| *status == Status::Done);
        run.last().map(|(edit, _)| edit.day())
    }
}

/// Moves what belongs to a group from one pile onto the other.
fn shift<'a>(group: &EditId, from: &mut Vec<(&'a Edit, Status)>, onto: &mut Vec<(&'a Edit, Status)>) {
    onto.extend(from.extract_if(.., |(edit, _)| edit.group_id() == group));
}
