//! The roadmaps at hand, each with where the learner stands in it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::answer::Recalled;
use super::concepts::{Bearer, Concepts, SharedConcepts};
use super::edit::{Change, Edit, Mark, Recorded};
use super::entry::{Entry, Origin};
use super::files::Unreadable;
use super::log::Log;
use super::needs::Needs;
use super::next::{Next, next_steps};
use super::roadmap::{Place, Requirement, Roadmap, RoadmapId, TopicId};
use super::status::Status;
use super::text::SafeText;

/// The roadmaps, in the order in which they are listed.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub(super) entries: Vec<Entry>,
    /// Bundled roadmaps in whose place files have come.
    pub(super) replaced: Vec<Roadmap>,
    concepts: Concepts,
    sharing: SharedConcepts,
    /// Files that could not be read as roadmaps.
    pub unreadable: Vec<Unreadable>,
}

/// What may be shown otherwise than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These leaves, each with the number of its roadmap.
    Leaves(BTreeSet<(usize, Place)>),
    Everything,
}

impl Library {
    /// No roadmaps yet; `sharing` says what concepts that are complete elsewhere mean.
    pub fn new(sharing: SharedConcepts) -> Self {
        Self { sharing, ..Self::default() }
    }

    /// Adds roadmaps at the end; one with an id that is there already takes that place. Marks come from `log`.
    pub fn add(&mut self, roadmaps: Vec<(Roadmap, Origin)>, log: &Log) {
        for (roadmap, origin) in roadmaps {
            let mut entry = Entry::new(roadmap, origin, self.counts_met(), log);
            match self.position(&entry.roadmap.id) {
                Some(there) => {
                    let before = &mut self.entries[there];
                    if let Origin::File { replaces_bundled, .. } = &mut entry.origin {
                        *replaces_bundled |= !matches!(before.origin, Origin::File { replaces_bundled: false, .. });
                    }
                    std::mem::swap(before, &mut entry);
                    self.replaced.extend((entry.origin == Origin::Bundled).then_some(entry.roadmap));
                }
                None => self.entries.push(entry),
            }
        }
        self.share();
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the roadmap with this id.
    pub fn position(&self, id: &RoadmapId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.roadmap.id == *id)
    }

    /// A leaf by its id, today's or an older one that has moved there.
    pub fn find(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<(&Entry, Place)> {
        let entry = &self.entries[self.position(roadmap)?];
        Some((entry, entry.place_of(topic)?))
    }

    /// The number of the roadmap that was touched last, if one ever was.
    pub fn last_touched(&self, log: &Log) -> Option<usize> {
        let touched = |number: &usize| log.last_activity(&self.entries[*number].roadmap.id).map(|last| last.at);
        (0..self.entries.len()).filter(|number| touched(number).is_some()).max_by_key(touched)
    }

    /// Brings the standings up to date after `log` has absorbed these edits. Costs the edits, not the library; only
    /// where one speaks of an id that is no leaf's, or tells of a move, its roadmap is healed anew.
    pub fn follow(&mut self, log: &Log, edits: &[Edit]) -> Changed {
        let mut changed = BTreeSet::new();
        let mut to_heal = BTreeSet::new();
        for edit in edits {
            let Some(number) = self.position(&edit.roadmap) else { continue };
            match self.entries[number].follows(edit) {
                Some(leaf) => self.take_in(log, number, leaf, &mut changed),
                None => drop(to_heal.insert(number)),
            }
        }
        if to_heal.is_empty() {
            return Changed::Leaves(changed);
        }
        for number in to_heal {
            self.entries[number].read(log);
        }
        self.share();
        Changed::Everything
    }

    /// What the log records of a leaf. Where the topic has moved, for each field the newest of what stands under its id
    /// and under the older ones.
    pub fn mark<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<Cow<'a, Mark>> {
        self.entries[entry].mark(log, place)
    }

