//! git, asked to keep and carry the log: run as a program, in a repository of ours and in no other.

use std::fs;
use std::io::{self, Cursor};
use std::path::PathBuf;
use std::time::Duration;

use self::patience::Input;
use self::program::quoted;
use super::error::Error;
use super::log::LARGEST;
use super::paths::Paths;
use crate::model::{Machine, SafeText};

mod locks;
mod make;
mod others;
mod patience;
mod program;
mod remote;
mod settings;
#[cfg(test)]
mod tests;

const ATTRIBUTES: &str = "progress.jsonl merge=union\n";
/// The message of a commit that is never pushed by a sync.
const ORDER: &str = "the same lines in the order of this machine\n";
/// Keeps a text as it is given.
const WRITE: [&str; 4] = ["hash-object", "-w", "--no-filters", "--stdin"];
const OURS: &str = "refs/heads/main";
const THEIRS: &str = "refs/remotes/origin/main";

/// So long git may say nothing, which tells of its progress each second: what is longer is a remote that hangs. A local
/// disk is given as long.
const PATIENCE: Duration = Duration::from_mins(1);

/// The repository in the data directory.
#[derive(Clone)]
pub(super) struct Git {
    data: PathBuf,
    /// The directory that `.git` lies in: another one until it is complete.
    place: PathBuf,
    machine: Machine,
    patience: Duration,
    /// No larger log of a remote is taken, in bytes: it holds much in little, since it is packed there.
    largest: u64,
}

/// What came of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pushed {
    Yes,
    /// Another machine was faster, or the remote has rules of its own: its reason.
    Refused(SafeText),
}

impl Git {
    /// The repository that was made here; made now, if a remote is given and nothing is in the way.
    pub(super) fn open(paths: &Paths, remote: Option<&str>, machine: &Machine) -> Result<Self, Error> {
        let git = Self {
            data: paths.data.clone(),
            place: paths.data.clone(),
            machine: machine.clone(),
            patience: PATIENCE,
            largest: LARGEST,
        };
        let linked = fs::symlink_metadata(paths.log()).is_ok_and(|found| found.is_symlink());
        if linked {
            return Err(
                git.refused("progress.jsonl is a symbolic link, which git would keep in place of what is in it")
            );
        }
        git.refuse_name(remote)?;
        if !git.is_there() {
            git.make(paths, remote.ok_or_else(|| git.unknown())?)?;
        }
        let known = git.own_remotes()?;
        git.make_private();
        git.clear_locks();
        git.clear_torn();
        git.refuse_damage()?;
        match (remote, &known[..]) {
            (Some(url), [known]) if known == url => Self::know(paths, url)?,
            (Some(url), _) => {
                Self::know(paths, url)?;
                git.set_remote(url)?;
            }
            (None, []) => return Err(git.unknown()),
            (None, known) => git.refuse_unnamed(paths, known)?,
        }
        Ok(git)
    }

    /// Brings the remote's branch, and forgets it if it is not there any more. Nothing else of the remote is asked for.
    pub(super) fn fetch(&self) -> Result<(), Error> {
        // A pattern, since a remote that is still empty is none that has not got the branch.
        let branch = format!("+{OURS}*:{THEIRS}*");
        let options = ["fetch", "--progress", "--prune", "--no-tags", "--no-recurse-submodules", "origin", &branch];
        let fetched = self.reach(&options)?;
        if fetched.status.success() {
            return Ok(());
        }
        self.refuse_dangling()?;
        Err(Self::unreachable(&fetched))
    }

