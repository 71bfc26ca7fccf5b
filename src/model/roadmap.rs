//! A roadmap as a tree of topics, kept in file order in one row.

use std::ops::Index;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::text::SafeText;

/// The id of a roadmap: the file's stem, or its `id:`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoadmapId(pub Arc<str>);

/// The id of a topic within its roadmap: the path of slugs from its stage, `core-skills/apis/graphql`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TopicId(pub Arc<str>);

/// Where a topic stands in the file order of its roadmap, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(pub u32);

/// One curriculum: stages that hold topics that may hold topics.
///
/// A stage is simply a topic at depth 0. All of them lie in one row in file order, so that the inside of a topic is
/// the run of places between it and its `end`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Roadmap {
    pub id: RoadmapId,
    pub title: SafeText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub numbering: Numbering,
    pub topics: Vec<Topic>,
}

/// A stage (depth 0) or a topic in it. The default is one of which nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    pub id: TopicId,
    pub title: SafeText,
    pub depth: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Place>,
    /// The first place after everything inside this topic; `place + 1` for a leaf.
    pub end: Place,
    /// The number shown before the title, where the roadmap numbers this kind of topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<SafeText>,
    /// Ids this topic had before: full paths, the topic's own progress and that of what is inside follow from there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<TopicId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<SafeText>,
    /// How many of the topics inside are enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pick: Option<u32>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub optional: Aside,
    /// Whether this topic or one above it is optional: it then counts as a bonus only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub beyond_required: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub recommended: Aside,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Concept>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate_minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<Tool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
}

/// A yes or no that may carry its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    #[default]
    No,
    Yes,
    Because(SafeText),
}

/// Something that is better learned first: advice, never a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// A topic of the same roadmap.
    Topic(Place),
    /// A concept, met in whichever roadmap.
    Concept(Box<str>),
}

/// An idea that several roadmaps share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    pub name: Box<str>,
    /// Of another breadth (`~name`): a "see also", never "already known".
    #[serde(default, skip_serializing_if = "is_default")]
    pub related: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<SafeText>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    pub name: SafeText,
    #[serde(default, skip_serializing_if = "is_default")]
    pub recommended: bool,
}

/// A link, a book or anything else to learn from. Has a title, a URL, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<SafeText>,
    /// Only `http`, `https` and `mailto` get this far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<SafeText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ResourceKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<SafeText>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    Article,
    Docs,
    Video,
    Course,
    Book,
    Podcast,
    Tool,
    Community,
    Other,
}

/// What a topic asks for: study, or something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Topic,
    Project,
    Reading,
    Interview,
}

/// Which titles carry numbers; they run on across stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    Stages,
    Topics,
    #[default]
    None,
}

impl Roadmap {
    /// Every topic, stages among them, in file order.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = Place> + use<> {
        places(0, self.topics.len())
    }

    /// The leaves, in file order.
    pub fn leaves(&self) -> impl DoubleEndedIterator<Item = Place> {
        self.places().filter(|&place| self.is_leaf(place))
    }

    /// The stages, in file order.
    pub fn stages(&self) -> impl Iterator<Item = Place> {
        self.siblings(Place(0), Place(self.topics.len().try_into().unwrap_or(u32::MAX)))
    }

    /// The topics directly inside `place`, in file order.
    pub fn children(&self, place: Place) -> impl Iterator<Item = Place> {
        self.siblings(Place(place.0 + 1), self[place].end)
    }

    /// Everything inside `place`, in file order, itself left out.
    pub fn inside(&self, place: Place) -> impl DoubleEndedIterator<Item = Place> + use<> {
        places(place.0 as usize + 1, self[place].end.0 as usize)
    }

    /// The leaves at or inside `place`: itself, if it is one.
    pub fn leaves_of(&self, place: Place) -> impl DoubleEndedIterator<Item = Place> {
        places(place.0 as usize, self[place].end.0 as usize).filter(|&inner| self.is_leaf(inner))
    }

    /// The topics above `place`, the nearest first.
    pub fn ancestors(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(self[place].parent, |&above| self[above].parent)
    }

    /// The stage that `place` belongs to, itself if it is one.
    pub fn stage_of(&self, place: Place) -> Place {
        self.ancestors(place).last().unwrap_or(place)
    }

    pub fn is_leaf(&self, place: Place) -> bool {
        self[place].end.0 == place.0 + 1
    }

    /// Whether `place` is one option of a choice.
    pub fn is_option(&self, place: Place) -> bool {
        self[place].parent.is_some_and(|parent| self[parent].pick.is_some())
    }

    /// The name of something that is required: a title, or a concept.
    pub fn required<'a>(&'a self, requirement: &'a Requirement) -> &'a str {
        match requirement {
            Requirement::Topic(place) => &self[*place].title,
            Requirement::Concept(name) => name,
        }
    }

    /// The place of a topic by its full id.
    pub fn find(&self, id: &TopicId) -> Option<Place> {
        self.places().find(|&place| self[place].id == *id)
    }

    fn siblings(&self, first: Place, end: Place) -> impl Iterator<Item = Place> {
        std::iter::successors((first < end).then_some(first), move |&place| {
            let next = self[place].end;
            (next < end).then_some(next)
        })
    }
}

impl TopicId {
    /// The last segment of the path.
    pub(super) fn last(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl Index<Place> for Roadmap {
    type Output = Topic;

    fn index(&self, place: Place) -> &Topic {
        &self.topics[place.0 as usize]
    }
}

impl Aside {
    pub const fn holds(&self) -> bool {
        !matches!(self, Self::No)
    }

    pub const fn reason(&self) -> Option<&SafeText> {
        match self {
            Self::Because(reason) => Some(reason),
            Self::No | Self::Yes => None,
        }
    }
}

impl ResourceKind {
    /// The word in the file, in JSON and on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Docs => "docs",
            Self::Video => "video",
            Self::Course => "course",
            Self::Book => "book",
            Self::Podcast => "podcast",
            Self::Tool => "tool",
            Self::Community => "community",
            Self::Other => "other",
        }
    }
}

fn places(first: usize, end: usize) -> impl DoubleEndedIterator<Item = Place> + use<> {
    (first..end).map(|place| Place(place.try_into().unwrap_or(u32::MAX)))
}

/// Whether a field can be left out of what is compiled in.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
