//! What else people keep in the repository of `milepost sync`: staged or committed, it stays as they left it.

use std::fs;
use std::path::Path;

use super::{git_says, machine, remote, sync};

fn staged(data: &Path) -> String {
    git_says(data, &["diff", "--cached", "--name-status"])
}

#[test]
fn what_is_staged_stays_staged_and_goes_into_no_commit() {
    let (_kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    let data = one.path("data");
    fs::write(data.join("README"), "my notes\n").expect("it can be written");
    git_says(&data, &["add", "README"]);
    // Changed since: what is staged is the older text, and nowhere else.
    fs::write(data.join("README"), "other notes\n").expect("it can be written");
    one.run(["done", "yak"]).success();
    sync(&one);
    assert_eq!(staged(&data), "A\tREADME\n");
    assert_eq!(git_says(&data, &["show", ":README"]), "my notes\n");
    two.run(["done", "gnu"]).success();
    two.run(["sync", "--remote", &url]).success();
    sync(&one);
    assert_eq!(staged(&data), "A\tREADME\n");
    assert_eq!(git_says(&data, &["ls-tree", "--name-only", "main"]), ".gitattributes\nprogress.jsonl\n");
    assert_eq!(git_says(&data, &["diff", "--name-only"]), "README\n", "git knows the files of ours for committed");
}

#[test]
fn what_is_staged_before_the_first_sync_outlives_it() {
    let (_kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["sync", "--remote", &url]).success();
    two.run(["done", "gnu"]).success();
    two.run(["sync", "--remote", &url]).success();
    let data = one.path("data");
    fs::write(data.join("README"), "my notes\n").expect("it can be written");
    git_says(&data, &["add", "README"]);
    sync(&one);
    assert_eq!(staged(&data), "A\tREADME\n");
    assert_eq!(git_says(&data, &["status", "--porcelain", "--untracked-files=no"]), "A  README\n");
}

#[test]
fn another_branch_that_is_checked_out_keeps_its_index() {
    let (_kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    let data = one.path("data");
    git_says(&data, &["checkout", "--quiet", "-b", "mine"]);
    one.run(["done", "yak"]).success();
    let before = fs::read(data.join(".git/index")).expect("there is one");
    sync(&one);
    assert_eq!(fs::read(data.join(".git/index")).expect("there is one"), before);
}

#[test]
fn what_is_committed_by_hand_stays_in_every_commit_on_both_sides() {
    let (_kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    two.run(["sync", "--remote", &url]).success();
    let commit = |data: &Path, name: &str, text: &str| {
        fs::write(data.join(name), text).expect("it can be written");
        git_says(data, &["add", name]);
        git_says(data, &["commit", "--quiet", "--message=by hand"]);
    };
    commit(&one.path("data"), "README", "of one\n");
    commit(&one.path("data"), "both", "of one\n");
    commit(&two.path("data"), "NOTES", "of two\n");
    commit(&two.path("data"), "both", "of two\n");
    one.run(["done", "yak"]).success();
    two.run(["done", "gnu"]).success();
    sync(&one);
    sync(&two);
    sync(&one);
    let shown = |name: &str| git_says(&one.path("data"), &["show", &format!("main:{name}")]);
    assert_eq!((shown("README"), shown("NOTES")), ("of one\n".to_owned(), "of two\n".to_owned()));
    assert_eq!(shown("both"), "of one\n", "what the remote had first; the other is in the history");
    assert_eq!(staged(&one.path("data")), "");
    // Taken away on one side, it does not come back from the other.
    git_says(&two.path("data"), &["rm", "--quiet", "--cached", "NOTES"]);
    git_says(&two.path("data"), &["commit", "--quiet", "--message=by hand"]);
    one.run(["reset", "yak"]).success();
    sync(&one);
    sync(&two);
    sync(&one);
    let left = git_says(&one.path("data"), &["ls-tree", "--name-only", "main"]);
    assert_eq!(left, ".gitattributes\nREADME\nboth\nprogress.jsonl\n");
    assert_eq!(fs::read_to_string(two.path("data/NOTES")).expect("it is the user's"), "of two\n");
}
