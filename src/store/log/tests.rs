//! The state file in real directories: what lasts, what is refused, and disks that fail.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;
use tempfile::TempDir;

use super::LogFile;
use crate::format::log::{HEADER, write};
use crate::model::{Change, Edit, Log, Machine, Now, RoadmapId, SafeText, TopicId};

mod append;
mod aside;
mod between;
mod calls;
mod checkpoint;
mod copies;
mod faults;
mod heavy;
mod holes;
mod mirror;
mod places;
mod power;
mod reading;

/// A directory of its own, and the state file in it, not there yet.
fn place() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("progress.jsonl");
    (directory, path)
}

/// Edits of one machine, each of its own topic.
fn edits(machine: &str, count: usize) -> Vec<Edit> {
    let seed = machine.bytes().fold(1, |seed, byte| seed << 8 | u128::from(byte)) << 60;
    let mut log = Log::new(Machine(machine.into()), seed);
    let now = Now { at: Timestamp::from_second(1_795_000_000).unwrap(), offset: Offset::constant(1) };
    let note = |number: usize| Change { note: Some(Some(SafeText::clean(&number.to_string()))), ..Change::default() };
    let edit = |number: usize| {
        let changes = vec![(TopicId(format!("topic-{number}").into()), note(number))];
        log.compose(now, &RoadmapId("r".into()), changes).remove(0)
    };
    (0..count).map(edit).collect()
}

fn edit(machine: &str) -> Edit {
    edits(machine, 1).remove(0)
}

fn text(edits: &[Edit]) -> String {
    HEADER.to_owned() + &edits.iter().map(write).collect::<String>()
}

fn content(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// What a program reads that is started now.
fn read_anew(path: &Path) -> Vec<Edit> {
    LogFile::new(path.to_owned()).catch_up().unwrap().edits
}
