//! New edits: their stamps, ids, groups and what they say was there before.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::super::super::edit::{Change, Edit, Machine};
use super::super::super::status::Status;
use super::super::Log;
use super::{act, at, edit, log, note, roadmap, status, status_of, topic};

const YEAR: i64 = 366 * 86_400;

#[test]
fn a_lone_edit_is_its_own_group() {
    let edits = act(&mut log("a"), 0, vec![("jwt", status(Status::Done))]);
    assert_eq!((edits[0].group.as_ref(), edits[0].count), (None, None));
    assert_eq!(edits[0].group_id(), &edits[0].id);
}

#[test]
fn a_bulk_action_is_one_group_and_its_first_line_counts_the_lines() {
    let edits = act(&mut log("a"), 0, vec![("jwt", status(Status::Done)), ("sql", status(Status::Done))]);
    assert_eq!(edits.iter().map(|edit| edit.count).collect::<Vec<_>>(), [Some(2), None]);
    assert!(edits.iter().all(|edit| edit.group.as_ref() == Some(&edits[0].id)));
    assert!(edits[0].id < edits[1].id);
}

#[test]
fn changes_without_a_field_make_no_lines() {
    assert!(act(&mut log("a"), 0, vec![("jwt", Change::default())]).is_empty());
    assert!(act(&mut log("a"), 0, Vec::new()).is_empty());
}

#[test]
fn was_speaks_of_the_fields_that_are_set() {
    let mut log = log("a");
    let first = act(&mut log, 0, vec![("jwt", status(Status::Doing))]);
    assert_eq!(first[0].was, status(Status::Todo));
    let second = act(&mut log, 1, vec![("jwt", Change { note: note("x").note, ..status(Status::Done) })]);
    assert_eq!(second[0].was, Change { note: Some(None), ..status(Status::Doing) });
}

#[test]
fn a_healed_topic_was_what_its_older_record_says() {
    let mut log = log("a");
    act(&mut log, 0, vec![("old", status(Status::Doing))]);
    let moved = Change { from: Some(topic("old")), ..status(Status::Done) };
    assert_eq!(act(&mut log, 1, vec![("new", moved)])[0].was, status(Status::Doing));
    let noted = act(&mut log, 2, vec![("new", status(Status::Todo))]);
    assert_eq!(noted[0].was, status(Status::Done));
}

#[test]
fn an_edit_wins_over_a_line_from_a_clock_that_is_ahead_and_says_so() {
    let mut log = log("a");
    log.absorb(vec![edit("1", YEAR, "z", "jwt", status(Status::Skipped))]);
    let edits = act(&mut log, 0, vec![("jwt", status(Status::Done))]);
    assert_eq!(status_of(&log, "jwt"), Some(Status::Done));
    assert_eq!(edits[0].at.at, at(YEAR).at + SignedDuration::from_millis(1));
    assert_eq!(edits[0].clock, Some(at(0)));
    assert_eq!(log.last_activity(&roadmap()), Some(at(0)));
}

#[test]
fn a_clock_that_is_a_minute_behind_is_not_worth_a_word() {
    let mut log = log("a");
    act(&mut log, 59, vec![("jwt", status(Status::Done))]);
    assert_eq!(act(&mut log, 0, vec![("jwt", status(Status::Todo))])[0].clock, None);
    assert!(act(&mut log, -1, vec![("jwt", status(Status::Done))])[0].clock.is_some());
}

#[test]
fn a_clock_beyond_the_horizon_is_not_believed() {
    let mut log = log("a");
    let now = super::Now { at: Timestamp::MAX, ..at(0) };
    for status in [status(Status::Doing), status(Status::Done)] {
        let edits = log.compose(now, &roadmap(), vec![(topic("jwt"), status)]);
        assert!(edits[0].at.at < Edit::HORIZON - SignedDuration::from_hours(24) && edits[0].clock.is_none());
        assert_eq!(log.absorb(edits), 1);
    }
    assert_eq!(status_of(&log, "jwt"), Some(Status::Done));
}

#[test]
fn at_the_horizon_edits_are_still_told_apart() {
    let mut log = log("a");
    let mut last = edit("0", 0, "z", "jwt", status(Status::Done));
    last.at.at = Edit::HORIZON - SignedDuration::from_millis(1);
    log.absorb(vec![last]);
    // Each a run of its own: nothing but the stamp says that it came later.
    for (now, seed) in [Status::Skipped, Status::Doing, Status::Todo, Status::Known].into_iter().zip((0..4).rev()) {
        let mut run = Log::new(Machine("a".into()), seed << 90);
        run.absorb(log.edits());
        log.absorb(act(&mut run, 0, vec![("jwt", status(now))]));
    }
    assert_eq!(status_of(&log, "jwt"), Some(Status::Known));
}

