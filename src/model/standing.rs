//! Where a learner stands in one roadmap: the status of each leaf and the tally of each topic, kept in step.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::Timestamp;

use super::roadmap::{Place, Roadmap, Topic};
use super::status::Status;
use super::tally::Tally;

/// The statuses and tallies of one roadmap. A change costs the depth of the tree, whatever its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// A leaf's own, a parent's derived.
    statuses: Vec<Status>,
    tallies: Vec<Tally>,
    whole: Tally,
    /// When each leaf was set last.
    touched: Vec<Timestamp>,
    /// The leaves in progress, the most recent last; of those touched at once the first in file order is last.
    doing: BTreeSet<(Timestamp, Reverse<Place>)>,
}

impl Standing {
    /// Nothing marked yet.
    pub fn new(roadmap: &Roadmap) -> Self {
        let size = roadmap.topics.len();
        let mut standing = Self {
            statuses: vec![Status::Todo; size],
            tallies: vec![Tally::default(); size],
            whole: Tally::default(),
            touched: vec![Timestamp::UNIX_EPOCH; size],
            doing: BTreeSet::new(),
        };
        // From the end, so that a parent comes after all that is inside it.
        for place in roadmap.places().rev() {
            let sum = if roadmap.is_leaf(place) {
                Tally::of_leaf(Status::Todo, roadmap[place].beyond_required)
            } else {
                of_parent(&roadmap[place], standing.tally(place))
            };
            standing.tallies[place.0 as usize] = sum;
            match roadmap[place].parent {
                Some(parent) => standing.tallies[parent.0 as usize] += sum,
                None => standing.whole += sum,
            }
        }
        standing
    }

    /// Sets the status of a leaf; `at` orders the topics that are in progress. A parent is left alone.
    pub fn set(&mut self, roadmap: &Roadmap, place: Place, status: Status, at: Timestamp) {
        if !roadmap.is_leaf(place) {
            return;
        }
        let leaf = place.0 as usize;
        self.doing.remove(&(self.touched[leaf], Reverse(place)));
        if status == Status::Doing {
            self.doing.insert((at, Reverse(place)));
        }
        self.touched[leaf] = at;

        let mut now = Tally::of_leaf(status, roadmap[place].beyond_required);
        let mut before = std::mem::replace(&mut self.tallies[leaf], now);
        self.statuses[leaf] = status;
        for above in roadmap.ancestors(place) {
            let sum = self.tally(above) - before + now;
            before = self.tally(above);
            now = of_parent(&roadmap[above], sum);
            self.tallies[above.0 as usize] = now;
            self.statuses[above.0 as usize] = now.state();
        }
        self.whole = self.whole - before + now;
    }

    /// A leaf's own status; a parent's derived state.
    pub fn status(&self, place: Place) -> Status {
        self.statuses[place.0 as usize]
    }

    pub fn tally(&self, place: Place) -> Tally {
        self.tallies[place.0 as usize]
    }

    /// The tally of the whole roadmap.
    pub const fn whole(&self) -> Tally {
        self.whole
    }

    /// How many more options of a choice are to be picked, whether it is optional or not. 0 for any other topic.
    pub fn to_pick(&self, roadmap: &Roadmap, place: Place) -> u32 {
        let tally = self.tally(place);
        roadmap[place].pick.map_or(0, |pick| tally.wanted(pick).saturating_sub(tally.count_complete()))
    }

    /// Whether a topic is an option of a choice that is made.
    pub fn is_passed_over(&self, roadmap: &Roadmap, option: Place) -> bool {
        let choice = roadmap[option].parent.filter(|_| roadmap.is_option(option));
        choice.is_some_and(|choice| self.to_pick(roadmap, choice) == 0)
    }

    /// When a leaf was set last; the beginning of 1970, if never.
    pub(super) fn touched(&self, leaf: Place) -> Timestamp {
        self.touched[leaf.0 as usize]
    }

    /// The leaves in progress, the most recently touched first.
    pub fn doing(&self) -> impl Iterator<Item = Place> {
        self.doing.iter().rev().map(|&(_, Reverse(place))| place)
    }
}

