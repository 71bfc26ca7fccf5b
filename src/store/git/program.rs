//! git, run as a program: what it is given of its surroundings and of the user's settings, and what it answers.

use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::super::error::Error;
use super::Git;
use super::patience::{self, Failed, Input};
use crate::model::SafeText;

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

/// So many letters are quoted of what a remote says.
const QUOTED: usize = 160;

/// What the user's own settings of git could say to our harm. How a remote is reached, they say themselves.
const SETTINGS: [&str; 21] = [
    // Programs that would run.
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "gc.auto=0",
    "maintenance.auto=false",
    // Signatures that nobody is there to give, or that a remote does not take.
    "commit.gpgSign=false",
    "push.gpgSign=false",
    // More than the one branch, or less than its history.
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "push.pushOption=",
    "submodule.recurse=false",
    "fetch.pruneTags=false",
    "fetch.writeCommitGraph=false",
    // Another form of repository, of commit or of index, or other people who may read it.
    "core.sharedRepository=umask",
    "init.defaultRefFormat=files",
    "i18n.commitEncoding=UTF-8",
    "core.sparseCheckout=false",
    // Words that are read here.
    "color.ui=false",
    // Nobody commits but this machine.
    "author.email=milepost@localhost",
    "committer.email=milepost@localhost",
    "user.email=milepost@localhost",
];

impl Git {
    /// What git answers in one line; `None` if it has no answer.
    pub(super) fn ask(&self, args: &[&str]) -> Result<Option<String>, Error> {
        let output = self.run(args, io::empty())?;
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok(output.status.success().then_some(line))
    }

    /// What git answers in one line to what must not fail.
    pub(super) fn told(&self, args: &[&str], input: impl Input) -> Result<String, Error> {
        let output = self.run(args, input)?;
        if !output.status.success() {
            let words = format!("git {} failed: {}", args[0], last_words(&output));
            return Err(self.refused(&words));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The same with a remote at the other end.
    pub(super) fn reach(&self, args: &[&str]) -> Result<Output, Error> {
        let silent = || format!("it has said nothing for {} seconds", self.patience.as_secs_f32());
        self.try_run(args, io::empty(), Stdio::piped())?.ok_or_else(|| Self::out_of_reach(&silent()))
    }

    pub(super) fn run(&self, args: &[&str], input: impl Input) -> Result<Output, Error> {
        self.try_run(args, input, Stdio::piped())?.ok_or_else(|| self.endless(args))
    }

    /// The same with what it prints in a file.
    pub(super) fn run_into(&self, stdout: Stdio, args: &[&str]) -> Result<Output, Error> {
        self.try_run(args, io::empty(), stdout)?.ok_or_else(|| self.endless(args))
    }

    fn endless(&self, args: &[&str]) -> Error {
        self.refused(&format!("git {} does not come to an end", args[0]))
    }

    /// `None` if it hangs.
    fn try_run(&self, args: &[&str], input: impl Input, stdout: Stdio) -> Result<Option<Output>, Error> {
        let mut command = self.command_anywhere();
        command.arg("--git-dir").arg(self.place.join(".git")).arg("--work-tree").arg(&self.place).args(args);
        let ran = patience::run(command.current_dir(&self.place).stdout(stdout), input, self.patience);
        let ran = ran.map_err(|failed| match failed {
            Failed::Program(source) => Self::no_git(source),
            // Whatever else git is given does not come from a disk.
            Failed::Input(source) => Error::new("read", &self.data.join("progress.jsonl"), source),
        })?;
        ran.iter().try_for_each(|output| Self::refuse_killed(output, args[0]))?;
        Ok(ran)
    }

    /// What somebody has killed has no answer to be read.
    pub(super) fn refuse_killed(output: &Output, command: &str) -> Result<(), Error> {
        if output.status.code().is_some() {
            return Ok(());
        }
        let words = format!("something ended `git {command}` by force; sync again");
        Err(Error::new("run", Path::new("git"), io::Error::other(words)))
    }

    /// git without what it would take from its surroundings, and with nothing of the user's that runs on a commit.
    pub(super) fn command_anywhere(&self) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("GIT_") && !KEPT.contains(&&*text) {
                command.env_remove(&name);
            }
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null());
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for name in ["author.name", "committer.name", "user.name"] {
            command.arg("-c").arg(format!("{name}={}", self.machine.0));
        }
        command
    }

    pub(super) fn no_git(source: io::Error) -> Error {
        if source.kind() == io::ErrorKind::NotFound {
            return Error::new(
                "run",
                Path::new("git"),
                io::Error::other("it is not installed; `milepost sync DIR` needs none"),
            );
        }
        Error::new("run", Path::new("git"), source)
    }

    pub(super) fn unreachable(output: &Output) -> Error {
        Self::out_of_reach(&last_words(output))
    }

    fn out_of_reach(why: &str) -> Error {
        let words = format!("{why} (nothing is lost; sync again later)");
        Error::new("reach", Path::new("the remote"), io::Error::other(words))
    }
}

/// git's own reason: the first line that says so, or the last that it said.
pub(super) fn last_words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    // Progress is told on one line again and again.
    let lines = || text.split(['\n', '\r']);
    let reason = lines().find_map(|line| line.strip_prefix("fatal: ").or_else(|| line.strip_prefix("error: ")));
    let last = || lines().rfind(|line| !line.trim().is_empty());
    quoted(reason.or_else(last).unwrap_or("it gave no reason")).to_string()
}

/// What is quoted of a line of a stranger's.
pub(super) fn quoted(line: &str) -> SafeText {
    SafeText::line(&SafeText::line(line).chars().take(QUOTED).collect::<String>())
}
