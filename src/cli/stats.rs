//! `milepost stats`: what was learned, how fast, and what is left.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::context::Context;
use super::output::{DIM, HEADING, Output};
use super::refusal::{Exit, Kind, Refusal};
use super::table::{Counts, padded, widths};
use crate::app::{RECENT, counted, learned_titles, outlook, weekday};
use crate::model::words::percent;
use crate::model::{Entry, Pace, Place, SafeText, Stats, Status, capitalised};
use crate::view::{HALF_A_YEAR, WEEKDAYS, about, bar, estimated, heat, spoken};

/// Cells of a bar, its caps among them.
const BAR: u16 = 32;

#[derive(Serialize)]
struct Answer<'a> {
    roadmap: About<'a>,
    learned: u32,
    known: u32,
    skipped: u32,
    left: u32,
    /// Null before there is a pace to speak of.
    pace_per_week: Option<u32>,
    /// Null where nothing can be said, and where nothing is left.
    weeks_left: Option<Weeks>,
    estimated_left: Option<Minutes>,
    stages: Vec<About<'a>>,
    /// Local days on which something was learned, the newest first.
    days: Vec<Day<'a>>,
    /// What is missing from 100 %; of an open choice all its options.
    missing: Vec<Topic<'a>>,
    /// Records that belong to no topic any more.
    orphans: Vec<SafeText>,
}

#[derive(Serialize)]
struct About<'a> {
    id: &'a str,
    title: &'a SafeText,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct Weeks {
    from: u32,
    to: u32,
}

#[derive(Serialize)]
struct Minutes {
    minutes: u32,
    topics: u32,
}

#[derive(Serialize)]
struct Day<'a> {
    /// `2025-11-14`.
    date: String,
    learned: Vec<Topic<'a>>,
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    title: &'a SafeText,
}

pub(super) fn run(name: Option<&Path>, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let number = match name {
        Some(name) => context.roadmap(name, output)?,
        None => context.last_touched().ok_or_else(|| Refusal::new(Kind::NotFound, "there are no roadmaps"))?,
    };
    let entry = context.entry(number);
    let stats = Stats::of(entry, &context.log, context.now);
    if output.json {
        output.answer(answer(entry, &stats))?;
    } else {
        print(entry, &stats, output)?;
    }
    Ok(Exit::Done)
}

fn answer<'a>(entry: &'a Entry, stats: &'a Stats) -> Answer<'a> {
    let Entry { roadmap, standing, healing, .. } = entry;
    let whole = standing.whole();
    let topic = |place: Place| Topic { id: &roadmap[place].id.0, title: &roadmap[place].title };
    let topics = |places: &[Place]| places.iter().map(|&place| topic(place)).collect();
    let stage = |place: Place| About {
        id: &roadmap[place].id.0,
        title: &roadmap[place].title,
        counts: standing.tally(place).into(),
    };
    Answer {
        roadmap: About { id: &roadmap.id.0, title: &roadmap.title, counts: whole.into() },
        learned: whole.count(Status::Done),
        known: whole.count(Status::Known),
        skipped: whole.count(Status::Skipped),
        left: whole.left(),
        pace_per_week: stats.pace.map(Pace::per_week),
        weeks_left: stats.forecast(whole.left()).map(|weeks| Weeks { from: *weeks.start(), to: *weeks.end() }),
        estimated_left: stats.estimated.map(|left| Minutes { minutes: left.minutes, topics: left.topics }),
        stages: roadmap.stages().map(stage).collect(),
        days: stats
            .recent
            .iter()
            .map(|(date, places)| Day { date: date.to_string(), learned: topics(places) })
            .collect(),
        missing: topics(&stats.missing),
        orphans: healing.orphans.iter().map(|id| SafeText::line(&id.0)).collect(),
    }
}

