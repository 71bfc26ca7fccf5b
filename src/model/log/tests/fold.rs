//! The fold depends on the set of edits alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::sample::Index;

use super::super::super::edit::{Edit, EditId, Now};
use super::super::super::status::Status;
use super::super::Log;
use super::{at, edit, log, note, note_of, roadmap, status, status_of, topic};

fn folded(parts: &[&[Edit]]) -> Log {
    let mut log = log("a");
    for part in parts {
        log.absorb(part.to_vec());
    }
    log
}

pub(super) fn same(one: &Log, other: &Log) -> bool {
    let picture = |log: &Log| {
        let marks: BTreeMap<_, _> = log.marks(&roadmap()).map(|(topic, mark)| (topic.clone(), mark.clone())).collect();
        let late: BTreeSet<_> = log.late().collect();
        (marks, log.last_activity(&roadmap()), log.ticks(), log.len(), log.late_len(), late)
    };
    picture(one) == picture(other) && one.edits().eq(other.edits())
}

/// Two machines at one instant, two lines with one id, a topic set twice: every way in which edits can tie.
fn ties() -> Vec<Edit> {
    vec![
        edit("1", 0, "a", "jwt", status(Status::Doing)),
        edit("2", 0, "b", "jwt", status(Status::Done)),
        edit("3", 0, "b", "jwt", status(Status::Skipped)),
        edit("4", 9, "a", "jwt", note("of a")),
        edit("4", 9, "a", "jwt", note("of b, by hand")),
        edit("4", 5, "a", "sql", status(Status::Known)),
    ]
}

fn permutations(edits: &[Edit]) -> Vec<Vec<Edit>> {
    if edits.is_empty() {
        return vec![Vec::new()];
    }
    let start_with = |first: usize| {
        let mut rest = edits.to_vec();
        let edit = rest.remove(first);
        permutations(&rest).into_iter().map(move |tail| [vec![edit.clone()], tail].concat())
    };
    (0..edits.len()).flat_map(start_with).collect()
}

#[test]
fn every_order_and_every_split_gives_one_state() {
    let expected = folded(&[&ties()]);
    for order in permutations(&ties()) {
        for split in 0..=order.len() {
            let (one, other) = order.split_at(split);
            assert!(same(&folded(&[one, other]), &expected), "{order:?} split at {split}");
            assert!(same(&folded(&[other, one, other]), &expected), "{order:?} repeated from {split}");
        }
    }
}

#[test]
fn of_two_at_one_instant_the_greater_machine_then_the_greater_id_wins() {
    assert_eq!(status_of(&folded(&[&ties()]), "jwt"), Some(Status::Skipped));
}

#[test]
fn of_two_bodies_with_one_id_the_greater_counts_and_the_other_leaves_no_trace() {
    let log = folded(&[&ties()]);
    assert_eq!(note_of(&log, "jwt"), Some("of b, by hand"));
    assert_eq!(status_of(&log, "sql"), None);
    assert_eq!(log.edits().count(), 4);
}

#[test]
fn the_newest_edit_of_each_field_stands_by_itself() {
    let log = folded(&[&[
        edit("1", 0, "a", "jwt", status(Status::Done)),
        edit("2", 1, "a", "jwt", note("signed, not sealed")),
    ]]);
    assert_eq!(status_of(&log, "jwt"), Some(Status::Done));
    assert_eq!(note_of(&log, "jwt"), Some("signed, not sealed"));
    assert_eq!(log.last_activity(&roadmap()), Some(at(1)));
}

#[test]
fn absorb_counts_what_is_new() {
    let mut log = log("a");
    assert_eq!(log.absorb(ties()), 4);
    assert_eq!(log.absorb(ties()), 0);
    assert!(log.knows("2") && !log.knows("9"));
}

#[test]
fn an_edit_beyond_the_horizon_is_kept_and_not_folded() {
    let mut late = edit("1", 0, "a", "jwt", status(Status::Done));
    late.at.at = Edit::HORIZON;
    let clock_is_late = Edit { id: EditId("2".into()), clock: Some(late.at), at: at(0), ..late.clone() };
    let mut log = log("a");
    assert_eq!(log.absorb(vec![late.clone(), clock_is_late.clone()]), 0);
    assert_eq!((log.len(), log.late_len(), log.is_empty(), log.ticks()), (0, 2, false, 0));
    assert_eq!((status_of(&log, "jwt"), log.last_activity(&roadmap())), (None, None));
    assert_eq!(log.undo(at(1)).unwrap_err(), super::super::Refusal::Nothing);
    assert!(log.holds(&late) && log.edits().next().is_none());
    assert_eq!(log.late().collect::<Vec<_>>(), [late.clone(), clock_is_late]);
    let counts = Edit { at: Now { at: Edit::HORIZON - SignedDuration::from_nanos(1), ..late.at }, ..late.clone() };
    assert_eq!(
        super::act(&mut log, 2, vec![("sql", status(Status::Done))])[0].at.at,
        at(2).at,
        "later than what counts"
    );
    assert_eq!(log.absorb(vec![counts]), 1, "it takes the place of one with its id");
    assert_eq!((status_of(&log, "jwt"), log.late_len()), (Some(Status::Done), 1));
    assert!(log.holds(&late), "what counts comes before what does not");
    assert_eq!(log.absorb(vec![late]), 0);
    assert_eq!(status_of(&log, "jwt"), Some(Status::Done));
}

