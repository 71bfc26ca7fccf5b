//! An edit in as few bytes as say it: written, looked at, and made whole again.
//!
//! A lone tick, which nearly every edit of a long log is, has 41 of them. The same bytes stand in memory and in a
//! checkpoint, so that opening a long log need not make anything of them.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::super::answer::Recalled;
use super::super::edit::{Change, Edit, Machine, Now};
use super::super::roadmap::TopicId;
use super::super::status::Status;
use super::super::text::SafeText;
use super::bytes::{Bytes, count, put_id, put_text, put_u32};
use super::key::Id;
use super::places::Name;

/// Which fields a [`Change`] speaks of; those of `was` stand [`WAS`] bits higher.
const STATUS: u32 = 1;
const NOTE: u32 = 1 << 1;
/// The note is a text; without this it is deleted.
const NOTE_TEXT: u32 = 1 << 2;
const PROOF: u32 = 1 << 3;
const FROM: u32 = 1 << 4;
const RECALL: u32 = 1 << 5;
/// There is an answer; without this it is taken back.
const RECALL_ANSWER: u32 = 1 << 6;
const WAS: u32 = 7;

const GROUP: u32 = 1 << 14;
const COUNT: u32 = 1 << 15;
const UNDO: u32 = 1 << 16;
const REDO: u32 = 1 << 17;
const CLOCK: u32 = 1 << 18;
/// The instant is finer than a millisecond.
const FINE: u32 = 1 << 19;
/// These ids are texts and no keys.
const ID_TEXT: u32 = 1 << 20;
const GROUP_TEXT: u32 = 1 << 21;
const UNDO_TEXT: u32 = 1 << 22;
const REDO_TEXT: u32 = 1 << 23;

/// How many bytes stand before the id.
const HEAD: usize = 25;

/// An edit where it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    flags: u32,
    milliseconds: i64,
    offset: Offset,
    /// Its number among the names.
    pub(super) machine: u32,
    /// Its number among the places.
    pub(super) topic: u32,
    statuses: [Option<Status>; 2],
    /// From the id on; other rows may follow.
    rest: Bytes<'a>,
}

/// Everything that a row says.
#[derive(Clone, Debug)]
pub(super) struct Said<'a> {
    pub(super) id: Id<'a>,
    pub(super) at: Now,
    pub(super) group: Option<Id<'a>>,
    count: Option<u32>,
    pub(super) undo: Option<Id<'a>>,
    pub(super) redo: Option<Id<'a>>,
    clock: Option<Now>,
    pub(super) set: Fields<'a>,
    was: Fields<'a>,
    /// What follows behind the row.
    rest: Bytes<'a>,
}

/// A [`Change`] as it is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields<'a> {
    pub(super) status: Option<Status>,
    #[expect(clippy::option_option, reason = "as in an edit: what is set, and a note that is deleted")]
    pub(super) note: Option<Option<&'a str>>,
    pub(super) proof: Option<Vec<&'a str>>,
    from: Option<&'a str>,
    #[expect(clippy::option_option, reason = "as in an edit: what is set, and an answer that is taken back")]
    pub(super) recall: Option<Option<Recalled>>,
}

/// Writes an edit behind these bytes; `machine` and `topic` are the numbers of what it names.
pub(super) fn write(bytes: &mut Vec<u8>, edit: &Edit, machine: u32, topic: u32) {
    let id = Id::of(&edit.id.0);
    let [group, undo, redo] = [&edit.group, &edit.undo, &edit.redo].map(|id| id.as_ref().map(|id| Id::of(&id.0)));
    let fine = edit.at.at.subsec_nanosecond() % 1_000_000;
    let of_id = |id: Option<Id<'_>>, there: u32, text: u32| match id {
        None => 0,
        Some(Id::Key(_)) => there,
        Some(Id::Text(_)) => there | text,
    };
    put_u32(
        bytes,
        flags(&edit.set)
            | flags(&edit.was) << WAS
            | of_id(Some(id), 0, ID_TEXT)
            | of_id(group, GROUP, GROUP_TEXT)
            | of_id(undo, UNDO, UNDO_TEXT)
            | of_id(redo, REDO, REDO_TEXT)
            | flag(edit.count.is_some(), COUNT)
            | flag(edit.clock.is_some(), CLOCK)
            | flag(fine != 0, FINE),
    );
    bytes.extend_from_slice(&edit.at.at.as_millisecond().to_le_bytes());
    bytes.extend_from_slice(&edit.at.offset.seconds().to_le_bytes());
    put_u32(bytes, machine);
    put_u32(bytes, topic);
    let number = |change: &Change| change.status.map_or(0, |status| status as u8);
    bytes.push(number(&edit.set) | number(&edit.was) << 4);
    put_id(bytes, id);
    if fine != 0 {
        bytes.extend_from_slice(&fine.to_le_bytes());
    }
    if let Some(id) = group {
        put_id(bytes, id);
    }
    edit.count.into_iter().for_each(|count| put_u32(bytes, count));
    undo.into_iter().chain(redo).for_each(|id| put_id(bytes, id));
    if let Some(clock) = edit.clock {
        bytes.extend_from_slice(&clock.at.as_nanosecond().to_le_bytes());
        bytes.extend_from_slice(&clock.offset.seconds().to_le_bytes());
    }
    put_texts(bytes, &edit.set);
    put_texts(bytes, &edit.was);
}

