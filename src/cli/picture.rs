//! `milepost picture`: any screen as SVG, still or moving, for a README or for somebody to be shown where one stands.

use std::time::Duration;

use serde::Serialize;

use super::args::{Globals, Picture};
use super::output::Output;
use super::refusal::Exit;
use super::screen;
use crate::config::{Background, BuiltIn, Theme};
use crate::tui;
use crate::view::{Colours, Frame, Paper, Surface, film, svg};

#[derive(Serialize)]
struct Answer {
    svg: String,
}

/// How long each screen of a film is seen.
const STAYS: Duration = Duration::from_secs(1);

pub(super) fn run(asked: &Picture, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    let mut start = screen::start(globals, &output.settings)?;
    let base = match &start.config.theme {
        Theme::Auto => None,
        Theme::BuiltIn(theme) => Some(*theme),
        Theme::Own(own) => own.base,
    };
    let (background, paper) = match base {
        Some(BuiltIn::Light | BuiltIn::Contrast | BuiltIn::Mono) => (Background::Light, Paper::Light),
        Some(BuiltIn::Dark) | None => (Background::Dark, Paper::Dark),
    };
    start.background = Some(background);
    start.trouble = None;
    start.surface = Surface { colours: Colours::True, ascii: start.config.ascii == Some(true) };
    let mut stills = tui::stills(&start, &asked.keys, asked.size);
    let drawn = if asked.film {
        let frames: Vec<_> = stills.into_iter().map(|buffer| Frame { buffer, stays: STAYS }).collect();
        film(&frames, paper)
    } else {
        stills.pop().map(|last| svg(&last, paper)).unwrap_or_default()
    };
    if output.json {
        output.answer(Answer { svg: drawn })?;
    } else {
        output.text(&drawn)?;
    }
    Ok(Exit::Done)
}