#[test]
fn ticks_are_the_actions_of_this_machine_that_complete_something() {
    let mut log = log("a");
    super::act(&mut log, 0, vec![("jwt", status(Status::Done)), ("sql", status(Status::Done))]);
    super::act(&mut log, 1, vec![("tls", status(Status::Known))]);
    super::act(&mut log, 2, vec![("tls", status(Status::Doing))]);
    log.absorb(vec![edit("0", 3, "b", "tcp", status(Status::Done))]);
    assert_eq!(log.ticks(), 2);
    let back = log.undo(at(4)).unwrap().edits;
    log.absorb(back);
    assert_eq!(log.ticks(), 2);
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let set = prop_oneof![
        (0..5usize).prop_map(|which| status(Status::ALL[which])),
        "[ab]".prop_map(|text| note(&text)),
        (0..3u8).prop_map(super::recall),
        Just(super::Change { from: Some(topic("old")), ..super::Change::default() }),
    ];
    // Ids as milepost makes them, which are kept as numbers, and others; lone edits, and lines of groups.
    let id = (0..12u8, any::<bool>())
        .prop_map(|(id, own)| if own { format!("01M6SBQ50000000200000000{id:02}") } else { id.to_string() });
    let finer = prop_oneof![3 => Just(0), 1 => Just(7)];
    let group = prop_oneof![3 => Just(None), 1 => Just(Some(EditId("01M6SBQ5000000020000000000".into())))];
    let late = prop_oneof![8 => Just((false, false)), 1 => any::<(bool, bool)>()];
    (id, 0..3i64, 0..2usize, 0..2usize, set, finer, group, late).prop_map(
        |(id, second, by, name, set, finer, group, (late, clock))| {
            let mut edit = edit(&id, second, ["a", "b"][by], ["x", "y"][name], set);
            edit.at.at += SignedDuration::from_nanos(finer);
            let beyond = Now { at: Edit::HORIZON + SignedDuration::from_secs(second), ..edit.at };
            if late {
                edit.at = beyond;
            }
            Edit { count: group.as_ref().map(|_| 2), group, clock: clock.then_some(beyond), ..edit }
        },
    )
}

proptest! {
    #[test]
    fn any_order_any_repetition_any_union(
        edits in prop::collection::vec(any_edit(), 0..20),
        picks in prop::collection::vec(any::<Index>(), 0..40),
    ) {
        let expected = folded(&[&edits]);
        let mut parts: Vec<&[Edit]> = picks.iter().filter(|_| !edits.is_empty()).map(|pick| {
            let place = pick.index(edits.len());
            &edits[place..=place]
        }).collect();
        parts.push(&edits);
        prop_assert!(same(&folded(&parts), &expected));
    }

    /// Two machines that each saw some of the lines, and then each other's.
    #[test]
    fn a_union_of_two_copies_is_one_state(
        edits in prop::collection::vec((any_edit(), 0..3u8), 0..20),
        shuffled in any::<u64>(),
    ) {
        let seen_by = |machine: u8| -> Vec<Edit> {
            edits.iter().filter(|(_, who)| *who == machine || *who == 2).map(|(edit, _)| edit.clone()).collect()
        };
        let (one, other) = (seen_by(0), seen_by(1));
        let expected = folded(&[&one, &other]);
        let mut lines: Vec<Edit> = expected.edits().chain(one.iter().cloned()).chain(other.iter().cloned()).collect();
        lines.sort_by_key(|edit| edit.at.at.as_second().cast_unsigned().wrapping_mul(shuffled | 1) ^ u64::from(edit.id.0.as_bytes()[0]));
        prop_assert!(same(&folded(&[&other, &one]), &expected));
        prop_assert!(same(&folded(&[&lines]), &expected));
    }

    /// However small an edit is kept, it comes back as it was: of those with its id one that counts, then the greatest.
    #[test]
    fn what_was_taken_in_comes_back(edits in prop::collection::vec(any_edit(), 0..20)) {
        let mut kept: BTreeMap<EditId, Edit> = BTreeMap::new();
        for edit in &edits {
            let there = kept.entry(edit.id.clone()).or_insert_with(|| edit.clone());
            if (!edit.is_late(), edit) > (!there.is_late(), there) {
                *there = edit.clone();
            }
        }
        let (mut late, mut kept): (Vec<_>, Vec<_>) = kept.into_values().partition(Edit::is_late);
        kept.sort_by_key(Edit::stamp);
        late.sort_by_key(Edit::stamp);
        let log = folded(&[&edits]);
        prop_assert_eq!((log.len(), log.late_len()), (kept.len(), late.len()));
        prop_assert_eq!(log.edits().collect::<Vec<_>>(), kept);
        let mut found: Vec<_> = log.late().collect();
        found.sort_by_key(Edit::stamp);
        prop_assert_eq!(found, late);
    }
}
