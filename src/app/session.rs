//! What the screen remembers between two starts: per machine, disposable, no part of progress.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::filter::Filter;

/// The contents of `session.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The roadmap that was open at the end; none if it was the home screen.
    pub last: Option<String>,
    /// Its file, where it was named on the command line.
    pub file: Option<String>,
    /// By id of the roadmap.
    pub views: BTreeMap<String, View>,
}

/// How one roadmap was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The topic under the cursor.
    pub cursor: Option<String>,
    /// Rows on the screen above it.
    pub above: usize,
    /// The ids of topics that were unfolded.
    pub open: Vec<String>,
    pub filter: Option<Filter>,
    /// How many leaves the roadmap had, to notice when it grows.
    pub leaves: u32,
    /// When it was seen last, in seconds since 1970.
    pub seen: i64,
    /// The offer to take over what was met elsewhere was made.
    pub offered: bool,
    /// How many moved topics the learner has been told of.
    pub moved: usize,
    /// What a sweep that is not through has to ask no more: the ids of topics answered "not yet".
    pub not_yet: BTreeSet<String>,
    /// The topic that a sweep had come to when it was left.
    pub swept_to: Option<String>,
}
