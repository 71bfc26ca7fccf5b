//! Lines of runs, each in a style of its own and perhaps a link: wrapped as plain text is.

use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::text::width;
use crate::model::SafeText;

/// Text in one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) style: Style,
    /// Where it leads, if it is part of a link that may be opened.
    pub(super) link: Option<SafeText>,
}

impl Run {
    pub(super) fn new(text: &str, style: Style) -> Self {
        Self { text: text.to_owned(), style, link: None }
    }

    fn with(&self, text: &str) -> Self {
        Self { text: text.to_owned(), style: self.style, link: self.link.clone() }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.style == other.style && self.link == other.link
    }
}

pub(super) type Line = Vec<Run>;

/// The runs in lines of at most `room` cells, broken between words and at every newline. A word may change its style in
/// the middle; one that is longer than a line is broken anywhere.
pub(super) fn wrap_runs(runs: &[Run], room: u16) -> Vec<Line> {
    let mut filling = Filling { room: room.max(1), lines: Vec::new(), line: Line::new(), cells: 0 };
    let mut word = Line::new();
    for run in runs {
        for part in run.text.split_inclusive(char::is_whitespace) {
            let letters = part.trim_end_matches(char::is_whitespace);
            if !letters.is_empty() {
                word.push(run.with(letters));
            }
            if letters.len() < part.len() {
                filling.word(std::mem::take(&mut word));
            }
            if part.ends_with('\n') {
                filling.end_line();
            }
        }
    }
    filling.word(word);
    filling.end_line();
    while filling.lines.last().is_some_and(Vec::is_empty) {
        filling.lines.pop();
    }
    filling.lines
}

/// The line in pieces of at most `room` cells, blanks and all.
pub(super) fn cut(line: &str, room: u16) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut cells = 0;
    for grapheme in line.graphemes(true) {
        if cells > 0 && cells + width(grapheme) > room {
            pieces.push(String::new());
            cells = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
        cells += width(grapheme);
    }
    pieces
}

struct Filling {
    room: u16,
    lines: Vec<Line>,
    line: Line,
    cells: u16,
}

impl Filling {
    fn word(&mut self, word: Line) {
        let Some(first) = word.first() else { return };
        let cells = word.iter().map(|run| width(&run.text)).fold(0, u16::saturating_add);
        let gap = u16::from(self.cells > 0);
        if gap > 0 && self.cells.saturating_add(gap).saturating_add(cells) > self.room {
            self.end_line();
        } else if gap > 0 {
            // A blank inside a link or a struck text is part of it.
            let inside = self.line.last().filter(|run| run.is_like(first)).cloned();
            self.add(" ", &inside.unwrap_or_default());
        }
        for run in word {
            for grapheme in run.text.graphemes(true) {
                if self.cells > 0 && self.cells + width(grapheme) > self.room {
                    self.end_line();
                }
                self.add(grapheme, &run);
            }
        }
    }

    /// Adds a text that looks like a run and leads where it does.
    fn add(&mut self, text: &str, run: &Run) {
        self.cells = self.cells.saturating_add(width(text));
        match self.line.last_mut() {
            Some(last) if last.is_like(run) => last.text.push_str(text),
            _ => self.line.push(run.with(text)),
        }
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.cells = 0;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::super::text::wrap;
    use super::*;

    #[test]
    fn runs_are_wrapped_as_plain_text_is() {
        let text = "Decide how many requests a client may make,\nand what it is told beyond 日本語 that.";
        for room in 1..70 {
            let plain = wrap_runs(&[Run::new(text, Style::new())], room);
            let plain: Vec<_> = plain.into_iter().map(|line| line[0].text.clone()).collect();
            assert_eq!(plain, wrap(text, room), "at {room}");
        }
    }

    #[test]
    fn a_word_may_change_its_style_without_being_broken() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let runs = [Run::new("one tw", Style::new()), Run::new("o th", bold), Run::new("ree", Style::new())];
        let lines = wrap_runs(&runs, 7);
        let texts: Vec<String> = lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect();
        assert_eq!(texts, ["one two", "three"]);
        assert_eq!(lines[1], [Run::new("th", bold), Run::new("ree", Style::new())]);
    }

    #[test]
    fn code_is_cut_and_nothing_else() {
        assert_eq!(cut("  a  b", 3), ["  a", "  b"]);
        assert_eq!(cut("", 3), [""]);
        assert_eq!(cut("日本", 1), ["日", "本"]);
    }
}
