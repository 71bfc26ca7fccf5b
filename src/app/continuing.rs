//! The one next step: where it is, and going there.

use super::state::{App, Screen};
use crate::model::{Next, Place, words};

impl App {
    /// Goes to the next step; from the home screen, that of the roadmap that it continues.
    pub(super) fn go_on(&mut self) {
        let number = match self.screen {
            Screen::Home => self.to_continue(),
            Screen::Roadmap(_) => self.last_open(),
            Screen::Stats => self.stats.as_ref().map(|page| page.number),
            Screen::Recall | Screen::Sweep => None,
        };
        let Some(number) = number else { return };
        match self.library.next(number, 1) {
            Next::Steps(steps) => {
                if let Some(step) = steps.first() {
                    self.go_to(number, step.place);
                    self.say(&self.why(number, step));
                }
            }
            Next::OnlyOptional { left } => self.say(&words::only_optional(left)),
            Next::Finished => self.say("Everything here is done."),
        }
    }

    /// The place of the best next step of a roadmap.
    pub(super) fn first_step(&self, number: usize) -> Option<Place> {
        match self.library.next(number, 1) {
            Next::Steps(steps) => steps.first().map(|step| step.place),
            Next::OnlyOptional { .. } | Next::Finished => None,
        }
    }

    /// The roadmap that the home screen continues: the one touched last.
    pub fn to_continue(&self) -> Option<usize> {
        let first = (!self.library.entries().is_empty()).then_some(0);
        self.library.last_touched(&self.log).or(self.last_open()).or(first)
    }
}
