//! `milepost restore`: brings back what the state file lacks, by union; takes nothing away.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::args::Restore;
use super::backup::no_backup;
use super::came::tell_no_backup;
use super::output::Output;
use super::refusal::{Exit, Kind, Refusal};
use crate::model::{Log, Recorded, SafeText, Status, words};
use crate::store::{self, Backup, Caught, Found, LogFile, Paths};
use crate::tui;

/// Up to so many topics are named one by one.
const NAMED: usize = 20;

#[derive(Serialize)]
struct Answer {
    /// What was done, or would be.
    dry_run: bool,
    edits: usize,
    changed: Vec<Changed>,
    unreadable_lines: usize,
}

#[derive(Serialize)]
struct Changed {
    roadmap: SafeText,
    id: SafeText,
    from: Status,
    to: Status,
}

pub(super) fn run(asked: &Restore, data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    let mut log_file = LogFile::of(&paths);
    let machine = store::machine(&paths, output.settings.config.machine.as_ref());
    let (log, Caught { newer, .. }) = log_file.open(&machine, store::seed())?;
    if asked.none {
        return start_anew(&mut log_file, output);
    }
    let found = match &asked.file {
        Some(file) => Backup::found_in(file, &log)?.ok_or_else(|| no_backup(file))?,
        None => log_file.found(&log)?,
    };
    if !found.is_empty() && !asked.dry_run {
        if newer {
            let words = format!("nothing was written: {}", words::newer("progress.jsonl"));
            return Err(Refusal::new(Kind::Failed, words).hint(words::UPDATE).into());
        }
        log_file.take_in(&found)?;
        tell_no_backup(log_file.back_up(tui::now()).err(), output);
    }
    tell(asked, &found, &log, output)?;
    Ok(Exit::Done)
}

fn start_anew(log_file: &mut LogFile, output: &mut Output) -> anyhow::Result<Exit> {
    if !log_file.is_gone() {
        let refusal = Refusal::new(Kind::Failed, "progress.jsonl is there, or nothing of it was kept");
        return Err(refusal.hint("--none is for a file that is gone.").into());
    }
    log_file.start_afresh(tui::now())?;
    if output.json {
        output.answer(Answer { dry_run: false, edits: 0, changed: Vec::new(), unreadable_lines: 0 })?;
    } else {
        output.confirm("What was kept is put aside in the state directory. The next tick begins a new file.")?;
    }
    Ok(Exit::Done)
}

fn tell(asked: &Restore, found: &Found, log: &Log, output: &mut Output) -> anyhow::Result<()> {
    let changed = changed(found, log);
    let edits = found.len();
    if output.json {
        let unreadable_lines = found.bad_lines;
        return output.answer(Answer { dry_run: asked.dry_run, edits, changed, unreadable_lines });
    }
    if found.newer {
        output.note("A newer version has written there: what this one does not understand is left out.");
    }
    if found.bad_lines > 0 {
        let lines = words::count(found.bad_lines, "line", "lines");
        output.note(&format!("{lines} there cannot be read."));
    }
    let counted = words::count(edits, "edit", "edits");
    let verb = match (asked.dry_run, edits) {
        (_, 0) => return output.confirm("Nothing is missing."),
        (true, _) => "would come back",
        (false, 1) => "is back",
        (false, _) => "are back",
    };
    let topics = match changed.len() {
        0 => "No topic changes its status".to_owned(),
        count => words::count(count, "topic changes its status", "topics change their status"),
    };
    let end = if changed.is_empty() { "." } else { ":" };
    output.confirm(&format!("{counted} {verb}. {topics}{end}"))?;
    for Changed { roadmap, id, from, to } in changed.iter().take(NAMED) {
        output.confirm(&format!("  {roadmap}  {id}  {} → {}", from.name(), to.name()))?;
    }
    if changed.len() > NAMED {
        output.confirm(&format!("  and {} more", changed.len() - NAMED))?;
    }
    Ok(())
}

/// The topics that stand otherwise with what was found.
fn changed(found: &Found, log: &Log) -> Vec<Changed> {
    let topics: BTreeSet<_> = found.log().edits().map(|edit| (edit.roadmap, edit.topic)).collect();
    let changed = topics.into_iter().filter_map(|(roadmap, topic)| {
        let status = |log: &Log| log.mark(&roadmap, &topic).and_then(|mark| mark.status.clone());
        let (before, there) = (status(log), status(found.log()));
        let after = before.iter().chain(&there).max_by(|one, other| one.stamp.cmp(&other.stamp));
        let value = |status: Option<&Recorded<Status>>| status.map(|status| status.value).unwrap_or_default();
        let (from, to) = (value(before.as_ref()), value(after));
        let line = SafeText::line;
        (from != to).then(|| Changed { roadmap: line(&roadmap.0), id: line(&topic.0), from, to })
    });
    changed.collect()
}
