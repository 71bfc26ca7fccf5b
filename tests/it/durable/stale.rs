//! Killed at each system call of a tick, and then a stale copy laid over the log: what was acknowledged is back at the
//! next start, and it is said.

use std::fs;
use std::path::PathBuf;
use std::thread;

use super::strace::{calls, has_strace, kill_at};
use super::{done, is_in_order, small};
use crate::support::Test;

/// How a sync tool lays a copy over a file.
#[derive(Clone, Copy, Debug)]
enum Way {
    ByRename,
    InPlace,
}

impl Way {
    fn lay(self, copy: &str, test: &Test) {
        let log = test.path("data/progress.jsonl");
        match self {
            Self::InPlace => fs::write(log, copy).expect("it can be written"),
            Self::ByRename => {
                let arriving = test.path("data/.arriving");
                fs::write(&arriving, copy).and_then(|()| fs::rename(arriving, log)).expect("it takes the place");
            }
        }
    }
}

/// The files of a home, to be put back as they were.
struct Before(Vec<(PathBuf, Vec<u8>)>);

impl Before {
    fn of(test: &Test) -> Self {
        let mut files = Vec::new();
        for directory in ["data", "state", "state/backups"] {
            for entry in fs::read_dir(test.path(directory)).expect("a directory").flatten() {
                if entry.path().is_file() {
                    files.push((entry.path(), fs::read(entry.path()).expect("it can be read")));
                }
            }
        }
        Self(files)
    }

    fn put_back(&self, test: &Test) {
        fs::remove_dir_all(test.path("state")).expect("it was there");
        fs::remove_file(test.path("data/progress.jsonl")).expect("it was there");
        for (path, bytes) in &self.0 {
            fs::create_dir_all(path.parent().expect("it lies somewhere")).expect("directories can be made");
            fs::write(path, bytes).expect("it can be written");
        }
    }
}

const TICK: [&str; 3] = ["done", "three", "four"];

/// Topics one and two are acknowledged, only the first is in the copy that comes; three and four are ticked at once.
fn suffer(way: Way) {
    let test = small();
    test.run(["done", "one"]).success();
    let stale = test.log();
    test.run(["done", "two"]).success();
    let before = Before::of(&test);
    // Before the lock nothing is written, and between two that write, all moments are alike.
    let all = calls(&test, &TICK);
    let from = all.iter().position(|(name, _)| name == "flock").expect("it locks");
    let reads = ["statx", "newfstatat", "fstat", "lseek", "read", "getdents64"];
    let calls: Vec<_> = all[from..].iter().filter(|(name, _)| !reads.contains(&&**name)).collect();
    let (mut acknowledged, mut brought_back) = (0, 0);
    for call in calls.iter().copied() {
        // At once; and after a start in between, which is told of what the log holds and nobody was told before.
        for started_between in [false, true] {
            before.put_back(&test);
            let output = kill_at(&test, call, &TICK);
            let what = format!("{way:?}, killed at {call:?}, started between: {started_between}");
            let in_log = done(&test.log());
            let is_told = output.status.success() || !output.stdout.is_empty();
            acknowledged += usize::from(is_told);
            if started_between {
                test.run(["list"]).success().stderr("");
            }
            way.lay(&stale, &test);
            let said = test.run(["list"]).success().stderr;
            let back = done(&test.log());
            let promised = if started_between || is_told { in_log } else { 2 };
            assert!(back >= promised, "{what}: {back} of {promised}: {}", test.log());
            assert!(!is_told || back == 4, "{what}: it was acknowledged");
            brought_back += usize::from(back == 4);
            let words = match back - 1 {
                1 => "1 edit of this machine was missing from progress.jsonl and is back".to_owned(),
                more => format!("{more} edits of this machine were missing from progress.jsonl and are back"),
            };
            assert!(said.contains(&words), "{what}: {said}");
            is_in_order(&test, &what);
        }
    }
    test.run(["list"]).success().stderr("");
    assert!(calls.len() > 20 && acknowledged > 2, "{acknowledged} of {calls:?}");
    assert!(brought_back > acknowledged, "{brought_back}: also what was only in the log");
}

#[test]
fn whatever_call_a_tick_ends_at_a_stale_copy_takes_nothing_that_was_acknowledged() {
    if has_strace() {
        thread::scope(|scope| {
            scope.spawn(|| suffer(Way::ByRename));
            suffer(Way::InPlace);
        });
    }
}
