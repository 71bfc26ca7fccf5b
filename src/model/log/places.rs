//! The topics that edits speak of, each with a number: so a name is kept once, however many edits it has.

use std::collections::HashMap;

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
    /// By the number of a roadmap.
    topics: Vec<HashMap<TopicId, u32>>,
    /// By the number of a topic.
    names: Vec<Name>,
    /// By the number of a topic: that of its roadmap.
    roadmap_of: Vec<u32>,
}

impl Places {
    /// The numbers of a topic, given to it now if it has none yet.
    pub(super) fn spot(&mut self, roadmap: &RoadmapId, topic: &TopicId) -> Spot {
        let of_roadmap = self.roadmaps.get(roadmap).copied().unwrap_or_else(|| {
            let next = count(self.topics.len());
            self.topics.push(HashMap::new());
            self.roadmaps.insert(roadmap.clone(), next);
            next
        });
        let topics = &mut self.topics[of_roadmap as usize];
        let of_topic = topics.get(topic).copied().unwrap_or_else(|| {
            let next = count(self.names.len());
            self.names.push((roadmap.clone(), topic.clone()));
            self.roadmap_of.push(of_roadmap);
            topics.insert(topic.clone(), next);
            next
        });
        Spot { roadmap: of_roadmap, topic: of_topic }
    }

    pub(super) fn roadmap(&self, roadmap: &RoadmapId) -> Option<u32> {
        self.roadmaps.get(roadmap).copied()
    }

    /// The numbers of a topic, if an edit has spoken of it.
    pub(super) fn find(&self, roadmap: &RoadmapId, topic: &TopicId) -> Option<Spot> {
        let roadmap = self.roadmap(roadmap)?;
        let topic = *self.topics[roadmap as usize].get(topic)?;
        Some(Spot { roadmap, topic })
    }

    /// The topics of a roadmap with their numbers, in no order.
    pub(super) fn topics(&self, roadmap: &RoadmapId) -> impl Iterator<Item = (&TopicId, u32)> {
        let topics = self.roadmap(roadmap).map(|number| &self.topics[number as usize]);
        topics.into_iter().flatten().map(|(topic, &number)| (topic, number))
    }

    pub(super) fn name(&self, topic: u32) -> &Name {
        &self.names[topic as usize]
    }

    /// By the number of a topic.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// The numbers of a topic that has one.
    pub(super) fn spot_of(&self, topic: u32) -> Spot {
        Spot { roadmap: self.roadmap_of[topic as usize], topic }
    }
}
