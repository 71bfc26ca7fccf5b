//! The mouse: what a click, a double click and the wheel mean, and what they do.

use ratatui_textarea::CursorMove;

use super::links::LinkUse;
use super::message::{Effect, Msg};
use super::note::Stroke;
use super::scroll::{Scroll, moved};
use super::state::{App, Focus, Overlay, Screen};
use super::target::{Pane, Target};
use crate::command::Command;
use crate::model::Place;

impl App {
    /// What a click means. Whatever a key can ask for goes through the same door as the key.
    pub(super) fn pointed(&self, target: Target) -> Option<Msg> {
        match (target, &self.overlay) {
            (Target::Command(command), _) => command.scopes().contains(&self.scope()).then_some(Msg::Command(command)),
            (Target::Outside, None | Some(Overlay::Gone(_))) => None,
            (Target::Outside, Some(Overlay::Note(_))) => Some(Msg::Command(Command::SaveNote)),
            (Target::Outside, Some(_)) => Some(Msg::Command(Command::Back)),
            // In a menu there is nothing to look at first: one click is the choice.
            (Target::Entry(entry), Some(Overlay::Filter { .. } | Overlay::Links(_) | Overlay::Palette(_))) => {
                Some(Msg::Picked(entry))
            }
            (target, _) => Some(Msg::Clicked(target)),
        }
    }

    /// A click. What it was aimed at may be gone meanwhile: then nothing happens.
    pub(super) fn clicked(&mut self, target: &Target) -> Vec<Effect> {
        self.hear_pointer();
        let effects = if self.overlay.is_some() { self.clicked_above(target) } else { self.clicked_below(target) };
        self.keep_range_in_its_tree();
        effects
    }

    /// A second click on a row that the first one has selected: Enter.
    pub(super) fn clicked_twice(&mut self, target: &Target) -> Vec<Effect> {
        self.hear_pointer();
        let stands = match (target, &self.overlay) {
            (&Target::Entry(row), Some(Overlay::Finder(finder))) => finder.row == row,
            (&Target::Entry(row), Some(Overlay::Proof(proof))) => proof.row == row,
            (&Target::Roadmap(row), None) => self.screen == Screen::Home && self.home_row == row,
            (&Target::Topic(place), None) => self.selected().is_some_and(|(_, selected)| selected == place),
            _ => false,
        };
        let effects = if stands { self.enter() } else { Vec::new() };
        self.keep_range_in_its_tree();
        effects
    }

    /// A click on what lies over the screen.
    fn clicked_above(&mut self, target: &Target) -> Vec<Effect> {
        match *target {
            Target::Entry(row) => drop(self.select_entry(row)),
            Target::EntryBox(row) if self.select_entry(row) => return self.tick_hit(),
            Target::Text(line, column) => self.set_text_cursor(line, column),
            _ => {}
        }
        Vec::new()
    }

    /// A click on the screen itself.
    fn clicked_below(&mut self, target: &Target) -> Vec<Effect> {
        match *target {
            Target::Roadmap(row) if self.screen == Screen::Home => {
                self.home_row = row.min(self.home_rows().saturating_sub(1));
            }
            Target::Topic(place) => drop(self.select_topic(place)),
            Target::Box(place) if self.select_topic(place) => {
                // A box is that of its row, whatever else is selected.
                self.range_start = None;
                return self.mark_selected(Command::Done);
            }
            Target::Fold(place) if self.select_topic(place) => self.turn_fold(place),
            Target::There(number, place) => self.go_there(number, place),
            Target::Link(ref link) => return self.follow_link(LinkUse::Open, link.clone()),
            Target::Home => self.go_home(),
            Target::Filter => self.unfilter(),
            Target::Pane(Pane::Tree) => self.focus_on(Focus::Tree),
            Target::Pane(Pane::Details) => self.focus_on(Focus::Details),
            _ => {}
        }
        Vec::new()
    }

