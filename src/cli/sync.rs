//! `milepost sync`: one progress on several machines, by a directory or by git.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::Sync;
use super::came::{Came, edits, lines, tell_no_backup};
use super::context::refuse_gone;
use super::output::Output;
use super::refusal::Exit;
use crate::store::{self, Paths};
use crate::tui;

#[derive(Serialize)]
struct Answer {
    came: Came,
    went: usize,
    unreadable: usize,
}

pub(super) fn run(asked: &Sync, data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    refuse_gone(&paths, "nothing was synced")?;
    let synced = if let Some(directory) = &asked.directory {
        store::sync_with_directory(&paths, directory, tui::now())?
    } else {
        let set = output.settings.config.machine.as_ref();
        let machine = store::machine(&paths, set);
        let synced =
            store::sync_with_git(&paths, asked.remote.as_deref().map(remote).as_deref(), &machine, tui::now())?;
        store::keep_machine(&paths, set, &machine)?;
        synced
    };
    tell_no_backup(synced.no_backup.as_ref(), output);
    if synced.unreadable > 0 {
        let kept = if asked.directory.is_some() { "stayed there" } else { "stayed in its history" };
        output.note(&format!("{} of the other copy cannot be read and {kept}.", lines(synced.unreadable)));
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
