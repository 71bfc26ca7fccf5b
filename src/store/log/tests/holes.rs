//! A mirror with holes: whatever kept an edit out of it, the next start puts it in.

use std::fs;
use std::io;

use rustix::io::Errno;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::mirror::{day, home};
use super::{content, edits, read_anew, text};
use crate::model::{Edit, Log, Machine};
use crate::store::{Backup, Paths};

/// A start as every window and every command makes it; how many edits it brings back.
fn start(paths: &Paths) -> usize {
    let mut file = LogFile::of(paths);
    let (mut log, _) = file.open(&Machine("a".into()), 1).unwrap();
    let mended = file.mend(&log).unwrap();
    log.absorb(file.catch_up().unwrap().edits);
    file.finish_opening(&log);
    mended.own
}

/// The program ends at this call: nothing reaches the disk any more. Whether it came to that.
fn killed_at(paths: &Paths, moment: usize, edits: &[Edit]) -> bool {
    let mut number = 0;
    let mut file = LogFile::of(paths);
    watch(move |_: &Call<'_>| {
        number += 1;
        if number > moment { Answer::Fail(io::Error::from(Errno::IO)) } else { Answer::Go }
    });
    let ended = file.append(edits).is_ok() && file.settle(day(0)).is_ok();
    unwatch();
    !ended
}

#[test]
fn killed_at_any_call_of_a_tick_what_is_in_the_file_survives_a_stale_copy() {
    let all = edits("a", 3);
    let mut moment = 0;
    let mut survived = 0;
    loop {
        let (_home, paths) = home();
        LogFile::of(&paths).append(&all[..1]).unwrap();
        let stale = content(&paths.log());
        let killed = killed_at(&paths, moment, &all[1..]);
        let there = read_anew(&paths.log());
        start(&paths);
        fs::write(paths.log(), stale).unwrap();
        start(&paths);
        let after = read_anew(&paths.log());
        assert!(there.iter().all(|edit| after.contains(edit)), "killed at call {moment}");
        survived += usize::from(killed && there.len() == 3);
        if !killed {
            break;
        }
        moment += 1;
    }
    assert!(survived > 2, "{survived} of {moment}");
}

#[test]
fn a_mirror_that_had_no_room_or_was_deleted_is_whole_after_the_next_start() {
    let all = edits("a", 3);
    for is_deleted in [false, true] {
        let (_home, paths) = home();
        if is_deleted {
            LogFile::of(&paths).append(&all).unwrap();
            fs::remove_dir_all(&paths.state).unwrap();
        } else {
            fs::write(&paths.state, "in the way").unwrap();
            LogFile::of(&paths).append(&all).unwrap();
            fs::remove_file(&paths.state).unwrap();
        }
        LogFile::new(paths.log()).append(&edits("b", 1)).unwrap();
        assert_eq!(start(&paths), 0);
        let mirror = content(&paths.state.join("own.jsonl"));
        assert_eq!((mirror.lines().count(), mirror.contains("\"by\":\"b\"")), (4, false), "its own and no others'");
        fs::write(paths.log(), text(&[])).unwrap();
        assert_eq!(start(&paths), 3);
        assert_eq!(content(&paths.log()), text(&all));
        assert_eq!(content(&paths.state.join("own.jsonl")), mirror, "nothing is written twice");
    }
}

#[test]
fn a_line_that_was_cut_in_the_mirror_is_written_again() {
    let (_home, paths) = home();
    let all = edits("a", 2);
    LogFile::of(&paths).append(&all).unwrap();
    let mirror = content(&paths.state.join("own.jsonl"));
    fs::write(paths.state.join("own.jsonl"), &mirror[..mirror.len() - 20]).unwrap();
    start(&paths);
    fs::write(paths.log(), text(&[])).unwrap();
    assert_eq!(start(&paths), 2);
}

#[test]
fn a_long_log_is_compared_once_and_then_only_behind_its_checkpoint() {
    let (_home, paths) = home();
    let all = edits("a", 4000);
    LogFile::of(&paths).append(&all[..3990]).unwrap();
    let own = paths.state.join("own.jsonl");
    fs::remove_file(&own).unwrap();
    start(&paths);
    assert!(paths.state.join("checkpoint").exists());
    let whole = content(&own);
    assert_eq!(whole.lines().count(), 3991);
    let mut file = LogFile::of(&paths);
    file.open(&Machine("a".into()), 1).unwrap();
    let mirror = file.opened.and_then(|opened| opened.mirror).map(|known| known.length);
    assert_eq!(mirror, Some(whole.len() as u64), "nothing of it need be compared again");
    LogFile::new(paths.log()).append(&all[3990..]).unwrap();
    start(&paths);
    let longer = content(&own);
    assert!(longer.starts_with(&whole) && longer.lines().count() == 4001);
    fs::write(&own, &whole[..whole.len() / 2]).unwrap();
    start(&paths);
    start(&paths);
    assert!((4001..=4002).contains(&content(&own).lines().count()), "all of it again, and a line that was cut");
    let log = Log::new(Machine("a".into()), 1);
    assert_eq!(Backup::found_in(&own, &log).unwrap().unwrap().len(), 4000);
}
