//! The details of one topic: what it is, how to know that one has it, and where to learn it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::look::Look;
use super::markdown;
use super::page::{Page, TEXT_WIDTH};
use super::pen::Pen;
use super::text::beginning;
use crate::app::{App, Pane, Target};
use crate::command::Command;
use crate::model::{Aside, Kind, Place, Requirement, Resource, SharedConcepts, Status, Topic, is_link, words};

/// Draws the details from line `app.details_top`; gives how many lines there are. `focused`: they hear the keys.
pub(super) fn draw(app: &App, number: usize, place: Place, focused: bool, area: Rect, pen: &mut Pen<'_>) -> usize {
    pen.hits.add(area, Target::Pane(Pane::Details));
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let page = page(app, number, place, area.width.min(TEXT_WIDTH), pen);
    let focus = app.config.keymap.first(Command::Focus).filter(|_| !focused);
    let way = if focused { Command::PageDown } else { Command::Focus };
    page.scrolled(app.details_top, (Pane::Details, way, focus.as_deref()), area, pen);
    if focused {
        pen.cursor = Some(Position::new(area.x, area.y));
    }
    page.lines.len()
}

/// Draws the first words of the details in three rows.
pub(super) fn strip(app: &App, number: usize, place: Place, area: Rect, pen: &mut Pen<'_>) {
    let entry = &app.library.entries()[number];
    let topic = &entry.roadmap[place];
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let text = topic.description.as_deref().map(|text| markdown::words(text, &pen.look));
    let text = text.unwrap_or_else(|| topic.check.as_deref().unwrap_or(&topic.title).replace('\n', " "));
    for (y, line) in (area.y..area.y + 2).zip(beginning(&text, area.width, 2)) {
        pen.put(area.x, y, area.width, &line, Style::new());
    }
    let way = if entry.roadmap.is_leaf(place) { Command::Open } else { Command::Focus };
    let way = app.config.keymap.hint(way, "details");
    let mut facts: Vec<_> = Some(way).filter(|way| !way.is_empty()).into_iter().collect();
    let count = topic.numbered_resources().filter(|(number, _)| number.is_some()).count();
    facts.extend((count > 0).then(|| words::count(count, "link", "links")));
    facts.extend(topic.estimate_minutes.map(pen.look.about()));
    facts.extend(app.library.note(&app.log, number, place).map(|_| "note".to_owned()));
    facts.extend((!app.proof(number, place).is_empty()).then(|| "proof".to_owned()));
    pen.put(area.x, area.y + 2, area.width, &facts.join(" · "), pen.look.dim);
}

fn page(app: &App, number: usize, place: Place, room: u16, pen: &Pen<'_>) -> Page {
    let entry = &app.library.entries()[number];
    let topic = &entry.roadmap[place];
    let (plain, dim) = (Style::new(), pen.look.dim);
    let mut page = Page::new(room, pen.look.plain);
    page.text(&topic.title, pen.look.accent);
    page.text(&state(app, number, place, &pen.look), dim);
    for words in [&topic.optional, &topic.recommended].into_iter().zip(["Optional", "Recommended"]) {
        if let (Aside::Because(reason), word) = words {
            page.text(&format!("{word}: {reason}"), dim);
        }
    }
    page.gap();
    page.markdown("", topic.description.as_deref().unwrap_or_default(), pen);
    page.points(&topic.points);
    page.check(topic.check.as_ref(), pen);
    page.gap();
    page.labelled("Tools", &tools(topic), plain);
    page.labelled("After", &after(app, number, topic, &pen.look), plain);
    page.labelled("Links", &links(topic, &pen.look), plain);
    your_words(app, number, place, &mut page, pen);
    page.gap();
    page.labelled("Also in", &also_in(app, number, place, &pen.look), plain);
    page.trim();
    page
}

