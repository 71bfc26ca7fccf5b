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

impl Finder {
    /// Follows topics of a roadmap into a new version of it. What is gone there is found no more.
    pub(super) fn follow(&mut self, was: usize, heir: impl Fn(Place) -> Option<Place>) {
        let before = self.hits.get(self.row).copied();
        let follow = |hit: Hit| if hit.entry == was { Some(Hit { place: heir(hit.place)?, ..hit }) } else { Some(hit) };
        self.hits = self.hits.iter().copied().filter_map(follow).collect();
        self.go_to(before.and_then(follow));
    }

    /// Follows roadmaps to their new numbers.
    pub(super) fn renumber(&mut self, now: impl Fn(usize) -> Option<usize>) {
        let before = self.hits.get(self.row).copied();
        let follow = |hit: Hit| Some(Hit { entry: now(hit.entry)?, ..hit });
        self.hits = self.hits.iter().copied().filter_map(follow).collect();
        self.here = self.here.and_then(&now);
        self.go_to(before.and_then(follow));
    }

    /// Searches the library as it is now; the cursor stays on its topic.
    pub(super) fn search_again(&mut self, library: &Library, log: &Log) {
        let (before, listed) = (self.hits.get(self.row).copied(), self.listed);
        self.search(library, log);
        self.go_to(before);
        self.listed = listed && !self.hits.is_empty();
    }

    fn go_to(&mut self, hit: Option<Hit>) {
        let last = self.hits.len().saturating_sub(1);
        let found = hit.and_then(|hit| self.hits.iter().position(|other| *other == hit));
        self.row = found.unwrap_or(self.row).min(last);
    }
}

impl Hit {
    pub fn status(self, library: &Library) -> Status {
        library.entries()[self.entry].standing.status(self.place)
    }
}
