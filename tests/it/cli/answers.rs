//! What is read: list, show, next, search, and where things are.

use serde_json::json;

use super::{BROKEN, FARM, ZOO, zoo};
use crate::support::Test;

#[test]
fn list_has_a_row_for_each_roadmap() {
    let test = zoo().roadmap("farm", FARM).roadmap("broken", BROKEN);
    test.run(["done", "hay bales", "zebra"]).success();
    let ran = test.run(["list"]).success();
    let rows: Vec<_> = ran.stdout.lines().filter(|line| line.contains("zoo") || line.contains("farm")).collect();
    let squeezed: Vec<_> = rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(squeezed, ["farm 0/2 – ▕ ▏ new", "zoo 2/4 50% ▕██████ ▏ next: Hay carts"]);
    assert_eq!(rows[0].find('▕'), rows[1].find('▕').map(|bytes| bytes + 2), "a dash is two bytes longer than a %");
    assert_eq!(ran.stderr, "HOME/data/roadmaps/broken.yaml cannot be read: line 3, unknown field `titel`\n");
    assert_eq!(test.run([]).success().stdout, ran.stdout, "without a terminal the list stands for the screen");
    assert!(test.run(["-q", "list"]).success().stderr.is_empty());
}

#[test]
fn list_in_json_has_the_whole_state() {
    let test = zoo().roadmap("broken", BROKEN);
    test.run(["done", "hay bales"]).success();
    let mut list = test.run(["list", "--json"]).success().json();
    let roadmaps = list["roadmaps"].as_array_mut().expect("roadmaps");
    let zoo = roadmaps.last_mut().expect("zoo comes last");
    let when = zoo["last_activity"].take();
    assert!(when.as_str().is_some_and(|when| when.ends_with("+00:00") && when.contains('T')), "{when}");
    assert_eq!(
        *zoo,
        json!({
            "id": "zoo", "title": "Keeper of a Zoo", "file": "HOME/data/roadmaps/zoo.yaml",
            "replaces_bundled": false, "complete": 1, "total": 4, "bonus": 0, "percent": 25, "skipped": 0,
            "last_activity": null,
            "next": {
                "roadmap": "zoo", "id": "animals/first-animal/zebra", "title": "Zebra",
                "path": ["Animals", "First animal"], "status": "todo", "reason": "choice",
                "why": "choose 1; this one is recommended", "group": "animals/first-animal", "estimate_minutes": null,
            },
        })
    );
    assert_eq!(
        list["unreadable"],
        json!([{
            "file": "HOME/data/roadmaps/broken.yaml", "line": 3, "first": "line 3, unknown field `titel`",
            "complaints": 1
        }])
    );
}

#[test]
fn a_roadmap_of_the_user_takes_the_place_of_a_bundled_one_and_says_so() {
    let first = Test::new().run(["list", "--json"]).success().json()["roadmaps"][0].clone();
    let id = first["id"].as_str().expect("a bundled roadmap");
    let test = Test::new().roadmap(id, ZOO);
    let list = test.run(["list", "--json"]).success();
    assert_eq!(list.stderr, format!("{id} is read from HOME/data/roadmaps/{id}.yaml, in place of the bundled one.\n"));
    let replaced = &list.json()["roadmaps"][0];
    assert_eq!((&replaced["title"], &replaced["replaces_bundled"]), (&json!("Keeper of a Zoo"), &json!(true)));
}

#[test]
fn show_draws_the_tree_with_its_boxes() {
    let test = zoo().roadmap("farm", FARM);
    test.run(["done", "zebra", "carrot", "farm:haystacks"]).success();
    test.run(["skip", "turnstiles"]).success();
    let whole = "\
Keeper of a Zoo  1/3  33%  zoo

Animals                 1/3 +1
  1 First animal        ✓ 1/1, choose 1 of 2
    (✓) Zebra           recommended: for beginners
    ( ) Yak
  2 Fodder              0/2 +1
    [ ] Hay bales       ≈ met in farm
    [✓] Carrot rations  optional: but liked
    [ ] Hay carts

Visitors                skipped
  [-] 3 Turnstiles      skipped
";
    test.run(["show", "zoo"]).success().stdout(whole).stderr("");
    test.run(["show", "data/roadmaps/zoo.yaml"]).success().stdout(whole);
    test.run(["data/roadmaps/zoo.yaml"]).success().stdout(whole);
    test.run(["open", "zoo"]).success().stdout(whole);
    let some = "Keeper of a Zoo  1/3  33%  zoo\n\nVisitors            skipped\n  [-] 3 Turnstiles  skipped\n";
    test.run(["show", "zoo", "--status", "doing,skipped"]).success().stdout(some);
    test.run(["show", "zoo", "--stage", "2"]).success().stdout(some);
    test.run(["show", "zoo", "--stage", "3"]).code(3).stderr("error: zoo has 2 stages, and no stage 3\n");
    let ascii = test.run(["show", "zoo", "--ascii"]).success().stdout;
    assert!(ascii.is_ascii() && ascii.contains("(x) Zebra"), "{ascii}");
}

#[test]
fn show_in_json_nests_topics_with_their_fields() {
    let test = zoo();
    test.run(["start", "hay bales"]).success();
    let shown = test.run(["show", "zoo", "--json"]).success();
    insta::assert_snapshot!("show_json", serde_json::to_string_pretty(&shown.json()).expect("it was JSON"));
    let some = test.run(["show", "zoo", "--json", "--status", "doing"]).success().json();
    assert_eq!(some["stages"][0]["topics"][0]["topics"][0]["id"], "animals/fodder/hay-bales");
    assert_eq!(some["stages"].as_array().map(Vec::len), Some(1));
}

