//! The box that lies over a screen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::text::{fit, width};

/// Draws an empty box with its title and, in its lower edge, what can be done; gives the inside. Where the screen is
/// small the box fills it, and where it is tiny there is no edge at all.
pub(super) fn open(screen: Rect, wanted: (u16, u16), title: &str, foot: &str, pen: &mut Pen<'_>) -> Rect {
    if pen.look.plain {
        return page(screen, title, foot, pen);
    }
    let area = centred(screen, wanted);
    pen.clear(area);
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
    pen.put(area.x + 2, area.y, inner, &format!(" {} ", fit(title, inner - 2)), pen.look.heading);
    let foot = format!(" {} ", fit(foot, inner - 2));
    pen.put(area.right() - 1 - width(&foot) - 1, area.bottom() - 1, inner, &foot, pen.look.dim);
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// In words: a page with its title above, and what can be done on the last line. The line above that one is left to
/// messages where they have one.
fn page(screen: Rect, title: &str, foot: &str, pen: &mut Pen<'_>) -> Rect {
    let below = match screen.height {
        12.. => 3,
        7.. => 1,
        _ => 0,
    };
    let body = Rect { height: screen.height - below, ..screen };
    pen.clear(body);
    if below == 0 {
        return body;
    }
    let last = Rect { y: screen.bottom() - 1, height: 1, ..screen };
    pen.clear(last);
    pen.put(last.x, last.y, last.width, foot, pen.look.dim);
    pen.put(body.x, body.y, body.width, title, pen.look.heading);
    Rect { y: body.y + 1, height: body.height - 1, ..body }
}

fn centred(screen: Rect, (wanted_width, wanted_height): (u16, u16)) -> Rect {
    let width = if screen.width < wanted_width + 4 { screen.width } else { wanted_width };
    let height = if screen.height < wanted_height + 2 { screen.height } else { wanted_height };
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + ((screen.height - height) / 3).min(3);
    Rect { x, y, width, height }
}
