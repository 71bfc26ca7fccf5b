//! `milepost sync`: one progress on several machines, by a directory or by git.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Sync;
use super::backup::lines;
use super::output::Output;
use super::refusal::Exit;
use crate::model::{Machine, SafeText};
use crate::store::{self, Paths, Synced};

#[derive(Serialize)]
struct Answer {
    came: Came,
    went: usize,
    unreadable: usize,
}

/// What came in, and from whom.
#[derive(Serialize)]
pub(super) struct Came {
    pub(super) edits: usize,
    machines: Vec<From>,
}

#[derive(Serialize)]
struct From {
    machine: SafeText,
    edits: usize,
}

pub(super) fn run(asked: &Sync, data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    let synced = if let Some(directory) = &asked.directory {
        store::sync_with_directory(&paths, directory)?
    } else {
        let machine = store::machine(&paths);
        let synced = store::sync_with_git(&paths, asked.remote.as_deref().map(remote).as_deref(), &machine)?;
        store::keep_machine(&paths, &machine)?;
        synced
    };
    if synced.unreadable > 0 {
        output.note(&format!("{} of the other copy cannot be read and stayed there.", lines(synced.unreadable)));
    }
    let came = Came::of(&synced);
    if output.json {
        output.answer(Answer { came, went: synced.went, unreadable: synced.unreadable })?;
    } else if came.edits == 0 && synced.went == 0 {
        output.confirm("Nothing new on either side.")?;
    } else {
        output.confirm(&format!("{} came in{}, {} went out.", edits(came.edits), came.by_whom(), synced.went))?;
    }
    Ok(Exit::Done)
}

/// A remote that is a directory is found again from anywhere.
fn remote(url: &str) -> String {
    let path = Path::new(url);
    let absolute = path.is_dir().then(|| std::path::absolute(path).ok()).flatten();
    absolute.and_then(|path| path.to_str().map(str::to_owned)).unwrap_or_else(|| url.to_owned())
}

impl Came {
    pub(super) fn of(synced: &Synced) -> Self {
        let from = |(machine, &edits): (&Machine, &usize)| From { machine: SafeText::line(&machine.0), edits };
        Self { edits: synced.came.values().sum(), machines: synced.came.iter().map(from).collect() }
    }

    /// ` from laptop-7f3a and desk-0001`.
    pub(super) fn by_whom(&self) -> String {
        let names: Vec<_> = self.machines.iter().map(|from| from.machine.as_str()).collect();
        match &names[..] {
            [] => String::new(),
            [one] => format!(" from {one}"),
            [one, other] => format!(" from {one} and {other}"),
            [one, other, rest @ ..] => format!(" from {one}, {other} and {} more", rest.len()),
        }
    }
}

pub(super) fn edits(count: usize) -> String {
    if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") }
}
