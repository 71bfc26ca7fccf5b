//! The box of proof: a line for a new link, and below it the links that are there.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::pen::Pen;
use super::{foot, frame, prompt};
use crate::app::{App, Proof, Target};
use crate::command::Command;

pub(super) fn draw(app: &App, proof: &Proof, screen: Rect, pen: &mut Pen<'_>) {
    let listed = u16::try_from(proof.links.len()).unwrap_or(u16::MAX).clamp(1, 12);
    let back = (Command::Back, "back");
    let foot = match (proof.row, proof.links.is_empty()) {
        (0, true) => foot::keys(app, &[(Command::Open, "add"), back]),
        (0, false) => foot::keys(app, &[(Command::Open, "add"), (Command::Down, "to the links"), back]),
        _ => foot::keys(app, &[(Command::Open, "open"), (Command::RemoveProof, "remove"), back]),
    };
    let inside = frame::open(screen, (76, listed + 4), &format!("Proof · {}", proof.title), foot, pen);
    prompt::draw(&proof.typed, "", Rect { height: 1, ..inside }, pen);
    pen.hits.add(Rect { height: 1, ..inside }, Target::Entry(0));
    let mut list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if let Some(why) = proof.refused {
        let why = why.to_string();
        pen.put(list.x + 3, list.y, list.width.saturating_sub(4), &why, pen.look.error);
        list = Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list };
    } else if list.height >= 2 {
        pen.rule(list, list.y);
        list = Rect { y: list.y + 1, height: list.height - 1, ..list };
    }
    if proof.links.is_empty() {
        pen.put(
            list.x + 3,
            list.y,
            list.width.saturating_sub(4),
            "A link to what you made or wrote: https://…",
            pen.look.dim,
        );
    }
    let top = pen.first_of_list(list, proof.row.saturating_sub(1), proof.links.len());
    if proof.row > 0 {
        pen.cursor = Pen::edge(list, top, proof.row - 1).or(pen.cursor);
    }
    for (y, (row, link)) in
        (list.y..list.bottom()).zip(proof.links.iter().zip(1..).map(|(link, row)| (row, link)).skip(top))
    {
        let selected = row == proof.row;
        pen.hits.add(Rect { y, height: 1, ..list }, Target::Entry(row));
        if pen.look.plain {
            pen.row(Rect { y, height: 1, ..list }, link, selected);
            pen.hits.link(Rect { y, height: 1, ..list }, link);
            continue;
        }
        if selected {
            pen.put(list.x + 1, y, 1, "❯", pen.look.heading);
            pen.cursor = Some(Position::new(list.x + 1, y));
        }
        let style = if selected { pen.look.selected } else { Style::new() };
        let width = pen.put(list.x + 3, y, list.width.saturating_sub(4), link, style);
        pen.hits.link(Rect { x: list.x + 3, y, width, height: 1 }, link);
    }
}
