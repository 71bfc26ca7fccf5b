//! The list of roadmaps: where one stands in each, and the way back in.

mod about;
mod row;

use ratatui::layout::{Position, Rect};

use super::activity;
use super::pen::Pen;
use super::recallable;
use super::text::more_lines;
use crate::app::{App, HomeRow, Pane, Target};
use crate::command::Command;
use crate::model::{Entry, Next, Place, Unreadable, words};

/// Draws the body of the home screen; gives how many rows of the list were seen.
pub(super) fn draw(app: &App, area: Rect, pen: &mut Pen<'_>) -> usize {
    pen.hits.add(area, Target::Pane(Pane::List));
    let mut y = area.y;
    if area.height >= 10 {
        // Where rows are few, none is left blank at the top.
        y = resume(app, area, y + u16::from(area.height >= 18), pen);
        pen.put(area.x + 1, y, area.width, "ROADMAPS", pen.look.heading);
        y += 1;
    }
    let rows = app.library.entries().len() + app.library.unreadable.len();
    // In words, the selected row is said whole, on as many lines as it takes.
    let whole = if pen.look.plain { row::whole(app, area.width, area.bottom() - y) } else { Vec::new() };
    let extra = more_lines(&whole, area.bottom() - y);
    let room = usize::from(area.bottom() - y - extra).min(rows);
    let list = Rect { y, height: room.try_into().unwrap_or(area.height), ..area };
    let top = pen.first_of_list(list, app.home_row, rows);
    pen.cursor = pen.cursor.or(Pen::edge(list, top, app.home_row));
    for (line, row) in (y..y + u16::try_from(room).unwrap_or(0)).zip(top..rows) {
        let beneath = if row > app.home_row && top <= app.home_row { extra } else { 0 };
        let selected = row == app.home_row;
        let line = Rect { y: line + beneath, height: if selected { 1 + extra } else { 1 }, ..area };
        pen.hits.add(line, Target::Roadmap(row));
        if selected {
            pen.put(area.x + 1, line.y, 1, "❯", pen.look.heading);
            let mark = u16::from(!pen.look.plain);
            pen.cursor = pen.cursor.or(Some(Position::new(area.x + mark, line.y)));
        }
        match (app.library.entries().get(row), app.home.rows.get(row)) {
            (Some(_), _) if selected && extra > 0 => {
                pen.said(line, &whole, pen.look.selected);
            }
            (Some(entry), Some(kept)) => row::draw(app, (row, entry, kept), selected, line, pen),
            (Some(_), None) => {}
            (None, _) => unreadable(&app.library.unreadable[row - app.library.entries().len()], line, pen),
        }
    }
    let below = Rect { y: y + extra + u16::try_from(room).unwrap_or(0), ..area };
    let below = Rect { height: area.bottom().saturating_sub(below.y), ..below };
    let taken = recallable::draw(app, below, pen);
    let below = Rect { y: below.y + taken, height: below.height - taken, ..below };
    let taken = activity::draw(app, below, taken == 0, pen);
    let below = Rect { height: below.height - taken, ..below };
    match app.home_row.checked_sub(app.library.entries().len()).and_then(|bad| app.library.unreadable.get(bad)) {
        Some(file) => about::unreadable(app, file, below, pen),
        None => about::roadmap(app, below, pen),
    }
    room
}

/// The one suggestion: what to go on with. Gives the line after it and a blank one.
fn resume(app: &App, area: Rect, y: u16, pen: &mut Pen<'_>) -> u16 {
    let number = app.home.to_continue.filter(|_| !app.log.is_empty());
    let shown = number.and_then(|number| Some((app.library.entries().get(number)?, app.home.rows.get(number)?)));
    let Some((entry, HomeRow { next, .. })) = shown else { return y };
    pen.put(area.x + 1, y, area.width, "CONTINUE", pen.look.heading);
    let hint = app.config.keymap.hint(Command::Continue, if area.width < 76 { "go" } else { "go there" });
    let inner = Rect { width: area.width - 1, ..area };
    let taken = if pen.look.plain {
        pen.put(area.x + 1, y, area.width, &format!("CONTINUE, {hint}"), pen.look.heading);
        0
    } else {
        pen.put_right(inner, y, &hint, pen.look.dim)
    };
    pen.hits.add(Rect { y, height: 3, ..area }, Target::Command(Command::Continue));
    let room = area.width.saturating_sub(taken + 5);
    let (title, way) = match next {
        Next::Steps(steps) => match steps.first() {
            Some(step) => (step.title(&entry.roadmap).to_string(), way(entry, step.place)),
            None => return y,
        },
        Next::OnlyOptional { left } => (words::only_optional(*left), entry.roadmap.title.to_string()),
        Next::Finished => ("Everything done.".to_owned(), entry.roadmap.title.to_string()),
    };
    for (row, (text, style)) in (y + 1..).zip([(title, pen.look.accent), (way, pen.look.dim)]) {
        pen.put(area.x + 1, row, 1, "┃", pen.look.accent);
        pen.put(area.x + 3, row, room, &text, style);
    }
    y + 4
}

/// `Roadmap › Stage › Topic · 2 to go in this topic`.
fn way(entry: &Entry, place: Place) -> String {
    let roadmap = &entry.roadmap;
    let mut parts: Vec<_> = roadmap.ancestors(place).map(|above| roadmap[above].title.to_string()).collect();
    parts.push(roadmap.title.to_string());
    parts.reverse();
    let way = parts.join(" › ");
    let around = roadmap[place].parent.map(|parent| (&roadmap[parent], entry.standing.tally(parent)));
    match around.filter(|(parent, tally)| tally.complete > 0 && parent.pick.is_none()) {
        Some((parent, tally)) if parent.depth == 0 => format!("{way} · {} to go in this stage", tally.left()),
        Some((_, tally)) => format!("{way} · {} to go in this topic", tally.left()),
        None => way,
    }
}

fn unreadable(file: &Unreadable, line: Rect, pen: &mut Pen<'_>) {
    let text = format!("{}: {}", file.name(), file.first());
    let indent = if pen.look.plain { 0 } else { 3 };
    pen.put(line.x + indent, line.y, line.width.saturating_sub(indent + 1), &text, pen.look.error);
}
