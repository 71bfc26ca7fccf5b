//! Text ⇄ model, without a disk: roadmap files and lines of the state file.

pub mod log;
pub mod roadmap;
mod yaml;
