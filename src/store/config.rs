//! The settings file: read if it is there, made if it is not.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::error::{Error, shown};
use super::files::{make_directories, private, read_text};
use crate::config::Config;
use crate::diagnostic::{Checked, Lines, Report, Severity};
use crate::format::config;
use crate::model::SafeText;

/// Far more than all settings with a remark each.
const LARGEST_CONFIG: u64 = 1 << 20;

/// Reads the settings file; gives its text too, for the report.
pub(super) fn read_config(path: &Path) -> Result<(String, Checked<Config>), Error> {
    let bytes = read_text(path, LARGEST_CONFIG)?;
    let (text, checked) = config::read_bytes(&bytes);
    Ok((text.into_owned(), checked))
}

/// The first mistake in the settings of a file, with its place and where to see all, in one line.
pub fn first_mistake(path: &Path, text: &str, report: &Report) -> Option<String> {
    let first = report.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error)?;
    let line = Lines::new(text).position(first.start()).line;
    let tells = match report.errors() {
        1 => "tells more".to_owned(),
        count => format!("tells all {count}"),
    };
    Some(format!("{}:{line}: {}. `milepost config` {tells}.", name(path), first.message))
}

/// That the settings of a file could not be read, and what became of them.
pub fn unread(path: &Path, error: &Error, so: &str) -> String {
    format!("{} could not be read: {}. {so}", name(path), error.reason)
}

/// The name of a file without its directory.
fn name(path: &Path) -> SafeText {
    shown(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}

/// Makes the settings file and the directories above it. Never writes over anything: `AlreadyExists`.
pub fn create_config(path: &Path, text: &str) -> Result<(), Error> {
    let create = || {
        path.parent().map_or(Ok(()), make_directories)?;
        let mut file = private(OpenOptions::new().write(true).create_new(true)).open(path)?;
        let written = file.write_all(text.as_bytes());
        if written.is_err() {
            drop(fs::remove_file(path));
        }
        written
    };
    create().map_err(|source| Error::new("write", path, source))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_file_is_made_once_with_the_directories_above_it_and_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b/config.yaml");
        assert!(read_config(&path).unwrap_err().is(io::ErrorKind::NotFound));
        create_config(&path, "mouse: false\n").unwrap();
        assert!(create_config(&path, "other").unwrap_err().is(io::ErrorKind::AlreadyExists));
        let (text, checked) = read_config(&path).unwrap();
        assert_eq!((&*text, checked.value.unwrap().mouse), ("mouse: false\n", false));
    }

    #[test]
    fn only_a_small_regular_file_is_read() {
        let home = tempfile::tempdir().unwrap();
        assert!(read_config(home.path()).unwrap_err().to_string().ends_with("it is not a regular file"));
        let path = home.path().join("config.yaml");
        fs::write(&path, "#".repeat(usize::try_from(LARGEST_CONFIG).unwrap() + 1)).unwrap();
        assert!(read_config(&path).unwrap_err().to_string().ends_with("it is larger than 1 MB"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_that_leads_nowhere_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.yaml");
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
        assert!(create_config(&path, "x").unwrap_err().is(io::ErrorKind::AlreadyExists));
        assert!(!home.path().join("nowhere").exists());
    }
}
