//! The fold: for each field of each topic the edit with the greatest stamp.

use super::super::edit::{Change, Machine, Mark, Now, Recorded, Stamp};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::super::text::SafeText;
use super::key::Id;
use super::places::{Places, Spot};
use super::row::Said;
use super::rows::Rows;

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

    /// The fold of these edits. The newest are taken in first: the others change nothing then.
    pub(super) fn of_all(machine: Machine, rows: &Rows, places: &Places) -> Self {
        let mut fold = Self::of(machine);
        for row in (0..rows.len()).rev() {
            fold.apply(rows, row, places);
        }
        fold
    }

    /// Takes in one more edit, in whichever order. To be called once for each id.
    pub(super) fn apply(&mut self, rows: &Rows, row: u32, places: &Places) {
        let (number, said) = (rows.row(row), rows.said(row));
        let by = rows.machines.name(number.machine);
        let Spot { roadmap, topic } = places.spot_of(number.topic);
        let ticked = said.set.status.is_some_and(Status::is_complete);
        if ticked && !said.is_reversal() && said.group_id() == said.id && *by == self.machine {
            self.ticks += 1;
        }
        let stamp = Rank { by, said: &said };
        let mark = at(&mut self.marks, topic);
        let set = &said.set;
        stamp.record(&mut mark.status, set.status.as_ref(), |status| *status);
        stamp.record(&mut mark.note, set.note.as_ref(), |note| note.map(SafeText::clean));
        stamp.record(&mut mark.proof, set.proof.as_ref(), |proof| proof.iter().map(|link| SafeText::line(link)).collect());
        stamp.record(&mut mark.from, set.from.as_ref(), |from| TopicId((*from).into()));
        let speaks = set.status.is_some() || set.note.is_some() || set.proof.is_some();
        let newest = at(&mut self.newest, roadmap);
        if speaks && newest.as_ref().is_none_or(|(newest, _)| stamp.is_after(newest)) {
            *newest = Some((stamp.stamp(), said.day()));
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

/// What a row is compared by.
struct Rank<'a> {
    by: &'a Machine,
    said: &'a Said<'a>,
}

impl Rank<'_> {
    fn is_after(&self, stamp: &Stamp) -> bool {
        let by_name = || self.by.cmp(&stamp.by).then_with(|| self.said.id.compare(Id::of(&stamp.id.0)));
        self.said.at.at.cmp(&stamp.at).then_with(by_name).is_gt()
    }

    fn stamp(&self) -> Stamp {
        Stamp { at: self.said.at.at, by: self.by.clone(), id: self.said.id.edit_id() }
    }

    fn record<T, V>(&self, field: &mut Option<Recorded<T>>, value: Option<&V>, made: impl FnOnce(&V) -> T) {
        let Some(value) = value else { return };
        if field.as_ref().is_none_or(|recorded| self.is_after(&recorded.stamp)) {
            *field = Some(Recorded { value: made(value), stamp: self.stamp(), day: self.said.day() });
        }
    }
}

fn newest<'a, T: 'a>(recorded: impl Iterator<Item = &'a Recorded<T>>) -> Option<&'a Recorded<T>> {
    recorded.max_by(|one, other| one.stamp.rank().cmp(&other.stamp.rank()))
}

fn value<T: Clone + Default>(recorded: Option<&Recorded<T>>) -> T {
    recorded.map(|recorded| recorded.value.clone()).unwrap_or_default()
}
