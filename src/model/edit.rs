//! One edit of one topic: the unit of the state file, of undo and of merging.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::roadmap::{RoadmapId, TopicId};
use super::status::Status;
use super::text::SafeText;

/// The id of an edit, or of the group that it belongs to. Unique over all machines; opaque.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditId(pub Box<str>);

/// The name of the machine that made an edit: `laptop-7f3a`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Machine(pub Box<str>);

/// An instant with the offset of the place where it was read, so that its local day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub status: Option<Status>,
    /// `Some(None)` deletes the note.
    pub note: Option<Option<SafeText>>,
    pub proof: Option<Vec<SafeText>>,
    /// The topic goes on from the record under this older id: how a healed move is written down.
    pub from: Option<TopicId>,
}

/// One line of the state file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub id: EditId,
    /// Never runs backwards on a machine.
    pub at: Now,
    pub by: Machine,
    pub roadmap: RoadmapId,
    pub topic: TopicId,
    pub set: Change,
    pub was: Change,
    pub group: Option<EditId>,
    /// On the first line of a group: how many lines it has.
    pub count: Option<u32>,
    /// The group that this edit takes back.
    pub undo: Option<EditId>,
    /// The group that this edit brings back.
    pub redo: Option<EditId>,
    /// What the clock showed, where `at` had to be later than it by over a minute.
    pub clock: Option<Now>,
}

/// The value of a field with the stamp of the edit that set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    pub value: T,
    pub stamp: Stamp,
    /// The local instant that days are counted by: the clock's, where it differs from the stamp.
    pub day: Now,
}

/// Everything recorded of one topic: for each field the newest edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub status: Option<Recorded<Status>>,
    pub note: Option<Recorded<Option<SafeText>>>,
    pub proof: Option<Recorded<Vec<SafeText>>>,
    pub from: Option<Recorded<TopicId>>,
}