const fn flag(is_set: bool, flag: u32) -> u32 {
    if is_set { flag } else { 0 }
}

fn flags(change: &Change) -> u32 {
    flag(change.status.is_some(), STATUS)
        | flag(change.note.is_some(), NOTE)
        | flag(matches!(change.note, Some(Some(_))), NOTE_TEXT)
        | flag(change.proof.is_some(), PROOF)
        | flag(change.from.is_some(), FROM)
        | flag(change.recall.is_some(), RECALL)
        | flag(matches!(change.recall, Some(Some(_))), RECALL_ANSWER)
}

fn put_texts(bytes: &mut Vec<u8>, change: &Change) {
    change.note.iter().flatten().for_each(|note| put_text(bytes, note));
    if let Some(proof) = &change.proof {
        put_u32(bytes, count(proof.len()));
        for link in proof {
            put_text(bytes, link);
        }
    }
    change.from.iter().for_each(|from| put_text(bytes, &from.0));
    if let Some(Recalled { answer, step, on }) = change.recall.flatten() {
        bytes.extend_from_slice(&[answer as u8, step]);
        bytes.extend_from_slice(&on.year().to_le_bytes());
        bytes.extend([on.month(), on.day()].map(i8::cast_unsigned));
    }
}

impl<'a> Row<'a> {
    /// The row that begins here.
    pub(super) fn at(bytes: &'a [u8]) -> Option<Self> {
        let (mut head, rest) = bytes.split_at_checked(HEAD).map(|(head, rest)| (Bytes(head), Bytes(rest)))?;
        let flags = head.u32()?;
        let milliseconds = i64::from_le_bytes(head.array()?);
        let offset = Offset::from_seconds(i32::from_le_bytes(head.array()?)).ok()?;
        let (machine, topic) = (head.u32()?, head.u32()?);
        let [statuses] = head.array()?;
        let status = |flags: u32, number: u8| match Status::ALL.get(usize::from(number)) {
            _ if flags & STATUS == 0 => Some(None),
            status => status.copied().map(Some),
        };
        let statuses = [status(flags, statuses & 15)?, status(flags >> WAS, statuses >> 4)?];
        Some(Self { flags, milliseconds, offset, machine, topic, statuses, rest })
    }

    /// How many bytes it has.
    pub(super) fn length(self) -> Option<usize> {
        Some(HEAD + self.rest.0.len() - self.said()?.rest.0.len())
    }

    pub(super) const fn set_status(self) -> Option<Status> {
        self.statuses[0]
    }

    /// Whether it sets this field: status, note, proof, from, recall.
    pub(super) const fn sets(self, field: usize) -> bool {
        self.flags & [STATUS, NOTE, PROOF, FROM, RECALL][field] != 0
    }

    /// Whether it is the first of an action, and neither takes back nor brings back another.
    pub(super) fn is_first(self) -> bool {
        let is_own_group = || self.said().is_some_and(|said| said.group_id() == said.id);
        !self.is_reversal() && (self.flags & GROUP == 0 || is_own_group())
    }

    /// Whether it takes back or brings back another.
    pub(super) const fn is_reversal(self) -> bool {
        self.flags & (UNDO | REDO) != 0
    }

    /// Whether it is something that a learner did and can take back.
    pub(super) const fn is_action(self) -> bool {
        !self.is_reversal() && self.flags & (STATUS | NOTE | PROOF | RECALL) != 0
    }

