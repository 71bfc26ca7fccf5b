//! `milepost completions`: what a shell needs to complete verbs and options.

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use serde::Serialize;

use super::args::Args;
use super::output::Output;
use super::refusal::Exit;

#[derive(Serialize)]
struct Answer {
    shell: String,
    script: String,
}

pub(super) fn run(shell: Shell, output: &mut Output) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "milepost", &mut script);
    let script = String::from_utf8_lossy(&script);
    if output.json {
        output.answer(Answer { shell: shell.to_string(), script: script.into_owned() })?;
    } else {
        output.text(&script)?;
    }
    Ok(Exit::Done)
}
