//! The first sweep: one topic after another, known or not.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::card::{self, Card, Foot};
use super::details::also_in;
use super::page::Page;
use super::pen::Pen;
use crate::app::{App, Reply, Shown};
use crate::command::Command;
use crate::model::{Place, Roadmap};

const ANSWERS: [(Command, &str); 3] =
    [(Command::SweepKnown, "known"), (Command::SweepNotYet, "not yet"), (Command::SweepLater, "later")];

/// Draws the body; gives what there was room for.
pub(super) fn draw(app: &App, body: Rect, pen: &mut Pen<'_>) -> Shown {
    let (Some(sweep), Some((number, place))) = (&app.sweep, app.swept()) else { return app.shown };
    let entry = &app.library.entries()[number];
    let aside = match sweep.reply() {
        Some(Reply::Known) => vec![("you said: known".to_owned(), None)],
        Some(Reply::NotYet) => vec![("you said: not yet".to_owned(), None)],
        Some(Reply::Later) => vec![("you put it off".to_owned(), None)],
        None => around(app, &entry.roadmap, place),
    };
    let (at, of) = sweep.progress();
    let drawn = Card {
        entry,
        place,
        lead: String::new(),
        progress: format!("{at} of {of}"),
        foot: Foot::Answers { answers: &ANSWERS, row: sweep.row, aside },
    };
    card::draw(app, &drawn, |room, pen| lines(app, (number, place), room, pen), body, pen)
}

/// `Y all, N none of Web`; of a choice not "all", and neither without its key.
fn around(app: &App, roadmap: &Roadmap, place: Place) -> Vec<(String, Option<Command>)> {
    let Some(around) = roadmap[place].parent.map(|parent| &roadmap[parent]) else { return Vec::new() };
    let all = Some((Command::SweepAll, "all")).filter(|_| around.pick.is_none());
    let said: Vec<_> = all
        .into_iter()
        .chain([(Command::SweepNone, "none")])
        .filter_map(|(command, word)| Some((format!("{} {word}", app.config.keymap.first(command)?), command)))
        .collect();
    let last = said.len().saturating_sub(1);
    let ended = |(number, (words, command)): (usize, (String, Command))| {
        let end = if number == last { format!(" of {}", around.title) } else { ", ".to_owned() };
        (words + &end, Some(command))
    };
    said.into_iter().enumerate().map(ended).collect()
}

fn lines(app: &App, (number, place): (usize, Place), room: u16, pen: &Pen<'_>) -> Page {
    let entry = &app.library.entries()[number];
    let roadmap = &entry.roadmap;
    let topic = &roadmap[place];
    let mut page = Page::new(room, pen.look.plain);
    let choice = topic.parent.filter(|&parent| roadmap[parent].pick.is_some());
    if let Some(choice) = choice {
        let left = entry.standing.to_pick(roadmap, choice);
        let options = roadmap.children(choice).count();
        page.text(&format!("One of {options} in {}: {left} to choose.", roadmap[choice].title), pen.look.dim);
        page.gap();
    }
    page.markdown("", topic.description.as_deref().unwrap_or_default(), pen);
    page.points(&topic.points);
    page.check(topic.check.as_ref(), pen);
    // What was learned elsewhere helps to answer; the way there would lead out of the sweep.
    let also: Vec<_> = also_in(app, number, place, &pen.look).into_iter().map(|(text, _)| (text, None)).collect();
    page.gap();
    page.labelled("Also in", &also, Style::new());
    page.trim();
    page
}
