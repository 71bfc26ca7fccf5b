//! Notes: opened, saved, discarded and brought back, in the box or in the editor of the user.

use super::message::Effect;
use super::note::{NoteEditor, Stroke, Subject};
use super::state::{App, Overlay, Screen};
use crate::command::Command;
use crate::model::{Change, LONGEST_NOTE, Place, SafeText, note, words};

impl App {
    pub(super) fn open_note(&mut self) {
        if self.is_read_only() {
            return;
        }
        let Some((subject, number, place)) = self.subject() else { return };
        let before = self.library.note(&self.log, number, place).unwrap_or_default().to_owned();
        if before.len() > LONGEST_NOTE {
            self.say("This note is too long to be changed here.");
            return;
        }
        let title = self.library.entries()[number].roadmap[place].title.clone();
        self.overlay = Some(Overlay::Note(Box::new(NoteEditor::new(subject, title, &before))));
    }

    /// The note in the editor of the user: what stands in the box, or what is recorded.
    pub(super) fn write_outside(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        if let Some(Overlay::Note(note)) = &self.overlay {
            return vec![Effect::WriteOutside { subject: note.subject.clone(), text: note.written() }];
        }
        let Some((subject, number, place)) = self.subject() else { return Vec::new() };
        let text = self.library.note(&self.log, number, place).unwrap_or_default().to_owned();
        vec![Effect::WriteOutside { subject, text }]
    }

    /// What came back from the editor of the user is saved, and the box closed.
    pub(super) fn written_outside(&mut self, subject: &Subject, text: &str) -> Vec<Effect> {
        if self.is_read_only() {
            let title = words::title(&self.library, &subject.roadmap, &subject.topic);
            let mut note = NoteEditor::new(subject.clone(), title, "");
            note.text.insert_str(&*SafeText::clean(text));
            self.overlay = Some(Overlay::Note(Box::new(note)));
            return Vec::new();
        }
        self.overlay.take_if(|overlay| matches!(overlay, Overlay::Note(note) if note.subject == *subject));
        self.set_note(subject, text)
    }

    /// There is no editor to write in; there is always the box.
    pub(super) fn complain_of_editor(&mut self, why: &SafeText) {
        let is_open = matches!(self.overlay, Some(Overlay::Note(_)));
        let text = format!("{why}.");
        let text = if is_open { text } else { self.hinted(&text, Command::Note, "writes the note here.") };
        self.complain(&text);
    }

