//! Opening a roadmap, fresh or as it was left, and remembering how it is left.

use std::collections::HashMap;

use super::filter::Filter;
use super::outline::Outline;
use super::session::{Session, View};
use super::state::{App, Focus, Screen};
use crate::model::{Origin, Place, Roadmap};

impl App {
    /// What is to be remembered now.
    pub fn session(&self) -> Session {
        let mut session = self.session.clone();
        for (entry, outline) in self.library.entries().iter().zip(&self.outlines) {
            let Some(outline) = outline else { continue };
            let view = session.views.entry(entry.roadmap.id.0.to_string()).or_default();
            remember(view, &entry.roadmap, outline);
            view.leaves = entry.standing.whole().leaves();
            view.seen = self.now.at.as_second();
        }
        self.remember_sweep(&mut session);
        let is_open = self.beneath() != Screen::Home;
        let open = self.current.filter(|_| is_open).and_then(|number| self.library.entries().get(number));
        session.last = open.map(|entry| entry.roadmap.id.0.to_string());
        session.file = open.and_then(|entry| match &entry.origin {
            Origin::File { path, .. } => Some(path.to_string()),
            Origin::Bundled => None,
        });
        session.prune();
        session
    }

    /// The home screen or the roadmap from which all that is open was opened.
    fn beneath(&self) -> Screen {
        let is_asking = matches!(self.screen, Screen::Recall | Screen::Sweep);
        let screen = if is_asking { self.asked_from } else { self.screen };
        self.stats.as_ref().filter(|_| screen == Screen::Stats).map_or(screen, |page| page.from)
    }

    /// Opens what was open at the end of the last run, if it is still there.
    pub(super) fn come_back(&mut self) {
        let last = self.session.last.as_deref();
        let number = last.and_then(|last| self.library.entries().iter().position(|entry| *entry.roadmap.id.0 == *last));
        if let Some(number) = number {
            self.home_row = number;
            self.show(number);
        }
    }

    /// Opens a roadmap, and says what is new about it.
    pub(super) fn open(&mut self, number: usize) {
        if number < self.library.entries().len() {
            self.show(number);
            self.greet(number);
        }
    }

    /// Shows a roadmap as it was left, or, the first time, with the cursor on the first step.
    fn show(&mut self, number: usize) {
        let entry = &self.library.entries()[number];
        if self.outlines[number].is_none() {
            let view = self.session.views.get(&*entry.roadmap.id.0);
            let left = view.and_then(|view| self.as_left(number, view));
            self.outlines[number] = Some(left.unwrap_or_else(|| self.fresh(number)));
        }
        if self.current != Some(number) {
            self.matches.clear();
        }
        self.current = Some(number);
        self.put_away();
        self.screen = Screen::Roadmap(Focus::Tree);
        self.details_top = 0;
        self.refresh_next();
    }

    /// The rows as they were left, if the topic is still there that the cursor was on.
    fn as_left(&self, number: usize, view: &View) -> Option<Outline> {
        let entry = &self.library.entries()[number];
        let roadmap = &entry.roadmap;
        let mut outline = Outline::new(roadmap);
        outline.fold_all(roadmap, true);
        let places: HashMap<_, _> = roadmap.places().map(|place| (&*roadmap[place].id.0, place)).collect();
        let find = |id: &String| places.get(id.as_str()).copied();
        let cursor = view.cursor.as_ref().and_then(find)?;
        for place in view.open.iter().filter_map(find) {
            outline.unfold(roadmap, place);
        }
        if let Some(filter) = view.filter {
            outline.set_filter(roadmap, filter, |place| self.takes(number, filter, place));
        }
        outline.reveal(roadmap, cursor);
        outline.scroll_to(view.above);
        Some(outline)
    }

    fn fresh(&self, number: usize) -> Outline {
        let roadmap = &self.library.entries()[number].roadmap;
        let mut outline = Outline::new(roadmap);
        if let Some(place) = self.first_step(number) {
            outline.reveal(roadmap, place);
        }
        outline
    }

    /// Whether a filter takes a leaf.
    pub(super) fn takes(&self, number: usize, filter: Filter, place: Place) -> bool {
        let entry = &self.library.entries()[number];
        let noted = filter == Filter::Noted && self.is_noted(number, place);
        filter.takes(entry, place, noted)
    }

    /// Whether a topic has a note or a proof.
    pub fn is_noted(&self, number: usize, place: Place) -> bool {
        self.library.note(&self.log, number, place).is_some() || !self.proof(number, place).is_empty()
    }
}

fn remember(view: &mut View, roadmap: &Roadmap, outline: &Outline) {
    let id = |place: Place| roadmap[place].id.0.to_string();
    view.cursor = outline.selected().map(id);
    view.above = outline.above();
    view.filter = outline.filter();
    let parents = roadmap.places().filter(|&place| !roadmap.is_leaf(place));
    view.open = parents.filter(|&place| outline.was_open(place)).map(id).collect();
}
