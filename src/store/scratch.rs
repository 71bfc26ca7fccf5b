//! A file of ours that lives as long as the user's editor has it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process;

use super::error::Error;
use super::files::{make_directories, private, read_text, rename};
use super::paths::Paths;
use super::random::seed;

/// How the name begins of one that is open, before the number of its program; and of one that its program has left.
const OPEN: &str = "note-";
const LEFT: &str = "unsaved-";

/// A private file with a name that cannot be foreseen; removed when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    kept: bool,
}

impl Scratch {
    /// Writes a text to a new Markdown file in the state directory.
    pub fn new(paths: &Paths, text: &str) -> Result<Self, Error> {
        let path = paths.state.join(format!("{OPEN}{}-{:032x}.md", process::id(), seed()));
        let write = || {
            make_directories(&paths.state)?;
            let mut file = private(OpenOptions::new().write(true).create_new(true)).open(&path)?;
            file.write_all(text.as_bytes())
        };
        let written = write();
        let scratch = Self { path, kept: false };
        written.map_err(|source| Error::new("write", &scratch.path, source))?;
        Ok(scratch)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in it now, at most `limit` bytes. A file that cannot be read is not removed: it may hold what nobody
    /// else has.
    pub fn read(&mut self, limit: usize) -> Result<String, Error> {
        let read = read_text(&self.path, limit as u64);
        self.kept = read.is_err();
        Ok(String::from_utf8_lossy(&read?).into_owned())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.kept {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Notes that were being written when milepost was killed: nobody but the user may say what becomes of them.
pub fn left_notes(paths: &Paths) -> Vec<PathBuf> {
    let mut left: Vec<_> = named(paths).filter(|(_, name)| name.starts_with(LEFT) || is_abandoned(name)).collect();
    left.sort();
    left.into_iter().map(|(path, _)| path).collect()
}

/// Gives those that were left since the last call another name, and gives them: each is told once.
pub fn newly_left_notes(paths: &Paths) -> Vec<PathBuf> {
    let abandoned = named(paths).filter(|(_, name)| is_abandoned(name));
    let renamed = abandoned.filter_map(|(path, name)| {
        let new = path.with_file_name(name.replacen(OPEN, LEFT, 1));
        rename(&path, &new).ok().map(|()| new)
    });
    renamed.collect()
}

fn named(paths: &Paths) -> impl Iterator<Item = (PathBuf, String)> {
    let entries = fs::read_dir(&paths.state).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| Some((entry.path(), entry.file_name().into_string().ok()?)));
    named.filter(|(_, name)| Path::new(name).extension().is_some_and(|extension| extension == "md"))
}

/// Whether it is one of a program that has ended. One without a number is of an older release.
fn is_abandoned(name: &str) -> bool {
    let Some(rest) = name.strip_prefix(OPEN) else { return false };
    !rest.split_once('-').and_then(|(number, _)| number.parse().ok()).is_some_and(is_running)
}

#[cfg(unix)]
fn is_running(number: i32) -> bool {
    rustix::process::Pid::from_raw(number)
        .is_some_and(|process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

/// Not known: what may be open is left alone.
#[cfg(not(unix))]
const fn is_running(_number: i32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(directory: &Path) -> Paths {
        Paths { data: directory.join("data"), state: directory.join("state") }
    }

    #[test]
    fn it_is_private_has_another_name_each_time_and_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let paths = paths(directory.path());
        let (mut one, two) = (Scratch::new(&paths, "one").unwrap(), Scratch::new(&paths, "two").unwrap());
        assert_ne!(one.path(), two.path());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(one.path()).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(one.path(), "changed").unwrap();
        assert_eq!(one.read(100).unwrap(), "changed");
        drop((one, two));
        assert_eq!(fs::read_dir(&paths.state).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn what_a_killed_program_left_is_told_once_and_kept() {
        let directory = tempfile::tempdir().unwrap();
        let paths = paths(directory.path());
        let open = Scratch::new(&paths, "open").unwrap();
        let mut child = process::Command::new("true").spawn().unwrap();
        let (gone, older) = (child.id(), "note-0123456789abcdef0123456789abcdef.md");
        child.wait().unwrap();
        for name in [&format!("note-{gone}-ab.md"), older] {
            fs::write(paths.state.join(name), "words").unwrap();
        }
        assert_eq!(left_notes(&paths).len(), 2);
        let told = newly_left_notes(&paths);
        assert!(told.len() == 2 && told.iter().all(|path| fs::read_to_string(path).unwrap() == "words"), "{told:?}");
        assert_eq!(newly_left_notes(&paths), Vec::<PathBuf>::new());
        assert_eq!(left_notes(&paths).len(), 2);
        assert!(open.path().exists());
    }

    #[test]
    fn what_cannot_be_read_is_left_where_it_is() {
        let directory = tempfile::tempdir().unwrap();
        let mut scratch = Scratch::new(&paths(directory.path()), "a long text").unwrap();
        let path = scratch.path().to_owned();
        scratch.read(3).unwrap_err();
        drop(scratch);
        assert_eq!(fs::read_to_string(path).unwrap(), "a long text");
    }
}
