//! The roadmaps at hand, each with where the learner stands in it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::answer::Recalled;
use super::concepts::{Bearer, Concepts};
use super::edit::{Change, Edit, Mark, Recorded};
use super::heal::{Healing, heal};
use super::log::{Learned, Log, Ticks};
use super::next::{Next, next_steps};
use super::roadmap::{Place, Roadmap, RoadmapId, TopicId};
use super::standing::Standing;
use super::status::Status;
use super::text::SafeText;

/// The roadmaps, in the order in which they are listed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    concepts: Concepts,
    /// Files that could not be read as roadmaps.
    pub unreadable: Vec<Unreadable>,
}

/// One roadmap of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    pub roadmap: Roadmap,
    pub origin: Origin,
    pub standing: Standing,
    pub healing: Healing,
    leaves: HashMap<TopicId, Place>,
}

/// Where a roadmap came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled in.
    Bundled,
    /// A file; `replaces_bundled` if it took the place of a bundled one.
    File { path: SafeText, replaces_bundled: bool },
}

/// A file that could not be read as a roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub path: SafeText,
    /// The first complaint, in a line: `line 14, unknown field "recomended"`.
    pub first: SafeText,
    pub complaints: usize,
}

impl Library {
    /// Adds roadmaps at the end; one with an id that is there already takes that place. Marks come from `log`.
    pub fn add(&mut self, roadmaps: Vec<(Roadmap, Origin)>, log: &Log) {
        for (roadmap, origin) in roadmaps {
            let mut entry = Entry::new(roadmap, origin, log);
            match self.position(&entry.roadmap.id) {
                Some(there) => {
                    let before = &self.entries[there].origin;
                    if let Origin::File { replaces_bundled, .. } = &mut entry.origin {
                        *replaces_bundled |= !matches!(before, Origin::File { replaces_bundled: false, .. });
                    }
                    self.entries[there] = entry;
                }
                None => self.entries.push(entry),
            }
        }
        self.concepts = Concepts::new(self.entries.iter().map(|entry| &entry.roadmap));
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the roadmap with this id.
    pub fn position(&self, id: &RoadmapId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.roadmap.id == *id)
    }

    /// The number of the roadmap that was touched last, if one ever was.
    pub fn last_touched(&self, log: &Log) -> Option<usize> {
        let touched = |number: &usize| log.last_activity(&self.entries[*number].roadmap.id).map(|last| last.at);
        (0..self.entries.len()).filter(|number| touched(number).is_some()).max_by_key(touched)
    }

    /// Brings the standings up to date after `log` has absorbed these edits. Costs the edits, not the library; only
    /// where one speaks of an id that is no leaf's, or tells of a move, its roadmap is healed anew.
    pub fn follow(&mut self, log: &Log, edits: &[Edit]) {
        let mut to_heal = BTreeSet::new();
        for edit in edits {
            if let Some(number) = self.position(&edit.roadmap)
                && !self.entries[number].follow(log, edit)
            {
                to_heal.insert(number);
            }
        }
        for number in to_heal {
            self.entries[number].read(log);
        }
    }

