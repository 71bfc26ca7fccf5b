//! The signposts from older ids to newer ones: `from` in the log, `was` in the file.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::super::roadmap::{Place, Roadmap};

pub(super) struct Trail<'a> {
    roadmap: &'a Roadmap,
    topics: &'a HashMap<&'a str, Place>,
    /// Older ids, each with one that the log says goes on from it, sorted.
    from: Vec<(&'a str, &'a str)>,
    was: Was<'a>,
    /// The older ids in the log from which there may be a way to a leaf. Of all other records nothing is sought, so
    /// that links which lead nowhere cost little, however many there are.
    pub(super) leading: HashSet<&'a str>,
}

impl<'a> Trail<'a> {
    /// So many older ids are looked at for one record: enough for an honest file, an end to any other.
    pub(super) const LONGEST: usize = 32;

    /// `topics` by their ids; `from` as the log links older ids with newer ones.
    pub(super) fn new(
        roadmap: &'a Roadmap,
        topics: &'a HashMap<&'a str, Place>,
        mut from: Vec<(&'a str, &'a str)>,
    ) -> Self {
        from.sort_unstable();
        let mut trail = Self { roadmap, topics, from, was: Was::of(roadmap), leading: HashSet::new() };
        trail.leading = trail.find_leading();
        trail
    }

    /// The leaves where the record of an older id goes on, and whether the log alone leads there.
    pub(super) fn heirs(&self, id: &'a str) -> Vec<(Place, bool)> {
        let mut heirs: Vec<(Place, bool)> = Vec::new();
        if !self.leading.contains(id) && !self.is_renamed(id) {
            return heirs;
        }
        let mut seen = HashSet::from([Cow::Borrowed(id)]);
        let mut ahead = VecDeque::from([(Cow::Borrowed(id), true)]);
        while let Some((id, known)) = ahead.pop_front() {
            let by_log = self.going_on(&id).map(|newer| (Cow::Borrowed(newer), known));
            let by_file = self.was.renamed(&id).map(|newer| (Cow::Owned(newer), false));
            for (newer, known) in by_log.chain(by_file) {
                if seen.len() >= Self::LONGEST {
                    return heirs;
                }
                if seen.insert(newer.clone()) {
                    match self.leaf(&newer) {
                        Some(leaf) => heirs.push((leaf, known)),
                        None => ahead.push_back((newer, known)),
                    }
                }
            }
        }
        heirs
    }

    fn leaf(&self, id: &str) -> Option<Place> {
        self.topics.get(id).copied().filter(|&place| self.roadmap.is_leaf(place))
    }

    /// The ids of the records that go on from this one.
    fn going_on(&self, older: &str) -> impl Iterator<Item = &'a str> {
        let first = self.from.partition_point(|(from, _)| *from < older);
        let end = first + self.from[first..].partition_point(|(from, _)| *from == older);
        self.from[first..end].iter().map(|(_, newer)| *newer)
    }

    /// Whether the file makes another id of this one, and that one is a leaf or leads on.
    fn is_renamed(&self, id: &str) -> bool {
        let leads_on = |newer: String| {
            self.leaf(&newer).is_some()
                || self.going_on(&newer).next().is_some()
                || self.was.prefixes(&newer).next().is_some()
        };
        // Any number of topics can have had one id.
        self.was.renamed(id).take(Self::LONGEST).any(leads_on)
    }

    /// Goes back from all leaves, and from all ids that the file makes others of. Each record says at most one id that
    /// it goes on from, so this ends.
    fn find_leading(&self) -> HashSet<&'a str> {
        let mut older: Vec<_> = self.from.iter().map(|&(older, newer)| (newer, older)).collect();
        older.sort_unstable();
        let is_end = |id: &str| self.leaf(id).is_some() || self.is_renamed(id);
        let mut front: Vec<_> = older.iter().map(|(newer, _)| *newer).filter(|newer| is_end(newer)).collect();
        let mut leading = HashSet::new();
        for _ in 0..Self::LONGEST {
            let back = front.iter().filter_map(|id| older.binary_search_by_key(id, |(newer, _)| *newer).ok());
            front = back.map(|at| older[at].1).filter(|older| leading.insert(*older)).collect();
        }
        leading
    }
}

/// The ids that topics had, segment by segment: so that an id is matched with all of them in one walk.
struct Was<'a> {
    /// From the number of a prefix, with one more segment, to the number of that prefix. The empty one is 0.
    steps: HashMap<(usize, &'a str), usize>,
    /// By the number of a prefix: the topics that had it as their id.
    topics: Vec<Vec<&'a str>>,
}

impl<'a> Was<'a> {
    fn of(roadmap: &'a Roadmap) -> Self {
        let mut was = Self { steps: HashMap::new(), topics: vec![Vec::new()] };
        for topic in &roadmap.topics {
            for older in &topic.was {
                let mut prefix = 0;
                for segment in older.0.split('/') {
                    let next = was.topics.len();
                    prefix = *was.steps.entry((prefix, segment)).or_insert(next);
                    if prefix == next {
                        was.topics.push(Vec::new());
                    }
                }
                was.topics[prefix].push(&*topic.id.0);
            }
        }
        was.topics.iter_mut().for_each(Vec::dedup);
        was
    }

    /// The prefixes of an id that topics had, the shortest first: where each ends, and the topics.
    fn prefixes(&self, id: &str) -> impl Iterator<Item = (usize, &[&'a str])> {
        let ends = id.match_indices('/').map(|(end, _)| end).chain(std::iter::once(id.len()));
        let walk = ends.scan((0, 0), |(prefix, begin), end| {
            *prefix = *self.steps.get(&(*prefix, &id[*begin..end]))?;
            *begin = end + 1;
            Some((end, &*self.topics[*prefix]))
        });
        walk.filter(|(_, topics)| !topics.is_empty())
    }

    /// The ids that `was` makes of an older one, the longest replaced prefix first.
    fn renamed(&self, id: &str) -> impl Iterator<Item = String> {
        let prefixes: Vec<_> = self.prefixes(id).collect();
        let longest_first = prefixes.into_iter().rev();
        longest_first.flat_map(move |(end, topics)| topics.iter().map(move |newer| format!("{newer}{}", &id[end..])))
    }
}
