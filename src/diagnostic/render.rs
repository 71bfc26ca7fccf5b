//! A report for people, in rustc's manners, and for programs.

use super::report::Report;

/// Whether the words may be coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Coloured,
}

/// The report as text, one blank line between complaints; empty if there is nothing to say. `name` is the file's.
pub fn render(_report: &Report, _name: &str, _text: &str, _style: Style) -> String {
    todo!()
}

/// The complaints as JSON objects: `{severity, code, file, line, column, message, help}`, line and column from 1.
pub fn render_json(_report: &Report, _name: &str, _text: &str) -> Vec<serde_json::Value> {
    todo!()
}
