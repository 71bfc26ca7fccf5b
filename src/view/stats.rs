//! The stats of one roadmap: how far, how fast, what is left. A page that scrolls.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::bar::bar;
use super::heat::{WEEKDAYS, heat, months, shades, weeks_in};
use super::pen::Pen;
use super::spoken;
use super::text::{fit, width, wrap};
use crate::app::{App, StatsPage, Target, counted, learned_titles, outlook, outlook_in_short, weekday};
use crate::command::Command;
use crate::model::{Entry, Stats, capitalised, words};

/// Pieces of one line: how far from the left, what, and how it looks.
type Line = Vec<(u16, String, Style)>;

/// From this width on there are headings, margins and whole sentences.
const WIDE: u16 = 76;

/// So many days are told one by one.
const RECENT: usize = 10;

/// A bar is no wider than this.
const WIDEST_BAR: u16 = 42;

/// Draws the page from line `app.details_top`; gives how many lines there are.
pub(super) fn draw(app: &App, area: Rect, pen: &mut Pen<'_>) -> usize {
    let Some(StatsPage { number, stats, .. }) = &app.stats else { return 0 };
    let margin = u16::from(pen.is_roomy());
    let room = area.width.saturating_sub(2 * margin);
    let lines = Page::new(&app.library.entries()[*number], stats, room, pen).lines;
    let most = lines.len().saturating_sub(area.height.into());
    let top = app.details_top.min(most);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        for (x, text, style) in line {
            pen.put(area.x + margin + x, y, room.saturating_sub(*x), text, *style);
        }
    }
    if top < most && area.height > 2 {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        pen.clear(last);
        let more = format!("… {} more below", most - top + 1);
        pen.put_target(last.x + margin, last.y, room, &more, pen.look.dim, Target::Command(Command::PageDown));
    }
    pen.cursor = Some(Position::new(area.x + margin, area.y));
    lines.len()
}

/// The lines as they fill up.
struct Page<'a> {
    entry: &'a Entry,
    stats: &'a Stats,
    lines: Vec<Line>,
    room: u16,
    wide: bool,
    look: super::look::Look,
}

impl<'a> Page<'a> {
    fn new(entry: &'a Entry, stats: &'a Stats, room: u16, pen: &Pen<'_>) -> Self {
        let mut page = Self { entry, stats, lines: Vec::new(), room, wide: room + 2 >= WIDE, look: pen.look };
        if pen.look.plain {
            page.aloud();
            return page;
        }
        page.whole();
        page.stages();
        let has_learned = stats.days.first().is_some();
        if has_learned {
            page.days();
        }
        if !page.wide {
            page.asides();
        }
        if has_learned {
            page.recent();
        }
        page.orphans();
        page
    }

    /// The same in words, one thing a line.
    fn aloud(&mut self) {
        let (roadmap, standing) = (&self.entry.roadmap, &self.entry.standing);
        let (whole, Stats { days, today, .. }) = (standing.whole(), self.stats);
        self.text(0, &format!("{}. {}.", spoken::whole(whole), spoken::words(&counted(whole))), Style::new());
        self.text(0, &outlook(whole, self.stats), Style::new());
        self.estimate();
        self.section("STAGES");
        for stage in roadmap.stages() {
            let counts = spoken::tally(standing.tally(stage), standing.status(stage));
            self.text(2, &format!("{}, {counts}", roadmap[stage].title), Style::new());
        }
        if days.first().is_some() {
            self.section("LEARNED BY WEEK");
            for week in spoken::weeks(days, *today, 52) {
                self.text(2, &week, Style::new());
            }
            self.section("LEARNED LATELY");
            for (day, places) in self.stats.recent.iter().take(RECENT) {
                let day = capitalised(&weekday(*day, *today));
                self.text(2, &format!("{day}: {}", learned_titles(roadmap, places)), Style::new());
            }
        }
        self.orphans();
    }

    fn section(&mut self, title: &str) {
        self.gap();
        self.text(0, title, self.look.heading);
    }

    /// How far, and how far it still is.
    fn whole(&mut self) {
        let tally = self.entry.standing.whole();
        let percent = words::percent(tally);
        let before = format!("{} of {}", tally.complete, tally.total);
        let after = if self.wide { format!("{percent}   {}", counted(tally)) } else { percent };
        let taken = width(&before) + width(&after) + 5;
        let cells = self.room.saturating_sub(taken).min(WIDEST_BAR);
        let drawn = if cells < 6 { String::new() } else { bar(tally.complete, tally.total, cells, self.look.ascii) };
        let at = width(&before) + 2;
        let end = at + width(&drawn) + u16::from(cells >= 6) * 2;
        self.lines.push(vec![(0, before, Style::new()), (at, drawn, self.look.bar), (end, after, Style::new())]);
        if self.wide {
            self.text(0, &outlook(tally, self.stats), Style::new());
            self.estimate();
        } else {
            self.text(0, &outlook_in_short(tally, self.stats), Style::new());
        }
    }

