//! Records that lost their topic, given to another by hand.

use serde_json::json;

use crate::support::Test;

fn roadmap(topics: &str) -> String {
    format!("title: Zoo\nstages: [{{title: Animals, topics: [{topics}]}}]\n")
}

/// A zoo in which two topics were ticked that are gone now.
fn changed() -> Test {
    let test = Test::new().roadmap("zoo", &roadmap("Zebra, Yak, Gnu"));
    test.run(["done", "zebra"]).success();
    test.run(["know", "yak"]).success();
    test.run(["note", "yak", "hairy"]).success();
    test.roadmap("zoo", &roadmap("Striped horse, Ox, Gnu"))
}

#[test]
fn a_record_goes_on_where_the_learner_says() {
    let test = changed();
    let told = test.run(["stats", "zoo"]).success().stdout;
    assert!(
        told.contains("  animals/yak\n  animals/zebra\n`milepost adopt OLD NEW` gives one to a topic.\n"),
        "{told}"
    );
    let told = "zoo: Ox goes on from animals/yak and is known. 1/3, 33%.\n";
    test.run(["adopt", "yak", "ox"]).success().stdout(told).stderr("");
    test.run(["note", "ox"]).success().stdout("hairy\n");
    let told = test.run(["adopt", "zoo:animals/zebra", "striped", "--json"]).success().json();
    assert_eq!(
        told,
        json!({
            "schema": 1, "roadmap": "zoo", "from": "animals/zebra", "id": "animals/striped-horse",
            "title": "Striped horse", "status": "done",
        })
    );
    let stats = test.run(["stats", "zoo", "--json"]).success().json();
    assert_eq!((&stats["orphans"], &stats["learned"]), (&json!([]), &json!(1)));
    let told = test.run(["adopt", "yak", "gnu"]).code(3).stderr;
    assert_eq!(told, "error: every record has its topic: there is nothing to be adopted\n");
}

#[test]
fn one_topic_may_go_on_from_several_and_loses_none() {
    let test = changed();
    test.run(["adopt", "yak", "ox"]).success();
    test.run(["adopt", "zebra", "ox"]).success();
    let stats = test.run(["stats", "zoo", "--json"]).success().json();
    assert_eq!(stats["orphans"], json!([]));
    test.run(["note", "ox"]).success().stdout("hairy\n");
    assert!(test.run(["show", "zoo"]).success().stdout.contains("Ox"));
    // One that healed by itself is written down first: it would not be sought again.
    let test = Test::new().roadmap("zoo", &roadmap("Zebra, Yak"));
    test.run(["done", "zebra"]).success();
    test.run(["note", "yak", "hairy"]).success();
    let test = test.roadmap("zoo", &roadmap("{title: Herd, topics: [Zebra]}, Gnu"));
    let told = test.run(["adopt", "animals/yak", "zebra"]).success().stdout;
    assert_eq!(told, "zoo: Zebra goes on from animals/yak and is done. 1/2, 50%.\n");
    test.run(["note", "zebra"]).success().stdout("hairy\n");
    assert_eq!(test.run(["stats", "zoo", "--json"]).success().json()["orphans"], json!([]));
}

#[test]
fn what_is_not_clear_is_asked_after() {
    let test = changed();
    let ran = test.run(["adopt", "emu", "ox"]).code(3).stdout("");
    let told = "error: nothing that lost its topic is recorded of \"emu\"\n  zoo:animals/yak\n  zoo:animals/zebra\n";
    assert_eq!(ran.stderr, told);
    let ran = test.run(["adopt", "yak", "emu"]).code(3).stdout("");
    assert!(ran.stderr.starts_with("error: no topic matches \"emu\" in zoo"), "{}", ran.stderr);
    let ran = test.run(["adopt", "yak", "animals"]).code(3).stdout("");
    assert!(ran.stderr.starts_with("error: Animals holds several topics. Which one?"), "{}", ran.stderr);
    test.run(["adopt", "gnu", "ox"]).code(3);
    let test = test.roadmap("farm", &roadmap("Yak"));
    test.run(["done", "farm:yak"]).success();
    let test = test.roadmap("farm", &roadmap("Cow"));
    let ran = test.run(["adopt", "yak", "ox"]).code(3).stdout("");
    assert_eq!(ran.stderr, "error: \"yak\" matches 2 records. Which one?\n  farm:animals/yak\n  zoo:animals/yak\n");
    test.run(["adopt", "yak", "ox", "--in", "zoo"]).success();
    test.run(["adopt", "yak"]).code(2);
}

#[test]
fn of_two_files_with_one_id_both_are_named() {
    let twin = |title: &str| format!("id: twin\ntitle: {title}\nstages: [{{title: S, topics: [T]}}]\n");
    let test = Test::new().roadmap("a", &twin("First")).roadmap("b", &twin("Second"));
    let ran = test.run(["list"]).success();
    let told = "HOME/data/roadmaps/a.yaml is left out: its id \"twin\" is that of HOME/data/roadmaps/b.yaml too, \
                which is shown\n";
    assert_eq!(ran.stderr, told);
    test.run(["show", "a"]).code(4).stdout("").stderr(&format!("error: {told}"));
    assert!(test.run(["show", "twin"]).success().stdout.contains("Second"));
}
