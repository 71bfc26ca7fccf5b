//! A typed line with its cursor.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::Input;

use super::pen::Pen;
use super::text::width;

/// Draws the line and what divides it from a list, where there is room for that; gives the place of the list.
pub(super) fn over_list(typed: &Input, aside: &str, inside: Rect, pen: &mut Pen<'_>) -> Rect {
    let beside = if pen.look.plain && inside.height > 6 { "" } else { aside };
    draw(typed, beside, Rect { height: 1, ..inside }, pen);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if list.height < 6 {
        return list;
    }
    pen.rule(list, list.y);
    if pen.look.plain {
        pen.put(list.x, list.y, list.width, aside, pen.look.dim);
    }
    Rect { y: list.y + 1, height: list.height - 1, ..list }
}

/// Draws the line and, at its right end, how much it finds.
pub(super) fn draw(typed: &Input, aside: &str, line: Rect, pen: &mut Pen<'_>) {
    let taken = pen.put_right(Rect { width: line.width.saturating_sub(1), ..line }, line.y, aside, pen.look.dim);
    if pen.look.plain {
        pen.put(line.x, line.y, line.width, "Type:", pen.look.accent);
    } else {
        pen.put(line.x + 1, line.y, 1, "❯", pen.look.accent);
    }
    let start = line.x + if pen.look.plain { 6 } else { 3 };
    let room = (line.right() - taken).saturating_sub(start + 2);
    let scroll = typed.visual_scroll(room.max(1).into());
    let mut skipped = 0;
    let visible = typed.value().char_indices().find(|(_, character)| {
        let seen = skipped >= scroll;
        skipped += usize::from(width(character.encode_utf8(&mut [0; 4])));
        seen
    });
    let visible = visible.map_or("", |(at, _)| &typed.value()[at..]);
    pen.put(start, line.y, room, visible, Style::new());
    let column = u16::try_from(typed.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    pen.cursor = Some(Position::new((start + column).min(line.right().saturating_sub(1)), line.y));
}
