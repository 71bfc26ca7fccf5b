//! `milepost sync` with real git and bare remotes in temporary directories.

mod clones;
mod garbled;
mod idle;
mod killed;
mod others;
mod planted;
mod rounds;
mod strangers;
mod users;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::Test;

fn path() -> String {
    std::env::var("PATH").expect("git is found by it")
}

fn machine(name: &str) -> Test {
    let zoo = "title: Zoo\nstages: [{title: Animals, topics: [Zebra, Yak, Gnu]}]\n";
    Test::new().roadmap("zoo", zoo).env("PATH", &path()).env("MILEPOST_MACHINE", name)
}

fn git(directory: &Path, args: &[&str]) -> Output {
    let output = Command::new("git")
        .env_clear()
        .env("PATH", path())
        .env("HOME", directory)
        .args(["-c", "user.name=x", "-c", "user.email=x@localhost"])
        .args(args)
        .current_dir(directory)
        .output();
    output.expect("git runs")
}

#[track_caller]
fn git_says(directory: &Path, args: &[&str]) -> String {
    let output = git(directory, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A program named `git` that does this, and then what git does; gives the `PATH` that finds it.
#[cfg(unix)]
fn spy(home: &Path, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let (bin, path) = (home.join("bin"), path());
    fs::create_dir_all(&bin).expect("a directory");
    fs::write(bin.join("git"), format!("#!/bin/sh\n{script}\nPATH='{path}'\nexec git \"$@\"\n"))
        .expect("it can be written");
    fs::set_permissions(bin.join("git"), fs::Permissions::from_mode(0o755)).expect("it can be run");
    format!("{}:{path}", bin.display())
}

/// An empty remote, and how it is named.
fn remote() -> (TempDir, String) {
    let directory = tempfile::tempdir().expect("a directory");
    git_says(directory.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
    let url = directory.path().join("remote.git").to_str().expect("it is UTF-8").to_owned();
    (directory, url)
}

fn sync(test: &Test) -> String {
    test.run(["sync"]).success().stdout
}

#[test]
fn two_machines_meet_in_a_remote() {
    let (_kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    two.run(["done", "yak"]).success();
    let told = two.run(["sync", "--remote", &url]).success().stdout;
    assert_eq!(told, "1 edit came in from one, 1 went out.\n", "histories that know nothing of each other unite");
    assert_eq!(sync(&one), "1 edit came in from two, 0 went out.\n");
    assert_eq!(
        (sync(&one), sync(&two)),
        ("Nothing new on either side.\n".into(), "Nothing new on either side.\n".into())
    );
    let data = one.path("data");
    assert_eq!(git_says(&data, &["show", "main:.gitattributes"]), "progress.jsonl merge=union\n");
    assert_eq!(git_says(&data, &["status", "--porcelain", "--untracked-files=no"]), "", "git sees a clean directory");
    assert_eq!(git_says(&data, &["show", "main:progress.jsonl"]), one.log());
    assert_eq!(git_says(&data, &["config", "milepost.sync"]), "true\n");
    let answer = one.run(["sync", "--json"]).success().json();
    assert_eq!((&answer["came"]["edits"], &answer["went"]), (&0.into(), &0.into()));
}

#[test]
fn a_pull_by_hand_unites_too() {
    let (kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    two.run(["sync", "--remote", &url]).success();
    one.run(["done", "yak"]).success();
    sync(&one);
    two.run(["done", "gnu"]).success();
    let data = two.path("data");
    git_says(&data, &["commit", "--quiet", "--all", "--message=by hand"]);
    git_says(&data, &["pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main"]);
    assert_eq!(two.log().lines().count(), 4, "{}", two.log());
    assert!(!two.log().contains("<<<<"));
    assert_eq!(sync(&two), "0 edits came in, 1 went out.\n");
    drop(kept);
}

#[test]
fn an_offline_remote_is_named_and_nothing_is_lost() {
    let (kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    one.run(["done", "yak"]).success();
    let before = one.log();
    fs::rename(&url, kept.path().join("away")).expect("it can be moved");
    let ran = one.run(["sync"]).code(1).stdout("");
    assert!(ran.stderr.starts_with("error: could not reach the remote: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing is lost"), "{}", ran.stderr);
    assert_eq!(one.log(), before);
    fs::rename(kept.path().join("away"), &url).expect("it can be moved back");
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
}

#[test]
fn a_repository_of_the_user_s_own_is_left_alone() {
    let (_kept, url) = remote();
    let snapshot = |directory: &Path| {
        let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
        let mut waiting = vec![directory.to_owned()];
        while let Some(directory) = waiting.pop() {
            for entry in fs::read_dir(directory).expect("it can be listed").flatten() {
                if entry.path().is_dir() {
                    waiting.push(entry.path());
                } else {
                    files.insert(entry.path(), fs::read(entry.path()).expect("it can be read"));
                }
            }
        }
        files
    };
    // The data directory itself, and one above it.
    for repository in ["data", ""] {
        let one = machine("one");
        one.run(["done", "zebra"]).success();
        git_says(&one.path(repository), &["init", "--quiet"]);
        let before = snapshot(one.home());
        let ran = one.run(["sync", "--remote", &url]).code(1).stdout("");
        assert!(ran.stderr.contains("left alone"), "{}", ran.stderr);
        assert_eq!(snapshot(one.home()), before);
    }
    // A remote with other things in it.
    let work = tempfile::tempdir().expect("a directory");
    git_says(work.path(), &["init", "--quiet", "--initial-branch=main"]);
    fs::write(work.path().join("thesis.tex"), "years of work").expect("it can be written");
    git_says(work.path(), &["add", "."]);
    git_says(work.path(), &["commit", "--quiet", "--message=years"]);
    git_says(work.path(), &["push", "--quiet", &url, "main"]);
    let before = git_says(work.path(), &["ls-remote", &url]);
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    let ran = one.run(["sync", "--remote", &url]).code(1).stdout("");
    assert!(ran.stderr.contains("the remote holds something else"), "{}", ran.stderr);
    assert_eq!(git_says(work.path(), &["ls-remote", &url]), before);
}

#[test]
fn what_cannot_be_done_is_one_clear_sentence() {
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    let ran = one.run(["sync"]).code(1).stdout("");
    assert_eq!(ran.stderr, "error: could not sync HOME/data: no remote is known yet; name one with `--remote URL`\n");
    assert!(!one.path("data/.git").exists());
    let bare = Test::new().env("PATH", "/nowhere");
    let ran = bare.run(["sync", "--remote", "x"]).code(1).stdout("");
    assert_eq!(ran.stderr, "error: could not run git: it is not installed; `milepost sync DIR` needs none\n");
    one.run(["sync", "--remote=--upload-pack=touch owned"]).code(1);
    assert!(!one.path("owned").exists() && !one.path("data/owned").exists());
    one.run(["sync", "stick", "--remote", "x"]).code(2);
    let ran = one.run(["sync", "--remote", "a\nb"]).code(1).stdout("");
    let told = "a remote is named in one line, without line breaks and the like";
    assert_eq!(ran.stderr, format!("error: could not sync HOME/data: {told}\n"));
    assert!(!one.path("data/.git").exists(), "what cannot be is refused before anything is made");
}

/// What milepost asks of git, word by word: all of it is in git 2.30, and what is newer does not get in unseen.
#[test]
#[cfg(unix)]
fn only_what_git_2_30_knows_is_asked_of_git() {
    const KNOWN: [(&str, &[&str]); 15] = [
        ("init", &["--quiet", "--template=", "--initial-branch=main", "--object-format=sha1"]),
        ("config", &["--local", "--replace-all", "--file", "--list", "--no-includes", "-z"]),
        ("rev-parse", &["--git-dir", "--quiet", "--verify", "--symbolic-full-name"]),
        ("fetch", &["--progress", "--prune", "--no-tags", "--no-recurse-submodules"]),
        ("ls-remote", &["--quiet"]),
        ("push", &["--porcelain", "--progress", "--no-verify"]),
        ("cat-file", &["-s"]),
        ("hash-object", &["-w", "--no-filters", "--stdin"]),
        ("ls-tree", &["-z"]),
        ("mktree", &["-z"]),
        ("commit-tree", &["-p"]),
        ("merge-base", &["--is-ancestor"]),
        ("update-ref", &[]),
        ("update-index", &["-z", "--index-info"]),
        ("read-tree", &["-m", "-i"]),
    ];
    let (kept, url) = remote();
    let asked = kept.path().join("asked");
    let spied = spy(kept.path(), &format!("printf '%s\\n' \"$*\" >> '{}'", asked.display()));
    let (one, two) = (machine("one").env("PATH", &spied), machine("two").env("PATH", &spied));
    for (test, topic) in [(&one, "zebra"), (&two, "yak"), (&one, "gnu")] {
        test.run(["done", topic]).success();
        test.run(["sync", "--remote", &url]).success();
    }
    let asked = fs::read_to_string(asked).expect("git was run");
    let mut met = std::collections::BTreeSet::new();
    for line in asked.lines() {
        let mut words = line.split(' ').peekable();
        // Before the command stand `-c` with a setting, and where the repository is.
        while let Some("-c" | "--git-dir" | "--work-tree") = words.peek().copied() {
            words.nth(1);
        }
        let command = words.next().unwrap_or_default();
        let (name, flags) = KNOWN.iter().find(|(name, _)| *name == command).unwrap_or_else(|| panic!("{line}"));
        assert!(words.filter(|word| word.starts_with('-')).all(|word| flags.contains(&word)), "{line}");
        met.insert(*name);
    }
    assert_eq!(met.len(), KNOWN.len(), "{met:?}");
}

#[test]
#[cfg(unix)]
fn the_surroundings_and_hooks_of_other_repositories_are_not_heeded() {
    use std::os::unix::fs::PermissionsExt;
    let (_kept, url) = remote();
    let elsewhere = tempfile::tempdir().expect("a directory");
    git_says(elsewhere.path(), &["init", "--quiet"]);
    let hooks = elsewhere.path().join("hooks");
    fs::create_dir(&hooks).expect("a directory");
    for hook in ["pre-commit", "pre-push", "post-index-change", "post-commit"] {
        fs::write(hooks.join(hook), "#!/bin/sh\ntouch \"$HOME/hooked\"\nexit 1\n").expect("it can be written");
        fs::set_permissions(hooks.join(hook), fs::Permissions::from_mode(0o755)).expect("it can be run");
    }
    let config = format!("[core]\nhooksPath = {}\nautocrlf = true\n[commit]\ngpgSign = true\n", hooks.display());
    let inside = elsewhere.path().join(".git");
    let one = machine("one")
        .file(".gitconfig", &config)
        .env("GIT_DIR", inside.to_str().expect("it is UTF-8"))
        .env("GIT_WORK_TREE", elsewhere.path().to_str().expect("it is UTF-8"))
        .env("GIT_INDEX_FILE", "/nowhere/index");
    one.run(["done", "zebra"]).success();
    assert_eq!(one.run(["sync", "--remote", &url]).success().stdout, "0 edits came in, 1 went out.\n");
    assert!(!one.path("hooked").exists());
    assert_eq!(git_says(elsewhere.path(), &["rev-list", "--all"]), "", "the other repository is as it was");
    assert_eq!(git_says(&one.path("data"), &["show", "main:progress.jsonl"]), one.log(), "to the byte");
}

#[test]
fn a_push_that_another_was_faster_with_is_made_again() {
    let (kept, url) = remote();
    let (one, two) = (machine("one"), machine("two"));
    one.run(["sync", "--remote", &url]).success();
    two.run(["sync", "--remote", &url]).success();
    one.run(["done", "zebra"]).success();
    two.run(["done", "yak"]).success();
    // While the first pushes, the second has its turn: the remote's own hook makes that certain.
    let hook = kept.path().join("remote.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("it lies in hooks")).expect("a directory");
    let binary = env!("CARGO_BIN_EXE_milepost");
    let (data, state) = (two.path("data"), two.path("state"));
    let script = format!(
        "#!/bin/sh\nrm \"$0\"\nunset GIT_DIR GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n\
         MILEPOST_MACHINE=two MILEPOST_DATA='{}' MILEPOST_STATE='{}' '{binary}' sync >/dev/null\n",
        data.display(),
        state.display(),
    );
    fs::write(&hook, script).expect("it can be written");
    #[cfg(unix)]
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it can be run");
    assert_eq!(sync(&one), "1 edit came in from two, 1 went out.\n");
    assert!(!hook.exists(), "it was run");
    assert_eq!(sync(&two), "1 edit came in from one, 0 went out.\n");
}

#[test]
#[cfg(unix)]
fn a_remote_with_rules_of_its_own_is_quoted() {
    let (kept, url) = remote();
    let one = machine("one");
    one.run(["done", "zebra"]).success();
    one.run(["sync", "--remote", &url]).success();
    let hook = kept.path().join("remote.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("it lies in hooks")).expect("a directory");
    fs::write(&hook, "#!/bin/sh\nexit 1\n").expect("it can be written");
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it can be run");
    one.run(["done", "yak"]).success();
    let told = "error: could not sync with the remote: it did not take what is new here: [remote rejected] \
                (pre-receive hook declined) (nothing is lost; sync again later)\n";
    one.run(["sync"]).code(1).stdout("").stderr(told);
    fs::remove_file(&hook).expect("it was there");
    assert_eq!(sync(&one), "0 edits came in, 1 went out.\n");
}