    /// Commits this text of the log on top of what is here and there, and gives the commit that is to be pushed, if
    /// there is one. A remote that lacks no edit keeps its own lines in their order: were that of this machine pushed,
    /// two machines would go on for ever. It is committed here alone, so that git sees a clean directory.
    pub(super) fn commit(
        &self,
        log: impl Input,
        lacks: bool,
        came: usize,
        went: usize,
    ) -> Result<Option<String>, Error> {
        let (before, theirs) = (self.commit_of(OURS)?, self.commit_of(THEIRS)?);
        let ours = before.as_deref().map(|commit| self.without_order(commit)).transpose()?;
        let others = self.others(ours.as_deref(), theirs.as_deref())?;
        let here = self.told(&WRITE, log)?;
        let there = match &theirs {
            Some(theirs) if !lacks => self.told(&["rev-parse", &format!("{theirs}:progress.jsonl")], io::empty())?,
            _ => here.clone(),
        };
        let parents = self.parents(ours.as_deref(), theirs.as_deref())?;
        let message = format!("{}: {came} came, {went} went\n", self.machine.0);
        let shared = self.committed(&self.tree(&there, &others)?, &parents, message)?;
        let new = if here == there {
            shared.clone()
        } else {
            self.committed(&self.tree(&here, &others)?, std::slice::from_ref(&shared), ORDER.to_owned())?
        };
        self.told(&["update-ref", OURS, &new], io::empty())?;
        drop(self.lead_index(before.as_deref(), &new));
        Ok((theirs.as_ref() != Some(&shared)).then_some(shared))
    }

    pub(super) fn push(&self, commit: &str) -> Result<Pushed, Error> {
        let refspec = format!("{commit}:{OURS}");
        let pushed = self.reach(&["push", "--porcelain", "--progress", "--no-verify", "origin", &refspec])?;
        if pushed.status.success() {
            return Ok(Pushed::Yes);
        }
        // `!`, the branch, and the reason, with tabs between them.
        let told = String::from_utf8_lossy(&pushed.stdout);
        let reason =
            told.lines().find(|line| line.starts_with('!')).map(|line| line.rsplit('\t').next().unwrap_or(line));
        reason.map(|reason| Pushed::Refused(quoted(reason))).ok_or_else(|| Self::unreachable(&pushed))
    }

    fn commit_of(&self, reference: &str) -> Result<Option<String>, Error> {
        self.ask(&["rev-parse", "--quiet", "--verify", &format!("{reference}^{{commit}}")])
    }

    /// The commit below one that only tells the order of the lines here; any other is itself.
    fn without_order(&self, commit: &str) -> Result<String, Error> {
        let text = self.told(&["cat-file", "commit", commit], io::empty())?;
        let below = text.split_once("\n\n").filter(|(_, message)| *message == ORDER.trim_end());
        let parent = below.and_then(|(head, _)| head.lines().find_map(|line| line.strip_prefix("parent ")));
        Ok(parent.unwrap_or(commit).to_owned())
    }

    /// A commit of this tree; the only parent itself, if it has the same.
    fn committed(&self, tree: &str, parents: &[String], message: String) -> Result<String, Error> {
        if let [parent] = parents
            && self.told(&["rev-parse", &format!("{parent}^{{tree}}")], io::empty())? == tree
        {
            return Ok(parent.clone());
        }
        let mut args = vec!["commit-tree", tree];
        args.extend(parents.iter().flat_map(|parent| ["-p", parent]));
        self.told(&args, Cursor::new(message))
    }

    /// The tree of these entries with this log.
    fn tree(&self, log: &str, others: &[u8]) -> Result<String, Error> {
        let attributes = self.told(&WRITE, ATTRIBUTES.as_bytes())?;
        let mut entries = others.to_vec();
        for (blob, name) in [(log, "progress.jsonl"), (&attributes, ".gitattributes")] {
            entries.extend_from_slice(format!("100644 blob {blob}\t{name}\0").as_bytes());
        }
        self.told(&["mktree", "-z"], Cursor::new(entries))
    }

    fn parents(&self, ours: Option<&str>, theirs: Option<&str>) -> Result<Vec<String>, Error> {
        let (Some(ours), Some(theirs)) = (ours, theirs) else {
            return Ok(ours.or(theirs).into_iter().map(str::to_owned).collect());
        };
        let is_in = |old: &str, new: &str| {
            self.run(&["merge-base", "--is-ancestor", old, new], io::empty()).map(|output| output.status.success())
        };
        Ok(if is_in(ours, theirs)? {
            vec![theirs.to_owned()]
        } else if is_in(theirs, ours)? {
            vec![ours.to_owned()]
        } else {
            vec![ours.to_owned(), theirs.to_owned()]
        })
    }

    fn unknown(&self) -> Error {
        self.refused("no remote is known yet; name one with `--remote URL`")
    }

    fn refused(&self, why: &str) -> Error {
        Error::new("sync", &self.data, io::Error::other(why.to_owned()))
    }
}
