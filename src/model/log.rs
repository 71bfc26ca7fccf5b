//! The log of edits: its fold into marks, new edits, undo and redo.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::edit::{Change, Edit, EditId, Machine, Mark, Now};
use super::roadmap::{RoadmapId, TopicId};

mod bytes;
mod edits;
mod extent;
mod fold;
mod history;
mod key;
mod mint;
mod places;
mod row;
mod rows;
#[cfg(test)]
mod tests;
mod ticks;

use edits::{Edits, Met};
use fold::Fold;
use history::Way;
use mint::Mint;
use places::Places;

pub use extent::Extent;
pub use ticks::{Learned, Ticks};

/// Every edit that was read or made, folded.
///
/// The fold is a function of the *set* of edits: order and repetition do not matter.
#[derive(Clone, Debug)]
pub struct Log {
    machine: Machine,
    places: Places,
    edits: Edits,
    /// Made anew when it is asked for after an edit has given way to another.
    fold: OnceLock<Fold>,
    mint: Mint,
    /// How often an edit has given way to another with its id.
    alterations: usize,
}

/// Why an undo or redo was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing (more) to undo or redo.
    Nothing,
    /// Nothing of this machine stands, and the newest that does is this edit of another: each takes back its own.
    Elsewhere { machine: Machine, edit: EditId },
    /// This topic has changed since, by another machine or another hand.
    ChangedSince { roadmap: RoadmapId, topic: TopicId },
}

/// What an undo or redo comes to: edits to be absorbed and appended, as with [`Log::compose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The group that is taken back or brought back.
    pub group: EditId,
    /// One for each topic, in the order of the group; `set` is what holds from now on. Never empty.
    pub edits: Vec<Edit>,
}

/// A change that has no stamp yet.
struct Draft {
    roadmap: RoadmapId,
    topic: TopicId,
    set: Change,
}

impl Log {
    /// An empty log of this machine. `seed` is random, fresh for each run: it makes the ids of new edits unique.
    pub fn new(machine: Machine, seed: u128) -> Self {
        Self {
            fold: Fold::of(machine.clone()).into(),
            machine,
            places: Places::default(),
            edits: Edits::default(),
            mint: Mint::new(seed),
            alterations: 0,
        }
    }

    /// An empty log of no machine: to be compared with others.
    pub fn of_nobody() -> Self {
        Self::new(Machine("".into()), 0)
    }

    /// Takes in edits read from the disk or just made; gives the number that were new. Late ones are kept, and neither
    /// folded nor counted.
    pub fn absorb(&mut self, edits: impl IntoIterator<Item = Edit>) -> usize {
        let before = self.len();
        let mut altered = false;
        for edit in edits {
            if !edit.is_late() {
                self.mint.witness(edit.at.at);
            }
            let spot = self.places.spot(&edit.roadmap, &edit.topic);
            match self.edits.unite(&edit, spot.topic, &self.places) {
                (Met::Known, _) => {}
                (Met::Altered, _) => {
                    // An edit that gave way to another with its id leaves no trace.
                    self.fold.take();
                    altered = true;
                }
                (Met::New, row) => {
                    if let Some(fold) = self.fold.get_mut() {
                        fold.apply(&self.edits.rows, row, &self.places).expect("it was written just now");
                    }
                }
            }
        }
        self.alterations += usize::from(altered);
        // What a checkpoint says of late ones may be wrong.
        self.len().saturating_sub(before)
    }

    /// Makes edits of one action, stamped and grouped, later than everything seen. They are not absorbed yet.
    ///
    /// A change that speaks of no field is left out. `was` holds what is recorded now for the fields that are set,
    /// under the older id if the topic goes on `from` there. After the last instant that counts there is no later one:
    /// then they are late, see [`Log::is_at_its_end`].
    pub fn compose(&mut self, now: Now, roadmap: &RoadmapId, changes: Vec<(TopicId, Change)>) -> Vec<Edit> {
        let draft = |(topic, set)| Draft { roadmap: roadmap.clone(), topic, set };
        self.stamp(now, changes.into_iter().map(draft).collect())
    }

    /// The edits that take back the newest group of this machine that still stands, at most 200 groups deep.
    pub fn undo(&mut self, now: Now) -> Result<Reversal, Refusal> {
        self.reverse(now, Way::Undo)
    }

    /// The newest group of this machine that still stands: what undo would take back. Takes time that grows with the
    /// log.
    pub fn newest_step(&self) -> Option<EditId> {
        history::newest(&self.edits, &self.places, &self.machine)
    }

    /// The edits that bring back what was undone last, unless this machine has made other edits since.
    pub fn redo(&mut self, now: Now) -> Result<Reversal, Refusal> {
        self.reverse(now, Way::Redo)
    }

