//! The tree of one roadmap: only the rows that are seen are built.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::look::Look;
use super::pen::Pen;
use super::spoken::{Speaker, in_lines};
use super::text::{fit, more_lines, width};
use crate::app::{App, Outline, Pane, Target};
use crate::model::{Entry, Place, Status, Tally, Topic, capitalised};

/// Draws the rows from the first that is to be seen, the cursor's among them. `focused`: the tree hears the keys.
pub(super) fn draw(
    app: &App,
    number: usize,
    entry: &Entry,
    outline: &Outline,
    focused: bool,
    area: Rect,
    pen: &mut Pen<'_>,
) {
    let rows = outline.rows();
    pen.hits.add(area, Target::Pane(Pane::Tree));
    if rows.is_empty() {
        pen.put(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            "Nothing here has what the filter asks for.",
            pen.look.dim,
        );
        return;
    }
    let top = outline.first(area.height.into());
    pen.cursor = pen.cursor.or(Pen::edge(area, top, outline.cursor()));
    let range = app.range();
    let mut speaker = pen.look.plain.then(|| Speaker::new(&app.library, &app.log, number));
    let whole = if pen.look.plain { said_whole(app, number, outline, area, pen.is_roomy()) } else { Vec::new() };
    let extra = more_lines(&whole, area.height);
    // The selected row takes its lines from those above it, if it is near the end.
    let last = top + usize::from(area.height - extra);
    let is_seen = outline.cursor() >= top && outline.cursor() < top + usize::from(area.height);
    let top = if is_seen { top + (outline.cursor() + 1).saturating_sub(last) } else { top };
    let mut next = area.y;
    for (row, &place) in rows.iter().enumerate().skip(top) {
        let selected = row == outline.cursor();
        let height = if selected { 1 + extra } else { 1 };
        let y = next;
        if y + height > area.bottom() {
            break;
        }
        next += height;
        let line = Rect { y, height, ..area };
        pen.hits.add(line, Target::Topic(place));
        let faded = outline.lingers(place);
        let picture = Picture { app, number, entry, place, open: outline.is_open(place) };
        let in_range = range.as_ref().is_some_and(|range| range.contains(&row));
        let symbol = match &mut speaker {
            Some(_) if selected && extra > 0 => {
                pen.said(line, &whole, picture.title_style(pen));
                line.x
            }
            Some(speaker) => picture.say(speaker, in_range, faded, line, pen),
            None => picture.draw(line, faded, pen),
        };
        if in_range {
            pen.put(line.x, y, 1, "┃", pen.look.accent);
        }
        if selected {
            pen.put(line.x, y, 1, "❯", pen.look.heading);
            let style = if focused { pen.look.selected } else { Style::new().add_modifier(Modifier::BOLD) };
            let mark = u16::from(!pen.look.plain);
            pen.tint(Rect { x: line.x + mark, width: line.width.saturating_sub(mark), ..line }, style);
            pen.cursor = pen.cursor.or(Some(Position::new(symbol, y)));
        }
    }
}

/// In words: the selected row, on as many lines as it takes and there are.
fn said_whole(app: &App, number: usize, outline: &Outline, area: Rect, is_roomy: bool) -> Vec<String> {
    let Some(place) = outline.selected() else { return Vec::new() };
    let entry = &app.library.entries()[number];
    let picture = Picture { app, number, entry, place, open: outline.is_open(place) };
    let in_range = app.range().is_some_and(|range| range.contains(&outline.cursor()));
    let mut speaker = Speaker::new(&app.library, &app.log, number);
    let say = |room| picture.words(&mut speaker, in_range, outline.lingers(place), (room, is_roomy));
    in_lines(say, area.width, area.height)
}

/// One row, with all that it is drawn from.
struct Picture<'a> {
    app: &'a App,
    number: usize,
    entry: &'a Entry,
    place: Place,
    open: bool,
}

