//! What is typed into the finder and the palette, and where Enter leads.

use tui_input::{Input, InputRequest};

use super::finder::Finder;
use super::message::{Effect, Msg};
use super::palette::Palette;
use super::state::{App, Overlay};
use crate::command::Command;

impl App {
    pub(super) fn find(&mut self, everywhere: bool) {
        let here = self.open_roadmap().map(|(number, ..)| number);
        self.overlay = Some(Overlay::Finder(Finder::new(here, everywhere)));
    }

    /// Changes the typed words and searches again if they are other ones.
    pub(super) fn type_words(&mut self, requests: impl Iterator<Item = InputRequest>) {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay
            && changes(&mut finder.typed, requests)
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
            self.say_with("Nothing to walk through yet.", Command::Find, "finds.");
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

    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Palette(Palette::new(self.scope())));
    }

    pub(super) fn type_command(&mut self, requests: impl Iterator<Item = InputRequest>) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay
            && changes(&mut palette.typed, requests)
        {
            palette.search(&self.config.keymap);
        }
    }

    /// Closes the palette and does what was picked there, or what is under its cursor.
    pub(super) fn run_picked(&mut self, picked: Option<usize>) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = self.overlay.take() else { return Vec::new() };
        match palette.commands.get(picked.unwrap_or(palette.row)) {
            Some(&command) => self.update(Msg::Command(command)),
            None => Vec::new(),
        }
    }
}

/// Makes all the edits of a typed line; says whether it is another one now.
fn changes(typed: &mut Input, requests: impl Iterator<Item = InputRequest>) -> bool {
    requests.filter_map(|request| typed.handle(request)).fold(false, |changed, answer| changed | answer.value)
}
