//! `milepost picture`: any screen as SVG, for a README or for somebody to be shown where one stands.

use super::args::{Globals, Picture, Theme};
use super::output::Output;
use super::refusal::Exit;
use super::screen;
use crate::config::Background;
use crate::tui;
use crate::view::{Colours, Paper, Surface, svg};

pub(super) fn run(asked: &Picture, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    let mut start = screen::start(globals)?;
    let (background, paper) = match globals.theme {
        Theme::Light | Theme::Contrast | Theme::Mono => (Background::Light, Paper::Light),
        Theme::Dark | Theme::Auto => (Background::Dark, Paper::Dark),
    };
    start.background = Some(background);
    start.surface = Surface { colours: Colours::True, ascii: globals.ascii };
    output.text(&svg(&tui::still(&start, &asked.keys, asked.size), paper))?;
    Ok(Exit::Done)
}
