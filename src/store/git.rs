//! git, asked to keep and carry the log: run as a program, in a repository of ours and in no other.

use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use self::patience::{Failed, Input};
use super::error::Error;
use super::log::LARGEST;
use super::paths::Paths;
use crate::model::{Machine, SafeText};

mod others;
mod patience;
mod remote;
#[cfg(test)]
mod tests;

/// Says in the configuration of a repository that milepost made it.
const MARK: &str = "milepost.sync";
const ATTRIBUTES: &str = "progress.jsonl merge=union\n";
const OURS: &str = "refs/heads/main";
const THEIRS: &str = "refs/remotes/origin/main";

/// Variables about how to reach a remote; all others of git's would speak of another repository.
const KEPT: [&str; 11] = [
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_ASKPASS",
    "GIT_PROXY_COMMAND",
    "GIT_SSL_CAINFO",
    "GIT_SSL_NO_VERIFY",
    "GIT_EXEC_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
];

/// So long git may say nothing, which tells of its progress each second: what is longer is a remote that hangs. A local
/// disk is given as long.
const PATIENCE: Duration = Duration::from_mins(1);

/// So many letters are quoted of what a remote says.
const QUOTED: usize = 160;

/// The repository in the data directory.
pub(super) struct Git {
    data: PathBuf,
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
        let git = Self { data: paths.data.clone(), machine: machine.clone(), patience: PATIENCE, largest: LARGEST };
        let linked = fs::symlink_metadata(paths.log()).is_ok_and(|found| found.is_symlink());
        if linked {
            return Err(
                git.refused("progress.jsonl is a symbolic link, which git would keep in place of what is in it")
            );
        }
        git.refuse_name(remote)?;
        match fs::symlink_metadata(paths.data.join(".git")) {
            Ok(_) if git.is_ours()? => {}
            Ok(_) => return Err(git.refused("it is a repository that milepost did not make, and is left alone")),
            Err(_) => git.make(remote)?,
        }
        if let Some(url) = remote {
            git.set_remote(url)?;
        } else if git.ask(&["config", "--get", "remote.origin.url"])?.is_none() {
            return Err(git.refused("no remote is known yet; name one with `--remote URL`"));
        }
        Ok(git)
    }

    pub(super) fn fetch(&self) -> Result<(), Error> {
        let fetched = self.reach(&[
            "fetch",
            "--progress",
            "--no-tags",
            "--no-recurse-submodules",
            "origin",
            "+refs/heads/*:refs/remotes/origin/*",
        ])?;
        if fetched.status.success() { Ok(()) } else { Err(Self::unreachable(&fetched)) }
    }

    /// Commits this text of the log on top of what is here and there. Says whether there is anything to push.
    pub(super) fn commit(&self, log: impl Input, came: usize, went: usize) -> Result<bool, Error> {
        let (ours, theirs) = (self.commit_of(OURS)?, self.commit_of(THEIRS)?);
        let tree = self.tree(log, self.others(ours.as_deref(), theirs.as_deref())?)?;
        let parents = self.parents(ours.as_deref(), theirs.as_deref())?;
        let unchanged = match &parents[..] {
            [parent] if self.told(&["rev-parse", &format!("{parent}^{{tree}}")], io::empty())? == tree => {
                Some(parent.clone())
            }
            _ => None,
        };
        let new = if let Some(parent) = unchanged {
            parent
        } else {
            let message = format!("{}: {came} came, {went} went\n", self.machine.0);
            let mut args = vec!["commit-tree", &tree];
            args.extend(parents.iter().flat_map(|parent| ["-p", parent]));
            self.told(&args, Cursor::new(message))?
        };
        self.told(&["update-ref", OURS, &new], io::empty())?;
        drop(self.lead_index(ours.as_deref(), &new));
        Ok(theirs.as_deref() != Some(&*new))
    }

    pub(super) fn push(&self) -> Result<Pushed, Error> {
        let refspec = format!("{OURS}:{OURS}");
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

    fn is_ours(&self) -> Result<bool, Error> {
        Ok(self.ask(&["config", "--local", "--get", MARK])?.as_deref() == Some("true"))
    }

    /// Makes the repository, unless another one holds the directory.
    fn make(&self, remote: Option<&str>) -> Result<(), Error> {
        if remote.is_none() {
            return Err(self.refused("no remote is known yet; name one with `--remote URL`"));
        }
        super::files::make_directories(&self.data).map_err(|source| Error::new("make", &self.data, source))?;
        let around = self.command_anywhere().current_dir(&self.data).args(["rev-parse", "--git-dir"]).output();
        if around.map_err(Self::no_git)?.status.success() {
            return Err(
                self.refused("it lies in a repository of yours, which is left alone; use another data directory")
            );
        }
        self.told(&["init", "--quiet", "--template=", "--initial-branch=main"], io::empty())?;
        self.told(&["config", "--local", MARK, "true"], io::empty())?;
        let attributes = self.data.join(".gitattributes");
        if !attributes.exists() {
            let written = super::files::replace(&attributes, ATTRIBUTES.as_bytes());
            written.map_err(|source| Error::new("write", &attributes, source))?;
        }
        Ok(())
    }

    fn commit_of(&self, reference: &str) -> Result<Option<String>, Error> {
        self.ask(&["rev-parse", "--quiet", "--verify", &format!("{reference}^{{commit}}")])
    }

    /// The tree of these entries with the log in its new form.
    fn tree(&self, log: impl Input, mut entries: Vec<u8>) -> Result<String, Error> {
        let hash = ["hash-object", "-w", "--no-filters", "--stdin"];
        let blobs =
            [(self.told(&hash, log)?, "progress.jsonl"), (self.told(&hash, ATTRIBUTES.as_bytes())?, ".gitattributes")];
        for (blob, name) in blobs {
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

    /// What git answers in one line; `None` if it has no answer.
    fn ask(&self, args: &[&str]) -> Result<Option<String>, Error> {
        let output = self.run(args, io::empty())?;
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(output.status.success().then_some(line))
    }

    /// What git answers in one line to what must not fail.
    fn told(&self, args: &[&str], input: impl Input) -> Result<String, Error> {
        let output = self.run(args, input)?;
        if !output.status.success() {
            let words = format!("git {} failed: {}", args[0], last_words(&output));
            return Err(self.refused(&words));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The same with a remote at the other end.
    fn reach(&self, args: &[&str]) -> Result<Output, Error> {
        let silent = || format!("it has said nothing for {} seconds", self.patience.as_secs_f32());
        self.try_run(args, io::empty(), Stdio::piped())?.ok_or_else(|| Self::out_of_reach(&silent()))
    }

    fn run(&self, args: &[&str], input: impl Input) -> Result<Output, Error> {
        self.try_run(args, input, Stdio::piped())?.ok_or_else(|| self.endless(args))
    }

    /// The same with what it prints in a file.
    fn run_into(&self, stdout: Stdio, args: &[&str]) -> Result<Output, Error> {
        self.try_run(args, io::empty(), stdout)?.ok_or_else(|| self.endless(args))
    }

    fn endless(&self, args: &[&str]) -> Error {
        self.refused(&format!("git {} does not come to an end", args[0]))
    }

    /// `None` if it hangs.
    fn try_run(&self, args: &[&str], input: impl Input, stdout: Stdio) -> Result<Option<Output>, Error> {
        let mut command = self.command_anywhere();
        command.arg("--git-dir").arg(self.data.join(".git")).arg("--work-tree").arg(&self.data).args(args);
        let ran = patience::run(command.current_dir(&self.data).stdout(stdout), input, self.patience);
        ran.map_err(|failed| match failed {
            Failed::Program(source) => Self::no_git(source),
            // Whatever else git is given does not come from a disk.
            Failed::Input(source) => Error::new("read", &self.data.join("progress.jsonl"), source),
        })
    }

    /// git without what it would take from its surroundings, and with nothing of the user's that runs on a commit.
    fn command_anywhere(&self) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("GIT_") && !KEPT.contains(&&*text) {
                command.env_remove(&name);
            }
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
        for setting in ["core.hooksPath=/dev/null", "commit.gpgSign=false", "gc.auto=0", "core.fsmonitor=false"] {
            command.args(["-c", setting]);
        }
        command.arg("-c").arg(format!("user.name={}", self.machine.0)).args(["-c", "user.email=milepost@localhost"]);
        command
    }

    fn no_git(source: io::Error) -> Error {
        if source.kind() == io::ErrorKind::NotFound {
            return Error::new(
                "run",
                Path::new("git"),
                io::Error::other("it is not installed; `milepost sync DIR` needs none"),
            );
        }
        Error::new("run", Path::new("git"), source)
    }

    fn refused(&self, why: &str) -> Error {
        Error::new("sync", &self.data, io::Error::other(why.to_owned()))
    }

    fn unreachable(output: &Output) -> Error {
        Self::out_of_reach(&last_words(output))
    }

    fn out_of_reach(why: &str) -> Error {
        let words = format!("{why} (nothing is lost; sync again later)");
        Error::new("reach", Path::new("the remote"), io::Error::other(words))
    }
}

/// git's own reason: the first line that says so, or the last that it said.
fn last_words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    // Progress is told on one line again and again.
    let lines = || text.split(['\n', '\r']);
    let reason = lines().find_map(|line| line.strip_prefix("fatal: ").or_else(|| line.strip_prefix("error: ")));
    let last = || lines().rfind(|line| !line.trim().is_empty());
    quoted(reason.or_else(last).unwrap_or("it gave no reason")).to_string()
}

/// What is quoted of a line of a stranger's.
fn quoted(line: &str) -> SafeText {
    SafeText::line(&SafeText::line(line).chars().take(QUOTED).collect::<String>())
}
