//! Records that follow a topic whose id has changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use super::edit::Mark;
use super::log::Log;
use super::roadmap::{Place, Roadmap, TopicId};
use super::status::Status;

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
    heal_records(roadmap, &log.marks(&roadmap.id).collect())
}

/// Sorted, so that the same log always heals the same way.
type Records<'a> = BTreeMap<&'a TopicId, &'a Mark>;

fn heal_records(roadmap: &Roadmap, records: &Records) -> Healing {
    if records.is_empty() {
        return Healing::default();
    }
    let trail = Trail::new(roadmap, records);
    let mut moves = Vec::new();
    let mut strays = BTreeSet::new();
    for (&id, &mark) in records.iter().filter(|(id, _)| trail.leaf(&id.0).is_none()) {
        let (heirs, blank) = (trail.heirs(id), is_blank(mark));
        if heirs.is_empty() && !blank {
            strays.insert(id);
        }
        moves.extend(heirs.into_iter().map(|(leaf, known)| Move { leaf, known, blank, id }));
    }
    for (leaf, id) in by_tail(&trail, records, &moves, &strays) {
        strays.remove(id);
        moves.push(Move { leaf, known: false, blank: false, id });
    }
    moves.sort_unstable_by_key(|m| (m.leaf, !m.known, m.blank, m.id));
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

/// The signposts from older ids to newer ones.
struct Trail<'a> {
    roadmap: &'a Roadmap,
    topics: HashMap<&'a str, Place>,
    /// By older id: the records that say they go on from it.
    from: HashMap<&'a str, Vec<&'a str>>,
    /// By older id: the topics that say they had it.
    was: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Trail<'a> {
    /// So many older ids are looked at for one record: enough for an honest file, an end to any other.
    const LONGEST: usize = 32;

    fn new(roadmap: &'a Roadmap, records: &Records<'a>) -> Self {
        let mut from = HashMap::<_, Vec<_>>::new();
        for (&id, &mark) in records {
            if let Some(older) = &mark.from {
                from.entry(&*older.value.0).or_default().push(&*id.0);
            }
        }
        let mut was = HashMap::<_, Vec<_>>::new();
        for topic in &roadmap.topics {
            for older in &topic.was {
                was.entry(&*older.0).or_default().push(&*topic.id.0);
            }
        }
        let topics = roadmap.places().map(|place| (&*roadmap[place].id.0, place)).collect();
        Self { roadmap, topics, from, was }
    }

    fn leaf(&self, id: &str) -> Option<Place> {
        self.topics.get(id).copied().filter(|&place| self.roadmap.is_leaf(place))
    }

    /// The leaves where the record of an older id goes on, and whether the log alone leads there.
    fn heirs(&self, id: &TopicId) -> Vec<(Place, bool)> {
        let mut heirs: Vec<(Place, bool)> = Vec::new();
        let mut seen = HashSet::from([id.0.to_string()]);
        let mut ahead = VecDeque::from([(id.0.to_string(), true)]);
        while let Some((id, known)) = ahead.pop_front() {
            let by_log = self.from.get(&*id).into_iter().flatten().map(|&newer| (newer.to_owned(), known));
            let by_file = self.renamed(&id).map(|newer| (newer, false));
            for (newer, known) in by_log.chain(by_file) {
                if seen.len() >= Self::LONGEST || !seen.insert(newer.clone()) {
                    continue;
                }
                match self.leaf(&newer) {
                    Some(leaf) => heirs.push((leaf, known)),
                    None => ahead.push_back((newer, known)),
                }
            }
        }
        heirs
    }

    /// The ids that the file's `was` makes of an older one, the longest replaced prefix first.
    fn renamed(&self, id: &str) -> impl Iterator<Item = String> {
        let ends = std::iter::once(id.len()).chain(id.rmatch_indices('/').map(|(end, _)| end));
        ends.flat_map(move |end| {
            let topics = self.was.get(&id[..end]).into_iter().flatten();
            topics.map(move |newer| format!("{newer}{}", &id[end..]))
        })
    }
}

/// The leaves where strays go on by their tails, the longest tails first: there a record and a leaf must be alone.
fn by_tail<'a>(
    trail: &Trail<'a>,
    records: &Records<'a>,
    moves: &[Move<'a>],
    strays: &BTreeSet<&'a TopicId>,
) -> Vec<(Place, &'a TopicId)> {
    let roadmap = trail.roadmap;
    // A topic that has become a parent has not gone elsewhere.
    let mut homeless: HashSet<_> = strays.iter().copied().filter(|id| !trail.topics.contains_key(&*id.0)).collect();
    let deepest = homeless.iter().map(|id| id.0.split('/').count()).max().unwrap_or(0);
    let taken: HashSet<_> = moves.iter().map(|m| m.leaf).collect();
    let has_record = |leaf| records.get(&roadmap[leaf].id).is_some_and(|mark| !is_blank(mark));
    let mut free: HashSet<_> = roadmap.leaves().filter(|leaf| !taken.contains(leaf) && !has_record(*leaf)).collect();
    let mut healed = Vec::new();
    for segments in (1..=deepest).rev() {
        let mut shared = HashMap::<_, (Vec<_>, Vec<_>)>::new();
        for &id in &homeless {
            if let Some(tail) = tail(&id.0, segments) {
                shared.entry(tail).or_default().0.push(id);
            }
        }
        for &leaf in &free {
            if let Some(sharers) = tail(&roadmap[leaf].id.0, segments).and_then(|tail| shared.get_mut(tail)) {
                sharers.1.push(leaf);
            }
        }
        for sharers in shared.into_values() {
            if let ([id], [leaf]) = (&*sharers.0, &*sharers.1) {
                homeless.remove(id);
                free.remove(leaf);
                healed.push((*leaf, *id));
            }
        }
    }
    healed
}

/// The last so many segments of an id, if it has as many.
fn tail(id: &str, segments: usize) -> Option<&str> {
    let starts = id.rmatch_indices('/').map(|(slash, _)| slash + 1).chain(std::iter::once(0));
    starts.into_iter().nth(segments - 1).map(|start| &id[start..])
}

#[cfg(test)]
mod tests;
