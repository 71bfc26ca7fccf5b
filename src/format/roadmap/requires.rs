//! What is better learned first: finding it, and refusing circles.

use std::collections::HashMap;

use super::circles::{self, Edge};
use super::ids::is_concept;
use super::rows::{Required, Rows};
use crate::format::complaints::{Complaints, quote};
use crate::format::suggest::nearest;
use crate::model::{Place, Requirement, Topic, slug};

/// How many unknown requirements are compared with every id.
const MOST_COMPARED: usize = 10;

/// Turns the words of every `requires` into what they mean.
pub(super) fn resolve(rows: &mut Rows<'_>, complaints: &mut Complaints) {
    if rows.required.is_empty() {
        return;
    }
    let required = std::mem::take(&mut rows.required);
    let hits = hits(&required, &rows.topics);
    let mut circles = Vec::new();
    let mut compared = 0;
    let mut found = Vec::new();
    for required in required {
        if let Some(concept) = required.text.strip_prefix('#') {
            if is_concept(concept, required.node, complaints) {
                found.push((required.by, Requirement::Concept(concept.into())));
            }
            continue;
        }
        match hits.get(required.text).copied().unwrap_or_default() {
            Hit { whole: Some(place), .. } | Hit { whole: None, first: Some(place), second: None } => {
                circles.push(Edge { from: required.by, to: place, node: required.node });
                found.push((required.by, Requirement::Topic(place)));
            }
            Hit { first: Some(first), second: Some(second), .. } => {
                warn_of_many(&required, [first, second], &rows.topics, complaints);
            }
            Hit { .. } if rows.lacks_ids => warn_of_maybe_none(&required, complaints),
            Hit { .. } => {
                compared += 1;
                let near = if compared > MOST_COMPARED { None } else { nearest_id(required.text, &rows.topics) };
                warn_of_none(&required, near, complaints);
            }
        }
    }
    circles::refuse(&rows.topics, &circles, complaints);
    for (by, requirement) in found {
        rows.topics[by.0 as usize].requires.push(requirement);
    }
}

/// The topics that an id, or the tail of one, may stand for.
#[derive(Clone, Copy, Default)]
struct Hit {
    /// The topic with just this id, before all that merely end in it.
    whole: Option<Place>,
    first: Option<Place>,
    second: Option<Place>,
}

/// What each text that is asked for stands for: one walk over all ids, however many are asked for.
fn hits<'t>(required: &[Required<'t>], topics: &[Topic]) -> HashMap<&'t str, Hit> {
    let mut hits: HashMap<&str, Hit> = required.iter().map(|required| (required.text, Hit::default())).collect();
    for (place, topic) in (0..).map(Place).zip(topics) {
        for tail in tails(&topic.id.0) {
            let Some(hit) = hits.get_mut(tail) else { continue };
            if tail.len() == topic.id.0.len() {
                hit.whole = hit.whole.or(Some(place));
            }
            if hit.first.is_none() {
                hit.first = Some(place);
            } else {
                hit.second = hit.second.or(Some(place));
            }
        }
    }
    hits
}

/// What was probably meant: a title in place of its id, or a slip.
fn nearest_id<'r>(text: &str, topics: &'r [Topic]) -> Option<&'r str> {
    let slugs = text.split('/').map(slug).collect::<Vec<_>>().join("/");
    let mut all = topics.iter().flat_map(|topic| tails(&topic.id.0));
    let last = || topics.iter().filter_map(|topic| topic.id.0.rsplit('/').next());
    all.find(|&tail| tail == slugs).or_else(|| nearest(text, last()))
}

/// An id without its first segments, from the whole of it to the last segment.
fn tails(id: &str) -> impl Iterator<Item = &str> {
    std::iter::successors((!id.is_empty()).then_some(id), |tail| tail.split_once('/').map(|(_, tail)| tail))
}

fn warn_of_none(required: &Required<'_>, near: Option<&str>, complaints: &mut Complaints) {
    let message = format!("no topic of this roadmap has the id {}", quote(required.text));
    let complaint = complaints.warning("unknown-requirement", required.node.head(), message);
    match near {
        Some(near) => complaint.label(format!("did you mean {}?", quote(near))),
        None => complaint.label("left out").help("give an id, the end of one, or `#concept` in quotes"),
    };
}

/// Where a topic has no title yet, it may be the one that is meant.
fn warn_of_maybe_none(required: &Required<'_>, complaints: &mut Complaints) {
    let message = format!("no topic of this roadmap has the id {} yet", quote(required.text));
    let complaint = complaints.warning("unknown-requirement", required.node.head(), message);
    complaint.label("left out").help("some topic has no title, and so no id: mend that first");
}

fn warn_of_many(required: &Required<'_>, places: [Place; 2], topics: &[Topic], complaints: &mut Complaints) {
    let message = format!("several topics have an id that ends in {}", quote(required.text));
    let complaint = complaints.warning("unknown-requirement", required.node.head(), message);
    let ids = places.map(|place| quote(&topics[place.0 as usize].id.0));
    complaint.label("left out").help(format!("give more of the id: {}", ids.join(" or ")));
}
