//! `--quiet`: what went well and what may help is not said, and what has happened to the progress is.

use std::fs;

use super::{BROKEN, zoo};

#[test]
fn what_has_happened_to_the_progress_is_said_to_everybody() {
    let test = zoo();
    test.run(["done", "zebra", "-q"]).success().stdout("").stderr("");
    let stale = test.log();
    test.run(["done", "hay bales", "-q"]).success();
    fs::write(test.path("data/progress.jsonl"), stale + "garbage\n").expect("it can be written");
    let unreadable = "1 line of progress.jsonl cannot be read (3). Everything else counts; nothing was deleted.\n";
    test.run(["done", "turnstiles", "-q"])
        .success()
        .stdout("")
        .stderr(&format!("{unreadable}1 edit of this machine was missing from progress.jsonl and is back.\n"));
    test.run(["undo", "-q"]).success().stdout("").stderr(unreadable);
}

#[test]
fn what_another_command_tells_and_hints_are_not() {
    for command in [&["recall"][..], &["note", "zebra"], &["config", "--init"], &["list"]] {
        let test = || zoo().roadmap("broken", BROKEN).env("MILEPOST_CONFIG", "new.yaml");
        assert_ne!(test().run_all(command).success().stderr, "", "{command:?}");
        assert_eq!(test().run_all(&[command, &["-q"]].concat()).success().stderr, "", "{command:?}");
    }
}
