//! `milepost path`: where things are.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::output::Output;
use super::refusal::Exit;
use crate::model::SafeText;
use crate::store::Paths;

#[derive(Serialize)]
struct Answer {
    data: SafeText,
    state: SafeText,
    progress: SafeText,
    roadmaps: SafeText,
    config: SafeText,
}

pub(super) fn run(data: Option<PathBuf>, output: &mut Output) -> anyhow::Result<Exit> {
    let paths = Paths::find(data)?;
    let shown = |path: PathBuf| SafeText::line(&path.to_string_lossy());
    let (progress, roadmaps) = (shown(paths.log()), shown(paths.roadmaps()));
    let config = shown(output.settings.path().map(Path::to_owned).unwrap_or_default());
    let answer = Answer { data: shown(paths.data), state: shown(paths.state), progress, roadmaps, config };
    if output.json {
        output.answer(answer)?;
        return Ok(Exit::Done);
    }
    let rows = [
        ("data", &answer.data),
        ("state", &answer.state),
        ("progress", &answer.progress),
        ("roadmaps", &answer.roadmaps),
        ("config", &answer.config),
    ];
    for (name, path) in rows {
        let line = if output.is_spoken() { format!("{name}: {path}") } else { format!("{name:<8}  {path}") };
        output.line(&line)?;
    }
    Ok(Exit::Done)
}
