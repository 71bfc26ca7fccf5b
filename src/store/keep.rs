//! Where this machine keeps its own lines and the backups of one state file: out of reach of every sync tool.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{make_directories, open_regular, sync_directory};
use super::paths::Paths;

/// What is kept of one state file, in the state directory.
///
/// The state directory itself serves the first state file that came to it. Others, such as those of `--data DIR`,
/// have a directory of their own in it: lines of one must never be given back to another.
#[derive(Clone, Debug)]
pub(super) struct Keep {
    directory: PathBuf,
    log: String,
}

/// The first line of the mirror.
#[derive(Serialize, Deserialize)]
struct Header {
    milepost: u64,
    /// The state file that the lines belong to.
    of: String,
}

impl Keep {
    pub(super) fn of(paths: &Paths) -> Self {
        let log = paths.log().to_string_lossy().into_owned();
        let first = Self { directory: paths.state.clone(), log };
        match first.owner() {
            Some(owner) if owner != first.log => {
                let directory = paths.state.join(format!("of-{:016x}", fingerprint(&first.log)));
                Self { directory, ..first }
            }
            _ => first,
        }
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The mirror: every line that was written here.
    pub(super) fn own(&self) -> PathBuf {
        self.directory.join("own.jsonl")
    }

    pub(super) fn backups(&self) -> PathBuf {
        self.directory.join("backups")
    }

    /// The short way to open the state file, if it is long.
    pub(super) fn checkpoint(&self) -> PathBuf {
        self.directory.join("checkpoint")
    }

    /// Conflict copies whose lines are in the state file.
    pub(super) fn merged(&self) -> PathBuf {
        self.directory.join("merged")
    }

    /// The first line of the mirror, with its newline.
    pub(super) fn header(&self) -> String {
        let header = Header { milepost: 1, of: self.log.clone() };
        serde_json::to_string(&header).expect("a number and a text are always JSON") + "\n"
    }

    /// Whether there is anything to bring back.
    pub(super) fn holds_anything(&self) -> bool {
        let has_lines = fs::metadata(self.own()).is_ok_and(|found| found.len() > self.header().len() as u64);
        has_lines || fs::read_dir(self.backups()).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// Renames everything that could be brought back, so that it is kept and yet out of the way.
    pub(super) fn put_aside(&self, name: &str) -> io::Result<()> {
        let aside = self.directory.join(name);
        make_directories(&aside)?;
        for path in [self.own(), self.backups()] {
            let new = aside.join(path.file_name().expect("it was joined just now"));
            match fs::rename(&path, new) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        sync_directory(Some(&self.directory))
    }

    fn owner(&self) -> Option<String> {
        let file = open_regular(&self.own(), fs::OpenOptions::new().read(true)).ok()?;
        let mut line = String::new();
        BufReader::new(file.take(1 << 16)).read_line(&mut line).ok()?;
        Some(serde_json::from_str::<Header>(&line).ok()?.of)
    }
}

/// FNV-1a: the same in every release.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_file_has_a_place_of_its_own_and_finds_it_again() {
        let state = tempfile::tempdir().unwrap();
        let keep = |data: &str| Keep::of(&Paths { data: data.into(), state: state.path().into() });
        assert_eq!(keep("/a").own(), state.path().join("own.jsonl"));
        assert_eq!(keep("/b").own(), state.path().join("own.jsonl"), "it is the first's who comes");
        fs::write(keep("/a").own(), keep("/a").header()).unwrap();
        assert_eq!(keep("/a").own(), state.path().join("own.jsonl"));
        assert!(keep("/b").own().starts_with(state.path().join("of-d0c33b0fb7e7db06")), "{:?}", keep("/b"));
        assert!(!keep("/a").holds_anything(), "a header is nothing");
    }
}
