//! The last lines: what was just said or what comes next, and the keys that matter here.

mod hints;
mod message;

use super::layout::Layout;
use super::pen::Pen;
use crate::app::App;

/// The message line, where there is one, and the hints.
pub(super) fn draw(app: &App, layout: &Layout, pen: &mut Pen<'_>) {
    match layout.message {
        Some(line) => {
            message::draw(app, line, pen);
            hints::draw(app, layout.hints, false, pen);
        }
        None if message::spoken(app).is_some() => message::draw(app, layout.hints, pen),
        None => hints::draw(app, layout.hints, true, pen),
    }
}
