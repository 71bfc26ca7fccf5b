//! What changed, as every verb that writes tells it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::output::Output;
use super::table::Counts;
use crate::model::words::percent;
use crate::model::{Change, Edit, Entry, Place, Recalled, SafeText, Status, words};
use crate::view::spoken;

#[derive(Serialize)]
pub(super) struct Answer {
    changed: Vec<Changed>,
    roadmaps: Vec<Total>,
}

#[derive(Serialize)]
struct Changed {
    roadmap: SafeText,
    id: SafeText,
    title: SafeText,
    field: &'static str,
    from: Value,
    to: Value,
}

/// What a field holds.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Status(Status),
    Note(Option<SafeText>),
    Proof(Vec<SafeText>),
    Recall(Option<Recalled>),
}

#[derive(Serialize)]
struct Total {
    id: SafeText,
    #[serde(flatten)]
    counts: Counts,
}

/// The answer in JSON to edits that were made.
pub(super) fn answer(context: &Context, edits: &[Edit]) -> Answer {
    let changed = edits.iter().flat_map(|edit| {
        fields(edit).into_iter().map(|(field, from, to)| Changed {
            roadmap: SafeText::line(&edit.roadmap.0),
            id: SafeText::line(&edit.topic.0),
            title: title(context, edit),
            field,
            from,
            to,
        })
    });
    let total =
        |entry: &Entry| Total { id: SafeText::line(&entry.roadmap.id.0), counts: entry.standing.whole().into() };
    let numbers: BTreeSet<_> = edits.iter().filter_map(|edit| context.library.position(&edit.roadmap)).collect();
    Answer {
        changed: changed.collect(),
        roadmaps: numbers.into_iter().map(|number| total(context.entry(number))).collect(),
    }
}

/// What an edit sets: the name of each field, what was there, and what is there now.
fn fields(edit: &Edit) -> Vec<(&'static str, Value, Value)> {
    let Change { status, note, proof, recall, .. } = edit.set.clone();
    let was = edit.was.clone();
    let status = status.map(|to| ("status", Value::Status(was.status.unwrap_or_default()), Value::Status(to)));
    let note = note.map(|to| ("note", Value::Note(was.note.flatten()), Value::Note(to)));
    let proof = proof.map(|to| ("proof", Value::Proof(was.proof.unwrap_or_default()), Value::Proof(to)));
    let recall = recall.map(|to| ("recall", Value::Recall(was.recall.flatten()), Value::Recall(to)));
    [status, note, proof, recall].into_iter().flatten().collect()
}

/// The title of the topic of an edit; its id, if no roadmap at hand has it.
pub(super) fn title(context: &Context, edit: &Edit) -> SafeText {
    words::title(&context.library, &edit.roadmap, &edit.topic)
}

/// `17/46, 37%.`
pub(super) fn counted(entry: &Entry, output: &Output) -> String {
    let whole = entry.standing.whole();
    if output.is_spoken() {
        return format!("{}.", spoken::whole(whole));
    }
    format!("{}/{}, {}.", whole.complete, whole.total, percent(whole))
}

/// ` (optional, +1)` where a leaf counts beyond what is required.
pub(super) fn aside(entry: &Entry, leaf: Place) -> &'static str {
    let is_complete = entry.standing.status(leaf).is_complete();
    let topic = &entry.roadmap[leaf];
    let is_surplus = || {
        let choice = topic.parent.filter(|_| entry.roadmap.is_option(leaf));
        choice.is_some_and(|choice| entry.standing.tally(choice).bonus > 0)
    };
    match (topic.beyond_required, is_complete) {
        (true, true) => " (optional, +1)",
        (true, false) => " (optional)",
        (false, true) if is_surplus() => " (a second choice, +1)",
        _ => "",
    }
}
