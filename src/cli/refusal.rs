//! What the command line answers when it cannot do what was asked, and the exit codes.

use std::process::ExitCode;

use serde::Serialize;

use crate::model::{Entry, Place};

/// How a run ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    #[default]
    Done,
    Failed,
    Usage,
    NotFound,
    Invalid,
    /// A signal with this number ended the screen.
    Signal(u8),
}

/// Something was asked that cannot be done: what, and how to ask better.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Refusal {
    pub(super) kind: Kind,
    pub(super) message: String,
    /// Lines to be printed below the message.
    pub(super) hints: Vec<String>,
    /// The topics that could be meant.
    pub(super) candidates: Vec<Candidate>,
    /// The complaints about a roadmap file.
    pub(super) diagnostics: Vec<serde_json::Value>,
    /// The same for people: printed before the message, and cleaned already.
    pub(super) report: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Failed,
    Usage,
    NotFound,
    Ambiguous,
    /// A choice stands here: one of its options is to be named.
    Choice,
    Invalid,
}

/// A topic that could be meant.
#[derive(Debug, Serialize)]
pub(super) struct Candidate {
    pub(super) roadmap: String,
    pub(super) id: String,
    pub(super) title: String,
}

impl Refusal {
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            kind,
            message,
            hints: Vec::new(),
            candidates: Vec::new(),
            diagnostics: Vec::new(),
            report: String::new(),
        }
    }

    pub(super) fn hint(mut self, line: impl Into<String>) -> Self {
        self.hints.push(line.into());
        self
    }
}

impl Candidate {
    pub(super) fn new(entry: &Entry, place: Place) -> Self {
        let topic = &entry.roadmap[place];
        Self { roadmap: entry.roadmap.id.0.to_string(), id: topic.id.0.to_string(), title: topic.title.to_string() }
    }
}

impl Kind {
    pub(super) const fn exit(self) -> Exit {
        match self {
            Self::Failed => Exit::Failed,
            Self::Usage => Exit::Usage,
            Self::NotFound | Self::Ambiguous | Self::Choice => Exit::NotFound,
            Self::Invalid => Exit::Invalid,
        }
    }

    /// The stable name in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::NotFound => "not_found",
            Self::Ambiguous => "ambiguous",
            Self::Choice => "choice",
            Self::Invalid => "invalid_roadmap",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::NotFound => 3,
            Exit::Invalid => 4,
            Exit::Signal(number) => number.saturating_add(128),
        })
    }
}
