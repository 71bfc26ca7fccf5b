//! A report for people, in rustc's manners, and for programs.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::excerpt::Excerpt;
use super::lines::{Lines, Position};
use super::report::{Diagnostic, Label, Report, Severity};
use crate::model::{SafeText, capitalised};

/// Wider than any line that is quoted, so that the renderer cuts none itself.
const TERM_WIDTH: usize = 1000;

/// Whether the words may be coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Coloured,
    /// In sentences, one complaint a line: nothing is pointed at.
    Spoken,
}

/// The report as text, one blank line between complaints; empty if there is nothing to say. `name` is the file's.
pub fn render(report: &Report, name: &str, text: &str, style: Style) -> String {
    let renderer = match style {
        Style::Spoken => return spoken(report, name, text),
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
    .term_width(TERM_WIDTH);
    let name = SafeText::line(name);
    let lines = Lines::new(text);
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&render_one(diagnostic, &name, &lines, &renderer));
        out.push('\n');
    }
    out
}

fn spoken(report: &Report, name: &str, text: &str) -> String {
    let name = SafeText::line(name);
    let lines = Lines::new(text);
    let sentence = |words: &SafeText| {
        let end = if words.ends_with(['.', '?']) { "" } else { "." };
        format!(" {}{end}", capitalised(&words.replace('\n', " ")))
    };
    let one = |diagnostic: &Diagnostic| {
        let Position { line, column } = lines.position(diagnostic.start());
        let label = diagnostic.labels.first().map(|label| &label.text).filter(|text| !text.is_empty());
        let said: String = label.into_iter().chain(&diagnostic.help).map(sentence).collect();
        let (severity, message) = (diagnostic.severity.name(), &diagnostic.message);
        format!("{severity} in {name}, line {line}, column {column}: {message}.{said}\n")
    };
    report.diagnostics.iter().map(one).collect()
}

/// The complaints as JSON objects: `{severity, code, file, line, column, message, help}`, line and column from 1. The
/// help begins with what people see below the caret.
pub fn render_json(report: &Report, name: &str, text: &str) -> Vec<serde_json::Value> {
    let name = SafeText::line(name);
    let lines = Lines::new(text);
    let one = |diagnostic: &Diagnostic| {
        let Position { line, column } = lines.position(diagnostic.start());
        let label = diagnostic.labels.first().map(|label| &label.text).filter(|text| !text.is_empty());
        let help: Vec<&str> = label.into_iter().chain(&diagnostic.help).map(SafeText::as_str).collect();
        json!({
            "severity": diagnostic.severity.name(),
            "code": diagnostic.code,
            "file": name,
            "line": line,
            "column": column,
            "message": diagnostic.message,
            "help": (!help.is_empty()).then(|| help.join("\n")),
        })
    };
    report.diagnostics.iter().map(one).collect()
}

fn render_one(diagnostic: &Diagnostic, name: &SafeText, lines: &Lines<'_>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let mut places = Vec::new();
    for labels in by_line(&diagnostic.labels, lines) {
        let at = lines.position(labels[0].span.start);
        let (start, line) = lines.line_at(labels[0].span.start);
        let local = |byte: usize| byte.saturating_sub(start);
        let spans: Vec<_> = labels.iter().map(|label| local(label.span.start)..local(label.span.end)).collect();
        let excerpt = Excerpt::new(line, &spans);
        places.push((at, excerpt.source[..excerpt.spans[0].start].chars().count() + 1));
        let marks = labels.iter().zip(excerpt.spans).enumerate().map(|(number, (label, span))| {
            let primary = places.len() == 1 && number == 0;
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(span).label((!label.text.is_empty()).then_some(label.text.as_str()))
        });
        group =
            group.element(Snippet::source(excerpt.source).path(name.as_str()).line_start(at.line).annotations(marks));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let mut words = renderer.render(&[group]);
    for (Position { line, column }, shown) in places {
        if shown != column {
            // The renderer counts in the quoted line; the reader looks in the file.
            words = words.replacen(&format!("{name}:{line}:{shown}"), &format!("{name}:{line}:{column}"), 1);
        }
    }
    words
}

/// The labels of each line together, the lines in the order in which the labels name them.
fn by_line<'d>(labels: &'d [Label], lines: &Lines<'_>) -> Vec<Vec<&'d Label>> {
    let mut grouped: Vec<(usize, Vec<&Label>)> = Vec::new();
    for label in labels {
        let line = lines.position(label.span.start).line;
        match grouped.iter_mut().find(|(other, _)| *other == line) {
            Some((_, together)) => together.push(label),
            None => grouped.push((line, vec![label])),
        }
    }
    grouped.into_iter().map(|(_, together)| together).collect()
}
