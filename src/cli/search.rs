//! `milepost search`: topics by words, in every roadmap.

use serde::Serialize;

use super::context::Context;
use super::next::path;
use super::output::{DIM, Output};
use super::refusal::{Exit, Kind, Refusal};
use super::table::{padded, widths};
use crate::model::{Place, Query, SafeText, Status};
use crate::view::spoken;

#[derive(Serialize)]
struct Answer<'a> {
    found: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    roadmap: &'a str,
    id: &'a str,
    title: &'a SafeText,
    path: Vec<&'a SafeText>,
    status: Status,
}

pub(super) fn run(words: &[String], context: &Context, output: &mut Output) -> anyhow::Result<Exit> {
    let words = words.join(" ");
    let note = |number, place| context.library.note(&context.log, number, place);
    let found = Query::new(&words).find_all(&context.library, note);
    if found.is_empty() {
        return Err(Refusal::new(Kind::NotFound, format!("nothing matches \"{words}\"")).into());
    }
    let found: Vec<_> = found.into_iter().map(|(number, found)| row(context, number, found.place)).collect();
    if output.json {
        output.answer(Answer { found })?;
        return Ok(Exit::Done);
    }
    if output.is_spoken() {
        return found.iter().try_for_each(|row| output.line(&aloud(row))).map(|()| Exit::Done);
    }
    let cells = |row: &Row| [row.roadmap.to_owned(), row.id.to_owned(), row.status.name().to_owned()];
    let rows: Vec<_> = found.iter().map(cells).collect();
    let widths = widths(&rows);
    for (cells, Row { title, .. }) in rows.iter().zip(&found) {
        let [roadmap, id, status] = std::array::from_fn(|column| padded(&cells[column], widths[column]));
        output.line(&format!("{roadmap}  {id}  {}  {title}", output.paint(DIM, &status)))?;
    }
    Ok(Exit::Done)
}

/// `GraphQL, done, in backend-2025, Core Backend Skills, APIs. Its id: core-backend-skills/apis/graphql.`
fn aloud(row: &Row<'_>) -> String {
    let path = spoken::path(row.path.iter().copied());
    format!("{}, {}, in {}{path}. Its id: {}.", row.title, row.status.words(), row.roadmap, row.id)
}

fn row(context: &Context, number: usize, place: Place) -> Row<'_> {
    let entry = context.entry(number);
    Row {
        roadmap: &entry.roadmap.id.0,
        id: &entry.roadmap[place].id.0,
        title: &entry.roadmap[place].title,
        path: path(&entry.roadmap, place),
        status: entry.standing.status(place),
    }
}
