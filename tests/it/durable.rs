//! The real binary, killed, starved and crowded: what was acknowledged is there afterwards.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use rustix::process::Signal;
use serde_json::Value;

use super::pty::Pty;
use super::support::Test;

const ROADMAP: &str = "title: Small\nstages:\n  - title: Only\n    topics: [One, Two, Three, Four]\n";

const BINARY: &str = env!("CARGO_BIN_EXE_milepost");

/// The calls by which a program can reach a file.
const CALLS: &str = "openat,mkdir,statx,newfstatat,fstat,flock,lseek,read,write,fdatasync,fsync,ftruncate,rename,\
                     copy_file_range,sendfile,splice,unlink,getdents64,close,fchmod";

fn small() -> Test {
    Test::new().roadmap("small", ROADMAP)
}

/// Whether system calls can be injected here; otherwise the unit tests at the store's own seam must do. Where `CI` is
/// set they must not: a test that is passed over there would never be missed.
fn has_strace() -> bool {
    let probe = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = probe.is_ok_and(|status| status.success());
    let must = cfg!(target_os = "linux") && std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(works || !must, "CI is set, and strace is missing or may not trace: install it, or unset CI");
    works
}

/// Runs milepost under strace.
fn traced(test: &Test, options: &[&str], args: &[&str]) -> Output {
    let milepost = test.command(args);
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options).arg(BINARY).args(args).current_dir(test.home()).env_clear();
    strace.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    strace.envs(milepost.get_envs().filter_map(|(name, value)| Some((name, value?))));
    strace.output().expect("strace runs")
}

/// Every call from the first that touches the home on: its name, and which of its name it is.
fn calls(test: &Test, args: &[&str]) -> Vec<(String, usize)> {
    let path = test.path("trace");
    let options = ["-o", &*path.to_string_lossy(), "-e", &format!("trace={CALLS}")];
    assert!(traced(test, &options, args).status.success());
    let trace = fs::read_to_string(&path).expect("a trace was made");
    let data = test.path("data").to_string_lossy().into_owned();
    let first = trace.lines().position(|line| line.contains(&data)).expect("it reads its data");
    let mut seen = Vec::<(String, usize)>::new();
    for line in trace.lines() {
        let call = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        let Some((name, _)) = call.split_once('(') else { continue };
        let number = seen.iter().filter(|(other, _)| other == name).count() + 1;
        seen.push((name.to_owned(), number));
    }
    fs::remove_file(path).expect("it was made");
    seen.split_off(first)
}

