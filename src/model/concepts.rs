//! Ideas that several roadmaps share, and whether they have been met.

use std::collections::HashMap;

use super::roadmap::{Place, Roadmap};
use super::standing::Standing;

/// Which topics, of which roadmaps of a library, bear a concept. Related ones (`~name`) are kept apart.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    bearers: HashMap<Box<str>, Vec<Bearer>>,
}

/// One topic that bears a concept: the number of its roadmap in the library, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    pub entry: usize,
    pub place: Place,
    pub related: bool,
}

impl Concepts {
    /// Indexes the roadmaps of a library, in its order.
    pub fn new<'a>(_roadmaps: impl Iterator<Item = &'a Roadmap>) -> Self {
        todo!()
    }

    /// The topics that bear `concept`, in the order of the library.
    pub fn bearers(&self, concept: &str) -> &[Bearer] {
        self.bearers.get(concept).map_or(&[], Vec::as_slice)
    }

    /// Whether `concept` is complete in some roadmap other than `except`; the first such topic.
    pub fn met<'a>(
        &self,
        _concept: &str,
        _except: Option<usize>,
        _standing: impl Fn(usize) -> &'a Standing,
    ) -> Option<Bearer> {
        todo!()
    }
}
