//! Records that follow a topic whose id has changed.

use std::collections::{HashMap, HashSet};

use super::edit::Mark;
use super::log::Log;
use super::roadmap::{Place, Roadmap, TopicId};
use super::status::Status;

mod trail;

use trail::Trail;

/// How the records of one roadmap meet its topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Healing {
    /// Leaves with records under older ids, in file order: by `from` in the log, by `was`, or by its tail. A leaf that
    /// has moved more than once may stand here more than once, the id that it goes on from first.
    pub moved: Vec<(Place, TopicId)>,
    /// Those of `moved` that the log does not yet know of (no `from`): worth a word to the learner, once.
    pub fresh: Vec<Place>,
    /// Records that belong to no leaf any more, sorted: kept, never counted.
    pub orphans: Vec<TopicId>,
}

impl Healing {
    /// The older ids under which records of a leaf stand, the one that it goes on from first.
    pub fn older(&self, leaf: Place) -> impl Iterator<Item = &TopicId> {
        let first = self.moved.partition_point(|(place, _)| *place < leaf);
        self.moved[first..].iter().take_while(move |(place, _)| *place == leaf).map(|(_, id)| id)
    }
}

/// Finds for each leaf the records that are its own.
///
/// First the id itself, then `from`, then the ids of `was` (those of a parent too: the rest of the path follows), then
/// the longest tail that exactly one orphaned record shares with exactly one leaf without a record. A record in which
/// nothing is set any more follows a known move, but is neither sought by its tail nor missed.
pub fn heal(roadmap: &Roadmap, log: &Log) -> Healing {
    heal_records(roadmap, log.marks(&roadmap.id))
}

/// Records are taken in any order. A log may have very many that are no topic's, and long ids: each of them costs what
/// it takes to look at its id a few times.
fn heal_records<'a>(roadmap: &'a Roadmap, records: impl Iterator<Item = (&'a TopicId, &'a Mark)>) -> Healing {
    let topics: HashMap<_, _> = roadmap.places().map(|place| (&*roadmap[place].id.0, place)).collect();
    let leaf = |id: &TopicId| topics.get(&*id.0).copied().filter(|&place| roadmap.is_leaf(place));
    // Leaves with a record in which something is set, and records that are no leaf's.
    let (mut taken, mut loose, mut links) = (HashSet::new(), Vec::new(), Vec::new());
    for (id, mark) in records {
        links.extend(mark.from.as_ref().map(|older| (&*older.0, &*id.0)));
        match leaf(id) {
            None => loose.push((id, is_blank(mark))),
            Some(leaf) => drop((!is_blank(mark)).then(|| taken.insert(leaf))),
        }
    }
    let trail = Trail::new(roadmap, &topics, links);
    let mut moves = Vec::new();
    let mut strays = Vec::new();
    for (id, blank) in loose {
        let heirs = trail.heirs(&id.0);
        if heirs.is_empty() && !blank {
            strays.push(id);
        }
        moves.extend(heirs.into_iter().map(|(leaf, known)| Move { leaf, known, blank, id }));
    }
    taken.extend(moves.iter().map(|m| m.leaf));
    let free: HashSet<_> = roadmap.leaves().filter(|leaf| !taken.contains(leaf)).collect();
    // A topic that has become a parent has not gone elsewhere.
    let homeless = strays.iter().copied().filter(|id| !topics.contains_key(&*id.0));
    let healed = by_tail(roadmap, free, homeless);
    if !healed.is_empty() {
        let at_home: HashSet<_> = healed.iter().map(|(_, id)| *id).collect();
        strays.retain(|id| !at_home.contains(id));
    }
    moves.extend(healed.into_iter().map(|(leaf, id)| Move { leaf, known: false, blank: false, id }));
    moves.sort_unstable_by_key(|m| (m.leaf, !m.known, m.blank, m.id));
    strays.sort_unstable();
    Healing {
        fresh: fresh(&moves),
        moved: moves.into_iter().map(|m| (m.leaf, m.id.clone())).collect(),
        orphans: strays.into_iter().cloned().collect(),
    }
}

/// A record that goes on at a leaf.
struct Move<'a> {
    leaf: Place,
    /// Whether the log says so, with `from`.
    known: bool,
    blank: bool,
    id: &'a TopicId,
}

/// Leaves of which every move is news, and of something. The known ones of a leaf come first.
fn fresh(moves: &[Move]) -> Vec<Place> {
    let same_leaf = moves.chunk_by(|one, other| one.leaf == other.leaf);
    same_leaf.filter(|moves| !moves[0].known && !moves[0].blank).map(|moves| moves[0].leaf).collect()
}

/// Whether every field is back where it began.
fn is_blank(mark: &Mark) -> bool {
    mark.status.as_ref().is_none_or(|status| status.value == Status::Todo)
        && mark.note.as_ref().is_none_or(|note| note.value.is_none())
        && mark.proof.as_ref().is_none_or(|proof| proof.value.is_empty())
        && mark.recall.as_ref().is_none_or(|recall| recall.value.is_none())
}

/// The leaves where strays go on by their tails, the longest tails first: there a record and a leaf must be alone.
fn by_tail<'a>(
    roadmap: &Roadmap,
    mut free: HashSet<Place>,
    homeless: impl Iterator<Item = &'a TopicId>,
) -> Vec<(Place, &'a TopicId)> {
    let lasts: HashSet<_> = free.iter().map(|&leaf| roadmap[leaf].id.last()).collect();
    let mut homeless: HashSet<_> = homeless.filter(|id| lasts.contains(id.last())).collect();
    // No tail is shared that is longer than every leaf has.
    let deepest = free.iter().map(|&leaf| roadmap[leaf].id.0.split('/').count()).max().unwrap_or(0);
    let mut healed = Vec::new();
    for segments in (1..=deepest).rev() {
        let mut shared = HashMap::<_, (Sharers<_>, Sharers<_>)>::new();
        if homeless.is_empty() {
            break;
        }
        for &leaf in &free {
            if let Some(tail) = tail(&roadmap[leaf].id.0, segments) {
                shared.entry(tail).or_default().0.add(leaf);
            }
        }
        for &id in &homeless {
            if let Some(sharers) = tail(&id.0, segments).and_then(|tail| shared.get_mut(tail)) {
                sharers.1.add(id);
            }
        }
        for sharers in shared.into_values() {
            if let (Sharers::One(leaf), Sharers::One(id)) = sharers {
                homeless.remove(id);
                free.remove(&leaf);
                healed.push((leaf, id));
            }
        }
    }
    healed
}

/// Those that share a tail.
#[derive(Default)]
enum Sharers<T> {
    #[default]
    None,
    One(T),
    Many,
}

impl<T> Sharers<T> {
    fn add(&mut self, sharer: T) {
        *self = if matches!(self, Self::None) { Self::One(sharer) } else { Self::Many };
    }
}

/// The last so many segments of an id, if it has as many.
fn tail(id: &str, segments: usize) -> Option<&str> {
    let starts = id.rmatch_indices('/').map(|(slash, _)| slash + 1).chain(std::iter::once(0));
    starts.into_iter().nth(segments - 1).map(|start| &id[start..])
}

#[cfg(test)]
mod tests;
