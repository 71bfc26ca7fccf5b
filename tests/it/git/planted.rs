//! Settings that somebody has put into the repository of a data directory that is shared: none of them runs anything.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{git_says, machine, remote, sync};
use crate::support::Test;

/// A machine that has synced once, and has something new.
fn synced(url: &str) -> Test {
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", url]).success();
    one.run(["done", "yak"]).success();
    one
}

fn plant(one: &Test, text: &str) {
    let file = one.path("data/.git/config");
    let config = fs::read_to_string(&file).expect("there is one");
    fs::write(file, config + text).expect("it can be written");
}

#[test]
fn a_setting_that_milepost_did_not_write_is_named_and_not_followed() {
    let run = "touch \\\"$HOME/owned\\\"; false";
    for (name, text) in [
        ("remote.origin.uploadpack", format!("[remote \"origin\"]\nuploadpack = \"{run}\"\n")),
        ("remote.origin.receivepack", format!("[remote \"origin\"]\nreceivepack = \"{run}\"\n")),
        ("remote.origin.vcs", "[remote \"origin\"]\nvcs = ext\n".into()),
        ("remote.origin.pushurl", "[remote \"origin\"]\npushurl = elsewhere\n".into()),
        ("remote.origin.proxy", "[remote \"origin\"]\nproxy = elsewhere\n".into()),
        ("core.sshcommand", format!("[core]\nsshCommand = \"{run}\"\n[remote \"origin\"]\nurl = ssh://localhost/x\n")),
        ("core.gitproxy", format!("[core]\ngitProxy = \"{run}\"\n[remote \"origin\"]\nurl = git://localhost/x\n")),
        ("core.fsmonitor", format!("[core]\nfsmonitor = \"{run}\"\n")),
        ("core.hookspath", "[core]\nhooksPath = hooks\n".into()),
        ("core.worktree", "[core]\nworktree = /\n".into()),
        ("core.askpass", format!("[core]\naskPass = \"{run}\"\n")),
        ("protocol.ext.allow", "[protocol \"ext\"]\nallow = always\n".into()),
        ("credential.helper", format!("[credential]\nhelper = \"!{run}\"\n")),
        ("url.ext::sh -c x.insteadof", "[url \"ext::sh -c x\"]\ninsteadOf = /\n".into()),
        ("include.path", "[include]\npath = elsewhere\n".into()),
        ("includeif.gitdir:/.path", "[includeIf \"gitdir:/\"]\npath = elsewhere\n".into()),
        ("extensions.worktreeconfig", "[extensions]\nworktreeConfig = true\n".into()),
        ("extensions.partialclone", "[extensions]\npartialClone = origin\n".into()),
        ("filter.x.clean", format!("[filter \"x\"]\nclean = \"{run}\"\n")),
        ("gpg.program", "[gpg]\nprogram = elsewhere\n".into()),
        ("http.proxy", "[http]\nproxy = elsewhere\n".into()),
        ("hook.x.command", format!("[hook \"x\"]\ncommand = \"{run}\"\n")),
    ] {
        let (_kept, url) = remote();
        let one = synced(&url);
        plant(&one, &text);
        let told = format!(
            "error: could not sync HOME/data: .git/config sets {name}, which milepost did not write and does not \
             follow; settings of yours belong in those of your account (`git config --global`): take this one out\n"
        );
        for _ in 0..2 {
            one.run(["sync", "--remote", &url]).code(1).stdout("").stderr(&told);
        }
        assert!(!one.path("owned").exists(), "{name}");
    }
}

#[test]
fn a_remote_that_was_not_named_on_this_machine_is_asked_for() {
    let (kept, url) = remote();
    let one = synced(&url);
    // A repository that came with the directory, and that runs what its maker likes.
    let theirs = kept.path().join("theirs.git");
    git_says(kept.path(), &["clone", "--quiet", "--bare", &url, "theirs.git"]);
    fs::create_dir_all(theirs.join("hooks")).expect("a directory");
    fs::write(theirs.join("hooks/pre-receive"), format!("#!/bin/sh\ntouch '{}'\n", one.path("owned").display()))
        .expect("it can be written");
    fs::set_permissions(theirs.join("hooks/pre-receive"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    plant(&one, &format!("[remote \"origin\"]\nurl = {}\n", theirs.display()));
    let told = "error: could not sync HOME/data: the remote in its .git/config was not named on this machine; if it is \
                yours, sync once with `--remote URL`\n";
    one.run(["sync"]).code(1).stdout("").stderr(told);
    assert!(!one.path("owned").exists());
    // Named, it is the only one.
    assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    assert!(!one.path("owned").exists());
    assert_eq!(git_says(&one.path("data"), &["config", "--get-all", "remote.origin.url"]), format!("{url}\n"));
}

#[test]
fn an_address_that_is_a_program_is_none() {
    let (_kept, url) = remote();
    // Whoever allowed it did so for other repositories.
    let one = synced(&url).file(".gitconfig", "[protocol \"ext\"]\nallow = always\n");
    let address = "ext::sh -c touch% $HOME/owned";
    for ran in [one.run(["sync", "--remote", address]), one.run(["sync"])] {
        let ran = ran.code(1).stdout("");
        assert!(ran.stderr.contains("transport 'ext' not allowed"), "{}", ran.stderr);
    }
    assert!(!one.path("owned").exists());
}

#[test]
fn settings_that_lie_elsewhere_are_not_gone_after() {
    let (_kept, url) = remote();
    let one = synced(&url);
    fs::write(one.path("data/.git/commondir"), "../other\n").expect("it can be written");
    fs::create_dir(one.path("data/other")).expect("a directory");
    for part in ["objects", "refs", "config"] {
        fs::rename(one.path("data/.git").join(part), one.path("data/other").join(part)).expect("it can be moved");
    }
    fs::write(one.path("data/.git/config"), "[milepost]\nsync = true\n").expect("it can be written");
    let told = "it is a repository that milepost did not make, and is left alone";
    one.run(["sync"]).code(1).stdout("").stderr(&format!("error: could not sync HOME/data: {told}\n"));
}

#[test]
fn what_git_and_its_users_write_there_is_no_offence() {
    let (_kept, url) = remote();
    let one = synced(&url);
    let data = one.path("data");
    for (name, value) in [
        ("user.name", "Ann"),
        ("user.email", "ann@example.org"),
        ("remote.spare.url", "/spare"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ("pull.rebase", "false"),
        ("color.ui", "always"),
        ("branch.main.description", "two\nlines"),
    ] {
        git_says(&data, &["config", name, value]);
    }
    git_says(&data, &["fetch", "--quiet", "origin"]);
    git_says(&data, &["branch", "--quiet", "--set-upstream-to=origin/main"]);
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
    assert_eq!(sync(&one), "Nothing new on either side.\n");
}

#[test]
fn nobody_else_is_let_into_the_repository() {
    let (_place, url) = remote();
    let one = synced(&url);
    let repository = one.path("data/.git");
    let mode = || fs::metadata(&repository).expect("it was made").permissions().mode() & 0o777;
    assert_eq!(mode(), 0o700);
    fs::set_permissions(&repository, fs::Permissions::from_mode(0o755)).expect("as older ones are");
    sync(&one);
    assert_eq!(mode(), 0o700);
}
