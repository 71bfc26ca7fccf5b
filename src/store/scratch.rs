//! A file of ours that lives as long as the user's editor has it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::files::{make_directories, private, read_text};
use super::paths::Paths;
use super::random::seed;

/// A private file with a name that cannot be foreseen; removed when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    kept: bool,
}

impl Scratch {
    /// Writes a text to a new Markdown file in the state directory.
    pub fn new(paths: &Paths, text: &str) -> Result<Self, Error> {
        let path = paths.state.join(format!("note-{:032x}.md", seed()));
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
    fn what_cannot_be_read_is_left_where_it_is() {
        let directory = tempfile::tempdir().unwrap();
        let mut scratch = Scratch::new(&paths(directory.path()), "a long text").unwrap();
        let path = scratch.path().to_owned();
        scratch.read(3).unwrap_err();
        drop(scratch);
        assert_eq!(fs::read_to_string(path).unwrap(), "a long text");
    }
}
