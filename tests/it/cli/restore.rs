//! Edits that come back: by themselves, and when they are asked for.

use std::fs;

use serde_json::json;

use super::zoo;

#[test]
fn what_the_file_has_lost_of_this_machine_is_back_and_said() {
    let test = zoo();
    test.run(["done", "zebra"]).success();
    let stale = test.log();
    test.run(["done", "hay bales"]).success();
    test.run(["done", "turnstiles"]).success();
    let whole = test.log();
    fs::write(test.path("data/progress.jsonl"), stale).expect("it can be written");
    let ran =
        test.run(["undo"]).success().stdout("Undone: zoo: Turnstiles is to do again. 2/4, 50%. Redo: milepost redo\n");
    assert_eq!(ran.stderr, "2 edits of this machine were missing from progress.jsonl and are back.\n");
    assert!(test.log().starts_with(&whole));
    assert_eq!(test.run(["list"]).success().stderr, "", "it is said once");
}

#[test]
fn a_file_that_is_gone_is_not_made_anew_without_a_word() {
    let test = zoo();
    test.run(["done", "zebra"]).success();
    fs::remove_file(test.path("data/progress.jsonl")).expect("it was there");
    let told =
        "progress.jsonl is gone, but edits of it are kept on this machine\n  `milepost restore` brings them back.\n";
    test.run(["next", "zoo"]).success().stderr(told);
    let ran = test.run(["done", "hay bales"]).code(1).stdout("");
    assert!(ran.stderr.contains("error: nothing was saved: progress.jsonl is gone"), "{}", ran.stderr);
    assert!(ran.stderr.contains("milepost restore --none"), "{}", ran.stderr);
    assert_eq!(test.log(), "");
    let preview =
        "1 edit would come back. 1 topic changes its status:\n  zoo  animals/first-animal/zebra  todo → done\n";
    test.run(["restore", "--dry-run"]).success().stdout(preview).stderr("");
    assert_eq!(test.log(), "");
    test.run(["restore"]).success().stdout(&preview.replace("would come back", "is back"));
    test.run(["restore"]).success().stdout("Nothing is missing.\n");
    test.run(["done", "zebra"]).success().stdout("zoo: Zebra is done already. 1/4, 25%.\n").stderr("");
}

#[test]
fn a_file_that_is_gone_is_not_called_empty_by_what_carries_copies() {
    let test = zoo().file("stick/x", "").file("other/roadmaps/zoo.yaml", super::ZOO);
    let backup = test.run(["export"]).success().stdout;
    let test = test.file("backup.json", &backup);
    for data in ["data", "other"] {
        test.run(["done", "zebra", "--data", data]).success();
        fs::remove_file(test.path(data).join("progress.jsonl")).expect("it was there");
        let commands: [(&[&str], &str); 4] = [
            (&["sync", "stick"], "nothing was synced"),
            (&["sync", "--remote", "stick"], "nothing was synced"),
            (&["import", "backup.json"], "nothing came in"),
            (&["export"], "nothing was exported"),
        ];
        for (command, words) in commands {
            let ran = test.run_all(&[command, &["--data", data]].concat()).code(1).stdout("");
            let told = format!("error: {words}: progress.jsonl is gone, but edits of it are kept on this machine\n");
            assert!(ran.stderr.starts_with(&told) && ran.stderr.contains("`milepost restore`"), "{}", ran.stderr);
            assert!(!test.path(data).join("progress.jsonl").exists() && !test.path("stick/progress.jsonl").exists());
        }
    }
    // Once it is back, all of them work.
    test.run(["restore"]).success();
    test.run(["sync", "stick"]).success().stdout("0 edits came in, 1 went out.\n");
}

