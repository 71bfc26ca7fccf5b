//! Undo and redo: what they bring back, what they refuse, and that a restart forgets nothing.

use std::collections::HashMap;

use proptest::prelude::*;

use super::super::super::answer::Recalled;
use super::super::super::edit::{Change, Edit};
use super::super::super::roadmap::TopicId;
use super::super::super::status::Status;
use super::super::super::text::SafeText;
use super::super::{Log, Refusal};
use super::{act, at, edit, log, note, note_of, roadmap, status, status_of, topic};

pub(super) fn undo(log: &mut Log) -> Result<Vec<Edit>, Refusal> {
    let edits = log.undo(at(0))?.edits;
    log.absorb(edits.clone());
    Ok(edits)
}

pub(super) fn redo(log: &mut Log) -> Result<Vec<Edit>, Refusal> {
    let edits = log.redo(at(0))?.edits;
    log.absorb(edits.clone());
    Ok(edits)
}

/// A new run of the same machine that reads the same lines, in whichever order.
pub(super) fn restarted(log: &Log) -> Log {
    let mut again = Log::new(log.machine().clone(), 99 << 80);
    again.absorb(log.edits().rev());
    again
}

fn changed_since(name: &str) -> Refusal {
    Refusal::ChangedSince { roadmap: roadmap(), topic: topic(name) }
}

pub(super) type Seen = (Status, Option<SafeText>, Vec<SafeText>, Option<Recalled>);

/// What a learner sees: never touched and taken back look alike.
pub(super) fn picture(log: &Log) -> HashMap<TopicId, Seen> {
    let seen = |(topic, mark): (&TopicId, &super::super::Mark)| {
        let status = mark.status.as_ref().map(|status| status.value).unwrap_or_default();
        let note = mark.note.as_ref().and_then(|note| note.value.clone());
        let proof = mark.proof.as_ref().map(|proof| proof.value.clone()).unwrap_or_default();
        let recall = mark.recall.as_ref().and_then(|recall| recall.value);
        (topic.clone(), (status, note, proof, recall))
    };
    let untouched = (Status::Todo, None, Vec::new(), None);
    log.marks(&roadmap()).map(seen).filter(|(_, mark)| *mark != untouched).collect()
}

#[test]
fn a_first_tick_taken_back_is_to_do_by_an_edit() {
    let mut log = log("a");
    let tick = act(&mut log, 0, vec![("jwt", status(Status::Done))]);
    let back = undo(&mut log).unwrap();
    assert_eq!(back[0].set, status(Status::Todo));
    assert_eq!(back[0].was, status(Status::Done));
    assert_eq!(back[0].undo.as_ref(), Some(&tick[0].id));
    assert_eq!(status_of(&log, "jwt"), Some(Status::Todo));
    assert_eq!(undo(&mut log), Err(Refusal::Nothing));
}

#[test]
fn notes_and_proof_are_taken_back_too() {
    let mut log = log("a");
    let proof = |text| Change { proof: Some(vec![SafeText::line(text)]), ..note(text) };
    act(&mut log, 0, vec![("jwt", proof("one"))]);
    act(&mut log, 1, vec![("jwt", proof("two"))]);
    undo(&mut log).unwrap();
    assert_eq!(note_of(&log, "jwt"), Some("one"));
    undo(&mut log).unwrap();
    assert_eq!(note_of(&log, "jwt"), None);
    redo(&mut log).unwrap();
    assert_eq!(picture(&log)[&topic("jwt")].2, [SafeText::line("one")]);
}

#[test]
fn an_answer_is_taken_back_with_the_day_on_which_it_was_given() {
    let mut log = log("a");
    act(&mut log, 0, vec![("jwt", super::recall(0))]);
    act(&mut log, 900_000, vec![("jwt", super::recall(1))]);
    assert_eq!(undo(&mut log).unwrap()[0].set, super::recall(0));
    assert_eq!(undo(&mut log).unwrap()[0].set.recall, Some(None));
    redo(&mut log).unwrap();
    assert_eq!(redo(&mut log).unwrap()[0].set, super::recall(1));
}

#[test]
fn a_line_that_does_not_say_what_was_there_is_taken_back_to_nothing() {
    let mut log = log("a");
    log.absorb(vec![edit("1", 0, "a", "jwt", status(Status::Done))]);
    assert_eq!(undo(&mut log).unwrap()[0].set, status(Status::Todo));
}

