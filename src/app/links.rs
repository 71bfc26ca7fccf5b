//! The links of a topic: which there are, and the menu where there are several.

use crate::model::SafeText;

/// What is to be done with the picked link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkUse {
    Open,
    Copy,
}

/// The menu of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    pub purpose: LinkUse,
    pub row: usize,
    /// What is shown, and what is opened or copied.
    pub entries: Vec<(SafeText, SafeText)>,
}
