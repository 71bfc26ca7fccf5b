//! One edit of one topic: the unit of the state file, of undo and of merging.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::answer::Recalled;
use super::roadmap::{RoadmapId, TopicId};
use super::status::Status;
use super::text::SafeText;

/// The id of an edit, or of the group that it belongs to. Unique over all machines; opaque, and never a file name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditId(pub Arc<str>);

/// The name of the machine that made an edit: `laptop-7f3a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Machine(pub Arc<str>);

/// An instant with the offset of the place where it was read, so that its local day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now {
    pub at: Timestamp,
    pub offset: Offset,
}

/// What decides which of two edits is the newer: the instant, then machine, then id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: Machine,
    pub id: EditId,
}

/// What an edit sets, or what was there before it: only the fields it speaks of are `Some`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub status: Option<Status>,
    /// `Some(None)` deletes the note.
    pub note: Option<Option<SafeText>>,
    pub proof: Option<Vec<SafeText>>,
    /// `Some(None)` takes the only answer back.
    pub recall: Option<Option<Recalled>>,
    /// The topic goes on from the record under this older id: how a healed move is written down.
    pub from: Option<TopicId>,
}

/// One line of the state file.
///
/// Of two unequal edits with one id the greater counts, on every machine: the derived order looks at what the edits
/// say, so spelling and unknown fields do not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub id: EditId,
    /// Never runs backwards on a machine.
    pub at: Now,
    pub by: Machine,
    pub roadmap: RoadmapId,
    pub topic: TopicId,
    pub set: Change,
    pub was: Change,
    /// What was done in one action; a lone edit has none, see [`Edit::group_id`].
    pub group: Option<EditId>,
    /// On the first line of a group: how many lines it has. A group that grows, see [`Edit::join`], does not say.
    pub count: Option<u32>,
    /// The group that this edit takes back.
    pub undo: Option<EditId>,
    /// The group that this edit brings back.
    pub redo: Option<EditId>,
    /// What the clock showed, where `at` had to be later than it by over a minute.
    pub clock: Option<Now>,
}

impl Change {
    /// Whether it speaks of no field at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Edit {
    /// The start of the year 2100. Edits dated so late are kept and not folded, here or anywhere: the bound is fixed so
    /// that all machines agree.
    pub const HORIZON: Timestamp = Timestamp::constant(4_102_444_800, 0);

    /// Whether it is dated so late that it is kept and not folded.
    pub fn is_late(&self) -> bool {
        self.at.at >= Self::HORIZON || self.day().at >= Self::HORIZON
    }

    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.at.at, by: self.by.clone(), id: self.id.clone() }
    }

    /// The group that an undo names: a lone edit is a group by itself.
    pub fn group_id(&self) -> &EditId {
        self.group.as_ref().unwrap_or(&self.id)
    }

    /// Makes it part of a group that grows: saved line by line as things go, and yet one step to undo.
    pub fn join(&mut self, group: &EditId) {
        self.group = Some(group).filter(|group| **group != self.id).cloned();
        self.count = None;
    }

    /// Whether it is the first line of its action.
    pub fn is_first(&self) -> bool {
        *self.group_id() == self.id
    }

    /// Whether it takes back or brings back another.
    pub const fn is_reversal(&self) -> bool {
        self.undo.is_some() || self.redo.is_some()
    }

    /// The local instant that days are counted by: the clock's, where it differs from the stamp.
    pub fn day(&self) -> Now {
        self.clock.unwrap_or(self.at)
    }
}

/// The value of a field with the stamp of the edit that set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    pub value: T,
    pub stamp: Stamp,
    /// The local instant that days are counted by: the clock's, where it differs from the stamp.
    pub day: Now,
    /// Whether the edit took back another: the value is what was there before, and not what the learner set.
    pub undone: bool,
}

/// Everything recorded of one topic: for each field the newest edit. What few topics have takes little room in the
/// others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub status: Option<Recorded<Status>>,
    pub note: Option<Box<Recorded<Option<SafeText>>>>,
    pub proof: Option<Box<Recorded<Vec<SafeText>>>>,
    pub recall: Option<Box<Recorded<Option<Recalled>>>>,
    /// Only what it is: no list says when a move was written down.
    pub from: Option<TopicId>,
}
