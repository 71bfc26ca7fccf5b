//! Disks that fail under the real binary: what the system refuses is said, nothing old is harmed, nothing is half done,
//! and all is saved when the fault is gone.

use std::fs;
use std::path::PathBuf;
use std::thread;

use super::strace::{failing, has_strace, noting, traced, traced_screen};
use super::{BINARY, MACHINE, is_in_order, small};
#[cfg(target_os = "linux")]
use crate::pty::Pty;
use crate::support::Test;

/// The calls by which a tick reaches the file.
const CALLS: [&str; 4] = ["openat", "flock", "write", "fdatasync"];

const ERRORS: [(&str, &str); 5] = [
    ("EIO", "input/output error"),
    ("ENOSPC", "no space left on device"),
    ("EROFS", "read-only file system"),
    ("EACCES", "permission denied"),
    ("EDQUOT", "quota exceeded"),
];

/// A home with one tick.
fn ticked() -> Test {
    let test = small().env("MILEPOST_MACHINE", MACHINE);
    test.run(["done", "one"]).success();
    test
}

fn log(test: &Test) -> PathBuf {
    test.path("data/progress.jsonl")
}

fn mirror(test: &Test) -> PathBuf {
    test.path("state/own.jsonl")
}

/// Runs a tick of two topics while calls on this file fail.
fn tick(test: &Test, options: &[String]) -> (Option<i32>, String, String) {
    let options: Vec<_> = options.iter().map(String::as_str).collect();
    let output = traced(test, &options, &["done", "two", "three"]);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*test.home().to_string_lossy(), "HOME");
    (output.status.code(), said(&output.stdout), said(&output.stderr))
}

/// Which `openat` of a file is the first that is to write, counted from 1.
fn first_to_write(trace: &str) -> usize {
    let opened = trace.lines().filter(|line| line.contains("openat("));
    1 + opened.take_while(|line| !line.contains("O_APPEND")).count()
}

/// The same in a tick of the command line.
fn opened_to_write(file: fn(&Test) -> PathBuf) -> usize {
    let test = ticked();
    let trace = test.path("trace");
    assert_eq!(tick(&test, &noting(&trace, &file(&test), "openat")).0, Some(0));
    first_to_write(&fs::read_to_string(trace).expect("a trace was made"))
}

/// Does this for each call and error, some at a time.
fn for_each_fault(errors: &[(&'static str, &'static str)], check: impl Fn(&'static str, &'static str, &str) + Sync) {
    let faults: Vec<_> = CALLS.iter().flat_map(|call| errors.iter().map(move |error| (*call, *error))).collect();
    thread::scope(|scope| {
        for some in faults.chunks(faults.len().div_ceil(4)) {
            scope.spawn(|| some.iter().for_each(|(call, (error, words))| check(call, error, words)));
        }
    });
}

#[test]
fn what_the_system_refuses_is_told_with_1_and_nothing_is_half_done() {
    if !has_strace() {
        return;
    }
    let to_write = opened_to_write(log);
    assert!(to_write > 1, "it is read before");
    for_each_fault(&ERRORS, |call, error, words| {
        // A file that cannot even be read, and one that cannot be written.
        let whens = if call == "openat" { vec![1, to_write] } else { vec![1] };
        for when in whens {
            let test = ticked();
            let before = test.log();
            let (code, stdout, stderr) = tick(&test, &failing(&log(&test), call, error, &format!("{when}+")));
            let verb = if call == "openat" && when == 1 { "read" } else { "write" };
            assert_eq!((code, &*stdout), (Some(1), ""), "{call} {error}: {stderr}");
            let said = stderr.to_lowercase();
            let beginning = format!("error: could not {verb} home/data/progress.jsonl: ");
            assert!(said.starts_with(&beginning) && said.contains(words), "{call} {error}: {stderr}");
            assert_eq!(test.log(), before, "{call} {error}");
            test.run(["done", "two", "three"]).success().stderr("");
            is_in_order(&test, call);
        }
    });
}

