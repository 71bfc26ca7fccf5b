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
    const LONGEST: usize = 64;

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
mod tests {
    use super::{Healing, Records, heal_records, tail};
    use crate::model::{EditId, Machine, Mark, Now, Recorded, SafeText, Stamp, Status, TopicId, sketch};

    fn recorded<T>(value: T) -> Recorded<T> {
        let at = sketch::second(1);
        let stamp = Stamp { at, by: Machine("laptop".into()), id: EditId("1".into()) };
        Recorded { value, stamp, day: Now { at, offset: jiff::tz::Offset::UTC } }
    }

    /// Heals a drawing whose records are named `id`, `id-` (all back at the default) or `id<older` (goes on from it).
    fn healed(lines: &str, records: &str) -> Healing {
        let records: Vec<(TopicId, Mark)> = records
            .split_whitespace()
            .map(|record| {
                let (id, from) = record.split_once('<').map_or((record, None), |(id, from)| (id, Some(from)));
                let status = if id.ends_with('-') { Status::Todo } else { Status::Done };
                let from = from.map(|from| recorded(TopicId(from.into())));
                let mark = Mark { status: Some(recorded(status)), from, ..Mark::default() };
                (TopicId(id.trim_end_matches('-').into()), mark)
            })
            .collect();
        let records: Records = records.iter().map(|(id, mark)| (id, mark)).collect();
        heal_records(&sketch::roadmap("r", lines), &records)
    }

    /// The same in words: `leaf<older` for what moved, `!` if it is news, then the orphans after `?`.
    fn told(lines: &str, records: &str) -> String {
        let roadmap = sketch::roadmap("r", lines);
        let healing = healed(lines, records);
        let moved = healing.moved.iter().map(|(leaf, older)| {
            let news = if healing.fresh.contains(leaf) { "!" } else { "" };
            format!("{}<{}{news}", roadmap[*leaf].id.0, older.0)
        });
        let orphans = healing.orphans.iter().map(|id| format!("?{}", id.0));
        moved.chain(orphans).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_record_stays_where_its_id_is() {
        assert_eq!(told("s\n  a\n  b was=s/a", "s/a s/b<s/a"), "");
        assert_eq!(healed("s\n  a", ""), Healing::default());
    }

    #[test]
    fn the_log_tells_where_a_record_goes_on() {
        assert_eq!(told("s\n  c", "s/c<s/b s/b<s/a s/a"), "s/c<s/a s/c<s/b");
        assert_eq!(told("s\n  c", "s/c<s/b s/b"), "s/c<s/b");
        assert_eq!(told("s\n  b\n  c", "s/b<s/a s/c<s/a s/a"), "s/b<s/a s/c<s/a");
        assert_eq!(told("s\n  c", "s/a<s/b s/b<s/a"), "?s/a ?s/b");
        assert_eq!(told("s\n  c", "s/c<s/c s/b<s/b"), "?s/b");
    }

    #[test]
    fn the_file_tells_what_a_topic_or_one_above_it_was() {
        assert_eq!(told("s\n  a was=s/b", "s/b"), "s/a<s/b!");
        assert_eq!(told("s was=t\n  a\n    b\n    c", "t/a/b"), "s/a/b<t/a/b!");
        assert_eq!(told("s was=t\n  a was=s/x\n    b", "t/x/b"), "s/a/b<t/x/b!");
        assert_eq!(told("s was=old\n  a\nt was=old\n  b", "old/a old/b"), "s/a<old/a! t/b<old/b!");
        assert_eq!(told("s\n  a\n    b was=s/a", "s/a"), "s/a/b<s/a!");
        assert_eq!(told("s was=s/s\n  a", "s/s/s/s/b"), "?s/s/s/s/b");
    }

    #[test]
    fn the_longest_tail_tells_if_it_is_the_only_one() {
        assert_eq!(told("s\n  a\n    b\n  c\n    b", "old/a/b"), "s/a/b<old/a/b!");
        assert_eq!(told("s\n  a\n    b\n  c\n    b", "old/b"), "?old/b");
        assert_eq!(told("s\n  b", "t/b u/b"), "?t/b ?u/b");
        assert_eq!(told("s\n  b", "t/b u/b-"), "s/b<t/b!");
        assert_eq!(told("s\n  a\n    b\n  c\n    b", "x/a/b x/y/b"), "s/a/b<x/a/b! s/c/b<x/y/b!");
        assert_eq!(told("b", "t/b"), "b<t/b!");
        assert_eq!(told("s\n  b", "s/t/sub"), "?s/t/sub");
    }

    #[test]
    fn a_leaf_with_a_record_is_not_sought_by_tail() {
        assert_eq!(told("s\n  b", "s/b t/b"), "?t/b");
        assert_eq!(told("s\n  b", "s/b- t/b"), "s/b<t/b!");
        assert_eq!(told("s\n  b was=s/x", "s/x t/b"), "s/b<s/x! ?t/b");
    }

    #[test]
    fn a_topic_that_has_become_a_parent_keeps_its_record_as_an_orphan() {
        assert_eq!(told("s\n  a\n    x\nt\n  a", "s/a"), "?s/a");
    }

    #[test]
    fn a_record_with_nothing_in_it_is_neither_missed_nor_news() {
        assert_eq!(told("s\n  a", "s/b- t/a-"), "");
        assert_eq!(told("s\n  a was=s/b", "s/b-"), "s/a<s/b");
    }

    #[test]
    fn notes_and_proof_are_worth_healing_too() {
        let blank = Mark { note: Some(recorded(None)), proof: Some(recorded(vec![])), ..Mark::default() };
        assert!(super::is_blank(&blank));
        assert!(!super::is_blank(&Mark { note: Some(recorded(Some(SafeText::line("n")))), ..Mark::default() }));
        assert!(!super::is_blank(&Mark { proof: Some(recorded(vec![SafeText::line("p")])), ..Mark::default() }));
    }

    #[test]
    fn many_records_of_a_renamed_stage_heal_in_one_go() {
        let leaves: Vec<_> = (0..10_000).map(|number| format!("  t{number}")).collect();
        let records: Vec<_> = (0..10_000).map(|number| format!("old/t{number}")).collect();
        let healing = healed(&format!("new\n{}", leaves.join("\n")), &records.join(" "));
        assert_eq!((healing.moved.len(), healing.fresh.len(), healing.orphans.len()), (10_000, 10_000, 0));
    }

    #[test]
    fn a_tail_ends_at_the_border_of_a_segment() {
        assert_eq!(tail("a/b/c", 1), Some("c"));
        assert_eq!(tail("a/b/c", 3), Some("a/b/c"));
        assert_eq!(tail("a/b/c", 4), None);
    }
}