#[test]
fn next_carries_its_reason() {
    let test = zoo();
    test.run(["next", "zoo"]).success().stdout(
        "zoo: Zebra\n  Animals › First animal · choose 1; this one is recommended\n  animals/first-animal/zebra\n",
    );
    test.run(["start", "hay bales"]).success();
    test.run(["next", "-n", "2"]).success().stdout(
        "zoo: Hay bales\n  Animals › Fodder · in progress · about 1 h 30\n  animals/fodder/hay-bales\n\
         zoo: Zebra\n  Animals › First animal · choose 1; this one is recommended\n  animals/first-animal/zebra\n",
    );
    assert_eq!(
        test.run(["next", "--json"]).success().json(),
        json!({"schema": 1, "optional_left": 0, "next": [{
            "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales", "path": ["Animals", "Fodder"],
            "status": "doing", "reason": "in_progress", "why": "in progress", "group": null, "estimate_minutes": 90,
        }]})
    );
    test.run(["done", "zebra", "fodder", "turnstiles"]).success();
    test.run(["next"]).success().stdout("zoo: All required topics done. 1 optional one left.\n");
    test.run(["skip", "carrot"]).success();
    test.run(["next", "zoo.yaml"]).code(3).stderr("error: could not read zoo.yaml: no such file or directory\n");
    test.run(["next"]).success().stdout("zoo: All 4 done.\n");
}

#[test]
fn next_of_all_takes_turns_and_suggests_once_what_is_shared() {
    let test = zoo().roadmap("farm", FARM);
    test.run(["start", "zoo:hay bales"]).success();
    let heads = |told: &str| told.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(heads(&test.run(["next", "-n", "5"]).success().stdout).len(), 5);
    let told = test.run(["next", "-n", "9"]).success().stdout;
    let heads = heads(&told);
    assert_eq!(heads[0], "zoo: Hay bales");
    assert!(heads.contains(&"farm: Hay carts".to_owned()) && !told.contains("farm: Haystacks"), "{told}");
    let two = test.run(["next", "-n", "2", "--json"]).success().json();
    assert_eq!(two["next"].as_array().map(Vec::len), Some(2));
    assert_eq!((&two["next"][0]["roadmap"], &two["next"][0]["reason"]), (&json!("zoo"), &json!("in_progress")));
    let one = test.run(["next", "--json"]).success().json();
    assert_eq!(one["next"][0], two["next"][0], "the one step goes first");
    let named = test.run(["next", "zoo", "-n", "2", "--json"]).success().json();
    assert!(named["next"].as_array().is_some_and(|steps| steps.iter().all(|step| step["roadmap"] == "zoo")));
}

#[test]
fn what_is_met_elsewhere_counts_where_the_settings_say_so() {
    let test = zoo().roadmap("farm", FARM);
    test.run(["done", "zoo:hay bales"]).success();
    let farm = |test: &Test| test.run(["show", "farm", "--json"]).success().json()["roadmap"]["complete"].clone();
    assert_eq!(farm(&test), 0);
    let test = test.file(".config/milepost/config.yaml", "shared_concepts: count\n");
    assert_eq!(farm(&test), 1);
    test.run(["undo"]).success();
    assert_eq!(farm(&test), 0);
}

#[test]
fn search_looks_into_every_roadmap() {
    let test = zoo().roadmap("farm", FARM);
    test.run(["done", "hay bales"]).success();
    test.run(["search", "hay", "carts"])
        .success()
        .stdout("farm  barn/hay-carts            todo  Hay carts\nzoo   animals/fodder/hay-carts  todo  Hay carts\n");
    let found = test.run(["search", "pitchfork", "--json"]).success().json();
    assert_eq!(
        found["found"],
        json!([{
            "roadmap": "zoo", "id": "animals/fodder/hay-bales", "title": "Hay bales",
            "path": ["Animals", "Fodder"], "status": "done",
        }])
    );
    test.run(["search", "qqqqqqq"]).code(3).stdout("").stderr("error: nothing matches \"qqqqqqq\"\n");
}

#[test]
fn paths_keys_and_completions_are_printed() {
    let test = Test::new();
    test.run(["path"]).success().stdout(
        "data      HOME/data\nstate     HOME/state\nprogress  HOME/data/progress.jsonl\nroadmaps  HOME/data/roadmaps\n\
         config    HOME/.config/milepost/config.yaml\n",
    );
    assert_eq!(test.run(["path", "--data", "/else", "--json"]).success().json()["progress"], "/else/progress.jsonl");
    assert!(test.run(["keys"]).success().stdout.starts_with("MARK\n  Space "));
    let keys = test.run(["keys", "--json"]).success().json();
    assert_eq!(
        keys["keys"][0],
        json!({
            "command": "done", "group": "mark", "keys": ["Space"], "scopes": ["tree", "details"],
            "does": "Done / not done", "remark": "on a parent: everything inside",
        })
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(test.run(["completions", shell]).success().stdout.contains("milepost"), "{shell}");
    }
    assert_eq!(test.run(["completions", "fish", "--json"]).success().json()["shell"], "fish");
}
