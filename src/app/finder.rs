//! Finding a topic by words, in this roadmap or in all.

use tui_input::Input;

use crate::model::{Library, Log, Place, Query, Status};

/// The typed words and what they find.
#[derive(Debug)]
pub struct Finder {
    pub typed: Input,
    /// All roadmaps alike, or this one first.
    pub everywhere: bool,
    pub hits: Vec<Hit>,
    pub row: usize,
    /// The cursor is in the list: Space marks instead of being typed.
    pub listed: bool,
    /// The roadmap it was called from.
    pub here: Option<usize>,
}

/// A topic that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub entry: usize,
    pub place: Place,
}

impl Finder {
    pub fn new(here: Option<usize>, everywhere: bool) -> Self {
        let everywhere = everywhere || here.is_none();
        Self { typed: Input::default(), everywhere, hits: Vec::new(), row: 0, listed: false, here }
    }

    /// How many of the hits are in the roadmap it was called from: they come first, unless all are alike.
    pub fn hits_here(&self) -> usize {
        if self.everywhere {
            self.hits.len()
        } else {
            self.hits.iter().filter(|hit| Some(hit.entry) == self.here).count()
        }
    }

    pub(super) fn search(&mut self, library: &Library, log: &Log) {
        let query = Query::new(self.typed.value());
        let mut found = query.find_all(library, |entry, place| library.note(log, entry, place));
        found.sort_by_key(|&(entry, _)| !self.everywhere && Some(entry) != self.here);
        self.hits = found.into_iter().map(|(entry, found)| Hit { entry, place: found.place }).collect();
        self.row = 0;
        self.listed = false;
    }
}

impl Hit {
    pub fn status(self, library: &Library) -> Status {
        library.entries()[self.entry].standing.status(self.place)
    }
}
