//! The list of roadmaps: where one stands in each, and the way back in.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::activity;
use super::bar::bar;
use super::pen::Pen;
use super::text::{fit, width, wrap};
use crate::app::{App, settled};
use crate::model::{Entry, Next, Place, Reason, Step, Unreadable};

/// Draws the body of the home screen; gives how many rows of the list were seen.
pub(super) fn draw(app: &App, area: Rect, pen: &mut Pen<'_>) -> usize {
    let mut y = area.y;
    if area.height >= 10 {
        y = resume(app, area, y + 1, pen);
        pen.put(area.x + 1, y, area.width, "ROADMAPS", pen.look.heading);
        y += 1;
    }
    let rows = app.library.entries().len() + app.library.unreadable.len();
    let room = usize::from(area.bottom() - y).min(rows);
    let top = settled(0, app.home_row, rows, room);
    for (line, row) in (y..area.bottom()).zip(top..rows) {
        let line = Rect { y: line, height: 1, ..area };
        let selected = row == app.home_row;
        if selected {
            pen.put(area.x + 1, line.y, 1, "❯", pen.look.heading);
            pen.cursor = pen.cursor.or(Some(Position::new(area.x + 1, line.y)));
        }
        match app.library.entries().get(row) {
            Some(entry) => roadmap(app, row, entry, selected, line, pen),
            None => unreadable(&app.library.unreadable[row - app.library.entries().len()], line, pen),
        }
    }
    let below = Rect { y: y + u16::try_from(room).unwrap_or(0), ..area };
    let below = Rect { height: area.bottom().saturating_sub(below.y), ..below };
    let taken = activity::draw(app, below, pen);
    about(app, Rect { height: below.height - taken, ..below }, pen);
    room
}

/// The one suggestion: what to go on with. Gives the line after it and a blank one.
fn resume(app: &App, area: Rect, y: u16, pen: &mut Pen<'_>) -> u16 {
    let Some(number) = app.to_continue().filter(|_| !app.log.is_empty()) else { return y };
    let entry = &app.library.entries()[number];
    pen.put(area.x + 1, y, area.width, "CONTINUE", pen.look.heading);
    let hint = if area.width < 76 { "c go" } else { "c go there" };
    let inner = Rect { width: area.width - 1, ..area };
    let taken = pen.put_right(inner, y, hint, pen.look.dim);
    let room = area.width.saturating_sub(taken + 5);
    let (title, way) = match app.library.next(number, 1) {
        Next::Steps(steps) => match steps.first() {
            Some(step) => (step_title(entry, step), way(entry, step.place)),
            None => return y,
        },
        Next::OnlyOptional { left } => {
            (format!("All required topics done. {left} optional left."), entry.roadmap.title.to_string())
        }
        Next::Finished => ("Everything done.".to_owned(), entry.roadmap.title.to_string()),
    };
    for (row, (text, style)) in (y + 1..).zip([(title, pen.look.accent), (way, pen.look.dim)]) {
        pen.put(area.x + 1, row, 1, "┃", pen.look.accent);
        pen.put(area.x + 3, row, room, &text, style);
    }
    y + 4
}

fn step_title(entry: &Entry, step: &Step) -> String {
    match step.reason {
        Reason::Choice { group, .. } => entry.roadmap[group].title.to_string(),
        _ => entry.roadmap[step.place].title.to_string(),
    }
}

/// `Roadmap › Stage › Topic · 2 to go in this topic`.
fn way(entry: &Entry, place: Place) -> String {
    let mut parts: Vec<_> =
        entry.roadmap.ancestors(place).map(|above| entry.roadmap[above].title.to_string()).collect();
    parts.push(entry.roadmap.title.to_string());
    parts.reverse();
    let left =
        entry.roadmap[place].parent.map(|parent| entry.standing.tally(parent)).filter(|tally| tally.complete > 0);
    let left = left.map(|tally| format!(" · {} to go in this topic", tally.left())).unwrap_or_default();
    format!("{}{left}", parts.join(" › "))
}

/// The cells of a row of the list, by what they hold.
struct Columns {
    title: u16,
    bar: u16,
    counts: u16,
    aside: u16,
}

impl Columns {
    /// Where the title begins: after the cursor and the number.
    const START: u16 = 6;

