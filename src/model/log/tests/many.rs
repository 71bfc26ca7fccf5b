//! Logs of very many edits of one topic: what would be felt as a hang if each was compared with the others.

use super::super::super::edit::Edit;
use super::super::super::roadmap::TopicId;
use super::super::super::status::Status;
use super::{EditId, at, edit, log, roadmap, status, topic};

const MANY: u32 = 50_000;

fn ticks(by: &str) -> impl Iterator<Item = Edit> {
    let one = |number: u32| edit(&format!("{number:026}"), number.into(), by, "jwt", status(Status::Done));
    (0..MANY).map(one)
}

#[test]
fn undo_looks_at_each_edit_of_a_topic_once() {
    let mut log = log("a");
    log.absorb(ticks("a"));
    let newest = EditId(format!("{:026}", MANY - 1).into());
    assert_eq!(log.undo(at(0)).unwrap().group, newest);
    log.absorb(ticks("b").map(|tick| Edit {
        undo: Some(tick.id.clone()),
        id: EditId(format!("u{}", tick.id.0).into()),
        ..tick
    }));
    log.undo(at(0)).unwrap_err();
}

#[test]
fn days_of_learning_are_found_with_one_look_at_each_edit_of_a_topic() {
    let mut log = log("a");
    log.absorb(ticks("a"));
    // Each takes back or brings back what was never done, or all that was done in one group.
    for (group, mark) in [("none", "u"), ("all", "v")] {
        let grouped = |tick: Edit| Edit { group: Some(EditId("all".into())), ..tick };
        log.absorb(
            ticks("a").map(grouped).map(|tick| Edit { id: EditId(format!("{mark}{}", tick.id.0).into()), ..tick }),
        );
        let reversal = |tick: Edit| {
            let (number, group) = (tick.at.at.as_second() % 2, Some(EditId(group.into())));
            let id = EditId(format!("{mark}r{}", tick.id.0).into());
            let (undo, redo) = if number == 0 { (group, None) } else { (None, group) };
            Edit { id, undo, redo, at: at(i64::from(MANY) + tick.at.at.as_second() - at(0).at.as_second()), ..tick }
        };
        log.absorb(ticks("a").map(reversal));
    }
    assert_eq!(log.learned().get(&roadmap(), &topic("jwt")).map(|learned| learned.at), Some(at(0).at));
}

/// As a copy is read, line by line.
#[test]
fn an_edit_that_gives_way_to_another_costs_no_look_at_all_others() {
    let mut log = log("a");
    log.absorb(ticks("a"));
    for tick in ticks("a") {
        log.absorb([Edit { topic: TopicId("oauth".into()), ..tick }]);
    }
    assert_eq!((log.len(), log.ticks(), log.late_len()), (MANY as usize, MANY as usize, 0));
    assert_eq!((super::status_of(&log, "jwt"), super::status_of(&log, "oauth")), (None, Some(Status::Done)));
}

/// What a mark has beside a status is on the scales too: the moves of a hostile log, and what is worth recalling.
#[test]
fn moves_answers_and_notes_weigh_what_they_take() {
    let weight = |set: super::Change| {
        let mut log = log("a");
        log.absorb((0..1000).map(|number| edit(&number.to_string(), 0, "a", &format!("t{number}"), set.clone())));
        log.fold().weight() / 1000
    };
    let older = TopicId("x".repeat(500).into());
    assert_eq!(weight(status(Status::Done)), 0);
    assert!(weight(super::Change { from: Some(older), ..super::Change::default() }) >= 500);
    for set in [super::recall(1), super::note(""), super::Change { proof: Some(vec![]), ..super::Change::default() }] {
        assert!(weight(set) >= size_of::<super::super::super::edit::Stamp>());
    }
}
