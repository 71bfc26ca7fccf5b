//! A log in bytes: what comes out of them is what went in, and bytes of any other kind do no harm.

use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;

use super::super::super::edit::{Change, Edit, EditId, Machine, Mark, Now};
use super::super::super::roadmap::{RoadmapId, TopicId};
use super::super::super::status::Status;
use super::super::super::text::SafeText;
use super::super::Log;
use super::fold::same;
use super::log;

fn packed(log: &Log) -> Vec<u8> {
    let mut bytes = Vec::new();
    log.pack(&log.extent(), &mut |piece| bytes.extend_from_slice(piece)).unwrap();
    bytes
}

fn unpacked(machine: &str, bytes: Vec<u8>) -> Option<Log> {
    Log::unpack(&Machine(machine.into()), 7 << 64, bytes)
}

/// Ids as they are and as they are not spelt here, some of them equal.
fn any_id() -> impl Strategy<Value = EditId> {
    let ulid = (0..40_u128).prop_map(|number| ulid::Ulid(number << 64 | number).to_string());
    prop_oneof![3 => ulid, 1 => "[a-z]{1,3}|é|01ARZ3NDEKTSV4RRFFQ69G5FAO"].prop_map(|id| EditId(id.as_str().into()))
}

fn any_now() -> impl Strategy<Value = Now> {
    let at = prop_oneof![
        (1_795_000_000_000..1_795_000_000_400_i64).prop_map(|at| Timestamp::from_millisecond(at).unwrap()),
        (-62_000_000_000..6_000_000_000_i64, 0..1_000_000_000).prop_map(|(at, fine)| Timestamp::new(at, fine).unwrap()),
    ];
    (at, -100..100_i32).prop_map(|(at, quarters)| Now { at, offset: Offset::from_seconds(quarters * 900).unwrap() })
}

fn any_change() -> impl Strategy<Value = Change> {
    let status = proptest::option::of((0..5_usize).prop_map(|status| Status::ALL[status]));
    let note =
        proptest::option::weighted(0.2, proptest::option::of("(?s).{0,9}".prop_map(|note| SafeText::clean(&note))));
    let link = ".{0,9}".prop_map(|link: String| SafeText::line(&link));
    let proof = proptest::option::weighted(0.2, prop::collection::vec(link, 0..3));
    let from = proptest::option::weighted(0.1, (0..6_u32).prop_map(|topic| TopicId(format!("t{topic}").into())));
    let recall = proptest::option::weighted(0.2, proptest::option::of((0..9_u8).prop_map(super::solid)));
    (status, note, proof, recall, from).prop_map(|(status, note, proof, recall, from)| Change {
        status,
        note,
        proof,
        recall,
        from,
    })
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let names = (0..3_u8, 0..3_u8, 0..6_u8);
    let id = || proptest::option::weighted(0.3, any_id());
    let links =
        (id(), proptest::option::weighted(0.3, 0..9_u32), id(), id(), proptest::option::weighted(0.1, any_now()));
    (any_id(), any_now(), names, any_change(), any_change(), links).prop_map(
        |(id, at, (by, roadmap, topic), set, was, (group, count, undo, redo, clock))| Edit {
            id,
            at,
            by: Machine(format!("machine-{by}").into()),
            roadmap: RoadmapId(["backend", "b", "c"][usize::from(roadmap)].into()),
            topic: TopicId(format!("t{topic}").into()),
            set,
            was,
            group,
            count,
            undo,
            redo,
            clock,
        },
    )
}

fn any_log() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any_edit(), 0..40)
}

/// Nothing could be stamped after it.
#[test]
fn bytes_that_name_an_instant_beyond_the_horizon_are_no_log() {
    let mut bytes = packed(&log("machine-1"));
    // Behind it stand how many are late, and the length.
    let at = bytes.len() - 24..bytes.len() - 8;
    assert_eq!(bytes[at.clone()], i128::MIN.to_le_bytes());
    let last = Edit::HORIZON.as_nanosecond() - 1;
    for (instant, is_log) in [(last, true), (last + 1, false), (Timestamp::MAX.as_nanosecond(), false)] {
        bytes[at.clone()].copy_from_slice(&instant.to_le_bytes());
        assert_eq!(unpacked("machine-1", bytes.clone()).is_some(), is_log, "{instant}");
    }
}

