//! Recall: the question first, then what stands there, and at the end what came of it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::card::{self, Card, Foot};
use super::details::{links, your_words};
use super::page::{Page, TEXT_WIDTH};
use super::pen::Pen;
use super::text::wrap;
use crate::app::{App, Round, Shown, Target, ago, comeback, outcome};
use crate::command::Command;
use crate::model::{Answer, Place};

const ANSWERS: [(Command, &str); 3] =
    [(Command::Forgot, "forgot"), (Command::Shaky, "shaky"), (Command::Solid, "solid")];

/// On fewer rows there is no room for a question and what stands there.
const FEW_ROWS: u16 = 6;

/// Draws the body; gives what there was room for.
pub(super) fn draw(app: &App, body: Rect, pen: &mut Pen<'_>) -> Shown {
    let Some(round) = &app.round else { return app.shown };
    let asked = round.card().zip(round.at()).zip(app.at_hand());
    let Some(((card, at), (number, place))) = asked else { return end(app, round, body, pen) };
    let entry = &app.library.entries()[number];
    let has_more = has_more(app, number, place);
    let shown = round.shown || !has_more;
    let days = ago(card.learned, app.now.date());
    let foot = if shown {
        let recalled = Answer::ALL[round.row].at(card.step, app.now.date());
        let aside = comeback(recalled, &app.config.recall_days);
        Foot::Answers { answers: &ANSWERS, row: round.row, aside: vec![(aside, None)] }
    } else {
        let what = if app.is_noted(number, place) { "your words" } else { "what the roadmap says" };
        let hint = |does: &str| app.config.keymap.hint(Command::GiveAnswer, does);
        let long = format!("Explain it to yourself. {}", hint(&format!("shows {what}.")));
        Foot::Hint([long, hint("shows more.")], Command::GiveAnswer)
    };
    let progress = format!("{} of {}", at + 1, round.cards.len());
    let drawn = Card { entry, place, lead: format!("learned {days} · "), progress, foot };
    // Where rows are few, what stands there takes the place of the question, which has been read.
    let asks = !shown || !has_more || body.height >= FEW_ROWS;
    card::draw(app, &drawn, |room, pen| lines(app, number, place, (asks, shown), room, pen), body, pen)
}

/// The question, and then what was written and what the author says.
fn lines(app: &App, number: usize, place: Place, (asks, shown): (bool, bool), room: u16, pen: &Pen<'_>) -> Page {
    let topic = &app.library.entries()[number].roadmap[place];
    let mut page = Page::new(room, pen.look.plain);
    let question = topic.check.as_deref().unwrap_or("Can you explain it in your own words?");
    page.text(if asks { question } else { "" }, pen.look.heading);
    if shown {
        your_words(app, number, place, &mut page, pen);
        page.gap();
        page.markdown("", topic.description.as_deref().unwrap_or_default(), pen);
        page.points(&topic.points);
        page.gap();
        page.labelled("Links", &links(topic, &pen.look), Style::new());
    }
    page.trim();
    page
}

/// Whether there is anything to look at after the question.
fn has_more(app: &App, number: usize, place: Place) -> bool {
    let topic = &app.library.entries()[number].roadmap[place];
    let is_bare = topic.description.is_none() && topic.points.is_empty() && topic.resources.is_empty();
    !is_bare || app.is_noted(number, place)
}

/// What came of the round; or why there is none.
fn end(app: &App, round: &Round, body: Rect, pen: &mut Pen<'_>) -> Shown {
    let margin = u16::from(pen.is_roomy());
    let room = body.width.saturating_sub(2 * margin);
    let top = body.y + u16::from(body.height >= 10);
    let mut y = top;
    let mut put = |text: &str, style: Style, way: Option<Command>, pen: &mut Pen<'_>| {
        for line in wrap(text, room.min(TEXT_WIDTH)) {
            if y < body.bottom() {
                let width = pen.put(body.x + margin, y, room, &line, style);
                if let Some(way) = way {
                    pen.hits.add(Rect { x: body.x + margin, y, width, height: 1 }, Target::Command(way));
                }
            }
            y += 1;
        }
    };
    put(&outcome(round, &app.config.recall_days), pen.look.heading, None, pen);
    if round.more > 0 {
        let way = app.config.keymap.hint(Command::GiveAnswer, "goes on.");
        let are = if round.more == 1 { "is" } else { "are" };
        let more = format!("There {are} {} more when you like. {way}", round.more);
        put(&more, Style::new(), Some(Command::GiveAnswer), pen);
    }
    put(&app.config.keymap.hint(Command::Back, "leads back."), pen.look.dim, Some(Command::Back), pen);
    pen.cursor = Some(Position::new(body.x + margin, top));
    app.shown
}
