//! The finder: typed words, what they find, and where that is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use super::spoken;
use super::text::{fit, width};
use super::{foot, frame, prompt, tree};
use crate::app::{App, Finder, Hit, Target};
use crate::command::Command;

const HEADING: &str = "in other roadmaps";

pub(super) fn draw(app: &App, finder: &Finder, screen: Rect, pen: &mut Pen<'_>) {
    let (title, others) = match (finder.everywhere, finder.here) {
        (true, Some(_)) => ("Jump · all roadmaps", "this one"),
        (true, None) => ("Jump · all roadmaps", ""),
        (false, _) => ("Find · this roadmap", "all"),
    };
    let keymap = &app.config.keymap;
    let widen = keymap.first_in(app.scope(), Command::Widen).filter(|_| !others.is_empty());
    let title = widen.map_or_else(|| title.to_owned(), |key| format!("{title} [{key}: {others}]"));
    let tick = match (finder.listed, finder.hits.is_empty()) {
        (_, true) => None,
        (true, false) => foot::key(app, Command::TickFound, "tick"),
        (false, false) => {
            let keys = [Command::Down, Command::TickFound].map(|command| keymap.first_in(app.scope(), command));
            match keys {
                [Some(down), Some(tick)] => Some((format!("{down}, then {tick} ticks"), None)),
                _ => None,
            }
        }
    };
    let go = foot::key(app, Command::Open, "go").filter(|_| !finder.hits.is_empty());
    let foot = [go, tick, foot::key(app, Command::Back, "back")];
    let foot: Vec<_> = foot.into_iter().flatten().collect();
    let widens = finder.here.map(|_| Command::Widen);
    let wanted = (72, screen.height.saturating_sub(6).clamp(12, 24));
    let inside = frame::open_with(screen, wanted, (&title, widens), foot, pen);
    let here = finder.hits_here();
    let aside =
        if finder.typed.value().is_empty() { String::new() } else { format!("{here} of {}", searched(app, finder)) };
    let list = prompt::over_list(&finder.typed, &aside, inside, pen);
    if finder.hits.is_empty() {
        let text =
            if finder.typed.value().is_empty() { "Type what you look for." } else { "Nothing has all of these words." };
        pen.put(list.x + 3, list.y, list.width.saturating_sub(4), text, pen.look.dim);
        return;
    }
    rows(app, finder, here, list, pen);
}

fn rows(app: &App, finder: &Finder, here: usize, list: Rect, pen: &mut Pen<'_>) {
    let foreign = here < finder.hits.len();
    // The heading between the two parts is a row that the cursor passes over.
    let shift = |row: usize| row + usize::from(foreign && row >= here);
    let count = finder.hits.len() + usize::from(foreign);
    let top = pen.first_of_list(list, shift(finder.row), count);
    for (y, at) in (list.y..list.bottom()).zip(top..count) {
        let line = Rect { y, height: 1, ..list };
        if foreign && at == here {
            pen.put(line.x + 1, y, line.width, HEADING, pen.look.dim);
            continue;
        }
        let row = at - usize::from(foreign && at > here);
        let everywhere = finder.everywhere || row >= here;
        pen.hits.add(line, Target::Entry(row));
        if pen.look.plain {
            let typing = pen.cursor.filter(|_| !finder.listed);
            aloud(app, finder.hits[row], everywhere, row == finder.row, line, pen);
            pen.cursor = typing.or(pen.cursor);
        } else if hit(app, finder.hits[row], everywhere, row == finder.row, line, pen) {
            pen.hits.add(Rect { x: line.x + 3, width: 3, ..line }, Target::EntryBox(row));
        }
    }
}

/// Draws what was found; says whether it has a box.
fn hit(app: &App, hit: Hit, everywhere: bool, selected: bool, line: Rect, pen: &mut Pen<'_>) -> bool {
    let entry = &app.library.entries()[hit.entry];
    let topic = &entry.roadmap[hit.place];
    let status = hit.status(&app.library);
    let leaf = entry.roadmap.is_leaf(hit.place);
    let mark = if leaf { tree::checkbox(status, entry.roadmap.is_option(hit.place)) } else { " ▸ " };
    let above = topic.parent.map_or("", |parent| entry.roadmap[parent].title.as_str());
    // The id: bundled titles begin alike, and would be cut to the same words.
    let place = if everywhere { format!("{} › {above}", entry.roadmap.id.0) } else { above.to_owned() };
    let room = line.width.saturating_sub(8);
    let title_width = width(&topic.title).min(room);
    let place = fit(&place, (room - title_width).saturating_sub(2).min(room * 2 / 3)).into_owned();
    if selected {
        pen.put(line.x + 1, line.y, 1, "❯", pen.look.heading);
    }
    pen.put(line.x + 3, line.y, 3, mark, tree::status_style(status, pen));
    let style = if selected { pen.look.selected } else { Style::new() };
    pen.put(line.x + 7, line.y, room, &topic.title, style);
    pen.put_right(Rect { width: line.width.saturating_sub(1), ..line }, line.y, &place, pen.look.dim);
    leaf
}

/// `JWT, done, in Authentication`.
fn aloud(app: &App, hit: Hit, everywhere: bool, selected: bool, line: Rect, pen: &mut Pen<'_>) {
    let entry = &app.library.entries()[hit.entry];
    let topic = &entry.roadmap[hit.place];
    let status = hit.status(&app.library).words();
    let above = topic.parent.map(|parent| entry.roadmap[parent].title.as_str());
    let places = [above, everywhere.then_some(&*entry.roadmap.id.0)].into_iter().flatten();
    let place = places.collect::<Vec<_>>().join(", ");
    let within = if place.is_empty() { Vec::new() } else { vec![format!("in {place}")] };
    let title = |room| fit(&topic.title, room).into_owned();
    pen.row(line, &spoken::named(title, status, within, line.width), selected);
}

fn searched(app: &App, finder: &Finder) -> usize {
    let entries = app.library.entries();
    let counted = entries.iter().enumerate().filter(|(number, _)| finder.everywhere || Some(*number) == finder.here);
    counted.map(|(_, entry)| entry.roadmap.topics.len()).sum()
}
