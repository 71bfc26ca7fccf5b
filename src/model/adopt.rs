//! A record that lost its topic, given to another by hand.

use super::edit::Change;
use super::entry::Entry;
use super::log::Log;
use super::roadmap::{Place, TopicId};

/// So many older ids are gone through, as in healing: an honest log has few, and no other may lead in a circle.
const LONGEST: usize = 32;

/// The changes after which a leaf goes on from the record under `old`, for [`Log::compose`].
///
/// A topic goes on from one older id. Where the leaf has one already, that one goes on from `old`: so neither of the
/// two loses its way. What was recorded under each of them stays, and for each field the newest holds.
pub fn adoption(entry: &Entry, log: &Log, leaf: Place, old: &TopicId) -> Vec<(TopicId, Change)> {
    let roadmap = &entry.roadmap;
    let mut last = roadmap[leaf].id.clone();
    let mut changes = Vec::new();
    for _ in 0..LONGEST {
        let written = log.mark(&roadmap.id, &last).and_then(|mark| mark.from.clone());
        // Healing has found one that is not written down; with a written one it would no longer look.
        let healed = || entry.healing.older(leaf).next().filter(|_| changes.is_empty() && last == roadmap[leaf].id);
        let older = match (written, healed()) {
            (Some(older), _) => older,
            (None, Some(older)) => {
                let older = older.clone();
                changes.push(going_on(&last, &older));
                older
            }
            (None, None) => break,
        };
        last = older;
    }
    changes.push(going_on(&last, old));
    changes
}

fn going_on(topic: &TopicId, older: &TopicId) -> (TopicId, Change) {
    (topic.clone(), Change { from: Some(older.clone()), ..Change::default() })
}