#[test]
fn another_machine_s_edit_after_it_refuses_an_undo_but_one_of_another_field_does_not() {
    for (change, refused) in [(status(Status::Skipped), true), (note("mine"), false)] {
        let mut log = log("a");
        act(&mut log, 0, vec![("sql", status(Status::Done)), ("jwt", status(Status::Done))]);
        log.absorb(vec![edit("0", 5, "b", "jwt", change)]);
        assert_eq!(undo(&mut log).err(), refused.then(|| changed_since("jwt")));
        assert_eq!(status_of(&log, "sql"), Some(if refused { Status::Done } else { Status::Todo }));
    }
}

#[test]
fn an_edit_that_came_before_but_arrived_after_refuses_nothing() {
    let mut log = log("a");
    act(&mut log, 5, vec![("jwt", status(Status::Done))]);
    log.absorb(vec![edit("0", 0, "b", "jwt", status(Status::Skipped))]);
    assert!(undo(&mut log).is_ok());
}

#[test]
fn another_machine_s_edit_that_was_itself_taken_back_refuses_nothing() {
    let (mut here, mut there) = (log("a"), log("b"));
    act(&mut here, 0, vec![("jwt", status(Status::Done))]);
    there.absorb(here.edits());
    act(&mut there, 1, vec![("jwt", status(Status::Skipped))]);
    undo(&mut there).unwrap();
    here.absorb(there.edits());
    assert!(undo(&mut here).is_ok());
    let of_here = Refusal::Elsewhere { machine: here.machine().clone(), edit: here.edits().next().unwrap().id };
    assert_eq!(undo(&mut there), Err(of_here), "each machine takes back its own");
}

#[test]
fn a_redo_is_refused_after_another_machine_s_edit() {
    let mut log = log("a");
    act(&mut log, 0, vec![("jwt", status(Status::Done))]);
    undo(&mut log).unwrap();
    log.absorb(vec![edit("0", 5, "b", "jwt", status(Status::Skipped))]);
    assert_eq!(redo(&mut log), Err(changed_since("jwt")));
}

#[test]
fn a_new_edit_clears_what_could_be_redone() {
    let mut log = log("a");
    act(&mut log, 0, vec![("jwt", status(Status::Done))]);
    undo(&mut log).unwrap();
    act(&mut log, 1, vec![("sql", status(Status::Done))]);
    assert_eq!(redo(&mut log), Err(Refusal::Nothing));
    undo(&mut log).unwrap();
    assert_eq!(undo(&mut log), Err(Refusal::Nothing));
    assert_eq!(redo(&mut log).unwrap()[0].topic, topic("sql"));
    assert_eq!(redo(&mut log), Err(Refusal::Nothing));
}

#[test]
fn a_half_written_group_is_taken_back_whole() {
    let mut whole = log("a");
    let names = ["x", "y", "z"];
    let lines = act(&mut whole, 0, names.map(|name| (name, status(Status::Done))).to_vec());
    for written in 1..=3 {
        for kept in [&lines[..written], &lines[3 - written..]] {
            let mut log = log("a");
            log.absorb(kept.to_vec());
            assert_eq!(undo(&mut log).unwrap().len(), written);
            assert!(picture(&log).is_empty());
        }
    }
}

#[test]
fn a_half_written_undo_or_redo_is_mended_by_the_next() {
    let mut log = log("a");
    act(&mut log, 0, vec![("x", status(Status::Done)), ("y", status(Status::Done))]);
    let back = log.undo(at(1)).unwrap().edits;
    log.absorb(back[..1].to_vec());
    assert_eq!(redo(&mut log).unwrap().len(), 1);
    assert_eq!(status_of(&log, "x"), Some(Status::Done));
    let back = log.undo(at(2)).unwrap().edits;
    assert_eq!(back.len(), 2);
    log.absorb(back);
    let again = log.redo(at(3)).unwrap().edits;
    log.absorb(again[1..].to_vec());
    assert_eq!(undo(&mut log).unwrap().len(), 1);
    assert!(picture(&log).is_empty());
}

#[test]
fn undo_goes_back_two_hundred_steps() {
    let mut log = log("a");
    for step in 0..210 {
        act(&mut log, step, vec![("jwt", note(&step.to_string()))]);
    }
    let steps = std::iter::from_fn(|| undo(&mut log).ok()).count();
    assert_eq!(steps, 200);
    assert_eq!(note_of(&log, "jwt"), Some("9"));
    assert_eq!(std::iter::from_fn(|| redo(&mut log).ok()).count(), 200);
    assert_eq!(note_of(&log, "jwt"), Some("209"));
}

