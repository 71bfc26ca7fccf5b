//! Files of roadmaps: what becomes of them while the program runs.

use super::roadmap::Roadmap;
use super::text::SafeText;

/// A file that cannot be read as a roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub path: SafeText,
    /// The line of the first complaint, from 1, where it is about one.
    pub line: Option<usize>,
    /// The first complaint: ``unknown field `recomended` ``.
    pub what: SafeText,
    pub complaints: usize,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileNews {
    pub path: SafeText,
    pub news: News,
}

#[derive(Clone, Debug, PartialEq)]
pub enum News {
    Read(Box<Roadmap>),
    Broken(Unreadable),
    Gone,
}

/// Why what is shown of a roadmap is no longer what its file says: it is the last good version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Broken(Unreadable),
    Gone,
}

impl Unreadable {
    /// The first complaint with its line: ``line 14, unknown field `recomended` ``.
    pub fn first(&self) -> String {
        self.line.map_or_else(|| self.what.to_string(), |line| format!("line {line}, {}", self.what))
    }

    /// The name of the file without its directory.
    pub fn name(&self) -> &str {
        name(&self.path)
    }
}

impl Trouble {
    /// What is wrong, and what is shown: `backend.yaml is gone. …`. `path` is that of the file.
    pub fn words(&self, path: &str) -> String {
        let name = name(path);
        match self {
            Self::Broken(Unreadable { line: Some(line), what, .. }) => {
                format!("{name} line {line}: {what}. The last good version stays.")
            }
            Self::Broken(Unreadable { what, .. }) => format!("{name}: {what}. The last good version stays."),
            Self::Gone => format!("{name} is gone. Its last good version stays until you leave it."),
        }
    }
}

/// The name of a file without its directory.
fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
