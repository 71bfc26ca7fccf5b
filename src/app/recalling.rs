//! Recall on the screen: opened, answered, taken back, and followed when something changes meanwhile.

use super::message::Effect;
use super::note::Subject;
use super::recalled::comeback;
use super::round::{Card, Round};
use super::state::{App, Screen};
use crate::command::Command;
use crate::model::{Answer, Change, Due, Edit, Learning, Status, due, words};

impl App {
    /// Opens a round of recall; closes it again, or goes on with the next one at its end.
    pub(super) fn switch_recall(&mut self) {
        match &self.round {
            Some(round) if round.at().is_none() && round.more > 0 => self.begin_round(),
            Some(_) => self.leave_recall(),
            None => {
                self.asked_from = self.screen;
                self.begin_round();
            }
        }
    }

    pub(super) fn leave_recall(&mut self) {
        self.round = None;
        self.return_to(self.asked_from);
    }

    /// Shows what stands at the topic.
    pub(super) fn reveal(&mut self) {
        if let Some(round) = &mut self.round {
            round.shown = true;
        }
    }

    /// Enter: shows what stands there, then gives the answer under the cursor; at the end goes on, or back.
    pub(super) fn give_recall(&mut self) -> Vec<Effect> {
        match &self.round {
            Some(round) if round.at().is_some() && !round.shown => self.reveal(),
            Some(round) if round.at().is_some() => return self.answer(Answer::ALL[round.row]),
            _ => self.switch_recall(),
        }
        Vec::new()
    }

    /// Records an answer to the question that is shown.
    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(card) = self.round.as_ref().and_then(Round::card).cloned() else { return Vec::new() };
        if self.is_read_only() {
            return Vec::new();
        }
        let recalled = answer.at(card.step, self.now.date());
        let effects = self.set(&card.subject, Change { recall: Some(Some(recalled)), ..Change::default() });
        let title = words::title(&self.library, &card.subject.roadmap, &card.subject.topic);
        let text = format!("{title} {}.", comeback(recalled, &self.config.recall_days));
        self.say_with(&text, Command::Undo, "takes it back.");
        effects
    }

    /// What is worth recalling today. Walks the log.
    pub(super) fn due(&self, learning: &Learning) -> Vec<Due> {
        due(&self.library, &self.log, learning, self.now, &self.config.recall_days)
    }

    /// Keeps a round in step with edits: what was answered here, also in another window, is answered; what was answered
    /// elsewhere, or is not done any more, is asked no more.
    pub(super) fn follow_round(&mut self, edits: &[Edit]) {
        let Some(mut round) = self.round.take() else { return };
        let before = round.card().map(|card| card.subject.clone());
        for edit in edits {
            let Some(recall) = edit.set.recall else { continue };
            let is_it = |card: &Card| card.subject.roadmap == edit.roadmap && self.is_topic(&card.subject, edit);
            let Some(number) = round.cards.iter().position(is_it) else { continue };
            let card = &mut round.cards[number];
            if edit.by == *self.log.machine() {
                card.answer = recall.map(|recalled| recalled.answer);
            } else if card.answer.is_none() {
                round.cards.remove(number);
            }
        }
        round.cards.retain(|card| card.answer.is_some() || self.is_done(&card.subject));
        if round.card().map(|card| &card.subject) != before.as_ref() {
            round.turn();
            self.details_top = 0;
        }
        self.round = Some(round);
    }

    fn begin_round(&mut self) {
        let due = self.due(&Learning::of(&self.library, &self.log));
        let card = |due: &Due| {
            let roadmap = &self.library.entries()[due.number].roadmap;
            let subject = Subject { roadmap: roadmap.id.clone(), topic: roadmap[due.place].id.clone() };
            Card { subject, learned: due.learned.day.date(), step: due.rung.step, answer: None }
        };
        let cards = due.iter().take(Due::AT_A_TIME).map(card).collect();
        self.round = Some(Round::new(cards, due.len().saturating_sub(Due::AT_A_TIME)));
        self.screen = Screen::Recall;
        self.details_top = 0;
    }

    fn is_topic(&self, subject: &Subject, edit: &Edit) -> bool {
        subject.topic == edit.topic
            || self
                .place_of(subject)
                .is_some_and(|(number, place)| self.library.entries()[number].place_of(&edit.topic) == Some(place))
    }

    fn is_done(&self, subject: &Subject) -> bool {
        let place = self.place_of(subject);
        place.is_some_and(|(number, place)| self.library.entries()[number].standing.status(place) == Status::Done)
    }
}
