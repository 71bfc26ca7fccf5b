//! Complaints about one text, collected in the order of the text.

use std::ops::Range;

use crate::model::SafeText;

/// Everything there is to say about one text.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub diagnostics: Vec<Diagnostic>,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A stable name, `unknown-field`: one fixture each under `tests/it/check/`.
    pub code: &'static str,
    /// Lower case, no full stop; quotes at most one line, cleaned.
    pub message: SafeText,
    /// The place complained of first, then others that explain it.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Option<SafeText>,
}

/// A place in the text with what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the text.
    pub span: Range<usize>,
    pub text: SafeText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// The outcome of reading a text: a value unless there were errors, and the report in either case.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    pub value: Option<T>,
    pub report: Report,
}

impl Report {
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    pub fn warnings(&self) -> usize {
        self.diagnostics.len() - self.errors()
    }
}

impl Diagnostic {
    /// The byte of the text that it is about; the first of the text if it names none.
    pub fn start(&self) -> usize {
        self.labels.first().map_or(0, |label| label.span.start)
    }
}

impl Severity {
    /// The word in reports, for people and for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
