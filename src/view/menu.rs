//! The small menus: filter, links, and leaving with unsaved edits.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame;
use super::pen::Pen;
use crate::app::{App, Filter, LinkUse, Links, settled};

pub(super) fn filter(app: &App, row: usize, noted: usize, screen: Rect, pen: &mut Pen<'_>) {
    let Some((_, entry, _)) = app.open_roadmap() else { return };
    let tally = entry.standing.whole();
    let noted = u32::try_from(noted).unwrap_or(u32::MAX);
    let entries: Vec<_> = Filter::ALL
        .iter()
        .map(|filter| (filter.letter().to_string(), filter.words().to_owned(), filter.count(tally, noted).to_string()))
        .collect();
    menu("Filter", "Enter show · Esc back", &entries, row, 50, screen, pen);
}

pub(super) fn links(links: &Links, screen: Rect, pen: &mut Pen<'_>) {
    let title = match links.purpose {
        LinkUse::Open => "Open a link",
        LinkUse::Copy => "Copy",
    };
    let entries: Vec<_> = links
        .entries
        .iter()
        .zip(1..)
        .map(|((shown, _), number)| {
            let digit = if number < 10 { number.to_string() } else { String::new() };
            (digit, shown.to_string(), String::new())
        })
        .collect();
    menu(title, "Enter or a digit · Esc back", &entries, links.row, 64, screen, pen);
}

pub(super) fn quit_unsaved(app: &App, screen: Rect, pen: &mut Pen<'_>) {
    let title = match app.unsaved() {
        1 => "1 change is not saved".to_owned(),
        count => format!("{count} changes are not saved"),
    };
    let entries = [
        ("q".to_owned(), "quit and lose them".to_owned(), String::new()),
        ("Esc".to_owned(), "stay: saving is retried".to_owned(), String::new()),
    ];
    menu(&title, "q quit · Esc stay", &entries, 1, 50, screen, pen);
}

pub(super) fn gone(app: &App, kept: usize, screen: Rect, pen: &mut Pen<'_>) {
    let edits = if kept == 1 { "1 edit of it is".to_owned() } else { format!("{kept} edits of it are") };
    let entry = |key: &str, words: &str| (key.to_owned(), words.to_owned(), String::new());
    let mut entries =
        vec![entry("", &format!("progress.jsonl is gone. {edits} kept on this machine.")), entry("r", "restore them")];
    if app.log.is_empty() {
        entries.push(entry("n", "start anew; they are put aside, not deleted"));
    }
    entries.push(entry("q", "quit and change nothing"));
    menu("Your progress", "r restore · q quit", &entries, 1, 76, screen, pen);
}

/// Entries of key, words and a figure, the cursor on one.
fn menu(
    title: &str,
    foot: &str,
    entries: &[(String, String, String)],
    row: usize,
    wide: u16,
    screen: Rect,
    pen: &mut Pen<'_>,
) {
    let height = u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inside = frame::open(screen, (wide, height), title, foot, pen);
    let top = settled(0, row, entries.len(), inside.height.into());
    let keys = entries.iter().map(|(key, ..)| super::text::width(key)).max().unwrap_or(0);
    for (y, (number, (key, words, figure))) in (inside.y..inside.bottom()).zip(entries.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, width: inside.width.saturating_sub(1), ..inside };
        let selected = number == row;
        if pen.look.plain {
            let words = [key, words, figure].map(String::as_str).into_iter().filter(|part| !part.is_empty());
            pen.row(line, &words.collect::<Vec<_>>().join(", "), selected);
            continue;
        }
        if selected {
            pen.put(line.x + 1, y, 1, "❯", pen.look.heading);
            pen.cursor = Some(Position::new(line.x + 1, y));
        }
        pen.put(line.x + 3, y, keys, key, pen.look.heading);
        let x = line.x + 3 + keys + 2;
        let taken = pen.put_right(line, y, figure, pen.look.dim);
        let style = if selected { pen.look.selected } else { Style::new() };
        pen.put(x, y, line.right().saturating_sub(x + taken + 1), words, style);
    }
}
