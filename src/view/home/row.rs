//! One roadmap in the list of them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::bar::bar;
use super::super::pen::Pen;
use super::super::spoken;
use super::super::text::width;
use super::super::titles::told_apart;
use crate::app::{App, Beside, HomeRow};
use crate::model::{Entry, Status, words};

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
pub(super) fn draw(
    app: &App,
    (row, entry, kept): (usize, &Entry, &HomeRow),
    selected: bool,
    line: Rect,
    pen: &mut Pen<'_>,
) {
    let is_new = app.log.last_activity(&entry.roadmap.id).is_none();
    if pen.look.plain {
        let style = if selected { pen.look.selected } else { Style::new() };
        pen.put(line.x, line.y, line.width, &aloud(row + 1, entry, kept, is_new, line.width), style);
        return;
    }
    let tally = entry.standing.whole();
    let percent = words::percent(tally);
    let has_beside = line.width >= 76;
    // Where nothing stands beside them, that comes before the counts.
    let is_broken = kept.beside == Beside::Broken && !has_beside;
    let counts = if is_broken {
        "broken".to_owned()
    } else if is_new && tally.complete == 0 {
        format!("{:>6}", "new")
    } else {
        format!("{:>6} {percent:>5}", format!("{}/{}", tally.complete, tally.total))
    };
    let widest = u16::try_from(app.home.widest).unwrap_or(u16::MAX);
    let columns = Columns::new(line.width, if has_beside { widest } else { 0 });
    let number = if row < 10 { ((row + 1) % 10).to_string() } else { String::new() };
    if columns.start > 3 {
        pen.put(line.x + 3, line.y, 2, &number, pen.look.dim);
    }
    let style = if selected { pen.look.selected } else { Style::new() };
    let mut x = line.x + columns.start;
    pen.put(x, line.y, columns.title, &told_apart(&entry.roadmap.title, kept.shared, columns.title), style);
    x += columns.title + 1;
    if columns.bar > 0 {
        pen.put(x, line.y, columns.bar, &bar(tally.complete, tally.total, columns.bar, pen.look.ascii), pen.look.bar);
        x += columns.bar;
    }
    let counts_room = if columns.bar > 0 { columns.counts } else { 6 };
    let style = if is_broken { pen.look.error } else { Style::new() };
    pen.put(x, line.y, counts_room, counts.get(..counts_room.into()).unwrap_or(&counts), style);
    if has_beside {
        let style = if kept.beside == Beside::Broken { pen.look.error } else { pen.look.dim };
        pen.put(x + columns.counts, line.y, line.width, &kept.beside.words(), style);
    }
}

/// In words: the selected row, all of it, in at most `most` lines of `room` cells.
pub(super) fn whole(app: &App, room: u16, most: u16) -> Vec<String> {
    let (entries, row) = (app.library.entries(), app.home_row);
    let Some((entry, kept)) = entries.get(row).zip(app.home.rows.get(row)) else { return Vec::new() };
    let is_new = app.log.last_activity(&entry.roadmap.id).is_none();
    spoken::in_lines(|room| aloud(row + 1, entry, kept, is_new, room), room, most)
}

/// `2. Backend in Seven Stages, 4 of 39 done, 10 percent, last on 3 Nov`.
fn aloud(number: usize, entry: &Entry, kept: &HomeRow, is_new: bool, room: u16) -> String {
    let number = format!("{number}. ");
    let title = |room: u16| {
        let room = room.saturating_sub(width(&number));
        format!("{number}{}", told_apart(&entry.roadmap.title, kept.shared, room))
    };
    let beside = &kept.beside;
    if is_new {
        let words = Some(beside.words().into_owned()).filter(|words| !words.is_empty());
        return spoken::named(title, "new", words.into_iter().collect(), room);
    }
    let whole = entry.standing.whole();
    let percent = whole.percent().map(|percent| format!("{percent} percent"));
    let last = match beside {
        Beside::Day(day) if day == "today" => "last today".to_owned(),
        Beside::Day(day) => format!("last on {day}"),
        Beside::Nothing | Beside::Broken | Beside::Met(_) => beside.words().into_owned(),
    };
    let facts = percent.into_iter().chain([last]).filter(|fact| !fact.is_empty());
    spoken::named(title, &spoken::tally(whole, Status::Todo), facts.collect(), room)
}
