//! Copies of a log that are far more than fits into memory: united as far as that goes, or refused; nothing is lost.

use std::fmt::Write as _;
use std::fs;

use crate::support::Test;

/// A log of so many lines, each with a topic and an id of its own.
fn log(lines: usize, set: &str) -> String {
    let mut text = "{\"milepost\":1}\n".to_owned();
    for number in 0..lines {
        writeln!(
            text,
            "{{\"id\":\"heavy-{number}\",\"at\":\"2026-11-20T21:50:07.123+01:00\",\"by\":\"desk\",\
             \"roadmap\":\"backend-2025\",\"topic\":\"stage/topic-{number}\",\"set\":{set}}}"
        )
        .expect("there is room");
    }
    text
}

/// Memory is bounded by the system: beyond 256 MB the program would be ended by a signal.
fn within_limits(test: &Test, args: &str) -> String {
    let binary = env!("CARGO_BIN_EXE_milepost");
    let mut command = test.command_of("sh", &["-c", &format!("ulimit -v 262144; exec {binary} {args}")]);
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{args}: {:?} {said:.300}", output.status);
    said
}

/// A learner with a tick, and this copy of another log; what is there after each of these commands.
fn with_copy(copy: &str, commands: &[&str], is_told: bool) -> Test {
    let test = Test::new().env("PATH", "/usr/bin:/bin");
    test.run(["done", "core-backend-skills/apis/graphql"]).success();
    fs::create_dir(test.path("stick")).expect("a directory");
    fs::write(test.path("stick/progress.jsonl"), copy).expect("it can be written");
    let before = test.log();
    for args in commands {
        if *args == "list" {
            fs::rename(test.path("stick/progress.jsonl"), test.path("data/progress (1).jsonl")).expect("a move");
        }
        let said = within_limits(&test, args);
        assert_eq!(said.contains("over 100 MB of edits"), is_told, "{args}: {said:.300}");
        assert!(test.log().starts_with(&before), "{args}");
    }
    test
}

#[test]
fn more_than_fits_into_memory_is_refused_within_256_mb() {
    let notes = log(95, &format!("{{\"note\":\"{}\"}}", "word ".repeat(180_000)));
    let commands = ["restore stick/progress.jsonl", "import stick/progress.jsonl", "sync stick", "list"];
    let test = with_copy(&notes, &commands, true);
    assert!(test.path("data/progress (1).jsonl").exists());
    fs::write(test.path("data/progress.jsonl"), &notes).expect("it can be written");
    assert!(within_limits(&test, "list").contains("over 100 MB of edits"));
    with_copy(&log(190_000, "{\"status\":\"done\"}"), &["import --dry-run stick/progress.jsonl"], true);
}

#[test]
fn what_this_version_does_not_know_is_carried_however_much_it_is() {
    let unknown = log(95, &format!("{{\"status\":\"done\",\"mood\":\"{}\"}}", "word ".repeat(180_000)));
    let test = with_copy(&unknown, &["import stick/progress.jsonl", "export"], false);
    assert_eq!(test.log().matches("\"mood\":\"word").count(), 95);
}

/// What is written here is read back and kept twice: not in memory.
#[test]
fn a_second_copy_and_a_look_at_damage_take_no_more() {
    let note = format!("{{\"note\":\"{}\"}}", "word ".repeat(180_000));
    let of_one = log(55, &note).replace("stage/topic-", "stage/topic\",\"number\":\"");
    let test = Test::new().env("PATH", "/usr/bin:/bin").env("MILEPOST_MACHINE", "desk");
    fs::create_dir_all(test.path("data")).expect("a directory");
    fs::write(test.path("data/progress.jsonl"), of_one).expect("it can be written");
    assert_eq!(within_limits(&test, "list"), "");
    let own = fs::read_to_string(test.path("state/own.jsonl")).expect("it was filled");
    assert_eq!(own.lines().count(), 56);

    let line = log(1, &note).lines().last().expect("an edit").replace("{\"id\"", "{\"id{\"id\"") + "\n";
    let damaged = Test::new().env("PATH", "/usr/bin:/bin");
    fs::create_dir_all(damaged.path("data")).expect("a directory");
    fs::write(damaged.path("data/progress.jsonl"), line.repeat(58)).expect("it can be written");
    assert_eq!(within_limits(&damaged, "doctor --fix"), "");
    assert_eq!(damaged.log().matches("{\"id\":").count(), 58, "each was written anew");
}
