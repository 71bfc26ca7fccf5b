//! The disk: where files are, how they are read, and how an edit is made to last.

mod backups;
mod config;
mod copies;
mod error;
mod files;
mod git;
mod keep;
mod library;
mod log;
mod machine;
mod paths;
#[cfg(test)]
mod probe;
mod random;
mod scratch;
mod sync;
mod watch;

pub use config::{create_config, first_mistake, unread};
pub use error::Error;
pub use files::{load_json, outlive_size_limits, own_what_is_made, read_text, read_within, save_json};
pub use library::{Shelf, bundled, is_bundled, line_of_topic, of_id, read_roadmap, shelf};
pub use log::{BadLine, Caught, Examination, Found, LogFile, Mended, Unsettled};
pub use machine::{keep_machine, machine, machine_of_environment};
pub use paths::Paths;
pub use random::seed;
pub use scratch::{Scratch, left_notes, newly_left_notes};
pub use sync::{Backup, Imported, Synced, export, import, sync_with_directory, sync_with_git};
pub use watch::{FileRead, Moment, SettingsWatch, Watch, read_file};
