//! The disk: where files are, how they are read, and how an edit is made to last.

mod error;
mod files;
mod git;
mod library;
mod log;
mod machine;
mod paths;
mod random;
mod sync;

pub use error::Error;
pub use files::{load_json, read_text, save_json};
pub use library::{Shelf, bundled, read_roadmap, shelf};
pub use log::{Caught, LogFile, records};
pub use machine::{keep_machine, machine};
pub use paths::Paths;
pub use random::seed;
pub use sync::{Synced, import, sync_with_directory, sync_with_git};
