//! Roadmaps: compiled in, of the user's directory, and named.

use std::path::Path;

use super::error::Error;
use super::paths::Paths;
use crate::diagnostic::Checked;
use crate::model::{Origin, Roadmap, Unreadable};

/// What a directory of roadmaps holds.
#[derive(Debug, Default)]
pub struct Shelf {
    pub roadmaps: Vec<(Roadmap, Origin)>,
    pub unreadable: Vec<Unreadable>,
}

/// The roadmaps compiled in, in the order in which they are listed. `build.rs` has checked them.
pub fn bundled() -> Vec<Roadmap> {
    let json = include_bytes!(concat!(env!("OUT_DIR"), "/bundled.json"));
    serde_json::from_slice(json).expect("written by the build from the same types")
}

/// The roadmaps in the user's data directory, by file name.
pub fn shelf(_paths: &Paths) -> Shelf {
    todo!()
}

/// Reads one roadmap file; gives its text too, for the report.
pub fn read_roadmap(_path: &Path) -> Result<(String, Checked<Roadmap>), Error> {
    todo!()
}