#[test]
fn an_interrupted_call_is_simply_made_again() {
    if !has_strace() {
        return;
    }
    for file in [log, mirror] {
        for_each_fault(&[("EINTR", "")], |call, error, _| {
            let test = ticked();
            let (code, _, stderr) = tick(&test, &failing(&file(&test), call, error, "1..3"));
            assert_eq!((code, &*stderr), (Some(0), ""), "{call}");
            assert_eq!((test.log().lines().count(), super::done(&test.log())), (4, 3), "{call}");
        });
    }
}

#[test]
fn an_interrupted_answer_goes_on_where_it_was() {
    if !has_strace() {
        return;
    }
    let test = ticked().stdin(&"word ".repeat(10_000));
    test.run(["note", "two", "-"]).success();
    let options = ["-o", "/dev/null", "-e", "trace=write", "-e", "inject=write:error=EINTR:when=1..3"];
    let output = traced(&test, &options, &["export"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
    assert_eq!(String::from_utf8_lossy(&output.stdout), test.run(["export"]).success().stdout);
}

#[test]
fn a_second_copy_that_fails_is_said_and_made_by_the_next_start() {
    if !has_strace() {
        return;
    }
    let to_write = opened_to_write(mirror);
    for_each_fault(&ERRORS, |call, error, words| {
        let test = ticked();
        let when = if call == "openat" { to_write } else { 1 };
        let (code, stdout, stderr) = tick(&test, &failing(&mirror(&test), call, error, &format!("{when}+")));
        assert_eq!(code, Some(0), "{call} {error}: {stderr}");
        assert!(stdout.contains("3/4"), "{call} {error}: {stdout}");
        let said = stderr.to_lowercase();
        let beginning = "saved, but without a second copy: could not write home/state/own.jsonl: ";
        assert!(said.starts_with(beginning) && said.contains(words), "{call} {error}: {stderr}");
        assert_eq!(super::done(&test.log()), 3, "{call} {error}");
        test.run(["list"]).success().stderr("");
        let own = fs::read_to_string(mirror(&test)).expect("it was made whole");
        assert!(own.contains("only/two") && own.contains("only/three"), "{call} {error}: {own}");
        // It is worth something.
        fs::write(log(&test), "{\"milepost\":1}\n").expect("it can be written");
        let said = test.run(["list"]).success().stderr;
        assert!(said.contains("3 edits of this machine were missing"), "{call} {error}: {said}");
        is_in_order(&test, call);
    });
}

/// A start, and every later look, opens the file only if it has changed.
fn opened_to_write_by_a_screen() -> usize {
    let test = ticked();
    let trace = test.path("trace");
    let mut pty = traced_screen(&test, &noting(&trace, &log(&test), "openat"));
    pty.sees("❯  [ ] Two").types(" ").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    first_to_write(&fs::read_to_string(trace).expect("a trace was made"))
}

#[test]
fn on_the_screen_a_fault_stays_until_it_is_gone_and_then_all_is_saved() {
    if !has_strace() {
        return;
    }
    let to_write = opened_to_write_by_a_screen();
    for_each_fault(&ERRORS[..4], |call, error, words| {
        let test = ticked();
        // So that one try fails: of a write that is not synced, two are made.
        let first = if call == "openat" { to_write } else { 1 };
        let last = first + usize::from(call == "fdatasync");
        let options = failing(&log(&test), call, error, &format!("{first}..{last}"));
        let mut pty = traced_screen(&test, &options);
        pty.sees("❯  [ ] Two").types(" ").sees("NOT SAVED").sees(words).sees("2/4");
        assert_eq!(super::done(&test.log()), 1, "{call} {error}");
        // The next mark takes it along; without one it is tried again by and by.
        if error == "EIO" {
            pty.sees("Saved again").types("j ");
        } else {
            pty.types("j ").sees("Saved again");
        }
        pty.sees("3/4").sees_no_more("NOT SAVED").sees("saved ✓").types("q");
        assert_eq!(pty.ends(), 0, "{call} {error}");
        assert_eq!((test.log().lines().count(), super::done(&test.log())), (4, 3), "{call} {error}");
        is_in_order(&test, call);
    });
}

#[test]
fn on_the_screen_an_interrupted_call_is_not_seen_and_a_missing_copy_is() {
    if !has_strace() {
        return;
    }
    for_each_fault(&[("EINTR", "")], |call, error, _| {
        let test = ticked();
        let options = failing(&log(&test), call, error, "1..3");
        let mut pty = traced_screen(&test, &options);
        pty.sees("❯  [ ] Two").types(" ").sees("2/4").sees("saved ✓").types("q");
        assert_eq!(pty.ends(), 0, "{call}");
        assert!(!String::from_utf8_lossy(&pty.raw).contains("NOT SAVED"), "{call}");
        assert_eq!(super::done(&test.log()), 2, "{call}");
    });
    let test = ticked();
    let options = failing(&mirror(&test), "write", "ENOSPC", "1+");
    let mut pty = traced_screen(&test, &options);
    pty.sees("❯  [ ] Two").types(" ").sees("saved, but without a second copy").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(super::done(&test.log()), 2);
    test.run(["list"]).success().stderr("");
    let own = fs::read_to_string(mirror(&test)).expect("it was made whole");
    assert!(own.contains("only/two"), "{own}\n{}", test.log());
}

/// Lets the program write no file beyond 512 bytes: a write that would is short, and the next one fails.
const CRAMPED: &str = "ulimit -S -f 1; exec \"$@\"";

/// A log that has room for less than one more line.
fn nearly_full() -> Test {
    let test = ticked();
    test.run(["done", "two"]).success();
    let length = test.log().len();
    assert!((350..500).contains(&length), "{length}");
    test
}

#[test]
fn a_write_that_stops_half_way_leaves_nothing_of_it_behind() {
    let test = nearly_full();
    let before = test.log();
    let output = test.command_of("/bin/sh", &["-c", CRAMPED, "sh", BINARY, "done", "three", "four"]).output();
    let output = output.expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.to_lowercase().contains("progress.jsonl: file too large") && output.stdout.is_empty(), "{said}");
    assert_eq!(test.log(), before);
    test.run(["done", "three", "four"]).success().stderr("");
    is_in_order(&test, "short");
}

/// How large files may grow that this screen writes, in bytes.
#[cfg(target_os = "linux")]
fn limit(pty: &Pty, bytes: Option<usize>) {
    use rustix::process::{Resource, Rlimit, prlimit};
    let limits = Rlimit { current: bytes.map(|bytes| bytes as u64), maximum: None };
    prlimit(Some(pty.pid()), Resource::Fsize, limits).expect("it is our own");
}

#[test]
#[cfg(target_os = "linux")]
fn a_second_copy_that_stops_half_way_is_made_whole_when_there_is_room() {
    let test = ticked();
    let mut pty = Pty::start(test.home(), (160, 30), &["open", "small"], &[("MILEPOST_MACHINE", MACHINE)]);
    pty.sees("❯  [ ] Two");
    // One more line has room in the log, and not behind the longer header of the mirror.
    let line = test.log().lines().last().expect("a tick").len() + 1;
    limit(&pty, Some(test.log().len() + line + 10));
    pty.types(" ").sees("saved, but without a second copy").sees("saved ✓");
    assert_eq!(super::done(&test.log()), 2);
    let own = fs::read_to_string(mirror(&test)).expect("it is there");
    assert!(own.ends_with('\n') && !own.contains("only/two"), "cut back: {own}");
    limit(&pty, None);
    while !fs::read_to_string(mirror(&test)).is_ok_and(|own| own.contains("only/two") && own.ends_with('\n')) {
        thread::yield_now();
    }
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    is_in_order(&test, "whole");
}

#[test]
#[cfg(target_os = "linux")]
fn on_the_screen_a_write_that_stops_half_way_is_made_whole_when_there_is_room() {
    let test = nearly_full();
    let args = ["-c", CRAMPED, "sh", BINARY, "open", "small"];
    let mut pty = Pty::start_program("/bin/sh", test.home(), (160, 30), &args, &[("MILEPOST_MACHINE", MACHINE)]);
    pty.sees("❯  [ ] Three").types(" ").sees("NOT SAVED").sees("file too large").sees("3/4");
    assert_eq!(super::done(&test.log()), 2);
    is_in_order(&test, "cut back");
    limit(&pty, None);
    pty.types("j ").sees("Saved again").sees("4/4").types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!((test.log().lines().count(), super::done(&test.log())), (5, 4));
    is_in_order(&test, "saved");
}