    /// What the log records of a leaf. Where the topic has moved, for each field the newest of what stands under its id
    /// and under the older ones.
    pub fn mark<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<Cow<'a, Mark>> {
        self.entries[entry].mark(log, place)
    }

    /// The note of a leaf, if it has one.
    pub fn note<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<&'a str> {
        let note = self.entries[entry].newest(log, place, |mark| mark.note.as_ref())?;
        note.value.as_ref().map(SafeText::as_str)
    }

    /// The links of a leaf as proof.
    pub fn proof(&self, log: &Log, entry: usize, place: Place) -> Vec<SafeText> {
        let proof = self.entries[entry].newest(log, place, |mark| mark.proof.as_ref());
        proof.map(|proof| proof.value.clone()).unwrap_or_default()
    }

    /// The newest answer at a leaf, if it was ever recalled.
    pub fn recall<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<&'a Recorded<Option<Recalled>>> {
        self.entries[entry].newest(log, place, |mark| mark.recall.as_ref())
    }

    /// A change of a leaf as [`Log::compose`] takes it, whatever it sets: a healed move is written down with the first
    /// edit after it. An edit made otherwise would hide the record that the leaf goes on from.
    pub fn change(&self, log: &Log, entry: usize, place: Place, change: Change) -> (TopicId, Change) {
        let Entry { roadmap, healing, .. } = &self.entries[entry];
        let topic = roadmap[place].id.clone();
        let is_written = log.mark(&roadmap.id, &topic).is_some_and(|mark| mark.from.is_some());
        let is_news = !is_written && healing.fresh.binary_search(&place).is_ok();
        let from = change.from.clone().or_else(|| healing.older(place).next().filter(|_| is_news).cloned());
        (topic, Change { from, ..change })
    }

    /// The changes that set the status of these leaves, each as [`Library::change`] gives it.
    pub fn changes(&self, log: &Log, entry: usize, statuses: &[(Place, Status)]) -> Vec<(TopicId, Change)> {
        let set = |status| Change { status: Some(status), ..Change::default() };
        statuses.iter().map(|&(place, status)| self.change(log, entry, place, set(status))).collect()
    }

    /// Where a leaf's concepts have all been met, if they have, in a roadmap other than its own: rule 11. Asked of what
    /// is on the screen, so it is looked up each time and nothing has to be kept in step.
    pub fn met_elsewhere(&self, entry: usize, place: Place) -> Option<&Entry> {
        let Entry { roadmap, standing, .. } = &self.entries[entry];
        if !roadmap.is_leaf(place) || standing.status(place) != Status::Todo {
            return None;
        }
        let mut first = None;
        for concept in roadmap[place].concepts.iter().filter(|concept| !concept.related) {
            let met = self.concepts.met(&concept.name, Some(entry), |bearer| self.is_complete(bearer))?;
            first.get_or_insert(met.entry);
        }
        first.map(|entry| &self.entries[entry])
    }

    /// How many leaves of a roadmap that are to do have been met elsewhere.
    pub fn met_elsewhere_count(&self, entry: usize) -> u32 {
        let met = |leaf: &Place| self.met_elsewhere(entry, *leaf).is_some();
        self.entries[entry].roadmap.leaves().filter(met).count().try_into().unwrap_or(u32::MAX)
    }

    /// Other topics that bear a concept of this one, related ones too: the number of the roadmap and the place there.
    pub fn also_in(&self, entry: usize, place: Place) -> Vec<(usize, Place)> {
        let concepts = &self.entries[entry].roadmap[place].concepts;
        let bearers = concepts.iter().flat_map(|concept| self.concepts.bearers(&concept.name));
        let mut others: BTreeSet<_> = bearers.map(|bearer| (bearer.entry, bearer.place)).collect();
        others.remove(&(entry, place));
        others.into_iter().collect()
    }

    /// The next steps in one roadmap.
    pub fn next(&self, entry: usize, most: usize) -> Next {
        let Entry { roadmap, standing, .. } = &self.entries[entry];
        next_steps(roadmap, standing, |concept| self.holds_nothing_up(concept), most)
    }

    /// Whether nothing has to wait for a concept: it is complete somewhere, or no topic is left to learn it from.
    fn holds_nothing_up(&self, concept: &str) -> bool {
        let own = self.concepts.bearers(concept).iter().filter(|bearer| !bearer.related);
        let is_skipped = |bearer: &Bearer| self.entries[bearer.entry].standing.status(bearer.place) == Status::Skipped;
        own.clone().all(is_skipped) || own.clone().any(|bearer| self.is_complete(bearer))
    }

    fn is_complete(&self, bearer: &Bearer) -> bool {
        let Entry { roadmap, standing, .. } = &self.entries[bearer.entry];
        let is_choice = roadmap[bearer.place].pick.is_some();
        standing.status(bearer.place).is_complete()
            || is_choice
                && standing.tally(bearer.place).count_complete() > 0
                && standing.to_pick(roadmap, bearer.place) == 0
    }
}

impl Entry {
    /// The place of the leaf with this id, today's or an older one that has moved there.
    pub fn place_of(&self, id: &TopicId) -> Option<Place> {
        let moved = || self.healing.moved.iter().find(|(_, older)| older == id).map(|&(leaf, _)| leaf);
        self.leaves.get(id).copied().or_else(moved)
    }

    /// The choices inside a topic that are not made yet: acting on the topic leaves them to the learner.
    pub fn choices_left(&self, place: Place) -> impl Iterator<Item = Place> {
        let open = |inner: &Place| self.roadmap[*inner].pick.is_some() && self.standing.tally(*inner).left() > 0;
        self.roadmap.inside(place).filter(open)
    }

