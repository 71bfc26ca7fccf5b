//! The calls of an append: how many they are, and what comes of it when one of them fails or the file is replaced.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustix::io::Errno;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::mirror::{day, home, start};
use super::{content, edits, read_anew, text};
use crate::model::Edit;
use crate::store::Paths;

const ERRORS: [Errno; 6] = [Errno::NOSPC, Errno::IO, Errno::ROFS, Errno::ACCESS, Errno::INTR, Errno::DQUOT];

/// Two edits that were there before, if any, and three that are made.
struct Tick {
    before: Vec<Edit>,
    made: Vec<Edit>,
}

fn ticks() -> [Tick; 2] {
    let all = edits("a", 5);
    [Tick { before: Vec::new(), made: all[..3].to_vec() }, Tick { before: all[..2].to_vec(), made: all[2..].to_vec() }]
}

fn prepare(tick: &Tick) -> (tempfile::TempDir, Paths) {
    let (home, paths) = home();
    if !tick.before.is_empty() {
        LogFile::of(&paths).append(&tick.before).unwrap();
    }
    (home, paths)
}

fn append_watched(
    paths: &Paths,
    made: &[Edit],
    watcher: impl FnMut(&Call<'_>) -> Answer + 'static,
) -> (LogFile, Result<(), super::super::super::error::Error>) {
    let mut file = LogFile::of(paths);
    watch(watcher);
    let outcome = file.append(made).map(drop);
    unwatch();
    (file, outcome)
}

fn count_calls(tick: &Tick) -> usize {
    let (_home, paths) = prepare(tick);
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    append_watched(&paths, &tick.made, move |_| {
        counter.set(counter.get() + 1);
        Answer::Go
    })
    .1
    .unwrap();
    count.get()
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    edits.dedup();
    edits
}

/// `answers(number, call)` says what becomes of each call, which are counted from 0.
fn suffer(tick: &Tick, what: &str, answers: impl Fn(usize, &Call<'_>) -> Answer + 'static, spares_group: bool) {
    let (_home, paths) = prepare(tick);
    let before = fs::read_to_string(paths.log()).unwrap_or_default();
    let mut number = 0;
    let (mut file, outcome) = append_watched(&paths, &tick.made, move |call| {
        number += 1;
        answers(number - 1, call)
    });
    let there = fs::read_to_string(paths.log()).unwrap_or_default();
    assert!(there.starts_with(&before), "{what}: what was there is harmed");
    let read = if there.is_empty() { Vec::new() } else { read_anew(&paths.log()) };
    match &outcome {
        Ok(()) => assert_eq!(sorted(read), sorted([&*tick.before, &*tick.made].concat()), "{what}"),
        Err(error) => {
            assert!(!error.reason.is_empty(), "{what}");
            if spares_group {
                let new = sorted(read).len() - tick.before.len();
                assert!(new == 0 || new == tick.made.len(), "{what}: {error}: {new} of the group are there");
            }
        }
    }
    // The fault is gone.
    file.append(&tick.made).unwrap();
    file.settle(day(0)).unwrap();
    let all = sorted([&*tick.before, &*tick.made].concat());
    assert_eq!(sorted(read_anew(&paths.log())), all, "{what}");
    fs::write(paths.log(), text(&[])).unwrap();
    assert_eq!(start(&paths).0.edits().count(), all.len(), "{what}: the mirror has it too");
}

#[test]
fn whichever_call_fails_nothing_is_harmed_and_the_next_try_saves() {
    for tick in ticks() {
        let calls = count_calls(&tick);
        assert!(calls > 8, "{calls}");
        for failing in 0..calls {
            for error in ERRORS {
                let fail = move || Answer::Fail(io::Error::from(error));
                let one = move |number: usize, _: &Call<'_>| if number == failing { fail() } else { Answer::Go };
                suffer(&tick, &format!("{error} at call {failing}"), one, true);
                // A signal that never ends is no fault of the disk.
                if error == Errno::INTR {
                    continue;
                }
                let all = move |number: usize, _: &Call<'_>| if number >= failing { fail() } else { Answer::Go };
                suffer(&tick, &format!("{error} from call {failing} on"), all, false);
            }
        }
    }
}

#[test]
fn a_write_may_be_short_wherever_it_stops_and_whatever_follows() {
    for tick in ticks() {
        let length = text(&tick.made).len();
        for short in (0..length).step_by(37) {
            let go_on = move |number: usize, call: &Call<'_>| match call {
                Call::Write(..) if number < 6 => Answer::Short(short),
                _ => Answer::Go,
            };
            suffer(&tick, &format!("short at {short}"), go_on, true);
            let stops = Cell::new(0);
            let then_full = move |_: usize, call: &Call<'_>| match call {
                Call::Write(..) if stops.replace(stops.get() + 1) == 0 => Answer::Short(short),
                Call::Write(..) => Answer::Fail(Errno::NOSPC.into()),
                _ => Answer::Go,
            };
            suffer(&tick, &format!("short at {short}, then full"), then_full, true);
        }
    }
}

