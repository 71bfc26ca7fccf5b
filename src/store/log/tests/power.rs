//! A model of a disk whose power is cut: what was not synced is missing, zeros or half, and names may be missing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::slice;

use tempfile::TempDir;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::edits;
use super::mirror::{day, start};
use crate::format::log::HEADER;
use crate::model::Edit;
use crate::store::Paths;

#[derive(Clone, Debug)]
enum Event {
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    Cut(PathBuf, usize),
    MakeDirectory(PathBuf),
    /// With the files that are in it by then, empty ones too.
    SyncDirectory(PathBuf, Vec<PathBuf>),
    Rename(PathBuf, PathBuf),
}

/// What becomes of bytes that were not synced.
#[derive(Clone, Copy, Debug)]
enum Unsynced {
    Missing,
    Zeros,
    Half,
    There,
}

const UNSYNCED: [Unsynced; 4] = [Unsynced::Missing, Unsynced::Zeros, Unsynced::Half, Unsynced::There];

#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<u8>,
    synced: usize,
    /// The name is on the disk.
    named: bool,
}

/// Files, and directories with whether their names are on the disk.
#[derive(Clone, Debug, Default)]
struct Disk {
    files: BTreeMap<PathBuf, File>,
    directories: BTreeMap<PathBuf, bool>,
}

impl Disk {
    /// Everything in this directory, all of it on the disk.
    fn of(home: &Path) -> Self {
        let mut disk = Self::default();
        let mut waiting = vec![home.to_owned()];
        while let Some(directory) = waiting.pop() {
            for entry in fs::read_dir(&directory).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    waiting.push(entry.path());
                } else {
                    let bytes = fs::read(entry.path()).unwrap();
                    disk.files.insert(entry.path(), File { synced: bytes.len(), bytes, named: true });
                }
            }
            disk.directories.insert(directory, true);
        }
        disk
    }

    fn suffer(&mut self, event: &Event) {
        match event {
            Event::Write(path, bytes) => self.file(path).bytes.extend(bytes),
            Event::Sync(path) => {
                let file = self.file(path);
                file.synced = file.bytes.len();
            }
            Event::Cut(path, length) => {
                let file = self.file(path);
                file.bytes.truncate(*length);
                file.synced = file.synced.min(*length);
            }
            Event::MakeDirectory(path) => {
                self.directories.entry(path.clone()).or_insert(false);
            }
            Event::SyncDirectory(path, files) => {
                let inside = |entry: &Path| entry.parent() == Some(path);
                for file in files {
                    self.file(file).named = true;
                }
                self.directories.iter_mut().filter(|(name, _)| inside(name)).for_each(|(_, named)| *named = true);
            }
            Event::Rename(old, new) => {
                let file = self.files.remove(old).unwrap_or_default();
                self.files.insert(new.clone(), File { named: false, ..file });
            }
        }
    }

    fn file(&mut self, path: &Path) -> &mut File {
        self.files.entry(path.to_owned()).or_default()
    }

    /// Writes what is found in `home` when the power is back: each file may have fared in its own way.
    fn after_the_cut(&self, fate: impl Fn(&Path) -> Unsynced, names: bool, home: &Path) {
        let survives = |path: &Path| {
            names
                || path
                    .ancestors()
                    .take_while(|above| *above != home)
                    .all(|above| self.directories.get(above) != Some(&false))
        };
        for directory in self.directories.keys().filter(|path| survives(path)) {
            fs::create_dir_all(directory).unwrap();
        }
        for (path, file) in self.files.iter().filter(|(path, file)| survives(path) && (names || file.named)) {
            let (synced, rest) = file.bytes.split_at(file.synced);
            let rest = match fate(path) {
                Unsynced::Missing => Vec::new(),
                Unsynced::Zeros => vec![0; rest.len()],
                Unsynced::Half => rest[..rest.len() / 2].to_vec(),
                Unsynced::There => rest.to_vec(),
            };
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, [synced, &rest].concat()).unwrap();
        }
    }
}

fn record(events: &Rc<RefCell<Vec<Event>>>) {
    let events = Rc::clone(events);
    watch(move |call| {
        let event = match *call {
            Call::Write(path, bytes) => Event::Write(path.into(), bytes.into()),
            Call::Sync(path) => Event::Sync(path.into()),
            Call::Cut(path, length) => Event::Cut(path.into(), length.try_into().unwrap()),
            Call::MakeDirectory(path) => Event::MakeDirectory(path.into()),
            Call::SyncDirectory(path) => {
                let there = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
                Event::SyncDirectory(path.into(), there.filter(|path| path.is_file()).collect())
            }
            Call::Rename(old, new) => Event::Rename(old.into(), new.into()),
            Call::Open | Call::Lock(_) | Call::Look | Call::Blank => return Answer::Go,
        };
        events.borrow_mut().push(event);
        Answer::Go
    });
}