/// `in progress since 3 Nov · about 2 h`, or the counts of a parent.
fn state(app: &App, number: usize, place: Place, look: &Look) -> String {
    let entry = &app.library.entries()[number];
    let topic = &entry.roadmap[place];
    let mut facts = Vec::new();
    if entry.roadmap.is_leaf(place) {
        facts.push(entry.standing.status(place).words().to_owned());
        let mark = app.library.mark(&app.log, number, place);
        let status = mark.as_ref().and_then(|mark| mark.status.as_ref()).filter(|status| status.value != Status::Todo);
        if let (Some(status), Some(fact)) = (status, facts.last_mut()) {
            let day = crate::app::day(status.day, app.now);
            *fact = match (status.value, day.as_str()) {
                (Status::Done, "today") => "done today".to_owned(),
                (Status::Done, _) => format!("done on {day}"),
                _ => format!("{fact} since {day}"),
            };
        }
        let met = app.library.met_elsewhere(number, place);
        facts.extend(met.map(|there| format!("met in {}", there.roadmap.title)));
    } else {
        let tally = entry.standing.tally(place);
        match (topic.pick, tally.total) {
            (Some(pick), 1..) => {
                let options = entry.roadmap.children(place).count();
                facts.push(format!("choose {pick} of {options}"));
            }
            (_, 0) => facts.push("optional".to_owned()),
            _ if tally.complete * 2 < tally.total => facts.push(format!("{} of {} done", tally.complete, tally.total)),
            (_, 1) if tally.left() == 0 => facts.push("done".to_owned()),
            _ if tally.left() == 0 => facts.push(format!("all {} done", tally.total)),
            _ => facts.push(format!("{} of {} to go", tally.left(), tally.total)),
        }
    }
    facts.extend(match topic.kind {
        Kind::Topic => None,
        Kind::Project => Some("project".to_owned()),
        Kind::Reading => Some("reading".to_owned()),
        Kind::Interview => Some("interview".to_owned()),
    });
    facts.extend(matches!(topic.optional, Aside::Yes).then(|| "optional".to_owned()));
    facts.extend(matches!(topic.recommended, Aside::Yes).then(|| "recommended".to_owned()));
    facts.extend(topic.estimate_minutes.map(look.about()));
    facts.join(" · ")
}

/// What is told beside a label, and what a click on it stands for.
type Told = (String, Option<Target>);

fn tools(topic: &Topic) -> Vec<Told> {
    let name = |tool: &crate::model::Tool| {
        if tool.recommended { format!("{} (recommended)", tool.name) } else { tool.name.to_string() }
    };
    let names = topic.tools.iter().map(name).collect::<Vec<_>>().join(", ");
    if names.is_empty() { Vec::new() } else { vec![(names, None)] }
}

fn after(app: &App, number: usize, topic: &Topic, look: &Look) -> Vec<Told> {
    let roadmap = &app.library.entries()[number].roadmap;
    let one = |requirement: &Requirement| {
        let way = match requirement {
            Requirement::Topic(place) => Some(Target::There(number, *place)),
            Requirement::Concept(_) => None,
        };
        let learned = ticked(app.library.is_learned(number, requirement), look);
        (format!("{}{learned}", roadmap.required(requirement)), way)
    };
    topic.requires.iter().map(one).collect()
}

/// What there is to learn from, with the numbers by which the menu of links asks for it.
pub(super) fn links(topic: &Topic, look: &Look) -> Vec<Told> {
    let one = |(number, resource): (Option<usize>, &Resource)| {
        let lead = match number {
            Some(number) => format!("{number} "),
            None if look.plain => String::new(),
            None => "· ".to_owned(),
        };
        let note = resource.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        (format!("{lead}{}{note}", resource.label()), resource.url.clone().map(Target::Link))
    };
    topic.numbered_resources().map(one).collect()
}

/// Behind what is complete.
const fn ticked(complete: bool, look: &Look) -> &'static str {
    match (complete, look.plain) {
        (false, _) => "",
        (true, false) => " ✓",
        (true, true) => ", done",
    }
}

pub(super) fn also_in(app: &App, number: usize, place: Place, look: &Look) -> Vec<Told> {
    if app.library.sharing() == SharedConcepts::Off {
        return Vec::new();
    }
    let one = |(other, place): (usize, Place)| {
        let entry = &app.library.entries()[other];
        let complete = ticked(entry.standing.status(place).is_complete(), look);
        let text = format!("{} › {}{complete}", entry.roadmap.id.0, entry.roadmap[place].title);
        (text, Some(Target::There(other, place)))
    };
    app.library.also_in(number, place).into_iter().filter(|(entry, _)| *entry != number).map(one).collect()
}

pub(super) fn your_words(app: &App, number: usize, place: Place, page: &mut Page, pen: &Pen<'_>) {
    let heading = |page: &mut Page, words: &str, command: Command, what: &str| {
        let key = app.config.keymap.hint(command, what);
        page.gap();
        page.apart((words, pen.look.heading), (&key, pen.look.dim), Target::Command(command));
    };
    if let Some(note) = app.library.note(&app.log, number, place) {
        heading(page, "Your words", Command::Note, "edit");
        page.markdown("  ", note, pen);
    }
    let proof = app.proof(number, place);
    if !proof.is_empty() {
        heading(page, "Proof", Command::Proof, "add");
        for link in &proof {
            let way = is_link(link).then(|| Target::Link(link.clone()));
            page.hanging("  ", link, Style::new(), way.as_ref());
        }
    }
}
