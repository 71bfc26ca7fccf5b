//! The first line: where one is, how far one has come, and whether it is saved.

use ratatui::layout::Rect;

use super::bar::bar;
use super::look::Look;
use super::pen::Pen;
use super::spoken;
use super::text::{fit, width};
use crate::app::{App, Filter, Outline, Target};
use crate::command::Command;
use crate::model::{Entry, Place, Status, words};

/// Above a roadmap: the way to the selected topic, or the filter; then bar, percentage, count and the state of saving.
pub(super) fn roadmap(app: &App, number: usize, entry: &Entry, outline: &Outline, area: Rect, pen: &mut Pen<'_>) {
    let tally = entry.standing.whole();
    if pen.look.plain {
        let chip = outline.filter().map(|filter| format!("filter {}", filter.short()));
        // Where there is no room for the title beside both, the count says what the percentage does.
        let whole = spoken::whole(tally);
        let fits = width(&format!("{}, {whole}, saved", entry.roadmap.title)) <= area.width;
        let whole = if fits { whole } else { spoken::tally(tally, Status::Todo) };
        return aloud(app, (&entry.roadmap.title, Some(Target::Home)), &[Some(whole), chip], area, pen);
    }
    let percent = words::percent(tally);
    let narrow = area.width < 48;
    let mut right = saved(app, narrow, pen.look).to_owned();
    if narrow {
        right = format!("{percent:>4} {right}");
    } else {
        right = format!("{percent:>4} {:>6} {right}", format!("{}/{}", tally.complete, tally.total));
        let cells = if area.width < 76 { 10 } else { 22 };
        right = format!("{} {right}", bar(tally.complete, tally.total, cells, pen.look.ascii));
    }
    let style = if app.saving.failed.is_some() { pen.look.error } else { pen.look.bar };
    let taken = pen.put_right(area, area.y, &format!("{right} "), style);
    pen.hits.add(Rect { x: area.right() - taken, width: taken, ..area }, Target::Command(Command::Stats));
    let margin = u16::from(!narrow);
    let room = area.width.saturating_sub(taken + margin + 1);
    let x = area.x + margin;
    match outline.filter() {
        Some(filter) => {
            let counted = match filter {
                Filter::Remaining => format!("{} to go", tally.left()),
                _ => format!("{} of {}", outline.taken(), tally.leaves()),
            };
            let chip = format!("filter: {} ✕ ({counted})", filter.short());
            let title = fit(&entry.roadmap.title, room.saturating_sub(width(&chip) + 2)).into_owned();
            let taken = pen.put_target(x, area.y, room, &title, pen.look.heading, Target::Home);
            let gap = if taken > 0 { 2 } else { 0 };
            let room = room.saturating_sub(taken + gap);
            pen.put_target(x + taken + gap, area.y, room, &chip, pen.look.heading, Target::Filter);
        }
        None => way(number, &crumbs(entry, outline.selected(), room), Rect { x, width: room, ..area }, pen),
    }
}

/// Writes the way, each part of which leads to itself.
fn way(number: usize, parts: &[(String, Option<Place>)], line: Rect, pen: &mut Pen<'_>) {
    let mut x = line.x;
    for (row, (title, place)) in parts.iter().enumerate() {
        if row > 0 {
            x += pen.put(x, line.y, line.right().saturating_sub(x), BETWEEN, pen.look.heading);
        }
        let target = place.map_or(Target::Home, |place| Target::There(number, place));
        x += pen.put_target(x, line.y, line.right().saturating_sub(x), title, pen.look.heading, target);
    }
}

/// Above the list of roadmaps.
pub(super) fn home(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let date = app.now.offset.to_datetime(app.now.at).date().strftime("%a %-d %b").to_string();
    if pen.look.plain {
        return aloud(app, ("Roadmaps", None), &[Some(date)], area, pen);
    }
    let saved = saved(app, false, pen.look);
    let right = if area.width < 48 || saved.is_empty() { saved.to_owned() } else { format!("{date} · {saved}") };
    let right = if right.is_empty() { date } else { right };
    let style = if app.saving.failed.is_some() { pen.look.error } else { pen.look.dim };
    let taken = pen.put_right(area, area.y, &format!("{right} "), style);
    pen.put(area.x + 1, area.y, area.width.saturating_sub(taken + 2), "Roadmaps", pen.look.heading);
}

