//! Help, menu and palette: the commands with their keys, as the keymap has them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::spoken;
use super::text::width;
use super::{foot, frame, prompt};
use crate::app::{App, Palette, Target};
use crate::command::{Command, Group, Scope};
use crate::model::words;

/// A line of the list.
enum Row {
    Heading(Group),
    Command(usize, Command),
}

pub(super) fn draw(app: &App, palette: &Palette, screen: Rect, pen: &mut Pen<'_>) {
    let wanted = (if screen.width < 100 { 76 } else { 94 }, screen.height.saturating_sub(4).clamp(12, 40));
    let keys = [(Command::Open, "run"), (Command::Back, "close")].map(|(command, does)| foot::key(app, command, does));
    let foot: Vec<_> = [("type to filter".to_owned(), None)].into_iter().chain(keys.into_iter().flatten()).collect();
    let title = format!("Keys & commands · {}", place(palette.scope));
    let inside = frame::open(screen, wanted, &title, foot, pen);
    let aside = if palette.elsewhere.is_empty() {
        words::count(palette.commands.len(), "command", "commands")
    } else {
        "none here".to_owned()
    };
    let list = prompt::over_list(&palette.typed, &aside, inside, pen);
    if palette.commands.is_empty() {
        return elsewhere(app, &palette.elsewhere, list, pen);
    }
    let rows = rows(palette);
    let at = rows.iter().position(|row| matches!(row, Row::Command(number, _) if *number == palette.row)).unwrap_or(0);
    // With the first command its heading is to be seen too.
    let at = if palette.row == 0 { 0 } else { at };
    let full = usize::from(list.height) < rows.len();
    let shown = list.height - u16::from(full && list.height > 3);
    let top = pen.first_of_list(Rect { height: shown, ..list }, at, rows.len());
    for (y, row) in (list.y..list.y + shown).zip(&rows[top..]) {
        let line = Rect { y, height: 1, ..list };
        match row {
            Row::Heading(group) => {
                pen.put(line.x + 1, y, line.width, group.title(), pen.look.dim);
            }
            Row::Command(number, command) => entry(app, (*number, *command), palette.row, line, pen),
        }
    }
    let below = rows.iter().skip(top + usize::from(shown));
    let hidden = below.filter(|row| matches!(row, Row::Command(..))).count();
    if hidden > 0 && shown < list.height {
        let (words, way) = (format!("… {hidden} more"), Target::Command(Command::PageDown));
        pen.put_target(list.x + 3, list.bottom() - 1, list.width, &words, pen.look.dim, way);
    }
}

/// Where the commands are heard.
const fn place(scope: Scope) -> &'static str {
    match scope {
        Scope::Home => "Roadmaps",
        Scope::Tree => "Roadmap",
        Scope::Details => "Details",
        Scope::Stats => "Stats",
        Scope::Recall => "Recall",
        Scope::Sweep => "First sweep",
        Scope::List => "List",
        Scope::Note => "Note",
        Scope::Unsaved | Scope::Gone => "Question",
    }
}

/// A command with its keys.
fn entry(app: &App, (row, command): (usize, Command), selected: usize, line: Rect, pen: &mut Pen<'_>) {
    pen.hits.add(line, Target::Entry(row));
    if !pen.look.plain {
        let style = if row == selected { pen.look.selected } else { Style::new() };
        return self::command(app, (command, command.sentence(), style), row == selected, line, pen);
    }
    let (typing, keymap) = (pen.cursor, &app.config.keymap);
    pen.row(line, &spoken::command(keymap, command, &keymap.keys(command)), row == selected);
    // While one types the cursor stays there.
    if selected == 0 {
        pen.cursor = typing;
    }
}

fn rows(palette: &Palette) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for (number, &command) in palette.commands.iter().enumerate() {
        if group != Some(command.group()) {
            group = Some(command.group());
            rows.push(Row::Heading(command.group()));
        }
        rows.push(Row::Command(number, command));
    }
    rows
}

/// Commands that are found, but not on this screen: to be read, not to be run.
fn elsewhere(app: &App, commands: &[Command], list: Rect, pen: &mut Pen<'_>) {
    let indent = if pen.look.plain { 0 } else { 3 };
    let words = if commands.is_empty() { "No command is called that." } else { "Not on this screen:" };
    // Where there is but one line, it is for what was looked for.
    let told = usize::from(list.height) > commands.len().min(1);
    if told {
        pen.put(list.x + indent, list.y, list.width.saturating_sub(indent + 1), words, pen.look.dim);
    }
    for (y, &found) in (list.y + u16::from(told)..list.bottom()).zip(commands) {
        let line = Rect { y, height: 1, ..list };
        let place = |scope| found.scopes().contains(&scope);
        let there = match () {
            () if place(Scope::Tree) => " (in a roadmap)",
            () if place(Scope::Home) => " (among the roadmaps)",
            // Their sentences begin with it.
            () => "",
        };
        if pen.look.plain {
            let keymap = &app.config.keymap;
            let words = spoken::command(keymap, found, &keymap.keys(found));
            pen.put(line.x, line.y, line.width, &(words + there), pen.look.dim);
        } else {
            command(app, (found, &format!("{}{there}", found.sentence()), pen.look.dim), false, line, pen);
        }
    }
}

/// A command in a line: its words in their style, its keys, and what else there is to know.
fn command(app: &App, (command, words, style): (Command, &str, Style), selected: bool, line: Rect, pen: &mut Pen<'_>) {
    const KEYS: u16 = 17;
    let keys = app.config.keymap.shown(command);
    let narrow = line.width < 50;
    let keys_width = if narrow { width(&keys).min(line.width / 3) } else { KEYS };
    let remark_room = if line.width >= 90 { 32 } else { 0 };
    let room = line.width.saturating_sub(3 + keys_width + remark_room + 2);
    if selected {
        pen.put(line.x + 1, line.y, 1, "❯", pen.look.heading);
    }
    pen.put(line.x + 3, line.y, room, words, style);
    let x = line.x + 3 + room + 1;
    pen.put(x, line.y, keys_width, &keys, pen.look.heading);
    pen.put(
        x + keys_width + 1,
        line.y,
        remark_room.saturating_sub(1),
        &app.config.keymap.remark(command),
        pen.look.dim,
    );
}
