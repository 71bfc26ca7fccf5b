//! Links as proof: typed into a line, opened and removed in the list below it.

use tui_input::{Input, InputRequest};

use super::links::LinkUse;
use super::message::Effect;
use super::proof::Proof;
use super::state::{App, Overlay};
use crate::command::{Command, Scope};
use crate::model::{Change, LONGEST_LINK, NoProof, Place, SafeText, is_link, with_proof};

impl App {
    pub(super) fn open_proof(&mut self) {
        if self.is_read_only() {
            return;
        }
        let Some((subject, number, place)) = self.subject() else { return };
        let title = self.library.entries()[number].roadmap[place].title.clone();
        let links = self.proof(number, place);
        self.overlay =
            Some(Overlay::Proof(Proof { subject, title, typed: Input::default(), links, row: 0, refused: None }));
    }

    pub(super) fn type_link(&mut self, requests: impl Iterator<Item = InputRequest>) {
        if let Some(Overlay::Proof(proof)) = &mut self.overlay {
            proof.row = 0;
            for request in requests {
                if proof.typed.handle(request).is_some_and(|changed| changed.value) {
                    proof.refused = None;
                }
            }
        }
    }

    /// A link that is too long is refused whole: a piece of it would lead elsewhere.
    pub(super) fn paste_link(&mut self, pasted: &str) {
        let Some(Overlay::Proof(proof)) = &mut self.overlay else { return };
        let link = SafeText::line(pasted.trim());
        if proof.typed.value().len() + link.len() > LONGEST_LINK {
            proof.row = 0;
            proof.refused = Some(NoProof::TooLong);
        } else {
            self.type_link(link.chars().map(InputRequest::InsertChar));
        }
    }

    /// Enter: adds what was typed, or opens the link under the cursor.
    pub(super) fn enter_proof(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let Some(Overlay::Proof(proof)) = &mut self.overlay else { return Vec::new() };
        if let Some(link) = proof.row.checked_sub(1).and_then(|row| proof.links.get(row)).cloned() {
            return self.open_proof_link(link);
        }
        if proof.typed.value().trim().is_empty() {
            self.overlay = None;
            return Vec::new();
        }
        match with_proof(&proof.links, proof.typed.value()) {
            Ok(links) => {
                let (subject, title) = (proof.subject.clone(), proof.title.clone());
                self.overlay = None;
                let effects = self.set(&subject, Change { proof: Some(links), ..Change::default() });
                self.say_with(&format!("Proof added: {title}."), Command::Undo, "undoes it.");
                effects
            }
            Err(why) => {
                proof.refused = Some(why);
                Vec::new()
            }
        }
    }

    /// Removes the link under the cursor.
    pub(super) fn remove_proof(&mut self) -> Vec<Effect> {
        if self.is_read_only() {
            return Vec::new();
        }
        let Some(Overlay::Proof(proof)) = &mut self.overlay else { return Vec::new() };
        let Some(row) = proof.row.checked_sub(1).filter(|&row| row < proof.links.len()) else { return Vec::new() };
        let removed = proof.links.remove(row);
        proof.row = proof.row.min(proof.links.len());
        let (subject, links) = (proof.subject.clone(), proof.links.clone());
        let effects = self.set(&subject, Change { proof: Some(links), ..Change::default() });
        let keymap = &self.config.keymap;
        let close = keymap.first_in(Scope::List, Command::Back).map(|key| format!("{key}, then"));
        let back = Some(keymap.hint(Command::Undo, "brings it back.")).filter(|hint| !hint.is_empty());
        let way = close.zip(back).map(|(close, back)| format!(" {close} {back}")).unwrap_or_default();
        self.say(&format!("Removed: {removed}.{way}"));
        effects
    }

    /// The links of a topic as proof.
    pub fn proof(&self, number: usize, place: Place) -> Vec<SafeText> {
        self.library.proof(&self.log, number, place)
    }

    /// A log that came from elsewhere may call anything a link.
    fn open_proof_link(&mut self, link: SafeText) -> Vec<Effect> {
        if is_link(&link) {
            self.follow_link(LinkUse::Open, link)
        } else {
            self.say("Only http, https and mailto are opened.");
            Vec::new()
        }
    }
}
