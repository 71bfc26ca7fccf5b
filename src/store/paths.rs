//! Where milepost keeps what it knows.

use std::path::PathBuf;

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
    /// `XDG_STATE_HOME/milepost` > the platform's. A relative `XDG_*` counts as unset.
    pub fn find(_data: Option<PathBuf>) -> Result<Self, Error> {
        todo!()
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
}
