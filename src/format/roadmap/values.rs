//! Values that only a roadmap has: reasons, times, links, icons.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::format::complaints::{Complaints, quote, shorten};
use crate::format::values::{is_ambiguous, is_null, line, refuse_nothing, text};
use crate::format::yaml::{Node, Shape};
use crate::model::{Aside, SafeText, is_link};

const NO_SCHEME: &str = "a link begins with `https://`";
const NO_LINK: &str = "write `{title: …}` for a resource without a link, a book for example";

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
