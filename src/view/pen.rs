//! Writing on the screen: always inside it, in ASCII where that is asked for.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_segmentation::UnicodeSegmentation;

use super::hits::Hits;
use super::look::Look;
use super::spoken;
use super::text::{fit, width};
use crate::app::{Scroll, Target};

/// What everything is drawn with.
pub(super) struct Pen<'b> {
    buffer: &'b mut Buffer,
    pub(super) look: Look,
    /// Where the terminal's own cursor goes: screen readers and magnifiers follow it.
    pub(super) cursor: Option<Position>,
    pub(super) hits: Hits,
    /// How far the topmost list is scrolled, and what of it is seen: first row, rows seen, rows in all.
    pub(super) scroll: Scroll,
    pub(super) listed: (usize, usize, usize),
}

impl<'b> Pen<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, look: Look) -> Self {
        Self { buffer, look, cursor: None, hits: Hits::default(), scroll: Scroll::default(), listed: (0, 0, 0) }
    }

    /// Whether the screen is wide enough for margins and asides.
    pub(super) const fn is_roomy(&self) -> bool {
        self.buffer.area.width >= 48
    }

    /// Writes one line, cut to `room` cells; gives the cells that it took.
    pub(super) fn put(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || y < area.y || room == 0 {
            return 0;
        }
        let room = room.min(area.right() - x);
        let said = if self.look.plain { spoken::words(text) } else { text.into() };
        if self.look.plain && spoken::is_drawing(&said) {
            return 0;
        }
        let cut = fit(&said, room);
        let spelled = self.spell(&cut);
        let (end, _) = self.buffer.set_stringn(x, y, spelled, room.into(), style);
        end - x
    }

    /// Writes one line that answers a click; gives the cells that it took.
    pub(super) fn put_target(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style, target: Target) -> u16 {
        let width = self.put(x, y, room, text, style);
        self.hits.add(Rect { x, y, width, height: 1 }, target);
        width
    }

    /// The first row that is seen of a list of `rows` rows in `area`: that of the cursor is, unless the wheel was
    /// turned.
    pub(super) fn first_of_list(&mut self, area: Rect, cursor: usize, rows: usize) -> usize {
        let height = usize::from(area.height);
        let first = self.scroll.first(cursor, rows, height);
        self.listed = (first, height, rows);
        first
    }

    /// Where the terminal's own cursor waits while the row that it belongs on is out of sight: at the edge behind which
    /// that row is. Nothing, while it is seen.
    pub(super) fn edge(area: Rect, first: usize, cursor: usize) -> Option<Position> {
        let beyond = first + usize::from(area.height) <= cursor;
        let y = if beyond { area.bottom().saturating_sub(1) } else { area.y };
        (beyond || cursor < first).then_some(Position::new(area.x, y))
    }

    /// Writes at the right end of `area`'s row `y`; gives the cells that it took.
    pub(super) fn put_right(&mut self, area: Rect, y: u16, text: &str, style: Style) -> u16 {
        let cells = width(text).min(area.width);
        self.put(area.right() - cells, y, cells, text, style)
    }

    /// Draws a line across.
    pub(super) fn rule(&mut self, area: Rect, y: u16) {
        self.put(area.x, y, area.width, &"─".repeat(area.width.into()), self.look.dim);
    }

    /// Draws what knows by itself how it looks.
    pub(super) fn render(&mut self, widget: impl Widget, area: Rect) {
        let area = area.intersection(self.buffer.area);
        widget.render(area, self.buffer);
        for position in area.positions().filter(|_| self.look.ascii) {
            let cell = &mut self.buffer[position];
            if !cell.symbol().is_ascii() {
                let spelled = in_ascii(cell.symbol());
                // The second cell of a wide sign is its own here.
                cell.set_symbol(&spelled[..1]);
            }
        }
    }

    /// In words: one row of a list, with the terminal's own cursor where it is selected.
    pub(super) fn row(&mut self, line: Rect, words: &str, selected: bool) {
        let style = if selected { self.look.selected } else { Style::new() };
        self.put(line.x, line.y, line.width, words, style);
        if selected {
            self.cursor = Some(Position::new(line.x, line.y));
        }
    }

    /// In words: what takes several lines.
    pub(super) fn said(&mut self, area: Rect, lines: &[String], style: Style) {
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            self.put(area.x, y, area.width, line, style);
        }
    }

    /// Lays a style over what is there.
    pub(super) fn tint(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, style);
    }

    /// Wipes an area.
    pub(super) fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            self.buffer[position].reset();
        }
    }

    fn spell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.look.ascii && !text.is_ascii() { in_ascii(text).into() } else { text.into() }
    }
}

/// The text in ASCII, as many cells wide as it was.
pub fn in_ascii(text: &str) -> String {
    // A cross in a box says done, as it does on paper; alone it would say the opposite.
    let boxes = text.replace("[✓]", "[x]").replace("(✓)", "(x)");
    boxes.graphemes(true).map(spelled).collect()
}

/// A grapheme in ASCII, as many cells wide as it was.
fn spelled(grapheme: &str) -> &str {
    match grapheme {
        _ if grapheme.is_ascii() => grapheme,
        "✕" | "×" => "x",
        "▾" | "─" | "┄" | "·" | "–" | "—" | "‑" | "•" => "-",
        "❯" | "→" => ">",
        // Between the parts of a path; `>` is the cursor.
        "›" => "/",
        "≈" | "…" => "~",
        "✓" => "*",
        "┃" | "│" => "|",
        "▸" | "╭" | "╮" | "╰" | "╯" | "┬" | "┴" | "├" | "┤" => "+",
        "‘" | "’" => "'",
        // A note is what one says in one's own words.
        "“" | "”" | "✎" => "\"",
        _ if width(grapheme) == 2 => "??",
        _ => "?",
    }
}