/// Rules 2 and 3: what a parent counts, from the sum over the topics inside it.
fn of_parent(topic: &Topic, sum: Tally) -> Tally {
    topic.pick.map_or(sum, |pick| Tally::of_choice(pick, sum, topic.beyond_required))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
    use proptest::sample::select;
    use proptest::{prop_assert, prop_assert_eq, prop_compose, proptest};

    use super::super::action::{Action, Outcome, act};
    use super::super::roadmap::{Place, Roadmap};
    use super::super::sketch;
    use super::super::status::Status;
    use super::super::tally::Tally;
    use super::Standing;

    /// The drawing of a topic as lines without slugs, not indented yet.
    fn topic() -> BoxedStrategy<Vec<String>> {
        let asides = || prop_oneof![3 => Just(""), 1 => Just("optional")];
        let leaf = asides().prop_map(|aside| vec![aside.to_owned()]).boxed();
        let indented = |aside: String, inside: Vec<Vec<String>>| {
            let inside = inside.into_iter().flatten().map(|line| format!("  {line}"));
            std::iter::once(aside).chain(inside).collect::<Vec<_>>()
        };
        let choice = (asides(), 1..5_usize)
            .prop_flat_map(|(aside, options)| (Just(aside), Just(options), 1..=options))
            .prop_map(move |(aside, options, pick)| {
                indented(format!("{aside} pick={pick}"), vec![vec![String::new()]; options])
            });
        prop_oneof![3 => leaf, 1 => choice]
            .prop_recursive(4, 40, 5, move |inner| {
                (asides(), vec(inner, 1..5)).prop_map(move |(aside, inside)| indented(aside.to_owned(), inside))
            })
            .boxed()
    }

    prop_compose! {
        fn roadmaps()(stages in vec(topic(), 1..4)) -> Roadmap {
            let lines = stages.concat().into_iter().enumerate().map(|(number, line)| {
                let words = line.trim_start();
                format!("{}t{number} {words}", &line[..line.len() - words.len()])
            });
            sketch::roadmap("r", &lines.collect::<Vec<_>>().join("\n"))
        }
    }

    fn marks() -> impl Strategy<Value = Vec<(u32, Status)>> {
        vec((any::<u32>(), select(Status::ALL.to_vec())), 0..60)
    }

    fn stand(roadmap: &Roadmap, marks: &[(u32, Status)]) -> Standing {
        let mut standing = Standing::new(roadmap);
        for (number, &(place, status)) in marks.iter().enumerate() {
            let place = Place(place % u32::try_from(roadmap.topics.len()).unwrap());
            standing.set(roadmap, place, status, sketch::second(number));
        }
        standing
    }

    /// Rules 1 to 3, word by word, from scratch.
    fn recount(roadmap: &Roadmap, standing: &Standing, place: Place) -> (u32, u32, u32) {
        let topic = &roadmap[place];
        let status = standing.status(place);
        if roadmap.is_leaf(place) {
            return match (status, topic.beyond_required) {
                (Status::Skipped, _) => (0, 0, 0),
                (_, true) => (0, 0, status.is_complete().into()),
                (_, false) => (status.is_complete().into(), 1, 0),
            };
        }
        if let Some(pick) = topic.pick {
            let of = |which: fn(Status) -> bool| {
                u32::try_from(roadmap.children(place).filter(|&option| which(standing.status(option))).count()).unwrap()
            };
            let complete = of(Status::is_complete);
            let total = pick.min(of(|status| status != Status::Skipped));
            let required = if topic.beyond_required { 0 } else { total };
            return (complete.min(required), required, complete - complete.min(required));
        }
        roadmap
            .children(place)
            .map(|child| recount(roadmap, standing, child))
            .fold((0, 0, 0), |sum, child| (sum.0 + child.0, sum.1 + child.1, sum.2 + child.2))
    }

    fn counts(tally: Tally) -> (u32, u32, u32) {
        (tally.complete, tally.total, tally.bonus)
    }

    proptest! {
        #[test]
        fn kept_in_step_is_counted_afresh(roadmap in roadmaps(), marks in marks()) {
            let standing = stand(&roadmap, &marks);
            for place in roadmap.places() {
                let tally = standing.tally(place);
                prop_assert_eq!(counts(tally), recount(&roadmap, &standing, place), "{:?}", place);
                prop_assert_eq!(tally.leaves() as usize, roadmap.leaves_of(place).count());
                if !roadmap.is_leaf(place) {
                    prop_assert_eq!(standing.status(place), tally.state());
                }
            }
            let whole = roadmap.stages().fold(Tally::default(), |sum, stage| sum + standing.tally(stage));
            prop_assert_eq!(standing.whole(), whole);
        }

        #[test]
        fn a_percentage_keeps_its_bounds(roadmap in roadmaps(), marks in marks()) {
            let standing = stand(&roadmap, &marks);
            for place in roadmap.places() {
                let tally = standing.tally(place);
                prop_assert!(tally.complete <= tally.total);
                let finished = tally.total > 0 && tally.complete == tally.total;
                match tally.percent() {
                    None => prop_assert_eq!(tally.total, 0),
                    Some(percent) => {
                        prop_assert!(percent <= 100);
                        prop_assert_eq!(percent == 100, finished);
                        prop_assert_eq!(percent == 0, tally.complete == 0);
                    }
                }
            }
        }

        #[test]
        fn what_is_done_to_a_parent_is_done_to_its_leaves(roadmap in roadmaps(), marks in marks(), at in any::<u32>()) {
            let mut standing = stand(&roadmap, &marks);
            let place = Place(at % u32::try_from(roadmap.topics.len()).unwrap());
            let before = standing.clone();
            if let Outcome::Changes(changes) = act(&roadmap, &standing, place, Action::Done, false) {
                for (leaf, status) in changes {
                    prop_assert!(place <= leaf && leaf < roadmap[place].end);
                    standing.set(&roadmap, leaf, status, sketch::second(99));
                }
            }
            match act(&roadmap, &standing, place, Action::Done, false) {
                Outcome::Choose { group, .. } => prop_assert!(roadmap[group].pick.is_some()),
                Outcome::Nothing => {
                    prop_assert_eq!(standing.tally(place).left(), 0);
                    let skipped = |standing: &Standing| standing.tally(place).count(Status::Skipped);
                    prop_assert!(roadmap.is_leaf(place) || skipped(&standing) == skipped(&before));
                }
                other => prop_assert!(false, "still {:?}", other),
            }
        }
    }

    #[test]
    fn what_is_in_progress_comes_latest_first() {
        let lines = "s\n  a [/]\n  b\n  c [/]\n  d [/]\n  e";
        let roadmap = sketch::roadmap("r", lines);
        let mut standing = sketch::standing(&roadmap, lines);
        let doing = |standing: &Standing| sketch::slugs(&roadmap, standing.doing());
        assert_eq!(doing(&standing), "d c a");
        standing.set(&roadmap, sketch::at(&roadmap, "s/a"), Status::Doing, sketch::second(50));
        standing.set(&roadmap, sketch::at(&roadmap, "s/d"), Status::Done, sketch::second(51));
        standing.set(&roadmap, sketch::at(&roadmap, "s/b"), Status::Doing, sketch::second(50));
        assert_eq!(doing(&standing), "a b c");
    }

    #[test]
    fn a_parent_has_no_status_of_its_own() {
        let roadmap = sketch::roadmap("r", "s\n  a");
        let mut standing = Standing::new(&roadmap);
        standing.set(&roadmap, Place(0), Status::Done, sketch::second(1));
        assert_eq!(standing, Standing::new(&roadmap));
    }

    #[test]
    fn a_choice_tells_how_many_are_left_to_pick() {
        for (lines, left) in [
            ("c pick=2\n  a\n  b\n  d [x]", 1),
            ("c pick=2\n  a [k]\n  b\n  d [x]", 0),
            ("c pick=2\n  a [-]\n  b\n  d [-]", 1),
            ("c pick=1 optional\n  a\n  b", 1),
            ("c\n  a\n  b", 0),
        ] {
            let roadmap = sketch::roadmap("r", lines);
            assert_eq!(sketch::standing(&roadmap, lines).to_pick(&roadmap, Place(0)), left, "{lines}");
        }
    }
}
