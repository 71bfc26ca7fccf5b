//! The keys that the user gives to commands, one command at a time.

use std::ops::Range;

use super::fields::KEYS;
use super::names;
use crate::command::{Binding, Code, Command, Key, Unheard};
use crate::format::complaints::{Complaints, quote};
use crate::format::fields::Fields;
use crate::format::values::{is_null, refuse_nothing, refuse_shape};
use crate::format::yaml::{Node, Shape};

/// How many keys a command may have, and how many of them may be pressed one after another.
const MOST_KEYS: usize = 16;
const LONGEST_SEQUENCE: usize = 4;

/// What the file says of one command.
pub(super) struct Entry {
    pub(super) command: Command,
    /// Where its name stands.
    pub(super) name: Range<usize>,
    pub(super) own: Vec<Own>,
    /// Something in it cannot be used.
    pub(super) is_broken: bool,
}

/// Keys of the user's, and where they stand.
pub(super) struct Own {
    pub(super) binding: Binding,
    pub(super) place: Range<usize>,
}

/// Reads the keys of all commands. What begins at one of `signs` has been complained of.
pub(super) fn read(node: Node<'_>, signs: &[usize], complaints: &mut Complaints) -> Vec<Entry> {
    let fields = Fields::read(node, &KEYS, complaints);
    let entry = |(field, name, value): (&str, Range<usize>, Node<'_>)| {
        let command = Command::ALL.iter().copied().find(|command| command.name() == field)?;
        let mut entry = Entry { command, name, own: Vec::new(), is_broken: value.is_cut() };
        for node in keys(value, &mut entry, complaints) {
            let is_sign = signs.contains(&node.span().start);
            let keys = if is_sign { None } else { sequence(node, complaints) };
            let keys = keys.filter(|keys| is_ever_heard(node, command, keys, complaints));
            entry.is_broken |= keys.is_none();
            entry.own.extend(keys.map(|keys| Own { binding: Binding { keys, command }, place: node.head() }));
        }
        Some(entry)
    };
    fields.iter().filter_map(entry).collect()
}

/// What stands for a key each: one by itself, or a list. None at all is `[]`, or `none`.
fn keys<'t>(node: Node<'t>, entry: &mut Entry, complaints: &mut Complaints) -> Vec<Node<'t>> {
    let name = format!("`{}`", entry.command.name());
    match node.shape() {
        Shape::Scalar { text: "none", .. } => return Vec::new(),
        Shape::Scalar { text, plain: true } if is_null(text) => {
            refuse_nothing::<()>(node, &name, "a key, `[]` for none", complaints);
        }
        Shape::Scalar { .. } => return vec![node],
        Shape::Sequence => {
            if let Some(beyond) = node.items().nth(MOST_KEYS) {
                let complaint = complaints.error("too-large", beyond.head(), format!("{name} has too many keys"));
                complaint.label(format!("{MOST_KEYS} at most"));
                entry.is_broken = true;
            }
            return node.items().take(MOST_KEYS).collect();
        }
        Shape::Mapping | Shape::Alias => refuse_shape(node, &name, "a key or a list of keys", complaints),
    }
    entry.is_broken = true;
    Vec::new()
}

/// Keys pressed one after another.
fn sequence(node: Node<'_>, complaints: &mut Complaints) -> Option<Vec<Key>> {
    let Some(text) = node.scalar() else {
        refuse_shape(node, "a key", "a text", complaints);
        return None;
    };
    let mut keys = Vec::new();
    for word in text.split_whitespace().take(LONGEST_SEQUENCE + 1) {
        let Some(key) = names::key(word) else {
            refuse_unknown(node, word, complaints);
            return None;
        };
        keys.push(key);
    }
    if keys.is_empty() {
        let complaint = complaints.error("unknown-key", node.head(), "no key is named here");
        complaint.label(if text.is_empty() { "name one, or write `[]` for none" } else { "did you mean `space`?" });
        return None;
    }
    if keys.len() > LONGEST_SEQUENCE {
        let complaint = complaints.error("too-large", node.head(), "too many keys one after another");
        complaint.label(format!("{LONGEST_SEQUENCE} at most"));
        return None;
    }
    let unheard = keys.iter().find_map(|key| Some((key, key.unheard()?)));
    let Some((key, why)) = unheard else { return heard_to_its_end(node, keys, complaints) };
    let message = format!("no program in a terminal can hear `{}`", key.name());
    let complaint = complaints.error("unheard-key", node.head(), message);
    match why {
        Unheard::As(other) => complaint.label(format!("terminals send the same for it as for `{}`", other.name())),
        Unheard::Unsent if key.ctrl => complaint.label("Ctrl goes with `a` to `z` and with `space`"),
        Unheard::Unsent => complaint.label("terminals begin other keys with what they send for it"),
    };
    None
}

/// Esc ends what was begun, so it can only be the first of several.
fn heard_to_its_end(node: Node<'_>, keys: Vec<Key>, complaints: &mut Complaints) -> Option<Vec<Key>> {
    if !keys.iter().skip(1).any(|key| key.code == Code::Esc) {
        return Some(keys);
    }
    let complaint = complaints.error("unheard-key", node.head(), "`esc` cannot follow another key");
    complaint.label("it takes back what was begun");
    None
}

/// Whether there is a place where these keys would ask for the command, and not be typed.
fn is_ever_heard(node: Node<'_>, command: Command, keys: &[Key], complaints: &mut Complaints) -> bool {
    let is_heard = command.scopes().iter().any(|&scope| command.hears(scope, keys));
    if !is_heard {
        let message = format!("{} would never ask for `{}`", quote(node.scalar().unwrap_or_default()), command.name());
        let complaint = complaints.error("typed-key", node.head(), message);
        let own: Vec<_> = Binding::defaults(command).map(|binding| format!("`{}`", binding.name())).collect();
        complaint.label("it writes or edits text there").help(format!(
            "by default it has {}; keys with `ctrl-` or `alt-` and `f1` to `f12` write nothing",
            own.join(", ")
        ));
    }
    is_heard
}

fn refuse_unknown(node: Node<'_>, word: &str, complaints: &mut Complaints) {
    let complaint = complaints.error("unknown-key", node.head(), format!("no key is called {}", quote(word)));
    match names::meant(word) {
        Some(meant) => complaint.label(format!("did you mean `{meant}`?")),
        None => complaint.label("unknown here"),
    }
    .help(
        "a key is a character, or `space`, `enter`, `esc`, `tab`, `up`, `pagedown`, `f1` and the like;\n\
         `ctrl-` or `alt-` may stand before it",
    );
}
