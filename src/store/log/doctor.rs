//! A look at the state file and everything that is kept of it.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::super::error::Error;
use super::super::{backups, copies};
use super::LogFile;
use super::fingerprint::Fingerprint;
use super::found::Found;
use super::handle::Handle;
use super::lines::{self, Line};
use super::mend::There;
use super::other::refuse_other_text;
use crate::format::log::LONGEST_LINE;
use crate::model::{Edit, EditId, Log, SafeText};

/// How many bad lines are described.
const MOST: usize = 1000;
/// How much of a bad line is shown.
const EXCERPT: usize = 60;

/// What there is.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub struct Examination {
    /// Whether the file is there.
    pub exists: bool,
    pub lines: u64,
    /// Different edits that are folded.
    pub edits: usize,
    /// Edits that stand there more than once: harmless.
    pub doubled: usize,
    /// The last line lacks its newline: it may be in flight.
    pub torn: bool,
    pub newer: bool,
    /// How many lines cannot be read, and at most the first 1,000 of them.
    pub bad: u64,
    pub bad_lines: Vec<BadLine>,
    /// How many edits are kept and not folded.
    pub late: usize,
    /// How many actions were written only in part.
    pub partial: usize,
    /// There is text in it, and none of it is of a log.
    pub is_other: bool,
    /// Edits of the mirror, and how many of them the file lacks.
    pub mirrored: usize,
    pub missing: usize,
    /// Why the mirror cannot be read, or not all of it.
    pub mirror_trouble: Option<Error>,
    pub backups: Vec<PathBuf>,
    pub longer_backup: Option<String>,
    /// Conflict copies that lie beside the file.
    pub copies: Vec<PathBuf>,
    /// On a network file system, which may keep neither locks nor appends whole.
    pub on_network: bool,
}

/// A line that cannot be read, or not whole.
#[derive(Debug)]
pub struct BadLine {
    pub number: u64,
    pub length: u64,
    pub reason: &'static str,
    /// How it begins.
    pub excerpt: SafeText,
}

impl LogFile {
    /// Looks at everything, and changes nothing.
    pub fn examine(&self, known: &Log) -> Result<Examination, Error> {
        let mut examination = match Handle::open_to_read(&self.path) {
            Ok(handle) => examine(&handle).map_err(|source| Error::new("read", &self.path, source))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Examination::default(),
            Err(source) => return Err(Error::new("read", &self.path, source)),
        };
        examination.on_network = is_on_network(&self.path);
        examination.copies = copies::list(&self.path);
        if let Some(keep) = self.keep() {
            let mut found = Found::default();
            for own in keep.mirrors() {
                examination.mirror_trouble = found.read_if_there(&own, &[]).err().or(examination.mirror_trouble.take());
            }
            examination.mirrored = found.len();
            examination.missing = found.log().edits().filter(|edit| !known.holds(edit)).count();
            if examination.missing > 0 {
                // Others may have written since the log was read: to it first, and then to the mirror.
                let there = There::at(&self.path, &self.seen, known);
                let there = there.map_err(|source| Error::new("read", &self.path, source))?;
                let is_there = |edit: &Edit| there.logs().iter().any(|log| log.holds(edit));
                examination.missing = found.log().edits().filter(|edit| !is_there(edit)).count();
            }
            examination.backups = backups::list(&keep);
            examination.longer_backup = backups::longer_than(&keep, &self.path);
        }
        Ok(examination)
    }
}

fn examine(handle: &Handle) -> io::Result<Examination> {
    let mut examination = Examination { exists: true, ..Examination::default() };
    // Ids can be long; their hashes are not.
    let mut seen: HashSet<u128> = HashSet::new();
    // How many lines of each action are still to come.
    let mut left: HashMap<u128, i64> = HashMap::new();
    let mut is_log = false;
    examination.lines = lines::each(handle.from(0)?, |line| {
        if !line.whole {
            examination.torn = line.said().is_bad || !line.head.iter().all(|byte| matches!(byte, 0 | b' '));
            return Ok(());
        }
        let said = line.said();
        examination.newer |= said.newer;
        is_log |= said.is_log;
        for edit in &said.edits {
            let hash = |id: &EditId| Fingerprint::of(0, id.0.as_bytes());
            if !seen.insert(hash(&edit.id)) {
                examination.doubled += 1;
                continue;
            }
            examination.late += usize::from(edit.is_late());
            if let Some(group) = &edit.group {
                *left.entry(hash(group)).or_default() += i64::from(edit.count.unwrap_or(0)) - 1;
            }
        }
        examination.bad += u64::from(said.is_bad);
        if said.is_bad && examination.bad_lines.len() < MOST {
            examination.bad_lines.push(BadLine {
                number: line.number,
                length: line.length,
                reason: reason(line, !said.edits.is_empty()),
                excerpt: excerpt(&line.head),
            });
        }
        Ok(())
    })?;
    examination.edits = seen.len() - examination.late;
    examination.partial = left.values().filter(|left| **left > 0).count();
    examination.is_other = refuse_other_text(handle, is_log)?.is_err();
    Ok(examination)
}

fn reason(line: &Line, partly: bool) -> &'static str {
    let head = line.head.as_slice();
    let is_marker = [b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||"].iter().any(|marker| head.starts_with(*marker));
    if line.length > LONGEST_LINE as u64 {
        "longer than 1 MB"
    } else if is_marker {
        "left by a merge"
    } else if std::str::from_utf8(head).is_err() {
        "not UTF-8"
    } else if partly {
        "partly garbled; what can be read of it counts"
    } else if serde_json::from_slice::<serde_json::Value>(head).is_ok_and(|value| value.is_object()) {
        "a field is missing or wrong"
    } else {
        "cut or garbled"
    }
}

fn excerpt(head: &[u8]) -> SafeText {
    let text = String::from_utf8_lossy(&head[..head.len().min(4 * EXCERPT)]);
    SafeText::line(&text.chars().take(EXCERPT).collect::<String>())
}

/// NFS, SMB, and what runs over FUSE.
#[cfg(target_os = "linux")]
fn is_on_network(path: &Path) -> bool {
    const MAGIC: [u32; 5] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546];
    let found = path.parent().and_then(|directory| rustix::fs::statfs(directory).ok());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "magic numbers have 32 bits")]
    found.is_some_and(|found| MAGIC.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
const fn is_on_network(_path: &Path) -> bool {
    false
}
