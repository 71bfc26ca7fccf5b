//! A lone tick in forty-eight bytes: what nearly every edit of a long log is.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;
use ulid::Ulid;

use super::super::edit::{Change, Edit, EditId, Machine, Now};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;

/// The number that an id in the spelling of a ULID stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(u128);

/// An edit that sets the status of one topic and nothing else.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    pub(super) key: Key,
    milliseconds: i64,
    pub(super) topic: u32,
    offset: Offset,
    machine: u8,
    set: Status,
    was: Option<Status>,
}

/// The machines that ticks are of. A log of more is no learner's, and its other edits are kept whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Machines(Vec<Machine>);

const MOST_MACHINES: usize = 64;

impl Key {
    /// `None` where the id is not spelt as milepost spells one: then the number would not give it back.
    pub(super) fn of(id: &EditId) -> Option<Self> {
        let text = id.0.as_bytes();
        if text.len() != ulid::ULID_LEN || text[0] > b'7' {
            return None;
        }
        let half = |digits: &[u8]| digits.iter().try_fold(0, |sum, &letter| Some(sum << 5 | digit(letter)?));
        // 26 digits of five bits: the first six of them in one number, the other twenty in two.
        let (first, second, third) = (half(&text[..6])?, half(&text[6..16])?, half(&text[16..])?);
        Some(Self(u128::from(first) << 100 | u128::from(second) << 50 | u128::from(third)))
    }

    pub(super) fn id(self) -> EditId {
        let mut text = [0; ulid::ULID_LEN];
        EditId(Arc::from(&*Ulid(self.0).array_to_str(&mut text)))
    }
}

/// The value of a digit of Crockford's alphabet, capitals only.
const fn digit(letter: u8) -> Option<u64> {
    let value = match letter {
        b'0'..=b'9' => letter - b'0',
        b'A'..=b'H' => letter - b'A' + 10,
        b'J' | b'K' => letter - b'J' + 18,
        b'M' | b'N' => letter - b'M' + 20,
        b'P'..=b'T' => letter - b'P' + 22,
        b'V'..=b'Z' => letter - b'V' + 27,
        _ => return None,
    };
    Some(value as u64)
}

impl Tick {
    /// The edit in short, if nothing of it would be lost.
    pub(super) fn of(edit: &Edit, topic: u32, machines: &mut Machines) -> Option<Self> {
        let lone = edit.group.is_none()
            && edit.count.is_none()
            && edit.undo.is_none()
            && edit.redo.is_none()
            && edit.clock.is_none();
        let at = edit.at.at;
        if !lone || !has_no_more(&edit.was) || at.subsec_nanosecond() % 1_000_000 != 0 {
            return None;
        }
        let (set, was) = (edit.set.status.filter(|_| has_no_more(&edit.set))?, edit.was.status);
        let (key, machine) = (Key::of(&edit.id)?, machines.number(&edit.by)?);
        Some(Self { key, milliseconds: at.as_millisecond(), topic, offset: edit.at.offset, machine, set, was })
    }

    pub(super) fn edit(&self, (roadmap, topic): &(RoadmapId, TopicId), machines: &Machines) -> Edit {
        Edit {
            id: self.key.id(),
            at: self.day(),
            by: machines.name(self).clone(),
            roadmap: roadmap.clone(),
            topic: topic.clone(),
            set: Change { status: Some(self.set), ..Change::default() },
            was: Change { status: self.was, ..Change::default() },
            group: None,
            count: None,
            undo: None,
            redo: None,
            clock: None,
        }
    }

    pub(super) const fn status(&self) -> Status {
        self.set
    }

    /// The local instant that days are counted by.
    pub(super) fn day(&self) -> Now {
        Now { at: self.at(), offset: self.offset }
    }

    pub(super) fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.milliseconds).unwrap_or_default()
    }
}

impl Machines {
    pub(super) fn name(&self, tick: &Tick) -> &Machine {
        &self.0[usize::from(tick.machine)]
    }

    fn number(&mut self, machine: &Machine) -> Option<u8> {
        let known = self.0.iter().position(|known| known == machine);
        let number = known.or_else(|| {
            (self.0.len() < MOST_MACHINES).then(|| {
                self.0.push(machine.clone());
                self.0.len() - 1
            })
        });
        number?.try_into().ok()
    }
}

/// Whether a change speaks of a status at most.
const fn has_no_more(change: &Change) -> bool {
    change.note.is_none() && change.proof.is_none() && change.recall.is_none() && change.from.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gives_back_the_very_id_or_there_is_none() {
        for number in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, 1 << 100, (1 << 50) - 1] {
            let mut text = [0; ulid::ULID_LEN];
            let id = EditId(Arc::from(&*Ulid(number).array_to_str(&mut text)));
            assert_eq!(Key::of(&id).map(Key::id), Some(id));
        }
        for odd in ["", "01", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01m6sbq5000000020000000000", "01M6SBQ500000002000000000O"]
        {
            assert_eq!(Key::of(&EditId(odd.into())), None, "{odd}");
        }
    }

    #[test]
    fn a_tick_stays_small() {
        assert!(size_of::<Tick>() <= 48);
    }
}
