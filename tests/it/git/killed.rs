//! Programs that are killed at any moment, and what they leave: the next sync goes on.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use super::{git_says, machine, remote, spy, sync};
use crate::support::Test;

/// What lies in the data directory and belongs to nothing.
fn litter(test: &Test) -> Vec<String> {
    let names = fs::read_dir(test.path("data")).expect("it can be listed").flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| ![".git", ".gitattributes", "progress.jsonl", "roadmaps"].contains(&name.as_str())).collect()
}

#[test]
fn a_first_sync_that_is_killed_anywhere_is_begun_anew() {
    for step in 1.. {
        let (kept, url) = remote();
        // The program is killed in the place of its nth call of git.
        let count = kept.path().join("count");
        let kill = format!(
            "echo >> '{count}'\n[ $(wc -l < '{count}') -eq {step} ] && {{ kill -KILL $PPID; exit 1; }}",
            count = count.display()
        );
        let path = spy(kept.path(), &kill);
        let one = machine("one").env("PATH", &path);
        one.run(["done", "zebra"]).success();
        let ran = one.run(["sync", "--remote", &url]);
        if ran.code.is_some() {
            assert!(step > 15, "the last was the last call of all");
            ran.success();
            break;
        }
        // Once the repository is there, it knows its remote.
        let again = if one.path("data/.git").exists() { &["sync"][..] } else { &["sync", "--remote", &url] };
        one.run_all(again).success();
        assert_eq!(git_says(Path::new(&url), &["show", "main:progress.jsonl"]), one.log(), "killed at {step}");
        assert_eq!(fs::read_to_string(one.path("data/.gitattributes")).expect("one"), "progress.jsonl merge=union\n");
        // What is left unfinished is swept away when it is an hour old.
        for name in litter(&one) {
            let two_hours_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
            let directory = fs::File::open(one.path("data").join(name)).expect("it is there");
            directory.set_modified(two_hours_ago).expect("it is ours");
        }
        sync(&one);
        assert_eq!(litter(&one), [] as [String; 0]);
    }
}

#[test]
fn what_is_left_of_a_git_that_was_killed_stops_nobody() {
    let (_kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    sync(&one);
    let data = one.path("data/.git");
    let names =
        ["HEAD.lock", "config.lock", "packed-refs.lock", "refs/heads/main.lock", "refs/remotes/origin/main.lock"];
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
    let leave = |name: &str| fs::File::create(data.join(name)).expect("it can be made");
    for name in names {
        leave(name).set_modified(long_ago).expect("it is ours");
    }
    leave("index.lock");
    one.run(["done", "yak"]).success();
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
    assert!(names.iter().all(|name| !data.join(name).exists()));
    assert!(data.join("index.lock").exists(), "somebody may be writing a message");
    leave("index.lock").set_modified(long_ago).expect("it is ours");
    // One that may be at work is waited for.
    leave("refs/heads/main.lock");
    one.run(["done", "gnu"]).success();
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
    assert_eq!(git_says(&one.path("data"), &["status", "--porcelain", "--untracked-files=no"]), "");
}

#[test]
fn a_damaged_repository_is_called_so() {
    let help = "if milepost made it, move it away and sync with `--remote URL`: all progress is in progress.jsonl";
    for (file, text, how) in [
        ("config", "", "its config is empty or missing"),
        ("config", "[core\n", "git says: bad config line 1 in file HOME/data/.git/config"),
        ("refs/heads/main", &"1".repeat(40), "the commit of refs/heads/main is missing"),
        ("HEAD", "", "git says: not a git repository: 'HOME/data/.git'"),
    ] {
        let (_kept, url) = remote();
        let one = machine("one");
        one.run(["done", "zebra"]).success();
        one.run(["sync", "--remote", &url]).success();
        fs::write(one.path("data/.git").join(file), text).expect("it can be written");
        let told = format!("error: could not sync HOME/data: its directory .git is damaged ({how}); {help}\n");
        one.run(["sync"]).code(1).stdout("").stderr(&told);
        fs::rename(one.path("data/.git"), one.path("away")).expect("it can be moved");
        one.run(["done", "yak"]).success();
        assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    }
}

#[test]
fn a_git_that_does_not_work_is_called_so() {
    let (kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    let one = one.env("PATH", &spy(kept.path(), "kill -KILL $$"));
    let told = "error: could not run git: something ended `git config` by force; sync again\n";
    one.run(["sync"]).code(1).stdout("").stderr(told);
    let one = one.env("PATH", &spy(kept.path(), "echo no library >&2; exit 127"));
    one.run(["sync"]).code(1).stdout("").stderr("error: could not sync HOME/data: git config failed: no library\n");
    fs::remove_dir_all(one.path("data/.git")).expect("it can be removed");
    let told = "error: could not sync HOME/data: git init failed: no library\n";
    one.run(["sync", "--remote", &url]).code(1).stdout("").stderr(told);
    assert!(litter(&one).is_empty(), "{:?}", litter(&one));
}

#[test]
fn branches_that_a_power_cut_emptied_are_found_again() {
    for (name, text) in [("refs/heads/main", ""), ("refs/remotes/origin/main", ""), ("refs/heads/main", "\0\0\0")] {
        let (_kept, url) = remote();
        let one = machine("one");
        one.run(["done", "zebra"]).success();
        one.run(["sync", "--remote", &url]).success();
        sync(&one);
        one.run(["done", "yak"]).success();
        fs::write(one.path("data/.git").join(name), text).expect("it can be written");
        assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
        assert_eq!(git_says(Path::new(&url), &["show", "main:progress.jsonl"]), one.log());
        assert_eq!(git_says(Path::new(&url), &["rev-list", "main"]).lines().count(), 2, "on top of what was there");
        assert_eq!(git_says(&one.path("data"), &["status", "--porcelain", "--untracked-files=no"]), "");
    }
}
