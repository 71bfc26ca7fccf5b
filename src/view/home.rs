//! The list of roadmaps: where one stands in each, and the way back in.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::activity;
use super::bar::bar;
use super::pen::Pen;
use super::recallable;
use super::spoken;
use super::text::{beginning, more_lines, width, wrap};
use super::titles::told_apart;
use crate::app::{App, Pane, Target};
use crate::command::Command;
use crate::model::{Entry, Next, Place, Status, Unreadable, words};

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
    let whole = app.library.entries().get(app.home_row).filter(|_| pen.look.plain);
    let whole = whole.map(|entry| wrap(&aloud(app, app.home_row, entry, u16::MAX), area.width)).unwrap_or_default();
    let extra = more_lines(&whole, area.bottom() - y);
    let room = usize::from(area.bottom() - y - extra).min(rows);
    let list = Rect { y, height: room.try_into().unwrap_or(area.height), ..area };
    let top = pen.first_of_list(list, app.home_row, rows);
    pen.cursor = pen.cursor.or(Pen::edge(list, top, app.home_row));
    for (line, row) in (y..y + u16::try_from(room).unwrap_or(0)).zip(top..rows) {
        let beneath = if row > app.home_row && top <= app.home_row { extra } else { 0 };
        let line = Rect { y: line + beneath, height: 1, ..area };
        pen.hits.add(line, Target::Roadmap(row));
        let selected = row == app.home_row;
        if selected {
            pen.put(area.x + 1, line.y, 1, "❯", pen.look.heading);
            let mark = u16::from(!pen.look.plain);
            pen.cursor = pen.cursor.or(Some(Position::new(area.x + mark, line.y)));
        }
        match app.library.entries().get(row) {
            Some(_) if selected && extra > 0 => pen.said(Rect { height: 1 + extra, ..line }, &whole, pen.look.selected),
            Some(entry) => roadmap(app, row, entry, selected, line, pen),
            None => unreadable(&app.library.unreadable[row - app.library.entries().len()], line, pen),
        }
    }
    let below = Rect { y: y + extra + u16::try_from(room).unwrap_or(0), ..area };
    let below = Rect { height: area.bottom().saturating_sub(below.y), ..below };
    let taken = recallable::draw(app, below, pen);
    let below = Rect { y: below.y + taken, height: below.height - taken, ..below };
    let taken = activity::draw(app, below, taken == 0, pen);
    let below = Rect { height: below.height - taken, ..below };
    match app.home_row.checked_sub(app.library.entries().len()).and_then(|bad| app.library.unreadable.get(bad)) {
        Some(file) => about_unreadable(app, file, below, pen),
        None => about(app, below, pen),
    }
    room
}

