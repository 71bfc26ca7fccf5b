//! The topics that edits speak of, each with a number: so a name is kept once, however many edits it has.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

use super::super::roadmap::{RoadmapId, TopicId};
use super::bytes::count;

/// A topic with its roadmap.
pub(super) type Name = (RoadmapId, TopicId);

/// A topic among all that edits speak of, and the number of its roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub(super) roadmap: u32,
    pub(super) topic: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    roadmaps: HashMap<RoadmapId, u32>,
    /// By the number of a topic, with the number of its roadmap.
    names: Vec<(Name, u32)>,
    /// The numbers of topics by their names. Others write those too, so nobody may foresee the hash.
    topics: HashTable<u32>,
    state: RandomState,
    /// How many bytes the names have.
    length: usize,
}

/// What is kept of a topic beside its name: its number, its mark, and where they are found.
const WEIGHT: usize = 300;

impl Places {
    pub(super) fn with_room(topics: usize) -> Self {
        Self { names: Vec::with_capacity(topics), topics: HashTable::with_capacity(topics), ..Self::default() }
    }

    /// The numbers of a topic, given to it now if it has none yet.
    pub(super) fn spot(&mut self, roadmap: &RoadmapId, topic: &TopicId) -> Spot {
        let roadmap_number = self.roadmap_or_new(roadmap);
        let known = self.topic(roadmap_number, topic);
        let topic = known.unwrap_or_else(|| self.add(roadmap_number, roadmap.clone(), topic.clone()));
        Spot { roadmap: roadmap_number, topic }
    }

    /// The number of a roadmap, given to it now if it has none yet.
    pub(super) fn roadmap_or_new(&mut self, roadmap: &RoadmapId) -> u32 {
        self.roadmap(roadmap).unwrap_or_else(|| {
            let next = count(self.roadmaps.len());
            self.roadmaps.insert(roadmap.clone(), next);
            next
        })
    }

    /// Gives the next number to a topic that has none yet.
    pub(super) fn add(&mut self, roadmap_number: u32, roadmap: RoadmapId, topic: TopicId) -> u32 {
        let Self { names, topics, state, length, .. } = self;
        *length += topic.0.len();
        let next = count(names.len());
        let hash = state.hash_one((roadmap_number, &topic));
        names.push(((roadmap, topic), roadmap_number));
        topics.insert_unique(hash, next, |number| {
            let ((_, topic), roadmap) = &names[*number as usize];
            state.hash_one((*roadmap, topic))
        });
        next
    }

    pub(super) fn roadmap(&self, roadmap: &RoadmapId) -> Option<u32> {
        self.roadmaps.get(roadmap).copied()
    }

    /// How many roadmaps the first so many topics are of.
    pub(super) fn roadmaps_of(&self, topics: u32) -> u32 {
        (0..topics).filter_map(|topic| self.roadmap_of(topic)).max().map_or(0, |last| last + 1)
    }

    /// About how many bytes of memory the topics take.
    pub(super) fn weight(&self) -> usize {
        self.length + self.names.len() * WEIGHT
    }

    /// The number of a topic, if an edit has spoken of it.
    pub(super) fn find(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<u32> {
        self.topic(self.roadmap(roadmap)?, topic)
    }

    /// The topics of a roadmap with their numbers, in no order.
    pub(super) fn topics(&self, roadmap: &RoadmapId) -> impl Iterator<Item = (&TopicId, u32)> {
        let wanted = self.roadmap(roadmap);
        let numbered = self.names.iter().zip(0..);
        numbered
            .filter(move |((_, roadmap), _)| Some(*roadmap) == wanted)
            .map(|(((_, topic), _), number)| (topic, number))
    }

    pub(super) fn name(&self, topic: u32) -> Option<&Name> {
        self.names.get(topic as usize).map(|(name, _)| name)
    }

    /// How many topics have a number.
    pub(super) fn len(&self) -> u32 {
        count(self.names.len())
    }

    /// The number of the roadmap of a topic.
    pub(super) fn roadmap_of(&self, topic: u32) -> Option<u32> {
        self.names.get(topic as usize).map(|(_, roadmap)| *roadmap)
    }

    fn topic(&self, roadmap: u32, topic: &TopicId) -> Option<u32> {
        let is_it = |number: &u32| {
            let ((_, other), of) = &self.names[*number as usize];
            *of == roadmap && other == topic
        };
        self.topics.find(self.state.hash_one((roadmap, topic)), is_it).copied()
    }
}
