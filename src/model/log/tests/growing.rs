//! Groups that grow line by line.

use super::super::super::status::Status;
use super::super::Refusal;
use super::history::{picture, redo, restarted, undo};
use super::{act, at, log, roadmap, status, topic};

/// How a sweep is saved: line by line, and one step to undo.
#[test]
fn a_group_may_grow_and_is_taken_back_whole() {
    let mut log = log("a");
    act(&mut log, 0, vec![("w", status(Status::Done))]);
    let mut group = None;
    for (second, names) in [(1, vec!["x"]), (2, vec!["y", "z"]), (3, vec!["x"])] {
        let known = if second == 3 { Status::Doing } else { Status::Known };
        let changes = names.iter().map(|name| (topic(name), status(known))).collect();
        let mut edits = log.compose(at(second), &roadmap(), changes);
        let first = group.get_or_insert_with(|| edits[0].id.clone()).clone();
        for edit in &mut edits {
            edit.join(&first);
        }
        assert!(edits.iter().all(|edit| *edit.group_id() == first && edit.count.is_none()));
        log.absorb(edits);
    }
    let before = picture(&log);
    let mut log = restarted(&log);
    assert_eq!(undo(&mut log).unwrap().len(), 3);
    assert_eq!(picture(&log).into_keys().collect::<Vec<_>>(), [topic("w")]);
    redo(&mut log).unwrap();
    assert_eq!((picture(&log), log.ticks()), (before, 2));
    undo(&mut log).unwrap();
    undo(&mut log).unwrap();
    assert_eq!(undo(&mut log), Err(Refusal::Nothing));
}
