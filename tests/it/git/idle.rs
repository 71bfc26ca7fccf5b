//! Machines on which nothing happens: their syncs leave the remote as it is.

use std::fs;
use std::path::Path;

use super::{git_says, machine, remote, sync};
use crate::support::Test;

fn tip(url: &str) -> String {
    git_says(Path::new(url), &["rev-parse", "main"])
}

/// Each syncs until nobody has anything new, and once more.
fn meet(clones: &[Test]) {
    (0..2).for_each(|_| clones.iter().for_each(|clone| drop(sync(clone))));
}

#[test]
fn machines_that_have_met_push_nothing_until_somebody_edits() {
    let (_kept, url) = remote();
    let clones = ["one", "two", "three"].map(machine);
    for (clone, topic) in clones.iter().zip(["zebra", "yak", "gnu"]) {
        clone.run(["done", topic]).success();
        clone.run(["sync", "--remote", &url]).success();
    }
    meet(&clones);
    assert_ne!(clones[0].log(), clones[1].log(), "each has the lines in an order of its own");
    let before = tip(&url);
    for _ in 0..3 {
        for clone in &clones {
            assert_eq!(sync(clone), "Nothing new on either side.\n");
            let data = clone.path("data");
            assert_eq!(git_says(&data, &["status", "--porcelain", "--untracked-files=no"]), "");
            assert_eq!(git_says(&data, &["show", "main:progress.jsonl"]), clone.log());
        }
    }
    assert_eq!(tip(&url), before);
    clones[0].run(["reset", "gnu"]).success();
    assert_eq!(sync(&clones[0]), "0 edits came in, 1 went out.\n");
    let log = git_says(Path::new(&url), &["rev-list", &format!("{}..main", before.trim())]);
    assert_eq!(log.lines().count(), 1, "the order of a machine is no part of the history");
    assert_eq!(sync(&clones[1]), "1 edit came in from one, 0 went out.\n");
    // By hand it goes on too, from whatever the sync has left.
    clones[1].run(["reset", "yak"]).success();
    sync(&clones[1]);
    let data = clones[2].path("data");
    git_says(&data, &["pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main"]);
    assert!(!clones[2].log().contains("<<<<"));
    meet(&clones);
    let before = tip(&url);
    meet(&clones);
    assert_eq!(tip(&url), before);
}

#[test]
fn lines_that_do_not_count_are_no_news_for_ever() {
    let (_kept, url) = remote();
    let clones = ["one", "two"].map(machine);
    for (clone, topic) in clones.iter().zip(["zebra", "yak"]) {
        clone.run(["done", topic]).success();
        clone.run(["sync", "--remote", &url]).success();
    }
    meet(&clones);
    // Dated beyond what is folded, and no line at all.
    let line = clones[0].log().lines().last().expect("there is one").to_owned();
    let at = line.find("\"at\":\"").expect("it has a moment") + 6;
    let id = line.find("\"id\":\"").expect("it has a name") + 6;
    let line = format!("{}00{}", &line[..id], &line[id + 2..]);
    let late = format!("{}9998{}\n", &line[..at], &line[at + 4..]);
    for (clone, more) in clones.iter().zip([late.as_str(), "no line at all\n"]) {
        fs::write(clone.path("data/progress.jsonl"), clone.log() + more).expect("it can be written");
    }
    let before = tip(&url);
    sync(&clones[0]);
    assert_ne!(tip(&url), before, "a late line is carried");
    meet(&clones);
    let before = tip(&url);
    meet(&clones);
    assert_eq!(tip(&url), before);
    assert!(git_says(Path::new(&url), &["show", "main:progress.jsonl"]).contains(late.trim()));
}
