//! The real binary, killed, starved and crowded: what was acknowledged is there afterwards.

mod faults;
mod stale;
mod strace;
mod together;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use rustix::process::Signal;
use serde_json::Value;

use self::strace::{calls, has_strace, kill_at};
use super::pty::Pty;
use super::support::Test;

const ROADMAP: &str = "title: Small\nstages:\n  - title: Only\n    topics: [One, Two, Three, Four]\n";

const BINARY: &str = env!("CARGO_BIN_EXE_milepost");

/// What this machine is called where commands and screens are to be one.
const MACHINE: &str = "desk";

fn small() -> Test {
    Test::new().roadmap("small", ROADMAP)
}

/// Whole lines only, and nothing in the directories that is not known.
fn is_in_order(test: &Test, what: &str) {
    let log = test.log();
    assert!(log.is_empty() || log.ends_with('\n'), "{what}: {log}");
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{what}: {log}");
    let known = ["progress.jsonl", "roadmaps", "own.jsonl", "machine", "backups", "session.json"];
    for directory in ["data", "state"] {
        for entry in fs::read_dir(test.path(directory)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Unfinished files are swept away after an hour.
            assert!(known.contains(&&*name) || name.starts_with(".milepost-"), "{what}: {name} is litter");
        }
    }
}

#[test]
fn killed_at_any_call_of_the_first_tick_nothing_needs_mending() {
    if !has_strace() {
        return;
    }
    let calls = calls(&small(), &["done", "one"]);
    assert!(calls.iter().any(|(name, _)| name == "fdatasync") && calls.len() > 30, "{calls:?}");
    for call in &calls {
        let test = small();
        kill_at(&test, call, &["done", "one"]);
        is_in_order(&test, &format!("{call:?}"));
        let said = test.run(["done", "two"]);
        assert_eq!(said.code, Some(0), "{call:?}: {}", said.stderr);
        assert!(test.log().contains("only/two"), "{call:?}");
    }
}

#[test]
fn killed_at_any_call_of_a_later_tick_what_was_there_is_there() {
    if !has_strace() {
        return;
    }
    let test = small();
    test.run(["done", "one"]).success();
    let calls = calls(&test, &["done", "two"]);
    let mut killed = 0;
    for (call, round) in calls.iter().zip(0..) {
        let before = test.log();
        let verb = if round % 2 == 0 { "reset" } else { "done" };
        killed += usize::from(!kill_at(&test, call, &[verb, "three", "four"]).status.success());
        let after = test.log();
        assert!(after.starts_with(&before), "{call:?}: what was there is harmed");
        let new = after[before.len()..].lines().count();
        assert!(new == 0 || new == 2, "{call:?}: {new} lines of a group of two");
        is_in_order(&test, &format!("{call:?}"));
    }
    assert!(killed > 20, "{killed} of {calls:?}");
    let shown = test.run(["show", "small"]).success();
    assert!(shown.stdout.contains("[✓] 1 One") || shown.stdout.contains("✓"), "{}", shown.stdout);
    assert_eq!(shown.stderr, "", "nothing is missing, nothing unreadable");
}

#[test]
fn a_screen_killed_at_any_time_keeps_what_it_called_saved() {
    let roadmap = many(40, "Many");
    let test = Test::new().roadmap("many", &roadmap);
    let mut random = 7_u64;
    let mut saved = 0;
    for round in 0..6 {
        let mut pty = Pty::start(test.home(), (100, 30), &["open", "many"], &[]);
        pty.until("what was saved", |screen| count_of(&screen.contents(), 40).is_some_and(|count| count >= saved));
        saved = count_of(&pty.screen.screen().contents(), 40).expect("a count is shown");
        for _ in 0..3 {
            pty.types("c ");
            saved += 1;
            pty.sees(&format!("{saved}/40")).sees("saved ✓");
        }
        pty.types("c c c ");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(round);
        // Not a wait for something: a moment at which to strike.
        thread::sleep(std::time::Duration::from_micros(random >> 50));
        pty.signal(Signal::KILL);
        pty.ends();
        is_in_order(&test, &format!("round {round}"));
        assert!(done(&test.log()) >= saved, "round {round}");
    }
}

fn many(topics: usize, title: &str) -> String {
    let topics: Vec<_> = (1..=topics).map(|number| format!("      - Topic {number}\n")).collect();
    format!("title: {title}\nstages:\n  - title: Only\n    topics:\n{}", topics.concat())
}

/// `17` where the screen shows `17/40`.
fn count_of(contents: &str, total: usize) -> Option<usize> {
    let (before, _) = contents.split_once(&format!("/{total}"))?;
    before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// How many topics were ever ticked.
fn done(log: &str) -> usize {
    let topic = |line: &str| {
        let value: Value = serde_json::from_str(line).ok()?;
        (value["set"]["status"] == "done").then(|| format!("{} {}", value["roadmap"], value["topic"]))
    };
    log.lines().filter_map(topic).collect::<std::collections::BTreeSet<_>>().len()
}

#[test]
#[cfg(target_os = "linux")]
fn links_stay_links_also_into_another_file_system_and_the_umask_opens_nothing() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let test = small();
    let elsewhere = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a directory");
    let target = elsewhere.path().join("log");
    fs::create_dir_all(test.path("data/inner")).expect("directories can be made");
    symlink(&target, test.path("data/inner/log")).expect("links can be made");
    symlink("inner/log", test.path("data/progress.jsonl")).expect("links can be made");
    let mut open = Command::new("sh");
    open.args(["-c", "umask 0; exec \"$0\" done one", BINARY]).current_dir(test.home()).env_clear();
    open.envs(test.command(&[]).get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert!(open.output().expect("it runs").status.success());
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let kept = [target.clone(), test.path("state/own.jsonl"), test.path("state/machine")];
    assert!(kept.iter().all(|path| mode(path) == 0o600));
    let second = elsewhere.path().join("second");
    fs::hard_link(&target, &second).expect("hard links can be made");
    fs::write(elsewhere.path().join("log 2.jsonl"), "{\"milepost\":1}\ngarbled\n").expect("it can be written");
    fs::OpenOptions::new()
        .append(true)
        .open(&target)
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"bad\n"))
        .expect("it can be written");
    test.run(["done", "two"]).success();
    test.run(["doctor", "--fix"]).success();
    test.run(["done", "three"]).success();
    assert!(fs::symlink_metadata(test.path("data/progress.jsonl")).expect("it is there").is_symlink());
    assert_eq!(fs::metadata(&target).expect("there").ino(), fs::metadata(&second).expect("there").ino());
    assert_eq!(done(&fs::read_to_string(&second).expect("there")), 3);
}
