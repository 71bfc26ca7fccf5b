//! `milepost export --format md`: a roadmap as a checklist in Markdown, with notes and proof if they are asked for.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::Export;
use super::context::Context;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::words::percent;
use crate::model::{Place, Status, is_link};

#[derive(Serialize)]
struct Answer<'a> {
    roadmap: &'a str,
    format: &'static str,
    text: String,
}

pub(super) fn run(asked: &Export, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let named = asked.roadmap.as_ref().map(|name| context.roadmap(name, output)).transpose()?;
    let number = named.or_else(|| context.last_touched());
    let number = number.ok_or_else(|| Refusal::new(Kind::NotFound, "there is no roadmap to export"))?;
    let text = Checklist { context, number, notes: asked.notes, text: String::new() }.written();
    if output.json {
        output.answer(Answer { roadmap: &context.entry(number).roadmap.id.0, format: "md", text })?;
    } else {
        output.text(&text)?;
    }
    Ok(Exit::Done)
}

struct Checklist<'a> {
    context: &'a Context,
    number: usize,
    notes: bool,
    text: String,
}

impl Checklist<'_> {
    fn written(mut self) -> String {
        let entry = self.context.entry(self.number);
        self.heading("#", &entry.roadmap.title, &percent(entry.standing.whole()));
        for stage in entry.roadmap.stages() {
            self.text.push('\n');
            let share = if entry.roadmap.is_leaf(stage) { String::new() } else { percent(entry.standing.tally(stage)) };
            self.heading("##", &entry.roadmap[stage].title, &share);
            self.text.push('\n');
            if entry.roadmap.is_leaf(stage) {
                self.item(stage, 0);
            }
            self.items(stage, 0);
        }
        self.text
    }

    fn heading(&mut self, marks: &str, title: &str, share: &str) {
        let share = if share.ends_with('%') { format!(" ({share})") } else { String::new() };
        self.line(&format!("{marks} {}{share}", escaped(title)));
    }

    fn items(&mut self, parent: Place, depth: usize) {
        let roadmap = &self.context.entry(self.number).roadmap;
        for child in roadmap.children(parent) {
            self.item(child, depth);
            self.items(child, depth + 1);
        }
    }

    fn item(&mut self, place: Place, depth: usize) {
        let entry = self.context.entry(self.number);
        let topic = &entry.roadmap[place];
        let indent = "  ".repeat(depth);
        let title = escaped(&topic.title);
        let optional = if topic.optional.holds() { " *(optional)*" } else { "" };
        if !entry.roadmap.is_leaf(place) {
            let pick = topic.pick.map(|pick| format!(" *(choose {pick})*")).unwrap_or_default();
            self.line(&format!("{indent}- {title}{pick}{optional}"));
            return;
        }
        let (mark, said) = match entry.standing.status(place) {
            Status::Done => ("x", ""),
            Status::Known => ("x", " *(known)*"),
            Status::Doing => (" ", " *(in progress)*"),
            Status::Skipped => (" ", " *(skipped)*"),
            Status::Todo => (" ", ""),
        };
        self.line(&format!("{indent}- [{mark}] {title}{said}{optional}"));
        if self.notes {
            self.written_at(place, &format!("{indent}  "));
        }
    }

    /// The note as quoted text, then the links.
    fn written_at(&mut self, place: Place, indent: &str) {
        let Context { library, log, .. } = self.context;
        if let Some(note) = library.note(log, self.number, place) {
            self.line("");
            for line in note.lines() {
                self.line(format!("{indent}> {line}").trim_end());
            }
        }
        let proof = library.proof(log, self.number, place);
        if !proof.is_empty() {
            self.line("");
            for link in proof {
                // A log that came from elsewhere may call anything a link.
                let text = if is_link(&link) {
                    format!("<{}>", link.replace('<', "%3C").replace('>', "%3E"))
                } else {
                    escaped(&link)
                };
                self.line(&format!("{indent}- {text}"));
            }
        }
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// A title as it is to be read, whatever Markdown would make of it.
fn escaped(title: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' | '|');
    title.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}
