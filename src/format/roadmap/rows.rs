//! The topics of a file in one row, as far as they have been read.

use crate::format::yaml::Node;
use crate::model::{Place, Topic};

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