impl Picture<'_> {
    /// Draws the row; gives the column of its checkbox, or of its fold mark.
    fn draw(&self, line: Rect, faded: bool, pen: &mut Pen<'_>) -> u16 {
        let topic = self.topic();
        let (x, y) = (line.x + 1 + indent(topic.depth, line.width, pen.is_roomy()), line.y);
        let title = match topic.number {
            Some(number) => format!("{number} {}", topic.title),
            None => topic.title.to_string(),
        };
        // The title comes first; what stands beside it gets the rest, and a little in any case.
        let rest = line.width.saturating_sub(x - line.x + 7 + width(&title));
        let right = self.right(rest.clamp(line.width / 4, line.width / 2), pen);
        let right_room = width(&right.0);
        let end = line.right().saturating_sub(u16::from(pen.is_roomy()));
        let mark = self.mark();
        let leaf = self.entry.roadmap.is_leaf(self.place);
        let taken = pen.put(x, y, end.saturating_sub(x), mark, self.mark_style(pen));
        let mut at = x + taken + 1;
        let (width, target) =
            if leaf { (taken, Target::Box(self.place)) } else { (taken + 1, Target::Fold(self.place)) };
        pen.hits.add(Rect { x, y, width, height: 1 }, target);
        if let Some(icon) = topic.icon.as_ref().filter(|_| !pen.look.ascii && pen.is_roomy()) {
            pen.put(at, y, 2, icon, Style::new());
            at += 3;
        }
        let room = end.saturating_sub(at + if right_room > 0 { right_room + 1 } else { 0 });
        pen.put(at, y, room, &title, if faded { pen.look.dim } else { self.title_style(pen) });
        if right_room > 0 && right_room + at < end {
            pen.put(end - right_room, y, right_room, &right.0, right.1);
        }
        if leaf { x + 1 } else { x }
    }

    /// Writes the row in words; gives the column in which they begin.
    fn say(&self, speaker: &mut Speaker<'_>, in_range: bool, faded: bool, line: Rect, pen: &mut Pen<'_>) -> u16 {
        let words = self.words(speaker, in_range, faded, (line.width, pen.is_roomy()));
        pen.put(line.x, line.y, line.width, &words, self.title_style(pen));
        line.x
    }

    /// The row in words, with no more facts than `room` cells take; `is_roomy`: as the screen is.
    fn words(&self, speaker: &mut Speaker<'_>, in_range: bool, faded: bool, (room, is_roomy): (u16, bool)) -> String {
        let leaf = self.entry.roadmap.is_leaf(self.place);
        let open = (!leaf).then_some(self.open);
        let mut words = match (in_range, is_roomy) {
            (false, _) => speaker.topic(self.place, open, room),
            (true, true) => {
                let prefix = "Selected: ";
                prefix.to_owned() + &speaker.topic(self.place, open, room.saturating_sub(width(prefix)))
            }
            // Where not all of it is seen, what one is about to change comes first.
            (true, false) => format!("{}, selected: {}", capitalised(&speaker.state(self.place)), self.topic().title),
        };
        if faded {
            words += ", no longer what the filter asks for";
        }
        words
    }

    fn topic(&self) -> &Topic {
        &self.entry.roadmap[self.place]
    }

    fn mark(&self) -> &'static str {
        if !self.entry.roadmap.is_leaf(self.place) {
            return if self.open { "▾" } else { "▸" };
        }
        checkbox(self.entry.standing.status(self.place), self.entry.roadmap.is_option(self.place))
    }

    fn mark_style(&self, pen: &Pen<'_>) -> Style {
        if self.entry.roadmap.is_leaf(self.place) {
            status_style(self.entry.standing.status(self.place), pen)
        } else {
            Style::new()
        }
    }

    fn title_style(&self, pen: &Pen<'_>) -> Style {
        let topic = self.topic();
        let status = self.entry.standing.status(self.place);
        let Entry { roadmap, standing, .. } = self.entry;
        let passed_over = status == Status::Todo && standing.is_passed_over(roadmap, self.place);
        if passed_over || matches!(status, Status::Known | Status::Skipped) {
            pen.look.dim
        } else if topic.depth == 0 {
            pen.look.heading
        } else {
            Style::new()
        }
    }

    /// The one short thing at the right end, of at most so many cells.
    fn right(&self, most: u16, pen: &Pen<'_>) -> (String, Style) {
        let leaf = self.entry.roadmap.is_leaf(self.place);
        if !leaf {
            let (text, style) = self.right_of_parent(pen);
            return (fit(&text, most).into_owned(), style);
        }
        if !pen.is_roomy() {
            return (String::new(), Style::new());
        }
        let (word, style) = self.word(&pen.look);
        // What one has written oneself leaves a trace whatever else is to be said.
        match (self.app.is_noted(self.number, self.place), word) {
            (false, word) => (word.into_owned(), style),
            (true, word) if word.is_empty() => ("✎".to_owned(), pen.look.dim),
            (true, word) => (format!("✎ {word}"), style),
        }
    }

    /// What is to be said of a leaf, the most important; may be empty.
    fn word(&self, look: &Look) -> (Cow<'static, str>, Style) {
        let (topic, dim) = (self.topic(), look.dim);
        let word = match self.entry.standing.status(self.place) {
            Status::Skipped => "skipped",
            Status::Known if self.entry.is_counted(self.place) => "≈ met elsewhere",
            Status::Known => "known",
            _ if topic.optional.holds() => "optional",
            Status::Todo if topic.recommended.holds() => "recommended",
            Status::Todo | Status::Doing if self.app.library.met_elsewhere(self.number, self.place).is_some() => {
                "≈ met elsewhere"
            }
            Status::Todo if self.app.library.is_ready(self.number, self.place) => {
                return (format!("{} ready", look.ready()).into(), Style::new());
            }
            _ => "",
        };
        (word.into(), dim)
    }

    fn right_of_parent(&self, pen: &Pen<'_>) -> (String, Style) {
        let topic = self.topic();
        let tally = self.entry.standing.tally(self.place);
        match topic.pick {
            Some(_) if tally.total > 0 && finished(tally) => {
                let picked = self.entry.roadmap.children(self.place);
                let mut complete = picked.filter(|&option| self.entry.standing.status(option).is_complete());
                let first = complete.next().map_or("", |option| self.entry.roadmap[option].title.as_str());
                let more = complete.count();
                let more = if more > 0 { format!(" +{more}") } else { String::new() };
                (format!("✓ {first}{more}"), pen.look.done)
            }
            Some(pick) if tally.total > 0 => {
                let options = self.entry.roadmap.children(self.place).count();
                let got = if tally.complete > 0 {
                    format!("{} of {}", tally.complete, tally.total)
                } else {
                    format!("choose {pick} of {options}")
                };
                (got, pen.look.dim)
            }
            _ => {
                let counts = counts(tally, self.entry.standing.status(self.place));
                let is_ready = self.app.library.is_ready(self.number, self.place);
                let counts = if is_ready { format!("{} {counts}", pen.look.ready()) } else { counts };
                (counts, if finished(tally) { pen.look.done } else { Style::new() })
            }
        }
    }
}

