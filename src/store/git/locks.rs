//! What a git that was killed, or had its power cut, has left: every later one refuses to work beside it.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::super::files;
use super::{Git, OURS, THEIRS};

/// git itself waits a tenth of a second for a lock on a reference or its settings, and one for that on the packed
/// references: nobody who lives holds one so long.
const MOMENT: Duration = Duration::from_secs(5);
/// The index is locked while somebody writes the message of a commit.
const DAY: Duration = Duration::from_hours(24);
/// No branch comes near this, in bytes.
const LARGEST: u64 = 4 << 10;
/// The name of a commit has so many digits, or more.
const HASH: usize = 40;
const PAUSE: Duration = Duration::from_millis(50);

impl Git {
    /// Takes away the locks of a git that was killed, and repositories that were never finished. Waits a moment for a
    /// git that may be at work.
    pub(super) fn clear_locks(&self) {
        files::sweep(&self.data);
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

    /// Takes away branches without a commit in them, as a power cut leaves them: there is nothing in them to be lost.
    pub(super) fn clear_torn(&self) {
        for name in [OURS, THEIRS] {
            let file = self.place.join(".git").join(name);
            let is_whole = |text: &[u8]| text.len() >= HASH && text.iter().all(u8::is_ascii_hexdigit);
            let is_torn = |text: &[u8]| !text.starts_with(b"ref:") && !is_whole(text);
            if files::read_text(&file, LARGEST).is_ok_and(|text| is_torn(text.trim_ascii())) {
                drop(fs::remove_file(file));
            }
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
