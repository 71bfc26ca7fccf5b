//! A page of text that is built from the top: paragraphs, Markdown, labels.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::markdown;
use super::pen::Pen;
use super::rich::{Line, Run};
use super::text::{width, wrap};

/// Lines of more cells than this are hard to read.
pub(super) const TEXT_WIDTH: u16 = 72;
const LABEL_WIDTH: u16 = 11;

/// Lines as they fill up.
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) room: u16,
}

impl Page {
    pub(super) const fn new(room: u16) -> Self {
        Self { lines: Vec::new(), room }
    }

    /// The lines, without blank ones at the end.
    pub(super) fn finish(mut self) -> Vec<Line> {
        while self.lines.last().is_some_and(is_blank) {
            self.lines.pop();
        }
        self.lines
    }

    /// An empty line, but never two.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !is_blank(line)) {
            self.lines.push(Line::new());
        }
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        if !text.is_empty() {
            self.lines.extend(wrap(text, self.room).into_iter().map(|line| vec![(line, style)]));
        }
    }

    /// Markdown, each line indented by `lead`.
    pub(super) fn markdown(&mut self, lead: &str, text: &str, pen: &Pen<'_>) {
        let lines = markdown::lines(text, self.room.saturating_sub(width(lead)), &pen.look);
        let lead: Run = (lead.to_owned(), Style::new());
        self.lines.extend(lines.into_iter().map(|line| std::iter::once(lead.clone()).chain(line).collect::<Line>()));
    }

    /// Words at the left end of a line and, if there is room, an aside at the right.
    pub(super) fn apart(&mut self, words: &str, style: Style, aside: &str, aside_style: Style) {
        let mut line = vec![(words.to_owned(), style)];
        if let Some(gap @ 1..) = self.room.checked_sub(width(words) + width(aside)) {
            line.extend([(" ".repeat(gap.into()), Style::new()), (aside.to_owned(), aside_style)]);
        }
        self.lines.push(line);
    }

    /// A text whose lines are indented as far as `lead` reaches.
    pub(super) fn hanging(&mut self, lead: &str, text: &str, style: Style) {
        let indent = width(lead);
        let blank = " ".repeat(indent.into());
        for (row, line) in wrap(text, self.room.saturating_sub(indent)).into_iter().enumerate() {
            self.lines.push(vec![(format!("{}{line}", if row == 0 { lead } else { &blank }), style)]);
        }
    }

    /// Entries beside a label; nothing, if there are none.
    pub(super) fn labelled(&mut self, label: &str, entries: &[String], style: Style) {
        for (row, entry) in entries.iter().enumerate() {
            let lead = format!("{:<1$}", if row == 0 { label } else { "" }, LABEL_WIDTH.into());
            self.hanging(&lead, entry, style);
        }
    }
}

/// Draws lines from the one numbered `top` on, at most as far down as they go; says if there are more below.
pub(super) fn scrolled(lines: &[Line], top: usize, more: &str, area: Rect, pen: &mut Pen<'_>) {
    let most = lines.len().saturating_sub(area.height.into());
    let top = top.min(most);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        let mut x = area.x;
        for (text, style) in line {
            x += pen.put(x, y, area.right().saturating_sub(x), text, *style);
        }
    }
    if top < most && area.height > 2 {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        pen.clear(last);
        pen.put(last.x, last.y, last.width, &format!("… {} {more}", most - top + 1), pen.look.dim);
    }
}

fn is_blank(line: &Line) -> bool {
    line.iter().all(|(text, _)| text.trim().is_empty())
}
