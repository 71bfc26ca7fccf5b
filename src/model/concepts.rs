//! Ideas that several roadmaps share, and whether they have been met.

use std::collections::HashMap;

use super::roadmap::{Place, Roadmap};

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
    pub fn new<'a>(roadmaps: impl Iterator<Item = &'a Roadmap>) -> Self {
        let mut bearers = HashMap::<Box<str>, Vec<Bearer>>::new();
        for (entry, roadmap) in roadmaps.enumerate() {
            for place in roadmap.places() {
                for concept in &roadmap[place].concepts {
                    let bearer = Bearer { entry, place, related: concept.related };
                    bearers.entry(concept.name.clone()).or_default().push(bearer);
                }
            }
        }
        Self { bearers }
    }

    /// The topics that bear `concept`, in the order of the library.
    pub fn bearers(&self, concept: &str) -> &[Bearer] {
        self.bearers.get(concept).map_or(&[], Vec::as_slice)
    }

    /// The first topic, in a roadmap other than `except`, that bears `concept` itself and is complete.
    pub fn met(&self, concept: &str, except: Option<usize>, is_complete: impl Fn(&Bearer) -> bool) -> Option<Bearer> {
        let elsewhere = |bearer: &&Bearer| !bearer.related && Some(bearer.entry) != except;
        self.bearers(concept).iter().filter(elsewhere).find(|bearer| is_complete(bearer)).copied()
    }
}
