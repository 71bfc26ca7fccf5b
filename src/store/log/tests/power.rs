//! A model of a disk whose power is cut: what was not synced is missing, zeros or half, and names may be missing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::edits;
use super::mirror::{day, home, start};
use crate::store::Paths;

#[derive(Clone, Debug)]
enum Event {
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    Cut(PathBuf, usize),
    MakeDirectory(PathBuf),
    SyncDirectory(PathBuf),
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
            Event::SyncDirectory(path) => {
                let inside = |entry: &Path| entry.parent() == Some(path);
                self.files.iter_mut().filter(|(file, _)| inside(file)).for_each(|(_, file)| file.named = true);
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

    /// What is found in `to` when the power is back.
    fn after_the_cut(&self, unsynced: Unsynced, names: bool, home: &Path, to: &Path) {
        let survives = |path: &Path| {
            names
                || path
                    .ancestors()
                    .take_while(|above| *above != home)
                    .all(|above| self.directories.get(above) != Some(&false))
        };
        let place = |path: &Path| to.join(path.strip_prefix(home).unwrap());
        for directory in self.directories.keys().filter(|path| survives(path)) {
            fs::create_dir_all(place(directory)).unwrap();
        }
        for (path, file) in self.files.iter().filter(|(path, file)| survives(path) && (names || file.named)) {
            let (synced, rest) = file.bytes.split_at(file.synced);
            let rest = match unsynced {
                Unsynced::Missing => Vec::new(),
                Unsynced::Zeros => vec![0; rest.len()],
                Unsynced::Half => rest[..rest.len() / 2].to_vec(),
                Unsynced::There => rest.to_vec(),
            };
            fs::create_dir_all(place(path).parent().unwrap()).unwrap();
            fs::write(place(path), [synced, &rest].concat()).unwrap();
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
            Call::SyncDirectory(path) => Event::SyncDirectory(path.into()),
            Call::Rename(old, new) => Event::Rename(old.into(), new.into()),
            Call::Open | Call::Lock(_) | Call::Look | Call::Blank => return Answer::Go,
        };
        events.borrow_mut().push(event);
        Answer::Go
    });
}

#[test]
fn whenever_the_power_is_cut_what_was_acknowledged_is_there() {
    let all = edits("a", 4);
    let (home, paths) = home();
    for tick in 0..3 {
        let mut disk = Disk::of(home.path());
        let events = Rc::new(RefCell::new(Vec::new()));
        let mut file = LogFile::of(&paths);
        record(&events);
        file.append(&all[tick..=tick]).unwrap();
        let acknowledged = events.borrow().len();
        file.settle(day(tick.try_into().unwrap())).unwrap();
        unwatch();
        let events = events.take();
        assert!(acknowledged >= 2, "the log is written and synced: {events:?}");
        for moment in 0..=events.len() {
            let promised = if moment < acknowledged { tick } else { tick + 1 };
            for unsynced in [Unsynced::Missing, Unsynced::Zeros, Unsynced::Half, Unsynced::There] {
                for names in [false, true] {
                    let found = tempfile::tempdir().unwrap();
                    disk.after_the_cut(unsynced, names, home.path(), found.path());
                    let paths = Paths { data: found.path().join("data"), state: found.path().join("state") };
                    let what = format!("tick {tick}, cut before {:?}, {unsynced:?}, {names}", events.get(moment));
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
