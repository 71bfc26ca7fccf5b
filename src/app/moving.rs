//! Moving about: rows, stages, roadmaps, and between the screens.

use super::message::Effect;
use super::scroll::moved;
use super::state::{App, Focus, Overlay, Screen};
use super::sweep::Reply;
use crate::command::Command;
use crate::model::{Answer, Place};

impl App {
    /// Opens a roadmap with the cursor on a topic.
    pub(super) fn go_to(&mut self, number: usize, place: Place) {
        if self.open_roadmap().is_none_or(|(open, ..)| open != number) {
            self.open(number);
        }
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            outline.reveal(&entry.roadmap, place);
            outline.settle_jump(rows);
        }
        self.details_top = 0;
    }

    /// Moves the cursor of whatever hears the keys by so many rows, to the ends at most.
    pub(super) fn step(&mut self, rows: isize) {
        let room = self.shown.rows;
        match (&mut self.overlay, self.screen) {
            (Some(Overlay::Finder(finder)), _) => {
                finder.row = moved(finder.row, rows, finder.hits.len());
                finder.listed = !finder.hits.is_empty();
            }
            (Some(Overlay::Palette(palette)), _) => palette.row = moved(palette.row, rows, palette.commands.len()),
            (Some(Overlay::Filter { row, .. }), _) => *row = moved(*row, rows, super::Filter::ALL.len()),
            (Some(Overlay::Links(links)), _) => links.row = moved(links.row, rows, links.entries.len()),
            (Some(Overlay::Proof(proof)), _) => proof.row = moved(proof.row, rows, proof.links.len() + 1),
            (Some(Overlay::Note(_) | Overlay::QuitUnsaved | Overlay::Gone(_)), _) => {}
            (None, Screen::Home) => self.home_row = moved(self.home_row, rows, self.home_rows()),
            (None, Screen::Roadmap(Focus::Details) | Screen::Stats | Screen::Recall | Screen::Sweep) => {
                let most = self.shown.details_lines.saturating_sub(self.shown.details);
                self.details_top = moved(self.details_top, rows, most + 1);
            }
            (None, Screen::Roadmap(Focus::Tree)) => {
                if let Some((_, entry, outline)) = self.outline_mut() {
                    let row = moved(outline.cursor(), rows, outline.rows().len());
                    outline.go(&entry.roadmap, row);
                    outline.settle(room);
                }
                self.details_top = 0;
            }
        }
    }

    /// The rows of a page, less one that stays in sight.
    pub(super) fn page(&self) -> isize {
        let rows = match (&self.overlay, self.screen) {
            (Some(_), _) => self.shown.list,
            (None, Screen::Roadmap(Focus::Details) | Screen::Stats | Screen::Recall | Screen::Sweep) => {
                self.shown.details
            }
            (None, Screen::Roadmap(Focus::Tree) | Screen::Home) => self.shown.rows,
        };
        rows.saturating_sub(1).max(2).try_into().unwrap_or(isize::MAX)
    }

    /// Enter: opens, folds, unfolds, goes or runs, by what is under the cursor.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        match (&self.overlay, self.screen) {
            (Some(Overlay::Finder(_)), _) => self.go_to_hit(),
            (Some(Overlay::Palette(_)), _) => return self.run_picked(None),
            (Some(Overlay::Filter { row, .. }), _) => return self.update(super::Msg::Picked(*row)),
            (Some(Overlay::Links(links)), _) => return self.update(super::Msg::Picked(links.row)),
            (Some(Overlay::Proof(_)), _) => return self.enter_proof(),
            (Some(Overlay::Note(_) | Overlay::QuitUnsaved), _) => self.overlay = None,
            (Some(Overlay::Gone(_)), _) => {}
            (None, Screen::Home) => self.open_home_row(),
            (None, Screen::Stats) => self.show_missing(),
            (None, Screen::Recall | Screen::Sweep) => return self.give_answer(),
            (None, Screen::Roadmap(Focus::Details)) => self.screen = Screen::Roadmap(Focus::Tree),
            (None, Screen::Roadmap(Focus::Tree)) => {
                let Some((number, place)) = self.selected() else { return Vec::new() };
                if self.library.entries()[number].roadmap.is_leaf(place) {
                    self.switch_focus();
                } else {
                    self.turn_fold(place);
                }
            }
        }
        Vec::new()
    }

    /// Folds what is open, and opens what is folded.
    pub(super) fn turn_fold(&mut self, place: Place) {
        if self.is_open(place) {
            self.fold(place);
        } else {
            self.unfold(place);
        }
    }

    pub(super) fn expand(&mut self) {
        let Some((number, place)) = self.selected() else { return };
        let roadmap = &self.library.entries()[number].roadmap;
        if roadmap.is_leaf(place) {
            self.switch_focus();
        } else if self.is_open(place) {
            self.step(1);
        } else {
            self.unfold(place);
        }
    }

    pub(super) fn collapse(&mut self) {
        if self.screen == Screen::Roadmap(Focus::Details) {
            self.screen = Screen::Roadmap(Focus::Tree);
            return;
        }
        let Some((number, place)) = self.selected() else { return self.go_home() };
        let roadmap = &self.library.entries()[number].roadmap;
        if !roadmap.is_leaf(place) && self.is_open(place) {
            self.fold(place);
        } else if let Some(parent) = roadmap[place].parent {
            self.go_to(number, parent);
        } else {
            self.go_home();
        }
    }

    /// To the beginning of the next stage; backwards first to the beginning of this one.
    pub(super) fn go_to_stage(&mut self, forward: bool) {
        let Some((number, place)) = self.selected() else { return };
        let roadmap = &self.library.entries()[number].roadmap;
        let stage = if forward {
            roadmap.stages().find(|&stage| stage > place)
        } else {
            let here = roadmap.stage_of(place);
            let before = || roadmap.stages().take_while(|&stage| stage < place).last();
            if here < place { Some(here) } else { before() }
        };
        if let Some(stage) = stage {
            self.go_to(number, stage);
        }
    }

    /// A digit: the stage of the open roadmap, or the roadmap of the home screen.
    pub(super) fn go_to_number(&mut self, wanted: usize) {
        if self.screen == Screen::Home {
            if wanted < self.library.entries().len() {
                self.home_row = wanted;
                self.open(wanted);
            }
        } else if let Some((number, entry, _)) = self.open_roadmap() {
            let stage = entry.roadmap.stages().nth(wanted);
            if let Some(stage) = stage {
                self.unfold(stage);
                self.go_to(number, stage);
            } else {
                self.say(&format!("There is no stage {}.", wanted + 1));
            }
        }
    }

    /// The roadmap after the open one, or before it, around the end.
    pub(super) fn go_to_roadmap(&mut self, by: isize) {
        if self.screen == Screen::Stats {
            return self.go_to_stats(by);
        }
        let count = self.library.entries().len();
        let Some(current) = self.last_open().filter(|_| count > 1) else { return };
        let next = (current + count).saturating_add_signed(by) % count;
        self.home_row = next;
        self.open(next);
    }

    pub(super) fn switch_focus(&mut self) {
        if self.selected().is_some() {
            self.screen = match self.screen {
                Screen::Roadmap(Focus::Tree) => Screen::Roadmap(Focus::Details),
                Screen::Roadmap(Focus::Details) => Screen::Roadmap(Focus::Tree),
                other => other,
            };
        }
    }

    pub(super) fn go_home(&mut self) {
        if let Some(current) = self.last_open() {
            self.home_row = current;
        }
        self.put_away();
        self.screen = Screen::Home;
        self.arrive_home();
    }

    /// Leaves whatever has a screen of its own above the roadmap: another one is shown.
    pub(super) fn put_away(&mut self) {
        (self.stats, self.round) = (None, None);
        let mut session = std::mem::take(&mut self.session);
        self.remember_sweep(&mut session);
        (self.session, self.sweep) = (session, None);
    }

    /// Back to a screen that another one was opened from.
    pub(super) fn return_to(&mut self, from: Screen) {
        self.details_top = 0;
        self.screen = from;
        match (from, self.current) {
            // Its rows are gone if its file was replaced meanwhile.
            (Screen::Roadmap(_), Some(current)) if self.outlines[current].is_none() => self.open(current),
            // The roadmap beneath is gone meanwhile.
            (Screen::Roadmap(_), None) => self.go_home(),
            (Screen::Home | Screen::Stats, _) => self.reckon(),
            _ => {}
        }
    }

    /// On a question: Enter.
    pub(super) fn give_answer(&mut self) -> Vec<Effect> {
        match self.screen {
            Screen::Recall => self.give_recall(),
            Screen::Sweep => self.give_reply(),
            Screen::Home | Screen::Roadmap(_) | Screen::Stats => Vec::new(),
        }
    }

    /// On a question: the answer beside the one under the cursor.
    pub(super) fn switch_answer(&mut self, by: isize) {
        if let Some(round) = self.round.as_mut().filter(|round| round.shown) {
            round.row = moved(round.row, by, Answer::ALL.len());
        }
        if let Some(sweep) = &mut self.sweep {
            sweep.row = moved(sweep.row, by, Reply::ALL.len());
        }
    }

    /// Esc: one thing at a time, and never out of the program.
    pub(super) fn back(&mut self) {
        let filtered = self.open_roadmap().is_some_and(|(_, _, outline)| outline.filter().is_some());
        match self.screen {
            _ if self.overlay.is_some() => self.overlay = None,
            Screen::Home => {}
            Screen::Stats => self.leave_stats(),
            Screen::Recall => self.leave_recall(),
            Screen::Sweep => self.leave_sweep(),
            Screen::Roadmap(Focus::Details) => self.screen = Screen::Roadmap(Focus::Tree),
            Screen::Roadmap(Focus::Tree) if self.range().is_some() => self.range_start = None,
            Screen::Roadmap(Focus::Tree) if filtered => self.unfilter(),
            Screen::Roadmap(Focus::Tree) => self.go_home(),
        }
    }

    pub(super) fn fold_all(&mut self, fold: bool) {
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            outline.fold_all(&entry.roadmap, fold);
            outline.settle(rows);
        }
    }

    pub(super) fn unfold(&mut self, place: Place) {
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            outline.unfold(&entry.roadmap, place);
            outline.settle(rows);
        }
    }

    fn fold(&mut self, place: Place) {
        let rows = self.shown.rows;
        if let Some((_, entry, outline)) = self.outline_mut() {
            outline.fold(&entry.roadmap, place);
            outline.settle(rows);
        }
    }

    fn is_open(&self, place: Place) -> bool {
        self.open_roadmap().is_some_and(|(_, _, outline)| outline.is_open(place))
    }

    pub(super) fn home_rows(&self) -> usize {
        self.library.entries().len() + self.library.unreadable.len()
    }

    fn open_home_row(&mut self) {
        let readable = self.library.entries().len();
        match self.home_row.checked_sub(readable) {
            None => self.open(self.home_row),
            Some(bad) => {
                let Some(file) = self.library.unreadable.get(bad) else { return };
                let (name, words) = (file.name().to_owned(), file.words());
                match file.complaints {
                    0 => self.say(&format!("{name} {words}: {}.", file.first())),
                    _ => self.say_with(&format!("{name} {words}."), Command::EditFile, "opens it in your editor."),
                }
            }
        }
    }
}
