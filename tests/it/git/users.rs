//! Settings of the user's own account: how a remote is reached they say, and nothing else of a sync.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{git_says, machine, path, remote, sync};

/// What people set, and what a sync must not be led astray by.
const CUSTOMS: &str = "\
[core]\nautocrlf = true\nsafecrlf = true\neol = crlf\nquotePath = false\nattributesFile = ~/attributes\nfsmonitor = true
sparseCheckout = true\nlogAllRefUpdates = always\ncommentChar = x\npager = false\neditor = false\nsharedRepository = all
splitIndex = true\nuntrackedCache = true\n
[init]\ndefaultBranch = trunk\ndefaultObjectFormat = sha256\ndefaultRefFormat = reftable\ntemplateDir = ~/template\n
[commit]\ngpgSign = true\ntemplate = ~/none\nverbose = true\n
[tag]\ngpgSign = true\nforceSignAnnotated = true\n
[gpg]\nformat = ssh\nprogram = false\n
[user]\nuseConfigOnly = true\nsigningKey = none\n
[author]\nname = Ann\nemail = ann@example.org\n
[committer]\nname = Ann\nemail = ann@example.org\n
[push]\ngpgSign = true\ndefault = nothing\nfollowTags = true\nrecurseSubmodules = check\npushOption = loud\nnegotiate = true
autoSetupRemote = true\nuseForceIfIncludes = true\n
[fetch]\nprune = true\npruneTags = true\nfsckObjects = true\nrecurseSubmodules = true\nwriteCommitGraph = true
output = compact\nparallel = 0\nall = true\n
[transfer]\nfsckObjects = true\nadvertiseObjectInfo = true\n
[receive]\nfsckObjects = true\n
[remote \"origin\"]\nfetch = +refs/pull/*/head:refs/remotes/origin/pr/*\ntagOpt = --tags\nprune = true\n
[remote]\npushDefault = elsewhere\n
[branch]\nautoSetupRebase = always\n
[pull]\nrebase = true\nff = only\n
[merge]\nff = only\nconflictStyle = zdiff3\n
[rebase]\nautoStash = true\n
[submodule]\nrecurse = true\n
[status]\nshowUntrackedFiles = all\n
[color]\nui = always\n
[i18n]\ncommitEncoding = utf-16\nlogOutputEncoding = latin1\n
[index]\nversion = 4\nsparse = true\n
[feature]\nmanyFiles = true\nexperimental = true\n
[gc]\nauto = 1\nautoDetach = false\n
[maintenance]\nauto = true\nstrategy = incremental\n
[log]\nshowSignature = true\n
[diff]\nexternal = false\n
[filter \"x\"]\nclean = false\nsmudge = false\nrequired = true\n
[alias]\nfetch = !false\npush = !false\n
[safe]\nbareRepository = explicit\n
[help]\nautoCorrect = 1\n";

#[test]
fn customs_of_the_user_s_change_nothing() {
    let (_kept, url) = remote();
    let user = |name| {
        let test = machine(name).file(".gitconfig", CUSTOMS).file("attributes", "* filter=x text eol=crlf\n");
        test.file("template/hooks/reference-transaction", "#!/bin/sh\nexit 1\n")
    };
    let (one, two) = (user("one"), user("two"));
    one.run(["done", "zebra"]).success();
    assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    two.run(["done", "yak"]).success();
    assert_eq!(two.run(["sync", "--remote", &url]).success().stdout, "1 edit came in from one, 1 went out.\n");
    assert_eq!(sync(&one), "1 edit came in from two, 0 went out.\n");
    git_says(&one.path("data"), &["tag", "mine"]);
    one.run(["done", "gnu"]).success();
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
    assert_eq!(git_says(&one.path("data"), &["tag"]), "mine\n");
    let there = |args: &[&str]| git_says(Path::new(&url), args);
    assert_eq!(there(&["for-each-ref", "--format=%(refname)"]), "refs/heads/main\n");
    assert_eq!(there(&["show", "main:progress.jsonl"]), one.log());
    let raw = there(&["cat-file", "commit", "main"]);
    assert!(raw.contains("author one <milepost@localhost>") && raw.ends_with("\n\none: 0 came, 1 went\n"), "{raw}");
    assert!(!raw.contains("encoding"), "{raw}");
}

#[test]
fn how_a_remote_is_reached_the_user_says() {
    let (_kept, url) = remote();
    let ssh = format!("[core]\nsshCommand = ~/ssh\n[url \"ssh://host{url}\"]\ninsteadOf = progress:\n");
    let one = machine("one").file(".gitconfig", &ssh);
    // It runs here what it should run there.
    let script =
        format!("#!/bin/sh\nPATH='{}'\nwhile [ $# -gt 1 ]; do shift; done\necho >> ~/reached\neval \"$1\"\n", path());
    fs::write(one.path("ssh"), script).expect("it can be written");
    fs::set_permissions(one.path("ssh"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    one.run(["done", "zebra"]).success();
    assert_eq!(one.run(["sync", "--remote", "progress:"]).success().stdout, "0 edits came in, 1 went out.\n");
    assert!(one.path("reached").exists());
    assert_eq!(git_says(Path::new(&url), &["show", "main:progress.jsonl"]), one.log());
}