    /// What there is no room for at the top of a narrow page.
    fn asides(&mut self) {
        self.gap();
        self.text(0, &counted(self.entry.standing.whole()), Style::new());
        self.estimate();
    }

    fn estimate(&mut self) {
        if let Some(words) = estimated(self.entry, self.stats, self.look.about()) {
            self.text(0, &words, self.look.dim);
        }
    }

    fn stages(&mut self) {
        if self.wide {
            self.gap();
            self.lines.push(vec![(0, "STAGES".to_owned(), self.look.heading)]);
        }
        let indent = self.indent();
        let (aside, share) = if self.wide { (6, 4) } else { (0, 3) };
        let title = (self.room / share).max(8);
        let cells = self.room.saturating_sub(indent + title + 1 + 9 + aside).min(WIDEST_BAR);
        for stage in self.entry.roadmap.stages() {
            let tally = self.entry.standing.tally(stage);
            let name = fit(&self.entry.roadmap[stage].title, title).into_owned();
            let mut line = vec![(indent, name, Style::new())];
            let mut x = indent + title + 1;
            if cells >= 6 {
                line.push((x, bar(tally.complete, tally.total, cells, self.look.ascii), self.look.bar));
                x += cells + 1;
            }
            let counts = if tally.total == 0 { "optional" } else { &format!("{}/{}", tally.complete, tally.total) };
            line.push((x, format!("{counts:>7}"), Style::new()));
            let is_done = self.wide && tally.total > 0 && tally.left() == 0;
            line.extend(is_done.then(|| (x + 9, "done".to_owned(), self.look.dim)));
            self.lines.push(line);
        }
    }

    fn days(&mut self) {
        let Stats { days, today, .. } = self.stats;
        let (indent, look) = (self.indent(), self.look);
        let start = indent + 5;
        let weeks = weeks_in(self.room.saturating_sub(start));
        self.gap();
        if self.wide {
            let mut line = vec![(0, "ACTIVITY".to_owned(), look.heading)];
            line.extend(months(*today, weeks, 4).into_iter().map(|(x, month)| (start + x, month, look.dim)));
            self.lines.push(line);
        }
        for (row, weekday) in heat(days, *today, weeks, look.ascii).into_iter().zip(WEEKDAYS) {
            self.lines.push(vec![(indent, weekday.to_owned(), look.dim), (start, row, look.done)]);
        }
        if self.wide {
            self.gap();
            let scale = format!("less {} more", shades(look.ascii));
            let x = start + width(&scale) + 6;
            let remark = "each square is a day; empty days are just days".to_owned();
            self.lines.push(vec![(start, scale, look.dim), (x, remark, look.dim)]);
        }
    }

    /// What was learned lately, day by day.
    fn recent(&mut self) {
        self.gap();
        self.lines.push(vec![(0, "RECENT".to_owned(), self.look.heading)]);
        let (indent, stats) = (self.indent(), self.stats);
        for (day, places) in stats.recent.iter().take(RECENT) {
            let titles = learned_titles(&self.entry.roadmap, places);
            let day = capitalised(&weekday(*day, stats.today));
            let x = indent + 10.max(width(&day) + 2);
            for (row, text) in wrap(&titles, self.room.saturating_sub(x)).into_iter().enumerate() {
                let mut line = vec![(x, text, Style::new())];
                line.extend((row == 0).then(|| (indent, day.clone(), self.look.dim)));
                self.lines.push(line);
            }
        }
    }

    /// What is recorded of topics that are gone: kept, never counted.
    fn orphans(&mut self) {
        let orphans = &self.entry.healing.orphans;
        if orphans.is_empty() {
            return;
        }
        self.gap();
        self.lines.push(vec![(0, "NO LONGER IN THIS ROADMAP".to_owned(), self.look.heading)]);
        let words = "Kept, and counted nowhere. `milepost adopt OLD NEW` gives one to a topic.";
        self.text(self.indent(), words, self.look.dim);
        for id in orphans {
            self.text(self.indent(), &crate::model::SafeText::line(&id.0), Style::new());
        }
    }

    const fn indent(&self) -> u16 {
        if self.wide { 2 } else { 0 }
    }

    fn gap(&mut self) {
        self.lines.push(Line::new());
    }

    fn text(&mut self, x: u16, text: &str, style: Style) {
        let lines = wrap(text, self.room.saturating_sub(x));
        self.lines.extend(lines.into_iter().map(|line| vec![(x, line, style)]));
    }
}

/// `By the author's estimates: about 12 h, for 8 of the 29.`
pub fn estimated(entry: &Entry, stats: &Stats, about: impl Fn(u32) -> String) -> Option<String> {
    let estimated = stats.estimated?;
    let left = entry.standing.whole().left();
    let of = if estimated.topics < left { format!(", for {} of the {left}", estimated.topics) } else { String::new() };
    Some(format!("By the author's estimates: {}{of}.", about(rounded(estimated.minutes))))
}

/// A long time in whole hours: an estimate knows no more.
const fn rounded(minutes: u32) -> u32 {
    if minutes < 600 { minutes } else { minutes.saturating_add(30) / 60 * 60 }
}
