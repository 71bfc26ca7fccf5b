//! What others write is seen within a second, whatever wakes the loop: with instants that are made up.

use proptest::prelude::*;

use super::*;
use crate::model::{Change, Now, RoadmapId, Status, TopicId};

const SECOND: Duration = Duration::from_secs(1);

/// Ticks a topic in another window.
fn tick(paths: &Paths) {
    let now = Now { at: jiff::Timestamp::UNIX_EPOCH, offset: jiff::tz::Offset::UTC };
    let done = Change { status: Some(Status::Done), ..Change::default() };
    let mut log = Log::new(Machine("b".into()), 1);
    let edits = log.compose(now, &RoadmapId("r".into()), vec![(TopicId("jwt".into()), done)]);
    LogFile::new(paths.log()).append(&edits).unwrap();
}

/// A world whose state file another window writes to.
struct Beside {
    world: World,
    paths: Paths,
    known: Log,
    /// It has looked at everything at this instant.
    start: Instant,
    _home: tempfile::TempDir,
}

impl Beside {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let paths = Paths { data: home.path().join("data"), state: home.path().join("state") };
        let mut world =
            World::new(LogFile::of(&paths), paths.clone(), Machine("a".into()), (Files::new(&paths, None), None));
        let start = Instant::now() + SECOND;
        let known = Log::new(Machine("a".into()), 0);
        world.look_around(&known, start);
        Self { world, paths, known, start, _home: home }
    }

    /// Goes round and round as the loop does, woken by keys after these gaps, or by its own nap; says when the tick is
    /// seen that another window makes so long after the start.
    fn sees(&mut self, ticked: Duration, keys: &[Duration]) -> Duration {
        let mut keys = keys.iter().scan(Duration::ZERO, |at, gap| {
            *at += *gap;
            Some(*at)
        });
        let (mut key, mut time, mut written) = (keys.next(), Duration::ZERO, false);
        loop {
            let nap = self.world.nap(self.start + time);
            time = key.map_or(time + nap, |key| key.min(time + nap));
            if key.is_some_and(|key| key <= time) {
                key = keys.next();
            }
            if time >= ticked && !std::mem::replace(&mut written, true) {
                tick(&self.paths);
            }
            if self.world.look_around(&self.known, self.start + time).iter().any(|msg| matches!(msg, Msg::Arrived(_))) {
                return time;
            }
            assert!(time < ticked + 10 * SECOND, "it is never seen");
        }
    }
}

#[test]
fn at_rest_it_looks_once_a_second_and_not_much_more_often() {
    let mut beside = Beside::new();
    assert!(beside.sees(5 * SECOND, &[]) <= 6 * SECOND);
    let nap = beside.world.nap(beside.start);
    assert!(nap < SECOND && nap > SECOND / 2, "{nap:?}");
}

/// A sleep that begins anew at every key would be over a second after the last look.
#[test]
fn a_key_just_before_a_look_puts_none_off() {
    for gap in [10, 500, 899, 901] {
        let keys = [Duration::from_millis(gap)];
        let seen = Beside::new().sees(Duration::from_millis(1), &keys);
        assert!(seen <= SECOND, "after a key at {gap} ms: {seen:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whenever_keys_come_a_tick_elsewhere_is_seen_within_a_second(
        ticked in 0..3000_u64,
        gaps in prop::collection::vec(0..1500_u64, 0..8),
    ) {
        let (ticked, gaps) = (Duration::from_millis(ticked), gaps.into_iter().map(Duration::from_millis));
        let seen = Beside::new().sees(ticked, &gaps.collect::<Vec<_>>());
        prop_assert!(seen <= ticked + SECOND, "ticked at {ticked:?}, seen at {seen:?}");
    }
}

#[test]
fn a_fresh_start_that_fails_leaves_the_question_open() {
    let mut beside = Beside::new();
    let no_log = Log::new(Machine("a".into()), 0);
    // What cannot be made a directory of.
    std::fs::write(&beside.paths.state, "in the way").unwrap();
    let msgs = beside.world.start_afresh(&no_log);
    assert!(matches!(msgs[..], [Msg::Gone { .. }, Msg::Said { error: true, .. }]), "{msgs:?}");
    std::fs::remove_file(&beside.paths.state).unwrap();
    assert!(beside.world.start_afresh(&no_log).is_empty());
}

/// It is compared with the mirror when all of it has been read, and that is not waited for.
#[test]
fn a_long_file_in_the_place_of_another_is_read_at_once_and_then_mended() {
    let mut beside = Beside::new();
    beside.world.log.set_most(64 << 10);
    let mut log = Log::new(Machine("a".into()), 1);
    let mut compose = |topic: String| {
        let done = Change { status: Some(Status::Done), ..Change::default() };
        let now = Now { at: jiff::Timestamp::UNIX_EPOCH, offset: jiff::tz::Offset::UTC };
        let edits = log.compose(now, &RoadmapId("r".into()), vec![(TopicId(topic.into()), done)]);
        log.absorb(edits.clone());
        edits
    };
    let own = compose("own".to_owned());
    beside.world.append(&own, &beside.known);
    let many: Vec<_> = (0..2000).flat_map(|number| compose(format!("stage/topic-{number}"))).collect();
    let elsewhere = beside.paths.data.join("new");
    LogFile::new(elsewhere.clone()).append(&many).unwrap();
    std::fs::rename(elsewhere, beside.paths.log()).unwrap();
    let (mut time, mut seen, mut back) = (beside.start + SECOND, Log::new(Machine("a".into()), 1), None);
    loop {
        for msg in beside.world.look_around(&beside.known, time) {
            match msg {
                Msg::Arrived(Arrival { edits, .. }) => drop(seen.absorb(edits)),
                Msg::Said { text, .. } => back = Some((seen.len(), text.to_string())),
                _ => {}
            }
        }
        let nap = beside.world.nap(time);
        if !nap.is_zero() {
            break;
        }
        time += nap;
    }
    assert_eq!(seen.len(), 2001);
    let words = "1 edit of this machine was missing from progress.jsonl and is back";
    assert_eq!(back, Some((2001, words.to_owned())));
}