/// Above the stats: of which roadmap, and how to get to the others.
pub(super) fn stats(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let Some(page) = &app.stats else { return };
    let keys: String = [Command::PrevRoadmap, Command::NextRoadmap]
        .iter()
        .filter_map(|&command| app.config.keymap.first(command))
        .collect::<Vec<_>>()
        .join(if pen.look.plain { " and " } else { " " });
    let others = match (app.library.entries().len(), area.width) {
        (..=1, _) | (_, ..48) => String::new(),
        _ if keys.is_empty() => String::new(),
        (_, 48..76) => format!("{keys} others"),
        _ => format!("{keys} other roadmaps"),
    };
    if pen.look.plain {
        let title = format!("Stats, {}", app.library.entries()[page.number].roadmap.title);
        let back = Some(Target::Command(Command::Back));
        return aloud(app, (&title, back), &[(!others.is_empty()).then_some(others)], area, pen);
    }
    let failed = app.saving.failed.is_some();
    let right = if failed { saved(app, false, pen.look) } else { &others };
    let style = if failed { pen.look.error } else { pen.look.dim };
    let taken = pen.put_right(area, area.y, &format!("{right} "), style);
    if !failed && !others.is_empty() {
        let start = area.right() - taken;
        let half = |x, width, command| (Rect { x, width, ..area }, Target::Command(command));
        // Its first key leads back, all the rest of it on.
        let back = app.config.keymap.first(Command::PrevRoadmap).map_or(0, |key| width(&key));
        for (spot, target) in [
            half(start, back, Command::PrevRoadmap),
            half(start + back, taken.saturating_sub(back), Command::NextRoadmap),
        ] {
            pen.hits.add(spot, target);
        }
    }
    let margin = u16::from(area.width >= 48);
    let title = format!("Stats › {}", app.library.entries()[page.number].roadmap.title);
    let room = area.width.saturating_sub(taken + margin);
    pen.put_target(area.x + margin, area.y, room, &title, pen.look.heading, Target::Command(Command::Back));
}

/// Above questions: what they are, and whether the answers are saved.
pub(super) fn questions(app: &App, area: Rect, pen: &mut Pen<'_>) {
    let narrow = area.width < 48;
    let entry = app.sweep.as_ref().and_then(|sweep| app.library.entries().get(sweep.number));
    let title = entry
        .map_or_else(|| "Recall".to_owned(), |entry| format!("What do you know already? › {}", entry.roadmap.title));
    let back = Target::Command(if entry.is_some() { Command::SweepLeave } else { Command::Back });
    if pen.look.plain {
        return aloud(app, (&title.replace("? › ", "? "), Some(back)), &[], area, pen);
    }
    let style = if app.saving.failed.is_some() { pen.look.error } else { pen.look.dim };
    let taken = pen.put_right(area, area.y, &format!("{} ", saved(app, narrow, pen.look)), style);
    let margin = u16::from(!narrow);
    let room = area.width.saturating_sub(taken + margin + 1);
    pen.put_target(area.x + margin, area.y, room, &title, pen.look.heading, back);
}

/// In words: what is cut is the title, which leads where its target says.
fn aloud(app: &App, (title, target): (&str, Option<Target>), facts: &[Option<String>], area: Rect, pen: &mut Pen<'_>) {
    let saved = Some(saved(app, false, pen.look)).filter(|saved| !saved.is_empty());
    let facts: Vec<_> = facts.iter().flatten().map(String::as_str).chain(saved).collect();
    let facts = facts.join(", ");
    let title = fit(title, area.width.saturating_sub(width(&facts) + 2));
    let style = if app.saving.failed.is_some() { pen.look.error } else { pen.look.heading };
    let words = [&*title, &*facts].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    pen.put(area.x, area.y, area.width, &words, style);
    if let Some(target) = target {
        pen.hits.add(Rect { width: width(&title), ..area }, target);
    }
}

/// "saved" means on the disk: nothing is said while an edit is on its way.
fn saved(app: &App, narrow: bool, look: Look) -> &'static str {
    if app.saving.read_only {
        "read-only"
    } else if app.saving.failed.is_some() {
        "NOT SAVED"
    } else if app.unsaved() > 0 || app.log.is_empty() {
        ""
    } else {
        match (narrow, look.ascii) {
            _ if look.plain => "saved",
            (false, false) => "saved ✓",
            (false, true) => "saved",
            (true, false) => "✓",
            (true, true) => "ok",
        }
    }
}

/// A part of the way is cut to no less than this, or left out.
const LEAST: u16 = 9;

/// Between two parts of the way.
pub(super) const BETWEEN: &str = " › ";

/// `Roadmap › Stage › Topic`, the parts from the left cut first. The roadmap has no place.
pub(super) fn crumbs(entry: &Entry, selected: Option<Place>, room: u16) -> Vec<(String, Option<Place>)> {
    let roadmap = &entry.roadmap;
    let mut parts = vec![(roadmap.title.to_string(), None)];
    let wide = |parts: &[(String, Option<Place>)]| {
        let titles: u16 = parts.iter().map(|(title, _)| width(title)).fold(0, u16::saturating_add);
        titles.saturating_add(width(BETWEEN).saturating_mul(u16::try_from(parts.len() - 1).unwrap_or(u16::MAX)))
    };
    if let Some(place) = selected {
        let mut above: Vec<_> = roadmap.ancestors(place).collect();
        above.reverse();
        if !roadmap.is_leaf(place) {
            above.push(place);
        }
        parts.extend(above.into_iter().map(|place| (roadmap[place].title.to_string(), Some(place))));
    }
    let last = parts.len() - 1;
    for part in 0..last {
        let whole = wide(&parts);
        if whole > room {
            let spare = width(&parts[part].0).saturating_sub(whole - room).max(LEAST);
            parts[part].0 = fit(&parts[part].0, spare).into_owned();
        }
    }
    while parts.len() > 1 && wide(&parts) > room {
        parts.remove(0);
    }
    parts
}
