//! One roadmap of a library, with where the learner stands in it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::edit::{Edit, Mark, Recorded};
use super::files::Trouble;
use super::heal::{Healing, heal};
use super::log::{Learned, Log, Ticks};
use super::roadmap::{Place, Roadmap, TopicId};
use super::standing::Standing;
use super::status::Status;
use super::text::SafeText;

/// One roadmap of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    pub roadmap: Roadmap,
    pub origin: Origin,
    /// Where the learner stands, as it is shown and counted.
    pub standing: Standing,
    pub healing: Healing,
    /// Why this is not what its file says now, if it is not.
    pub trouble: Option<Trouble>,
    /// What stands by the learner's own marks alone, where what was met elsewhere counts too.
    own: Option<Own>,
    leaves: HashMap<TopicId, Place>,
    /// The last segments of orphans and of leaves that have moved without the log knowing of it, as far as leaves have
    /// such ones.
    loose: HashSet<Box<str>>,
}

/// Where a roadmap came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Compiled in.
    Bundled,
    /// A file; `replaces_bundled` if it took the place of a bundled one.
    File { path: SafeText, replaces_bundled: bool },
}

/// The learner's own marks, without what counts because it was met elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Own {
    standing: Standing,
    /// Leaves that the learner has put back to do: that they were met elsewhere does not count.
    refused: BTreeSet<Place>,
}

impl Entry {
    /// Reads the marks of a roadmap. `counts_met`: what has been met elsewhere is to count; it is shown by
    /// [`Entry::show`].
    pub(super) fn new(roadmap: Roadmap, origin: Origin, counts_met: bool, log: &Log) -> Self {
        let leaves = roadmap.leaves().map(|leaf| (roadmap[leaf].id.clone(), leaf)).collect();
        let (standing, healing) = (Standing::default(), Healing::default());
        let own = counts_met.then(Own::default);
        let mut entry = Self { roadmap, origin, standing, healing, trouble: None, own, leaves, loose: HashSet::new() };
        entry.read(log);
        entry
    }

    /// The file that it was read from.
    pub const fn path(&self) -> Option<&SafeText> {
        match &self.origin {
            Origin::Bundled => None,
            Origin::File { path, .. } => Some(path),
        }
    }

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

    /// Whether a leaf is missing from 100 %: it is open, required, and no option of a choice that is made.
    pub fn is_missing(&self, leaf: Place) -> bool {
        let Self { roadmap, standing, .. } = self;
        let is_open = standing.status(leaf).is_open();
        is_open && !roadmap[leaf].beyond_required && !standing.is_passed_over(roadmap, leaf)
    }

    /// Whether a leaf counts as known only because it was met elsewhere.
    pub fn is_counted(&self, leaf: Place) -> bool {
        self.own
            .as_ref()
            .is_some_and(|own| own.standing.status(leaf) == Status::Todo && self.standing.status(leaf) == Status::Known)
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

    /// Where the learner stands by the own marks alone.
    pub(super) fn own(&self) -> &Standing {
        self.own.as_ref().map_or(&self.standing, |own| &own.standing)
    }

    /// Whether a topic is complete by the learner's own marks; a choice, if enough of it is.
    pub(super) fn is_complete(&self, place: Place) -> bool {
        is_complete(&self.roadmap, self.own(), place)
    }

    /// The same as it is shown.
    pub(super) fn is_shown_complete(&self, place: Place) -> bool {
        is_complete(&self.roadmap, &self.standing, place)
    }

    /// Shows a leaf as it stands, told whether it was met elsewhere.
    pub(super) fn show(&mut self, leaf: Place, is_met: bool) {
        let Some(own) = &self.own else { return };
        let (status, at) = match own.standing.status(leaf) {
            Status::Todo if is_met && !own.refused.contains(&leaf) => (Status::Known, Timestamp::UNIX_EPOCH),
            status => (status, own.standing.touched(leaf)),
        };
        self.standing.set(&self.roadmap, leaf, status, at);
    }

    /// Heals and counts from scratch, by the own marks alone.
    pub(super) fn read(&mut self, log: &Log) {
        self.healing = heal(&self.roadmap, log);
        let fresh = self.healing.fresh.iter().map(|&leaf| &self.roadmap[leaf].id);
        let lasts: HashSet<_> = self.leaves.keys().map(TopicId::last).collect();
        let loose = fresh.chain(&self.healing.orphans).map(TopicId::last).filter(|last| lasts.contains(last));
        self.loose = loose.map(Into::into).collect();
        self.standing = Standing::new(&self.roadmap);
        if let Some(own) = &mut self.own {
            *own = Own { standing: self.standing.clone(), refused: BTreeSet::new() };
        }
        let moved = self.healing.moved.iter().map(|&(leaf, _)| leaf);
        let recorded = log.marks(&self.roadmap.id).filter_map(|(id, _)| self.leaves.get(id).copied());
        for leaf in recorded.chain(moved).collect::<Vec<_>>() {
            self.read_status(log, leaf);
        }
        if let Some(own) = &self.own {
            self.standing = own.standing.clone();
        }
    }

    /// The leaf that an edit speaks of; none, if the roadmap has to be healed anew after it.
    pub(super) fn follows(&mut self, edit: &Edit) -> Option<Place> {
        let &leaf = self.leaves.get(&edit.topic)?;
        let news = self.healing.fresh.binary_search(&leaf);
        if let Some(from) = &edit.set.from {
            if self.healing.older(leaf).next() != Some(from) {
                return None;
            }
            if let Ok(news) = news {
                self.healing.fresh.remove(news);
            }
        }
        // Whether a leaf has a record decides which orphan goes on where, as far as they share a tail.
        (!self.loose.contains(edit.topic.last())).then_some(leaf)
    }

    /// Reads the learner's own status of a leaf.
    pub(super) fn read_status(&mut self, log: &Log, leaf: Place) {
        let Some(status) = self.newest(log, leaf, |mark| mark.status.as_ref()) else { return };
        let (value, at, is_refusal) = (status.value, status.stamp.at, status.value == Status::Todo && !status.undone);
        let Some(own) = &mut self.own else { return self.standing.set(&self.roadmap, leaf, value, at) };
        own.standing.set(&self.roadmap, leaf, value, at);
        if is_refusal {
            own.refused.insert(leaf);
        } else {
            own.refused.remove(&leaf);
        }
    }

    pub(super) fn mark<'a>(&self, log: &'a Log, leaf: Place) -> Option<Cow<'a, Mark>> {
        let mut records = self.records(log, leaf);
        let first = records.next()?;
        if records.next().is_none() {
            return Some(Cow::Borrowed(first));
        }
        Some(Cow::Owned(Mark {
            status: self.newest(log, leaf, |mark| mark.status.as_ref()).cloned(),
            note: self.newest(log, leaf, |mark| mark.note.as_deref()).cloned().map(Box::new),
            proof: self.newest(log, leaf, |mark| mark.proof.as_deref()).cloned().map(Box::new),
            recall: self.newest(log, leaf, |mark| mark.recall.as_deref()).cloned().map(Box::new),
            from: first.from.clone(),
        }))
    }

    /// The newest of what stands of one field under the id of a leaf and its older ones.
    pub(super) fn newest<'a, T: 'a>(
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

fn is_complete(roadmap: &Roadmap, standing: &Standing, place: Place) -> bool {
    let is_choice = roadmap[place].pick.is_some();
    standing.status(place).is_complete()
        || is_choice && standing.tally(place).count_complete() > 0 && standing.to_pick(roadmap, place) == 0
}
