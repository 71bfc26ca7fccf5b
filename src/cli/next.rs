//! `milepost next`: what to learn next, and why.

use serde::Serialize;

use super::args;
use super::context::Context;
use super::listed::Listed;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Entry, Next, Reason, Status, Step, agenda, words};
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
    #[serde(flatten)]
    topic: Listed<'a>,
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
    let topic = Listed::new(&entry.roadmap, step.place);
    let minutes = entry.roadmap[step.place].estimate_minutes;
    let why = words::why(&entry.roadmap, &step.reason);
    if output.is_spoken() {
        return output.line(&aloud(&topic, &why, minutes));
    }
    topic.print(std::iter::once(why).chain(minutes.map(about)), "", output)
}

/// `GraphQL, in backend-2025, Core Backend Skills, APIs: next in order, about 3 hours. Its id: apis/graphql.`
fn aloud(topic: &Listed<'_>, why: &str, minutes: Option<u32>) -> String {
    let time = minutes.map(|minutes| format!(", {}", spoken::about(minutes))).unwrap_or_default();
    format!("{}, {}: {why}{time}. Its id: {}.", topic.title, topic.place_aloud(), topic.id)
}

impl<'a> StepAnswer<'a> {
    pub(super) fn new(entry: &'a Entry, step: &Step) -> Self {
        Self {
            topic: Listed::new(&entry.roadmap, step.place),
            status: entry.standing.status(step.place),
            reason: step.reason.name(),
            why: words::why(&entry.roadmap, &step.reason),
            group: match step.reason {
                Reason::Choice { group, .. } => Some(&entry.roadmap[group].id.0),
                _ => None,
            },
            estimate_minutes: entry.roadmap[step.place].estimate_minutes,
        }
    }
}