    /// The note of a leaf, if it has one.
    pub fn note<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<&'a str> {
        let note = self.entries[entry].newest(log, place, |mark| mark.note.as_deref())?;
        note.value.as_ref().map(SafeText::as_str)
    }

    /// The links of a leaf as proof.
    pub fn proof(&self, log: &Log, entry: usize, place: Place) -> Vec<SafeText> {
        let proof = self.entries[entry].newest(log, place, |mark| mark.proof.as_deref());
        proof.map(|proof| proof.value.clone()).unwrap_or_default()
    }

    /// The newest answer at a leaf, if it was ever recalled.
    pub fn recall<'a>(&self, log: &'a Log, entry: usize, place: Place) -> Option<&'a Recorded<Option<Recalled>>> {
        self.entries[entry].newest(log, place, |mark| mark.recall.as_deref())
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

    /// Where a leaf's concepts have all been met, if they have, in a roadmap other than its own. None where the
    /// learner has marked the leaf, or wants to hear nothing of it. Asked of what is on the screen, so it is looked up
    /// each time and nothing has to be kept in step.
    pub fn met_elsewhere(&self, entry: usize, place: Place) -> Option<&Entry> {
        let is_asked = self.sharing != SharedConcepts::Off && self.entries[entry].own().status(place) == Status::Todo;
        let met = self.met(entry, place).filter(|_| is_asked);
        met.map(|entry| &self.entries[entry])
    }

    /// How many leaves of a roadmap that the learner has not marked have been met elsewhere.
    pub fn met_elsewhere_count(&self, entry: usize) -> u32 {
        let met = |leaf: &Place| self.met_elsewhere(entry, *leaf).is_some();
        self.entries[entry].roadmap.leaves().filter(met).count().try_into().unwrap_or(u32::MAX)
    }

    /// The leaves that the learner could take over: they are to do, and have been met elsewhere.
    pub fn to_take_over(&self, entry: usize) -> impl Iterator<Item = Place> {
        let Entry { roadmap, standing, .. } = &self.entries[entry];
        let to_do = roadmap.leaves().filter(|&leaf| standing.status(leaf) == Status::Todo);
        to_do.filter(move |&leaf| self.met_elsewhere(entry, leaf).is_some())
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

    /// Whether a topic that has yet to be begun had something to wait for, and has no more.
    pub fn is_ready(&self, entry: usize, place: Place) -> bool {
        let Entry { roadmap, standing, .. } = &self.entries[entry];
        Needs { roadmap, standing, met: |concept: &str| self.holds_nothing_up(concept) }.is_ready(place)
    }

    /// Whether what is required is complete: a topic of this roadmap, or a concept wherever it is met.
    pub fn is_learned(&self, entry: usize, requirement: &Requirement) -> bool {
        match requirement {
            Requirement::Topic(place) => self.entries[entry].standing.status(*place).is_complete(),
            Requirement::Concept(name) => self.is_met(name),
        }
    }

    /// Whether what is complete elsewhere counts here.
    pub(super) fn counts_met(&self) -> bool {
        self.sharing == SharedConcepts::Count
    }

    /// What concepts that are complete elsewhere mean here.
    pub const fn sharing(&self) -> SharedConcepts {
        self.sharing
    }

    /// Whether nothing has to wait for a concept: it is complete somewhere, or no topic is left to learn it from.
    fn holds_nothing_up(&self, concept: &str) -> bool {
        let is_skipped = |bearer: &Bearer| self.entries[bearer.entry].standing.status(bearer.place) == Status::Skipped;
        self.is_met(concept) || self.bearers(concept).all(is_skipped)
    }

    /// Whether a concept is complete somewhere.
    fn is_met(&self, concept: &str) -> bool {
        let is_complete = |bearer: &Bearer| self.entries[bearer.entry].is_shown_complete(bearer.place);
        self.concepts.met(concept, None).is_some() || self.counts_met() && self.bearers(concept).any(is_complete)
    }

    /// The topics that bear a concept itself.
    fn bearers(&self, concept: &str) -> impl Iterator<Item = &Bearer> {
        self.concepts.bearers(concept).iter().filter(|bearer| !bearer.related)
    }

    /// The first roadmap in which a leaf's concepts have been met, if all of them have, in roadmaps other than its own.
    fn met(&self, entry: usize, leaf: Place) -> Option<usize> {
        let roadmap = &self.entries[entry].roadmap;
        if !roadmap.is_leaf(leaf) {
            return None;
        }
        let mut first = None;
        for concept in roadmap[leaf].concepts.iter().filter(|concept| !concept.related) {
            let met = self.concepts.met(&concept.name, Some(entry))?;
            first.get_or_insert(met);
        }
        first
    }

    /// Reads the status of a leaf anew, and tells the leaves that share a concept with it.
    fn take_in(&mut self, log: &Log, number: usize, leaf: Place, changed: &mut BTreeSet<(usize, Place)>) {
        let complete = self.bearers_above(number, leaf);
        self.entries[number].read_status(log, leaf);
        changed.insert((number, leaf));
        let mut turned = Vec::new();
        for (place, before) in complete {
            let now = self.entries[number].is_complete(place);
            for concept in self.entries[number].roadmap[place].concepts.iter().filter(|_| now != before) {
                if !concept.related && self.concepts.turn(&concept.name, number, now) {
                    turned.push(concept.name.clone());
                }
            }
        }
        if self.counts_met() {
            self.show(number, leaf);
            for concept in turned {
                for Bearer { entry, place, .. } in self.concepts.bearers(&concept).to_vec() {
                    self.show(entry, place);
                    changed.insert((entry, place));
                }
            }
        }
    }

    /// The leaf and the topics above it, as far as they bear concepts, and whether each is complete.
    fn bearers_above(&self, number: usize, leaf: Place) -> Vec<(Place, bool)> {
        let entry = &self.entries[number];
        let above = std::iter::once(leaf).chain(entry.roadmap.ancestors(leaf));
        let bearers = above.filter(|&place| !entry.roadmap[place].concepts.is_empty());
        bearers.map(|place| (place, entry.is_complete(place))).collect()
    }

    /// Shows a leaf as it stands, with what was met elsewhere.
    fn show(&mut self, number: usize, place: Place) {
        if self.entries[number].roadmap.is_leaf(place) {
            let is_met = self.met(number, place).is_some();
            self.entries[number].show(place, is_met);
        }
    }

    /// Finds anew what has been met where, and shows it where it counts.
    pub(super) fn share(&mut self) {
        let entries = &self.entries;
        self.concepts = Concepts::new(entries.iter().map(|entry| &entry.roadmap), |number, place| {
            entries[number].is_complete(place)
        });
        if self.counts_met() {
            for number in 0..self.entries.len() {
                for leaf in self.entries[number].roadmap.leaves().collect::<Vec<_>>() {
                    self.show(number, leaf);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
