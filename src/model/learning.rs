//! What was learned, and when: read off the log once, for all who ask of it.

use super::library::Library;
use super::log::{Learned, Log};
use super::roadmap::Place;

/// The done leaves of all roadmaps, by the day of the tick that stands, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    topics: Vec<(Learned, usize, Place)>,
}

impl Learning {
    /// Takes time that grows with the log and the library.
    pub fn of(library: &Library, log: &Log) -> Self {
        let ticks = log.learned();
        let mut topics = Vec::new();
        for (number, entry) in library.entries().iter().enumerate() {
            let leaves = entry.roadmap.leaves();
            topics.extend(leaves.filter_map(|leaf| Some((entry.learned(log, &ticks, leaf)?, number, leaf))));
        }
        topics.sort_unstable();
        Self { topics }
    }

    /// Each topic: since when, the number of its roadmap, and its place there.
    pub fn topics(&self) -> impl Iterator<Item = (Learned, usize, Place)> {
        self.topics.iter().copied()
    }
}
