//! What the disk refused.

use std::io;

use crate::model::SafeText;

/// A file could not be used: what was tried, which file, and why.
#[derive(Debug, thiserror::Error)]
#[error("could not {verb} {path}: {reason}")]
pub struct Error {
    pub verb: &'static str,
    pub path: SafeText,
    /// The system's words, lower case.
    pub reason: SafeText,
    #[source]
    pub source: Option<io::Error>,
}