    pub(super) fn instant(self) -> Timestamp {
        if self.flags & FINE == 0 {
            return Timestamp::from_millisecond(self.milliseconds).unwrap_or_default();
        }
        self.said().map(|said| said.at.at).unwrap_or_default()
    }

    /// Whether it is kept and not folded, see [`Edit::is_late`].
    pub(super) fn is_late(self) -> bool {
        let is_late = |at: Timestamp| at >= Edit::HORIZON;
        is_late(self.instant()) || (self.flags & CLOCK != 0 && self.said().is_some_and(|said| is_late(said.day().at)))
    }

    pub(super) fn id(self) -> Option<Id<'a>> {
        { self.rest }.id(self.flags & ID_TEXT != 0)
    }

    /// Everything.
    pub(super) fn said(self) -> Option<Said<'a>> {
        let mut rest = self.rest;
        let has = |flag: u32| self.flags & flag != 0;
        let id = rest.id(has(ID_TEXT))?;
        let at = if has(FINE) {
            let fine = i32::from_le_bytes(rest.array()?);
            Timestamp::from_nanosecond(i128::from(self.milliseconds) * 1_000_000 + i128::from(fine)).ok()?
        } else {
            Timestamp::from_millisecond(self.milliseconds).ok()?
        };
        let group = if has(GROUP) { Some(rest.id(has(GROUP_TEXT))?) } else { None };
        let count = if has(COUNT) { Some(rest.u32()?) } else { None };
        let undo = if has(UNDO) { Some(rest.id(has(UNDO_TEXT))?) } else { None };
        let redo = if has(REDO) { Some(rest.id(has(REDO_TEXT))?) } else { None };
        let clock = if has(CLOCK) { Some(rest.now()?) } else { None };
        let set = Fields::read(self.flags, self.statuses[0], &mut rest)?;
        let was = Fields::read(self.flags >> WAS, self.statuses[1], &mut rest)?;
        Some(Said { id, at: Now { at, offset: self.offset }, group, count, undo, redo, clock, set, was, rest })
    }
}

impl<'a> Said<'a> {
    /// The group that an undo names: a lone edit is a group by itself.
    pub(super) fn group_id(&self) -> Id<'a> {
        self.group.unwrap_or(self.id)
    }

    /// The local instant that days are counted by.
    pub(super) fn day(&self) -> Now {
        self.clock.unwrap_or(self.at)
    }

    /// The edit, with the names that are kept elsewhere.
    pub(super) fn edit(&self, by: Machine, (roadmap, topic): &Name) -> Option<Edit> {
        let id = |id: Id<'_>| match id {
            Id::Text(text) if !SafeText::is_line(text) => None,
            id => Some(id.edit_id()),
        };
        let maybe = |other: Option<Id<'_>>| other.map_or(Some(None), |other| id(other).map(Some));
        Some(Edit {
            id: id(self.id)?,
            at: self.at,
            by,
            roadmap: roadmap.clone(),
            topic: topic.clone(),
            set: self.set.change()?,
            was: self.was.change()?,
            group: maybe(self.group)?,
            count: self.count,
            undo: maybe(self.undo)?,
            redo: maybe(self.redo)?,
            clock: self.clock,
        })
    }
}

impl<'a> Fields<'a> {
    fn read(flags: u32, status: Option<Status>, rest: &mut Bytes<'a>) -> Option<Self> {
        let mut fields = Self { status, ..Self::default() };
        if flags & NOTE != 0 {
            fields.note = Some(if flags & NOTE_TEXT != 0 { Some(rest.text()?) } else { None });
        }
        if flags & PROOF != 0 {
            let links = rest.u32()?;
            fields.proof = Some((0..links).map(|_| rest.text()).collect::<Option<_>>()?);
        }
        if flags & FROM != 0 {
            fields.from = Some(rest.text()?);
        }
        if flags & RECALL != 0 {
            fields.recall = Some(if flags & RECALL_ANSWER != 0 { Some(rest.recalled()?) } else { None });
        }
        Some(fields)
    }

    pub(super) fn from(&self) -> Option<TopicId> {
        self.from.filter(|from| SafeText::is_line(from)).map(|from| TopicId(from.into()))
    }

    fn change(&self) -> Option<Change> {
        let change = Change {
            status: self.status,
            note: self.note.map(|note| note.map(SafeText::clean)),
            proof: self.proof.as_ref().map(|links| links.iter().map(|link| SafeText::line(link)).collect()),
            recall: self.recall,
            from: self.from(),
        };
        (change.from.is_some() == self.from.is_some()).then_some(change)
    }
}
