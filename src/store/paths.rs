//! Where milepost keeps what it knows.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::error::Error;

/// The directories of this user, none of them made yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// `progress.jsonl` and `roadmaps/`.
    pub data: PathBuf,
    /// `session.json` and what else belongs to this machine alone.
    pub state: PathBuf,
}

impl Paths {
    /// `data`: `--data` > `MILEPOST_DATA` > `XDG_DATA_HOME/milepost` > the platform's. `state`: `MILEPOST_STATE` >
    /// `XDG_STATE_HOME/milepost` > the platform's. A relative `XDG_*` counts as unset, and so does an empty variable.
    /// Both come out absolute.
    pub fn find(data: Option<PathBuf>) -> Result<Self, Error> {
        let platform = ProjectDirs::from("", "", "milepost");
        let platform_data = platform.as_ref().map(|dirs| dirs.data_dir().to_owned());
        // Only Linux has a place for state; elsewhere it goes beside what is local to the machine.
        let platform_state =
            platform.map(|dirs| dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Path::to_owned));
        let variable = |name: &str| std::env::var_os(name);
        let data = data.or_else(|| chosen(variable, "MILEPOST_DATA", "XDG_DATA_HOME", platform_data));
        let state = chosen(variable, "MILEPOST_STATE", "XDG_STATE_HOME", platform_state);
        Ok(Self {
            data: absolute(data, "the data directory", "give one with `--data` or `MILEPOST_DATA`")?,
            state: absolute(state, "the state directory", "give one with `MILEPOST_STATE`")?,
        })
    }

    /// The settings file, which need not be there: `--config` > `MILEPOST_CONFIG`, both of them a file >
    /// `config.yaml` in `XDG_CONFIG_HOME/milepost` > in the platform's directory. Absolute.
    pub fn config(named: Option<PathBuf>) -> Result<PathBuf, Error> {
        let variable = |name: &str| std::env::var_os(name);
        let platform = || ProjectDirs::from("", "", "milepost").map(|dirs| dirs.config_dir().to_owned());
        let file = named.or_else(|| chosen_config(variable, platform));
        absolute(file, "the settings file", "name it with `--config` or `MILEPOST_CONFIG`")
    }

    pub fn log(&self) -> PathBuf {
        self.data.join("progress.jsonl")
    }

    pub fn roadmaps(&self) -> PathBuf {
        self.data.join("roadmaps")
    }

    pub fn session(&self) -> PathBuf {
        self.state.join("session.json")
    }

    /// The remotes that were named on this machine.
    pub(super) fn remotes(&self) -> PathBuf {
        self.state.join("remotes.json")
    }

    /// The name of this machine.
    pub(super) fn machine(&self) -> PathBuf {
        self.state.join("machine")
    }
}

fn chosen(
    variable: impl Fn(&str) -> Option<OsString>,
    own: &str,
    xdg: &str,
    platform: Option<PathBuf>,
) -> Option<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let xdg = || set(xdg).filter(|path| path.is_absolute()).map(|path| path.join("milepost"));
    set(own).or_else(xdg).or(platform)
}

fn chosen_config(
    variable: impl Fn(&str) -> Option<OsString>,
    platform: impl FnOnce() -> Option<PathBuf>,
) -> Option<PathBuf> {
    const FILE: &str = "MILEPOST_CONFIG";
    let file = variable(FILE).filter(|file| !file.is_empty()).map(PathBuf::from);
    // What is set is a file, and so it is left out where directories are asked for.
    let directory = || chosen(|name| variable(name).filter(|_| name != FILE), FILE, "XDG_CONFIG_HOME", platform());
    file.or_else(|| directory().map(|directory| directory.join("config.yaml")))
}

fn absolute(path: Option<PathBuf>, name: &'static str, help: &str) -> Result<PathBuf, Error> {
    let unknown = || io::Error::other(format!("no home directory is known; {help}"));
    path.ok_or_else(unknown).and_then(std::path::absolute).map_err(|source| Error::new("find", Path::new(name), source))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn data(variables: &[(&str, &str)], platform: Option<&str>) -> Option<PathBuf> {
        let variable =
            |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| OsString::from(value));
        chosen(variable, "MILEPOST_DATA", "XDG_DATA_HOME", platform.map(PathBuf::from))
    }

    #[test]
    fn our_own_variable_goes_before_xdg_and_that_before_the_platform_s() {
        let (own, xdg) = (("MILEPOST_DATA", "own"), ("XDG_DATA_HOME", "/xdg"));
        assert_eq!(data(&[own, xdg], Some("/p")), Some("own".into()));
        assert_eq!(data(&[xdg], Some("/p")), Some("/xdg/milepost".into()));
        assert_eq!(data(&[], Some("/p")), Some("/p".into()));
        assert_eq!(data(&[], None), None);
    }

    #[test]
    fn an_empty_variable_and_a_relative_xdg_count_as_unset() {
        assert_eq!(data(&[("MILEPOST_DATA", ""), ("XDG_DATA_HOME", "xdg")], Some("/p")), Some("/p".into()));
        assert_eq!(data(&[("XDG_DATA_HOME", "")], Some("/p")), Some("/p".into()));
    }

    #[test]
    fn the_settings_are_a_file_of_their_own_or_lie_in_a_directory() {
        let found = |variables: &[(&str, &str)]| {
            let variable =
                |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| OsString::from(value));
            chosen_config(variable, || Some("/p".into()))
        };
        let (own, xdg) = (("MILEPOST_CONFIG", "own.yaml"), ("XDG_CONFIG_HOME", "/xdg"));
        assert_eq!(found(&[own, xdg]), Some("own.yaml".into()));
        assert_eq!(found(&[("MILEPOST_CONFIG", ""), xdg]), Some("/xdg/milepost/config.yaml".into()));
        assert_eq!(found(&[("XDG_CONFIG_HOME", "relative")]), Some("/p/config.yaml".into()));
        assert!(Paths::config(Some("here.yaml".into())).unwrap().is_absolute());
    }

    #[test]
    fn a_named_directory_comes_out_absolute_and_none_says_what_to_do() {
        assert_eq!(Paths::find(Some("/here".into())).unwrap().log(), PathBuf::from("/here/progress.jsonl"));
        assert!(Paths::find(Some("here".into())).unwrap().data.is_absolute());
        assert!(Paths::find(Some(PathBuf::new())).is_err());
        let error = absolute(None, "the data directory", "give one with `--data`").unwrap_err();
        assert_eq!(
            error.to_string(),
            "could not find the data directory: no home directory is known; give one with `--data`"
        );
    }
}
