//! The settings on the command line: what holds, what is wrong, and the file to begin with.

use std::fs;

use serde_json::json;

use super::zoo;
use crate::support::Test;

const FILE: &str = ".config/milepost/config.yaml";

#[test]
fn without_a_file_everything_is_at_its_default() {
    let test = Test::new();
    insta::assert_snapshot!("config", test.run(["config"]).success().stdout);
    let told = test.run(["config", "--json"]).success().json();
    assert_eq!((&told["exists"], &told["errors"]), (&json!(false), &json!(0)));
    assert_eq!(told["file"], "HOME/.config/milepost/config.yaml");
    let settings = told["settings"].as_array().expect("a list");
    assert!(settings.iter().all(|setting| setting["is_default"] == true));
    let theme = json!({ "name": "theme", "value": "auto", "is_default": true, "overruled_by": null });
    assert_eq!(settings[0], theme);
    let done = json!({ "name": "keys.done", "value": ["space"], "is_default": true, "overruled_by": null });
    assert!(settings.contains(&done));
}

#[test]
fn a_file_to_begin_with_is_written_once_and_changes_nothing() {
    let test = Test::new();
    test.run(["config", "--init"])
        .success()
        .stdout("Written: HOME/.config/milepost/config.yaml\n")
        .stderr("Every setting is in it, commented out. `milepost config` tells what holds.\n");
    let written = fs::read_to_string(test.path(FILE)).expect("it was written");
    assert!(written.starts_with("## The settings of milepost."));
    let told = test.run(["config", "--json"]).success().json();
    assert_eq!((&told["exists"], &told["diagnostics"]), (&json!(true), &json!([])));
    assert!(told["settings"].as_array().expect("a list").iter().all(|setting| setting["is_default"] == true));

    fs::write(test.path(FILE), "mouse: false\n").expect("it can be written");
    test.run(["config", "--init"]).code(1).stdout("").stderr(
        "error: there is one already: HOME/.config/milepost/config.yaml\n  \
         `milepost config` tells what it sets. Nothing was written.\n",
    );
    assert_eq!(fs::read_to_string(test.path(FILE)).expect("it is there"), "mouse: false\n");
    let elsewhere = test.run(["config", "--init", "--config", "a/b.yaml", "--json"]).success().json();
    assert_eq!(elsewhere["written"], true);
    assert!(test.path("a/b.yaml").is_file());
}

#[test]
fn what_holds_and_every_mistake_are_told() {
    let test = Test::new().file(FILE, "them: dark\nadvance: yes\nkeys:\n  done: [spcae, x]\n  start: q\n");
    insta::assert_snapshot!("config-with-mistakes", test.run(["config"]).code(4).stderr("").stdout);
    let told = test.run(["config", "--json"]).code(4).json();
    assert_eq!((&told["errors"], &told["warnings"]), (&json!(3), &json!(0)));
    let codes: Vec<_> = told["diagnostics"].as_array().expect("a list").iter().map(|told| &told["code"]).collect();
    assert_eq!(codes, ["unknown-field", "unknown-key", "key-clash"]);
    assert_eq!(told["diagnostics"][2]["line"], 5);
}

#[test]
fn other_commands_say_the_first_mistake_in_one_line_and_go_on() {
    let test = zoo().file(FILE, "them: dark\nmouse: perhaps\n");
    let note = "config.yaml:1: unknown field `them`. `milepost config` tells all 2.\n";
    test.run(["done", "hay bales"]).success().stderr(note);
    assert!(test.run(["list"]).success().stderr(note).stdout.contains("zoo"));
    test.run(["list", "-q"]).success().stderr("");
    test.run(["completions", "bash"]).success().stderr("");
    let one = test.file(FILE, "them: dark\n");
    one.run(["keys"]).success().stderr("config.yaml:1: unknown field `them`. `milepost config` tells more.\n");
    let fine = one.file(FILE, "machine: \"desk\u{200b}\"\n");
    fine.run(["list"]).success().stderr("");
    assert_eq!(fine.run(["config", "--json"]).success().json()["warnings"], 1);
}

#[test]
fn the_file_is_the_one_that_was_named() {
    let test = Test::new().file("own.yaml", "start: home\n").file(FILE, "start: last\nadvance: true\n");
    let start = |test: &Test, args: [&str; 4]| {
        let told = test.run(args).success().json();
        let settings = told["settings"].as_array().expect("a list");
        settings.iter().find(|setting| setting["name"] == "start").expect("it is one")["value"].clone()
    };
    assert_eq!(start(&test, ["config", "--json", "--color", "auto"]), "last");
    assert_eq!(start(&test, ["config", "--json", "--config", "own.yaml"]), "home");
    let by_variable = test.env("MILEPOST_CONFIG", "own.yaml");
    assert_eq!(start(&by_variable, ["config", "--json", "--color", "auto"]), "home");
    assert!(by_variable.run(["path"]).success().stdout.ends_with("config    HOME/own.yaml\n"));
    let elsewhere = by_variable.env("MILEPOST_CONFIG", "").env("XDG_CONFIG_HOME", "/nowhere");
    assert!(elsewhere.run(["path"]).success().stdout.ends_with("config    /nowhere/milepost/config.yaml\n"));
    elsewhere
        .run(["list", "--config", "nope.yaml"])
        .success()
        .stderr("nope.yaml could not be read: no such file or directory. All settings are at their defaults.\n");
    elsewhere
        .run(["config", "--config", "nope.yaml"])
        .code(1)
        .stderr("error: could not read HOME/nope.yaml: no such file or directory\n");
}

#[test]
fn keys_are_told_as_they_are_set() {
    let test = Test::new().file(FILE, "keys: {done: [x, g d], copy: none, undo: z, number-3: f3}\n");
    let keys = test.run(["keys"]).success().stdout;
    assert!(keys.contains("\n  x / g d "), "{keys}");
    assert!(keys.contains("  z brings it back\n"), "{keys}");
    assert!(keys.contains("\n  1 2 F3 4 5 6 7 8 9 0  number-1 "), "{keys}");
    let told = test.run(["keys", "--json"]).success().json();
    assert_eq!(told["keys"][0]["keys"], json!(["x", "g d"]));
    let copy = told["keys"].as_array().expect("a list").iter().find(|row| row["command"] == "copy").expect("a row");
    assert_eq!(copy["keys"], json!([]));
}

#[test]
fn settings_that_concern_the_command_line_hold_there() {
    let test = zoo().file(FILE, "machine: desk\nascii: true\n");
    test.run(["done", "hay bales"]).success();
    assert!(test.log().contains("\"desk\"") && !test.path("state/machine").exists());
    assert!(test.run(["show", "zoo"]).success().stdout.is_ascii());
    let test = test.env("MILEPOST_MACHINE", "other");
    test.run(["done", "hay carts", "--in", "zoo"]).success();
    assert!(test.log().contains("\"other\""), "what the environment says goes before it");
    let told = test.run(["config"]).success().stdout;
    assert!(
        told.lines().any(|line| line.contains("desk") && line.ends_with("MILEPOST_MACHINE goes before it")),
        "{told}"
    );
    let told = test.env("NO_COLOR", "1").run(["config", "--theme", "dark", "--ascii"]).success().stdout;
    assert!(told.contains("NO_COLOR goes before it") && told.contains("--ascii goes before it"), "{told}");
}
