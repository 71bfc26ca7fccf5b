//! The locks of a git that was killed: it leaves them, and every later one refuses to write beside them.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::Git;

/// git itself waits a tenth of a second for a lock on a reference or the configuration, and one for that on the packed
/// references: nobody who lives holds one so long.
const MOMENT: Duration = Duration::from_secs(5);
/// The index is locked while somebody writes the message of a commit.
const DAY: Duration = Duration::from_hours(24);
const PAUSE: Duration = Duration::from_millis(50);

impl Git {
    /// Takes the locks of a git that was killed away. Waits a moment for one that may be at work.
    pub(super) fn clear_locks(&self) {
        let directory = self.place.join(".git");
        clear(&directory, |name| if name == "index.lock" { DAY } else { MOMENT });
        let mut waiting = vec![directory.join("refs")];
        while let Some(directory) = waiting.pop() {
            clear(&directory, |_| MOMENT);
            let entries = fs::read_dir(directory).into_iter().flatten().flatten();
            waiting
                .extend(entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|it| it.path()));
        }
    }
}

fn clear(directory: &Path, patience: impl Fn(&str) -> Duration) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().extension().is_some_and(|end| end == "lock") {
            clear_one(&entry.path(), patience(&name));
        }
    }
}

fn clear_one(lock: &Path, patience: Duration) {
    let begin = Instant::now();
    // A clock that went back makes it no younger than what was waited for.
    let age = |found: &fs::Metadata| found.modified().ok().and_then(|at| at.elapsed().ok()).unwrap_or_default();
    while let Ok(found) = fs::symlink_metadata(lock) {
        if age(&found).max(begin.elapsed()) > patience {
            drop(fs::remove_file(lock));
            return;
        }
        if patience > MOMENT {
            return;
        }
        thread::sleep(PAUSE);
    }
}
