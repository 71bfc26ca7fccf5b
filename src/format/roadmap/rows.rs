//! The topics of a file in one row, as far as they have been read.

use crate::format::yaml::Node;
use crate::model::{Aside, Kind, Place, SafeText, Topic, TopicId};

/// Every topic of a file, stages among them, in file order.
#[derive(Debug, Default)]
pub(super) struct Rows<'t> {
    pub topics: Vec<Topic>,
    /// What topics require, by the words of the file.
    pub required: Vec<Required<'t>>,
    /// Whether some topic has no id, which has been complained of.
    pub lacks_ids: bool,
}

/// One entry of a `requires`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Required<'t> {
    pub by: Place,
    pub node: Node<'t>,
    pub text: &'t str,
}

impl Rows<'_> {
    /// The place of the topic that is pushed next.
    pub(super) fn place(&self) -> Place {
        Place(u32::try_from(self.topics.len()).unwrap_or(u32::MAX))
    }
}

/// A topic of which nothing is known but where it stands.
pub(super) fn blank(parent: Option<Place>, depth: u8, number: Option<u32>) -> Topic {
    Topic {
        id: TopicId("".into()),
        title: SafeText::default(),
        depth,
        parent,
        end: Place(0),
        number,
        kind: Kind::Topic,
        icon: None,
        was: Vec::new(),
        description: None,
        points: Vec::new(),
        pick: None,
        optional: Aside::No,
        beyond_required: false,
        recommended: Aside::No,
        requires: Vec::new(),
        concepts: Vec::new(),
        estimate_minutes: None,
        tools: Vec::new(),
        check: None,
        resources: Vec::new(),
    }
}
