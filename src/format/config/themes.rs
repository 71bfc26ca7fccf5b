//! Themes: one by its name, and the user's own by role.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::THEME;
use super::paints::paint;
use super::values::{choice, word};
use crate::config::{BuiltIn, OwnTheme, Role, Theme};
use crate::format::complaints::{Complaints, quote};
use crate::format::fields::Fields;
use crate::format::suggest::nearest;
use crate::format::values::refuse_shape;
use crate::format::yaml::{Node, Shape};

/// How many themes of one's own there may be.
const MOST_THEMES: usize = 100;

/// The longest name of a theme, in characters.
const LONGEST_NAME: usize = 40;

pub(super) const ROLES: [(&str, Role); 8] = [
    ("done", Role::Done),
    ("doing", Role::Doing),
    ("dim", Role::Dim),
    ("accent", Role::Accent),
    ("heading", Role::Heading),
    ("bar", Role::Bar),
    ("error", Role::Error),
    ("selected", Role::Selected),
];

pub(super) fn themes(node: Node<'_>, complaints: &mut Complaints) -> Vec<OwnTheme> {
    let mut themes = Vec::new();
    let mut places = BTreeMap::new();
    for (key, value) in node.fields() {
        let Some(name) = key.scalar().filter(|name| is_name(name)) else {
            let complaint = complaints.error("wrong-type", key.head(), "this cannot be the name of a theme");
            complaint.label(format!("letters, digits, `-` and `_`, {LONGEST_NAME} at most"));
            continue;
        };
        if Theme::named(name, &[]).is_some() {
            let complaint = complaints.error("reserved-name", key.head(), format!("there is a theme `{name}` already"));
            complaint.label("choose another name").help(format!("`base: {name}` inside makes it the one painted over"));
            continue;
        }
        if let Some(first) = places.get(name) {
            let complaint = complaints.error("duplicate-field", key.head(), format!("`{name}` is there twice"));
            complaint.label("only one of them can be meant").also(Range::clone(first), "the first is here");
            continue;
        }
        if places.len() == MOST_THEMES {
            complaints.error("too-large", key.head(), format!("more than {MOST_THEMES} themes")).label("one too many");
            break;
        }
        places.insert(name, key.head());
        if matches!(value.shape(), Shape::Mapping) {
            themes.push(theme(name, value, complaints));
        } else {
            refuse_shape(value, "a theme", "a set of roles: `{base: dark, done: green}`", complaints);
        }
    }
    themes
}

/// The theme that is wanted. One that is there and has mistakes is taken as far as it goes.
pub(super) fn wanted(node: Node<'_>, own: &[OwnTheme], complaints: &mut Complaints) -> Option<Theme> {
    let name = word(node, "`theme`", complaints)?;
    let theme = Theme::named(name, own);
    if theme.is_none() {
        let complaint = complaints.error("unknown-value", node.head(), format!("there is no theme {}", quote(name)));
        match nearest(name, Theme::names(own)) {
            Some(meant) => complaint.label(format!("did you mean `{meant}`?")),
            None => complaint.label("unknown here"),
        }
        .help(format!(
            "it is one of `{}`; your own stand below `themes`",
            Theme::names(own).take(20).collect::<Vec<_>>().join("`, `")
        ));
    }
    theme
}

fn theme(name: &str, node: Node<'_>, complaints: &mut Complaints) -> OwnTheme {
    let fields = Fields::read(node, &THEME, complaints);
    let bases: Vec<_> =
        [(Theme::AUTO, None)].into_iter().chain(BuiltIn::ALL.map(|base| (base.name(), Some(base)))).collect();
    let base = fields.get("base").and_then(|node| choice(node, "`base`", &bases, complaints)).flatten();
    let paint = |(name, role)| Some((role, paint(fields.get(name)?, name, complaints)?));
    OwnTheme { name: name.into(), base, paints: ROLES.into_iter().filter_map(paint).collect() }
}

fn is_name(name: &str) -> bool {
    let letters = || name.chars();
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    (1..=LONGEST_NAME).contains(&letters().count()) && letters().all(is_plain)
}
