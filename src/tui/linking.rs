//! Links that the terminal follows by itself (OSC 8), written around the cells that they cover.
//!
//! A cell has no place for a link, and ratatui writes only cells that are not as they were. So the number of its link
//! goes where a cell keeps the colour of its underline, which nothing here uses: what gains, loses or changes a link is
//! written anew, all else is left alone. That colour itself never reaches the terminal.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Color;

use crate::model::{SafeText, is_link};

/// Behind the last cell of a link.
const END: &[u8] = b"\x1b]8;;\x1b\\";

/// Terminals drop links that are longer.
const LONGEST: usize = 2000;

/// The links that have been on the screen, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Links(Rc<RefCell<Known>>);

#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<SafeText, Option<u32>>,
    /// What is written before the first cell of each.
    begins: Vec<String>,
}

impl Links {
    /// Notes in the cells of a frame which links they are part of.
    pub(super) fn mark(&self, links: &[(Rect, SafeText)], buffer: &mut Buffer) {
        for (area, link) in links {
            let Some(number) = self.0.borrow_mut().number(link) else { continue };
            for position in area.intersection(buffer.area).positions() {
                buffer[position].underline_color = Color::from_u32(number);
            }
        }
    }
}

impl Known {
    /// The number of a link; none, if it cannot be written.
    fn number(&mut self, link: &SafeText) -> Option<u32> {
        if let Some(number) = self.numbers.get(link) {
            return *number;
        }
        // A colour has room for so many.
        let next = u32::try_from(self.begins.len()).ok().filter(|next| *next < 1 << 24);
        let number = next.zip(address(link)).map(|(next, address)| {
            // The same id for all its parts: where a link is broken into lines, it lights up as one.
            self.begins.push(format!("\x1b]8;id=milepost-{next};{address}\x1b\\"));
            next
        });
        self.numbers.insert(link.clone(), number);
        number
    }
}

/// The link in letters that end no sequence: ASCII without blanks and control characters.
fn address(link: &str) -> Option<String> {
    let mut address = String::new();
    for byte in link.bytes() {
        match byte {
            b'!'..=b'~' => address.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    (is_link(link) && address.len() <= LONGEST).then_some(address)
}

/// Writes cells as crossterm's backend does, with their links.
#[derive(Debug)]
pub(super) struct Linking<W: Write> {
    inner: CrosstermBackend<W>,
    links: Links,
}

impl<W: Write> Linking<W> {
    pub(super) const fn new(writer: W, links: Links) -> Self {
        Self { inner: CrosstermBackend::new(writer), links }
    }
}

/// The number of a cell's link.
const fn number(cell: &Cell) -> Option<u32> {
    match cell.underline_color {
        Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
        _ => None,
    }
}

impl<W: Write> Backend for Linking<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let mut content = content.peekable();
        while let Some((.., cell)) = content.peek() {
            let link = number(cell);
            let same = std::iter::from_fn(|| content.next_if(|(.., cell)| number(cell) == link));
            let Some(link) = link else {
                self.inner.draw(same)?;
                continue;
            };
            let bare = |cell: &Cell| {
                let mut cell = cell.clone();
                cell.underline_color = Color::Reset;
                cell
            };
            let cells: Vec<_> = same.map(|(x, y, cell)| (x, y, bare(cell))).collect();
            let known = self.links.0.borrow();
            self.inner.write_all(known.begins.get(link as usize).map_or(&[], String::as_bytes))?;
            self.inner.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            self.inner.write_all(END)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl<W: Write> Write for Linking<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests;
