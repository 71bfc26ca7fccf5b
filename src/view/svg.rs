//! A screen as a picture: the same cells that a terminal would get, written as SVG, still or moving.

mod ink;
mod row;

use std::fmt::Write;
use std::time::Duration;

use ratatui::buffer::Buffer;

pub use ink::Paper;

/// The cells of a terminal in user units of SVG; a letter of the usual monospaced fonts is 0.6 of its size wide.
const CELL: (u16, u16) = (9, 19);
const FONT_SIZE: u16 = 15;

/// Blank space around the screen.
const MARGIN: u16 = 14;

/// One screen of a moving picture, and how long it stays.
#[derive(Debug)]
pub struct Frame {
    pub buffer: Buffer,
    pub stays: Duration,
}

/// A screen as SVG.
pub fn svg(buffer: &Buffer, paper: Paper) -> String {
    let rows = (0..buffer.area.height).map(|y| row::drawn(buffer, y, paper));
    document(buffer, paper, "", &rows.collect::<String>())
}

/// Screens of one size, one after another without end. Whoever prefers no motion sees the last one.
pub fn film(frames: &[Frame], paper: Paper) -> String {
    let Some(first) = frames.first() else { return String::new() };
    let mut slots = Slots::new(frames);
    let mut drawn = String::new();
    for y in 0..first.buffer.area.height {
        let rows: Vec<_> = frames.iter().map(|frame| row::drawn(&frame.buffer, y, paper)).collect();
        let mut begin = 0;
        // What stays the same over several screens is drawn once.
        for same in rows.chunk_by(|one, other| one == other) {
            let end = begin + same.len();
            if !same[0].is_empty() {
                let class = slots.class(begin, end);
                let _ = writeln!(drawn, "<g{class}>{}</g>", same[0].trim_end());
            }
            begin = end;
        }
    }
    document(&first.buffer, paper, &slots.style, &drawn)
}

fn document(buffer: &Buffer, paper: Paper, style: &str, drawn: &str) -> String {
    let width = buffer.area.width * CELL.0 + 2 * MARGIN;
    let height = buffer.area.height * CELL.1 + 2 * MARGIN;
    let (back, fore) = (paper.back(), paper.fore());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{FONT_SIZE}\">\n\
         <style>{style}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{back}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" fill=\"{fore}\" stroke-width=\"1.2\">\n{drawn}</g>\n</svg>\n"
    )
}

/// When each screen begins, in hundredths of a percent of the whole, and the rules for those that come and go.
struct Slots {
    begins: Vec<u128>,
    whole: f32,
    named: Vec<(usize, usize)>,
    style: String,
}

impl Slots {
    fn new(frames: &[Frame]) -> Self {
        let whole = frames.iter().map(|frame| frame.stays).sum::<Duration>();
        let mut passed = Duration::ZERO;
        let mut begins = vec![0];
        for frame in frames {
            passed += frame.stays;
            begins.push(passed.as_millis() * 10_000 / whole.as_millis().max(1));
        }
        Self { begins, whole: whole.as_secs_f32(), named: Vec::new(), style: String::new() }
    }

    /// The class of what is seen from one screen up to another; none, if it is always seen.
    fn class(&mut self, begin: usize, end: usize) -> String {
        let last = self.begins.len() - 1;
        if (begin, end) == (0, last) {
            return String::new();
        }
        let name = format!("s{begin}-{end}");
        if !self.named.contains(&(begin, end)) {
            self.named.push((begin, end));
            let percent = |slot: usize| format!("{}.{:02}%", self.begins[slot] / 100, self.begins[slot] % 100);
            let before = if begin == 0 { String::new() } else { "0% { visibility: hidden } ".to_owned() };
            let after = if end == last { String::new() } else { format!(" {} {{ visibility: hidden }}", percent(end)) };
            let still = if end == last { "visible" } else { "hidden" };
            let _ = write!(
                self.style,
                "\n@keyframes {name} {{ {before}{} {{ visibility: visible }}{after} }}\n\
                 .{name} {{ visibility: {still}; animation: {name} {}s step-end infinite }}\n\
                 @media (prefers-reduced-motion: reduce) {{ .{name} {{ animation: none }} }}",
                percent(begin),
                self.whole,
            );
        }
        format!(" class=\"{name}\"")
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    fn buffer(lines: &[&str]) -> Buffer {
        Buffer::with_lines(lines.iter().copied())
    }

    #[test]
    fn text_stands_in_its_cells_and_is_escaped() {
        let drawn = svg(&buffer(&["", "  a < b & c   ?"]), Paper::Dark);
        assert!(drawn.contains("<text x=\"18\" y=\"34\" textLength=\"81\">a &lt; b &amp; c</text>"), "{drawn}");
        assert!(drawn.contains("<text x=\"126\" y=\"34\" textLength=\"9\">?</text>"), "{drawn}");
    }

    #[test]
    fn a_reversed_run_is_a_box_of_ink_with_letters_of_paper() {
        let mut buffer = buffer(&["ab"]);
        buffer.set_style(buffer.area, Style::new().reversed().fg(Color::Cyan));
        let drawn = svg(&buffer, Paper::Light);
        let cyan = Paper::Light.ink(Color::Cyan).expect("a colour");
        assert!(
            drawn.contains(&format!("<rect x=\"0\" y=\"0\" width=\"18\" height=\"19\" fill=\"{cyan}\"/>")),
            "{drawn}"
        );
        assert!(drawn.contains(&format!("fill=\"{}\">ab</text>", Paper::Light.back())), "{drawn}");
    }

    #[test]
    fn lines_and_blocks_are_drawn_not_written() {
        let drawn = svg(&buffer(&["──╮█▌░", "  │"]), Paper::Dark);
        assert!(!drawn.contains("<text"), "{drawn}");
        assert!(drawn.contains("M0 9.5H18"), "{drawn}");
    }

    #[test]
    fn a_row_that_stays_is_drawn_once_and_one_that_changes_has_its_time() {
        let second = Duration::from_secs(1);
        let frame = |last: &str| Frame { buffer: buffer(&["stays", last]), stays: second };
        let drawn = film(&[frame("one"), frame("two"), frame("two"), frame("one")], Paper::Dark);
        assert_eq!(drawn.matches("stays").count(), 1);
        assert_eq!(drawn.matches(">two<").count(), 1);
        assert!(drawn.contains("@keyframes s1-3 { 0% { visibility: hidden } 25.00% { visibility: visible } 75.00%"));
        assert!(drawn.contains(".s3-4 { visibility: visible;"), "{drawn}");
    }
}
