//! The rule of recall: by days, by answers, by concepts, and over logs in any order.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use proptest::prelude::*;

use super::super::answer::{Answer, Recalled};
use super::super::desk::{Desk, noon};
use super::super::edit::{Change, Edit, Machine, Now};
use super::super::learning::Learning;
use super::super::log::Log;
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::sketch;
use super::super::status::Status;
use super::{Due, due};

const LADDER: [u16; 4] = [2, 7, 21, 60];

const FLAT: &str = "
s
  a
  b
  c
  d
";

/// So many days after a first day.
fn day(number: i32) -> Date {
    date(2025, 11, 1).saturating_add(number.days())
}

fn recalled(recalled: Option<Recalled>) -> Change {
    Change { recall: Some(recalled), ..Change::default() }
}

impl Desk {
    fn due(&self, now: Now) -> Vec<Due> {
        due(&self.library, &self.log, &Learning::of(&self.library, &self.log), now, &LADDER)
    }

    /// What is due on a day, as `roadmap:slug@step`.
    fn asked(&self, on: i32) -> String {
        let name = |due: &Due| {
            let roadmap = &self.library.entries()[due.number].roadmap;
            format!("{}:{}@{}", roadmap.id.0, sketch::slugs(roadmap, [due.place]), due.rung.step)
        };
        self.due(noon(day(on), 1)).iter().map(name).collect::<Vec<_>>().join(" ")
    }

    fn learn(&mut self, on: i32, ids: &[&str]) {
        self.mark(noon(day(on), 1), "r", Status::Done, ids);
    }

    /// Answers a topic of the first roadmap that is due.
    fn answer(&mut self, on: i32, id: &str, answer: Answer) {
        let due = self.due(noon(day(on), 1));
        let is_it = |due: &&Due| {
            let roadmap = &self.library.entries()[due.number].roadmap;
            *roadmap.id.0 == *"r" && *roadmap[due.place].id.0 == *id
        };
        let step = due.iter().find(is_it).expect("it is due").rung.step;
        self.change(noon(day(on), 1), "r", &recalled(Some(answer.at(step, day(on)))), &[id]);
    }
}

fn flat() -> Desk {
    Desk::new(&[("r", FLAT)])
}

#[test]
fn solid_climbs_the_ladder_and_rests_above_it() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    let mut last = 0;
    for (step, days) in (0..).zip(LADDER) {
        let due = last + i32::from(days);
        assert_eq!((desk.asked(due - 1), desk.asked(due)), (String::new(), format!("r:a@{step}")));
        assert_eq!(desk.asked(due + 500), format!("r:a@{step}"), "it waits as long as it must");
        desk.answer(due, "s/a", Answer::Solid);
        last = due;
    }
    assert_eq!(desk.asked(30_000), "");
}

#[test]
fn shaky_stays_on_its_step_and_forgot_begins_anew() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.answer(9, "s/a", Answer::Shaky);
    assert_eq!((desk.asked(15), desk.asked(16)), (String::new(), "r:a@1".into()));
    desk.answer(16, "s/a", Answer::Forgot);
    assert_eq!((desk.asked(17), desk.asked(18)), (String::new(), "r:a@0".into()));
}

#[test]
fn days_count_from_the_day_of_the_answer_however_late_it_came() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(40, "s/a", Answer::Solid);
    assert_eq!((desk.asked(46), desk.asked(47)), (String::new(), "r:a@1".into()));
}

#[test]
fn only_what_is_done_is_asked() {
    let mut desk = flat();
    desk.learn(0, &["s/a", "s/b", "s/c", "s/d"]);
    desk.mark(noon(day(1), 1), "r", Status::Known, &["s/b"]);
    desk.mark(noon(day(1), 1), "r", Status::Skipped, &["s/c"]);
    desk.mark(noon(day(1), 1), "r", Status::Todo, &["s/d"]);
    assert_eq!(desk.asked(9), "r:a@0");
    desk.undo(day(2));
    assert_eq!(desk.asked(9), "r:a@0 r:d@0", "a tick that stands again keeps its day");
}

#[test]
fn what_is_learned_anew_begins_anew() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.mark(noon(day(3), 1), "r", Status::Todo, &["s/a"]);
    assert_eq!(desk.asked(90), "");
    desk.learn(4, &["s/a"]);
    assert_eq!((desk.asked(5), desk.asked(6)), (String::new(), "r:a@0".into()));
}

#[test]
fn a_reset_that_was_undone_changes_nothing() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.mark(noon(day(3), 1), "r", Status::Todo, &["s/a"]);
    desk.undo(day(4));
    assert_eq!((desk.asked(8), desk.asked(9)), (String::new(), "r:a@1".into()));
}

