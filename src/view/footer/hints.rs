//! The keys that matter on each screen, the most useful first.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::pen::Pen;
use super::super::text::width;
use crate::app::{App, Focus, Screen, Target};
use crate::command::Command;
use crate::model::Trouble;

/// On the home screen.
const HOME: &[Command] =
    &[Command::Open, Command::Continue, Command::Jump, Command::Stats, Command::Recall, Command::Undo, Command::Quit];

/// In the tree of a roadmap.
const TREE: &[Command] = &[
    Command::Done,
    Command::Start,
    Command::Know,
    Command::Skip,
    Command::Undo,
    Command::Note,
    Command::Find,
    Command::Filter,
];

/// While a range of its rows is selected.
const RANGE: &[Command] = &[Command::Done, Command::Start, Command::Know, Command::Skip, Command::Reset];

/// In the details of a topic.
const DETAILS: &[Command] = &[
    Command::Back,
    Command::Done,
    Command::Start,
    Command::Undo,
    Command::Note,
    Command::Proof,
    Command::OpenLink,
    Command::Copy,
];

/// On the stats.
const STATS: &[Command] = &[Command::Back, Command::Missing, Command::NextRoadmap, Command::Continue];

/// Before the answer to a question of recall; the first key shows it.
const RECALL: &[Command] = &[
    Command::Reveal,
    Command::Forgot,
    Command::Shaky,
    Command::Solid,
    Command::Undo,
    Command::Note,
    Command::OpenLink,
    Command::Back,
];

/// When nothing is left to recall.
const RECALLED: &[Command] = &[Command::Back, Command::Undo, Command::Quit];

/// In a sweep.
const SWEEP: &[Command] = &[
    Command::SweepKnown,
    Command::SweepNotYet,
    Command::SweepLater,
    Command::SweepAll,
    Command::SweepNone,
    Command::SweepLeave,
    Command::SweepBack,
];

/// Up to eight keys, the most useful first; help is the last to go.
/// `is_alone`: there is no other line.
pub(super) fn draw(app: &App, line: Rect, is_alone: bool, pen: &mut Pen<'_>) {
    let help = app.config.keymap.hint(Command::Help, if line.width >= 48 { "all keys" } else { "keys" });
    if pen.look.plain {
        return keys_aloud(app, &help, line, is_alone, pen);
    }
    let margin = u16::from(line.width >= 48);
    let inner = Rect { x: line.x + margin, width: line.width.saturating_sub(2 * margin), ..line };
    let trouble = trouble(app).filter(|_| is_alone && app.range().is_none());
    let percent = percent(app).filter(|_| line.width < 24 && app.range().is_none() && trouble.is_none());
    let taken = pen.put_right(inner, line.y, &help, pen.look.dim);
    pen.hits.add(Rect { x: inner.right() - taken, width: taken, ..line }, Target::Command(Command::Help));
    let mut room = inner.width.saturating_sub(width(&help) + 2);
    let mut x = inner.x;
    if let Some(percent) = percent {
        pen.put_target(x, line.y, room, &percent, pen.look.bar, Target::Command(Command::Stats));
        return;
    }
    let range = app.range_count();
    // Where there is no line for it, how much is selected stands before the keys.
    if let Some(count) = range.filter(|_| is_alone) {
        let taken = pen.put(x, line.y, room, &format!("{count} selected"), pen.look.accent) + 2;
        (x, room) = (x + taken, room.saturating_sub(taken));
    }
    if let Some(trouble) = trouble {
        let taken = pen.put(x, line.y, room, trouble, pen.look.error) + 2;
        (x, room) = (x + taken, room.saturating_sub(taken));
    }
    for &command in shown(app) {
        let Some(key) = app.config.keymap.first(command) else { continue };
        let cells = width(&key) + 1 + width(command.hint());
        if cells > room {
            break;
        }
        pen.put(x, line.y, room, &key, pen.look.heading);
        pen.put(x + width(&key) + 1, line.y, room, command.hint(), pen.look.dim);
        pen.hits.add(Rect { x, width: cells, ..line }, Target::Command(command));
        x += cells + 2;
        room = room.saturating_sub(cells + 2);
    }
}

/// In words: `Keys: Space done, i doing, ? all keys`.
fn keys_aloud(app: &App, help: &str, line: Rect, is_alone: bool, pen: &mut Pen<'_>) {
    let say = |words: &str, x: u16, pen: &mut Pen<'_>| {
        x + pen.put(x, line.y, line.right().saturating_sub(x), words, Style::new())
    };
    let selected = app.range_count().map(|count| format!("{count} selected, "));
    let first = selected.or_else(|| Some(format!("{}, ", trouble(app)?))).filter(|_| is_alone);
    let mut x = say(&first.unwrap_or_else(|| "Keys: ".to_owned()), line.x, pen);
    for &command in shown(app) {
        let Some(key) = app.config.keymap.first(command) else { continue };
        let hint = format!("{key} {}", command.hint());
        if x - line.x + width(&hint) + 2 + width(help) > line.width {
            break;
        }
        pen.hits.add(Rect { x, width: width(&hint), ..line }, Target::Command(command));
        x = say(&format!("{hint}, "), x, pen);
    }
    pen.hits.add(Rect { x, width: width(help), ..line }, Target::Command(Command::Help));
    say(help, x, pen);
}

/// That the file of what is on the screen has a fault, where there is no line to say which.
fn trouble(app: &App) -> Option<&'static str> {
    match app.library.entries().get(app.on_screen()?)?.trouble.as_ref()? {
        Trouble::Broken(_) => Some("file broken"),
        Trouble::Gone => Some("file gone"),
    }
}

fn percent(app: &App) -> Option<String> {
    let (_, entry, _) = app.open_roadmap()?;
    Some(format!("{}%", entry.standing.whole().percent()?))
}

/// The keys that matter most, the most useful first.
fn shown(app: &App) -> &'static [Command] {
    match app.screen {
        Screen::Home => HOME,
        Screen::Roadmap(Focus::Tree) if app.range().is_some() => RANGE,
        Screen::Roadmap(Focus::Tree) => TREE,
        Screen::Roadmap(Focus::Details) => DETAILS,
        Screen::Stats => STATS,
        Screen::Recall if app.at_hand().is_none() => RECALLED,
        Screen::Recall if app.round.as_ref().is_some_and(|round| round.shown) => &RECALL[1..],
        Screen::Recall => RECALL,
        Screen::Sweep => SWEEP,
    }
}
