//! Making the repository: it has its name only when it is complete, whenever the program is killed.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::{fs, io};

use super::super::error::Error;
use super::super::files;
use super::super::paths::Paths;
use super::settings::MARK;
use super::{ATTRIBUTES, Git};

impl Git {
    /// Whether anything is in the place of the repository.
    pub(super) fn is_there(&self) -> bool {
        fs::symlink_metadata(self.data.join(".git")).is_ok()
    }

    /// Lets nobody else in: there is in it what is in the log. A file system without modes is used as it is.
    pub(super) fn make_private(&self) {
        #[cfg(unix)]
        drop(fs::set_permissions(self.data.join(".git"), fs::Permissions::from_mode(0o700)));
    }

    /// Makes the repository, unless another one holds the directory.
    pub(super) fn make(&self, paths: &Paths, remote: &str) -> Result<(), Error> {
        let refused = |source| Error::new("make", &self.data, source);
        files::make_directories(&self.data).map_err(refused)?;
        if self.lies_in_another()? {
            return Err(
                self.refused("it lies in a repository of yours, which is left alone; use another data directory")
            );
        }
        Self::know(paths, remote)?;
        let unfinished = files::unfinished_directory(&self.data).map_err(refused)?;
        let new = Self { place: unfinished.path().to_owned(), ..self.clone() };
        // Whatever the user prefers: what most hosts have, and every git reads.
        let init = ["init", "--quiet", "--template=", "--initial-branch=main", "--object-format=sha1"];
        new.told(&init, io::empty())?;
        new.told(&["config", "--local", MARK, "true"], io::empty())?;
        new.set_remote(remote)?;
        Self { data: new.place, ..self.clone() }.make_private();
        let attributes = self.data.join(".gitattributes");
        if !attributes.exists() {
            let written = files::replace(&attributes, ATTRIBUTES.as_bytes());
            written.map_err(|source| Error::new("write", &attributes, source))?;
        }
        match fs::rename(unfinished.path().join(".git"), self.data.join(".git")) {
            // Another sync was faster.
            Err(_) if self.is_there() => Ok(()),
            renamed => renamed.map_err(refused),
        }
    }

    fn lies_in_another(&self) -> Result<bool, Error> {
        let mut command = self.command_anywhere();
        let around = command.current_dir(&self.data).args(["rev-parse", "--git-dir"]).output().map_err(Self::no_git)?;
        Self::refuse_killed(&around, "rev-parse")?;
        Ok(around.status.success() && !around.stdout.is_empty())
    }
}
