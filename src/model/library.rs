//! The roadmaps at hand, each with where the learner stands in it.

use super::concepts::Concepts;
use super::edit::{Change, Edit, Mark};
use super::heal::Healing;
use super::log::Log;
use super::next::Next;
use super::roadmap::{Place, Roadmap, RoadmapId, TopicId};
use super::standing::Standing;
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

impl Entry {
    /// The place of the topic with this id, today's or an older one that has moved there.
    pub fn place_of(&self, _id: &TopicId) -> Option<Place> {
        todo!()
    }
}

impl Library {
    /// Adds roadmaps at the end; one with an id that is there already takes that place. Marks come from `log`.
    pub fn add(&mut self, _roadmaps: Vec<(Roadmap, Origin)>, _log: &Log) {
        todo!()
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number of the roadmap with this id.
    pub fn position(&self, id: &RoadmapId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.roadmap.id == *id)
    }

    /// Brings the standings up to date after `log` has absorbed these edits. Costs the edits, not the library.
    pub fn follow(&mut self, _log: &Log, _edits: &[Edit]) {
        todo!()
    }

    /// What the log records of a leaf, found under an older id where the topic has moved.
    pub fn mark<'a>(&self, _log: &'a Log, _entry: usize, _place: Place) -> Option<&'a Mark> {
        todo!()
    }

    /// The changes that set the status of these leaves, as [`Log::compose`] takes them; a healed move is written down
    /// with the first edit after it.
    pub fn changes(&self, _log: &Log, _entry: usize, _statuses: &[(Place, super::Status)]) -> Vec<(TopicId, Change)> {
        todo!()
    }

    /// Where a leaf's concepts have all been met, if they have, in a roadmap other than its own: rule 11.
    pub fn met_elsewhere(&self, _entry: usize, _place: Place) -> Option<&Entry> {
        todo!()
    }

    /// How many leaves of a roadmap that are to do have been met elsewhere.
    pub fn met_elsewhere_count(&self, _entry: usize) -> u32 {
        todo!()
    }

    /// Other topics that bear a concept of this one, related ones too: the number of the roadmap and the place there.
    pub fn also_in(&self, _entry: usize, _place: Place) -> Vec<(usize, Place)> {
        todo!()
    }

    /// The next steps in one roadmap.
    pub fn next(&self, _entry: usize, _most: usize) -> Next {
        todo!()
    }
}
