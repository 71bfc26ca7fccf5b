//! A round of recall: a few learned topics, one question after another.

use jiff::civil::Date;

use super::note::Subject;
use crate::model::Answer;

/// The topics of a round, and what came of them so far.
#[derive(Debug)]
pub struct Round {
    pub cards: Vec<Card>,
    /// Whether the note and the rest are shown, or only the question.
    pub shown: bool,
    /// The answer under the cursor, of [`Answer::ALL`].
    pub row: usize,
    /// How many more topics are worth recalling today.
    pub more: usize,
}

/// One topic that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub subject: Subject,
    pub learned: Date,
    /// The step of the ladder that it stands on.
    pub step: u8,
    pub answer: Option<Answer>,
}

impl Round {
    /// The answer that the cursor begins on: the one that changes least.
    const FIRST: usize = 1;

    pub(super) const fn new(cards: Vec<Card>, more: usize) -> Self {
        Self { cards, shown: false, row: Self::FIRST, more }
    }

    /// The number of the card that is asked, from 0; none at the end.
    pub fn at(&self) -> Option<usize> {
        self.cards.iter().position(|card| card.answer.is_none())
    }

    /// The card that is asked.
    pub fn card(&self) -> Option<&Card> {
        self.cards.get(self.at()?)
    }

    /// How many cards were answered so.
    pub fn count(&self, answer: Answer) -> usize {
        self.cards.iter().filter(|card| card.answer == Some(answer)).count()
    }

    /// Turns to the question of the next card.
    pub(super) fn turn(&mut self) {
        self.shown = false;
        self.row = Self::FIRST;
    }
}
