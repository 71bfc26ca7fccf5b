//! The ticks that stand: one that was taken back counts nowhere, one that was brought back keeps its day.

use std::collections::HashMap;

use jiff::Timestamp;

use super::super::edit::Now;
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::edits::Edits;
use super::key::Id;
use super::places::Places;
use super::row::{Row, Said};

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
        let topic = |number: &u32| edits.rows.row(*number).map(|row| row.topic);
        let mut rows = edits.sorted(|row| row.set_status().is_some());
        // Those of a topic stay in the order of their stamps.
        rows.sort_by_key(topic);
        let learned = |of_topic: &[u32]| {
            let mut trail = Trail::default();
            let told = |number: &u32| edits.rows.row(*number).and_then(|row| Some((row, row.said()?)));
            of_topic.iter().filter_map(told).for_each(|(row, said)| trail.follow(row, &said));
            Some((topic(&of_topic[0])?, trail.learned()?))
        };
        Self { places, learned: rows.chunk_by(|one, other| topic(one) == topic(other)).filter_map(learned).collect() }
    }

    /// The tick that stands under this id.
    pub fn get(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<Learned> {
        self.learned.get(&self.places.find(roadmap, topic)?).copied()
    }
}

/// The edits that have set the status of one topic.
#[derive(Default)]
struct Trail<'a> {
    standing: Pile<'a>,
    /// Those that were taken back.
    undone: Pile<'a>,
}

/// Edits one upon the other, those of a group together as soon as they were moved: to move them again costs the same,
/// however many they are and however many lie upon them.
#[derive(Default)]
struct Pile<'a> {
    /// The newest on top, which is none of the gaps that others have left.
    runs: Vec<Option<Run>>,
    /// By group, where its edits lie, the lowest first.
    places: HashMap<Id<'a>, Vec<usize>>,
}

/// Some edits one upon the other.
#[derive(Clone, Copy)]
struct Run {
    /// What the one on top has set.
    top: Status,
    /// The lowest tick of those on top that are ticks.
    since: Option<Learned>,
    /// Whether all are ticks.
    whole: bool,
}

impl<'a> Trail<'a> {
    fn follow(&mut self, row: Row<'a>, said: &Said<'a>) {
        let Some(run) = row.set_status().map(|status| Run::of(status, said)) else { return };
        match (said.undo, said.redo) {
            (Some(group), _) => self.undone.extend(group, self.standing.take(group)),
            (None, Some(group)) => self.standing.extend(group, self.undone.take(group)),
            (None, None) => self.standing.extend(said.group_id(), Some(run)),
        }
        // Edits of several machines can interleave: what a reversal says holds, whatever lies below it.
        if row.is_reversal() && self.standing.top().is_some_and(|top| top.top != run.top) {
            self.standing.extend(said.group_id(), Some(run));
        }
    }

    /// The first tick of the unbroken run that the topic is done since.
    fn learned(&self) -> Option<Learned> {
        let runs = self.standing.runs.iter().rev().flatten().copied();
        runs.reduce(Run::upon)?.since
    }
}

impl<'a> Pile<'a> {
    fn top(&self) -> Option<Run> {
        self.runs.last().copied().flatten()
    }

    fn extend(&mut self, group: Id<'a>, run: Option<Run>) {
        if run.is_some() {
            self.places.entry(group).or_default().push(self.runs.len());
            self.runs.push(run);
        }
    }

    /// Takes out what belongs to a group.
    fn take(&mut self, group: Id<'a>) -> Option<Run> {
        let places = self.places.remove(&group)?;
        let runs = places.into_iter().filter_map(|place| self.runs[place].take());
        let taken = runs.reduce(|below, above| above.upon(below));
        while matches!(self.runs.last(), Some(None)) {
            self.runs.pop();
        }
        taken
    }
}

impl Run {
    fn of(status: Status, said: &Said<'_>) -> Self {
        let whole = status == Status::Done;
        Self { top: status, since: whole.then(|| Learned { day: said.day(), at: said.at.at }), whole }
    }

    /// This one laid upon another.
    fn upon(self, below: Self) -> Self {
        if self.whole { Self { since: below.since.or(self.since), whole: below.whole, ..self } } else { self }
    }
}
