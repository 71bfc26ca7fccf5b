//! The line above the keys: what was just said, what is selected, what is wrong, or what comes next.

use ratatui::layout::Rect;

use super::super::pen::Pen;
use super::super::text::{fit, width};
use crate::app::{App, Screen, Target};
use crate::command::Command;
use crate::model::{Next, Place, Reason, Roadmap, Standing, Status, words};

/// What was said, or what comes next.
pub(super) fn draw(app: &App, line: Rect, pen: &mut Pen<'_>) {
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

/// What must be said rather than shown: what keys have begun; why edits are not saved, which stays until they are, and
/// behind it the last word; that alone.
pub(super) fn spoken(app: &App) -> Option<(String, bool)> {
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
    let said = app.notice.as_ref().map(|notice| (&*notice.text, notice.error));
    match &app.saving.failed {
        Some(reason) => {
            let then = said.map_or("Kept here; saving is retried.", |(text, _)| text);
            Some((format!("NOT SAVED: {reason}. {then}"), true))
        }
        None => said.map(|(text, error)| (text.to_owned(), error)),
    }
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
fn left(roadmap: &Roadmap, standing: &Standing, place: Place) -> String {
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
