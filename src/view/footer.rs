//! The last lines: what was just said or what comes next, and the keys that matter here.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::Layout;
use super::pen::Pen;
use super::text::{fit, width};
use crate::app::{App, Focus, Screen, Target};
use crate::command::Command;
use crate::model::{Next, Place, Reason, Roadmap, Status, Trouble, words};

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

/// The message line, where there is one, and the hints.
pub(super) fn draw(app: &App, layout: &Layout, pen: &mut Pen<'_>) {
    match layout.message {
        Some(line) => {
            message(app, line, pen);
            hints(app, layout.hints, false, pen);
        }
        None if spoken(app).is_some() => message(app, layout.hints, pen),
        None => hints(app, layout.hints, true, pen),
    }
}

fn message(app: &App, line: Rect, pen: &mut Pen<'_>) {
    let line = Rect { x: line.x + 1, width: line.width.saturating_sub(2), ..line };
    if let Some((text, error)) = spoken(app) {
        pen.put(line.x, line.y, line.width, &text, pen.look.said(error));
        return;
    }
    if let Some(count) = app.range_count() {
        let way = app.config.keymap.first(Command::Back).map(|key| format!("{key} cancels")).unwrap_or_default();
        if pen.look.plain {
            pen.put(line.x, line.y, line.width, &format!("{}. {way}", selected(count)), pen.look.accent);
            return;
        }
        let taken = pen.put_right(line, line.y, &way, pen.look.dim);
        pen.hits.add(Rect { x: line.right() - taken, width: taken, ..line }, Target::Command(Command::Back));
        pen.put(line.x, line.y, line.width.saturating_sub(taken + 1), &selected(count), pen.look.accent);
        return;
    }
    // No word that passes: it is so until the file is mended.
    if let Some(trouble) = app.on_screen().and_then(|number| app.trouble(number)) {
        pen.put(line.x, line.y, line.width, &trouble, pen.look.error);
        return;
    }
    if app.is_new_here() {
        newcomer(app, line, pen);
        return;
    }
    if let Some((text, left, target)) = next(app) {
        let offer = sweep_offer(app);
        let aside = offer.as_deref().unwrap_or(&left);
        if pen.look.plain {
            let words = if aside.is_empty() { text } else { format!("{text}. {aside}") };
            let width = pen.put(line.x, line.y, line.width, &words, pen.look.accent);
            if let Some(target) = target {
                pen.hits.add(Rect { width, ..line }, target);
            }
            return;
        }
        let aside = fit(aside, line.width / 2).into_owned();
        let taken = pen.put_right(line, line.y, &aside, pen.look.dim);
        if offer.is_some() {
            pen.hits.add(Rect { x: line.right() - taken, width: taken, ..line }, Target::Command(Command::Sweep));
        }
        let width = pen.put(line.x, line.y, line.width.saturating_sub(taken + 1), &text, pen.look.accent);
        if let Some(target) = target {
            pen.hits.add(Rect { width, ..line }, target);
        }
    }
}

/// What must be said rather than shown: unsaved edits first, then what keys have begun, then the last word.
fn spoken(app: &App) -> Option<(String, bool)> {
    if !app.begun.is_empty() {
        let begun: String = app.begun.iter().map(ToString::to_string).collect();
        let goes_on = |command: &Command| {
            app.config
                .keymap
                .of(*command)
                .find(|binding| binding.keys.len() > 1 && binding.keys.starts_with(&app.begun))
        };
        let ways = Command::ALL.iter().filter(|command| command.scopes().contains(&app.scope()));
        let ways: Vec<_> = ways
            .filter_map(|command| Some(format!("{} {}", goes_on(command)?.shown(), command.sentence().to_lowercase())))
            .collect();
        return Some((format!("{begun} …  {}", ways.join(" · ")), false));
    }
    let said = app.notice.as_ref().map(|notice| (notice.text.to_string(), notice.error));
    let unsaved =
        app.saving.failed.as_ref().map(|reason| (format!("NOT SAVED: {reason}. Kept here; saving is retried."), true));
    said.or(unsaved)
}

