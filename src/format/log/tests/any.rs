//! Edits at random, with everything that a line can say.

use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;

use crate::model::{Answer, Change, Edit, EditId, Machine, Now, Recalled, RoadmapId, SafeText, Status, TopicId};

/// None, one that was taken back, or an answer.
fn any_recall() -> impl Strategy<Value = Option<Option<Recalled>>> {
    let day = |days| jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days));
    let recalled = (0..3usize, any::<u8>(), -700_000..2_900_000i32).prop_map(move |(which, step, days)| Recalled {
        answer: Answer::ALL[which],
        step,
        on: day(days),
    });
    prop::option::of(prop::option::of(recalled))
}

fn any_change() -> impl Strategy<Value = Change> {
    let text = || any::<String>().prop_map(|text| SafeText::clean(&SafeText::line(&text)));
    let note = prop::option::of(prop::option::of(text()));
    let proof = prop::option::of(prop::collection::vec(text(), 0..3));
    let from = prop::option::of("[a-z/]{1,9}".prop_map(|id| TopicId(id.into())));
    let status = prop::option::of((0..5usize).prop_map(|which| Status::ALL[which]));
    (status, note, proof, any_recall(), from).prop_map(|(status, note, proof, recall, from)| Change {
        status,
        note,
        proof,
        recall,
        from,
    })
}

fn any_now() -> impl Strategy<Value = Now> {
    // Up to the year 9999, so also such as are kept and not folded.
    (-60_000_000_000..250_000_000_000_i64, prop_oneof![Just(0), 0..1_000_000_000], -25 * 60..=25 * 60i32).prop_map(
        |(second, nanosecond, minutes)| Now {
            at: Timestamp::new(second, nanosecond).unwrap(),
            offset: Offset::from_seconds(minutes * 60).unwrap(),
        },
    )
}

pub(super) fn any_edit() -> impl Strategy<Value = Edit> {
    let id = || "[!-~а-я]{1,30}".prop_map(|id| EditId(id.into()));
    let links =
        (prop::option::of(id()), prop::option::of(any::<u32>()), prop::option::of(id()), prop::option::of(id()));
    ((id(), any_now(), id(), id()), (any_change(), any_change()), links, prop::option::of(any_now())).prop_map(
        |((id, at, by, topic), (set, was), (group, count, undo, redo), clock)| Edit {
            by: Machine(by.0),
            roadmap: RoadmapId("r".into()),
            topic: TopicId(topic.0),
            ..Edit { id, at, set, was, group, count, undo, redo, clock, ..super::tick() }
        },
    )
}
