//! Complaints as they are found, to become a report in the order of the text.

use std::fmt::Display;
use std::ops::Range;

use super::codes::{CODES, CONFIG_CODES};
use crate::diagnostic::{Diagnostic, Label, Report, Severity};
use crate::model::SafeText;

/// How many complaints of one file are kept: a hostile one could have millions.
const MOST: usize = 10_000;

/// How much of a stranger's text is quoted in a message, in characters.
const QUOTED: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Complaints {
    kept: Vec<Diagnostic>,
    /// Where those beyond the most are written over each other.
    spare: Option<Diagnostic>,
    beyond: usize,
    errors: bool,
}

/// A complaint that has just been made, to which a cure can be added.
pub(super) struct Complaint<'c>(&'c mut Diagnostic);

impl Complaints {
    pub(super) fn error(&mut self, code: &'static str, span: Range<usize>, message: impl Display) -> Complaint<'_> {
        self.errors = true;
        self.complain(Severity::Error, code, span, &message.to_string())
    }

    pub(super) fn warning(&mut self, code: &'static str, span: Range<usize>, message: impl Display) -> Complaint<'_> {
        self.complain(Severity::Warning, code, span, &message.to_string())
    }

    pub(super) const fn has_errors(&self) -> bool {
        self.errors
    }

    /// Whether what is said now is only counted.
    pub(super) const fn is_full(&self) -> bool {
        self.kept.len() >= MOST
    }

    pub(super) fn append(&mut self, other: Self) {
        self.errors |= other.errors;
        self.beyond += other.beyond;
        self.kept.extend(other.kept);
    }

    /// Forgets what was said of these places, but for one code.
    pub(super) fn forget(&mut self, places: &[usize], but: &str) {
        self.kept.retain(|diagnostic| diagnostic.code == but || !places.contains(&diagnostic.start()));
    }

    /// The report, in the order of the text.
    pub(super) fn into_report(mut self) -> Report {
        self.kept.sort_by_key(Diagnostic::start);
        if self.beyond > 0 {
            let at = self.kept.last().map_or(0, Diagnostic::start);
            let message = format!("{} more complaints are left out", self.beyond);
            self.kept.push(diagnostic(Severity::Warning, "too-many", at..at, &message));
        }
        Report { diagnostics: self.kept }
    }

    fn complain(&mut self, severity: Severity, code: &'static str, span: Range<usize>, message: &str) -> Complaint<'_> {
        debug_assert!(CODES.contains(&code) || CONFIG_CODES.contains(&code), "{code} is not in the table of codes");
        let made = diagnostic(severity, code, span, message);
        if self.is_full() {
            self.beyond += 1;
            return Complaint(self.spare.insert(made));
        }
        Complaint(self.kept.push_mut(made))
    }
}

impl Complaint<'_> {
    /// What is said below the caret.
    pub(super) fn label(self, text: impl Display) -> Self {
        self.0.labels[0].text = SafeText::line(&text.to_string());
        self
    }

    /// Another place that explains it.
    pub(super) fn also(self, span: Range<usize>, text: impl Display) -> Self {
        self.0.labels.push(Label { span, text: SafeText::line(&text.to_string()) });
        self
    }

    /// How to mend it; may take several lines.
    pub(super) fn help(self, text: impl Display) -> Self {
        self.0.help = Some(SafeText::clean(&text.to_string()));
        self
    }
}

/// A stranger's text for a message: in backticks, on one line, cut.
pub(super) fn quote(raw: &str) -> String {
    format!("`{}`", shorten(raw))
}

/// A stranger's text on one line, cut.
pub(super) fn shorten(raw: &str) -> String {
    let end = raw.char_indices().nth(QUOTED).map_or(raw.len(), |(at, _)| at);
    let cut = if end < raw.len() { "…" } else { "" };
    format!("{}{cut}", SafeText::line(&raw[..end]))
}

fn diagnostic(severity: Severity, code: &'static str, span: Range<usize>, message: &str) -> Diagnostic {
    let label = Label { span, text: SafeText::default() };
    Diagnostic { severity, code, message: SafeText::line(message), labels: vec![label], help: None }
}

#[cfg(test)]
mod tests {
    use super::{Complaints, MOST, quote};

    #[test]
    fn a_report_is_in_the_order_of_the_text() {
        let mut complaints = Complaints::default();
        complaints.error("syntax", 9..9, "late");
        complaints.warning("syntax", 2..3, "early");
        let report = complaints.into_report();
        let said: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(said, ["early", "late"]);
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let mut complaints = Complaints::default();
        for at in 0..MOST + 7 {
            complaints.error("syntax", at..at, "no").label("x").help("y");
        }
        let report = complaints.into_report();
        assert_eq!(report.diagnostics.len(), MOST + 1);
        let last = report.diagnostics.last().unwrap();
        assert_eq!((last.code, last.message.as_str()), ("too-many", "7 more complaints are left out"));
    }

    #[test]
    fn quotes_are_short_and_clean() {
        assert_eq!(quote("a\u{1b}\nb"), "`a\\u{1b} b`");
        assert_eq!(quote(&"x".repeat(100)), format!("`{}…`", "x".repeat(60)));
    }
}
