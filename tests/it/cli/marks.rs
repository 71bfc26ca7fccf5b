//! Marks, undo and redo, and the topics that a name can mean.

use serde_json::{Value, json};

use super::{FARM, zoo};

#[test]
fn a_mark_says_what_is_so_now_and_how_to_undo_it() {
    let test = zoo();
    test.run(["done", "hay bales"])
        .success()
        .stdout("zoo: Hay bales is done. 1/4, 25%. Undo: milepost undo\n")
        .stderr("");
    test.run(["start", "turnstiles"])
        .success()
        .stdout("zoo: Turnstiles is in progress. 1/4, 25%. Undo: milepost undo\n");
    test.run(["know", "fodder/hay-carts"]).success().stdout("zoo: Hay carts is known. 2/4, 50%. Undo: milepost undo\n");
    test.run(["done", "carrot"])
        .success()
        .stdout("zoo: Carrot rations is done (optional, +1). 2/4, 50%. Undo: milepost undo\n");
    test.run(["skip", "zoo:visitors/turnstiles"])
        .success()
        .stdout("zoo: Turnstiles is skipped. 2/3, 67%. Undo: milepost undo\n");
    test.run(["reset", "turnstiles"]).success().stdout("zoo: Turnstiles is to do. 2/4, 50%. Undo: milepost undo\n");
    test.run(["-q", "done", "turnstiles"]).success().stdout("").stderr("");
}

#[test]
fn what_is_so_already_is_said_and_not_written() {
    let test = zoo();
    test.run(["done", "hay bales"]).success();
    let before = test.log();
    test.run(["done", "hay bales"]).success().stdout("zoo: Hay bales is done already. 1/4, 25%.\n");
    test.run(["reset", "first animal"]).success().stdout("zoo: First animal is to do already. 1/4, 25%.\n");
    assert_eq!(test.run(["done", "hay bales", "--json"]).success().json()["changed"], json!([]));
    assert_eq!(test.log(), before);
}

#[test]
fn a_parent_stands_for_what_is_required_inside_and_a_choice_asks() {
    let test = zoo();
    test.run(["done", "fodder"]).success().stdout("zoo: 2 topics of Fodder are done. 2/4, 50%. Undo: milepost undo\n");
    test.run(["done", "first animal"]).code(3).stdout("").stderr(
        "error: First animal is a choice. Choose 1 of 2:\n  \
           Zebra  animals/first-animal/zebra\n  \
           Yak    animals/first-animal/yak\n",
    );
    test.run(["start", "visitors"]).code(3).stderr(
        "error: Visitors holds several topics. Which one do you begin with?\n  \
           Turnstiles  visitors/turnstiles\n",
    );
    test.run(["done", "zebra"]).success().stdout("zoo: Zebra is done. 3/4, 75%. Undo: milepost undo\n");
    test.run(["done", "yak"])
        .success()
        .stdout("zoo: Yak is done (a second choice, +1). 3/4, 75%. Undo: milepost undo\n");
}

#[test]
fn a_machine_that_goes_by_another_name_says_whose_edits_are_the_newest() {
    let test = zoo().env("MILEPOST_MACHINE", "desk");
    test.run(["done", "yak"]).success();
    let test = test.env("MILEPOST_MACHINE", "lap");
    test.run(["undo"]).code(1).stdout("").stderr(
        "error: nothing to undo: the newest edits are of desk, as this machine was called when it made them\n  \
         `MILEPOST_MACHINE=desk milepost undo` takes them back.\n",
    );
    let elsewhere = test.env("MILEPOST_STATE", "another");
    elsewhere
        .run(["undo"])
        .code(1)
        .stderr("error: nothing to undo: the newest edits are of desk\n  Each machine takes back its own edits.\n");
    let back = elsewhere.env("MILEPOST_MACHINE", "desk");
    back.run(["undo"]).success();
    let other = back.env("MILEPOST_MACHINE", "lap");
    other.run(["undo"]).code(1).stderr("error: nothing to undo\n");
}