fn kill_at(test: &Test, (name, number): &(String, usize), args: &[&str]) -> bool {
    let inject = format!("inject={name}:signal=KILL:when={number}");
    !traced(test, &["-o", "/dev/null", "-e", &format!("trace={CALLS}"), "-e", &inject], args).status.success()
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
        killed += usize::from(kill_at(&test, call, &[verb, "three", "four"]));
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
fn what_the_system_refuses_is_told_with_1_and_nothing_is_half_done() {
    if !has_strace() {
        return;
    }
    let faults = [
        ("write", "ENOSPC", "no space left on device"),
        ("write", "EIO", "input/output error"),
        ("write", "EDQUOT", "quota"),
        ("fdatasync", "EIO", "input/output error"),
        ("openat", "EACCES", "permission denied"),
        ("openat", "EROFS", "read-only file system"),
        ("flock", "EIO", "input/output error"),
    ];
    for (call, error, words) in faults {
        let test = small();
        test.run(["done", "one"]).success();
        let (before, log) = (test.log(), test.path("data/progress.jsonl"));
        let inject = format!("inject={call}:error={error}:when=1+");
        let log = log.to_string_lossy();
        let options = ["-o", "/dev/null", "-P", &log, "-e", &format!("trace={call}"), "-e", &inject];
        let output = traced(&test, &options, &["done", "two", "three"]);
        let said = String::from_utf8_lossy(&output.stderr).to_lowercase();
        assert_eq!(output.status.code(), Some(1), "{call} {error}: {said}");
        assert!(said.contains(words) && output.stdout.is_empty(), "{call} {error}: {said}");
        assert_eq!(test.log(), before, "{call} {error}");
        test.run(["done", "two", "three"]).success().stderr("");
    }
}

#[test]
fn on_the_screen_a_fault_stays_until_it_is_gone_and_then_all_is_saved() {
    if !has_strace() {
        return;
    }
    for (call, error, words) in [
        ("write", "ENOSPC", "no space left on device"),
        ("fdatasync", "EIO", "input/output error"),
        ("flock", "EIO", "input/output error"),
    ] {
        let test = small();
        test.run(["done", "one"]).success();
        let log = test.path("data/progress.jsonl").to_string_lossy().into_owned();
        let (trace, inject) = (format!("trace={call}"), format!("inject={call}:error={error}:when=1..2"));
        let options =
            ["-f", "-qq", "-o", "/dev/null", "-P", &log, "-e", &trace, "-e", &inject, BINARY, "open", "small"];
        let path = std::env::var("PATH").expect("strace was found on it");
        let mut pty = Pty::start_program("strace", test.home(), (160, 30), &options, &[("PATH", &path)]);
        pty.sees("Four").types("j ").sees("NOT SAVED").sees(words).types("j ").sees("Saved again").types("q");
        assert_eq!(pty.ends(), 0, "{call} {error}");
        let statuses: Vec<_> = test.log().lines().filter(|line| line.contains("done")).map(str::to_owned).collect();
        let topics = ["only/one", "only/three", "only/four"];
        assert!(topics.iter().all(|topic| statuses.iter().any(|line| line.contains(topic))), "{statuses:?}");
        is_in_order(&test, call);
    }
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

/// How many topics a command of the command line ticks in [`eight_at_once_lose_nothing_and_every_view_sees_it`].
const AT_ONCE: usize = 5;

/// Four screens tick one topic after the other; beside each of them a command line does, five with every command, since
/// each command is a process and there would be 800.
#[test]
fn eight_at_once_lose_nothing_and_every_view_sees_it() {
    const TICKS: usize = 200;
    let mut test = Test::new();
    for number in 0..8 {
        test = test.roadmap(&format!("many{number}"), &many(TICKS, &format!("Many {number}")));
    }
    let mut view = Pty::start(test.home(), (120, 40), &[], &[]);
    view.sees("ROADMAPS");
    let screen = |number: usize| {
        let mut pty = Pty::start(test.home(), (60, 12), &["open", &format!("many{number}")], &[]);
        pty.sees("Topic 2");
        for ticked in (50..=TICKS).step_by(50) {
            pty.types(&" j".repeat(50)).sees(&format!("{ticked}/{TICKS}"));
        }
        pty.sees("saved ✓").types("q");
        assert_eq!(pty.ends(), 0);
    };
    let line = |number: usize| {
        let topics: Vec<_> = (1..=TICKS).map(|topic| format!("many{number}:only/topic-{topic}")).collect();
        for topics in topics.chunks(AT_ONCE) {
            let args: Vec<_> = ["-q", "done"].into_iter().chain(topics.iter().map(String::as_str)).collect();
            test.run_all(&args).success().stderr("");
        }
    };
    thread::scope(|scope| {
        for number in 0..4 {
            scope.spawn(move || screen(number));
            scope.spawn(move || line(number + 4));
        }
    });
    assert_eq!(done(&test.log()), 8 * TICKS);
    let whole = format!("{TICKS}/{TICKS} ");
    view.until("all of them", |screen| screen.contents().matches(&whole).count() == 8).types("q");
    assert_eq!(view.ends(), 0);
}

#[test]
fn two_that_tick_one_topic_agree() {
    let test = small();
    let mut views = [(); 2].map(|()| Pty::start(test.home(), (100, 30), &["open", "small"], &[]));
    for view in &mut views {
        view.sees("Four");
    }
    let [one, two] = &mut views;
    one.types(" ");
    two.types("s");
    one.sees("saved ✓");
    two.sees("saved ✓");
    while test.log().lines().count() < 3 {
        thread::yield_now();
    }
    let shown = test.run(["show", "small", "--json"]).success().json()["roadmap"].clone();
    let counts = format!("{}/{}", shown["complete"], shown["total"]);
    assert!(counts == "1/4" || counts == "0/3", "{counts}");
    for view in &mut views {
        view.sees(&counts).types("q");
        assert_eq!(view.ends(), 0);
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
