//! `milepost check`: every complaint about roadmap files.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::input::{is_input, read_input};
use super::named::refused;
use super::output::Output;
use super::refusal::Exit;
use crate::diagnostic::{Checked, render, render_json};
use crate::format::roadmap;
use crate::model::words::count;
use crate::model::{Log, Roadmap, SafeText, TopicId, heal};
use crate::store::{self, LogFile, Paths};

#[derive(Default, Serialize)]
struct Answer {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<serde_json::Value>,
    /// Records of progress that belong to no topic of these roadmaps any more.
    orphans: Vec<Orphan>,
    /// Files that could not be read at all.
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Orphan {
    roadmap: SafeText,
    id: SafeText,
}

#[derive(Serialize)]
struct Refused {
    file: SafeText,
    message: SafeText,
}

pub(super) fn run(files: &[PathBuf], data: Option<&PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let mut answer = Answer::default();
    let mut exit = Exit::Done;
    let mut log = None;
    for path in files {
        let name = if is_input(path) { "<stdin>".into() } else { path.to_string_lossy() };
        let (text, checked) = match read(path) {
            Ok(read) => read,
            Err(error) => {
                exit = exit.max(output.tell(&error));
                let (file, message) = (SafeText::line(&name), SafeText::line(&error.to_string()));
                answer.refused.push(Refused { file, message });
                continue;
            }
        };
        let report = &checked.report;
        answer.errors += report.errors();
        answer.warnings += report.warnings();
        if report.errors() > 0 || checked.value.is_none() {
            exit = exit.max(Exit::Invalid);
        }
        if output.json {
            answer.diagnostics.extend(render_json(report, &name, &text));
        } else {
            output.text(&render(report, &name, &text, output.style))?;
            if !report.diagnostics.is_empty() && !output.is_spoken() {
                output.line("")?;
            }
        }
        if let Some(roadmap) = &checked.value {
            let log = log.get_or_insert_with(|| recorded(data));
            answer.orphans.extend(log.iter().flat_map(|log| orphans(roadmap, log)));
        }
    }
    conclude(&answer, files.len(), output)?;
    Ok(exit)
}

fn conclude(answer: &Answer, files: usize, output: &mut Output) -> anyhow::Result<()> {
    if output.json {
        return output.answer(answer);
    }
    for Orphan { roadmap, id } in &answer.orphans {
        output.note(&format!("{roadmap}: what is recorded of {id} belongs to no topic any more; it is kept"));
    }
    if !answer.orphans.is_empty() {
        output.remark("`milepost adopt OLD NEW` gives a record to a topic");
    }
    let (errors, warnings) = (count(answer.errors, "error", "errors"), count(answer.warnings, "warning", "warnings"));
    let read = files - answer.refused.len();
    if read > 0 {
        output.remark(&format!("{} read: {errors}, {warnings}", count(read, "file", "files")));
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<(String, Checked<Roadmap>)> {
    if is_input(path) { read_stdin() } else { store::read_roadmap(path).map_err(|error| refused(&error)) }
}

fn read_stdin() -> anyhow::Result<(String, Checked<Roadmap>)> {
    let bytes = read_input(roadmap::LONGEST as u64)?;
    let (text, checked) = roadmap::read_bytes("stdin", &bytes);
    Ok((text.into_owned(), checked))
}

/// What is recorded so far; a state file that cannot be read is none of `check`'s business.
fn recorded(data: Option<&PathBuf>) -> Option<Log> {
    let paths = Paths::find(data.cloned()).ok()?;
    let opened = LogFile::of(&paths).open(&store::machine(&paths, None), store::seed());
    opened.ok().map(|(log, _)| log)
}

fn orphans(roadmap: &Roadmap, log: &Log) -> Vec<Orphan> {
    let orphan = |id: &TopicId| Orphan { roadmap: SafeText::line(&roadmap.id.0), id: SafeText::line(&id.0) };
    heal(roadmap, log).orphans.iter().map(orphan).collect()
}
