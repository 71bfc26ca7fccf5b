//! `milepost recall`: what is worth explaining again, and how well that went.

use serde::Serialize;

use super::args::Recall;
use super::context::Context;
use super::listed::Listed;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use super::written::{leaf, make};
use crate::app::{ago, comeback, date, nothing_due};
use crate::model::{Answer, Change, Due, Entry, Learning, Place, SafeText, Status, asked, due, rung};

#[derive(Serialize)]
struct List<'a> {
    recall: Vec<Row<'a>>,
    /// How many are worth recalling besides.
    more: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    topic: Listed<'a>,
    /// The local day: `2025-11-14`.
    learned: String,
    step: u8,
    check: Option<&'a SafeText>,
    note: Option<&'a str>,
}

pub(super) fn run(asked: &Recall, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let ladder = output.settings.config.recall_days.clone();
    match (&asked.name, asked.answer) {
        (Some(name), Some(answer)) => {
            let only = asked.roadmap.as_ref();
            let (number, place) = leaf(&name.to_string_lossy(), only, context, output)?;
            record(number, place, answer, &ladder, context, output)
        }
        (name, _) => {
            let only = name.as_deref().map(|name| context.roadmap(name, output)).transpose()?;
            list(only, &ladder, context, output)
        }
    }
}

fn list(only: Option<usize>, ladder: &[u16], context: &Context, output: &mut Output) -> anyhow::Result<Exit> {
    let learning = Learning::of(&context.library, &context.log);
    let mut due = due(&context.library, &context.log, &learning, context.now, ladder);
    due.retain(|due| only.is_none_or(|only| due.number == only));
    let more = due.len().saturating_sub(Due::AT_A_TIME);
    due.truncate(Due::AT_A_TIME);
    if output.json {
        output.answer(List { recall: due.iter().map(|due| row(due, context)).collect(), more })?;
        return Ok(Exit::Done);
    }
    due.iter().try_for_each(|due| print(due, context, output))?;
    match (due.is_empty(), more) {
        (true, _) => output.remark(&nothing_due(ladder)),
        (false, 0) => output.remark(HOW),
        (false, _) => output.remark(&format!("{more} more when you like. {HOW}")),
    }
    Ok(Exit::Done)
}

const HOW: &str = "Then: milepost recall TOPIC forgot|shaky|solid";

fn print(due: &Due, context: &Context, output: &mut Output) -> anyhow::Result<()> {
    let Entry { roadmap, .. } = context.entry(due.number);
    let topic = Listed::new(roadmap, due.place);
    let check = roadmap[due.place].check.as_ref().map_or("", |check| check.as_str());
    let since = format!("learned {}", ago(due.learned.day.date(), context.now.date()));
    if output.is_spoken() {
        let check = if check.is_empty() { String::new() } else { format!(" {}", check.replace('\n', " ")) };
        let aloud = format!("{}, {}, {since}.{check} Its id: {}.", topic.title, topic.place_aloud(), topic.id);
        return output.line(&aloud);
    }
    topic.print([since], check, output)
}

fn row<'a>(due: &Due, context: &'a Context) -> Row<'a> {
    let Entry { roadmap, .. } = context.entry(due.number);
    Row {
        topic: Listed::new(roadmap, due.place),
        learned: due.learned.day.date().to_string(),
        step: due.rung.step,
        check: roadmap[due.place].check.as_ref(),
        note: context.library.note(&context.log, due.number, due.place),
    }
}

/// Records an answer to a topic that is due.
fn record(
    number: usize,
    place: Place,
    answer: Answer,
    ladder: &[u16],
    context: &mut Context,
    output: &mut Output,
) -> anyhow::Result<Exit> {
    let learning = Learning::of(&context.library, &context.log);
    let all = due(&context.library, &context.log, &learning, context.now, ladder);
    let Some(due) = all.iter().find(|due| (due.number, due.place) == (number, place)) else {
        return Err(Refusal::new(Kind::Failed, not_due(number, place, ladder, &learning, context)).into());
    };
    let recalled = answer.at(due.rung.step, context.now.date());
    let title = &context.entry(number).roadmap[place].title;
    let words = format!("{title} {}", comeback(recalled, ladder));
    let change = Change { recall: Some(Some(recalled)), ..Change::default() };
    make(number, place, Some(change), &words, context, output)
}

/// Why a topic is not asked now.
fn not_due(number: usize, place: Place, ladder: &[u16], learning: &Learning, context: &Context) -> String {
    let entry = context.entry(number);
    let title = &entry.roadmap[place].title;
    let status = entry.standing.status(place);
    if status != Status::Done {
        return format!("{title} is {}: only topics that are done are recalled", status.words());
    }
    let asked = asked(&context.library, learning);
    let Some((learned, ..)) = asked.iter().find(|topic| (topic.1, topic.2) == (number, place)) else {
        return format!("{title} is asked in another roadmap, where it was learned first");
    };
    match rung(*learned, context.library.recall(&context.log, number, place), ladder) {
        Some(rung) => format!("{title} comes back on {}", date(rung.due, context.now.date())),
        None => format!("{title} rests: it has been recalled often enough"),
    }
}
