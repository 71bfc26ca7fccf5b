//! A file that becomes something else after it was looked at and before it is opened.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::super::probe::{Answer, Call, unwatch, watch};
use super::{open_regular, open_unlinked};

/// Only what waits for ever takes as long as this.
const PATIENCE: Duration = Duration::from_secs(20);

/// A regular file.
fn file() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("file");
    fs::write(&path, "text").unwrap();
    (directory, path)
}

/// Before it is opened, `other` has taken the place of `path`.
fn put(other: PathBuf, path: &Path) {
    let path = path.to_owned();
    watch(move |call| {
        if matches!(call, Call::Open) && fs::symlink_metadata(&other).is_ok() {
            fs::rename(&other, &path).unwrap();
        }
        Answer::Go
    });
}

#[test]
fn a_fifo_or_a_directory_that_comes_in_between_is_refused_and_not_waited_for() {
    for is_fifo in [true, false] {
        let (directory, path) = file();
        let other = directory.path().join("other");
        if is_fifo {
            assert!(Command::new("mkfifo").arg(&other).status().unwrap().success());
        } else {
            symlink(directory.path(), &other).unwrap();
        }
        let (sender, receiver) = channel();
        thread::spawn(move || {
            put(other, &path);
            let opened = open_regular(&path, OpenOptions::new().read(true));
            unwatch();
            drop(sender.send(opened.map(drop).map_err(|error| error.to_string())));
        });
        let opened = receiver.recv_timeout(PATIENCE).expect("it is not waited for");
        assert_eq!(opened, Err("it is not a regular file".to_owned()), "FIFO: {is_fifo}");
    }
}

/// To open a device can do something: to wind a tape back, to start a watchdog.
#[test]
fn what_is_not_a_regular_file_is_not_even_opened() {
    watch(|call| match call {
        Call::Open => panic!("it is opened"),
        _ => Answer::Go,
    });
    let opened = open_regular(Path::new("/dev/null"), OpenOptions::new().read(true));
    unwatch();
    assert!(opened.is_err());
}

#[test]
fn a_link_that_comes_in_between_is_not_followed() {
    let (directory, path) = file();
    let (other, private) = (directory.path().join("other"), directory.path().join("private"));
    fs::write(&private, "private").unwrap();
    symlink(&private, &other).unwrap();
    put(other, &path);
    let opened: io::Result<_> = open_unlinked(&path, OpenOptions::new().append(true).create(true));
    unwatch();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink(), "it came");
    assert!(opened.is_err(), "and was not followed");
}