#[test]
fn a_stale_copy_that_comes_before_any_call_takes_nothing_of_this_machine() {
    for tick in ticks() {
        for moment in 0..=count_calls(&tick) {
            let (home, paths) = prepare(&tick);
            let stale = home.path().join("stale");
            fs::write(&stale, text(&edits("b", 1))).unwrap();
            let (log, mut number) = (paths.log(), 0);
            let by = stale.clone();
            let (_, outcome) = append_watched(&paths, &tick.made, move |_| {
                if number == moment && log.parent().unwrap().exists() {
                    fs::rename(&by, &log).unwrap();
                }
                number += 1;
                Answer::Go
            });
            outcome.unwrap();
            if stale.exists() && paths.log().exists() {
                fs::rename(&stale, paths.log()).unwrap();
            }
            let (log, _) = start(&paths);
            let all = tick.before.len() + tick.made.len() + 1;
            assert_eq!(log.edits().count(), all, "replaced before call {moment}: {}", content(&paths.log()));
        }
    }
}

/// One lock, one write and one sync of the log, and nothing that grows with it.
#[test]
fn a_tick_makes_the_same_calls_however_many_came_before() {
    let calls_after = |before: usize| {
        let (_home, paths) = home();
        let all = edits("a", before + 2);
        let mut file = LogFile::of(&paths);
        file.append(&all[..before]).unwrap();
        file.append(&all[before..=before]).unwrap();
        file.settle(day(0)).unwrap();
        let calls = Rc::new(RefCell::new(Vec::new()));
        let (heard, log) = (Rc::clone(&calls), paths.log());
        watch(move |call| {
            let (name, path) = match *call {
                Call::Write(path, _) => ("write", path),
                Call::Sync(path) => ("sync", path),
                Call::Lock(path) => ("lock", path),
                Call::SyncDirectory(path) => ("sync the directory", path),
                _ => ("another", Path::new("")),
            };
            heard.borrow_mut().push((name, path == log));
            Answer::Go
        });
        file.append(&all[before + 1..]).unwrap();
        unwatch();
        calls.take()
    };
    let calls = calls_after(10);
    assert_eq!(calls, calls_after(3000));
    let of_log: Vec<_> = calls.iter().filter(|(_, is_log)| *is_log).map(|(name, _)| *name).collect();
    assert_eq!(of_log, ["lock", "write", "sync"]);
    assert!(calls.iter().all(|(name, is_log)| *is_log || !name.starts_with("sync")), "nothing else is waited for");
}

/// A sync tool may replace it at any time: what is open then is a dead file.
#[test]
#[cfg(target_os = "linux")]
fn between_two_appends_the_file_is_not_kept_open() {
    let (_home, paths) = home();
    let mut file = LogFile::of(&paths);
    file.append(&edits("a", 1)).unwrap();
    file.settle(day(0)).unwrap();
    let open = fs::read_dir("/proc/self/fd").unwrap().flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    let kept: Vec<_> = open.filter(|path| path.starts_with(&paths.data) || path.starts_with(&paths.state)).collect();
    assert_eq!(kept, [] as [PathBuf; 0]);
    file.append(&edits("a", 2)[1..]).unwrap();
}