#[test]
fn an_answer_is_undone_and_redone() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.answer(9, "s/a", Answer::Forgot);
    desk.undo(day(9));
    assert_eq!(desk.asked(9), "r:a@1");
    desk.undo(day(9));
    assert_eq!(desk.asked(9), "r:a@0", "as if it had never been answered");
    desk.redo(day(9));
    assert_eq!((desk.asked(8), desk.asked(9)), (String::new(), "r:a@1".into()), "and every answer keeps its day");
}

#[test]
fn what_fades_fastest_comes_first() {
    let mut desk = flat();
    desk.learn(0, &["s/c"]);
    desk.learn(1, &["s/b"]);
    desk.answer(2, "s/c", Answer::Solid);
    desk.learn(20, &["s/d"]);
    desk.learn(21, &["s/a"]);
    assert_eq!(desk.asked(30), "r:b@0 r:d@0 r:a@0 r:c@1");
}

#[test]
fn a_day_is_the_local_one_of_each_instant() {
    let mut desk = flat();
    let at = |text: &str, hours| Now { at: text.parse().unwrap(), offset: Offset::constant(hours) };
    desk.mark(at("2025-11-14T23:30:00Z", 1), "r", Status::Done, &["s/a"]);
    let due = |now| desk.due(now).len();
    assert_eq!(due(at("2025-11-16T22:59:00Z", 1)), 0, "learned on the 15th");
    assert_eq!(due(at("2025-11-16T23:00:00Z", 1)), 1);
    assert_eq!(due(at("2025-11-16T23:00:00Z", 0)), 0, "still the 16th there");
    assert_eq!(due(at("2025-11-16T12:00:00Z", 14)), 1, "the 17th already there");
}

#[test]
fn a_concept_is_asked_once_where_it_was_learned_first() {
    let other = "o\n  dns #dns\n  both #dns #tls\n  near ~dns";
    let mut desk = Desk::new(&[("r", "s\n  dns #dns\n  again #dns\n  tls #tls"), ("q", other)]);
    desk.learn(3, &["s/dns", "s/again"]);
    desk.mark(noon(day(1), 1), "q", Status::Done, &["o/dns"]);
    assert_eq!(desk.asked(50), "q:dns@0", "both of the other roadmap stand behind it");
    desk.mark(noon(day(4), 1), "q", Status::Done, &["o/near"]);
    desk.learn(5, &["s/tls"]);
    desk.mark(noon(day(6), 1), "q", Status::Done, &["o/both"]);
    assert_eq!(desk.asked(50), "q:dns@0 q:near@0 r:tls@0 q:both@0", "not all of it is asked elsewhere");
    desk.mark(noon(day(7), 1), "q", Status::Todo, &["o/dns", "o/both"]);
    assert_eq!(desk.asked(50), "r:dns@0 r:again@0 q:near@0 r:tls@0", "two of one roadmap are two topics");
}

#[test]
fn a_topic_that_moved_goes_on_where_it_was() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.library.add(vec![(sketch::roadmap("r", "t was=s\n  a"), super::super::entry::Origin::Bundled)], &desk.log);
    assert_eq!((desk.asked(8), desk.asked(9)), (String::new(), "r:a@1".into()));
    let leaf = sketch::at(&desk.library.entries()[0].roadmap, "t/a");
    let change = desk.library.change(&desk.log, 0, leaf, recalled(Some(Answer::Solid.at(1, day(9)))));
    let edits = desk.log.compose(noon(day(9), 1), &RoadmapId("r".into()), vec![change]);
    assert_eq!(edits[0].was.recall, Some(Some(Answer::Solid.at(0, day(2)))));
    desk.take(&edits);
    assert_eq!((desk.asked(29), desk.asked(30)), (String::new(), "r:a@2".into()));
}

#[test]
fn two_machines_that_answer_the_same_climb_one_step() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    let mut other = Log::new(Machine("desk".into()), 9 << 80);
    other.absorb(desk.log.edits());
    let solid = vec![(TopicId("s/a".into()), recalled(Some(Answer::Solid.at(0, day(2)))))];
    let edits = other.compose(noon(day(2), 3), &RoadmapId("r".into()), solid);
    desk.answer(2, "s/a", Answer::Solid);
    desk.take(&edits);
    assert_eq!((desk.asked(8), desk.asked(9)), (String::new(), "r:a@1".into()));
}

#[test]
fn an_answer_of_an_earlier_learning_does_not_come_back() {
    let mut desk = flat();
    desk.learn(0, &["s/a"]);
    desk.answer(2, "s/a", Answer::Solid);
    desk.mark(noon(day(3), 1), "r", Status::Todo, &["s/a"]);
    desk.learn(4, &["s/a"]);
    desk.answer(6, "s/a", Answer::Solid);
    desk.undo(day(6));
    assert_eq!(desk.asked(6), "r:a@0");
}

