//! Values of single fields: texts, lists, yes or no, times, links.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::format::complaints::{Complaints, quote, shorten};
use crate::format::suggest::nearest;
use crate::format::yaml::{Node, Shape};
use crate::model::{Aside, SafeText, is_link};

/// How long a list may be, if it is not of topics.
const MOST_ENTRIES: usize = 10_000;

const NO_SCHEME: &str = "a link begins with `https://`";
const NO_LINK: &str = "write `{title: …}` for a resource without a link, a book for example";

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

/// `true`, `false`, or a reason for yes.
pub(super) fn aside(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Aside {
    match node.shape() {
        Shape::Scalar { text: "true", plain: true } => Aside::Yes,
        Shape::Scalar { text: "false", plain: true } => Aside::No,
        Shape::Scalar { text, plain: true } if is_ambiguous(text) => {
            let complaint = complaints.error("wrong-type", node.head(), format!("{name} is a bare {}", quote(text)));
            complaint.label("write `true`, or a reason");
            Aside::No
        }
        Shape::Scalar { text, plain: true } if is_null(text) => {
            refuse_nothing::<()>(node, name, "`true` or a reason", complaints);
            Aside::No
        }
        _ => line(node, name, complaints).map_or(Aside::No, Aside::Because),
    }
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    node: Node<'_>,
    (name, code): (&str, &'static str),
    words: &[(&'static str, T)],
    complaints: &mut Complaints,
) -> Option<T> {
    let text = text(node, name, complaints)?;
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

/// A time in minutes: `45m`, `2h`, `1h30m`.
pub(super) fn minutes(node: Node<'_>, complaints: &mut Complaints) -> Option<u32> {
    let text = text(node, "`estimate`", complaints)?;
    let minutes = parse_minutes(text);
    if minutes.is_none() {
        let complaint = complaints.error("bad-estimate", node.head(), format!("{} is no estimate", quote(text)));
        let (label, help) = cure_of_estimate(text);
        let complaint = complaint.label(label);
        if let Some(help) = help {
            complaint.help(help);
        }
    }
    minutes
}

fn parse_minutes(text: &str) -> Option<u32> {
    let (hours, rest) = text.split_once('h').unwrap_or(("0", text));
    let minutes = if rest.is_empty() && text.ends_with('h') { "0" } else { rest.strip_suffix('m')? };
    let whole = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_number.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let total = whole(hours)?.checked_mul(60)?.checked_add(whole(minutes)?)?;
    (total > 0).then_some(total)
}

fn cure_of_estimate(text: &str) -> (&'static str, Option<&'static str>) {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')).to_lowercase();
    if ["d", "w", "mo", "y"].iter().any(|long| unit.starts_with(long)) {
        let why = "days and weeks mean different things to different people: give the hours of work";
        return ("hours and minutes only", Some(why));
    }
    ("write it as `45m`, `2h` or `1h30m`", None)
}

/// A link that may be opened: `http`, `https` or `mailto`, without anything hidden in it.
pub(super) fn url(node: Node<'_>, complaints: &mut Complaints) -> Option<SafeText> {
    let text = text(node, "`url`", complaints)?;
    let Some((label, help)) = fault_of_url(text) else { return Some(SafeText::line(text)) };
    let complaint = complaints.error("bad-url", node.head(), format!("{} is no link that can be opened", quote(text)));
    let complaint = complaint.label(label);
    if let Some(help) = help {
        complaint.help(help);
    }
    None
}

/// What is wrong with a link, and the cure.
fn fault_of_url(text: &str) -> Option<(String, Option<String>)> {
    if is_link(text) {
        return None;
    }
    let fault = |label: &str| Some((label.to_owned(), None));
    if text.contains(' ') && !text.contains("://") {
        return Some((NO_SCHEME.to_owned(), Some(NO_LINK.to_owned())));
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) || SafeText::hidden_in(text).is_some() {
        return fault("a link has no blanks and no hidden characters in it; `%20` is a blank");
    }
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_name = scheme.chars().all(|c| c.is_ascii_alphabetic());
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => fault("`//` and a host were expected after the colon"),
        "mailto" => fault("an address was expected after the colon"),
        "" if !text.contains('.') => Some((NO_SCHEME.to_owned(), Some(NO_LINK.to_owned()))),
        _ if scheme.is_empty() || !is_name => {
            Some((NO_SCHEME.to_owned(), Some(format!("write `https://{}`", shorten(text)))))
        }
        _ => fault("only `http`, `https` and `mailto` are opened"),
    }
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

/// A sign of one or two columns; of a sequence of joined emoji only the first, since terminals disagree on the rest.
pub(super) fn icon(node: Node<'_>, complaints: &mut Complaints) -> Option<SafeText> {
    let text = text(node, "`icon`", complaints)?;
    let first = text.split('\u{200d}').next().unwrap_or_default();
    let icon = SafeText::line(first);
    if icon.is_empty() {
        return None;
    }
    if icon.graphemes(true).count() == 1 && (1..=2).contains(&icon.width()) {
        return Some(icon);
    }
    let complaint = complaints.error("bad-icon", node.head(), format!("{} is no icon", quote(text)));
    complaint.label("one sign, no wider than an emoji");
    None
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
fn refuse_nothing<T>(node: Node<'_>, name: &str, wanted: &str, complaints: &mut Complaints) -> Option<T> {
    let span: Range<usize> = node.head();
    let complaint = complaints.error("wrong-type", span, format!("{name} has no value"));
    let complaint = complaint.label(format!("give {wanted}, or leave the field out"));
    if node.rest_of_line().contains('#') {
        complaint.help("`#` after a blank begins a comment: quote a text that begins with it");
    }
    None
}
