//! The screen without a terminal: keys are played to it in memory, and pictures are taken.

use std::convert::Infallible;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::{Start, clock, set_up};
use crate::app::{App, Input, Msg};
use crate::command::Key;
use crate::view::{self, Look, Surface};

/// What the screen shows at this size before these keys, and after each of them. Nothing is written, opened or copied:
/// what the keys mark is marked in memory alone.
pub fn stills(start: &Start, keys: &[Key], (width, height): (u16, u16)) -> Vec<Buffer> {
    let (mut app, mut world) = set_up(start);
    app.update(Msg::Files(world.files.all()));
    app.update(Msg::FirstDrawn);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let Ok(()) = settle(&mut app, &mut terminal, start.surface);
    let mut taken = vec![terminal.backend().buffer().clone()];
    for &key in keys {
        app.update(Msg::Tick(clock::now()));
        if let Some(msg) = app.interpret(Input::Key(key)) {
            drop(app.update(msg));
            app.update(Msg::Saved(app.unsaved()));
            app.update(Msg::Rested);
        }
        let Ok(()) = settle(&mut app, &mut terminal, start.surface);
        taken.push(terminal.backend().buffer().clone());
    }
    taken
}

/// Draws twice: after the first time the state knows how much there is room for.
fn settle(app: &mut App, terminal: &mut Terminal<TestBackend>, surface: Surface) -> Result<(), Infallible> {
    let look = Look::of(&app.config, app.background, surface);
    for _ in 0..2 {
        let mut shown = app.shown;
        terminal.draw(|frame| shown = view::draw(app, look, frame).shown)?;
        app.update(Msg::Shown(shown));
    }
    Ok(())
}
