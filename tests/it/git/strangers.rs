//! Remotes that belong to somebody, and remotes that change.

use std::path::Path;

use super::{git_says, machine, remote, sync};

const REFUSED: &str = "error: could not sync HOME/data: the remote holds something else; give it an empty repository\n";

#[test]
fn a_remote_with_anybody_s_work_is_left_as_it_is() {
    for reference in
        ["refs/heads/master", "refs/heads/develop", "refs/heads/main", "refs/heads/mainline", "refs/tags/v1"]
    {
        let (_kept, url) = remote();
        let work = tempfile::tempdir().expect("a directory");
        git_says(work.path(), &["init", "--quiet"]);
        git_says(work.path(), &["commit", "--quiet", "--allow-empty", "--message=years of work"]);
        git_says(work.path(), &["push", "--quiet", &url, &format!("HEAD:{reference}")]);
        let before = git_says(work.path(), &["ls-remote", &url]);
        let one = machine("one");
        one.run(["done", "zebra"]).success();
        for _ in 0..2 {
            one.run(["sync", "--remote", &url]).code(1).stdout("").stderr(REFUSED);
        }
        one.run(["sync"]).code(1).stdout("").stderr(REFUSED);
        assert_eq!(git_says(work.path(), &["ls-remote", &url]), before);
        let (_kept, url) = remote();
        assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    }
}

#[test]
fn what_a_host_keeps_for_itself_is_nobody_s_work() {
    let (_kept, url) = remote();
    let work = tempfile::tempdir().expect("a directory");
    git_says(work.path(), &["init", "--quiet"]);
    git_says(work.path(), &["commit", "--quiet", "--allow-empty", "--message=a configuration"]);
    git_says(work.path(), &["push", "--quiet", &url, "HEAD:refs/meta/config"]);
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
}

#[test]
fn a_remote_that_is_another_one_now_gets_everything() {
    let (_kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    sync(&one);
    let (_also_kept, other) = remote();
    assert_eq!(one.run(["sync", "--remote", &other]).success().stdout, "0 edits came in, 1 went out.\n");
    assert_eq!(git_says(Path::new(&other), &["show", "main:progress.jsonl"]), one.log());
    // Somebody made it anew.
    std::fs::remove_dir_all(&other).expect("it can be removed");
    git_says(one.home(), &["init", "--quiet", "--bare", &other]);
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
    assert_eq!(git_says(Path::new(&other), &["show", "main:progress.jsonl"]), one.log());
}
