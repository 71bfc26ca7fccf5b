//! `milepost export` and `import`: everything that is recorded, out and in.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Import;
use super::came::{Came, edits, lines, tell_no_backup};
use super::context::refuse_gone;
use super::input::{is_input, keep_input};
use super::named::refused;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::words;
use crate::store::{self, Backup, Imported, Paths};
use crate::tui;

#[derive(Serialize)]
struct Answer {
    came: Came,
    known: usize,
    unreadable: usize,
    dry_run: bool,
}

pub(super) fn export(data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    // An empty backup might take the place of one that is not.
    refuse_gone(&paths, "nothing was exported")?;
    output.text_by(|out| store::export(&paths, out))?;
    Ok(Exit::Done)
}

pub(super) fn import(asked: &Import, data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    refuse_gone(&paths, "nothing came in")?;
    let backup = open(&asked.file)?;
    let Some(Imported { synced, known }) = store::import(&paths, backup, (!asked.dry_run).then(tui::now))? else {
        return Err(no_backup(&asked.file).into());
    };
    tell_no_backup(synced.no_backup.as_ref(), output);
    if synced.unreadable > 0 {
        output.note(&format!("{} of it cannot be read and stayed there.", lines(synced.unreadable)));
    }
    let came = Came::of(&synced);
    if output.json {
        let unreadable = synced.unreadable;
        output.answer(Answer { came, known, unreadable, dry_run: asked.dry_run })?;
        return Ok(Exit::Done);
    }
    let verb = if asked.dry_run { "would come in" } else { "came in" };
    let here = if known == 0 { String::new() } else { format!(" {} here already.", were(known)) };
    output.confirm(&format!("{} {verb}{}.{here}", edits(came.edits), came.by_whom()))?;
    Ok(Exit::Done)
}

/// That a file is neither a backup nor a log.
pub(super) fn no_backup(path: &Path) -> Refusal {
    Refusal::new(Kind::Failed, format!("{} is no backup of milepost", path.to_string_lossy()))
        .hint("It takes what `milepost export` prints, or a progress.jsonl.")
}

fn open(path: &Path) -> anyhow::Result<Backup> {
    if is_input(path) { keep_input() } else { Backup::open(path).map_err(|error| refused(&error)) }
}

fn were(count: usize) -> String {
    words::count(count, "was", "were")
}