/// A tick as the disk sees it.
struct Tick {
    before: Disk,
    events: Vec<Event>,
    /// After so many of them it was acknowledged.
    acknowledged: usize,
    /// The log before it.
    stale: Vec<u8>,
}

/// A home where nothing waits for a disk, if there is such a place: the disk is a made-up one here.
fn home_in_memory() -> (TempDir, Paths) {
    let home = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    // As under a home that is new: none of these directories is there.
    let below = |name: &str| home.path().join(".local").join(name).join("milepost");
    let paths = Paths { data: below("share"), state: below("state") };
    (home, paths)
}

/// Makes each edit in a tick of its own, each on another day.
fn ticks(home: &Path, paths: &Paths, all: &[Edit]) -> Vec<Tick> {
    let tick = |(edit, number): (&Edit, i64)| {
        let before = Disk::of(home);
        let stale = fs::read(paths.log()).unwrap_or_else(|_| HEADER.into());
        let events = Rc::new(RefCell::new(Vec::new()));
        let mut file = LogFile::of(paths);
        record(&events);
        file.append(slice::from_ref(edit)).unwrap();
        let acknowledged = events.borrow().len();
        file.settle(day(number)).unwrap();
        unwatch();
        Tick { before, events: events.take(), acknowledged, stale }
    };
    all.iter().zip(0..).map(tick).collect()
}

/// Puts what is on the disk after the cut where it was: the mirror names the file that it is of.
fn cut(disk: &Disk, fate: impl Fn(&Path) -> Unsynced, names: bool, home: &Path, paths: &Paths) {
    for directory in [&paths.data, &paths.state] {
        drop(fs::remove_dir_all(directory));
    }
    disk.after_the_cut(fate, names, home);
}

#[test]
fn whenever_the_power_is_cut_what_was_acknowledged_is_there() {
    let all = edits("a", 4);
    let (home, paths) = home_in_memory();
    for (tick, Tick { before: mut disk, events, acknowledged, .. }) in
        ticks(home.path(), &paths, &all[..3]).into_iter().enumerate()
    {
        assert!(acknowledged >= 2, "the log is written and synced: {events:?}");
        for moment in 0..=events.len() {
            let promised = if moment < acknowledged { tick } else { tick + 1 };
            for (of_log, of_others) in UNSYNCED.into_iter().flat_map(|one| UNSYNCED.map(|other| (one, other))) {
                for names in [false, true] {
                    let fate = |path: &Path| if path == paths.log() { of_log } else { of_others };
                    cut(&disk, fate, names, home.path(), &paths);
                    let at = events.get(moment);
                    let what = format!("tick {tick}, cut before {at:?}, {of_log:?} and {of_others:?}, {names}");
                    assert!(!LogFile::of(&paths).is_gone(), "{what}: nothing is to be asked");
                    let (log, _) = start(&paths);
                    assert!(all[..promised].iter().all(|edit| log.holds(edit)), "{what}");
                    LogFile::of(&paths).append(&all[3..]).unwrap();
                    let (log, _) = start(&paths);
                    assert!(all[..promised].iter().chain(&all[3..]).all(|edit| log.holds(edit)), "{what}, then a tick");
                }
            }
            if let Some(event) = events.get(moment) {
                disk.suffer(event);
            }
        }
    }
}

#[test]
fn when_all_is_settled_the_mirror_outlives_the_power_and_a_stale_copy() {
    let all = edits("a", 3);
    let (home, paths) = home_in_memory();
    for (tick, Tick { before: mut disk, events, stale, .. }) in ticks(home.path(), &paths, &all).into_iter().enumerate()
    {
        for event in &events {
            disk.suffer(event);
        }
        for unsynced in UNSYNCED {
            cut(&disk, |_| unsynced, false, home.path(), &paths);
            fs::write(paths.log(), &stale).unwrap();
            let (log, own) = start(&paths);
            assert_eq!(own, 1, "tick {tick}, {unsynced:?}");
            assert!(all[..=tick].iter().all(|edit| log.holds(edit)), "tick {tick}, {unsynced:?}");
        }
    }
}
