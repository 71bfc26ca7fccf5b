//! The stats of one roadmap: how far, how fast, what is left. A page that scrolls.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::bar::bar;
use super::heat::{WEEKDAYS, heat, months, shades, weeks_in};
use super::page::Page;
use super::pen::Pen;
use super::spoken;
use super::text::{fit, width, wrap};
use crate::app::{App, Pane, RECENT, StatsPage, counted, learned_titles, outlook, outlook_in_short, weekday};
use crate::command::Command;
use crate::model::{Entry, Stats, capitalised, words};

/// From this width on there are headings, margins and whole sentences.
const WIDE: u16 = 76;

/// A bar is no wider than this.
const WIDEST_BAR: u16 = 42;

/// Draws the page from line `app.details_top`; gives how many lines there are.
pub(super) fn draw(app: &App, area: Rect, pen: &mut Pen<'_>) -> usize {
    let Some(StatsPage { number, stats, .. }) = &app.stats else { return 0 };
    let margin = u16::from(pen.is_roomy());
    let room = area.width.saturating_sub(2 * margin);
    let area = Rect { x: area.x + margin, width: room, ..area };
    let page = Writer::new(&app.library.entries()[*number], stats, room, pen).page;
    page.scrolled(app.details_top, (Pane::Stats, Command::PageDown, None), area, pen);
    pen.cursor = Some(Position::new(area.x, area.y));
    page.lines.len()
}

/// The page as it is written.
struct Writer<'a> {
    entry: &'a Entry,
    stats: &'a Stats,
    page: Page,
    room: u16,
    wide: bool,
    look: super::look::Look,
}

impl<'a> Writer<'a> {
    fn new(entry: &'a Entry, stats: &'a Stats, room: u16, pen: &Pen<'_>) -> Self {
        let page = Page::new(room, pen.look.plain);
        let mut writer = Self { entry, stats, page, room, wide: room + 2 >= WIDE, look: pen.look };
        if pen.look.plain {
            writer.aloud();
            return writer;
        }
        writer.whole();
        writer.stages();
        let has_learned = stats.days.first().is_some();
        if has_learned {
            writer.days();
        }
        if !writer.wide {
            writer.asides();
        }
        if has_learned {
            writer.recent();
        }
        writer.orphans();
        writer
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
        self.page.gap();
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
        self.page.pieces(vec![(0, before, Style::new()), (at, drawn, self.look.bar), (end, after, Style::new())]);
        if self.wide {
            self.text(0, &outlook(tally, self.stats), Style::new());
            self.estimate();
        } else {
            self.text(0, &outlook_in_short(tally, self.stats), Style::new());
        }
    }

    /// What there is no room for at the top of a narrow page.
    fn asides(&mut self) {
        self.page.gap();
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
            self.page.gap();
            self.page.pieces(vec![(0, "STAGES".to_owned(), self.look.heading)]);
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
            self.page.pieces(line);
        }
    }

    fn days(&mut self) {
        let Stats { days, today, .. } = self.stats;
        let (indent, look) = (self.indent(), self.look);
        let start = indent + 5;
        let weeks = weeks_in(self.room.saturating_sub(start));
        self.page.gap();
        if self.wide {
            let mut line = vec![(0, "ACTIVITY".to_owned(), look.heading)];
            line.extend(months(*today, weeks, 4).into_iter().map(|(x, month)| (start + x, month, look.dim)));
            self.page.pieces(line);
        }
        for (row, weekday) in heat(days, *today, weeks, look.ascii).into_iter().zip(WEEKDAYS) {
            self.page.pieces(vec![(indent, weekday.to_owned(), look.dim), (start, row, look.done)]);
        }
        if self.wide {
            self.page.gap();
            let scale = format!("less {} more", shades(look.ascii));
            let x = start + width(&scale) + 6;
            let remark = "each square is a day; empty days are just days".to_owned();
            self.page.pieces(vec![(start, scale, look.dim), (x, remark, look.dim)]);
        }
    }

    /// What was learned lately, day by day.
    fn recent(&mut self) {
        self.page.gap();
        self.page.pieces(vec![(0, "RECENT".to_owned(), self.look.heading)]);
        let (indent, stats) = (self.indent(), self.stats);
        for (day, places) in stats.recent.iter().take(RECENT) {
            let titles = learned_titles(&self.entry.roadmap, places);
            let day = capitalised(&weekday(*day, stats.today));
            let x = indent + 10.max(width(&day) + 2);
            for (row, text) in wrap(&titles, self.room.saturating_sub(x)).into_iter().enumerate() {
                let day = (row == 0).then(|| (indent, day.clone(), self.look.dim));
                self.page.pieces(day.into_iter().chain([(x, text, Style::new())]));
            }
        }
    }

    /// What is recorded of topics that are gone: kept, never counted.
    fn orphans(&mut self) {
        let orphans = &self.entry.healing.orphans;
        if orphans.is_empty() {
            return;
        }
        self.page.gap();
        self.page.pieces(vec![(0, "NO LONGER IN THIS ROADMAP".to_owned(), self.look.heading)]);
        let words = "Kept, and counted nowhere. `milepost adopt OLD NEW` gives one to a topic.";
        self.text(self.indent(), words, self.look.dim);
        for id in orphans {
            self.text(self.indent(), &crate::model::SafeText::line(&id.0), Style::new());
        }
    }

    const fn indent(&self) -> u16 {
        if self.wide { 2 } else { 0 }
    }

    fn text(&mut self, x: u16, text: &str, style: Style) {
        for line in wrap(text, self.room.saturating_sub(x)) {
            self.page.pieces([(x, line, style)]);
        }
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
