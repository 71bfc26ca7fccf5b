//! Text ⇄ model, without a disk: roadmap files, the settings, and lines of the state file.

pub mod backup;
mod codes;
mod complaints;
pub mod config;
mod fields;
pub mod log;
pub mod roadmap;
mod suggest;
mod utf8;
mod values;
mod yaml;

pub use codes::{CODES, CONFIG_CODES};
