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

impl Session {
    /// So many roadmaps are remembered: more than anybody goes through, and little enough to be read at every start.
    pub(super) const MOST: usize = 100;

    /// Forgets the views of those that were not seen for the longest time.
    pub(super) fn prune(&mut self) {
        let Some(surplus) = self.views.len().checked_sub(Self::MOST + 1) else { return };
        let mut seen: Vec<_> = self.views.iter().map(|(id, view)| (view.seen, id.clone())).collect();
        seen.sort_unstable();
        for (_, id) in &seen[..=surplus] {
            self.views.remove(id);
        }
    }
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
    /// What that sweep has marked: the id of its step to undo.
    pub sweep_step: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roadmaps_that_were_seen_last_are_remembered() {
        let mut session = Session::default();
        for number in 0..250_i64 {
            // Those in the middle are the newest.
            let seen = -(number - 125).abs();
            session.views.insert(format!("r{number:03}"), View { seen, ..View::default() });
            session.prune();
            assert!(session.views.len() <= Session::MOST);
        }
        assert_eq!(session.views.len(), Session::MOST);
        assert!(session.views.values().all(|view| view.seen >= -50), "{:?}", session.views.keys());
        session.prune();
        assert_eq!(session.views.len(), Session::MOST);
    }
}
