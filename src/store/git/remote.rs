//! The remote: how it is named, what it holds, and whether that may be written over.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use super::super::error::Error;
use super::super::files::{load_json, save_json, too_large};
use super::super::paths::Paths;
use super::{Git, OURS, THEIRS};

impl Git {
    /// Refuses a name that git would take for something else, or say in pieces.
    pub(super) fn refuse_name(&self, remote: Option<&str>) -> Result<(), Error> {
        let Some(url) = remote else { return Ok(()) };
        if url.starts_with('-') {
            return Err(self.refused("a remote does not begin with a hyphen"));
        }
        if url.contains(char::is_control) {
            return Err(self.refused("a remote is named in one line, without line breaks and the like"));
        }
        Ok(())
    }

    /// Keeps in mind that this remote was named here.
    pub(super) fn know(paths: &Paths, url: &str) -> Result<(), Error> {
        let mut named: BTreeSet<String> = load_json(&paths.remotes());
        if named.insert(url.to_owned()) { save_json(&paths.remotes(), &named) } else { Ok(()) }
    }

    /// Refuses a remote that only the repository names. Whoever shares the directory can have put there one of theirs,
    /// and a repository on this disk has programs of its own, which a push would run.
    pub(super) fn refuse_unnamed(&self, paths: &Paths, urls: &[String]) -> Result<(), Error> {
        let named: BTreeSet<String> = load_json(&paths.remotes());
        if urls.iter().all(|url| named.contains(url)) {
            return Ok(());
        }
        Err(self.refused(
            "the remote in its .git/config was not named on this machine; if it is yours, sync once with `--remote URL`",
        ))
    }

    pub(super) fn set_remote(&self, url: &str) -> Result<(), Error> {
        self.told(&["config", "--local", "--replace-all", "remote.origin.url", url], io::empty()).map(drop)
    }

    /// What the remote holds, in a file; `None` if it is empty. An error if it is somebody's for something else.
    pub(in super::super) fn theirs(&self) -> Result<Option<File>, Error> {
        let other = || self.refused("the remote holds something else; give it an empty repository");
        let Some(commit) = self.commit_of(THEIRS)? else {
            return if self.is_empty()? { Ok(None) } else { Err(other()) };
        };
        let blob = format!("{commit}:progress.jsonl");
        let size: Option<u64> = self.ask(&["cat-file", "-s", &blob])?.and_then(|size| size.parse().ok());
        if size.ok_or_else(other)? > self.largest {
            return Err(Error::new("read", Path::new("progress.jsonl at the remote"), too_large(self.largest)));
        }
        let made = tempfile::tempfile().and_then(|file| Ok((file.try_clone()?, file)));
        let (filled, file) = made.map_err(|source| Error::new("make", Path::new("a temporary file"), source))?;
        if !self.run_into(filled.into(), &["cat-file", "blob", &blob])?.status.success() {
            return Err(other());
        }
        Ok(Some(file))
    }

    /// Whether the remote has nothing of anybody's. What a host keeps there for itself (`refs/meta`, `refs/pull`) is
    /// none of it.
    fn is_empty(&self) -> Result<bool, Error> {
        let listed = self.reach(&["ls-remote", "--quiet", "origin"])?;
        if !listed.status.success() {
            return Err(Self::unreachable(&listed));
        }
        let is_work = |name: &str| name == "HEAD" || name.starts_with("refs/heads/") || name.starts_with("refs/tags/");
        let names = String::from_utf8_lossy(&listed.stdout);
        Ok(!names.lines().filter_map(|line| line.split('\t').nth(1)).any(is_work))
    }

    /// Refuses to write over a log at the remote of which nothing can be read, unless this machine knows that it was
    /// one: then it writes its own edits behind it, and what is there stays in the history.
    pub(in super::super) fn refuse_unmet(&self) -> Result<(), Error> {
        if self.commit_of(OURS)?.is_some() && self.ask(&["merge-base", OURS, THEIRS])?.is_some() {
            return Ok(());
        }
        Err(self.refused(
            "no line of progress.jsonl at the remote can be read, and nothing was changed there; sync a machine that \
             knows this remote, which writes its edits anew, or name an empty repository with `--remote URL`",
        ))
    }
}
