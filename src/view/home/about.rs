//! Below the list of roadmaps: what the selected row is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::pen::Pen;
use super::super::spoken;
use super::super::text::{beginning, wrap};
use crate::app::App;
use crate::command::Command;
use crate::model::{Entry, Next, Unreadable, words};

/// Below the list, for a file that cannot be read: where it is, what is wrong, and how to learn the rest.
pub(super) fn unreadable(app: &App, file: &Unreadable, area: Rect, pen: &mut Pen<'_>) {
    let room = area.width.saturating_sub(4).min(76);
    let complaints = match file.complaints {
        0 | 1 => format!("This file {}", file.words()),
        count => format!("This file {}: {count} complaints", file.words()),
    };
    let hint = app.config.keymap.hint(Command::EditFile, "opens it in your editor.");
    let check = if file.complaints > 0 { format!("`milepost check {}` tells all.", file.path) } else { String::new() };
    let lines = [complaints, file.first(), format!("{hint} {check}").trim().to_owned()];
    let lines = lines.iter().flat_map(|text| wrap(text, room));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        pen.put(area.x + 3, y, room, &line, Style::new());
    }
}

/// Below the list: what the selected roadmap is.
pub(super) fn roadmap(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let Some(entry) = app.library.entries().get(app.home_row).filter(|_| area.height >= 4 && area.width >= 40) else {
        return;
    };
    let roadmap = &entry.roadmap;
    let room = area.width.saturating_sub(4).min(76);
    let mut y = area.y + 1;
    pen.put(area.x + 1, y, area.width.saturating_sub(2), "ABOUT", pen.look.heading);
    y += 1;
    let trouble = app.trouble(app.home_row).map(|trouble| wrap(&trouble, room)).unwrap_or_default();
    for line in trouble.iter().take(usize::from(area.bottom().saturating_sub(y))) {
        pen.put(area.x + 3, y, room, line, pen.look.error);
        y += 1;
    }
    let lines = usize::from(area.bottom().saturating_sub(y));
    for line in beginning(roadmap.description.as_deref().unwrap_or_default(), room, lines) {
        pen.put(area.x + 3, y, room, &line, Style::new());
        y += 1;
    }
    let next = match app.home.rows.get(app.home_row).map(|row| &row.next) {
        Some(Next::Steps(steps)) => steps.first().map(|step| format!("Next: {}", step.title(roadmap))),
        Some(Next::OnlyOptional { left }) => Some(words::only_optional(*left)),
        Some(Next::Finished) | None => None,
    };
    for (text, style) in [(origin(entry), pen.look.dim), (next, Style::new())] {
        if let Some(text) = text.filter(|_| y < area.bottom()) {
            pen.put(area.x + 3, y, room, &text, style);
            y += 1;
        }
    }
    y += 1;
    for stage in roadmap.stages() {
        if y >= area.bottom() {
            return;
        }
        let tally = entry.standing.tally(stage);
        if pen.look.plain {
            let counts = spoken::tally(tally, entry.standing.status(stage));
            pen.put(area.x + 3, y, room, &format!("{}, {counts}", roadmap[stage].title), Style::new());
            y += 1;
            continue;
        }
        let counts =
            if tally.total > 0 { format!("{}/{}", tally.complete, tally.total) } else { "optional".to_owned() };
        pen.put(area.x + 3, y, 40, &roadmap[stage].title, Style::new());
        pen.put(area.x + 45, y, area.width.saturating_sub(46), &format!("{counts:>6}"), pen.look.dim);
        y += 1;
    }
}

fn origin(entry: &Entry) -> Option<String> {
    let after = entry.roadmap.source.as_ref().and_then(|source| {
        let title = source.title.as_ref()?;
        let by = source.author.as_ref().map(|author| format!(" by {author}")).unwrap_or_default();
        Some(format!("after “{title}”{by}"))
    });
    match &entry.origin {
        crate::model::Origin::Bundled => after,
        crate::model::Origin::File { path, replaces_bundled: true } => {
            Some(format!("from {path}, in place of the bundled one"))
        }
        crate::model::Origin::File { path, .. } => Some(format!("from {path}")),
    }
}
