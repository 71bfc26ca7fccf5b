//! Directories that may not be written, files that may not be read, and umasks: what can be saved is, what cannot is
//! said, and nothing is opened to others.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::Test;

/// Whom nothing belongs to: root is refused nothing, so a test that is run by root is run for somebody else.
const NOBODY: u32 = 65_534;

const ROADMAP: &str = "title: Small\nstages: [{title: Only, topics: [One, Two, Three]}]\n";

/// A home, and a binary that can be reached from anywhere.
struct Place {
    test: Test,
    binary: PathBuf,
}

struct Ran {
    said: String,
    printed: String,
    code: Option<i32>,
}

impl Place {
    fn new() -> Self {
        let test = Test::new().roadmap("small", ROADMAP);
        let binary = test.path("milepost");
        let built = env!("CARGO_BIN_EXE_milepost");
        // Where it was built, others may have no way in.
        fs::hard_link(built, &binary).or_else(|_| fs::copy(built, &binary).map(drop)).expect("it was built");
        Self { test, binary }
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_by(&self.binary.to_string_lossy(), args)
    }

    fn run_by(&self, program: &str, args: &[&str]) -> Ran {
        let mut command: Command = self.test.command_of(program, args);
        if rustix::process::geteuid().is_root() {
            give(self.test.home());
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.env("PATH", "/usr/bin:/bin").output().expect("it starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*self.test.home().to_string_lossy(), "HOME");
        Ran { said: text(&output.stderr), printed: text(&output.stdout), code: output.status.code() }
    }

    fn set(&self, path: &str, mode: u32) {
        fs::set_permissions(self.test.path(path), fs::Permissions::from_mode(mode)).expect("it is there");
    }
}

/// Gives the directory and all in it to [`NOBODY`].
fn give(directory: &Path) {
    chown(directory, Some(NOBODY), Some(NOBODY)).expect("root may");
    for entry in fs::read_dir(directory).expect("root may").flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            give(&entry.path());
        } else if entry.file_name() != "milepost" {
            chown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("root may");
        }
    }
}

#[test]
fn a_tick_needs_the_file_and_not_its_directory() {
    let place = Place::new();
    assert_eq!(place.run(&["done", "one"]).code, Some(0));
    place.set("data", 0o500);
    let ran = place.run(&["done", "two"]);
    assert_eq!((ran.code, &*ran.said), (Some(0), ""));
    assert!(place.test.log().contains("only/two"));
    place.set("data", 0o700);
}

#[test]
fn where_nothing_can_be_saved_it_is_said_and_everything_can_be_read() {
    let place = Place::new();
    place.set("data", 0o500);
    let ran = place.run(&["done", "one"]);
    assert_eq!((ran.code, &*ran.printed), (Some(1), ""));
    assert_eq!(ran.said, "error: could not write HOME/data/progress.jsonl: permission denied\n");
    assert_eq!(place.run(&["list"]).code, Some(0));
    place.set("data", 0o700);
    assert_eq!(place.run(&["done", "one"]).code, Some(0));
    place.set("data/progress.jsonl", 0o400);
    let before = place.test.log();
    let ran = place.run(&["done", "two", "three"]);
    assert_eq!(ran.said, "error: could not write HOME/data/progress.jsonl: permission denied\n");
    let ran = place.run(&["show", "small"]);
    assert_eq!((ran.code, &*ran.said), (Some(0), ""));
    assert!(ran.printed.contains("1/3"), "{}", ran.printed);
    assert_eq!(place.test.log(), before);
    // What may not even be read is no empty log.
    place.set("data/progress.jsonl", 0o000);
    for command in [&["list"][..], &["done", "two"], &["export"], &["doctor"]] {
        let ran = place.run(command);
        assert_eq!((ran.code, &*ran.printed), (Some(1), ""), "{command:?}");
        assert_eq!(ran.said, "error: could not read HOME/data/progress.jsonl: permission denied\n", "{command:?}");
    }
    place.set("data/progress.jsonl", 0o600);
    assert_eq!(place.test.log(), before);
    place.set("data", 0o000);
    let ran = place.run(&["list"]);
    assert!(ran.code == Some(1) && ran.said.contains("permission denied"), "{}", ran.said);
    place.set("data", 0o700);
}

#[test]
fn a_state_directory_that_cannot_be_written_costs_the_second_copy_and_no_edit() {
    let place = Place::new();
    fs::create_dir(place.test.path("state")).expect("a directory");
    place.set("state", 0o500);
    let ran = place.run(&["done", "one"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(ran.said.starts_with("saved, but without a second copy: could not write HOME/state/"), "{}", ran.said);
    assert!(place.test.log().contains("only/one"));
    place.set("state", 0o000);
    let ran = place.run(&["done", "two"]);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(place.test.log().contains("only/two"));
    place.set("state", 0o700);
    let ran = place.run(&["done", "three"]);
    assert_eq!((ran.code, &*ran.said), (Some(0), ""));
}

#[test]
fn what_is_wrong_is_said_of_the_file_that_it_is_about() {
    let place = Place::new();
    place.run(&["done", "one"]);
    let log = place.test.log();
    fs::write(place.test.path("data/progress.jsonl"), log.clone() + "garbage\n").expect("it is there");
    place.set("data", 0o500);
    let ran = place.run(&["doctor", "--fix"]);
    assert_eq!(ran.said, "error: could not write HOME/data/progress.unreadable: permission denied\n");
    place.set("data", 0o700);
    fs::write(place.test.path("newer"), log.replace("{\"milepost\":1}", "{\"milepost\":2}")).expect("a file");
    let ran = place.run(&["import", "newer"]);
    assert_eq!(ran.said, "error: could not import the backup: a newer milepost wrote it; update milepost\n");
    fs::remove_file(place.test.path("data/progress.jsonl")).expect("it is there");
    let ran = place.run(&["doctor"]);
    assert!(ran.code == Some(1) && ran.printed.contains("is gone, but edits of it are kept"), "{}", ran.printed);
}

#[test]
fn whatever_the_umask_nothing_is_opened_to_others_and_every_tick_is_taken() {
    for umask in ["0", "022", "077", "0177", "0277", "0777"] {
        let place = Place::new();
        let binary = place.binary.to_string_lossy().into_owned();
        let script = format!("umask {umask}; exec \"$0\" done \"$1\" --in backend-2025 --data new/data");
        for topic in ["dns-resolution", "tcp-ip-basics", "request-response-lifecycle"] {
            let ran = place.run_by("sh", &["-c", &script, &binary, topic]);
            assert_eq!((ran.code, &*ran.said), (Some(0), ""), "umask {umask}");
        }
        let mut waiting = vec![place.test.path("new"), place.test.path("state")];
        while let Some(path) = waiting.pop() {
            let found = fs::metadata(&path).expect("it is there");
            let expected = if found.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(found.permissions().mode() & 0o777, expected, "umask {umask}: {}", path.display());
            if found.is_dir() {
                waiting.extend(fs::read_dir(&path).expect("a directory").flatten().map(|entry| entry.path()));
            }
        }
    }
}