/// The box of a leaf.
pub const fn checkbox(status: Status, option: bool) -> &'static str {
    match (status, option) {
        (Status::Todo, false) => "[ ]",
        (Status::Doing, false) => "[/]",
        (Status::Done, false) => "[✓]",
        (Status::Known, false) => "[k]",
        (Status::Skipped, false) => "[-]",
        (Status::Todo, true) => "( )",
        (Status::Doing, true) => "(/)",
        (Status::Done, true) => "(✓)",
        (Status::Known, true) => "(k)",
        (Status::Skipped, true) => "(-)",
    }
}

pub(super) const fn status_style(status: Status, pen: &Pen<'_>) -> Style {
    match status {
        Status::Todo => Style::new(),
        Status::Doing => pen.look.doing,
        Status::Done => pen.look.done,
        Status::Known | Status::Skipped => pen.look.dim,
    }
}

/// `3/5 +1`, `✓ 5/5`; a word where nothing is counted.
pub fn counts(tally: Tally, state: Status) -> String {
    let bonus = if tally.bonus > 0 { format!(" +{}", tally.bonus) } else { String::new() };
    match (tally.total, state) {
        (0, Status::Skipped) => "skipped".to_owned(),
        (0, _) => format!("optional{bonus}"),
        _ if finished(tally) => format!("✓ {}/{}{bonus}", tally.complete, tally.total),
        _ => format!("{}/{}{bonus}", tally.complete, tally.total),
    }
}

fn finished(tally: Tally) -> bool {
    tally.left() == 0 && tally.total > 0
}

fn indent(depth: u8, row_width: u16, roomy: bool) -> u16 {
    let step = match row_width {
        _ if roomy => 2,
        24.. => 1,
        _ => 0,
    };
    // Deep trees keep room for their titles.
    (u16::from(depth) * step).min(row_width / 3)
}
