//! Values of single fields: texts, lists, numbers, one of a few words.

use super::complaints::{Complaints, quote, shorten};
use super::suggest::nearest;
use super::yaml::{Node, Shape};
use crate::model::SafeText;

/// How long a list may be, if it is not one of topics.
const MOST_ENTRIES: usize = 10_000;

/// The words of a text field. Numbers are taken as they are written; a bare `yes` or nothing at all is not.
pub(super) fn text<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Option<&'t str> {
    match node.shape() {
        Shape::Scalar { text, plain: true } if is_null(text) => refuse_nothing(node, name, "a text", complaints),
        Shape::Scalar { text, plain: true } if is_ambiguous(text) => {
            let complaint = complaints.error("wrong-type", node.head(), format!("{name} is a bare {}", quote(text)));
            complaint.label(format!("quote it: \"{text}\""));
            None
        }
        Shape::Scalar { text, .. } => Some(text),
        Shape::Alias => None,
        Shape::Sequence | Shape::Mapping => {
            let complaint = complaints.error("wrong-type", node.head(), format!("{name} must be a text"));
            if let Some(quoted) = colon_in(node) {
                complaint
                    .label("YAML reads a colon and a blank as \"key: value\"")
                    .help(format!("quote the text: {quoted}"));
            } else {
                complaint.label(format!("not {}", shape_name(node)));
            }
            None
        }
    }
}

/// A text field of one line; none if it is empty.
pub(super) fn line(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Option<SafeText> {
    text(node, name, complaints).map(SafeText::line).filter(|text| !text.is_empty())
}

/// A text field of several lines; none if it is empty.
pub(super) fn lines(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Option<SafeText> {
    text(node, name, complaints).map(|text| SafeText::clean(text.trim_end())).filter(|text| !text.is_empty())
}

/// What a list field of a topic holds.
pub(super) fn list<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Vec<Node<'t>> {
    if let Some(beyond) = node.items().nth(MOST_ENTRIES) {
        let message = format!("{name} has more than {MOST_ENTRIES} entries");
        complaints.error("too-large", beyond.head(), message).label("one too many");
        return Vec::new();
    }
    entries(node, name, complaints)
}

/// What a list holds, however much.
pub(super) fn entries<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Vec<Node<'t>> {
    match node.shape() {
        Shape::Sequence => return node.items().collect(),
        Shape::Alias => {}
        Shape::Scalar { text, plain: true } if is_null(text) => {
            refuse_nothing::<()>(node, name, "a list", complaints);
        }
        Shape::Scalar { text, .. } => {
            let complaint = complaints.error("wrong-type", node.head(), format!("{name} must be a list"));
            complaint.label(format!("in brackets: [{}]", shorten(text)));
        }
        Shape::Mapping => {
            let complaint = complaints.error("wrong-type", node.head(), format!("{name} must be a list"));
            complaint.label("begin each entry with `- `");
        }
    }
    Vec::new()
}

/// What a field holds that may be one text or a list of them.
pub(super) fn texts<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Vec<(Node<'t>, &'t str)> {
    let nodes = if node.scalar().is_some() { vec![node] } else { list(node, name, complaints) };
    nodes.into_iter().filter_map(|node| Some((node, text(node, name, complaints)?))).collect()
}

/// Texts of one line each.
pub(super) fn line_list(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Vec<SafeText> {
    list(node, name, complaints).into_iter().filter_map(|item| line(item, name, complaints)).collect()
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    node: Node<'_>,
    (name, code): (&str, &'static str),
    words: &[(&'static str, T)],
    complaints: &mut Complaints,
) -> Option<T> {
    let text = text(node, name, complaints)?;
    one_of(node, text, (name, code), words, complaints)
}

/// The word of a few that a text is.
pub(super) fn one_of<T: Copy>(
    node: Node<'_>,
    text: &str,
    (name, code): (&str, &'static str),
    words: &[(&'static str, T)],
    complaints: &mut Complaints,
) -> Option<T> {
    let found = words.iter().find(|(word, _)| *word == text).map(|&(_, value)| value);
    if found.is_none() {
        let known = || words.iter().map(|&(word, _)| word);
        let complaint = complaints.error(code, node.head(), format!("{name} cannot be {}", quote(text)));
        let all = known().collect::<Vec<_>>().join("`, `");
        match nearest(text, known()) {
            Some(meant) => complaint.label(format!("did you mean `{meant}`?")),
            None => complaint.label("unknown here"),
        }
        .help(format!("it is one of `{all}`"));
    }
    found
}

/// A whole number.
pub(super) fn number(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Option<u32> {
    let parsed = node.scalar().map(str::parse);
    if let Some(Ok(number)) = parsed {
        return Some(number);
    }
    if !matches!(node.shape(), Shape::Alias) {
        complaints.error("wrong-type", node.head(), format!("{name} must be a whole number")).label("not this");
    }
    None
}

/// The quoted form of what YAML took for a key and a value: `"Node.js: Express.js"`.
pub(super) fn colon_in(node: Node<'_>) -> Option<String> {
    let mut fields = node.fields().filter(|_| !node.source().starts_with('{'));
    let (key, value) = fields.next()?;
    let (Shape::Scalar { text: key, plain: true }, Shape::Scalar { text: value, plain: true }) =
        (key.shape(), value.shape())
    else {
        return None;
    };
    let quoted = || format!("\"{}: {}\"", shorten(key), shorten(value).replace('"', "\\\""));
    (fields.next().is_none() && !is_null(value)).then(quoted)
}

pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Complains that a value is not of the wanted shape.
pub(super) fn refuse_shape(node: Node<'_>, name: &str, wanted: &str, complaints: &mut Complaints) {
    if !matches!(node.shape(), Shape::Alias) {
        let complaint = complaints.error("wrong-type", node.head(), format!("{name} must be {wanted}"));
        complaint.label(format!("not {}", shape_name(node)));
    }
}

/// Words that one YAML reader takes for text and another for yes or no.
pub(super) fn is_ambiguous(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    matches!(word.as_str(), "yes" | "no" | "on" | "off" | "true" | "false") && text.len() <= 5
}

pub(super) fn shape_name(node: Node<'_>) -> &'static str {
    match node.shape() {
        Shape::Scalar { .. } => "a text",
        Shape::Sequence => "a list",
        Shape::Mapping => "fields",
        Shape::Alias => "an alias",
    }
}

/// Where to complain that a field has no value.
pub(super) fn refuse_nothing<T>(node: Node<'_>, name: &str, wanted: &str, complaints: &mut Complaints) -> Option<T> {
    let complaint = complaints.error("wrong-type", node.head(), format!("{name} has no value"));
    let complaint = complaint.label(format!("give {wanted}, or leave the field out"));
    if node.rest_of_line().contains('#') {
        complaint.help("`#` after a blank begins a comment: quote a text that begins with it");
    }
    None
}
