//! The box in which a note is written.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{foot, frame};
use crate::app::{App, NoteEditor, Pane, Target};
use crate::command::Command;

const QUESTION: &str = "Explain it in your own words, as if to a colleague. What would you get wrong tomorrow?";

pub(super) fn draw(app: &App, note: &NoteEditor, screen: Rect, pen: &mut Pen<'_>) {
    let wanted = (100.min(screen.width), screen.height.saturating_sub(4).clamp(10, 24));
    let title = format!("Note · {}", note.title);
    let inside = frame::open(screen, wanted, &title, foot(app), pen);
    pen.hits.add(inside, Target::Pane(Pane::Note));
    let mut text = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    // Nothing can be said below the box where the box fills the screen.
    let said = app.notice.as_ref().map(|notice| (&*notice.text, pen.look.said(notice.error)));
    let is_roomy = text.height >= 6;
    if let Some((words, style)) = said.or(is_roomy.then_some((QUESTION, pen.look.dim))) {
        pen.put(text.x, text.y, text.width, words, style);
        text = Rect { y: text.y + 1, height: text.height.saturating_sub(1), ..text };
    }
    if is_roomy {
        pen.put(inside.x, text.y, inside.width, &"┄".repeat(inside.width.into()), pen.look.dim);
        text = Rect { y: text.y + 1, height: text.height - 1, ..text };
    }
    if text.is_empty() {
        return;
    }
    pen.render(&note.text, text);
    let (cursor, (top, _)) = (note.text.screen_cursor(), note.text.scroll_offset());
    pen.hits.add(text, Target::Text(top.into(), 0));
    let row = u16::try_from(cursor.row).unwrap_or(u16::MAX).saturating_sub(top).min(text.height - 1);
    let column = u16::try_from(cursor.col).unwrap_or(u16::MAX).min(text.width - 1);
    pen.cursor = Some(Position::new(text.x + column, text.y + row));
}

fn foot(app: &App) -> Vec<foot::Part> {
    let commands = [Command::SaveNote, Command::DropNote, Command::NoteOutside];
    foot::keys(app, &commands.map(|command| (command, command.hint())))
}