#[test]
fn one_command_is_one_step_to_undo_and_survives_the_run() {
    let test = zoo().roadmap("farm", FARM);
    test.run(["done", "hay bales", "farm:hay carts", "turnstiles"]).success().stdout(
        "farm: Hay carts is done. 1/2, 50%.\n\
         zoo: Hay bales is done. Turnstiles is done. 2/4, 50%. Undo: milepost undo\n",
    );
    test.run(["undo"]).success().stdout(
        "Undone: farm: Hay carts is to do again. 0/2, 0%.\n\
         Undone: zoo: Hay bales is to do again. Turnstiles is to do again. 0/4, 0%. Redo: milepost redo\n",
    );
    test.run(["undo"]).code(1).stdout("").stderr("error: nothing to undo\n");
    let redone = test.run(["redo", "--json"]).success().json();
    assert_eq!(redone["changed"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        redone["changed"][0],
        json!({"roadmap": "farm", "id": "barn/hay-carts", "title": "Hay carts", "field": "status", "from": "todo", "to": "done"})
    );
    assert_eq!(redone["roadmaps"][1]["complete"], 2);
    test.run(["redo"]).code(1).stderr("error: nothing to redo\n");
    let groups: Vec<Value> =
        test.log().lines().skip(1).map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(groups.len(), 9);
    assert!(groups.chunks(3).all(|three| three.iter().all(|line| line["group"] == three[0]["group"])));
}

#[test]
fn many_topics_are_counted_not_listed_when_they_are_taken_back() {
    let test = zoo();
    test.run(["skip", "animals"])
        .success()
        .stdout("zoo: 5 topics of Animals are skipped. 0/1, 0%. Undo: milepost undo\n");
    test.run(["undo"]).success().stdout("Undone: zoo: 5 topics are as before. 0/4, 0%. Redo: milepost redo\n");
}

#[test]
fn all_topics_are_found_or_nothing_is_written() {
    let test = zoo();
    for args in [["done", "zebra", "nonsense"], ["done", "zebra", "hay"], ["done", "zebra", "first animal"]] {
        test.run(args).code(3).stdout("");
        assert_eq!(test.log(), "");
    }
}

#[test]
fn a_name_that_several_topics_have_lists_them() {
    let test = zoo().roadmap("farm", FARM);
    let ran = test.run(["done", "hay carts"]).code(3).stdout("").stderr(
        "error: \"hay carts\" matches 2 topics. Which one?\n  \
           farm  barn/hay-carts\n  \
           zoo   animals/fodder/hay-carts\n  \
           --in ROADMAP looks in one roadmap only.\n",
    );
    drop(ran);
    test.run(["done", "hay carts", "--in", "zoo"]).success();
    let error = test.run(["done", "hay", "--in", "zoo", "--json"]).code(3).json()["error"].clone();
    assert_eq!(error["code"], "ambiguous");
    assert_eq!(
        error["candidates"][0],
        json!({"roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales"})
    );
}

#[test]
fn a_name_that_no_topic_has_is_answered_with_the_closest() {
    let test = zoo();
    test.run(["done", "zerba"])
        .code(3)
        .stderr("error: no topic matches \"zerba\"\n  Closest: Zebra  zoo:animals/first-animal/zebra\n");
    test.run(["done", "xylophone", "--in", "zoo"]).code(3).stderr("error: no topic matches \"xylophone\" in zoo\n");
    let ran = test.run(["show", "zooo"]).code(3);
    assert!(ran.stderr.starts_with("error: no roadmap is called \"zooo\"\n  There are: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("zoo"));
}

#[test]
fn nothing_is_said_to_be_done_that_could_not_be_saved() {
    let test = zoo();
    std::fs::create_dir(test.path("data/progress.jsonl")).expect("a directory in its place");
    let ran = test.run(["done", "zebra"]).code(1).stdout("");
    assert!(ran.stderr.starts_with("error: could not read HOME/data/progress.jsonl"), "{}", ran.stderr);
}

#[test]
#[cfg(unix)]
fn an_edit_bears_the_time_of_the_place() {
    let test = zoo().env("TZ", "JST-9");
    test.run(["done", "hay bales"]).success();
    assert!(test.log().contains("+09:00\""), "{}", test.log());
}
