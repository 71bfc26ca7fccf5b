//! `milepost picture`: any screen as SVG, for a README or for somebody to be shown where one stands.

use super::args::{Globals, Picture};
use super::output::Output;
use super::refusal::Exit;
use super::screen;
use crate::config::{Background, BuiltIn, Theme};
use crate::tui;
use crate::view::{Colours, Paper, Surface, svg};

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
    start.surface = Surface { colours: Colours::True, ascii: globals.ascii || start.config.ascii == Some(true) };
    output.text(&svg(&tui::still(&start, &asked.keys, asked.size), paper))?;
    Ok(Exit::Done)
}
