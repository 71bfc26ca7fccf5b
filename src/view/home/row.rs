//! One roadmap in the list of them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::bar::bar;
use super::super::pen::Pen;
use super::super::spoken;
use super::super::text::{fit, width};
use crate::app::{App, Beside};
use crate::model::{Entry, Status};

/// The cells of a row of the list, by what they hold.
struct Columns {
    start: u16,
    title: u16,
    bar: u16,
    counts: u16,
}

impl Columns {
    fn new(row: u16, aside: u16) -> Self {
        let (start, bar, counts) = match row {
            92.. => (6, 16, 14),
            48..92 => (6, 12, 14),
            24..48 => (6, 0, 7),
            _ => (3, 0, 6),
        };
        Self { start, bar, counts, title: row.saturating_sub(start + bar + counts + aside + 1).min(50) }
    }
}

/// One roadmap: number, title, bar, counts, and when it was touched last.
pub(super) fn draw(app: &App, row: usize, entry: &Entry, selected: bool, line: Rect, pen: &mut Pen<'_>) {
    if pen.look.plain {
        let style = if selected { pen.look.selected } else { Style::new() };
        pen.put(line.x, line.y, line.width, &aloud(app, row, entry, line.width), style);
        return;
    }
    let tally = entry.standing.whole();
    let last = app.log.last_activity(&entry.roadmap.id);
    let percent = tally.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
    let counts = match last {
        None if tally.complete == 0 => format!("{:>6}", "new"),
        _ => format!("{:>6} {percent:>5}", format!("{}/{}", tally.complete, tally.total)),
    };
    let asides = || (0..app.library.entries().len()).map(|row| width(&app.beside(row).words())).max().unwrap_or(0);
    let columns = Columns::new(line.width, if line.width >= 76 { asides() } else { 0 });
    let number = if row < 10 { ((row + 1) % 10).to_string() } else { String::new() };
    if columns.start > 3 {
        pen.put(line.x + 3, line.y, 2, &number, pen.look.dim);
    }
    let style = if selected { pen.look.selected } else { Style::new() };
    let mut x = line.x + columns.start;
    pen.put(x, line.y, columns.title, &told_apart(app, row, columns.title), style);
    x += columns.title + 1;
    if columns.bar > 0 {
        pen.put(x, line.y, columns.bar, &bar(tally.complete, tally.total, columns.bar, pen.look.ascii), pen.look.bar);
        x += columns.bar;
    }
    let counts_room = if columns.bar > 0 { columns.counts } else { 6 };
    pen.put(x, line.y, counts_room, counts.get(..counts_room.into()).unwrap_or(&counts), Style::new());
    if line.width >= 76 {
        let style = if entry.trouble.is_some() { pen.look.error } else { pen.look.dim };
        pen.put(x + columns.counts, line.y, line.width, &app.beside(row).words(), style);
    }
}

/// `2. Backend in Seven Stages, 4 of 39 done, 10 percent, last on 3 Nov`.
fn aloud(app: &App, row: usize, entry: &Entry, room: u16) -> String {
    let is_new = app.log.last_activity(&entry.roadmap.id).is_none();
    let number = row + 1;
    let title = |state: &str| {
        let taken = width(state) + width(&number.to_string()) + 5;
        format!("{number}. {}", told_apart(app, row, room.saturating_sub(taken).max(5)))
    };
    let beside = app.beside(row);
    if is_new {
        let words = beside.words();
        let rest = if words.is_empty() { String::new() } else { format!(", {words}") };
        return spoken::named(&title("new"), "new", &rest, room);
    }
    let whole = entry.standing.whole();
    let percent = whole.percent().map(|percent| format!(", {percent} percent")).unwrap_or_default();
    let last = match &beside {
        Beside::Day(day) if day == "today" => "last today".into(),
        Beside::Day(day) => format!("last on {day}").into(),
        Beside::Nothing | Beside::Broken | Beside::Met(_) => beside.words(),
    };
    let tally = spoken::tally(whole, Status::Todo);
    spoken::named(&title(&tally), &tally, &format!("{percent}, {last}"), room)
}

/// A title that fits: where it is too long, without the words that it begins with like another one.
fn told_apart(app: &App, row: usize, room: u16) -> String {
    let title = |entry: &Entry| entry.roadmap.title.clone();
    let entries = app.library.entries();
    let whole = title(&entries[row]);
    if width(&whole) <= room {
        return whole.to_string();
    }
    let shared = |other: &Entry| {
        let (ours, theirs) = (whole.split(' '), title(other));
        let alike = ours.zip(theirs.split(' ')).take_while(|(our, their)| our == their);
        alike.map(|(our, _)| our.len() + 1).sum::<usize>()
    };
    let others = entries.iter().enumerate().filter(|(number, _)| *number != row);
    let cut = others.map(|(_, other)| shared(other)).filter(|&cut| cut < whole.len()).max().unwrap_or(0);
    let rest = match cut {
        0 => whole.to_string(),
        // Where there is so little room, a mark for what is left out would cost what is told.
        _ if room < 20 => whole[cut..].to_owned(),
        _ => format!("… {}", &whole[cut..]),
    };
    fit(&rest, room).into_owned()
}
