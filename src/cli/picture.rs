//! `milepost picture`: any screen as SVG, for a README or for somebody to be shown where one stands.

use super::args::{Globals, Picture, Theme};
use super::output::Output;
use super::refusal::Exit;
use super::screen;
use crate::tui;
use crate::view::{Look, Paper, ThemeKind, svg};

pub(super) fn run(asked: &Picture, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    let mut start = screen::start(globals)?;
    let (kind, paper) = match globals.theme {
        Theme::Light => (ThemeKind::Light, Paper::Light),
        Theme::Mono => (ThemeKind::Mono, Paper::Light),
        Theme::Dark | Theme::Auto => (ThemeKind::Dark, Paper::Dark),
    };
    start.look = Look::new(kind, globals.ascii);
    output.text(&svg(&tui::still(&start, &asked.keys, asked.size), paper))?;
    Ok(Exit::Done)
}