    /// What is recorded of one topic.
    pub fn mark(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<&Mark> {
        self.fold().mark(&self.places, roadmap, topic)
    }

    /// Everything recorded of one roadmap, in no order.
    pub fn marks(&self, roadmap: &RoadmapId) -> impl Iterator<Item = (&TopicId, &Mark)> {
        self.fold().marks(&self.places, roadmap)
    }

    /// All edits that are folded, the oldest stamp first. Takes time that grows with the log.
    pub fn edits(&self) -> impl DoubleEndedIterator<Item = Edit> {
        self.edits.in_order(&self.places)
    }

    /// All edits that are kept and not folded, see [`Edit::is_late`].
    pub fn late(&self) -> impl Iterator<Item = Edit> {
        self.edits.late(&self.places)
    }

    /// When each topic was ticked as done, as far as that stands. Walks all edits: to be asked once for many topics.
    pub fn learned(&self) -> Ticks<'_> {
        Ticks::of(&self.edits, &self.places)
    }

    /// When a roadmap's status, note or proof was last edited, as the clock showed it. To recall a topic is not to go
    /// on with its roadmap.
    pub fn last_activity(&self, roadmap: &RoadmapId) -> Option<Now> {
        self.fold().last_activity(&self.places, &self.edits.rows, roadmap)
    }

    /// How many times this machine has ticked something: the first-run hint leaves after the third. A bulk action
    /// counts once, an undo or redo not at all.
    pub fn ticks(&self) -> usize {
        self.fold().newest().ticks as usize
    }

    /// Whether an edit with this id has been seen.
    pub fn knows(&self, id: &str) -> bool {
        self.edits.knows(id)
    }

    /// The number that stands for an edit as long as the log is in memory.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.edits.number(id)
    }

    /// The edits of this machine that came between these two moments, but for those with these numbers.
    pub fn own_but(
        &self,
        since: Option<&Extent>,
        until: &Extent,
        numbers: &HashSet<u32>,
    ) -> impl Iterator<Item = Edit> {
        let rows = &self.edits.rows;
        let own = rows.machines.known(&self.machine);
        let is_own = move |row: u32| rows.row(row).is_some_and(|row| own == Some(row.machine));
        let lacking = since.map_or(0, Extent::rows)..until.rows();
        lacking.filter(move |row| is_own(*row) && !numbers.contains(row)).filter_map(|row| rows.edit(row, &self.places))
    }

    /// Whether an edit would change nothing here: it has been seen, or a greater one with its id.
    pub fn holds(&self, edit: &Edit) -> bool {
        self.edits.holds(edit, &self.places)
    }

    /// How many different edits there are that are folded.
    pub fn len(&self) -> usize {
        self.edits.rows.len().saturating_sub(self.edits.late) as usize
    }

    /// How many different edits there are that are kept and not folded.
    pub const fn late_len(&self) -> usize {
        self.edits.late as usize
    }

    /// Whether an edit bears the last instant before [`Edit::HORIZON`]: nothing can come after it. Whatever is made now
    /// would count nowhere, and has to be refused.
    pub fn is_at_its_end(&self) -> bool {
        self.mint.is_spent()
    }

    /// Whether nothing is recorded, folded or not.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    pub const fn machine(&self) -> &Machine {
        &self.machine
    }

    fn fold(&self) -> &Fold {
        let Self { machine, places, edits: Edits { rows, .. }, .. } = self;
        self.fold.get_or_init(|| Fold::of_rows(machine.clone(), rows, rows.len(), places))
    }

    fn reverse(&mut self, now: Now, way: Way) -> Result<Reversal, Refusal> {
        let (group, drafts) = history::reversal(&self.edits, &self.places, &self.machine, way)?;
        let mut edits = self.stamp(now, drafts);
        for edit in &mut edits {
            match way {
                Way::Undo => edit.undo = Some(group.clone()),
                Way::Redo => edit.redo = Some(group.clone()),
            }
        }
        Ok(Reversal { group, edits })
    }

    fn stamp(&mut self, now: Now, mut drafts: Vec<Draft>) -> Vec<Edit> {
        drafts.retain(|draft| !draft.set.is_empty());
        if drafts.is_empty() {
            return Vec::new();
        }
        let (at, clock) = self.mint.stamp(now);
        let count = (drafts.len() > 1).then(|| drafts.len().try_into().unwrap_or(u32::MAX));
        let before = |draft: &Draft| self.fold().before(&self.places, &draft.roadmap, &draft.topic, &draft.set);
        let before: Vec<_> = drafts.iter().map(before).collect();
        let mut first = None;
        let edit = |(draft, was): (Draft, Change)| {
            let id = self.mint.id(at.at);
            let is_first = first.is_none();
            let group = first.get_or_insert_with(|| id.clone()).clone();
            Edit {
                id,
                at,
                by: self.machine.clone(),
                was,
                roadmap: draft.roadmap,
                topic: draft.topic,
                set: draft.set,
                group: count.and(Some(group)),
                count: count.filter(|_| is_first),
                undo: None,
                redo: None,
                clock,
            }
        };
        drafts.into_iter().zip(before).map(edit).collect()
    }
}