    fn new(row: u16) -> Self {
        let (bar, counts, aside) = match row {
            76.. => (16, 13, 17),
            48..76 => (12, 13, 0),
            _ => (0, 7, 0),
        };
        let title = row.saturating_sub(Self::START + bar + counts + aside + 2).min(50);
        Self { title, bar, counts, aside }
    }
}

/// One roadmap: number, title, bar, counts, and when it was touched last.
fn roadmap(app: &App, row: usize, entry: &Entry, selected: bool, line: Rect, pen: &mut Pen<'_>) {
    let tally = entry.standing.whole();
    let last = app.log.last_activity(&entry.roadmap.id);
    let aside = match (last, app.met.get(row).copied().unwrap_or(0)) {
        (Some(last), _) => crate::app::day(last, app.now),
        (None, 0) => String::new(),
        (None, met) => format!("{met} met elsewhere"),
    };
    let percent = tally.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
    let counts = match last {
        None => format!("{:>6}", "new"),
        Some(_) => format!("{:>6} {percent:>5}", format!("{}/{}", tally.complete, tally.total)),
    };
    let columns = Columns::new(line.width);
    let number = if row < 10 { ((row + 1) % 10).to_string() } else { String::new() };
    pen.put(line.x + 3, line.y, 2, &number, pen.look.dim);
    let style = if selected { pen.look.selected } else { Style::new() };
    let mut x = line.x + Columns::START;
    pen.put(x, line.y, columns.title, &told_apart(app, row, columns.title), style);
    x += columns.title + 1;
    if columns.bar > 0 {
        pen.put(x, line.y, columns.bar, &bar(tally.complete, tally.total, columns.bar, pen.look.ascii), pen.look.bar);
        x += columns.bar;
    }
    let counts_room = if columns.bar > 0 { columns.counts } else { 6 };
    pen.put(x, line.y, counts_room, counts.get(..counts_room.into()).unwrap_or(&counts), Style::new());
    pen.put(x + columns.counts + 1, line.y, columns.aside, &aside, pen.look.dim);
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
    let rest = if cut > 0 { format!("… {}", &whole[cut..]) } else { whole.to_string() };
    fit(&rest, room).into_owned()
}

fn unreadable(file: &Unreadable, line: Rect, pen: &mut Pen<'_>) {
    let text = format!("{}: cannot be read: {}", file.path, file.first);
    pen.put(line.x + 6, line.y, line.width.saturating_sub(7), &text, pen.look.error);
}

/// Below the list: what the selected roadmap is.
fn about(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let Some(entry) = app.library.entries().get(app.home_row).filter(|_| area.height >= 4 && area.width >= 40) else {
        return;
    };
    let roadmap = &entry.roadmap;
    let room = area.width.saturating_sub(4).min(76);
    let mut y = area.y + 1;
    pen.put(area.x + 1, y, area.width.saturating_sub(2), "ABOUT", pen.look.heading);
    y += 1;
    for line in wrap(roadmap.description.as_deref().unwrap_or_default(), room) {
        if y >= area.bottom() {
            return;
        }
        pen.put(area.x + 3, y, room, &line, Style::new());
        y += 1;
    }
    if let Some(text) = origin(entry).filter(|_| y < area.bottom()) {
        pen.put(area.x + 3, y, room, &text, pen.look.dim);
        y += 1;
    }
    y += 1;
    for stage in roadmap.stages() {
        if y >= area.bottom() {
            return;
        }
        let tally = entry.standing.tally(stage);
        let counts =
            if tally.total > 0 { format!("{}/{}", tally.complete, tally.total) } else { "optional".to_owned() };
        pen.put(area.x + 3, y, 40, &roadmap[stage].title, Style::new());
        pen.put(area.x + 45, y, area.width.saturating_sub(46), &format!("{counts:>6}"), pen.look.dim);
        y += 1;
    }
}

fn origin(entry: &Entry) -> Option<String> {
    let after = entry.roadmap.source.as_ref().and_then(|source| {
        let title = source.title.as_ref()?;
        let by = source.author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
        Some(format!("after “{title}”{by}"))
    });
    match &entry.origin {
        crate::model::Origin::Bundled => after,
        crate::model::Origin::File { path, replaces_bundled: true } => {
            Some(format!("from {path}, in place of the bundled one"))
        }
        crate::model::Origin::File { path, .. } => Some(format!("from {path}")),
    }
}
