//! `recall`: what is worth explaining again, and how well that went.

use serde_json::json;

use super::stats::{day, ticked};
use super::zoo;

#[test]
fn what_is_due_is_listed_with_its_question() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done"), (1, "visitors/turnstiles", "done")]);
    test.run(["recall"])
        .success()
        .stdout(concat!(
            "zoo: Hay bales\n",
            "  Animals › Fodder · learned 9 days ago\n",
            "  How much does a zebra eat?\n",
            "  animals/fodder/hay-bales\n",
        ))
        .stderr("Then: milepost recall TOPIC forgot|shaky|solid\n");
    test.run(["-q", "recall", "zoo"]).success().stderr("");
    test.run(["recall", "backend-2025"]).success().stdout("");
    let answer = test.run(["--json", "recall"]).success().json();
    let hay = json!({
        "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales", "path": ["Animals", "Fodder"],
        "learned": day(9), "step": 0, "check": "How much does a zebra eat?", "note": null,
    });
    assert_eq!((&answer["recall"], &answer["more"]), (&json!([hay]), &json!(0)));
}

#[test]
fn nothing_is_due_until_its_days_have_passed() {
    zoo().run(["recall"]).success().stdout("").stderr(
        "Nothing to recall today. Topics come back 2 days after you learned them, then after 7, 21 and 60 more.\n",
    );
}

#[test]
fn the_days_are_those_that_are_set() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]);
    std::fs::write(test.path("own.yaml"), "recall: {days: [5, 9, 30]}\n").expect("it can be written");
    let own = test.path("own.yaml").display().to_string();
    let solid = test.run(["recall", "hay bales", "solid", "--config", &own]);
    solid.success().stdout("zoo: Hay bales comes back in 9 days. Undo: milepost undo\n");
    test.run(["recall", "--config", &own])
        .success()
        .stdout("")
        .stderr("Nothing to recall today. Topics come back 5 days after you learned them, then after 9 and 30 more.\n");
}

#[test]
fn an_answer_is_recorded_undone_and_told() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]);
    test.run(["recall", "hay bales", "solid"])
        .success()
        .stdout("zoo: Hay bales comes back in 7 days. Undo: milepost undo\n")
        .stderr("");
    let set = format!(r#""set":{{"recall":{{"answer":"solid","step":1,"on":"{}"}}}},"was":{{"recall":null}}"#, day(0));
    assert!(test.log().contains(&set), "{}", test.log());
    test.run(["recall", "zoo:hay-bales", "shaky"]).code(1).stdout("");
    test.run(["undo"])
        .success()
        .stdout("Undone: zoo: the answer to Hay bales is as before. 1/4, 25%. Redo: milepost redo\n");
    let answer = test.run(["--json", "recall", "hay bales", "forgot"]).success().json();
    let changed = json!([{
        "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales", "field": "recall",
        "from": null, "to": {"answer": "forgot", "step": 0, "on": day(0)},
    }]);
    assert_eq!(answer["changed"], changed);
    assert_eq!(answer["roadmaps"][0]["percent"], 25, "as before");
    let log = test.run(["log", "--since", "0d"]).success().stdout;
    let said: Vec<_> =
        ["recalled: solid", "undone, no answer", "recalled: forgot"].map(|what| log.contains(what)).into();
    assert_eq!(said, [true; 3], "{log}");
}

#[test]
fn only_what_is_due_is_answered() {
    let test = ticked(&[(1, "visitors/turnstiles", "done"), (9, "animals/fodder/hay-bales", "known")]);
    let test = test.roadmap("farm", super::FARM);
    test.run(["recall", "zebra", "solid"])
        .code(1)
        .stderr("error: Zebra is to do: only topics that are done are recalled\n");
    test.run(["recall", "hay bales", "solid"])
        .code(1)
        .stderr("error: Hay bales is known: only topics that are done are recalled\n");
    let refused = test.run(["recall", "turnstiles", "solid"]).code(1).stderr;
    assert!(refused.starts_with("error: Turnstiles comes back on "), "{refused}");
    test.run(["recall", "turnstiles", "well"]).code(2);
    test.run(["recall", "--in", "zoo"]).code(2);
    test.run(["recall", "animals/fodder", "solid", "--in", "zoo"]).code(3);
    assert!(!test.log().contains("recall"));
}

#[test]
fn what_two_roadmaps_share_is_asked_where_it_was_learned_first() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]).roadmap("farm", super::FARM);
    test.run(["done", "haystacks"]).success();
    test.run(["recall", "haystacks", "solid"])
        .code(1)
        .stderr("error: Haystacks is asked in another roadmap, where it was learned first\n");
}

#[test]
fn an_answer_travels_with_a_backup() {
    let test = ticked(&[(9, "animals/fodder/hay-bales", "done")]);
    test.run(["recall", "hay bales", "solid"]).success();
    let backup = test.run(["export"]).success().stdout;
    let other = zoo().file("backup.json", &backup);
    other.run(["import", "backup.json"]).success();
    assert!(other.log().contains(r#""recall":{"answer":"solid","step":1"#), "{}", other.log());
    other.run(["recall"]).success().stdout("");
}
