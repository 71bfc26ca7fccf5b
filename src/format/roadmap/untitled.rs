//! Topics without a title: what their author probably meant.

use super::fields::STAGE;
use crate::format::complaints::{Complaints, shorten};
use crate::format::fields::{Fields, Level};
use crate::format::values::colon_in;
use crate::format::yaml::{Node, Shape};

/// Whether a mapping was meant to be a title: `- Node.js: Express.js`, or `- Databases:` above a list. Then it says so,
/// and nothing in it is to be read as fields.
pub(super) fn refuse_accident(node: Node<'_>, level: &Level, complaints: &mut Complaints) -> bool {
    let is_known =
        |key: Node<'_>| key.scalar().is_none_or(|name| level.fields.contains(&name) || level.meant(name).is_some());
    if node.is_cut() || node.fields().any(|(key, _)| is_known(key)) {
        return false;
    }
    let Some((key, value)) = node.fields().next() else { return false };
    let one = || node.fields().nth(1).is_none();
    match (colon_in(node), value.shape()) {
        (Some(quoted), _) => {
            let quoted = if level.name == STAGE.name { format!("title: {quoted}") } else { quoted };
            let span = key.span().start..value.head().end;
            let complaint = complaints.error("colon-in-title", span, "this topic has no `title`");
            let complaint = complaint.label("YAML reads a colon and a blank as \"key: value\"");
            complaint.help(format!("quote the title:\n- {quoted}"));
            true
        }
        (None, Shape::Sequence | Shape::Mapping) if one() => {
            let title = key.scalar().unwrap_or_default();
            let complaint = complaints.error("missing-title", key.head(), format!("{} has no `title`", this(level)));
            let complaint = complaint.label("read as the name of a field");
            complaint.help(format!("write\n- title: {}\n  topics:\n    - …", shorten(title)));
            true
        }
        _ => false,
    }
}

/// Says that a title is missing, unless a misspelt field explains it.
pub(super) fn refuse(fields: &Fields<'_>, level: &Level, complaints: &mut Complaints) {
    if fields.lacks("title") {
        let complaint = complaints.error("missing-title", fields.head(), format!("{} has no `title`", this(level)));
        complaint.label("add `title:`");
    }
}

/// `a topic` as `this topic`.
fn this(level: &Level) -> String {
    level.name.replacen('a', "this", 1)
}
