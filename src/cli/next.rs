//! `milepost next`: what to learn next, and why.

use serde::Serialize;

use super::args;
use super::context::Context;
use super::output::{DIM, HEADING, Output};
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Entry, Next, Place, Reason, Roadmap, SafeText, Status, Step, agenda, words};
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
    /// The reason in words.
    why: String,
    /// The choice of which this is an option.
    group: Option<&'a str>,
    estimate_minutes: Option<u32>,
}

pub(super) fn run(asked: &args::Next, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    // The one step is that of the home screen, also where it says that nothing is left.
    if asked.roadmap.is_none() && asked.most.get() > 1 {
        let steps = agenda(&context.library, &context.log, asked.most.get());
        return tell(context, &steps, 0, "Everything that is required is done.", output);
    }
    let number = match &asked.roadmap {
        Some(name) => context.roadmap(name, output)?,
        None => context.last_touched().ok_or_else(|| Refusal::new(Kind::NotFound, "there are no roadmaps"))?,
    };
    let (steps, optional_left, otherwise) = match context.library.next(number, asked.most.get()) {
        Next::Steps(steps) => (steps, 0, String::new()),
        Next::OnlyOptional { left } => (Vec::new(), left, words::only_optional(left)),
        Next::Finished => (Vec::new(), 0, format!("All {} done.", context.entry(number).standing.whole().total)),
    };
    let otherwise = format!("{}: {otherwise}", context.entry(number).roadmap.id.0);
    let steps: Vec<_> = steps.into_iter().map(|step| (number, step)).collect();
    tell(context, &steps, optional_left, &otherwise, output)
}

/// The steps, each with the number of its roadmap; `otherwise`, if there are none.
fn tell(
    context: &Context,
    steps: &[(usize, Step)],
    optional_left: u32,
    otherwise: &str,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    if output.json {
        let next = steps.iter().map(|(number, step)| StepAnswer::new(context.entry(*number), step)).collect();
        output.answer(Answer { next, optional_left })?;
    } else if steps.is_empty() {
        output.line(otherwise)?;
    } else {
        steps.iter().try_for_each(|(number, step)| print(context.entry(*number), step, output))?;
    }
    Ok(Exit::Done)
}

fn print(entry: &Entry, step: &Step, output: &mut Output) -> anyhow::Result<()> {
    let topic = &entry.roadmap[step.place];
    if output.is_spoken() {
        return output.line(&aloud(entry, step));
    }
    output.line(&format!("{}: {}", entry.roadmap.id.0, output.paint(HEADING, &topic.title)))?;
    let path = path(&entry.roadmap, step.place).iter().map(|title| title.as_str()).collect::<Vec<_>>().join(" › ");
    let facts = [
        Some(path).filter(|path| !path.is_empty()),
        Some(words::why(&entry.roadmap, &step.reason)),
        topic.estimate_minutes.map(about),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    output.line(&format!("  {}", output.paint(DIM, &facts.join(" · "))))?;
    output.line(&format!("  {}", topic.id.0))
}

/// `GraphQL, in backend-2025, Core Backend Skills, APIs: next in order, about 3 hours. Its id: apis/graphql.`
fn aloud(entry: &Entry, step: &Step) -> String {
    let topic = &entry.roadmap[step.place];
    let path = spoken::path(path(&entry.roadmap, step.place));
    let time = topic.estimate_minutes.map(|minutes| format!(", {}", spoken::about(minutes))).unwrap_or_default();
    let (id, why) = (&entry.roadmap.id.0, words::why(&entry.roadmap, &step.reason));
    format!("{}, in {id}{path}: {why}{time}. Its id: {}.", topic.title, topic.id.0)
}

/// The titles above a topic, the stage first.
pub(super) fn path(roadmap: &Roadmap, place: Place) -> Vec<&SafeText> {
    let mut path: Vec<_> = roadmap.ancestors(place).map(|above| &roadmap[above].title).collect();
    path.reverse();
    path
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
            why: words::why(&entry.roadmap, &step.reason),
            group: match step.reason {
                Reason::Choice { group, .. } => Some(&entry.roadmap[group].id.0),
                _ => None,
            },
            estimate_minutes: topic.estimate_minutes,
        }
    }
}
