//! `milepost search`: topics by words, in every roadmap.

use serde::Serialize;

use super::context::Context;
use super::listed::Listed;
use super::output::{DIM, Output};
use super::refusal::{Exit, Kind, Refusal};
use super::table::{padded, widths};
use crate::model::{Place, Query, Status};

#[derive(Serialize)]
struct Answer<'a> {
    found: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    topic: Listed<'a>,
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
    let cells = |row: &Row| [row.topic.roadmap.to_owned(), row.topic.id.to_owned(), row.status.name().to_owned()];
    let rows: Vec<_> = found.iter().map(cells).collect();
    let widths = widths(&rows);
    for (cells, Row { topic, .. }) in rows.iter().zip(&found) {
        let [roadmap, id, status] = std::array::from_fn(|column| padded(&cells[column], widths[column]));
        output.line(&format!("{roadmap}  {id}  {}  {}", output.paint(DIM, &status), topic.title))?;
    }
    Ok(Exit::Done)
}

/// `GraphQL, done, in backend-2025, Core Backend Skills, APIs. Its id: core-backend-skills/apis/graphql.`
fn aloud(Row { topic, status }: &Row<'_>) -> String {
    format!("{}, {}, {}. Its id: {}.", topic.title, status.words(), topic.place_aloud(), topic.id)
}

fn row(context: &Context, number: usize, place: Place) -> Row<'_> {
    let entry = context.entry(number);
    Row { topic: Listed::new(&entry.roadmap, place), status: entry.standing.status(place) }
}
