//! Whatever else people keep in the repository: it stays in the tree and in the index as they left it.

use std::collections::BTreeMap;
use std::io;

use super::super::error::Error;
use super::program::last_words;
use super::{Git, OURS};

/// What a sync writes itself.
const WRITTEN: [&str; 2] = ["progress.jsonl", ".gitattributes"];

/// The entries of a tree but for those, as `ls-tree -z` gives them, by their names.
type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

impl Git {
    /// The other files of both branches, one entry a file, each with NUL behind it; never checked out. What one side
    /// has changed since they parted is as it left it; of what both have changed, theirs stays, and ours is in the
    /// history.
    pub(super) fn others(&self, ours: Option<&str>, theirs: Option<&str>) -> Result<Vec<u8>, Error> {
        let parted = match (ours, theirs) {
            (Some(ours), Some(theirs)) => self.ask(&["merge-base", ours, theirs])?,
            _ => None,
        };
        let mut before = self.entries(parted.as_deref())?;
        let (mut ours, theirs) = (self.entries(ours)?, self.entries(theirs)?);
        let mut kept = Vec::new();
        for (name, entry) in theirs {
            let (was, here) = (before.remove(&name), ours.remove(&name));
            kept.extend(if was.as_ref() == Some(&entry) { here } else { Some(entry) });
        }
        // Not there: it is new here, or was taken away there since.
        kept.extend(ours.into_iter().filter(|(name, entry)| before.get(name) != Some(entry)).map(|(_, entry)| entry));
        Ok(kept.into_iter().flat_map(|entry| [entry, vec![0]].concat()).collect())
    }

    /// Lets the index follow the branch from `before`, so that git takes the files of ours for those of the commit.
    /// What else was staged stays so. Nothing depends on it: where git refuses, the index is left alone.
    pub(super) fn lead_index(&self, before: Option<&str>, new: &str) -> Result<(), Error> {
        if self.ask(&["rev-parse", "--symbolic-full-name", "HEAD"])?.as_deref() != Some(OURS) {
            return Ok(());
        }
        let written = self.run(&[&["ls-tree", "-z", new][..], &WRITTEN].concat(), io::empty())?;
        self.run(&["update-index", "-z", "--index-info"], io::Cursor::new(written.stdout))?;
        let nothing = self.told(&["mktree", "-z"], io::empty())?;
        self.run(&["read-tree", "-m", "-i", before.unwrap_or(&nothing), new], io::empty()).map(drop)
    }

    fn entries(&self, commit: Option<&str>) -> Result<Entries, Error> {
        let Some(commit) = commit else { return Ok(Entries::new()) };
        let listed = self.run(&["ls-tree", "-z", commit], io::empty())?;
        if !listed.status.success() {
            // Taken for nothing, it would be a commit in which all of them are deleted.
            return Err(self.refused(&format!("git ls-tree failed: {}", last_words(&listed))));
        }
        let entries = listed.stdout.split(|&byte| byte == 0).filter_map(|entry| {
            let name = &entry[memchr::memchr(b'\t', entry)? + 1..];
            let is_ours = WRITTEN.iter().any(|written| written.as_bytes() == name);
            (!is_ours).then(|| (name.to_vec(), entry.to_vec()))
        });
        Ok(entries.collect())
    }
}
