//! Five clones that tick for days, in a random order that is the same in every run.

use std::collections::BTreeMap;
use std::path::Path;

use milepost::model::{Change, Edit, Log, Machine, Now, RoadmapId, SafeText, Status, TopicId};
use milepost::store::LogFile;

use super::{machine, remote, sync};

/// Five clones that tick for days, in random order, on clocks that are wrong by up to a year.
#[test]
fn five_clones_that_tick_for_days_end_alike() {
    // Marsaglia's xorshift: the same days in every run.
    let mut random = 2_463_534_242_u32;
    let mut below = |limit: u32| {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        random % limit
    };
    let (_kept, url) = remote();
    let names = ["a", "b", "c", "d", "e"];
    let clones: Vec<_> = names.into_iter().map(machine).collect();
    for clone in &clones {
        clone.run(["sync", "--remote", &url]).success();
    }
    let skews: Vec<i64> = names.iter().map(|_| i64::from(below(2 * 366)) - 366).collect();
    let mut made = 0;
    for day in 0..12 {
        for _ in 0..4 {
            let which = below(5) as usize;
            let second = 1_795_000_000 + (day + skews[which]) * 86_400 + i64::from(below(86_400));
            made += tick(&clones[which].path("data"), names[which], second, &mut below);
        }
        for _ in 0..2 {
            sync(&clones[below(5) as usize]);
        }
    }
    // The first round brings everything to the remote, the second to everybody.
    (0..2).for_each(|_| clones.iter().for_each(|clone| drop(sync(clone))));
    let folds: Vec<_> = clones.iter().map(|clone| fold(&clone.path("data"))).collect();
    assert_eq!(folds[0].0, made);
    assert!(folds[0].1.len() > 5, "something is recorded");
    for (fold, clone) in folds.iter().zip(&clones) {
        assert_eq!(fold, &folds[0]);
        assert!(!clone.log().contains("<<<"));
    }
}

/// One action of a machine, of up to three topics or an undo; gives the number of its lines.
fn tick(data: &Path, name: &str, second: i64, below: &mut impl FnMut(u32) -> u32) -> usize {
    let mut file = LogFile::new(data.join("progress.jsonl"));
    let mut log = Log::new(Machine(name.into()), u128::from(below(u32::MAX)) << 96 | u128::from(below(u32::MAX)) << 64);
    log.absorb(file.catch_up().expect("it can be read").edits);
    let now = Now { at: jiff::Timestamp::from_second(second).expect("a moment"), offset: jiff::tz::Offset::UTC };
    let changes = (0..=below(3)).map(|_| {
        let topic = TopicId(format!("stage/topic-{}", below(12)).into());
        let change = match below(3) {
            0 => Change { note: Some(Some(SafeText::clean(&format!("{name} at {second}")))), ..Change::default() },
            _ => Change { status: Some(Status::ALL[below(5) as usize]), ..Change::default() },
        };
        (topic, change)
    });
    let changes = changes.collect();
    let edits: Vec<Edit> = match below(5) {
        0 => log.undo(now).map(|reversal| reversal.edits).unwrap_or_default(),
        _ => log.compose(now, &RoadmapId("r".into()), changes),
    };
    file.append(&edits).expect("it can be written");
    edits.len()
}

fn fold(data: &Path) -> (usize, BTreeMap<String, String>) {
    let mut log = Log::new(Machine("reader".into()), 1);
    let count = log.absorb(LogFile::new(data.join("progress.jsonl")).catch_up().expect("it can be read").edits);
    let roadmap = RoadmapId("r".into());
    let marks = log.marks(&roadmap).map(|(topic, mark)| (topic.0.to_string(), format!("{mark:?}")));
    (count, marks.collect())
}
