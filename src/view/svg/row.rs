//! One row of cells as SVG: letters as text, lines and blocks as shapes, so that they join in every font.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::CELL;
use super::ink::Paper;
use crate::view::text::width;

/// Cells beside each other that are drawn in one go.
struct Run {
    /// The first cell, and how many.
    x: u16,
    cells: u16,
    text: String,
    style: (Color, Modifier),
}

/// A row; empty if there is nothing to be seen in it.
pub(super) fn drawn(buffer: &Buffer, y: u16, paper: Paper) -> String {
    let mut drawn = String::new();
    for run in runs(buffer, y) {
        draw(&run, y, paper, &mut drawn);
    }
    drawn
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        let cells = width(cell.symbol()).max(1);
        match runs.last_mut().filter(|run| goes_on(run, cell)) {
            Some(run) => {
                run.text.push_str(cell.symbol());
                run.cells += cells;
            }
            None => runs.push(Run { x, cells, text: cell.symbol().to_owned(), style: (cell.fg, cell.modifier) }),
        }
        x += cells;
    }
    runs
}

/// ASCII is as wide as its cells in every monospaced font; other signs are put one by one, but for a line or a block
/// that goes on.
fn goes_on(run: &Run, cell: &Cell) -> bool {
    let alike = run.style == (cell.fg, cell.modifier);
    let again = shape_of(cell.symbol()).is_some_and(Shape::fills_its_cell) && run.text.ends_with(cell.symbol());
    alike && (again || run.text.is_ascii() && cell.symbol().is_ascii())
}

fn draw(run: &Run, y: u16, paper: Paper, drawn: &mut String) {
    let (colour, modifier) = run.style;
    let (x, top) = (run.x * CELL.0, y * CELL.1);
    let wide = run.cells * CELL.0;
    let mut ink = paper.ink(colour);
    if modifier.contains(Modifier::REVERSED) {
        let fill = ink.as_deref().unwrap_or(paper.fore());
        let high = CELL.1;
        let _ = writeln!(drawn, "<rect x=\"{x}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{fill}\"/>");
        ink = Some(paper.back().into());
    }
    let dim = if modifier.contains(Modifier::DIM) { " opacity=\"0.62\"" } else { "" };
    if let Some(shape) = run.text.chars().next().and_then(|first| shape_of(first.encode_utf8(&mut [0; 4]))) {
        shape.draw((x, top), wide, ink.as_deref().unwrap_or(paper.fore()), dim, drawn);
        return;
    }
    let mut style = dim.to_owned();
    if modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    if modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    }
    if let Some(ink) = ink {
        let _ = write!(style, " fill=\"{ink}\"");
    }
    let mut x = x;
    // Not every program that draws SVG keeps more than one blank: the words on either side are put by themselves.
    for words in run.text.split("  ") {
        let blanks = width(words) - width(words.trim_start());
        let letters = words.trim();
        if !letters.is_empty() {
            let (x, base, long) = (x + blanks * CELL.0, top + 15, width(letters) * CELL.0);
            let letters = letters.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = writeln!(drawn, "<text x=\"{x}\" y=\"{base}\" textLength=\"{long}\"{style}>{letters}</text>");
        }
        x += (width(words) + 2) * CELL.0;
    }
}

/// What is not left to a font.
#[derive(Clone, Copy)]
enum Shape {
    /// From the left edge, so many eighths of each cell.
    Block(u16),
    /// The last eighth of a cell.
    Edge,
    /// A cell in so many quarters of the ink.
    Shade(u16),
    /// A line across, broken or not.
    Across { broken: bool },
    /// Arms from the middle of the cell: up, down, left, right.
    Joint([bool; 4]),
    /// A round corner with the same arms.
    Corner([bool; 4]),
}

fn shape_of(symbol: &str) -> Option<Shape> {
    Some(match symbol {
        "▏" => Shape::Block(1),
        "▎" => Shape::Block(2),
        "▍" => Shape::Block(3),
        "▌" => Shape::Block(4),
        "▋" => Shape::Block(5),
        "▊" => Shape::Block(6),
        "▉" => Shape::Block(7),
        "█" => Shape::Block(8),
        "▕" => Shape::Edge,
        "░" => Shape::Shade(1),
        "▒" => Shape::Shade(2),
        "▓" => Shape::Shade(3),
        "─" => Shape::Across { broken: false },
        "┄" => Shape::Across { broken: true },
        "│" => Shape::Joint([true, true, false, false]),
        "┬" => Shape::Joint([false, true, true, true]),
        "┴" => Shape::Joint([true, false, true, true]),
        "├" => Shape::Joint([true, true, false, true]),
        "┤" => Shape::Joint([true, true, true, false]),
        "╭" => Shape::Corner([false, true, false, true]),
        "╮" => Shape::Corner([false, true, true, false]),
        "╰" => Shape::Corner([true, false, false, true]),
        "╯" => Shape::Corner([true, false, true, false]),
        _ => return None,
    })
}

impl Shape {
    /// Whether two of it beside each other are one that is twice as wide.
    const fn fills_its_cell(self) -> bool {
        matches!(self, Self::Block(8) | Self::Shade(_) | Self::Across { .. })
    }

    fn draw(self, (x, y): (u16, u16), wide: u16, ink: &str, dim: &str, drawn: &mut String) {
        let (left, top) = (f32::from(x), f32::from(y));
        let (cell, high) = (f32::from(CELL.0), f32::from(CELL.1));
        let (right, bottom) = (left + f32::from(wide), top + high);
        let (middle, half) = (left + cell / 2.0, top + high / 2.0);
        let rect = |x: f32, width: f32, more: &str| {
            format!("<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{high}\" fill=\"{ink}\"{more}{dim}/>")
        };
        let path = |d: &str, more: &str| format!("<path d=\"{d}\" fill=\"none\" stroke=\"{ink}\"{more}{dim}/>");
        let shape = match self {
            Self::Block(8) => rect(left, f32::from(wide), ""),
            Self::Block(eighths) => rect(left, cell * f32::from(eighths) / 8.0, ""),
            Self::Edge => rect(right - cell / 8.0, cell / 8.0, ""),
            Self::Shade(quarters) => {
                rect(left, f32::from(wide), &format!(" fill-opacity=\"{}\"", f32::from(quarters) / 4.0))
            }
            Self::Across { broken } => {
                path(&format!("M{left} {half}H{right}"), if broken { " stroke-dasharray=\"2 2\"" } else { "" })
            }
            Self::Joint(arms) => {
                let ends = [(middle, top), (middle, bottom), (left, half), (right, half)];
                let lines = ends.iter().zip(arms).filter(|(_, arm)| *arm);
                let d = lines.fold(String::new(), |d, ((x, y), _)| d + &format!("M{middle} {half}L{x} {y}"));
                path(&d, "")
            }
            Self::Corner([up, _, to_left, _]) => {
                let (end_y, end_x) = (if up { top } else { bottom }, if to_left { left } else { right });
                path(&format!("M{middle} {end_y}Q{middle} {half} {end_x} {half}"), "")
            }
        };
        let _ = writeln!(drawn, "{shape}");
    }
}