#[test]
fn a_healed_move_stays_healed() {
    let mut log = log("a");
    act(&mut log, 0, vec![("old", status(Status::Doing))]);
    let moved = Change { from: Some(topic("old")), ..status(Status::Done) };
    act(&mut log, 1, vec![("new", moved)]);
    assert_eq!(undo(&mut log).unwrap()[0].set, status(Status::Doing));
}

fn statuses(log: &Log) -> HashMap<TopicId, Status> {
    let status = |(topic, mark): (&TopicId, &super::super::Mark)| Some((topic.clone(), mark.status.as_ref()?.value));
    log.marks(&roadmap()).filter_map(status).collect()
}

#[derive(Clone, Debug)]
enum Step {
    Act(Vec<(usize, Change)>),
    Undo,
    Redo,
    Restart,
}

fn any_step() -> impl Strategy<Value = Step> {
    let change = prop_oneof![
        (0..5usize).prop_map(|which| status(Status::ALL[which])),
        "[a-c]".prop_map(|text| note(&text)),
        (0..3u8).prop_map(super::recall),
        Just(Change { note: Some(None), ..Change::default() }),
    ];
    prop_oneof![
        3 => prop::collection::vec((0..3usize, change), 1..4).prop_map(Step::Act),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Restart),
    ]
}

proptest! {
    /// Two machines that see each other's edits at once: the newest group is taken back whole, or not at all.
    #[test]
    fn undo_gives_back_what_was_before_or_is_refused(
        steps in prop::collection::vec((any::<bool>(), prop::collection::vec((0..3usize, 0..5usize), 1..3), -400..400i64), 1..12),
    ) {
        const DAY: i64 = 86_400;
        let (mut here, mut there) = (log("a"), log("b"));
        let mut group: Option<(HashMap<TopicId, Status>, Vec<TopicId>)> = None;
        let mut changed_since = false;
        for (own, topics, day) in steps {
            let changes: Vec<_> =
                topics.into_iter().map(|(name, which)| (["x", "y", "z"][name], status(Status::ALL[which]))).collect();
            let touched: Vec<_> = changes.iter().map(|(name, _)| topic(name)).collect();
            let (by, other) = if own { (&mut here, &mut there) } else { (&mut there, &mut here) };
            let before = statuses(by);
            let edits = act(by, day * DAY, changes);
            other.absorb(edits);
            if own {
                (group, changed_since) = (Some((before, touched)), false);
            } else if let Some((_, mine)) = &group {
                changed_since |= touched.iter().any(|topic| mine.contains(topic));
            }
        }
        let now = statuses(&here);
        match (group, undo(&mut here)) {
            (None, undone) => {
                let is_of_there =
                    matches!(&undone, Err(Refusal::Elsewhere { machine, .. }) if machine == there.machine());
                prop_assert!(is_of_there, "{:?}", undone);
            }
            (Some(_), Err(refusal)) => {
                let is_said = matches!(refusal, Refusal::ChangedSince { .. });
                prop_assert!(changed_since && is_said);
                prop_assert_eq!(statuses(&here), now, "nothing of it is done");
            }
            (Some((before, touched)), Ok(_)) => {
                prop_assert!(!changed_since);
                for topic in touched {
                    let was = before.get(&topic).copied().unwrap_or_default();
                    prop_assert_eq!(statuses(&here).get(&topic).copied(), Some(was));
                }
            }
        }
    }

    /// One machine alone has the history of a text editor, also across restarts.
    #[test]
    fn undo_and_redo_walk_a_line_of_pictures(steps in prop::collection::vec(any_step(), 0..40)) {
        let mut log = log("a");
        let (mut past, mut future) = (Vec::new(), Vec::new());
        for step in steps {
            let before = picture(&log);
            match step {
                Step::Act(changes) => {
                    let changes = changes.into_iter().map(|(name, set)| (["x", "y", "z"][name], set)).collect();
                    act(&mut log, 0, changes);
                    past.push(before);
                    future.clear();
                }
                Step::Undo => {
                    prop_assert_eq!(undo(&mut log).err(), past.is_empty().then_some(Refusal::Nothing));
                    if let Some(picture_then) = past.pop() {
                        future.push(before);
                        prop_assert_eq!(picture(&log), picture_then);
                    }
                }
                Step::Redo => {
                    prop_assert_eq!(redo(&mut log).err(), future.is_empty().then_some(Refusal::Nothing));
                    if let Some(picture_then) = future.pop() {
                        past.push(before);
                        prop_assert_eq!(picture(&log), picture_then);
                    }
                }
                Step::Restart => log = restarted(&log),
            }
        }
    }
}
