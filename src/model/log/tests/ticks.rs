//! The tick that a topic is learned since, against the rule word by word.

use proptest::prelude::*;

use super::super::super::edit::Edit;
use super::super::super::status::Status;
use super::{EditId, edit, log, roadmap, status, topic};

/// The edits that stand one upon the other, and below them, apart, those that were taken back.
fn plainly(edits: &[Edit]) -> Option<i64> {
    let (mut standing, mut undone): (Vec<&Edit>, Vec<&Edit>) = (Vec::new(), Vec::new());
    for edit in edits {
        let (from, onto, group) = match (&edit.undo, &edit.redo) {
            (Some(group), _) => (&mut standing, &mut undone, group),
            (None, Some(group)) => (&mut undone, &mut standing, group),
            (None, None) => {
                standing.push(edit);
                continue;
            }
        };
        onto.extend(from.extract_if(.., |other| other.group_id() == group));
        if standing.last().is_some_and(|top| top.set != edit.set) {
            standing.push(edit);
        }
    }
    let ticks = standing.iter().rev().take_while(|edit| edit.set == status(Status::Done));
    ticks.last().map(|edit| edit.at.at.as_second())
}

proptest! {
    #[test]
    fn the_day_is_that_of_the_lowest_tick_that_stands(
        steps in prop::collection::vec((0..3u8, 0..3usize, prop::bool::weighted(0.8)), 0..25),
    ) {
        let line = |(number, (what, group, done)): (usize, (u8, usize, bool))| {
            let set = status(if done { Status::Done } else { Status::Doing });
            let group = Some(EditId(format!("g{group}").into()));
            let edit = edit(&format!("{number:02}"), i64::try_from(number).unwrap(), "a", "jwt", set);
            match what {
                0 => Edit { group, ..edit },
                1 => Edit { undo: group, ..edit },
                _ => Edit { redo: group, ..edit },
            }
        };
        let edits: Vec<_> = steps.into_iter().enumerate().map(line).collect();
        let mut log = log("a");
        log.absorb(edits.clone());
        let learned = log.learned().get(&roadmap(), &topic("jwt")).map(|learned| learned.at.as_second());
        prop_assert_eq!(learned, plainly(&edits));
    }
}
