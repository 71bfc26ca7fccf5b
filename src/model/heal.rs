//! Records that follow a topic whose id has changed.

use super::log::Log;
use super::roadmap::{Place, Roadmap, TopicId};

/// How the records of one roadmap meet its topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Healing {
    /// Leaves whose record stands under an older id, in file order: by `from` in the log, by `was`, or by its tail.
    pub moved: Vec<(Place, TopicId)>,
    /// Those of `moved` that the log does not yet know of (no `from`): worth a word to the learner, once.
    pub fresh: Vec<Place>,
    /// Records that belong to no topic any more, sorted: kept, never counted.
    pub orphans: Vec<TopicId>,
}

/// Finds for each leaf the record that is its own.
///
/// First the id itself, then `from`, then the ids of `was` (those of a parent too: the rest of the path follows), then
/// the longest tail that exactly one orphaned record shares with exactly one leaf without a record.
pub fn heal(_roadmap: &Roadmap, _log: &Log) -> Healing {
    todo!()
}
