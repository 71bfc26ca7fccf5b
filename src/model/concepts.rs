//! Ideas that several roadmaps share, and in which of them they have been met.

use std::collections::{BTreeMap, HashMap};

use super::roadmap::{Place, Roadmap};

/// What a concept that is complete in another roadmap means here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharedConcepts {
    /// It is said, and offered once.
    #[default]
    Hints,
    /// It counts as known, and says from where. Nothing of it is written down.
    Count,
    /// Nothing is said.
    Off,
}

/// Which topics, of which roadmaps of a library, bear a concept, and which of these are complete. Related ones
/// (`~name`) are kept apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Concepts {
    shared: HashMap<Box<str>, Shared>,
}

/// One topic that bears a concept: the number of its roadmap in the library, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearer {
    pub(super) entry: usize,
    pub(super) place: Place,
    pub(super) related: bool,
}

/// What is known of one concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shared {
    /// In the order of the library.
    bearers: Vec<Bearer>,
    /// By number of the roadmap: how many of its topics that bear the concept itself are complete; never 0.
    complete: BTreeMap<usize, u32>,
}

impl Concepts {
    /// Indexes the roadmaps of a library, in its order; `is_complete` tells of a topic by its roadmap's number.
    pub(super) fn new<'a>(
        roadmaps: impl Iterator<Item = &'a Roadmap>,
        is_complete: impl Fn(usize, Place) -> bool,
    ) -> Self {
        let mut concepts = Self::default();
        for (entry, roadmap) in roadmaps.enumerate() {
            for place in roadmap.places().filter(|&place| !roadmap[place].concepts.is_empty()) {
                let complete = is_complete(entry, place);
                for concept in &roadmap[place].concepts {
                    let bearer = Bearer { entry, place, related: concept.related };
                    concepts.shared.entry(concept.name.clone()).or_default().bearers.push(bearer);
                    if complete && !concept.related {
                        concepts.turn(&concept.name, entry, true);
                    }
                }
            }
        }
        concepts
    }

    /// The topics that bear `concept`, in the order of the library.
    pub(super) fn bearers(&self, concept: &str) -> &[Bearer] {
        self.shared.get(concept).map_or(&[], |shared| &shared.bearers)
    }

    /// The first roadmap other than `except` in which `concept` itself is complete.
    pub(super) fn met(&self, concept: &str, except: Option<usize>) -> Option<usize> {
        self.shared.get(concept)?.complete.keys().copied().find(|&entry| Some(entry) != except)
    }

    /// Takes in that one more topic of a roadmap that bears `concept` is complete, or one fewer. Says whether that
    /// makes the concept met there, or no more.
    pub(super) fn turn(&mut self, concept: &str, entry: usize, complete: bool) -> bool {
        let Some(shared) = self.shared.get_mut(concept) else { return false };
        let count = shared.complete.entry(entry).or_default();
        let before = *count > 0;
        *count = if complete { *count + 1 } else { count.saturating_sub(1) };
        let now = *count > 0;
        if !now {
            shared.complete.remove(&entry);
        }
        before != now
    }
}
