//! The first sweep: one topic after another, known or not.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::card::{self, Card, Foot};
use super::page::Page;
use super::pen::Pen;
use super::rich::Line;
use crate::app::{App, Reply, Shown};
use crate::command::Command;
use crate::model::{Entry, Place, Roadmap};

const ANSWERS: [(Command, &str); 3] =
    [(Command::SweepKnown, "known"), (Command::SweepNotYet, "not yet"), (Command::SweepLater, "later")];

/// Draws the body; gives what there was room for.
pub(super) fn draw(app: &App, body: Rect, pen: &mut Pen<'_>) -> Shown {
    let (Some(sweep), Some((number, place))) = (&app.sweep, app.swept()) else { return app.shown };
    let entry = &app.library.entries()[number];
    let aside = match sweep.reply() {
        Some(Reply::Known) => "you said: known".to_owned(),
        Some(Reply::NotYet) => "you said: not yet".to_owned(),
        Some(Reply::Later) => "you put it off".to_owned(),
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
    card::draw(app, &drawn, |room, pen| lines(entry, place, room, pen), body, pen)
}

/// `Y all of Web, N none of it`.
fn around(app: &App, roadmap: &Roadmap, place: Place) -> String {
    let key = |command: Command| app.config.keymap.first(command).unwrap_or_default();
    let Some(around) = roadmap[place].parent.map(|parent| &roadmap[parent]) else { return String::new() };
    let none = format!("{} none of {}", key(Command::SweepNone), around.title);
    if around.pick.is_some() { none } else { format!("{} all, {none}", key(Command::SweepAll)) }
}

fn lines(entry: &Entry, place: Place, room: u16, pen: &Pen<'_>) -> Vec<Line> {
    let roadmap = &entry.roadmap;
    let topic = &roadmap[place];
    let mut page = Page::new(room);
    let choice = topic.parent.filter(|&parent| roadmap[parent].pick.is_some());
    if let Some(choice) = choice {
        let left = entry.standing.to_pick(roadmap, choice);
        let options = roadmap.children(choice).count();
        page.text(&format!("One of {options} in {}: {left} to choose.", roadmap[choice].title), pen.look.dim);
        page.gap();
    }
    page.markdown("", topic.description.as_deref().unwrap_or_default(), pen);
    if !topic.points.is_empty() {
        page.gap();
        topic.points.iter().for_each(|point| page.hanging("· ", point, Style::new()));
    }
    if let Some(check) = &topic.check {
        page.gap();
        page.text("Can you explain it?", pen.look.heading);
        page.hanging("  ", check, Style::new());
    }
    page.finish()
}
