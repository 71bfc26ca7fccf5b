//! A question about one topic: its title and the way to it, a text, and the answers in one row.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::header::{BETWEEN, crumbs};
use super::page::{Page, TEXT_WIDTH};
use super::pen::Pen;
use super::spoken;
use super::text::{fit, width};
use crate::app::{App, Pane, Shown, Target};
use crate::command::Command;
use crate::model::{Entry, Place};

/// What is drawn; the text is made for the room that there is.
pub(super) struct Card<'a> {
    pub(super) entry: &'a Entry,
    pub(super) place: Place,
    /// What stands before the way to the topic.
    pub(super) lead: String,
    /// `2 of 4`.
    pub(super) progress: String,
    pub(super) foot: Foot<'a>,
}

/// The last row.
pub(super) enum Foot<'a> {
    /// What to do first, long and short, and the command that does it.
    Hint([String; 2], Command),
    /// The answers, the cursor on one, and what comes of it or what else could be said.
    Answers { answers: &'a [(Command, &'a str)], row: usize, aside: Vec<(String, Option<Command>)> },
}

/// Draws the card in the body of the screen; gives what there was room for.
pub(super) fn draw(
    app: &App,
    card: &Card<'_>,
    text: impl FnOnce(u16, &Pen<'_>) -> Page,
    body: Rect,
    pen: &mut Pen<'_>,
) -> Shown {
    pen.hits.add(body, Target::Pane(Pane::Details));
    let margin = u16::from(pen.is_roomy());
    let area = Rect { x: body.x + margin, width: body.width.saturating_sub(2 * margin), ..body };
    let roomy = area.height >= 10;
    let top = area.y + u16::from(roomy);
    let title = &card.entry.roadmap[card.place].title;
    if pen.look.plain {
        let words = spoken::named(|room| fit(title, room).into_owned(), &card.progress, Vec::new(), area.width);
        pen.put(area.x, top, area.width, &words, pen.look.accent);
    } else {
        let taken = pen.put_right(area, top, &card.progress, pen.look.dim);
        pen.put(area.x, top, area.width.saturating_sub(taken + 1), title, pen.look.accent);
    }
    let mut y = top + 1;
    if area.height >= 6 {
        let way = crumbs(card.entry, Some(card.place), area.width.saturating_sub(width(&card.lead)));
        let way: Vec<_> = way.into_iter().map(|(title, _)| title).collect();
        pen.put(area.x, y, area.width, &format!("{}{}", card.lead, way.join(BETWEEN)), pen.look.dim);
        y += 1 + u16::from(roomy);
    }
    let last = area.bottom() - 1 - u16::from(roomy);
    let inside = Rect { y, height: last.saturating_sub(y + u16::from(roomy)), ..area };
    let page = text(area.width.min(TEXT_WIDTH), pen);
    page.scrolled(app.details_top, (Pane::Details, Command::PageDown, None), inside, pen);
    pen.cursor = Some(Position::new(area.x, top));
    foot(app, &card.foot, Rect { y: last, height: 1, ..area }, pen);
    Shown { details: inside.height.into(), details_lines: page.lines.len(), ..app.shown }
}

fn foot(app: &App, foot: &Foot<'_>, line: Rect, pen: &mut Pen<'_>) {
    let (answers, row, aside) = match foot {
        Foot::Hint([long, short], command) => {
            let hint = if width(long) <= line.width { long } else { short };
            pen.put_target(line.x, line.y, line.width, hint, pen.look.dim, Target::Command(*command));
            return;
        }
        Foot::Answers { answers, row, aside } => (*answers, *row, aside),
    };
    let keys: Vec<_> =
        answers.iter().map(|(command, _)| app.config.keymap.first(*command).unwrap_or_default()).collect();
    // In words a comma stands between the answers, and no mark before one.
    let (mark, between) = if pen.look.plain { ("", ", ") } else { ("❯ ", "   ") };
    let whole = answers.iter().zip(&keys).map(|((_, word), key)| width(word) + width(key) + 6).sum::<u16>();
    let is_wide = whole <= line.width;
    let mut x = line.x;
    for (number, ((command, word), key)) in answers.iter().zip(&keys).enumerate() {
        let selected = number == row;
        let start = x;
        if is_wide {
            pen.put(x, line.y, width(mark), if selected { mark } else { "" }, pen.look.heading);
            x += width(mark);
            x += pen.put(x, line.y, width(key), key, pen.look.heading) + 1;
        }
        if selected {
            pen.cursor = Some(Position::new(x, line.y));
        }
        let style = if selected { pen.look.selected } else { Style::new() };
        x += pen.put(x, line.y, line.right().saturating_sub(x), word, style);
        pen.hits.add(Rect { x: start, width: x - start, ..line }, Target::Command(*command));
        let between = match (is_wide, number + 1 == answers.len()) {
            (true, true) if pen.look.plain => "",
            (true, _) => between,
            (false, _) => " ",
        };
        pen.put(x, line.y, width(between), between, Style::new());
        x += width(between);
    }
    let lead = if pen.look.plain { "; " } else { " " };
    let room = line.right().saturating_sub(x + width(lead));
    if is_wide && aside.iter().map(|(words, _)| width(words)).sum::<u16>() <= room {
        x += pen.put(x, line.y, width(lead), lead, Style::new());
        for (words, command) in aside {
            let start = x;
            x += pen.put(x, line.y, line.right().saturating_sub(x), words, pen.look.dim);
            if let Some(command) = command {
                pen.hits.add(Rect { x: start, width: x - start, ..line }, Target::Command(*command));
            }
        }
    }
}