/// What a newcomer is told, as far as there is room.
fn newcomer(app: &App, line: Rect, pen: &mut Pen<'_>) {
    let keymap = &app.config.keymap;
    let does = match app.screen {
        Screen::Home => keymap.hint(Command::Open, "opens a roadmap."),
        Screen::Stats => keymap.hint(Command::Missing, "lists what is left."),
        Screen::Recall if app.at_hand().is_none() => String::new(),
        Screen::Recall => "Answer it for yourself, then look.".to_owned(),
        Screen::Sweep => "Only what you know is marked.".to_owned(),
        Screen::Roadmap(_) => keymap.hint(Command::Done, "ticks a topic."),
    };
    let offer = sweep_offer(app).map(|offer| offer + ".").unwrap_or_default();
    let help = keymap.hint(Command::Help, "shows every key.");
    let told = |parts: [&str; 3]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let hint = [told([&does, &offer, &help]), told([&does, "", &help])];
    let hint = hint.iter().find(|hint| width(hint) <= line.width).unwrap_or(&hint[1]);
    pen.put(line.x, line.y, line.width, hint, pen.look.accent);
}

/// As long as nothing is marked in a roadmap: how to tell what of it is known.
fn sweep_offer(app: &App) -> Option<String> {
    let (_, entry, _) = app.open_roadmap()?;
    let whole = entry.standing.whole();
    let key = app.config.keymap.first(Command::Sweep)?;
    (whole.count(Status::Todo) == whole.leaves()).then(|| format!("{key} asks what you know already"))
}

/// How much is selected at once.
fn selected(count: usize) -> String {
    match count {
        0 => "No topic selected yet".to_owned(),
        1 => "1 topic selected".to_owned(),
        _ => format!("{count} topics selected"),
    }
}

/// The next step other than the selected row, what is left around the cursor, and where the step is.
fn next(app: &App) -> Option<(String, String, Option<Target>)> {
    let (number, entry, outline) = app.open_roadmap()?;
    let selected = outline.selected();
    let left = selected.map(|place| left(&entry.roadmap, &entry.standing, place)).unwrap_or_default();
    let mut target = None;
    let text = match &app.next {
        Next::Steps(steps) => {
            let stands = |place: Place| selected == Some(place);
            let step = steps.iter().find(|step| !stands(step.place)).or(steps.first())?;
            target = Some(Target::There(number, step.place));
            let title = step.title(&entry.roadmap);
            match &step.reason {
                Reason::InOrder | Reason::Ready { .. } | Reason::Choice { .. } => format!("Next: {title}"),
                reason @ (Reason::InProgress | Reason::BeforeIts { .. }) => {
                    format!("Next: {title} ({})", words::why(&entry.roadmap, reason))
                }
            }
        }
        Next::OnlyOptional { left } => words::only_optional(*left),
        Next::Finished => "All done.".to_owned(),
    };
    Some((text, left, target))
}

/// Under half done: what is done; from half on: what is left.
fn left(roadmap: &Roadmap, standing: &crate::model::Standing, place: Place) -> String {
    let around = if roadmap.is_leaf(place) { roadmap[place].parent.unwrap_or(place) } else { place };
    let around = if roadmap[around].pick.is_some() { roadmap[around].parent.unwrap_or(around) } else { around };
    let tally = standing.tally(around);
    let title = &roadmap[around].title;
    if tally.total == 0 || tally.complete == 0 {
        String::new()
    } else if tally.complete * 2 < tally.total {
        format!("{} done in {title}", tally.complete)
    } else if tally.left() == 0 {
        format!("{title} finished")
    } else {
        format!("{} to go in {title}", tally.left())
    }
}

/// Up to eight keys, the most useful first; help is the last to go.
/// `is_alone`: there is no other line.
fn hints(app: &App, line: Rect, is_alone: bool, pen: &mut Pen<'_>) {
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
