//! Finding topics by words.

use super::roadmap::{Place, Roadmap};

/// What was typed, ready to be matched.
///
/// Every word must occur, in any order, as a substring; case matters only for a word that has an upper-case letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

/// How good a match is, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Every word begins a word of the title.
    WordStarts,
    /// Every word is in the title.
    Title,
    /// Found only with the help of description, points, tools or the note.
    Body,
    /// Nothing matched literally: the letters occur in order in the title.
    Fuzzy,
}

/// A topic that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    pub rank: Rank,
}

impl Query {
    pub fn new(_typed: &str) -> Self {
        todo!()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The topics (stages and parents too) that match, best first and then in file order. `note` gives a leaf's note.
    /// Falls back to fuzzy matching of titles only when nothing matches. An empty query finds nothing.
    pub fn find<'a>(&self, _roadmap: &Roadmap, _note: impl Fn(Place) -> Option<&'a str>) -> Vec<Found> {
        todo!()
    }
}