/// A line that bears the last instant cannot be followed: what is made after it must not be taken for made.
#[test]
fn after_the_last_instant_an_edit_counts_nowhere_and_that_is_known() {
    let mut log = log("a");
    act(&mut log, 0, vec![("jwt", status(Status::Done))]);
    assert!(!log.is_at_its_end());
    let mut last = edit("0", 0, "z", "sql", status(Status::Done));
    last.at.at = Edit::HORIZON - SignedDuration::from_nanos(1);
    log.absorb(vec![last.clone()]);
    assert!(log.is_at_its_end());
    let made = log.compose(at(1), &roadmap(), vec![(topic("jwt"), status(Status::Todo))]);
    assert!(made.iter().chain(&log.undo(at(2)).unwrap().edits).all(Edit::is_late));
    let before_it = Edit {
        id: super::EditId("1".into()),
        at: super::Now { at: last.at.at - SignedDuration::from_nanos(1), ..last.at },
        ..last
    };
    let mut log = super::log("a");
    log.absorb(vec![before_it]);
    assert!(!log.is_at_its_end(), "one is left");
    assert!(!act(&mut log, 1, vec![("sql", status(Status::Todo))])[0].is_late());
    assert_eq!(status_of(&log, "sql"), Some(Status::Todo));
    assert!(log.is_at_its_end());
}

#[test]
fn runs_with_different_seeds_never_share_an_id() {
    let mut ids = HashSet::new();
    for seed in [0, 1 << 60, u128::MAX] {
        let mut log = Log::new(Machine("a".into()), seed);
        for _ in 0..20 {
            let both = vec![("jwt", status(Status::Done)), ("sql", status(Status::Done))];
            assert!(act(&mut log, 0, both).into_iter().all(|edit| ids.insert(edit.id)));
        }
    }
}

proptest! {
    /// A clock a year ahead or behind at every action: every topic is as it was set last, also for one that reads the
    /// lines in another order.
    #[test]
    fn a_jumping_clock_loses_nothing(steps in prop::collection::vec((0..4usize, 0..5usize, -YEAR..YEAR), 1..30)) {
        let (mut log, mut lines) = (log("a"), Vec::new());
        let mut expected = std::collections::BTreeMap::new();
        for (name, which, second) in steps {
            let name = ["w", "x", "y", "z"][name];
            lines.extend(act(&mut log, second, vec![(name, status(Status::ALL[which]))]));
            expected.insert(name, Status::ALL[which]);
        }
        lines.reverse();
        let mut again = super::log("b");
        prop_assert_eq!(again.absorb(lines.clone()), lines.len());
        for (name, status) in expected {
            prop_assert_eq!((status_of(&log, name), status_of(&again, name)), (Some(status), Some(status)));
        }
    }

    /// Two machines, each with a clock that jumps a year: what is set by one that has seen the other's lines stands on
    /// both, and of what neither had seen the same stands on both.
    #[test]
    fn two_jumping_clocks_agree(
        steps in prop::collection::vec((any::<bool>(), any::<bool>(), 0..3usize, 0..5usize, -YEAR..YEAR), 1..30),
    ) {
        let (mut here, mut there) = (log("a"), log("b"));
        for (by_here, sees, name, which, second) in steps {
            let (by, other) = if by_here { (&mut here, &mut there) } else { (&mut there, &mut here) };
            if sees {
                by.absorb(other.edits());
            }
            let name = ["x", "y", "z"][name];
            let lines = act(by, second, vec![(name, status(Status::ALL[which]))]);
            prop_assert_eq!(status_of(by, name), Some(Status::ALL[which]));
            if sees {
                other.absorb(lines);
                prop_assert_eq!(status_of(other, name), Some(Status::ALL[which]));
            }
        }
        let [one, other] = [(&here, &there), (&there, &here)].map(|(first, second)| {
            let mut log = log("c");
            log.absorb(first.edits());
            log.absorb(second.edits());
            log
        });
        prop_assert!(super::fold::same(&one, &other));
    }

    /// Whatever the clock does, a later action of this machine has the greater stamps and ids, seen or not.
    #[test]
    fn a_jumping_clock_reorders_nothing(jumps in prop::collection::vec((-YEAR..YEAR, any::<bool>()), 1..30)) {
        let mut log = log("a");
        let mut last: Option<Edit> = None;
        for (step, (second, absorb)) in jumps.into_iter().enumerate() {
            let change = || note(&step.to_string());
            let changes = vec![(topic("x"), change()), (topic("y"), change())];
            let edits = log.compose(at(second), &roadmap(), changes);
            for edit in &edits {
                prop_assert!(last.as_ref().is_none_or(|last| last.stamp() < edit.stamp() && last.id < edit.id));
                last = Some(edit.clone());
            }
            if absorb {
                log.absorb(edits);
                let newest = step.to_string();
                prop_assert_eq!(super::note_of(&log, "x"), Some(newest.as_str()));
            }
        }
    }
}
