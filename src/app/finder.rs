//! Finding a topic by words, in this roadmap or in all.

use tui_input::{Input, InputRequest};

use super::message::Effect;
use super::state::{App, Overlay};
use crate::command::Command;
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

    fn search(&mut self, library: &Library, log: &Log) {
        let query = Query::new(self.typed.value());
        let mut found = query.find_all(library, |entry, place| library.note(log, entry, place));
        found.sort_by_key(|&(entry, _)| !self.everywhere && Some(entry) != self.here);
        self.hits = found.into_iter().map(|(entry, found)| Hit { entry, place: found.place }).collect();
        self.row = 0;
        self.listed = false;
    }
}

impl App {
    pub(super) fn find(&mut self, everywhere: bool) {
        let here = self.open_roadmap().map(|(number, ..)| number);
        self.overlay = Some(Overlay::Finder(Finder::new(here, everywhere)));
    }

    /// Changes the typed words and searches again if they are other ones.
    pub(super) fn type_words(&mut self, request: InputRequest) {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay
            && finder.typed.handle(request).is_some_and(|changed| changed.value)
        {
            finder.search(&self.library, &self.log);
        }
    }

    pub(super) fn widen(&mut self) {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.everywhere = finder.here.is_none() || !finder.everywhere;
            finder.search(&self.library, &self.log);
        }
    }

    /// Goes to the hit under the cursor; `n` and `N` walk the others of its roadmap from then on.
    pub(super) fn go_to_hit(&mut self) {
        let Some(Overlay::Finder(finder)) = self.overlay.take() else { return };
        let Some(hit) = finder.hits.get(finder.row).copied() else { return };
        self.go_to(hit.entry, hit.place);
        let same = finder.hits.iter().filter(|other| other.entry == hit.entry);
        self.matches = same.map(|other| other.place).collect();
        self.matches.sort_unstable();
    }

    /// Marks the hit under the cursor of the list, or takes the mark back, without leaving the list.
    pub(super) fn tick_hit(&mut self) -> Vec<Effect> {
        let Some(Overlay::Finder(finder)) = &self.overlay else { return Vec::new() };
        let Some(hit) = finder.hits.get(finder.row).copied() else { return Vec::new() };
        self.mark(hit.entry, hit.place, Command::Done)
    }

    /// The next match in file order, or the previous one; around the end if need be.
    pub(super) fn walk_matches(&mut self, forward: bool) {
        let Some((number, place)) = self.selected() else { return };
        if self.matches.is_empty() {
            self.say("Nothing to walk through yet: / finds.");
            return;
        }
        let after = self.matches.iter().position(|&found| found > place);
        let before = self.matches.iter().rposition(|&found| found < place);
        let last = self.matches.len() - 1;
        let at = if forward { after.unwrap_or(0) } else { before.unwrap_or(last) };
        let (found, count) = (self.matches[at], self.matches.len());
        self.go_to(number, found);
        self.say(&format!("Match {} of {count}", at + 1));
    }
}

impl Hit {
    pub fn status(self, library: &Library) -> Status {
        library.entries()[self.entry].standing.status(self.place)
    }
}
