//! What was met elsewhere, under all three settings.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::{select, subsequence};
use proptest::{prop_assert_eq, prop_compose, proptest};

use super::super::super::learning::Learning;
use super::super::super::next::Next;
use super::super::super::roadmap::{Place, TopicId};
use super::super::super::sketch;
use super::super::super::stats::Activity;
use super::super::super::status::Status;
use super::super::{Library, SharedConcepts};
use super::{Change, Desk, Origin};

const HERE: &str = "s\n  a #x\n  b #x #y\n  c ~x\n  d";
const THERE: &str = "t\n  x #x\n  y #y\n  x2 #x";

impl Desk {
    fn undo(&mut self) {
        let now = self.now();
        let edits = self.log.undo(now).unwrap().edits;
        self.follow(edits);
    }

    /// Statuses of the leaves of a roadmap, `*` after those that count without a mark.
    fn shown(&self, entry: usize) -> String {
        let entry = &self.library.entries()[entry];
        let leaf = |leaf| {
            let sign = if entry.is_counted(leaf) { "*" } else { "" };
            format!("{}{sign}", entry.standing.status(leaf).name())
        };
        entry.roadmap.leaves().map(leaf).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn what_was_met_counts_where_that_is_wished_and_says_from_where() {
    let mut desk = Desk::sharing(SharedConcepts::Count, &[("here", HERE), ("there", THERE)]);
    assert_eq!(desk.shown(0), "todo todo todo todo");
    desk.record("there", Status::Done, &["t/x"]);
    assert_eq!(desk.shown(0), "known* todo todo todo");
    assert_eq!(desk.shown(1), "done todo todo", "not within its own roadmap");
    desk.record("there", Status::Known, &["t/y"]);
    assert_eq!(desk.shown(0), "known* known* todo todo", "related concepts never count");
    let here = &desk.library.entries()[0];
    assert_eq!((here.standing.whole().complete, here.standing.whole().percent()), (2, Some(50)));
    let origin = desk.library.met_elsewhere(0, desk.place(0, "s/a"));
    assert_eq!(&*origin.unwrap().roadmap.id.0, "there");
    assert_eq!(desk.library.met_elsewhere_count(0), 2);
    assert_eq!(desk.library.to_take_over(0).count(), 0, "there is nothing to offer");
    let Next::Steps(steps) = desk.library.next(0, 9) else { panic!("two are left") };
    assert_eq!(sketch::slugs(&here.roadmap, steps.iter().map(|step| step.place)), "c d");
    let now = desk.now();
    let activity = Activity::of(&desk.library, &Learning::of(&desk.library, &desk.log), now);
    assert_eq!((activity.learned, activity.known), (1, 1), "what is shared is counted once");
    desk.record("there", Status::Todo, &["t/x"]);
    assert_eq!(desk.shown(0), "todo todo todo todo");
}

#[test]
fn the_learner_s_own_mark_wins_also_that_it_is_to_do() {
    let mut desk = Desk::sharing(SharedConcepts::Count, &[("here", HERE), ("there", THERE)]);
    desk.record("there", Status::Done, &["t/x"]);
    desk.mark(0, "s/a", Status::Done);
    assert_eq!(desk.shown(0), "done todo todo todo");
    desk.undo();
    assert_eq!(desk.shown(0), "known* todo todo todo", "as it was before");
    desk.mark(0, "s/a", Status::Todo);
    assert_eq!(desk.shown(0), "todo todo todo todo");
    assert_eq!(desk.library.to_take_over(0).collect::<Vec<_>>(), [desk.place(0, "s/a")]);
    desk.record("there", Status::Done, &["t/x2"]);
    assert_eq!(desk.shown(0), "todo todo todo todo", "and stays so");
    desk.undo();
    desk.undo();
    assert_eq!(desk.shown(0), "known* todo todo todo");
    desk.mark(0, "s/a", Status::Skipped);
    assert_eq!(desk.shown(0), "skipped todo todo todo");
}

#[test]
fn what_counts_by_itself_is_no_evidence_for_others() {
    let mut desk = Desk::sharing(SharedConcepts::Count, &[("a", "s\n  x #x"), ("b", "s\n  x #x\n  y #x")]);
    desk.record("a", Status::Done, &["s/x"]);
    assert_eq!((desk.shown(0), desk.shown(1)), ("done".into(), "known* known*".into()));
    desk.record("a", Status::Todo, &["s/x"]);
    assert_eq!((desk.shown(0), desk.shown(1)), ("todo".into(), "todo todo".into()), "no circle holds itself up");
}

#[test]
fn a_required_concept_is_there_when_the_topic_that_bears_it_is_shown_complete() {
    let lines = "s\n  x <#web\n  w #web\n    p #p";
    let mut desk = Desk::sharing(SharedConcepts::Count, &[("a", lines), ("b", "s\n  p #p")]);
    desk.record("b", Status::Done, &["s/p"]);
    let Next::Steps(steps) = desk.library.next(0, 9) else { panic!("x is left") };
    assert_eq!(steps[0].reason.name(), "in_order");
}

#[test]
fn off_says_nothing() {
    let mut desk = Desk::sharing(SharedConcepts::Off, &[("here", HERE), ("there", THERE)]);
    desk.record("there", Status::Done, &["t/x", "t/y"]);
    assert_eq!(desk.shown(0), "todo todo todo todo");
    assert_eq!((desk.library.met_elsewhere_count(0), desk.library.to_take_over(0).count()), (0, 0));
}

/// One line of a drawing without its slug: how deep, and what it bears.
fn line() -> impl Strategy<Value = (usize, String)> {
    let asides = vec!["#x", "#y", "~x", "#z", "optional", "pick=1", "was=a/t2", "<#y"];
    (0..4_usize, subsequence(asides, 0..3)).prop_map(|(depth, words)| (depth, words.join(" ")))
}

prop_compose! {
    /// The drawing of a roadmap: a choice only where nothing but leaves is inside is not asked for, counting copes.
    fn drawing()(lines in vec(line(), 1..12)) -> String {
        let mut siblings = Vec::new();
        let drawn = lines.iter().map(|(depth, words)| {
            let depth = *depth.min(&siblings.len());
            siblings.truncate(depth + 1);
            if depth == siblings.len() {
                siblings.push(0);
            }
            siblings[depth] += 1;
            format!("{}t{} {words}", "  ".repeat(depth), siblings[depth])
        });
        drawn.collect::<Vec<_>>().join("\n")
    }
}

/// Something that a learner or another machine does: which roadmap, which topic, to which status; 5 undoes, 6 speaks of
/// an id that is no leaf's, 7 says that a topic has moved.
fn deeds() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    vec((0..3_usize, any::<usize>(), 0..8_usize), 0..25)
}

fn do_it(desk: &mut Desk, (number, topic, what): (usize, usize, usize)) {
    let roadmap = &desk.library.entries()[number].roadmap;
    let leaves: Vec<_> = roadmap.leaves().collect();
    let leaf = leaves[topic % leaves.len()];
    let (id, name) = (roadmap[leaf].id.0.to_string(), roadmap.id.0.to_string());
    match what {
        5 => {
            let now = desk.now();
            let edits = desk.log.undo(now).map(|reversal| reversal.edits).unwrap_or_default();
            desk.follow(edits);
        }
        6 => desk.record(&name, Status::Done, &[&format!("a/t{}", topic % 3 + 1)]),
        7 => {
            let from = Change { from: Some(TopicId("a/t2".into())), ..Change::default() };
            desk.write(&name, vec![(TopicId(id.into()), from)]);
        }
        status => drop(desk.mark(number, &id, Status::ALL[status])),
    }
}

proptest! {
    #[test]
    fn kept_in_step_is_read_afresh(
        drawings in vec(drawing(), 3),
        deeds in deeds(),
        sharing in select(vec![SharedConcepts::Hints, SharedConcepts::Count, SharedConcepts::Off]),
    ) {
        let names = ["a", "b", "c"];
        let roadmaps: Vec<_> = names.iter().zip(&drawings).map(|(name, lines)| (*name, lines.as_str())).collect();
        let mut desk = Desk::sharing(sharing, &roadmaps);
        for deed in deeds {
            do_it(&mut desk, deed);
        }
        let mut fresh = Library::new(sharing);
        let again = roadmaps.iter().map(|(name, lines)| (sketch::roadmap(name, lines), Origin::Bundled));
        fresh.add(again.collect(), &desk.log);
        prop_assert_eq!(&desk.library.concepts, &fresh.concepts);
        for (number, (kept, read)) in desk.library.entries().iter().zip(fresh.entries()).enumerate() {
            prop_assert_eq!(&kept.standing, &read.standing);
            prop_assert_eq!(kept.own(), read.own());
            prop_assert_eq!(&kept.healing, &read.healing);
            for place in kept.roadmap.places() {
                let met = |library: &Library, place: Place| {
                    library.met_elsewhere(number, place).map(|entry| entry.roadmap.id.clone())
                };
                prop_assert_eq!(met(&desk.library, place), met(&fresh, place));
                prop_assert_eq!(kept.is_counted(place), read.is_counted(place));
            }
        }
    }
}
