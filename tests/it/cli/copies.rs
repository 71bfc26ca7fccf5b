//! What was done, and copies of it: log, export, import, and sync with a directory.

use std::fs;

use serde_json::json;

use super::zoo;
use crate::support::Test;

/// A line of another machine, with a field that this version does not know.
fn line(id: &str, at: &str, by: &str, topic: &str, set: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"at\":\"{at}\",\"by\":\"{by}\",\"roadmap\":\"zoo\",\"topic\":\"{topic}\",\"set\":{set},\"mood\":\"é\u{202e}\"}}\n"
    )
}

fn history() -> String {
    "{\"milepost\":1}\n".to_owned()
        + &line("2", "2026-11-02T23:30:00.000+00:00", "desk", "visitors/turnstiles", r#"{"status":"doing"}"#)
        + &line("1", "2026-11-02T00:30:00.000+02:00", "laptop", "animals/fodder/hay-bales", r#"{"status":"done"}"#)
        + &line("3", "2026-11-05T09:00:00.000+01:00", "desk", "gone", r#"{"note":"eaten by goats\nand more"}"#)
}

fn with_history() -> Test {
    zoo().file("data/progress.jsonl", &history())
}

/// The ids of what the state file in this directory holds, sorted.
fn ids(test: &Test, directory: &str) -> Vec<String> {
    let lines = fs::read_to_string(test.path(directory).join("progress.jsonl")).unwrap_or_default();
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["id"].as_str().map(str::to_owned);
    let mut ids: Vec<_> = lines.lines().filter_map(id).collect();
    ids.sort();
    ids
}

#[test]
fn log_tells_local_days_with_the_oldest_first() {
    let test = with_history();
    test.run(["log"]).success().stderr("").stdout(
        "Mon 2 Nov 2026\n  \
           00:30  done         zoo  Hay bales   laptop\n  \
           23:30  in progress  zoo  Turnstiles  desk\n\n\
         Thu 5 Nov 2026\n  \
           09:00  note: eaten by goats…  zoo  gone  desk\n",
    );
    assert_eq!(test.run(["log", "--since", "2026-11-03"]).success().stdout.lines().count(), 2);
    assert_eq!(test.run(["log", "--roadmap", "zoo"]).success().stdout.lines().count(), 6);
    test.run(["log", "--roadmap", "backend-2025"]).success().stdout("Nothing is recorded.\n");
    test.run(["log", "--roadmap", "zooo"]).code(3);
    test.run(["log", "--since", "soon"]).code(2);
    let days = test.run(["log", "--json"]).success().json()["days"].clone();
    assert_eq!((&days[0]["day"], &days[1]["day"]), (&json!("2026-11-02"), &json!("2026-11-05")));
    assert_eq!(
        days[0]["edits"][0],
        json!({
            "id": "1", "at": "2026-11-02T00:30:00+02:00", "by": "laptop", "roadmap": "zoo",
            "topic": "animals/fodder/hay-bales", "title": "Hay bales", "set": {"status": "done"},
            "group": "1", "undo": null, "redo": null,
        })
    );
}

#[test]
fn log_since_some_days_ago_has_what_was_done_just_now() {
    let test = with_history();
    test.run(["done", "zebra"]).success();
    test.run(["undo"]).success();
    for since in ["0d", "1d"] {
        let told = test.run(["log", "--since", since]).success().stdout;
        assert!(told.contains("undone, to do") && !told.contains("Hay bales"), "{told}");
    }
    test.run(["log", "--since", "65535d"]).success();
}

#[test]
fn an_export_is_plain_ascii_and_an_import_of_it_is_the_whole_log_again() {
    let test = with_history();
    fs::write(test.path("data/progress.jsonl"), history() + "<<<<<<< \u{1b}[2J\n").expect("it can be written");
    let backup = test.run(["export", "--format", "json"]).success().stdout;
    assert!(backup.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')), "{backup}");
    let other = zoo().file("backup.json", &backup);
    let dry = other.run(["import", "backup.json", "--dry-run"]).success();
    assert_eq!(dry.stdout, "3 edits would come in from desk and laptop.\n");
    assert!(!other.path("data/progress.jsonl").exists() && !other.path("state").exists());
    other
        .run(["import", "backup.json"])
        .success()
        .stdout("3 edits came in from desk and laptop.\n")
        .stderr("1 line of it cannot be read and stayed there.\n");
    assert_eq!(ids(&other, "data"), ["1", "2", "3"]);
    assert!(other.log().contains("\"mood\":\"é\\u202e\""), "what this version does not know came along");
    assert_eq!(other.run(["log", "-q"]).stdout, test.run(["log", "-q"]).stdout);
    let again = other.run(["import", "backup.json", "--json"]).success().json();
    assert_eq!((&again["came"]["edits"], &again["known"]), (&json!(0), &json!(3)));
    let whole = other.stdin(&history());
    whole.run(["import", "-"]).success().stdout("0 edits came in. 3 were here already.\n");
}

#[test]
fn an_import_never_overwrites_and_refuses_what_is_no_backup() {
    let test = with_history().file("other.yaml", "title: No backup\n").file("newer.jsonl", "{\"milepost\":2}\n");
    let altered = line("1", "2026-11-02T00:30:00.000+02:00", "laptop", "visitors/turnstiles", r#"{"status":"done"}"#);
    fs::write(test.path("altered.jsonl"), altered).expect("it can be written");
    test.run(["import", "other.yaml"]).code(1).stderr(
        "error: other.yaml is no backup of milepost\n  It takes what `milepost export` prints, or a progress.jsonl.\n",
    );
    test.run(["import", "none.json"]).code(3);
    test.run(["import", "."]).code(1);
    assert!(test.run(["import", "newer.jsonl"]).code(1).stderr.contains("a newer milepost wrote it"));
    assert_eq!(test.log(), history());
    test.run(["import", "altered.jsonl"]).success();
    assert!(test.log().starts_with(&history()), "what was there stays");
    assert_eq!(ids(&test, "data"), ["1", "1", "2", "3"], "of two bodies with one id both stay");
}

#[test]
fn log_tells_days_by_the_clock_where_a_stamp_had_to_run_ahead_of_it() {
    let ahead = line("4", "2027-11-09T09:00:00.000+00:00", "desk", "gone", r#"{"status":"done"}"#)
        .replace(",\"set\"", ",\"clock\":\"2026-11-04T09:00:00.000+00:00\",\"set\"");
    let test = zoo().file("data/progress.jsonl", &(history() + &ahead));
    let days = test.run(["log", "--json"]).success().json()["days"].clone();
    let days: Vec<_> = days.as_array().expect("a list").iter().map(|day| &day["day"]).collect();
    assert_eq!(days, ["2026-11-02", "2026-11-04", "2026-11-05"]);
}

/// This machine's own mirror has nothing of them.
#[test]
fn what_came_from_elsewhere_is_kept_twice_too() {
    let test = zoo().file("theirs.jsonl", &history());
    test.run(["import", "theirs.jsonl"]).success();
    fs::remove_file(test.path("data/progress.jsonl")).expect("it is there");
    assert!(test.run(["list"]).stderr.contains("progress.jsonl is gone"));
    assert!(test.run(["restore"]).success().stdout.starts_with("3 edits are back."));
    assert_eq!(ids(&test, "data"), ["1", "2", "3"]);

    let test = zoo().file("theirs.jsonl", &history());
    test.run(["done", "zebra"]).success();
    let stale = test.log();
    fs::create_dir(test.path("stick")).expect("a directory");
    fs::copy(test.path("theirs.jsonl"), test.path("stick/progress.jsonl")).expect("it can be written");
    test.run(["sync", "stick"]).success();
    fs::write(test.path("data/progress.jsonl"), &stale).expect("it can be written");
    assert!(test.run(["list"]).stderr.contains("progress.jsonl is shorter than its backup"));
    assert!(test.run(["restore"]).success().stdout.starts_with("3 edits are back."));
    assert_eq!(ids(&test, "data").len(), 4);
}

#[test]
fn a_directory_and_this_machine_get_what_each_of_them_lacks() {
    let test = with_history();
    fs::create_dir(test.path("stick")).expect("a directory");
    test.run(["sync", "stick"]).success().stdout("0 edits came in, 3 went out.\n");
    let theirs = line("4", "2026-11-06T09:00:00.000+01:00", "phone", "visitors/turnstiles", r#"{"status":"done"}"#);
    let there = fs::read_to_string(test.path("stick/progress.jsonl")).expect("it is there") + theirs.trim_end();
    // Another program is in the middle of its append.
    fs::write(test.path("stick/progress.jsonl"), &there).expect("it can be written");
    test.run(["sync", "stick"]).success().stdout("Nothing new on either side.\n");
    fs::write(test.path("stick/progress.jsonl"), there + "\ngarbage\n").expect("it can be written");
    test.run(["done", "zebra"]).success();
    test.run(["sync", "stick"])
        .success()
        .stdout("1 edit came in from phone, 1 went out.\n")
        .stderr("1 line of the other copy cannot be read and stayed there.\n");
    assert_eq!(ids(&test, "data"), ids(&test, "stick"));
    assert_eq!(ids(&test, "data").len(), 5);
    let answer = test.run(["sync", "stick", "--json"]).success().json();
    assert_eq!(answer, json!({"schema": 1, "came": {"edits": 0, "machines": []}, "went": 0, "unreadable": 1}));
}

#[test]
fn a_sync_with_nothing_there_or_with_itself_is_refused() {
    let test = with_history();
    test.run(["sync", "nowhere"]).code(1).stderr("error: could not sync with nowhere: there is no such directory\n");
    test.run(["sync", "data"]).code(1).stderr("error: could not sync with data: your progress is there already\n");
    fs::create_dir(test.path("stick")).expect("a directory");
    fs::write(test.path("stick/progress.jsonl"), "{\"milepost\":2}\n").expect("it can be written");
    assert!(test.run(["sync", "stick"]).code(1).stderr.contains("it was written by a newer milepost"));
    assert_eq!(fs::read_to_string(test.path("stick/progress.jsonl")).expect("it is there"), "{\"milepost\":2}\n");
    assert_eq!(test.log(), history());
}

/// It is not folded, on any machine; and it is a line of the log, on every machine.
#[test]
fn a_line_that_is_dated_too_late_to_count_goes_wherever_the_log_goes() {
    let late = line("9", "2101-11-06T09:00:00.000+01:00", "phone", "visitors/turnstiles", r#"{"status":"done"}"#);
    let count = |text: &str| text.matches("\"at\":\"2101").count();
    let test = zoo();
    fs::create_dir_all(test.path("data")).expect("a directory");
    fs::create_dir(test.path("stick")).expect("a directory");
    fs::write(test.path("data/progress.jsonl"), history() + &late).expect("it can be written");
    let backup = test.run(["export"]).success().stdout;
    for _ in 0..2 {
        test.run(["sync", "stick"]).success();
        assert_eq!(count(&fs::read_to_string(test.path("stick/progress.jsonl")).expect("it is there")), 1);
    }
    let other = zoo().file("backup.json", &backup).file("copy.jsonl", &(history() + &late));
    for _ in 0..2 {
        other.run(["import", "backup.json"]).success().stderr("");
        other.run(["restore", "copy.jsonl"]).success();
        assert_eq!(count(&other.log()), 1);
    }
    let other = other.file("data/progress 2.jsonl", &late.replace("\"9\"", "\"8\""));
    other.run(["list"]).success();
    assert_eq!(count(&other.log()), 2);
    let told = "2 edits of progress.jsonl are dated after 2099: kept, but not counted.\n";
    assert_eq!(other.run(["list"]).success().stderr, told);
    let before = other.log();
    let said = other.run(["doctor", "--fix"]).success().stderr("").stdout;
    assert!(said.contains(told), "{said}");
    assert_eq!(other.run(["doctor", "--json"]).success().json()["late"], 2);
    assert!(other.log() == before && !other.path("data/progress.unreadable").exists(), "they are lines of the log");
    fs::remove_file(other.path("data/progress.jsonl")).expect("it was there");
    other.run(["restore"]).success();
    assert_eq!(count(&other.log()), 2);
}

/// Nothing can be dated later, so no mark would hold: it is refused, and not said to be made.
#[test]
fn what_cannot_come_after_all_that_is_there_is_refused() {
    let last = line("9", "2099-12-31T23:59:59.999999999Z", "phone", "visitors/turnstiles", r#"{"status":"done"}"#);
    let test = zoo();
    test.run(["done", "zebra"]).success();
    let all = test.log() + &last;
    fs::write(test.path("data/progress.jsonl"), &all).expect("it can be written");
    let topic = "visitors/turnstiles";
    for command in [&["reset", topic][..], &["undo"], &["note", topic, "n"], &["proof", topic, "https://example.org"]] {
        let ran = test.run_all(command).code(1).stdout("");
        let reason = "error: nothing was saved: an edit of progress.jsonl bears the last instant of 2099";
        assert!(ran.stderr.starts_with(reason), "{command:?}: {}", ran.stderr);
    }
    assert_eq!(test.log(), all);
}
