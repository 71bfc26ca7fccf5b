//! Remotes that hang or hold too much, and disks that fail. What else git does is tested with the whole program.

use std::fs;
use std::io::{self, Read, Seek};
use std::net::TcpListener;
use std::time::Duration;

use tempfile::TempDir;

use super::super::paths::Paths;
use super::{Git, OURS, Pushed};
use crate::model::Machine;

/// Cannot be read.
pub(super) struct BadSector;

impl Read for BadSector {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("a bad sector"))
    }
}

fn paths(home: &TempDir) -> Paths {
    let paths = Paths { data: home.path().join("data"), state: home.path().join("state") };
    fs::create_dir_all(&paths.data).unwrap();
    fs::write(paths.log(), "{\"milepost\":1}\n").unwrap();
    paths
}

#[test]
fn a_remote_that_hangs_is_named_and_not_waited_for_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(&home);
    // It takes the call, and never answers.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("git://127.0.0.1:{}/progress.git", listener.local_addr().unwrap().port());
    let git = Git::open(&paths, Some(&url), &Machine("a".into())).unwrap();
    let commit = git.commit(b"{\"milepost\":1}\n".as_slice(), true, 0, 1).unwrap().unwrap();
    let hasty = Git { patience: Duration::from_millis(500), ..git };
    let words = "could not reach the remote: it has said nothing for 0.5 seconds (nothing is lost; sync again later)";
    assert_eq!(hasty.fetch().unwrap_err().to_string(), words);
    assert_eq!(hasty.push(&commit).unwrap_err().to_string(), words);
    assert_eq!(fs::read_to_string(paths.log()).unwrap(), "{\"milepost\":1}\n");
    let mut waiting = vec![paths.data.join(".git")];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(directory).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_left = entry.path().extension().is_some_and(|end| end == "lock") || name.starts_with("tmp_");
            assert!(!is_left, "{name} would stand in the way");
            waiting.extend(entry.file_type().unwrap().is_dir().then(|| entry.path()));
        }
    }
}

#[test]
fn of_a_log_that_cannot_be_read_to_its_end_nothing_is_committed() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(&home);
    let git = Git::open(&paths, Some("nowhere"), &Machine("a".into())).unwrap();
    let failed = git.commit(b"{\"milepost\":1}\n".chain(BadSector), true, 0, 1).unwrap_err();
    assert_eq!(failed.to_string(), format!("could not read {}: a bad sector", paths.log().display()));
    assert_eq!(git.commit_of(OURS).unwrap(), None);
}

#[test]
fn files_that_cannot_be_listed_are_not_taken_for_deleted() {
    let home = tempfile::tempdir().unwrap();
    let git = Git::open(&paths(&home), Some("nowhere"), &Machine("a".into())).unwrap();
    let lost = "1".repeat(40);
    for (ours, theirs) in [(Some(&*lost), None), (None, Some(&*lost))] {
        let refused = git.others(ours, theirs).unwrap_err().to_string();
        assert!(refused.contains("git ls-tree failed: "), "{refused}");
    }
    assert_eq!(git.others(None, None).unwrap(), b"");
}

#[test]
fn of_a_remote_no_more_is_taken_than_a_log_may_hold() {
    let home = tempfile::tempdir().unwrap();
    let remote = home.path().join("remote.git");
    let git = Git::open(&paths(&home), Some(remote.to_str().unwrap()), &Machine("a".into())).unwrap();
    let made = git.command_anywhere().args(["init", "--quiet", "--bare"]).arg(&remote).output().unwrap();
    assert!(made.status.success());
    let commit = git.commit(b"{\"milepost\":1}\n".as_slice(), true, 0, 1).unwrap().unwrap();
    assert_eq!(git.push(&commit).unwrap(), Pushed::Yes);
    git.fetch().unwrap();
    let git = Git { largest: 15, ..git };
    let mut text = String::new();
    let mut file = git.theirs().unwrap().unwrap();
    file.rewind().unwrap();
    file.read_to_string(&mut text).unwrap();
    assert_eq!(text, "{\"milepost\":1}\n");
    let refused = Git { largest: 14, ..git }.theirs().unwrap_err();
    assert_eq!(refused.to_string(), "could not read progress.jsonl at the remote: it is larger than 14 bytes");
}
