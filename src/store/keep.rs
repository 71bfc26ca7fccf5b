//! Where this machine keeps its own lines and the backups of one state file: out of reach of every sync tool.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{make_directories, open_regular, sync_directory};
use super::paths::Paths;

/// So many links that lead to nothing are followed.
const LINKS: u8 = 16;

/// What is kept of one state file, in the state directory.
///
/// The state directory itself serves the first state file that came to it. Others, such as those of `--data DIR`,
/// have a directory of their own in it: lines of one must never be given back to another.
#[derive(Clone, Debug)]
pub(super) struct Keep {
    directory: PathBuf,
    log: String,
    /// Where else lines of the same file may have been put, when its path was taken as it was spelled.
    others: Vec<PathBuf>,
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
        let spelled = paths.log().to_string_lossy().into_owned();
        let log = real(&paths.data, LINKS).join("progress.jsonl").to_string_lossy().into_owned();
        let at = |directory: PathBuf| Self { directory, log: log.clone(), others: Vec::new() };
        let of = |name: &str| at(paths.state.join(format!("of-{:016x}", fingerprint(name))));
        let (first, kept, before) = (at(paths.state.clone()), of(&log), of(&spelled));
        let mut places = vec![kept, before];
        if first.is_of_it() {
            places.insert(0, first);
        } else if !places[0].own().exists() && places[1].own().exists() {
            places.swap(0, 1);
        }
        let mut directories: Vec<_> = places.into_iter().map(|place| place.directory).collect();
        let directory = directories.remove(0);
        directories.retain(|other| *other != directory);
        directories.dedup();
        Self { directory, log, others: directories }
    }

    /// The mirror and those of this state file in other places.
    pub(super) fn mirrors(&self) -> Vec<PathBuf> {
        std::iter::once(self.own()).chain(self.elsewhere()).collect()
    }

    /// The mirrors of this state file in other places: read, and never written.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = PathBuf> {
        let at = |other: &PathBuf| Self { directory: other.clone(), log: self.log.clone(), others: Vec::new() };
        let places = self.others.iter().map(at).filter(|place| place.own().exists() && place.is_of_it());
        places.map(|place| place.own())
    }

    /// Whether what is there belongs to the state file, or to none yet.
    pub(super) fn is_of_it(&self) -> bool {
        self.owner().is_none_or(|owner| {
            let directory = || Path::new(&owner).parent().map(|directory| real(directory, LINKS));
            owner == self.log || directory().is_some_and(|directory| directory.join("progress.jsonl") == *self.log)
        })
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
        has_lines
            || self.elsewhere().next().is_some()
            || fs::read_dir(self.backups()).is_ok_and(|mut entries| entries.next().is_some())
    }

    /// Renames everything that could be brought back, so that it is kept and yet out of the way.
    pub(super) fn put_aside(&self, name: &str) -> io::Result<()> {
        let aside = self.directory.join(name);
        make_directories(&aside)?;
        let named = |path: PathBuf, name: &str| (path, aside.join(name));
        let ours = [named(self.own(), "own.jsonl"), named(self.backups(), "backups"), named(self.merged(), "merged")];
        let others = self.elsewhere().zip(1..).map(|(path, number)| named(path, &format!("own-{number}.jsonl")));
        let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
        for (path, new) in ours.into_iter().chain(others) {
            match fs::rename(&path, &new) {
                Ok(()) => moved.push((path, new)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    // All of it or nothing: a part would be found no more, and asked after no more.
                    for (path, new) in &moved {
                        drop(fs::rename(new, path));
                    }
                    return Err(error);
                }
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

/// The directory whatever links lead to it, there or not: two spellings of its path are one.
fn real(path: &Path, links: u8) -> PathBuf {
    if let Ok(found) = fs::canonicalize(path) {
        return found;
    }
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return path.to_owned() };
    match fs::read_link(path) {
        Ok(target) if links > 0 => real(&parent.join(target), links - 1),
        _ => real(parent, links).join(name),
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

    #[test]
    fn all_is_put_aside_or_nothing() {
        let state = tempfile::tempdir().unwrap();
        let keep = Keep::of(&Paths { data: "/a".into(), state: state.path().into() });
        fs::write(keep.own(), keep.header() + "a line\n").unwrap();
        fs::create_dir(keep.backups()).unwrap();
        fs::create_dir_all(state.path().join("in the way/backups/of another")).unwrap();
        keep.put_aside("in the way").unwrap_err();
        assert!(keep.own().exists() && keep.backups().exists());
        keep.put_aside("free").unwrap();
        assert!(!keep.own().exists() && !keep.backups().exists());
    }

    #[cfg(unix)]
    #[test]
    fn one_state_file_has_one_place_however_its_path_is_spelled() {
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real"), home.path().join("link"));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        let paths = |data: &Path| Paths { data: data.into(), state: home.path().join("state") };
        let own = |data: &Path| Keep::of(&paths(data)).own();
        let belongs = |owner: &Path| format!("{{\"milepost\":1,\"of\":\"{}\"}}\n", owner.display());
        fs::create_dir(home.path().join("state")).unwrap();
        let first = home.path().join("state/own.jsonl");
        // As it was written by a release that took the path as it was spelled.
        for owner in [&link, &real] {
            fs::write(&first, belongs(&owner.join("progress.jsonl"))).unwrap();
            assert_eq!((own(&real), own(&link)), (first.clone(), first.clone()), "{}", owner.display());
        }
        fs::remove_dir(&real).unwrap();
        assert_eq!((own(&real), own(&link)), (first.clone(), first.clone()), "it is gone, and asked after");
        fs::create_dir(&real).unwrap();
        fs::write(&first, belongs(Path::new("/another/progress.jsonl"))).unwrap();
        assert_eq!(own(&real), own(&link));
        let spelled = fingerprint(&link.join("progress.jsonl").to_string_lossy());
        let older = home.path().join(format!("state/of-{spelled:016x}/own.jsonl"));
        fs::create_dir(older.parent().unwrap()).unwrap();
        fs::write(&older, belongs(&link.join("progress.jsonl"))).unwrap();
        assert_eq!(own(&link), older, "what is there already is found");
    }
}