    /// Closes the box and keeps what stands in it. Where nothing can be saved, the box stays.
    pub(super) fn save_note(&mut self) -> Vec<Effect> {
        let is_changed = matches!(&self.overlay, Some(Overlay::Note(note)) if note.is_changed());
        if is_changed && self.is_read_only() {
            return Vec::new();
        }
        let Some(Overlay::Note(note)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::Note(_))) else {
            return Vec::new();
        };
        if note.is_changed() { self.set_note(&note.subject, &note.written()) } else { Vec::new() }
    }

    /// Closes the box; undo opens it again as it was.
    pub(super) fn drop_note(&mut self) {
        if let Some(Overlay::Note(note)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::Note(_)))
            && note.is_changed()
        {
            self.dropped = Some(note);
            self.say_with("Discarded.", Command::Undo, "brings it back.");
        }
    }

    /// Opens the note that was discarded last; says whether there was one.
    pub(super) fn bring_back_note(&mut self) -> bool {
        let Some(note) = self.dropped.take() else { return false };
        // A round of questions is not left for it.
        let is_asked = matches!(self.screen, Screen::Recall | Screen::Sweep);
        let there = self.place_of(&note.subject).filter(|place| !is_asked && self.at_hand() != Some(*place));
        if let Some((number, place)) = there {
            self.go_to(number, place);
        }
        self.overlay = Some(Overlay::Note(note));
        true
    }

    pub(super) fn strike(&mut self, stroke: Stroke) {
        let Some(Overlay::Note(note)) = &mut self.overlay else { return };
        let more = match stroke {
            Stroke::Type(typed) if is_hidden(typed) => return,
            Stroke::Type(typed) => typed.len_utf8(),
            Stroke::NewLine => 1,
            Stroke::Tab => 4,
            _ => 0,
        };
        if more == 0 || note.has_room_for(more) {
            note.strike(stroke);
            self.notice = None;
        } else {
            self.say("There is no room for more in one note.");
        }
    }

    pub(super) fn paste_into_note(&mut self, pasted: &str) {
        let Some(Overlay::Note(note)) = &mut self.overlay else { return };
        let pasted = SafeText::clean(&pasted.replace("\r\n", "\n").replace('\r', "\n"));
        if note.has_room_for(pasted.len()) {
            note.text.insert_str(&*pasted);
        } else {
            self.say("There is no room for that in one note.");
        }
    }

    pub(super) fn undo_typing(&mut self, redo: bool) {
        let Some(Overlay::Note(note)) = &mut self.overlay else { return };
        let done = if redo { note.text.redo() } else { note.text.undo() };
        if !done {
            self.say(if redo { "Nothing to bring back." } else { "Nothing was typed before that." });
        }
    }

    /// Writes down the note of a topic, or deletes it.
    fn set_note(&mut self, subject: &Subject, text: &str) -> Vec<Effect> {
        let (now, before) = (note(text), self.note_at(subject));
        let title = words::title(&self.library, &subject.roadmap, &subject.topic);
        let (text, undo) = match (&before, &now) {
            _ if before == now => {
                self.say(&format!("The note of {title} is as it was."));
                return Vec::new();
            }
            (_, None) => (format!("The note of {title} is deleted."), "brings it back."),
            (None, Some(_)) => (format!("Noted: {title}."), "undoes it."),
            (Some(_), Some(_)) => (format!("The note of {title} is changed."), "undoes it."),
        };
        let effects = self.set(subject, Change { note: Some(now), ..Change::default() });
        self.say_with(&text, Command::Undo, undo);
        effects
    }

    fn note_at(&self, subject: &Subject) -> Option<SafeText> {
        let (number, place) = self.place_of(subject)?;
        self.library.note(&self.log, number, place).map(SafeText::clean)
    }

    /// Makes one change of a topic, as [`crate::model::Library::change`] wants it.
    pub(super) fn set(&mut self, subject: &Subject, change: Change) -> Vec<Effect> {
        let change = match self.place_of(subject) {
            Some((number, place)) => self.library.change(&self.log, number, place, change),
            // Its roadmap is gone meanwhile: what was written is not lost.
            None => (subject.topic.clone(), change),
        };
        let edits = self.log.compose(self.now, &subject.roadmap, vec![change]);
        self.make(edits)
    }

    /// The topic at hand, if something can be written at it.
    pub(super) fn subject(&mut self) -> Option<(Subject, usize, Place)> {
        let (number, place) = self.at_hand()?;
        let roadmap = &self.library.entries()[number].roadmap;
        if !roadmap.is_leaf(place) {
            self.say("Notes and proof belong to the topics with a box: pick one inside.");
            return None;
        }
        Some((Subject { roadmap: roadmap.id.clone(), topic: roadmap[place].id.clone() }, number, place))
    }

    /// Where a topic is now.
    pub(super) fn place_of(&self, subject: &Subject) -> Option<(usize, Place)> {
        let number = self.library.position(&subject.roadmap)?;
        Some((number, self.library.entries()[number].place_of(&subject.topic)?))
    }
}

/// Whether a character could never be shown, whatever letters stand around it.
fn is_hidden(typed: char) -> bool {
    // Between letters of a script in which joiners matter, so that those can be typed.
    SafeText::hidden_in(&format!("क{typed}क")).is_some()
}
