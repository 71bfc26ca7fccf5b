//! The first sweep through a roadmap: one question a topic.

use std::collections::HashMap;

use crate::model::{EditId, TopicId};

/// The questions of a sweep, and what was answered so far.
#[derive(Debug)]
pub struct Sweep {
    /// The roadmap.
    pub number: usize,
    /// In the order in which they are asked. By their ids: the roadmap may be read anew meanwhile.
    pub(super) questions: Vec<Question>,
    /// The number of the question about a topic.
    numbers: HashMap<TopicId, usize>,
    /// The question that is asked.
    pub(super) at: usize,
    /// The answer under the cursor, of [`Reply::ALL`].
    pub row: usize,
    /// The first edit: what is marked in one sweep is one step to undo.
    pub(super) group: Option<EditId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) topic: TopicId,
    pub(super) reply: Option<Reply>,
}

/// What a learner answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Known,
    /// Not asked again until the sweep is through.
    NotYet,
    /// Asked again by the next sweep.
    Later,
}

impl Reply {
    /// Every reply, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Known, Self::NotYet, Self::Later];
}

impl Sweep {
    pub(super) fn new(number: usize, topics: Vec<TopicId>, group: Option<EditId>) -> Self {
        let numbers = topics.iter().cloned().zip(0..).collect();
        let questions = topics.into_iter().map(|topic| Question { topic, reply: None }).collect();
        Self { number, questions, numbers, at: 0, row: 0, group }
    }

    /// The number of the question that is asked, from 1, and how many there are.
    pub const fn progress(&self) -> (usize, usize) {
        (self.at + 1, self.questions.len())
    }

    /// What was answered before, if the question is asked again.
    pub fn reply(&self) -> Option<Reply> {
        self.questions.get(self.at)?.reply
    }

    pub(super) fn topic(&self) -> Option<&TopicId> {
        Some(&self.questions.get(self.at)?.topic)
    }

    /// The question about a topic.
    pub(super) fn about(&mut self, topic: &TopicId) -> Option<&mut Question> {
        self.questions.get_mut(*self.numbers.get(topic)?)
    }

    /// How many questions were answered so.
    pub(super) fn count(&self, reply: Reply) -> usize {
        self.questions.iter().filter(|question| question.reply == Some(reply)).count()
    }
}
