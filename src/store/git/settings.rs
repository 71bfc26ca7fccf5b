//! The settings that lie in the repository: whose it is, and nothing in it that could run a program.

use std::fs;
use std::io;
use std::process::Output;

use super::super::error::Error;
use super::program::{last_words, quoted};
use super::{Git, OURS, THEIRS};

/// Says that milepost made the repository.
pub(super) const MARK: &str = "milepost.sync";

/// What git and people's tools write there, and what a sync does not read or cannot be harmed by. Where a data
/// directory is shared, so is this file, and many settings of git can run a program: what is not listed is refused.
const KNOWN: [&str; 14] = [
    MARK,
    "core.repositoryformatversion",
    "core.filemode",
    "core.bare",
    "core.logallrefupdates",
    "core.ignorecase",
    "core.precomposeunicode",
    "core.symlinks",
    "core.autocrlf",
    "extensions.objectformat",
    "extensions.refstorage",
    "gc.auto",
    "maintenance.auto",
    "maintenance.strategy",
];
/// Sections of which the same is true.
const KNOWN_SECTIONS: [&str; 6] = ["advice", "branch", "color", "gui", "pull", "user"];

impl Git {
    /// The remote that the repository was given; several, if somebody did so by hand. Refuses a repository of anybody
    /// else's, and settings of theirs.
    pub(super) fn own_remotes(&self) -> Result<Vec<String>, Error> {
        let settings = self.settings()?;
        let mark = settings.iter().rfind(|(name, _)| name == MARK).map(|(_, value)| value.as_str());
        if mark != Some("true") || self.place.join(".git/commondir").exists() {
            return Err(self.strange());
        }
        if let Some((name, _)) = settings.iter().find(|(name, _)| !is_known(name)) {
            return Err(self.refused(&format!(
                ".git/config sets {}, which milepost did not write and does not follow; settings of yours belong \
                 in those of your account (`git config --global`): take this one out",
                quoted(name)
            )));
        }
        Ok(settings.into_iter().filter(|(name, _)| name == "remote.origin.url").map(|(_, url)| url).collect())
    }

    /// Refuses a repository of which git can make nothing.
    pub(super) fn refuse_damage(&self) -> Result<(), Error> {
        let known = self.run(&["rev-parse", "--git-dir"], io::empty())?;
        if known.status.success() { Ok(()) } else { Err(self.broken("rev-parse", &known)) }
    }

    /// Refuses a repository that has lost what its branches name.
    pub(super) fn refuse_dangling(&self) -> Result<(), Error> {
        for name in [OURS, THEIRS] {
            if self.place.join(".git").join(name).exists() && self.commit_of(name)?.is_none() {
                return Err(self.damaged(&format!("the commit of {name} is missing")));
            }
        }
        Ok(())
    }

    fn settings(&self) -> Result<Vec<(String, String)>, Error> {
        let directory = self.place.join(".git");
        if !directory.is_dir() {
            return Err(self.strange());
        }
        let file = directory.join("config");
        if !fs::metadata(&file).is_ok_and(|found| found.is_file() && found.len() > 0) {
            return Err(self.damaged("its config is empty or missing"));
        }
        let listed = self.run(&["config", "--file", ".git/config", "--list", "--no-includes", "-z"], io::empty())?;
        if !listed.status.success() {
            return Err(self.broken("config", &listed));
        }
        let text = String::from_utf8_lossy(&listed.stdout);
        let settings = text.split_terminator('\0').map(|setting| setting.split_once('\n').unwrap_or((setting, "")));
        Ok(settings.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn strange(&self) -> Error {
        self.refused("it is a repository that milepost did not make, and is left alone")
    }

    /// git has found the repository wanting, or something has kept it from looking.
    fn broken(&self, command: &str, output: &Output) -> Error {
        let words = last_words(output);
        match output.status.code() {
            Some(3 | 128) => self.damaged(&format!("git says: {words}")),
            _ => self.refused(&format!("git {command} failed: {words}")),
        }
    }

    fn damaged(&self, how: &str) -> Error {
        self.refused(&format!(
            "its directory .git is damaged ({how}); if milepost made it, move it away and sync with `--remote URL`: all \
             progress is in progress.jsonl"
        ))
    }
}

fn is_known(name: &str) -> bool {
    let (section, key) = (name.split('.').next().unwrap_or_default(), name.rsplit('.').next().unwrap_or_default());
    KNOWN.contains(&name) || KNOWN_SECTIONS.contains(&section) || section == "remote" && ["url", "fetch"].contains(&key)
}
