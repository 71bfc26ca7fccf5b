//! A page of text as it fills up: its lines, and what in them answers a click.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::markdown;
use super::pen::Pen;
use super::rich::{Line, Run};
use super::text::{width, wrap};
use crate::app::{Pane, Target};
use crate::command::Command;
use crate::model::SafeText;

/// Lines of more cells than this are hard to read.
pub(super) const TEXT_WIDTH: u16 = 72;
const LABEL_WIDTH: u16 = 11;

/// Lines of at most `room` cells.
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    room: u16,
    /// In words.
    plain: bool,
    /// By line: the first cell, how many there are, and what they stand for. In the order of the lines.
    targets: Vec<(usize, u16, u16, Target)>,
}

impl Page {
    pub(super) const fn new(room: u16, plain: bool) -> Self {
        Self { lines: Vec::new(), room, plain, targets: Vec::new() }
    }

    /// Draws the lines from the one numbered `top` on, at most as far down as they go, on `pane`; if there are more
    /// below, says so, with the `key` that leads there where it is not known. A click on that runs `way`.
    pub(super) fn scrolled(
        &self,
        top: usize,
        (pane, way, key): (Pane, Command, Option<&str>),
        area: Rect,
        pen: &mut Pen<'_>,
    ) {
        let most = self.lines.len().saturating_sub(area.height.into());
        let top = top.min(most);
        self.draw(top, area, pen);
        if top < most && area.height > 2 {
            let last = Rect { y: area.bottom() - 1, height: 1, ..area };
            pen.clear(last);
            pen.hits.add(last, Target::Pane(pane));
            let key = key.map(|key| format!(": {key}")).unwrap_or_default();
            let more = format!("… {} more below{key}", most - top + 1);
            pen.put_target(last.x, last.y, last.width, &more, pen.look.dim, Target::Command(way));
        }
    }

    /// Draws the lines from the one with number `top` on.
    fn draw(&self, top: usize, area: Rect, pen: &mut Pen<'_>) {
        for (y, line) in (area.y..area.bottom()).zip(self.lines.iter().skip(top)) {
            let mut x = area.x;
            for run in line {
                x += pen.put(x, y, area.right().saturating_sub(x), &run.text, run.style);
            }
        }
        let seen = self.targets.iter().filter(|(line, ..)| (top..top + usize::from(area.height)).contains(line));
        for (line, start, width, target) in seen {
            let y = area.y + u16::try_from(line - top).unwrap_or(0);
            let spot = Rect { x: area.x + start, y, width: *width, height: 1 };
            pen.hits.add(spot.intersection(area), target.clone());
        }
    }

    /// Ends the page where its words end.
    pub(super) fn trim(&mut self) {
        while self.lines.last().is_some_and(is_blank) {
            self.lines.pop();
        }
    }

    /// An empty line, but never two.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !is_blank(line)) {
            self.lines.push(Line::new());
        }
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.room).into_iter().map(|line| vec![Run::new(&line, style)]));
        }
    }

    /// One line of pieces, from left to right: in which cell each begins, at the earliest.
    pub(super) fn pieces(&mut self, pieces: impl IntoIterator<Item = (u16, String, Style)>) {
        let (mut line, mut end) = (Line::new(), 0_u16);
        for (x, text, style) in pieces {
            if x > end {
                line.push(Run::new(&" ".repeat((x - end).into()), Style::new()));
            }
            end = end.max(x).saturating_add(width(&text));
            line.push(Run::new(&text, style));
        }
        self.lines.push(line);
    }

    /// How one knows that one has the topic, if its author says so.
    pub(super) fn check(&mut self, check: Option<&SafeText>, pen: &Pen<'_>) {
        if let Some(check) = check {
            self.gap();
            self.text("Can you explain it?", pen.look.heading);
            self.hanging("  ", check, Style::new(), None);
        }
    }

    /// Markdown, each line indented by `lead`.
    pub(super) fn markdown(&mut self, lead: &str, text: &str, pen: &Pen<'_>) {
        let lines = markdown::lines(text, self.room.saturating_sub(width(lead)), &pen.look);
        for line in lines {
            let mut x = width(lead);
            for run in &line {
                let link = run.link.clone().map(|link| (self.lines.len(), x, width(&run.text), Target::Link(link)));
                self.targets.extend(link);
                x = x.saturating_add(width(&run.text));
            }
            self.lines.push(std::iter::once(Run::new(lead, Style::new())).chain(line).collect());
        }
    }

    /// Words at the left end of a line and, if there is room, an aside at the right that answers a click.
    pub(super) fn apart(&mut self, (words, style): (&str, Style), (aside, aside_style): (&str, Style), target: Target) {
        let mut line = vec![Run::new(words, style)];
        if self.plain {
            line.extend([Run::new(", ", style), Run::new(aside, aside_style)]);
            self.targets.push((self.lines.len(), width(words) + 2, width(aside), target));
        } else if let Some(gap @ 1..) = self.room.checked_sub(width(words) + width(aside)) {
            line.extend([Run::new(&" ".repeat(gap.into()), Style::new()), Run::new(aside, aside_style)]);
            self.targets.push((self.lines.len(), width(words) + gap, width(aside), target));
        }
        self.lines.push(line);
    }

    /// A text whose lines are indented as far as `lead` reaches.
    pub(super) fn hanging(&mut self, lead: &str, text: &str, style: Style, target: Option<&Target>) {
        let indent = width(lead);
        let blank = " ".repeat(indent.into());
        for (row, line) in wrap(text, self.room.saturating_sub(indent)).into_iter().enumerate() {
            if let Some(target) = target {
                self.targets.push((self.lines.len(), indent, width(&line), target.clone()));
            }
            self.lines.push(vec![Run::new(&format!("{}{line}", if row == 0 { lead } else { &blank }), style)]);
        }
    }

    /// Points, each with its mark.
    pub(super) fn points(&mut self, points: &[SafeText]) {
        let mark = if self.plain { "- " } else { "· " };
        if !points.is_empty() {
            self.gap();
        }
        for point in points {
            self.hanging(mark, point, Style::new(), None);
        }
    }

    /// Entries beside a label, with what they stand for; nothing, if there are none.
    pub(super) fn labelled(&mut self, label: &str, entries: &[(String, Option<Target>)], style: Style) {
        for (row, (entry, target)) in entries.iter().enumerate() {
            let lead = match (row, self.plain) {
                (0, true) => format!("{label}: "),
                (_, true) => "  ".to_owned(),
                (_, false) => format!("{:<1$}", if row == 0 { label } else { "" }, LABEL_WIDTH.into()),
            };
            self.hanging(&lead, entry, style, target.as_ref());
        }
    }
}

fn is_blank(line: &Line) -> bool {
    line.iter().all(|run| run.text.trim().is_empty())
}
