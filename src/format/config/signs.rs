//! Keys that are signs, written without quotes: `help: ?`. To YAML they mean something else, or nothing at all.

use crate::format::complaints::Complaints;

/// The code of the complaint.
pub(super) const BARE_SIGN: &str = "bare-sign";

/// What YAML does not take for a text where it stands alone. `#` is not among them: there is nothing left of it to see.
const SIGNS: [char; 18] = ['?', ':', '-', '[', ']', '{', '}', '@', '`', '%', '!', '&', '*', ',', '|', '>', '\'', '"'];

/// Those of them after which a text may go on in the lines below.
const OPENING: [char; 6] = ['[', '{', '|', '>', '\'', '"'];

/// Complains of bare signs, and puts a full stop in the place of each, so that they hide nothing that comes after them.
/// Gives their places: what is read there is not what was written.
pub(super) fn mend(text: &str, complaints: &mut Complaints) -> (String, Vec<usize>) {
    let signs = places(text);
    let mut mended = text.to_owned();
    for &at in &signs {
        let sign = &text[at..=at];
        let complaint = complaints.error(BARE_SIGN, at..at + 1, format!("a bare `{sign}`"));
        let quoted = if sign == "\"" { "'\"'" } else { &format!("\"{sign}\"") };
        complaint.label(format!("quote it: {quoted}")).help("without quotes it means something else to YAML");
        mended.replace_range(at..=at, ".");
    }
    (mended, signs)
}

fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let after = &text[start + line.len()..];
        places.extend(in_line(line, after).into_iter().map(|at| start + at));
        start += line.len();
    }
    places
}

/// The bare signs of a line, given what comes after it.
fn in_line(line: &str, after: &str) -> Vec<usize> {
    let indent = indent(line);
    let body = &line[indent..];
    if body.starts_with('#') {
        return Vec::new();
    }
    let begin = match (body.strip_prefix("- "), body.find(": ")) {
        (Some(_), _) => indent + 2,
        (None, Some(colon)) => indent + colon + 2,
        (None, None) => return Vec::new(),
    };
    let value = line[begin..].split(" #").next().unwrap_or_default();
    let begin = begin + value.len() - value.trim_start().len();
    let value = value.trim();
    if let Some(sign) = lone(value) {
        let goes_on = OPENING.contains(&sign) && goes_on(after, indent);
        return if goes_on { Vec::new() } else { vec![begin] };
    }
    let Some(inside) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return Vec::new() };
    let mut at = begin + 1;
    let mut found = Vec::new();
    for item in inside.split(',') {
        // In brackets, `?` is a text.
        let is_sign = lone(item.trim()).is_some_and(|sign| sign != '?');
        found.extend(is_sign.then(|| at + item.len() - item.trim_start().len()));
        at += item.len() + 1;
    }
    found
}

/// The sign that a value is.
fn lone(value: &str) -> Option<char> {
    let mut characters = value.chars();
    characters.next().filter(|sign| characters.as_str().is_empty() && SIGNS.contains(sign))
}

/// Whether the next line with anything on it is part of a value that began on a line of this indentation.
fn goes_on(after: &str, than: usize) -> bool {
    let next = after.lines().find(|line| !line.trim().is_empty());
    next.is_some_and(|next| indent(next) > than || next.trim_start().starts_with([']', '}']))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_that_stand_alone_are_bare() {
        let found = |text: &str| places(text).into_iter().map(|at| &text[at..=at]).collect::<String>();
        assert_eq!(found("keys:\n  help: ?\n  find: /\n  top: -   # why\n  x: [a, -, {, ?]\n  - :\n"), "?--{:");
        assert_eq!(found("a: \"?\"\nb: [\"-\", 'x']\nc: g g\n# d: ?\ne: '?'\nf:\n"), "");
        assert_eq!(found("a: [\n  x,\n]\nb: |\n  x\nc: [\nd: \"\ne: >\n"), "[\">");
        assert_eq!(found("a: [[, ]]\n"), "[]");
    }
}
