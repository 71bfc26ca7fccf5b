//! What came in from elsewhere, as the verbs that bring it tell it.

use std::fmt::Display;

use serde::Serialize;

use super::output::Output;
use crate::model::{Machine, SafeText, words};
use crate::store::Synced;

/// What came in, and from whom.
#[derive(Serialize)]
pub(super) struct Came {
    pub(super) edits: usize,
    machines: Vec<From>,
}

#[derive(Serialize)]
struct From {
    machine: SafeText,
    edits: usize,
}

impl Came {
    pub(super) fn of(synced: &Synced) -> Self {
        let from = |(machine, &edits): (&Machine, &usize)| From { machine: SafeText::line(&machine.0), edits };
        Self { edits: synced.came.values().sum(), machines: synced.came.iter().map(from).collect() }
    }

    /// ` from laptop-7f3a and desk-0001`.
    pub(super) fn by_whom(&self) -> String {
        let names: Vec<_> = self.machines.iter().map(|from| from.machine.as_str()).collect();
        match &names[..] {
            [] => String::new(),
            [one] => format!(" from {one}"),
            [one, other] => format!(" from {one} and {other}"),
            [one, other, rest @ ..] => format!(" from {one}, {other} and {} more", rest.len()),
        }
    }
}

/// What came is saved, but only once, where there is a reason why.
pub(super) fn tell_no_backup(why: Option<impl Display>, output: &mut Output) {
    if let Some(why) = why {
        output.note(&format!("saved, but without a backup: {why}"));
    }
}

pub(super) fn edits(count: usize) -> String {
    words::count(count, "edit", "edits")
}

pub(super) fn lines(count: usize) -> String {
    words::count(count, "line", "lines")
}