    /// The wheel, turned over a part of the screen: so many rows, whatever is selected.
    pub(super) fn turned(&mut self, pane: Pane, rows: isize) {
        let shown = self.shown;
        match (pane, self.screen) {
            (Pane::Note, _) => {
                let to = if rows < 0 { CursorMove::Up } else { CursorMove::Down };
                (0..rows.unsigned_abs()).for_each(|_| self.strike(Stroke::Move(to)));
            }
            (Pane::List, _) => self.list.turn(rows, shown.list_top, shown.list_lines, shown.list),
            _ if self.overlay.is_some() => {}
            (Pane::Tree, _) => {
                if let Some((.., outline)) = self.outline_mut() {
                    outline.turn(rows, shown.rows);
                }
            }
            (Pane::Details, Screen::Roadmap(_) | Screen::Recall | Screen::Sweep) | (Pane::Stats, Screen::Stats) => {
                let most = shown.details_lines.saturating_sub(shown.details);
                self.details_top = moved(self.details_top, rows, most + 1);
            }
            (Pane::Details | Pane::Stats, _) => {}
        }
    }

    /// Where the wheel has gone, the next key comes back to the cursor. A list that is not merely walked through begins
    /// anew.
    pub(super) fn come_back_to_cursor(&mut self, msg: &Msg) {
        match msg {
            Msg::Command(command) if command.passes() || *command == Command::TickFound => self.list.come_back(),
            Msg::Begun(_) | Msg::Unbound => self.list.come_back(),
            Msg::Command(_) | Msg::Typed(_) | Msg::Pasted(_) | Msg::Picked(_) => self.list = Scroll::default(),
            _ => return,
        }
        let rows = self.shown.rows;
        if let Some((.., outline)) = self.outline_mut().filter(|(.., outline)| outline.is_away()) {
            outline.settle(rows);
        }
    }

    /// A click ends what the keys have begun, as any key does.
    fn hear_pointer(&mut self) {
        self.begun.clear();
        self.forget_notice();
        self.passing = None;
    }

    pub(super) fn switch_mouse(&mut self) {
        self.config.mouse = !self.config.mouse;
        self.say(if self.config.mouse {
            "Mouse on. Shift-drag selects text."
        } else {
            "Mouse off: the terminal selects text."
        });
    }

    /// Puts the cursor on a topic that is seen; says whether there is one.
    fn select_topic(&mut self, place: Place) -> bool {
        let rows = self.shown.rows;
        let Some((.., outline)) = self.outline_mut() else { return false };
        let Some(row) = outline.row_of(place) else { return false };
        if outline.cursor() != row {
            outline.point_at(row, rows);
            self.details_top = 0;
        }
        self.screen = Screen::Roadmap(Focus::Tree);
        true
    }

    /// Puts the cursor on an entry of the list that lies over the screen; says whether there is one.
    fn select_entry(&mut self, row: usize) -> bool {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) if row < finder.hits.len() => {
                finder.row = row;
                finder.listed = true;
                true
            }
            Some(Overlay::Proof(proof)) if row <= proof.links.len() => {
                proof.row = row;
                true
            }
            _ => false,
        }
    }

    fn set_text_cursor(&mut self, line: usize, column: usize) {
        let Some(Overlay::Note(note)) = &self.overlay else { return };
        let place = note.text.screen_to_data(line, column);
        let cell = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.strike(Stroke::Move(CursorMove::Jump(cell(place.0), cell(place.1))));
    }

    /// Goes to a topic that was named somewhere.
    fn go_there(&mut self, number: usize, place: Place) {
        let entry = self.library.entries().get(number);
        if entry.is_some_and(|entry| (place.0 as usize) < entry.roadmap.topics.len()) {
            self.go_to(number, place);
            self.screen = Screen::Roadmap(Focus::Tree);
        }
    }

    fn focus_on(&mut self, focus: Focus) {
        if matches!(self.screen, Screen::Roadmap(_)) && self.selected().is_some() {
            self.screen = Screen::Roadmap(focus);
        }
    }
}
