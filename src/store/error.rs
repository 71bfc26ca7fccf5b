//! What the disk refused.

use std::io;
use std::path::Path;

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

impl Error {
    pub(super) fn new(verb: &'static str, path: &Path, source: io::Error) -> Self {
        let words = source.to_string();
        // Only the system's own errors end in a number that tells a learner nothing.
        let words = words.split(" (os error").next().unwrap_or_default();
        Self { verb, path: shown(path), reason: SafeText::line(&lower_case(words)), source: Some(source) }
    }

    /// Whether the system refused for this reason.
    pub fn is(&self, kind: io::ErrorKind) -> bool {
        self.source.as_ref().is_some_and(|source| source.kind() == kind)
    }
}

/// A path as it may be shown.
pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.to_string_lossy())
}

/// With a small first letter, unless an abbreviation stands there.
fn lower_case(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(' ' | 'a'..='z')) => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_words_come_in_lower_case_and_without_a_number() {
        let error = |source| Error::new("write", Path::new("/tmp/x"), source).to_string();
        let missing = std::fs::File::open("/nowhere/at/all").unwrap_err();
        assert!(!error(missing).contains("os error"));
        assert_eq!(error(io::Error::other("Disk full")), "could not write /tmp/x: disk full");
        assert_eq!(error(io::Error::other("I/O error")), "could not write /tmp/x: I/O error");
    }
}
