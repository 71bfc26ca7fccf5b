//! `milepost list`: every roadmap in a row.

use serde::Serialize;

use super::context::Context;
use super::next::StepAnswer;
use super::output::{DIM, Output};
use super::refusal::Exit;
use super::table::{Counts, time};
use crate::model::words::percent;
use crate::model::{Entry, Next, Origin, SafeText, Status, Unreadable, words};
use crate::view::{bar, spoken};

/// Cells of a bar, its caps among them.
const BAR: u16 = 14;

#[derive(Serialize)]
struct Answer<'a> {
    roadmaps: Vec<Row<'a>>,
    unreadable: Vec<Broken<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a SafeText,
    /// Null for one that is compiled in.
    file: Option<&'a SafeText>,
    replaces_bundled: bool,
    #[serde(flatten)]
    counts: Counts,
    skipped: u32,
    last_activity: Option<String>,
    next: Option<StepAnswer<'a>>,
}

#[derive(Serialize)]
struct Broken<'a> {
    file: &'a SafeText,
    line: Option<usize>,
    first: String,
    complaints: usize,
}

pub(super) fn run(context: &Context, output: &mut Output) -> anyhow::Result<Exit> {
    if output.json {
        output.answer(answer(context))?;
    } else {
        print(context, output)?;
    }
    for entry in context.library.entries() {
        if let Origin::File { path, replaces_bundled: true } = &entry.origin {
            output.remark(&format!("{} is read from {path}, in place of the bundled one.", entry.roadmap.id.0));
        }
    }
    for file in &context.library.unreadable {
        output.remark(&format!("{} {}: {}", file.path, file.words(), file.first()));
    }
    Ok(Exit::Done)
}

fn answer<'a>(context: &'a Context) -> Answer<'a> {
    let row = |(number, entry): (usize, &'a Entry)| {
        let Entry { roadmap, origin, standing, .. } = entry;
        Row {
            id: &roadmap.id.0,
            title: &roadmap.title,
            file: match origin {
                Origin::Bundled => None,
                Origin::File { path, .. } => Some(path),
            },
            replaces_bundled: matches!(origin, Origin::File { replaces_bundled: true, .. }),
            counts: standing.whole().into(),
            skipped: standing.whole().count(Status::Skipped),
            last_activity: context.log.last_activity(&roadmap.id).map(time),
            next: match context.library.next(number, 1) {
                Next::Steps(steps) => steps.first().map(|step| StepAnswer::new(entry, step)),
                Next::OnlyOptional { .. } | Next::Finished => None,
            },
        }
    };
    let broken = |file: &'a Unreadable| {
        let Unreadable { path, line, complaints, .. } = file;
        Broken { file: path, line: *line, first: file.first(), complaints: *complaints }
    };
    Answer {
        roadmaps: context.library.entries().iter().enumerate().map(row).collect(),
        unreadable: context.library.unreadable.iter().map(broken).collect(),
    }
}

fn print(context: &Context, output: &mut Output) -> anyhow::Result<()> {
    if output.is_spoken() {
        let mut entries = context.library.entries().iter().enumerate();
        return entries.try_for_each(|(number, entry)| output.line(&aloud(context, number, entry)));
    }
    let rows: Vec<_> =
        context.library.entries().iter().enumerate().map(|(number, entry)| row(context, number, entry)).collect();
    let [named, counted, ..] = super::table::widths(&rows);
    for ([id, counts, percent, what], entry) in rows.iter().zip(context.library.entries()) {
        let whole = entry.standing.whole();
        let bar = bar(whole.complete, whole.total, BAR, output.ascii);
        let (id, what) = (super::table::padded(id, named), output.paint(DIM, what));
        output.line(&format!("  {id}  {counts:>counted$}  {percent:>4}  {bar}  {what}"))?;
    }
    Ok(())
}

/// `Backend in Seven Stages: 4 of 39 done, 10 percent, next: Command line. Its id: backend-seven-stages.`
fn aloud(context: &Context, number: usize, entry: &Entry) -> String {
    let [id, .., what] = row(context, number, entry);
    format!("{}: {}, {what}. Its id: {id}.", entry.roadmap.title, spoken::whole(entry.standing.whole()))
}

/// Id, counts, percent, and what comes next.
fn row(context: &Context, number: usize, entry: &Entry) -> [String; 4] {
    let whole = entry.standing.whole();
    let is_new = whole.complete == 0 && context.log.last_activity(&entry.roadmap.id).is_none();
    let what = match context.library.next(number, 1) {
        _ if is_new => "new".to_owned(),
        Next::Steps(steps) => {
            steps.first().map(|step| format!("next: {}", step.title(&entry.roadmap))).unwrap_or_default()
        }
        Next::OnlyOptional { left } => words::only_optional(left),
        Next::Finished => "finished".to_owned(),
    };
    let id = entry.roadmap.id.0.to_string();
    let percent = if is_new { "–".to_owned() } else { percent(whole) };
    [id, format!("{}/{}", whole.complete, whole.total), percent, what]
}
