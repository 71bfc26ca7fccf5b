//! Undo and redo on the screen: the log knows what, this goes there and says so.

use super::message::Effect;
use super::state::{App, Screen};
use crate::command::Command;
use crate::model::{Edit, Refusal, Reversal, words};

impl App {
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if self.is_read_only() || self.bring_back_note() {
            return Vec::new();
        }
        let reversal = self.log.undo(self.now);
        self.reverse(reversal, "Undone", (Command::Redo, "redoes it."), "Nothing to undo")
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let reversal = self.log.redo(self.now);
        self.reverse(reversal, "Redone", (Command::Undo, "undoes it."), "Nothing to redo")
    }

    fn reverse(
        &mut self,
        reversal: Result<Reversal, Refusal>,
        done: &str,
        (back, brings): (Command, &str),
        nothing: &str,
    ) -> Vec<Effect> {
        match reversal {
            Ok(reversal) => {
                let effects = self.make(reversal.edits.clone());
                self.show_change(&reversal.edits);
                let edits: Vec<_> = reversal.edits.iter().collect();
                let what = words::reversed(&self.library, &edits, 1);
                self.say_with(&format!("{done}: {what}"), back, brings);
                effects
            }
            Err(Refusal::Nothing) => {
                self.say(&format!("{nothing}."));
                Vec::new()
            }
            Err(Refusal::Elsewhere { machine, .. }) => {
                self.say(&format!("{nothing}: {}.", words::newest_of(&machine)));
                Vec::new()
            }
            Err(Refusal::ChangedSince { roadmap, topic }) => {
                let title = words::title(&self.library, &roadmap, &topic);
                self.say(&format!("{title} has been changed since, so this is not taken back."));
                Vec::new()
            }
        }
    }

    /// Puts the cursor on what changed, if a roadmap is open.
    fn show_change(&mut self, edits: &[Edit]) {
        let Some(edit) = edits.first() else { return };
        let Some(number) = self.library.position(&edit.roadmap) else { return };
        let Some(place) = self.library.entries()[number].place_of(&edit.topic) else { return };
        if matches!(self.screen, Screen::Roadmap(_)) && edits.len() == 1 {
            self.go_to(number, place);
        }
    }
}