#[test]
fn to_start_anew_is_a_word_of_its_own() {
    let test = zoo();
    test.run(["restore", "--none"]).code(1);
    test.run(["done", "zebra"]).success();
    test.run(["restore", "--none"]).code(1);
    fs::remove_file(test.path("data/progress.jsonl")).expect("it was there");
    test.run(["restore", "--none"]).success();
    test.run(["done", "yak"]).success().stderr("").stdout("zoo: Yak is done. 1/4, 25%. Undo: milepost undo\n");
}

#[test]
fn a_named_copy_is_united_with_what_is_there() {
    let (here, there) = (zoo(), zoo());
    there.run(["done", "zebra", "hay carts"]).success();
    there.run(["skip", "hay carts"]).success();
    here.run(["done", "turnstiles"]).success();
    let copy = there.log().replace("\"id\"", "\"unknown\":1,\"id\"") + "garbled\n";
    let here = here.file("copy.jsonl", &copy);
    let changed = json!([
        {"roadmap": "zoo", "id": "animals/first-animal/zebra", "from": "todo", "to": "done"},
        {"roadmap": "zoo", "id": "animals/fodder/hay-carts", "from": "todo", "to": "skipped"},
    ]);
    assert_eq!(
        here.run(["restore", "copy.jsonl", "--json"]).success().json(),
        json!({"schema": 1, "dry_run": false, "edits": 3, "changed": changed, "unreadable_lines": 1})
    );
    assert_eq!(here.log().matches("\"unknown\":1").count(), 3, "lines come as they are");
    assert!(!here.log().contains("garbled"));
    let again = here.run(["restore", "copy.jsonl"]).success();
    assert_eq!(
        (again.stdout.as_str(), again.stderr.as_str()),
        ("Nothing is missing.\n", "1 line there cannot be read.\n")
    );
    here.run(["show", "zoo", "--status", "todo"]).success();
    here.run(["restore", "nowhere"]).code(1).stderr("error: could not read nowhere: no such file or directory\n");
}

#[test]
fn what_an_import_takes_a_restore_takes_and_nothing_else() {
    let (here, there) = (zoo(), zoo());
    there.run(["done", "zebra"]).success();
    let export = there.run(["export"]).success().stdout;
    let here = here.file("backup.json", &export).file("passwd", "root:x:0:0\nnobody:x:1:1\n").file("empty", "");
    here.run(["restore", "backup.json"]).success().stderr("");
    assert!(here.log().contains("first-animal/zebra"));
    for file in ["passwd", "empty"] {
        let refusal = |command| here.run([command, file]).code(1).stdout("").stderr;
        assert!(refusal("restore").starts_with(&format!("error: {file} is no backup of milepost\n")));
        assert_eq!(refusal("restore"), refusal("import"));
    }
}

#[test]
fn a_log_of_a_newer_version_is_named_by_what_was_asked() {
    let test = zoo().file("backup.jsonl", "{\"milepost\":1}\n").file("data/progress.jsonl", "{\"milepost\":2}\n");
    fs::create_dir(test.path("stick")).expect("a directory");
    for (command, verb) in [(["import", "backup.jsonl"], "import into"), (["sync", "stick"], "sync")] {
        let said = test.run(command).code(1).stderr;
        assert!(said.starts_with(&format!("error: could not {verb} HOME/data/progress.jsonl: ")), "{said}");
    }
}

#[test]
fn a_second_state_file_of_the_same_user_stays_apart() {
    let test = zoo().file("else/roadmaps/zoo.yaml", super::ZOO);
    test.run(["done", "zebra"]).success();
    test.run(["done", "turnstiles", "--data", "else"]).success().stderr("");
    test.run(["undo", "--data", "else"]).success().stderr("");
    test.run(["undo", "--data", "else"]).code(1).stderr("error: nothing to undo\n");
    fs::remove_file(test.path("else/progress.jsonl")).expect("it was there");
    let found = test.run(["restore", "--data", "else", "--json"]).success().json();
    assert_eq!((&found["edits"], &found["changed"]), (&json!(2), &json!([])));
}
