//! Ids as they are written in a file, and titles that they are made of.

use crate::format::complaints::{Complaints, quote};
use crate::format::values::{colon_in, is_ambiguous, is_null, shape_name, text, texts};
use crate::format::yaml::{Node, Shape};
use crate::model::{Concept, SafeText, slug};

/// The longest title or segment of an id, in characters: paths of them are kept for every topic.
const LONGEST: usize = 300;

/// A title, with the words that its slug is made of.
pub(super) fn title<'t>(node: Node<'t>, complaints: &mut Complaints) -> Option<(SafeText, &'t str)> {
    let Shape::Scalar { text, plain } = node.shape() else {
        refuse_shape(node, complaints);
        return None;
    };
    let span = node.head();
    if plain && node.span().is_empty() {
        complaints.error("empty-title", span, "a title without words").label("what is it called?");
        return None;
    }
    if plain && (is_null(text) || is_ambiguous(text)) {
        let complaint = complaints.error("ambiguous-title", span, format!("a bare {} is no title", quote(text)));
        complaint.label(format!("quote it: \"{text}\"")).help("YAML readers take it for yes, no or nothing");
        return None;
    }
    if plain && node.source().lines().skip(1).any(|line| line.trim_start().starts_with("- ")) {
        let complaint = complaints.error("list-in-title", span, "the list below is read as part of this title");
        complaint
            .label("a list of topics needs a field")
            .help("write the topic as `title: …`, and `topics:` above its list");
        return None;
    }
    if text.chars().nth(LONGEST).is_some() {
        let complaint = complaints.error("long-title", span, format!("a title of more than {LONGEST} characters"));
        complaint.label("put the details into `description`");
        return None;
    }
    let title = SafeText::line(text);
    // Braille has a blank of its own.
    if title.chars().all(|c| c.is_whitespace() || c == '\u{2800}') {
        complaints.error("empty-title", span, "a title without words").label("what is it called?");
        return None;
    }
    Some((title, text))
}

/// `id:`, one segment of a path.
pub(super) fn segment<'t>(node: Node<'t>, complaints: &mut Complaints) -> Option<&'t str> {
    let text = text(node, "`id`", complaints)?;
    if is_segment(text) {
        return Some(text);
    }
    let complaint = complaints.error("invalid-id", node.head(), format!("{} cannot be an id", quote(text)));
    if text.contains('/') {
        complaint.label("one segment only: the ids above it come before it by themselves");
    } else {
        complaint.label("letters, digits, `-`, `_` and `.`").help(suggestion(text));
    }
    None
}

/// `was:`, paths that a topic had before.
pub(super) fn paths<'t>(node: Node<'t>, complaints: &mut Complaints) -> Vec<&'t str> {
    let mut paths = Vec::new();
    for (node, path) in texts(node, "`was`", complaints) {
        if path.split('/').all(is_segment) {
            paths.push(path);
        } else {
            let complaint = complaints.error("invalid-id", node.head(), format!("{} was never an id", quote(path)));
            complaint.label("the whole old id, for example `core-skills/apis`");
        }
    }
    paths
}

/// `concept:`, names that roadmaps share.
pub(super) fn concepts(node: Node<'_>, complaints: &mut Complaints) -> Vec<Concept> {
    let mut concepts = Vec::new();
    for (node, text) in texts(node, "`concept`", complaints) {
        let name = text.strip_prefix('~').unwrap_or(text);
        if is_concept(name, node, complaints) {
            concepts.push(Concept { name: name.into(), related: name.len() < text.len() });
        }
    }
    concepts
}

/// Whether a concept is written as its slug, since that is how it is compared; complains if not.
pub(super) fn is_concept(name: &str, node: Node<'_>, complaints: &mut Complaints) -> bool {
    let is_slug = !name.is_empty() && is_segment(name) && slug(name) == name;
    if !is_slug {
        let complaint =
            complaints.error("invalid-concept", node.head(), format!("{} cannot be a concept", quote(name)));
        complaint.label("lower case, with `-` between the words").help(suggestion(name));
    }
    is_slug
}

pub(super) fn is_segment(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    text.contains(char::is_alphanumeric)
        && text.chars().all(|c| is_letter(c) || matches!(c, '-' | '_' | '.'))
        && text.chars().nth(LONGEST).is_none()
        && SafeText::hidden_in(text).is_none()
}

fn suggestion(text: &str) -> String {
    let slug: String = slug(text).chars().take(LONGEST).collect();
    if slug.is_empty() { "for example `rate-limiting`".to_owned() } else { format!("write {}", quote(&slug)) }
}

fn refuse_shape(node: Node<'_>, complaints: &mut Complaints) {
    if matches!(node.shape(), Shape::Alias) {
        return;
    }
    if let Some(quoted) = colon_in(node) {
        let complaint = complaints.error("colon-in-title", node.head(), "a colon in a title");
        let complaint = complaint.label("YAML reads a colon and a blank as \"key: value\"");
        complaint.help(format!("quote the title: {quoted}"));
    } else {
        let complaint = complaints.error("wrong-type", node.head(), "a title must be a text");
        complaint.label(format!("not {}", shape_name(node)));
    }
}
