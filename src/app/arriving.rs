//! What becomes of the state file beneath the program: others write it, it cannot be read, it is gone.

use super::message::{Arrival, Effect};
use super::state::{App, Overlay};
use crate::model::{Edit, words};

impl App {
    /// Takes in what was found in the state file, and says so where that is not plain to see.
    pub(super) fn arrived(&mut self, arrival: &Arrival) {
        self.saving.read_only |= arrival.newer;
        let (late, edits): (Vec<_>, Vec<_>) = arrival.edits.iter().cloned().partition(Edit::is_late);
        self.log.absorb(late);
        let told = self.told_of(&edits);
        self.absorb(&edits);
        if arrival.newer {
            let newer = words::newer("progress.jsonl");
            self.complain(&format!("{newer}. Nothing is saved. {}", words::UPDATE));
        } else if arrival.bad_lines.len() > self.told_lines {
            self.told_lines = arrival.bad_lines.len();
            self.complain(&words::unreadable_lines(&arrival.bad_lines));
        } else if let Some(told) = told.filter(|_| self.notice.is_none()) {
            self.say(&told);
        } else {
            self.tell_of_late();
        }
    }

    /// Says how many edits do not count, if they are more than it said before.
    pub(super) fn tell_of_late(&mut self) {
        let late = self.log.late_len();
        if late > std::mem::replace(&mut self.told_late, late) && self.notice.is_none() {
            self.say(&words::late(late));
        }
    }

    /// Asks what is to become of a state file that is gone, as soon as nothing else is open: what is being written is
    /// finished first, and none of its letters is taken for the answer.
    pub(super) fn ask_after_gone(&mut self) {
        if let Some(kept) = self.gone
            && matches!(self.overlay, None | Some(Overlay::Gone(_)))
        {
            self.overlay = Some(Overlay::Gone(kept));
        }
    }

    /// Writes the state file that is gone anew, from all that is known of it.
    pub(super) fn restore(&mut self) -> Vec<Effect> {
        self.end_gone(Effect::Restore)
    }

    /// Begins a new state file: only where nothing of the one that is gone is in memory.
    pub(super) fn start_afresh(&mut self) -> Vec<Effect> {
        if self.log.is_empty() { self.end_gone(Effect::StartAfresh) } else { Vec::new() }
    }

    /// The file is there: there is nothing to ask any more. What is being written goes on.
    pub(super) fn end_question(&mut self) -> Vec<Effect> {
        self.gone = None;
        self.overlay.take_if(|overlay| matches!(overlay, Overlay::Gone(_)));
        // What was written before the answer has waited for it.
        let waits = !self.saving.unsaved.is_empty();
        waits.then_some(Effect::Save).into_iter().collect()
    }

    fn end_gone(&mut self, effect: Effect) -> Vec<Effect> {
        std::iter::once(effect).chain(self.end_question()).collect()
    }
}
