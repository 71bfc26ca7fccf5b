//! The box that lies over a screen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::text::{fit, width};
use crate::app::{Pane, Target};
use crate::command::Command;

/// Between two things that can be done.
const GAP: &str = " · ";

/// What can be done in a box, as its lower edge says it: words, and what a click on them asks for.
pub(super) struct Foot(Vec<(String, Option<Command>)>);

impl<const N: usize> From<[(&str, Option<Command>); N]> for Foot {
    fn from(parts: [(&str, Option<Command>); N]) -> Self {
        Self(parts.into_iter().map(|(words, command)| (words.to_owned(), command)).collect())
    }
}

impl From<Vec<(String, Option<Command>)>> for Foot {
    fn from(parts: Vec<(String, Option<Command>)>) -> Self {
        Self(parts)
    }
}

impl Foot {
    fn words(&self, gap: &str) -> String {
        self.0.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(gap)
    }

    /// Writes what can be done, and lets each part of it answer a click.
    fn put(&self, line: Rect, gap: &str, pen: &mut Pen<'_>) {
        pen.put(line.x, line.y, line.width, &self.words(gap), pen.look.dim);
        let mut x = line.x;
        for (words, command) in &self.0 {
            let spot = Rect { x, width: width(words), ..line };
            if let Some(command) = command {
                pen.hits.add(spot.intersection(line), Target::Command(*command));
            }
            x = x.saturating_add(spot.width + width(gap));
        }
    }
}

/// Draws an empty box with its title and, in its lower edge, what can be done; gives the inside. Where the screen is
/// small the box fills it, and where it is tiny there is no edge at all.
pub(super) fn open(screen: Rect, wanted: (u16, u16), title: &str, foot: impl Into<Foot>, pen: &mut Pen<'_>) -> Rect {
    open_with(screen, wanted, (title, None), foot, pen)
}

/// The same, with a title that stands for a command.
pub(super) fn open_with(
    screen: Rect,
    wanted: (u16, u16),
    (title, command): (&str, Option<Command>),
    foot: impl Into<Foot>,
    pen: &mut Pen<'_>,
) -> Rect {
    if pen.look.plain {
        return page(screen, (title, command), &foot.into(), pen);
    }
    let area = centred(screen, wanted);
    pen.clear(area);
    pen.hits.add(area, Target::Pane(Pane::List));
    if screen.height < 7 || area.width < 30 {
        return area;
    }
    let across = "─".repeat(usize::from(area.width) - 2);
    let edge = Style::new();
    pen.put(area.x, area.y, area.width, &format!("╭{across}╮"), edge);
    for y in area.y + 1..area.bottom() - 1 {
        pen.put(area.x, y, 1, "│", edge);
        pen.put(area.right() - 1, y, 1, "│", edge);
    }
    pen.put(area.x, area.bottom() - 1, area.width, &format!("╰{across}╯"), edge);
    let inner = area.width - 4;
    let title = format!(" {} ", fit(title, inner - 2));
    let taken = pen.put(area.x + 2, area.y, inner, &title, pen.look.heading);
    if let Some(command) = command {
        pen.hits.add(Rect { x: area.x + 2, width: taken, height: 1, ..area }, Target::Command(command));
    }
    let foot = foot.into();
    let cells = width(&fit(&foot.words(GAP), inner - 2));
    let edge = Rect { x: area.right() - cells - 4, y: area.bottom() - 1, width: cells + 2, height: 1 };
    pen.put(edge.x, edge.y, edge.width, &" ".repeat(edge.width.into()), pen.look.dim);
    foot.put(Rect { x: edge.x + 1, width: cells, ..edge }, GAP, pen);
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// In words: a page with its title above, and what can be done on the last line. The line above that one is left to
/// messages where they have one.
fn page(screen: Rect, (title, command): (&str, Option<Command>), foot: &Foot, pen: &mut Pen<'_>) -> Rect {
    let below = match screen.height {
        12.. => 3,
        7.. => 1,
        _ => 0,
    };
    let body = Rect { height: screen.height - below, ..screen };
    pen.clear(body);
    pen.hits.add(body, Target::Pane(Pane::List));
    if below == 0 {
        return body;
    }
    let last = Rect { y: screen.bottom() - 1, height: 1, ..screen };
    pen.clear(last);
    foot.put(last, ", ", pen);
    let width = pen.put(body.x, body.y, body.width, title, pen.look.heading);
    if let Some(command) = command {
        pen.hits.add(Rect { width, height: 1, ..body }, Target::Command(command));
    }
    Rect { y: body.y + 1, height: body.height - 1, ..body }
}

fn centred(screen: Rect, (wanted_width, wanted_height): (u16, u16)) -> Rect {
    let width = if screen.width < wanted_width + 4 { screen.width } else { wanted_width };
    let height = if screen.height < wanted_height + 2 { screen.height } else { wanted_height };
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + ((screen.height - height) / 3).min(3);
    Rect { x, y, width, height }
}
