//! What happens between two looks at the file: it is replaced, or another window writes; nothing is taken for granted.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::mirror::{home, start};
use super::{content, edit, edits, read_anew, text};
use crate::format::log::write;
use crate::model::{Log, Machine};
use crate::store::Paths;

fn open(paths: &Paths) -> (LogFile, Log) {
    let mut file = LogFile::of(paths);
    let (log, _) = file.open(&Machine("a".into()), 1).unwrap();
    (file, log)
}

#[test]
fn a_copy_is_compared_with_the_file_that_is_there_and_not_with_the_one_that_was() {
    let (_home, paths) = home();
    let theirs = edits("phone", 2);
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    LogFile::new(paths.log()).append(&theirs).unwrap();
    let (mut file, log) = open(&paths);
    // A sync tool calls the newer file a conflict copy and lays an older one in its place.
    fs::rename(paths.log(), paths.data.join("progress.sync-conflict-20261121-101528-ABCDEFG.jsonl")).unwrap();
    fs::write(paths.log(), text(&[])).unwrap();
    let mended = file.mend(&log).unwrap();
    assert_eq!((mended.own, mended.copies[0].edits), (1, 2));
    let mut there = read_anew(&paths.log());
    there.sort();
    let mut all = [vec![edit("a")], theirs].concat();
    all.sort();
    assert_eq!(there, all);
    // And were it not so, the copy that was put aside would still be at hand.
    fs::write(paths.log(), text(&[])).unwrap();
    let (file, log) = open(&paths);
    assert_eq!(file.found(&log).unwrap().len(), 3);
}

#[test]
fn the_name_of_a_file_that_took_the_place_of_another_is_made_to_last_too() {
    let (home, paths) = home();
    let mut file = LogFile::of(&paths);
    file.append(&edits("a", 1)).unwrap();
    let new = home.path().join("new");
    fs::copy(paths.log(), &new).unwrap();
    fs::rename(new, paths.log()).unwrap();
    let synced = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&synced);
    watch(move |call| {
        if let Call::SyncDirectory(path) = call {
            seen.borrow_mut().push(path.to_path_buf());
        }
        Answer::Go
    });
    file.append(&edits("a", 2)[1..]).unwrap();
    file.append(&edits("a", 3)[2..]).unwrap();
    unwatch();
    let data = fs::canonicalize(&paths.data).unwrap();
    assert_eq!(synced.borrow().iter().filter(|path| **path == data).count(), 1, "{synced:?}");
}

#[test]
fn what_another_window_puts_into_the_mirror_meanwhile_is_still_compared() {
    let (_home, paths) = home();
    let all = edits("a", 4001);
    LogFile::of(&paths).append(&all[..4000]).unwrap();
    let own = paths.state.join("own.jsonl");
    fs::remove_file(&own).unwrap();
    let stale = content(&paths.log());
    let (mut file, log) = open(&paths);
    let (other, last) = (paths.clone(), all[4000..].to_vec());
    watch(move |call| {
        if matches!(call, Call::Sync(path) if *path == other.state.join("own.jsonl")) {
            LogFile::of(&other).append(&last).unwrap();
        }
        Answer::Go
    });
    file.finish_opening(&log);
    unwatch();
    assert_eq!(read_anew(&paths.log()).len(), 4001);
    fs::write(paths.log(), &stale).unwrap();
    let (mut file, log) = open(&paths);
    assert_eq!((log.len(), file.mend(&log).unwrap().own), (4000, 1), "it is missing, and is back");
}

#[test]
fn a_mirror_that_has_become_another_file_s_gets_nothing_of_this_one() {
    let (home, paths) = home();
    let other = Paths { data: home.path().join("other"), ..paths.clone() };
    let own = paths.state.join("own.jsonl");
    let theirs = own.clone();
    let first = Rc::new(RefCell::new(Some(other.clone())));
    // Both find no mirror at their first tick; the other one is the faster.
    watch(move |call| {
        if matches!(call, Call::Lock(path) if *path == theirs)
            && let Some(other) = first.borrow_mut().take()
        {
            LogFile::of(&other).append(&[edit("b")]).unwrap();
        }
        Answer::Go
    });
    let mut file = LogFile::of(&paths);
    file.append(&[edit("a")]).unwrap();
    unwatch();
    assert!(content(&own).ends_with(&write(&edit("b"))), "{}", content(&own));
    file.settle(super::mirror::day(0)).unwrap();
    for (paths, one) in [(&paths, "a"), (&other, "b")] {
        fs::write(paths.log(), text(&[])).unwrap();
        assert_eq!((start(paths).1, content(&paths.log())), (1, text(&[edit(one)])));
    }
}
