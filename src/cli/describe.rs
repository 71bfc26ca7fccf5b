//! A roadmap and its topics in JSON, with the fields of the file that they have.

use serde::Serialize;

use super::context::Context;
use super::table::Counts;
use crate::model::{
    Aside, Entry, Kind, Numbering, Place, Requirement, Resource, Roadmap, SafeText, Source, Status, Tool, Topic,
};

/// A roadmap, its stages left out.
#[derive(Serialize)]
pub(super) struct Whole<'a> {
    id: &'a str,
    title: &'a SafeText,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [SafeText],
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a Source>,
    numbering: Numbering,
}

/// A stage or a topic, with what is inside.
#[derive(Serialize)]
pub(super) struct Node<'a> {
    id: &'a str,
    title: &'a SafeText,
    status: Status,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "is_plain")]
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    points: &'a [SafeText],
    #[serde(skip_serializing_if = "Option::is_none")]
    pick: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    optional: Option<Because<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommended: Option<Because<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requires: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    concept: Vec<String>,
    /// The roadmap in which the concepts of a leaf that is not marked are complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    met_in: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate_minutes: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tools: &'a [Tool],
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<&'a SafeText>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    resources: &'a [Resource],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proof: Vec<SafeText>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<Self>,
}

/// As in the file: `true`, or the reason.
#[derive(Serialize)]
#[serde(untagged)]
enum Because<'a> {
    Yes(bool),
    Reason(&'a SafeText),
}

pub(super) fn whole(entry: &Entry) -> Whole<'_> {
    let Roadmap { id, title, icon, description, edition, tags, source, numbering, .. } = &entry.roadmap;
    Whole {
        id: &id.0,
        title,
        counts: entry.standing.whole().into(),
        icon: icon.as_ref(),
        description: description.as_ref(),
        edition: edition.as_ref(),
        tags,
        source: source.as_ref(),
        numbering: *numbering,
    }
}

/// The topic at `place` with what is inside, as far as it is `shown`.
pub(super) fn node<'a>(context: &'a Context, number: usize, place: Place, shown: &[bool]) -> Option<Node<'a>> {
    if !shown[place.0 as usize] {
        return None;
    }
    let entry = context.entry(number);
    let Topic { id, title, number: position, kind, icon, description, points, pick, optional, recommended, .. } =
        &entry.roadmap[place];
    let Topic { requires, concepts, estimate_minutes, tools, check, resources, .. } = &entry.roadmap[place];
    Some(Node {
        id: &id.0,
        title,
        status: entry.standing.status(place),
        counts: entry.standing.tally(place).into(),
        number: *position,
        kind: *kind,
        icon: icon.as_ref(),
        description: description.as_ref(),
        points,
        pick: *pick,
        optional: because(optional),
        recommended: because(recommended),
        requires: requires.iter().map(|requirement| required(&entry.roadmap, requirement)).collect(),
        concept: concepts
            .iter()
            .map(|concept| SafeText::line(&format!("{}{}", if concept.related { "~" } else { "" }, concept.name)))
            .map(|concept| concept.to_string())
            .collect(),
        met_in: context.library.met_elsewhere(number, place).map(|there| &*there.roadmap.id.0),
        estimate_minutes: *estimate_minutes,
        tools,
        check: check.as_ref(),
        resources,
        note: context.library.note(&context.log, number, place),
        proof: context.library.proof(&context.log, number, place),
        topics: entry.roadmap.children(place).filter_map(|child| node(context, number, child, shown)).collect(),
    })
}

const fn because(aside: &Aside) -> Option<Because<'_>> {
    match aside {
        Aside::No => None,
        Aside::Yes => Some(Because::Yes(true)),
        Aside::Because(reason) => Some(Because::Reason(reason)),
    }
}

/// The id of a topic, or `#concept`.
fn required(roadmap: &Roadmap, requirement: &Requirement) -> String {
    match requirement {
        Requirement::Topic(place) => roadmap[*place].id.0.to_string(),
        Requirement::Concept(name) => format!("#{}", SafeText::line(name)),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_plain(kind: &Kind) -> bool {
    matches!(kind, Kind::Topic)
}
