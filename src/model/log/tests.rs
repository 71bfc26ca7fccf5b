//! The laws of the log, held over small cases without exception and over large ones at random.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::super::answer::{Answer, Recalled};
use super::super::edit::{Change, Edit, EditId, Machine, Now};
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::status::Status;
use super::super::text::SafeText;
use super::Log;

mod compose;
mod extent;
mod fold;
mod growing;
mod history;
mod many;
mod ticks;

fn log(machine: &str) -> Log {
    Log::new(Machine(machine.into()), machine.bytes().fold(7, |seed, byte| seed << 8 | u128::from(byte)) << 60)
}

/// An instant so many seconds after a day of November 2026.
fn at(second: i64) -> Now {
    Now { at: Timestamp::from_second(1_795_000_000 + second).unwrap(), offset: Offset::constant(1) }
}

fn roadmap() -> RoadmapId {
    RoadmapId("backend".into())
}

fn topic(name: &str) -> TopicId {
    TopicId(name.into())
}

fn status(status: Status) -> Change {
    Change { status: Some(status), ..Change::default() }
}

fn note(text: &str) -> Change {
    Change { note: Some(Some(SafeText::clean(text))), ..Change::default() }
}

fn solid(step: u8) -> Recalled {
    Answer::Solid.at(step, jiff::civil::date(2026, 11, 18))
}

fn recall(step: u8) -> Change {
    Change { recall: Some(Some(solid(step))), ..Change::default() }
}

fn edit(id: &str, second: i64, by: &str, name: &str, set: Change) -> Edit {
    Edit {
        id: EditId(id.into()),
        at: at(second),
        by: Machine(by.into()),
        roadmap: roadmap(),
        topic: topic(name),
        set,
        was: Change::default(),
        group: None,
        count: None,
        undo: None,
        redo: None,
        clock: None,
    }
}

/// One action made and taken in; gives its lines.
fn act(log: &mut Log, second: i64, changes: Vec<(&str, Change)>) -> Vec<Edit> {
    let changes = changes.into_iter().map(|(name, set)| (topic(name), set)).collect();
    let edits = log.compose(at(second), &roadmap(), changes);
    log.absorb(edits.clone());
    edits
}

fn status_of(log: &Log, name: &str) -> Option<Status> {
    Some(log.mark(&roadmap(), &topic(name))?.status.as_ref()?.value)
}

fn note_of<'a>(log: &'a Log, name: &str) -> Option<&'a str> {
    log.mark(&roadmap(), &topic(name))?.note.as_ref()?.value.as_deref()
}
