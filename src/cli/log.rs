//! `milepost log`: what was done, day by day.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Serialize, Serializer};

use super::args::{Asked, Since};
use super::change::title;
use super::context::Context;
use super::output::{DIM, HEADING, Output};
use super::refusal::Exit;
use super::table::{padded, time, widths};
use crate::model::{Change, Edit, Now, Recalled, RoadmapId, SafeText, Status, words};

#[derive(Serialize)]
struct Answer<'a> {
    days: Days<'a>,
}

/// Written as it goes: the rows of a long log are more than the log.
struct Days<'a>(&'a BTreeMap<Date, Vec<Edit>>, &'a Context);

#[derive(Serialize)]
struct Day<'a> {
    day: String,
    edits: Edits<'a>,
}

struct Edits<'a>(&'a [Edit], &'a Context);

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    at: String,
    by: &'a str,
    roadmap: &'a str,
    topic: &'a str,
    title: SafeText,
    set: Set<'a>,
    group: &'a str,
    undo: Option<&'a str>,
    redo: Option<&'a str>,
}

#[derive(Serialize)]
struct Set<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a Option<SafeText>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'a [SafeText]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recall: Option<&'a Option<Recalled>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
}

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(days, context) = self;
        serializer
            .collect_seq(days.iter().map(|(day, edits)| Day { day: day.to_string(), edits: Edits(edits, context) }))
    }
}

impl Serialize for Edits<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|edit| row(edit, self.1)))
    }
}

pub(super) fn run(asked: &Asked, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let since = asked.since.map(|since| first_day(since, context)).transpose()?;
    let roadmap = asked.roadmap.as_deref().map(|name| roadmap(name, context, output)).transpose()?;
    let mut days: BTreeMap<Date, Vec<Edit>> = BTreeMap::new();
    for edit in context.log.edits().filter(|edit| roadmap.as_ref().is_none_or(|id| edit.roadmap == *id)) {
        let day = local_day(&edit);
        if since.is_none_or(|since| day >= since) && !edit.set.is_empty() {
            days.entry(day).or_default().push(edit);
        }
    }
    for edits in days.values_mut() {
        edits.sort_by_key(|edit| edit.day().at);
    }
    if output.json {
        output.answer(Answer { days: Days(&days, context) })?;
    } else {
        print(&days, context, output)?;
    }
    Ok(Exit::Done)
}

fn print(days: &BTreeMap<Date, Vec<Edit>>, context: &Context, output: &mut Output) -> anyhow::Result<()> {
    let machines: BTreeSet<_> = days.values().flatten().map(|edit| &edit.by).collect();
    if days.is_empty() {
        output.confirm("Nothing is recorded.")?;
    }
    for (number, (date, edits)) in days.iter().enumerate() {
        if number > 0 {
            output.line("")?;
        }
        output.line(&output.paint(HEADING, &date.strftime("%a %-d %b %Y").to_string()))?;
        if output.is_spoken() {
            edits.iter().try_for_each(|edit| output.line(&aloud(edit, machines.len() > 1, context)))?;
            continue;
        }
        let cells = |edit: &Edit| [what(edit), edit.roadmap.0.to_string(), title(context, edit).to_string()];
        let rows: Vec<_> = edits.iter().map(cells).collect();
        let widths = widths(&rows);
        for (edit, cells) in edits.iter().zip(&rows) {
            let moment = edit.day();
            let clock = clock(moment);
            let [what, roadmap, title] = std::array::from_fn(|column| padded(&cells[column], widths[column]));
            let by = if machines.len() > 1 { format!("  {}", edit.by.0) } else { String::new() };
            let line = format!("  {}  {what}  {roadmap}  {title}{}", output.paint(DIM, &clock), output.paint(DIM, &by));
            output.line(&line)?;
        }
    }
    Ok(())
}

/// `15:31, GraphQL in backend-2025: done, on laptop-7f3a.`
fn aloud(edit: &Edit, is_one_of_many: bool, context: &Context) -> String {
    let by = if is_one_of_many { format!(", on {}", edit.by.0) } else { String::new() };
    format!("{}, {} in {}: {}{by}.", clock(edit.day()), title(context, edit), edit.roadmap.0, what(edit))
}

fn clock(moment: Now) -> String {
    moment.offset.to_datetime(moment.at).strftime("%H:%M").to_string()
}

/// `done`, `note: Token bucket = …`, `undone, to do`.
fn what(edit: &Edit) -> String {
    let Change { status, note, proof, recall, from } = &edit.set;
    let reversal =
        if edit.undo.is_some() { Some("undone".to_owned()) } else { edit.redo.as_ref().map(|_| "redone".to_owned()) };
    let status = status.map(|status| status.words().to_owned());
    let note = note.as_ref().map(|note| note.as_ref().map_or_else(|| "no note".to_owned(), first_words));
    let proof = proof.as_ref().map(|links| words::count(links.len(), "proof", "proofs"));
    let recall =
        recall.map(|recall| recall.map_or("no answer".to_owned(), |now| format!("recalled: {}", now.answer.name())));
    let moved = from.as_ref().map(|_| "moved".to_owned());
    [reversal, status, note, proof, recall, moved].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn first_words(note: &SafeText) -> String {
    const SHOWN: usize = 30;
    let line = note.lines().next().unwrap_or_default();
    let shown: String = line.chars().take(SHOWN).collect();
    let more = if shown.len() < note.len() { "…" } else { "" };
    format!("note: {shown}{more}")
}

fn row<'a>(edit: &'a Edit, context: &Context) -> Row<'a> {
    let Change { status, note, proof, recall, from } = &edit.set;
    Row {
        id: &edit.id.0,
        at: time(edit.day()),
        by: &edit.by.0,
        roadmap: &edit.roadmap.0,
        topic: &edit.topic.0,
        title: title(context, edit),
        set: Set {
            status: *status,
            note: note.as_ref(),
            proof: proof.as_deref(),
            recall: recall.as_ref(),
            from: from.as_ref().map(|from| &*from.0),
        },
        group: &edit.group_id().0,
        undo: edit.undo.as_ref().map(|group| &*group.0),
        redo: edit.redo.as_ref().map(|group| &*group.0),
    }
}

/// The day on which it was, where it was.
fn local_day(edit: &Edit) -> Date {
    edit.day().date()
}

fn first_day(since: Since, context: &Context) -> anyhow::Result<Date> {
    match since {
        Since::Date(date) => Ok(date),
        Since::Days(days) => {
            let back: Span = i64::from(days).days();
            context.now.date().checked_sub(back).context("that is before all days")
        }
    }
}

/// A roadmap that something is recorded of is found by its id, also if its file is gone.
fn roadmap(name: &std::path::Path, context: &mut Context, output: &mut Output) -> anyhow::Result<RoadmapId> {
    if let Some(id) = name.to_str().map(|name| RoadmapId(name.into()))
        && context.log.marks(&id).next().is_some()
    {
        return Ok(id);
    }
    let number = context.roadmap(name, output)?;
    Ok(context.entry(number).roadmap.id.clone())
}
