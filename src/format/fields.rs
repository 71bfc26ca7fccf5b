//! The fields of a mapping, held against those that a format knows.

use std::ops::Range;

use super::complaints::{Complaints, quote};
use super::suggest::nearest;
use super::yaml::Node;

/// A kind of mapping, and the fields that it may have.
pub(super) struct Level {
    /// With its article: `a topic`.
    pub(super) name: &'static str,
    pub(super) fields: &'static [&'static str],
    pub(super) unknown: &'static Unknown,
    pub(super) format: &'static Format,
}

/// How to complain of what a mapping cannot have.
pub(super) struct Unknown {
    pub(super) code: &'static str,
    /// What its entries are.
    pub(super) noun: &'static str,
    /// Where to find those that there are; otherwise they are listed.
    pub(super) help: Option<&'static str>,
}

pub(super) static FIELD: Unknown = Unknown { code: "unknown-field", noun: "field", help: None };

/// All kinds of mappings that one format knows.
pub(super) struct Format {
    pub(super) levels: &'static [&'static Level],
    /// What people write from habit, and how it is called here.
    pub(super) habits: &'static [(&'static str, &'static str)],
}

impl Format {
    /// Whether some kind of mapping has a field of this name.
    pub(super) fn has_field(&self, name: &str) -> bool {
        self.levels.iter().any(|level| level.fields.contains(&name))
    }
}

impl Level {
    /// The field that an unknown name was probably meant to be.
    pub(super) fn meant(&self, name: &str) -> Option<&'static str> {
        let habit = self.format.habits.iter().find(|(habit, _)| habit.eq_ignore_ascii_case(name));
        let habit = habit.map(|&(_, field)| field).filter(|field| self.fields.contains(field));
        let slip = || if self.format.has_field(name) { None } else { nearest(name, self.fields.iter().copied()) };
        habit.or_else(slip)
    }
}

/// The known fields of a mapping, each once.
#[derive(Debug)]
pub(super) struct Fields<'t> {
    node: Node<'t>,
    found: Vec<(&'static str, Node<'t>, Node<'t>)>,
    /// Fields that an unknown one was probably meant to be: they are not missing as well.
    meant: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// Sorts the fields of a mapping, and complains of those that are unknown or there twice.
    pub(super) fn read(node: Node<'t>, level: &'static Level, complaints: &mut Complaints) -> Self {
        let mut fields = Self { node, found: Vec::new(), meant: Vec::new() };
        for (key, value) in node.fields() {
            let Some(name) = key.scalar() else {
                complaints
                    .error("wrong-type", key.head(), "the name of a field must be a text")
                    .label("not a list or fields");
                continue;
            };
            match level.fields.iter().find(|&&known| known == name) {
                Some(&known) => fields.add(known, key, value, complaints),
                None => fields.refuse(name, key, level, complaints),
            }
        }
        fields
    }

    pub(super) fn get(&self, name: &'static str) -> Option<Node<'t>> {
        self.found.iter().find(|(known, ..)| *known == name).map(|&(_, _, value)| value)
    }

    /// All of them, in the order of the text: the name, where it stands, and the value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, Range<usize>, Node<'t>)> {
        self.found.iter().map(|&(name, key, value)| (name, key.span(), value))
    }

    /// Where the name of a field stands.
    pub(super) fn key(&self, name: &'static str) -> Option<Range<usize>> {
        self.found.iter().find(|(known, ..)| *known == name).map(|(_, key, _)| key.span())
    }

    /// Whether a field is neither there nor meant by another, in a mapping that was read whole.
    pub(super) fn lacks(&self, name: &'static str) -> bool {
        self.get(name).is_none() && !self.meant.contains(&name) && !self.node.is_cut()
    }

    /// Where to complain of what is missing: the first field, or the place where one should be.
    pub(super) fn head(&self) -> Range<usize> {
        self.node.fields().next().map_or_else(|| self.node.head(), |(key, _)| key.head())
    }

    fn add(&mut self, known: &'static str, key: Node<'t>, value: Node<'t>, complaints: &mut Complaints) {
        if let Some(first) = self.key(known) {
            let complaint = complaints.error("duplicate-field", key.span(), format!("`{known}` is there twice"));
            complaint.label("only one of them can be meant").also(first, "the first is here");
        } else {
            self.found.push((known, key, value));
        }
    }

    fn refuse(&mut self, name: &str, key: Node<'t>, level: &Level, complaints: &mut Complaints) {
        let Unknown { code, noun, help } = level.unknown;
        if complaints.is_full() {
            // Counted, and nothing more is thought about it.
            complaints.error(code, key.head(), "");
            return;
        }
        let complaint = complaints.error(code, key.head(), format!("unknown {noun} {}", quote(name)));
        if let Some(meant) = level.meant(name) {
            self.meant.push(meant);
            complaint.label(format!("did you mean `{meant}`?"));
        } else if let Some(other) = level.format.levels.iter().find(|other| other.fields.contains(&name)) {
            complaint.label(format!("a {} of {}, not of {}", other.unknown.noun, other.name, level.name));
        } else {
            let listed = || format!("it may have `{}`", level.fields.join("`, `"));
            let help = help.map_or_else(listed, str::to_owned);
            complaint.label(format!("{} has no such {noun}", level.name)).help(help);
        }
    }
}
