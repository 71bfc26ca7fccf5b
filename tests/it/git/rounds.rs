//! A sync that takes more than one round, since the remote did not take the first push.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{machine, remote};

#[test]
fn that_what_came_first_has_no_backup_is_told_however_many_rounds_follow() {
    let (kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    two.run(["done", "yak"]).success();
    let hook = kept.path().join("remote.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("it lies in hooks")).expect("a directory");
    fs::write(&hook, "#!/bin/sh\nrm \"$0\"\nexit 1\n").expect("it can be written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it can be run");
    let kept_here = |directory: &Path| {
        fs::read_dir(directory)
            .expect("it can be listed")
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.is_dir())
    };
    let mut keep = two.path("state");
    while !keep.join("own.jsonl").exists() {
        keep = kept_here(&keep).expect("own edits are kept somewhere");
    }
    drop(fs::remove_dir_all(keep.join("backups")));
    fs::write(keep.join("backups"), "in the way").expect("it can be written");
    let told = two.run(["sync", "--remote", &url]).success();
    assert_eq!(told.stdout, "1 edit came in from one, 1 went out.\n");
    assert!(told.stderr.contains("saved, but without a backup"), "{}", told.stderr);
    assert!(!hook.exists(), "it was run");
}