proptest! {
    #[test]
    fn what_is_packed_comes_out_as_it_was_and_takes_in_more(before in any_log(), later in any_log(), name in 0..4_u8) {
        let name = format!("machine-{name}");
        let mut whole = Log::new(Machine(name.as_str().into()), 7 << 64);
        whole.absorb(before.clone());
        let mut again = unpacked(&name, packed(&whole)).unwrap();
        prop_assert!(same(&again, &whole));
        prop_assert!(again.weight() <= whole.weight());
        prop_assert_eq!(again.absorb(later.clone()), whole.absorb(later));
        prop_assert!(same(&again, &whole));
        prop_assert_eq!(again.undo(super::at(9)), whole.undo(super::at(9)));
        let change = || vec![(TopicId("t1".into()), super::status(Status::Done))];
        prop_assert_eq!(
            again.compose(super::at(9), &RoadmapId("b".into()), change()),
            whole.compose(super::at(9), &RoadmapId("b".into()), change())
        );
    }

    #[test]
    fn what_a_log_held_once_is_what_another_machine_makes_of_it(before in any_log(), later in any_log()) {
        let mut log = log("machine-1");
        log.absorb(before.clone());
        let extent = log.extent();
        log.absorb(later.clone());
        let mut bytes = Vec::new();
        let is_whole = log.pack(&extent, &mut |piece| bytes.extend_from_slice(piece)).is_some();
        let mut expected = Log::new(Machine("machine-2".into()), 1);
        expected.absorb(before.clone());
        if is_whole {
            let mut then = unpacked("machine-2", bytes).unwrap();
            prop_assert!(same(&then, &expected));
            then.absorb(later.clone());
            expected.absorb(later);
            prop_assert!(same(&then, &expected));
        } else {
            let all = || before.iter().chain(&later);
            prop_assert!(later.iter().any(|edit| all().any(|other| other.id == edit.id && other != edit)));
        }
    }

    /// Whoever can write there can make us show anything that could be in a log; and no more than that.
    #[test]
    fn bytes_that_were_changed_bring_nothing_down(
        edits in any_log(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, prop::collection::vec(any::<u8>(), 0..9)), 1..5),
    ) {
        let mut log = log("machine-1");
        log.absorb(edits.clone());
        let mut bytes = packed(&log);
        for (place, cut, with) in changes {
            let at = place.index(bytes.len() + 1);
            bytes.splice(at..(at + cut).min(bytes.len()), with);
        }
        if let Some(mut log) = unpacked("machine-1", bytes) {
            let roadmap = RoadmapId("backend".into());
            let ids: Vec<_> = log.edits().flat_map(|edit| [edit.id.0, edit.by.0, edit.roadmap.0, edit.topic.0]).collect();
            prop_assert!(ids.iter().all(|id| SafeText::is_line(id)));
            let texts = |mark: &Mark| mark.note.iter().filter_map(|note| note.value.clone()).collect::<Vec<_>>();
            let is_clean = |text: &SafeText| *SafeText::clean(text) == **text;
            prop_assert!(log.marks(&roadmap).all(|(_, mark)| texts(mark).iter().all(is_clean)));
            drop((log.last_activity(&roadmap), log.undo(super::at(1)), log.redo(super::at(1)), log.learned()));
            log.absorb(edits);
            prop_assert!(log.pack(&log.extent(), &mut |_| ()).is_some() || log.edits().count() < 40);
        }
    }

    #[test]
    fn bytes_of_any_kind_bring_nothing_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Some(log) = unpacked("machine-1", bytes) {
            log.edits().for_each(drop);
        }
    }
}
