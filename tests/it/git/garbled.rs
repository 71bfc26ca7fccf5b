//! A remote whose log is damaged: what can be read counts, and of a log of which nothing can, nothing is lost.

use std::fs;

use tempfile::TempDir;

use super::{git_says, machine, remote, sync};

/// Puts a text in place of the log at the remote, as somebody's mistake would.
fn garble(url: &str, text: &[u8]) -> TempDir {
    let work = tempfile::tempdir().expect("a directory");
    git_says(work.path(), &["clone", "--quiet", url, "."]);
    fs::write(work.path().join("progress.jsonl"), text).expect("it can be written");
    git_says(work.path(), &["commit", "--quiet", "--all", "--message=a mistake"]);
    git_says(work.path(), &["push", "--quiet", "origin", "main"]);
    work
}

#[test]
fn a_log_of_which_nothing_can_be_read_is_written_anew_only_by_who_knows_it() {
    for text in [&b"\xff\xfe no log at all\n"[..], b""] {
        let (_kept, url) = remote();
        let (one, two) = (machine("one"), machine("two"));
        one.run(["done", "zebra"]).success();
        one.run(["sync", "--remote", &url]).success();
        let work = garble(&url, text);
        let mistake = git_says(work.path(), &["rev-parse", "main"]);
        two.run(["done", "yak"]).success();
        let before = two.log();
        two.run(["sync", "--remote", &url]).code(1).stdout("").stderr(
            "error: could not sync HOME/data: no line of progress.jsonl at the remote can be read, and nothing was \
             changed there; sync a machine that knows this remote, which writes its edits anew, or name an empty \
             repository with `--remote URL`\n",
        );
        assert_eq!(
            (two.log(), git_says(work.path(), &["ls-remote", "--heads", &url])),
            (before, format!("{}\trefs/heads/main\n", mistake.trim()))
        );
        let told = one.run(["sync"]).success();
        assert_eq!(told.stdout, "0 edits came in, 1 went out.\n");
        let unread =
            if text.is_empty() { "" } else { "1 line of the other copy cannot be read and stayed in its history.\n" };
        assert_eq!(told.stderr, unread);
        assert_eq!(sync(&two), "1 edit came in from one, 1 went out.\n");
        let there = git_says(&one.path("data"), &["rev-list", "origin/main"]);
        assert!(there.contains(mistake.trim()), "what was there is in the history");
    }
}

#[test]
fn a_log_that_lost_its_first_line_is_one_for_everybody() {
    let (_kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    let (_, edits) =
        one.log().split_once('\n').map(|(first, rest)| (first.to_owned(), rest.to_owned())).expect("lines");
    let _work = garble(&url, format!("<<<<<<< HEAD\n{edits}").as_bytes());
    assert_eq!(two.run(["sync", "--remote", &url]).success().stdout, "1 edit came in from one, 0 went out.\n");
    assert!(two.log().starts_with("{\"milepost\":1}\n"));
}
