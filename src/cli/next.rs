//! `milepost next`: what to learn next, and why.

use serde::Serialize;

use super::args;
use super::context::Context;
use super::output::{DIM, HEADING, Output};
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Entry, Next, Place, Reason, Requirement, Roadmap, SafeText, Status, Step};
use crate::view::{about, spoken};

#[derive(Serialize)]
struct Answer<'a> {
    next: Vec<StepAnswer<'a>>,
    /// Optional topics that are left when all others are done.
    optional_left: u32,
}

/// One step in JSON.
#[derive(Serialize)]
pub(super) struct StepAnswer<'a> {
    roadmap: &'a str,
    id: &'a str,
    title: &'a SafeText,
    path: Vec<&'a SafeText>,
    status: Status,
    reason: &'static str,
    /// The choice of which this is an option.
    group: Option<&'a str>,
    estimate_minutes: Option<u32>,
}

pub(super) fn run(asked: &args::Next, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let number = match &asked.roadmap {
        Some(name) => context.roadmap(name, output)?,
        None => context.last_touched().ok_or_else(|| Refusal::new(Kind::NotFound, "there are no roadmaps"))?,
    };
    let entry = context.entry(number);
    let next = context.library.next(number, asked.most.get());
    if output.json {
        let (steps, optional_left) = match &next {
            Next::Steps(steps) => (steps.as_slice(), 0),
            Next::OnlyOptional { left } => (&[][..], *left),
            Next::Finished => (&[][..], 0),
        };
        let next = steps.iter().map(|step| StepAnswer::new(entry, step)).collect();
        output.answer(Answer { next, optional_left })?;
        return Ok(Exit::Done);
    }
    let id = &*entry.roadmap.id.0;
    match &next {
        Next::Steps(steps) => steps.iter().try_for_each(|step| print(entry, id, step, output))?,
        Next::OnlyOptional { left: 1 } => {
            output.line(&format!("{id}: all required topics done. 1 optional one left."))?;
        }
        Next::OnlyOptional { left } => {
            output.line(&format!("{id}: all required topics done. {left} optional ones left."))?;
        }
        Next::Finished => output.line(&format!("{id}: all {} done.", entry.standing.whole().total))?,
    }
    Ok(Exit::Done)
}

fn print(entry: &Entry, id: &str, step: &Step, output: &mut Output) -> anyhow::Result<()> {
    let topic = &entry.roadmap[step.place];
    if output.is_spoken() {
        return output.line(&aloud(entry, id, step));
    }
    output.line(&format!("{id}: {}", output.paint(HEADING, &topic.title)))?;
    let path = path(&entry.roadmap, step.place).iter().map(|title| title.as_str()).collect::<Vec<_>>().join(" › ");
    let facts = [
        Some(path).filter(|path| !path.is_empty()),
        Some(why(&entry.roadmap, &step.reason)),
        topic.estimate_minutes.map(about),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    output.line(&format!("  {}", output.paint(DIM, &facts.join(" · "))))?;
    output.line(&format!("  {}", topic.id.0))
}

/// `GraphQL, in backend-2025, Core Backend Skills, APIs: first in order, about 3 hours. Its id: apis/graphql.`
fn aloud(entry: &Entry, id: &str, step: &Step) -> String {
    let topic = &entry.roadmap[step.place];
    let path = spoken::path(path(&entry.roadmap, step.place));
    let time = topic.estimate_minutes.map(|minutes| format!(", {}", spoken::about(minutes))).unwrap_or_default();
    let why = why(&entry.roadmap, &step.reason);
    format!("{}, in {id}{path}: {why}{time}. Its id: {}.", topic.title, topic.id.0)
}

/// The titles above a topic, the stage first.
pub(super) fn path(roadmap: &Roadmap, place: Place) -> Vec<&SafeText> {
    let mut path: Vec<_> = roadmap.ancestors(place).map(|above| &roadmap[above].title).collect();
    path.reverse();
    path
}

fn why(roadmap: &Roadmap, reason: &Reason) -> String {
    let title = |place: &Place| roadmap[*place].title.as_str();
    match reason {
        Reason::InProgress => "in progress".to_owned(),
        Reason::InOrder => "first in order".to_owned(),
        Reason::Ready { after } => {
            format!("ready after {}", after.iter().map(title).collect::<Vec<_>>().join(", "))
        }
        Reason::Choice { left, recommended: true, .. } => format!("choose {left}, this is recommended"),
        Reason::Choice { left, .. } => format!("choose {left}"),
        Reason::BeforeIts { missing: Requirement::Topic(place) } => format!("best after {}", title(place)),
        Reason::BeforeIts { missing: Requirement::Concept(name) } => format!("best after {}", SafeText::line(name)),
    }
}

impl<'a> StepAnswer<'a> {
    pub(super) fn new(entry: &'a Entry, step: &Step) -> Self {
        let topic = &entry.roadmap[step.place];
        Self {
            roadmap: &entry.roadmap.id.0,
            id: &topic.id.0,
            title: &topic.title,
            path: path(&entry.roadmap, step.place),
            status: entry.standing.status(step.place),
            reason: step.reason.name(),
            group: match step.reason {
                Reason::Choice { group, .. } => Some(&entry.roadmap[group].id.0),
                _ => None,
            },
            estimate_minutes: topic.estimate_minutes,
        }
    }
}