/// The one suggestion: what to go on with. Gives the line after it and a blank one.
fn resume(app: &App, area: Rect, y: u16, pen: &mut Pen<'_>) -> u16 {
    let Some(number) = app.to_continue().filter(|_| !app.log.is_empty()) else { return y };
    let entry = &app.library.entries()[number];
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
    let (title, way) = match app.library.next(number, 1) {
        Next::Steps(steps) => match steps.first() {
            Some(step) => (step.title(&entry.roadmap).to_string(), way(entry, step.place)),
            None => return y,
        },
        Next::OnlyOptional { left } => (words::only_optional(left), entry.roadmap.title.to_string()),
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

/// What stands at the right end of a row: when the roadmap was touched, or what of it was met before.
fn aside(app: &App, row: usize) -> String {
    let entry = &app.library.entries()[row];
    if entry.trouble.is_some() {
        return "file is broken".to_owned();
    }
    let last = app.log.last_activity(&entry.roadmap.id);
    match (last, app.met.get(row).copied().unwrap_or(0)) {
        (Some(last), _) => crate::app::day(last, app.now),
        (None, 0) => String::new(),
        (None, met) => format!("{met} met elsewhere"),
    }
}

/// One roadmap: number, title, bar, counts, and when it was touched last.
fn roadmap(app: &App, row: usize, entry: &Entry, selected: bool, line: Rect, pen: &mut Pen<'_>) {
    if pen.look.plain {
        let style = if selected { pen.look.selected } else { Style::new() };
        pen.put(line.x, line.y, line.width, &aloud(app, row, entry, line.width), style);
        return;
    }
    let tally = entry.standing.whole();
    let last = app.log.last_activity(&entry.roadmap.id);
    let percent = words::percent(tally);
    let counts = match last {
        None if tally.complete == 0 => format!("{:>6}", "new"),
        _ => format!("{:>6} {percent:>5}", format!("{}/{}", tally.complete, tally.total)),
    };
    let asides = || (0..app.library.entries().len()).map(|row| width(&aside(app, row))).max().unwrap_or(0);
    let columns = Columns::new(line.width, if line.width >= 76 { asides() } else { 0 });
    let number = if row < 10 { ((row + 1) % 10).to_string() } else { String::new() };
    if columns.start > 3 {
        pen.put(line.x + 3, line.y, 2, &number, pen.look.dim);
    }
    let style = if selected { pen.look.selected } else { Style::new() };
    let mut x = line.x + columns.start;
    pen.put(x, line.y, columns.title, &title(app, row, columns.title), style);
    x += columns.title + 1;
    if columns.bar > 0 {
        pen.put(x, line.y, columns.bar, &bar(tally.complete, tally.total, columns.bar, pen.look.ascii), pen.look.bar);
        x += columns.bar;
    }
    let counts_room = if columns.bar > 0 { columns.counts } else { 6 };
    pen.put(x, line.y, counts_room, counts.get(..counts_room.into()).unwrap_or(&counts), Style::new());
    if line.width >= 76 {
        let style = if entry.trouble.is_some() { pen.look.error } else { pen.look.dim };
        pen.put(x + columns.counts, line.y, line.width, &aside(app, row), style);
    }
}

/// `2. Backend in Seven Stages, 4 of 39 done, 10 percent, last on 3 Nov`.
fn aloud(app: &App, row: usize, entry: &Entry, room: u16) -> String {
    let is_new = app.log.last_activity(&entry.roadmap.id).is_none();
    let number = format!("{}. ", row + 1);
    let title = |room: u16| format!("{number}{}", title(app, row, room.saturating_sub(width(&number))));
    let aside = aside(app, row);
    if is_new {
        let met = Some(aside).filter(|aside| !aside.is_empty());
        return spoken::named(title, "new", met.into_iter().collect(), room);
    }
    let whole = entry.standing.whole();
    let percent = whole.percent().map(|percent| format!("{percent} percent"));
    let last = if aside == "today" { "last today".to_owned() } else { format!("last on {aside}") };
    let tally = spoken::tally(whole, Status::Todo);
    spoken::named(title, &tally, percent.into_iter().chain([last]).collect(), room)
}

/// A title that fits, and is no other one's.
fn title(app: &App, row: usize, room: u16) -> String {
    let titles = || app.library.entries().iter().map(|entry| entry.roadmap.title.as_str());
    told_apart(
        titles().nth(row).unwrap_or_default(),
        titles().enumerate().filter(|(at, _)| *at != row).map(|(_, title)| title),
        room,
    )
}

fn unreadable(file: &Unreadable, line: Rect, pen: &mut Pen<'_>) {
    let text = format!("{}: {}", file.name(), file.first());
    let indent = if pen.look.plain { 0 } else { 3 };
    pen.put(line.x + indent, line.y, line.width.saturating_sub(indent + 1), &text, pen.look.error);
}

/// Below the list, for a file that cannot be read: where it is, what is wrong, and how to learn the rest.
fn about_unreadable(app: &App, file: &Unreadable, area: Rect, pen: &mut Pen<'_>) {
    let room = area.width.saturating_sub(4).min(76);
    let complaints = match file.complaints {
        0 | 1 => format!("This file {}", file.words()),
        count => format!("This file {}: {count} complaints", file.words()),
    };
    let hint = app.config.keymap.hint(Command::EditFile, "opens it in your editor.");
    let check = if file.complaints > 0 { format!("`milepost check {}` tells all.", file.path) } else { String::new() };
    let lines = [complaints, file.first(), format!("{hint} {check}").trim().to_owned()];
    let lines = lines.iter().flat_map(|text| wrap(text, room));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        pen.put(area.x + 3, y, room, &line, Style::new());
    }
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
    let trouble = app.trouble(app.home_row).map(|trouble| wrap(&trouble, room)).unwrap_or_default();
    for line in trouble.iter().take(usize::from(area.bottom().saturating_sub(y))) {
        pen.put(area.x + 3, y, room, line, pen.look.error);
        y += 1;
    }
    let lines = usize::from(area.bottom().saturating_sub(y));
    for line in beginning(roadmap.description.as_deref().unwrap_or_default(), room, lines) {
        pen.put(area.x + 3, y, room, &line, Style::new());
        y += 1;
    }
    let next = match app.library.next(app.home_row, 1) {
        Next::Steps(steps) => steps.first().map(|step| format!("Next: {}", step.title(roadmap))),
        Next::OnlyOptional { left } => Some(words::only_optional(left)),
        Next::Finished => None,
    };
    for (text, style) in [(origin(entry), pen.look.dim), (next, Style::new())] {
        if let Some(text) = text.filter(|_| y < area.bottom()) {
            pen.put(area.x + 3, y, room, &text, style);
            y += 1;
        }
    }
    y += 1;
    for stage in roadmap.stages() {
        if y >= area.bottom() {
            return;
        }
        let tally = entry.standing.tally(stage);
        if pen.look.plain {
            let counts = spoken::tally(tally, entry.standing.status(stage));
            pen.put(area.x + 3, y, room, &format!("{}, {counts}", roadmap[stage].title), Style::new());
            y += 1;
            continue;
        }
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
