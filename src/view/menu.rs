//! The small menus: filter, links, and leaving with unsaved edits.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::pen::Pen;
use super::{foot, frame};
use crate::app::{App, Filter, LinkUse, Links, Pane, Target};
use crate::command::Command;
use crate::model::{SafeText, words};

pub(super) fn filter(app: &App, row: usize, noted: usize, screen: Rect, pen: &mut Pen<'_>) {
    let Some((_, entry, _)) = app.open_roadmap() else { return };
    let tally = entry.standing.whole();
    let noted = u32::try_from(noted).unwrap_or(u32::MAX);
    let entry = |filter: &Filter| {
        Entry::new(&filter.letter().to_string(), filter.words()).with(&filter.count(tally, noted).to_string())
    };
    let entries: Vec<_> = Filter::ALL.iter().map(entry).collect();
    let foot = foot::keys(app, &[(Command::Open, "show"), (Command::Back, "back")]);
    menu("Filter", foot, &entries, row, 50, screen, pen);
}

pub(super) fn links(app: &App, links: &Links, screen: Rect, pen: &mut Pen<'_>) {
    let title = match links.purpose {
        LinkUse::Open => "Open a link",
        LinkUse::Copy => "Copy",
    };
    let entries: Vec<_> = links
        .entries
        .iter()
        .zip(1..)
        .map(|((shown, target), number)| {
            let digit = if number < 10 { number.to_string() } else { String::new() };
            Entry { link: Some(target.clone()), ..Entry::new(&digit, shown) }
        })
        .collect();
    let foot = foot::keys(app, &[(Command::Open, "or a digit"), (Command::Back, "back")]);
    menu(title, foot, &entries, links.row, 64, screen, pen);
}

pub(super) fn quit_unsaved(app: &App, screen: Rect, pen: &mut Pen<'_>) {
    let title = words::count(app.unsaved(), "change is not saved", "changes are not saved");
    let entries = [
        Entry::of(app, Command::Abandon, "quit and lose them"),
        Entry::of(app, Command::Back, "stay: saving is retried"),
    ];
    let foot = foot::keys(app, &[(Command::Abandon, "quit"), (Command::Back, "stay")]);
    menu(&title, foot, &entries, 1, 50, screen, pen);
}

pub(super) fn gone(app: &App, kept: usize, screen: Rect, pen: &mut Pen<'_>) {
    let edits = words::count(kept, "edit of it is", "edits of it are");
    let [them, they_are] = if kept == 1 { ["it", "it is"] } else { ["them", "they are"] };
    let mut entries = vec![
        Entry::new("", &format!("progress.jsonl is gone. {edits} kept on this machine."))
            .asks(Target::Pane(Pane::List)),
        Entry::of(app, Command::Restore, &format!("restore {them}")),
    ];
    if app.log.is_empty() {
        entries.push(Entry::of(app, Command::StartAfresh, &format!("start anew; {they_are} put aside, not deleted")));
    }
    entries.push(Entry::of(app, Command::Quit, "quit and change nothing"));
    let foot = foot::keys(app, &[(Command::Restore, "restore"), (Command::Quit, "quit")]);
    menu("Your progress", foot, &entries, 1, 76, screen, pen);
}

/// A row of a menu.
struct Entry {
    key: String,
    words: String,
    figure: String,
    /// What a click asks for; the entry of this number, if nothing else is said.
    target: Option<Target>,
    /// Where the words lead, if they do.
    link: Option<SafeText>,
}

impl Entry {
    fn new(key: &str, words: &str) -> Self {
        Self { key: key.to_owned(), words: words.to_owned(), figure: String::new(), target: None, link: None }
    }

    /// An answer, with its key in force.
    fn of(app: &App, command: Command, words: &str) -> Self {
        let key = app.config.keymap.first_in(app.scope(), command).unwrap_or_default();
        Self::new(&key, words).asks(Target::Command(command))
    }

    fn with(self, figure: &str) -> Self {
        Self { figure: figure.to_owned(), ..self }
    }

    fn asks(self, target: Target) -> Self {
        Self { target: Some(target), ..self }
    }
}

/// Entries with the cursor on one.
fn menu(
    title: &str,
    foot: impl Into<frame::Foot>,
    entries: &[Entry],
    row: usize,
    wide: u16,
    screen: Rect,
    pen: &mut Pen<'_>,
) {
    let height = u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inside = frame::open(screen, (wide, height), title, foot, pen);
    let top = pen.first_of_list(inside, row, entries.len());
    pen.cursor = Pen::edge(inside, top, row).or(pen.cursor);
    let keys = entries.iter().map(|entry| super::text::width(&entry.key)).max().unwrap_or(0);
    for (y, (number, entry)) in (inside.y..inside.bottom()).zip(entries.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, width: inside.width.saturating_sub(1), ..inside };
        let selected = number == row;
        pen.hits.add(line, entry.target.clone().unwrap_or(Target::Entry(number)));
        if pen.look.plain {
            let parts = [&entry.key, &entry.words, &entry.figure].map(String::as_str).into_iter();
            pen.row(line, &parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "), selected);
            entry.link.iter().for_each(|link| pen.hits.link(line, link));
            continue;
        }
        if selected {
            pen.put(line.x + 1, y, 1, "❯", pen.look.heading);
            pen.cursor = Some(Position::new(line.x + 1, y));
        }
        pen.put(line.x + 3, y, keys, &entry.key, pen.look.heading);
        let x = line.x + 3 + keys + 2;
        let taken = pen.put_right(line, y, &entry.figure, pen.look.dim);
        let style = if selected { pen.look.selected } else { Style::new() };
        let width = pen.put(x, y, line.right().saturating_sub(x + taken + 1), &entry.words, style);
        entry.link.iter().for_each(|link| pen.hits.link(Rect { x, width, ..line }, link));
    }
}