#[test]
fn a_clock_that_was_ahead_makes_it_wait_for_the_day_and_no_other() {
    let mut desk = flat();
    desk.learn(400, &["s/a"]);
    desk.learn(1, &["s/b"]);
    assert_eq!(desk.asked(3), "r:b@0");
    desk.answer(3, "s/b", Answer::Solid);
    assert_eq!((desk.asked(10), desk.asked(402)), ("r:b@1".into(), "r:a@0 r:b@1".into()));
}

#[test]
fn another_ladder_takes_the_step_as_it_is() {
    let mut desk = flat();
    desk.learn(0, &["s/a", "s/b"]);
    desk.answer(2, "s/a", Answer::Solid);
    let learning = Learning::of(&desk.library, &desk.log);
    let due = |ladder: &[u16]| due(&desk.library, &desk.log, &learning, noon(day(90), 1), ladder).len();
    assert_eq!([due(&[]), due(&[1]), due(&[1, 2]), due(&[u16::MAX; 300])], [0, 1, 2, 0]);
}

/// What is done to one of four topics of two roadmaps: a status, an answer, undo or redo, on a day of any clock.
fn any_action() -> impl Strategy<Value = (usize, usize, i32)> {
    (0..4usize, 0..10usize, prop_oneof![4 => 0..120i32, 1 => -400..400i32])
}

const TWO: [(&str, &str); 2] = [("r", "s\n  a #x\n  b"), ("q", "s\n  a #x\n  b ~x")];

fn done(actions: &[(usize, usize, i32)]) -> Desk {
    let mut desk = Desk::new(&TWO);
    for &(topic, what, on) in actions {
        let (roadmap, id) = (["r", "q"][topic % 2], ["s/a", "s/b"][topic / 2]);
        let now = noon(day(on), 1);
        match what {
            0..=4 => desk.mark(now, roadmap, Status::ALL[what], &[id]),
            5..=7 => {
                let step = u8::try_from(on.rem_euclid(6)).unwrap();
                desk.change(now, roadmap, &recalled(Some(Answer::ALL[what - 5].at(step, day(on)))), &[id]);
            }
            8 => desk.log.undo(now).ok().into_iter().for_each(|undo| desk.take(&undo.edits)),
            _ => desk.log.redo(now).ok().into_iter().for_each(|redo| desk.take(&redo.edits)),
        }
    }
    desk
}

proptest! {
    #[test]
    fn it_depends_on_the_set_of_lines_alone(
        actions in prop::collection::vec(any_action(), 0..20),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 0..30),
        today in 0..300i32,
    ) {
        let desk = done(&actions);
        let lines: Vec<Edit> = desk.log.edits().collect();
        let mut again = Desk::new(&TWO);
        for pick in picks.iter().filter(|_| !lines.is_empty()) {
            again.take(&[lines[pick.index(lines.len())].clone()]);
        }
        again.take(&lines.iter().rev().cloned().collect::<Vec<_>>());
        prop_assert_eq!(again.due(noon(day(today), 1)), desk.due(noon(day(today), 1)));
    }

    /// Whatever was done before: no answer moves a count, what is answered leaves until its days have passed, and comes
    /// back then, unless it rests.
    #[test]
    fn what_is_answered_comes_back_when_its_days_have_passed(
        actions in prop::collection::vec(any_action(), 0..20),
        today in 0..300i32,
        which in any::<prop::sample::Index>(),
        answer in 0..3usize,
    ) {
        let mut desk = done(&actions);
        let now = noon(day(today), 1);
        let before = desk.due(now);
        prop_assert!(before.iter().all(|due| desk.library.entries()[due.number].standing.status(due.place) == Status::Done));
        if before.is_empty() {
            return Ok(());
        }
        let due = before[which.index(before.len())];
        let standings = |desk: &Desk| desk.library.entries().iter().map(|entry| entry.standing.clone()).collect::<Vec<_>>();
        let (counts, last) = (standings(&desk), desk.log.last_activity(&RoadmapId("r".into())));
        let roadmap = &desk.library.entries()[due.number].roadmap;
        let (id, topic) = (roadmap.id.0.clone(), roadmap[due.place].id.0.clone());
        let value = Answer::ALL[answer].at(due.rung.step, day(today));
        desk.change(now, &id, &recalled(Some(value)), &[&topic]);
        prop_assert_eq!(standings(&desk), counts);
        prop_assert_eq!(desk.log.last_activity(&RoadmapId("r".into())), last);

        let others: Vec<_> = before.iter().copied().filter(|other| *other != due).collect();
        prop_assert_eq!(desk.due(now), others.clone(), "the others stay");
        let is_there = |on: i32| desk.due(noon(day(on), 1)).iter().any(|now| (now.number, now.place) == (due.number, due.place));
        match LADDER.get(usize::from(value.step)) {
            Some(&days) => {
                prop_assert!(!is_there(today + i32::from(days) - 1));
                prop_assert!(is_there(today + i32::from(days)));
            }
            None => prop_assert!(!is_there(today + 30_000)),
        }
    }
}
