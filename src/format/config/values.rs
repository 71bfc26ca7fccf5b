//! Values of single settings: yes or no, one of a few words, days, the name of a machine.

use crate::format::complaints::{Complaints, quote};
use crate::format::values::{entries, is_null, number, one_of, refuse_nothing, refuse_shape};
use crate::format::yaml::{Node, Shape};
use crate::model::Machine;

/// The latest day after which something is recalled: ten years.
const LATEST_DAY: u32 = 3650;

/// How often a topic is recalled at most.
const MOST_DAYS: usize = 10;

/// The words of a setting, as they are written: here a bare `off` or `7` is a word like any other.
pub(super) fn word<'t>(node: Node<'t>, name: &str, complaints: &mut Complaints) -> Option<&'t str> {
    match node.shape() {
        Shape::Scalar { text, plain: true } if is_null(text) => refuse_nothing(node, name, "a value", complaints),
        Shape::Scalar { text, .. } => Some(text),
        Shape::Sequence | Shape::Mapping | Shape::Alias => {
            refuse_shape(node, name, "a single value", complaints);
            None
        }
    }
}

/// One of a few words. Where `off` or `false` is one of them, so is what YAML takes for the same.
pub(super) fn choice<T: Copy>(
    node: Node<'_>,
    name: &str,
    words: &[(&'static str, T)],
    complaints: &mut Complaints,
) -> Option<T> {
    let text = word(node, name, complaints)?;
    let meant = |word: &str| match word {
        "true" => ["yes", "on", "true"].iter().any(|yes| yes.eq_ignore_ascii_case(text)),
        "false" | "off" => ["no", "off", "false"].iter().any(|no| no.eq_ignore_ascii_case(text)),
        _ => false,
    };
    let known = words.iter().find(|(word, _)| meant(word)).map_or(text, |&(word, _)| word);
    one_of(node, known, (name, "unknown-value"), words, complaints)
}

pub(super) fn yes_or_no(node: Node<'_>, name: &str, complaints: &mut Complaints) -> Option<bool> {
    choice(node, name, &[("true", true), ("false", false)], complaints)
}

/// Days in their order, each once.
pub(super) fn days(node: Node<'_>, complaints: &mut Complaints) -> Option<Vec<u16>> {
    let entries = entries(node, "`days`", complaints);
    let mut days: Vec<u16> = Vec::new();
    let mut is_whole = true;
    for &entry in entries.iter().take(MOST_DAYS + 1) {
        is_whole &= day(entry, &mut days, complaints).is_some();
    }
    if entries.len() > MOST_DAYS {
        let complaint = complaints.error("bad-days", entries[MOST_DAYS].head(), "more days than anybody would keep to");
        complaint.label(format!("{MOST_DAYS} at most"));
        return None;
    }
    // An empty list is meant: recall is off then.
    let is_off = entries.is_empty() && matches!(node.shape(), Shape::Sequence) && !node.is_cut();
    (is_off || is_whole && !days.is_empty()).then_some(days)
}

fn day(node: Node<'_>, days: &mut Vec<u16>, complaints: &mut Complaints) -> Option<()> {
    let day = number(node, "a day", complaints)?;
    let (message, label) = match days.last() {
        _ if !(1..=LATEST_DAY).contains(&day) => {
            (format!("a topic cannot be recalled after {day} days"), format!("1 to {LATEST_DAY}"))
        }
        Some(&before) if u32::from(before) >= day => {
            (format!("{day} stands after {before}"), "each later than the one before".to_owned())
        }
        _ => {
            days.push(u16::try_from(day).ok()?);
            return Some(());
        }
    };
    complaints.error("bad-days", node.head(), message).label(label);
    None
}

/// The name of a machine, as it will stand in the log.
pub(super) fn machine(node: Node<'_>, complaints: &mut Complaints) -> Option<Machine> {
    let text = word(node, "`machine`", complaints)?;
    let machine = Machine::named(text);
    if machine.is_none() {
        let complaint =
            complaints.error("bad-machine", node.head(), format!("{} is no name for a machine", quote(text)));
        complaint.label("letters from a to z, digits and hyphens");
    }
    machine
}
