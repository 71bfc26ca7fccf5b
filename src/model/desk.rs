//! A learner at work, for the tests of the model: roadmaps, a log, and days on which things are done.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::edit::{Change, Edit, Machine, Now};
use super::entry::Origin;
use super::library::Library;
use super::log::Log;
use super::roadmap::{RoadmapId, TopicId};
use super::sketch;
use super::status::Status;

/// Roadmaps and a log, kept in step.
pub(super) struct Desk {
    pub(super) library: Library,
    pub(super) log: Log,
}

/// Noon of a day, so many hours east of Greenwich.
pub(super) fn noon(day: Date, hours: i8) -> Now {
    let offset = Offset::constant(hours);
    Now { at: offset.to_timestamp(day.at(12, 0, 0, 0)).unwrap(), offset }
}

impl Desk {
    pub(super) fn new(roadmaps: &[(&str, &str)]) -> Self {
        let log = Log::new(Machine("laptop".into()), 7 << 40);
        let mut library = Library::default();
        let roadmaps = roadmaps.iter().map(|(id, lines)| (sketch::roadmap(id, lines), Origin::Bundled));
        library.add(roadmaps.collect(), &log);
        Self { library, log }
    }

    pub(super) fn take(&mut self, edits: &[Edit]) {
        self.log.absorb(edits.to_vec());
        self.library.follow(&self.log, edits);
    }

    /// The same change of several topics, in one action.
    pub(super) fn change(&mut self, at: Now, roadmap: &str, set: &Change, ids: &[&str]) {
        let changes = ids.iter().map(|id| (TopicId((*id).into()), set.clone())).collect();
        let edits = self.log.compose(at, &RoadmapId(roadmap.into()), changes);
        self.take(&edits);
    }

    pub(super) fn mark(&mut self, at: Now, roadmap: &str, status: Status, ids: &[&str]) {
        self.change(at, roadmap, &Change { status: Some(status), ..Change::default() }, ids);
    }

    pub(super) fn undo(&mut self, day: Date) {
        let edits = self.log.undo(noon(day, 1)).unwrap().edits;
        self.take(&edits);
    }

    pub(super) fn redo(&mut self, day: Date) {
        let edits = self.log.redo(noon(day, 1)).unwrap().edits;
        self.take(&edits);
    }
}