    /// Whether a leaf counts toward the total as it stands: it is required, and no option of a choice that is made.
    pub fn is_wanted(&self, leaf: Place) -> bool {
        let Self { roadmap, standing, .. } = self;
        let is_made = |choice: Place| roadmap[choice].pick.is_some() && standing.tally(choice).left() == 0;
        !roadmap[leaf].beyond_required && !roadmap[leaf].parent.is_some_and(is_made)
    }

    /// Whether a leaf is missing from 100 %.
    pub fn is_missing(&self, leaf: Place) -> bool {
        self.is_wanted(leaf) && matches!(self.standing.status(leaf), Status::Todo | Status::Doing)
    }

    /// When a leaf was learned, if it is done: the newest tick that stands under its id or an older one.
    pub(super) fn learned(&self, log: &Log, ticks: &Ticks<'_>, leaf: Place) -> Option<Learned> {
        if self.standing.status(leaf) != Status::Done {
            return None;
        }
        let ids = std::iter::once(&self.roadmap[leaf].id).chain(self.healing.older(leaf));
        let ticked = ids.filter_map(|id| ticks.get(&self.roadmap.id, id)).max();
        let newest = || self.newest(log, leaf, |mark| mark.status.as_ref());
        ticked.or_else(|| newest().map(|status| Learned { day: status.day, at: status.stamp.at }))
    }

    fn new(roadmap: Roadmap, origin: Origin, log: &Log) -> Self {
        let leaves = roadmap.leaves().map(|leaf| (roadmap[leaf].id.clone(), leaf)).collect();
        let (standing, healing) = (Standing::default(), Healing::default());
        let mut entry = Self { roadmap, origin, standing, healing, leaves };
        entry.read(log);
        entry
    }

    /// Heals and counts from scratch.
    fn read(&mut self, log: &Log) {
        self.healing = heal(&self.roadmap, log);
        self.standing = Standing::new(&self.roadmap);
        let moved = self.healing.moved.iter().map(|&(leaf, _)| leaf);
        let recorded = log.marks(&self.roadmap.id).filter_map(|(id, _)| self.leaves.get(id).copied());
        for leaf in recorded.chain(moved).collect::<Vec<_>>() {
            self.read_status(log, leaf);
        }
    }

    /// Takes in one edit, if it can be done without healing anew.
    fn follow(&mut self, log: &Log, edit: &Edit) -> bool {
        let Some(&leaf) = self.leaves.get(&edit.topic) else { return false };
        if let Some(from) = &edit.set.from {
            if self.healing.older(leaf).next() != Some(from) {
                return false;
            }
            if let Ok(news) = self.healing.fresh.binary_search(&leaf) {
                self.healing.fresh.remove(news);
            }
        }
        self.read_status(log, leaf);
        true
    }

    fn read_status(&mut self, log: &Log, leaf: Place) {
        if let Some(status) = self.newest(log, leaf, |mark| mark.status.as_ref()) {
            self.standing.set(&self.roadmap, leaf, status.value, status.stamp.at);
        }
    }

    fn mark<'a>(&self, log: &'a Log, leaf: Place) -> Option<Cow<'a, Mark>> {
        let mut records = self.records(log, leaf);
        let first = records.next()?;
        if records.next().is_none() {
            return Some(Cow::Borrowed(first));
        }
        Some(Cow::Owned(Mark {
            status: self.newest(log, leaf, |mark| mark.status.as_ref()).cloned(),
            note: self.newest(log, leaf, |mark| mark.note.as_ref()).cloned(),
            proof: self.newest(log, leaf, |mark| mark.proof.as_ref()).cloned(),
            recall: self.newest(log, leaf, |mark| mark.recall.as_ref()).cloned(),
            from: first.from.clone(),
        }))
    }

    fn newest<'a, T: 'a>(
        &self,
        log: &'a Log,
        leaf: Place,
        field: impl Fn(&'a Mark) -> Option<&'a Recorded<T>>,
    ) -> Option<&'a Recorded<T>> {
        self.records(log, leaf).filter_map(field).max_by(|one, other| one.stamp.cmp(&other.stamp))
    }

    /// What stands under the id of a leaf, then under its older ones.
    fn records<'a>(&self, log: &'a Log, leaf: Place) -> impl Iterator<Item = &'a Mark> {
        let ids = std::iter::once(&self.roadmap[leaf].id).chain(self.healing.older(leaf));
        ids.filter_map(|id| log.mark(&self.roadmap.id, id))
    }
}

#[cfg(test)]
mod tests;
