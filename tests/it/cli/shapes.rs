//! What help says of JSON is all that programs can rely on: no verb prints a field that it does not name.

use std::collections::BTreeSet;

use serde_json::Value;

use super::BROKEN;
use super::stats::ticked;

/// What help says of each verb, by its name.
fn told(help: &str) -> Vec<(BTreeSet<&str>, String)> {
    let (_, shapes) = help.split_once("number or null, a time is RFC 3339 with its offset.\n\n").expect("it tells");
    let (shapes, _) = shapes.split_once("\n\nAn error").expect("its end");
    let mut told: Vec<(BTreeSet<&str>, String)> = Vec::new();
    for line in shapes.lines() {
        let words = line.strip_prefix("  ").expect("it is indented");
        // Where the names leave no room in their column, what is printed stands below.
        let (names, fields) = words.split_once("  ").unwrap_or((words, ""));
        if names.is_empty() {
            told.last_mut().expect("a verb before").1.extend([" ", fields]);
        } else {
            told.push((names.split([' ', ',']).filter(|name| !name.is_empty()).collect(), fields.to_owned()));
        }
    }
    told
}

/// The names of all fields, wherever they stand.
fn fields(value: &Value) -> BTreeSet<&str> {
    match value {
        Value::Object(object) => {
            object.iter().flat_map(|(name, value)| fields(value).into_iter().chain([name.as_str()])).collect()
        }
        Value::Array(list) => list.iter().flat_map(fields).collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn every_field_of_every_answer_is_told() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]).roadmap("broken", BROKEN);
    let help = test.run(["--help"]).success().stdout;
    let told = told(&help);
    test.run(["note", "hay bales", "Dry."]).success();
    std::fs::write(test.path("backup.json"), test.run(["export"]).success().stdout).expect("it can be written");
    std::fs::create_dir(test.path("stick")).expect("a directory");
    std::fs::write(test.path("data/progress.jsonl"), test.log() + "garbage\n").expect("it can be written");
    for args in [
        &["list"][..],
        &["next", "-n", "3"],
        &["stats", "zoo"],
        &["done", "turnstiles"],
        &["recall"],
        &["recall", "hay bales", "solid"],
        &["proof", "turnstiles", "https://example.org"],
        &["undo"],
        &["note", "hay bales"],
        &["search", "hay"],
        &["log"],
        &["export", "zoo", "--format", "md"],
        &["import", "backup.json"],
        &["sync", "stick"],
        &["check", "data/roadmaps/broken.yaml"],
        &["restore"],
        &["doctor"],
        &["config"],
        &["config", "--init"],
        &["path"],
        &["keys"],
        &["completions", "bash"],
        &["picture", "enter"],
    ] {
        let of_verb = |verb: &str| -> String {
            told.iter().filter(|(names, _)| names.contains(verb)).map(|(_, fields)| fields.as_str()).collect()
        };
        let own = of_verb(args[0]);
        let other = own.split_once(" as of ").and_then(|(_, rest)| rest.split(|c: char| !c.is_alphabetic()).next());
        let all = format!("{own} {}", of_verb(other.unwrap_or_default()));
        let words: BTreeSet<_> = all.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
        let is_told = |name: &str| name == "schema" || words.contains(name);
        let answer = test.run_all(&[args, &["--json"]].concat()).json();
        assert!(answer.get("error").is_none(), "{args:?}: {answer}");
        let untold: Vec<_> = fields(&answer).into_iter().filter(|name| !is_told(name)).collect();
        assert_eq!(untold, [""; 0], "{args:?}");
    }
}
