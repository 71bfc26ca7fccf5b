//! Undo and redo on the screen: the log knows what, this goes there and says so.

use super::message::Effect;
use super::state::{App, Screen};
use crate::command::Command;
use crate::model::{Edit, Refusal, Reversal, Status};

impl App {
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if self.is_read_only() || self.bring_back_note() {
            return Vec::new();
        }
        let reversal = self.log.undo(self.now);
        self.reverse(reversal, "Undone", (Command::Redo, "redoes it."), "Nothing to undo.")
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let reversal = self.log.redo(self.now);
        self.reverse(reversal, "Redone", (Command::Undo, "undoes it."), "Nothing to redo.")
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
                let what = self.what_changed(&reversal.edits);
                self.say_with(&format!("{done}: {what}"), back, brings);
                effects
            }
            Err(Refusal::Nothing) => {
                self.say(nothing);
                Vec::new()
            }
            Err(Refusal::ChangedSince { roadmap, topic }) => {
                let title = self.title(&roadmap, &topic);
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

    /// `JWT is to do again.` or `5 topics are as before.`
    fn what_changed(&self, edits: &[Edit]) -> String {
        match edits {
            [edit] => {
                let title = self.title(&edit.roadmap, &edit.topic);
                match edit.set.status {
                    Some(Status::Todo) => format!("{title} is to do again."),
                    Some(status) => format!("{title} is {} again.", status.words()),
                    None if edit.set.note.is_some() => format!("the note of {title} is as before."),
                    None if edit.set.proof.is_some() => format!("the proof of {title} is as before."),
                    None if edit.set.recall.is_some() => format!("the answer to {title} is as before."),
                    None => format!("{title} is as before."),
                }
            }
            _ if edits.iter().any(|edit| edit.redo.is_some()) => format!("{} topics are changed again.", edits.len()),
            _ => format!("{} topics are as before.", edits.len()),
        }
    }

    pub(super) fn title(&self, roadmap: &crate::model::RoadmapId, topic: &crate::model::TopicId) -> String {
        let entry = self.library.position(roadmap).map(|number| &self.library.entries()[number]);
        let title = entry.and_then(|entry| Some(entry.roadmap[entry.place_of(topic)?].title.to_string()));
        title.unwrap_or_else(|| crate::model::SafeText::line(&topic.0).to_string())
    }
}