fn print(entry: &Entry, stats: &Stats, output: &mut Output) -> anyhow::Result<()> {
    if output.is_spoken() {
        say(entry, stats, output)?;
        return orphans(entry, output);
    }
    let whole = entry.standing.whole();
    let (id, counts) = (&entry.roadmap.id.0, counted(whole));
    let id = output.paint(HEADING, id);
    output.line(&format!("{id}: {} of {}, {}. {counts}", whole.complete, whole.total, percent(whole)))?;
    output.line(&outlook(whole, stats))?;
    if let Some(words) = estimated(entry, stats, about) {
        output.line(&output.paint(DIM, &words))?;
    }
    output.line("")?;
    stages(entry, output)?;
    if stats.days.first().is_some() {
        output.line("")?;
        for (row, weekday) in heat(&stats.days, stats.today, HALF_A_YEAR, output.ascii).iter().zip(WEEKDAYS) {
            output.line(&format!("  {}  {row}", padded(weekday, 3)))?;
        }
        output.line("")?;
        recent(entry, stats, output)?;
    }
    orphans(entry, output)
}

/// One thing a line, as on the screen.
fn say(entry: &Entry, stats: &Stats, output: &mut Output) -> anyhow::Result<()> {
    let Entry { roadmap, standing, .. } = entry;
    let whole = standing.whole();
    output.line(&format!("{}: {}. {}.", roadmap.title, spoken::whole(whole), spoken::words(&counted(whole))))?;
    output.line(&outlook(whole, stats))?;
    estimated(entry, stats, spoken::about).map_or(Ok(()), |words| output.line(&words))?;
    for stage in roadmap.stages() {
        let counts = spoken::tally(standing.tally(stage), standing.status(stage));
        output.line(&format!("Stage {}: {counts}.", roadmap[stage].title))?;
    }
    for week in spoken::weeks(&stats.days, stats.today, HALF_A_YEAR) {
        output.line(&format!("{week}."))?;
    }
    for (day, places) in stats.recent.iter().take(RECENT) {
        let day = weekday(*day, stats.today);
        output.line(&format!("Learned {day}: {}.", learned_titles(roadmap, places)))?;
    }
    Ok(())
}

fn stages(entry: &Entry, output: &mut Output) -> anyhow::Result<()> {
    let Entry { roadmap, standing, .. } = entry;
    let row = |stage: Place| {
        let tally = standing.tally(stage);
        let counts =
            if tally.total == 0 { "optional".to_owned() } else { format!("{}/{}", tally.complete, tally.total) };
        [roadmap[stage].title.to_string(), counts]
    };
    let rows: Vec<_> = roadmap.stages().map(row).collect();
    let [titles, counts] = widths(&rows);
    for ([title, counted], stage) in rows.iter().zip(roadmap.stages()) {
        let tally = standing.tally(stage);
        let bar = bar(tally.complete, tally.total, BAR, output.ascii);
        output.line(&format!("  {}  {counted:>counts$}  {bar}", padded(title, titles)))?;
    }
    Ok(())
}

fn recent(entry: &Entry, stats: &Stats, output: &mut Output) -> anyhow::Result<()> {
    let row = |(day, places): &(Date, Vec<Place>)| {
        [capitalised(&weekday(*day, stats.today)), learned_titles(&entry.roadmap, places)]
    };
    let rows: Vec<_> = stats.recent.iter().take(RECENT).map(row).collect();
    let [days, _] = widths(&rows);
    for [day, titles] in &rows {
        output.line(&format!("  {}  {titles}", padded(day, days)))?;
    }
    Ok(())
}

fn orphans(entry: &Entry, output: &mut Output) -> anyhow::Result<()> {
    if entry.healing.orphans.is_empty() {
        return Ok(());
    }
    output.line("")?;
    output.line("No longer in this roadmap; what you marked is kept and counts nowhere:")?;
    entry.healing.orphans.iter().try_for_each(|id| output.line(&format!("  {}", SafeText::line(&id.0))))?;
    output.line("`milepost adopt OLD NEW` gives one to a topic.")
}
