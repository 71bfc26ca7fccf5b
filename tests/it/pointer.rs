//! The mouse in a scene: what is clicked is found by its text in the picture, as a person finds it.

use milepost::app::{Input, Msg, Target};
use milepost::config::BuiltIn;
use milepost::view::{Drawn, Look, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use super::scene::Scene;

pub(crate) const ROOMY: (u16, u16) = (100, 30);

/// A frame as it is seen, with what in it can be pointed at.
pub(crate) struct Seen {
    pub(crate) drawn: Drawn,
    pub(crate) buffer: Buffer,
    pub(crate) cursor: Position,
}

/// Draws a scene and tells the state what there was room for, as the program does.
pub(crate) fn see(scene: &mut Scene, (width, height): (u16, u16)) -> Seen {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    let mut seen = None;
    for _ in 0..2 {
        let look = Look::new(BuiltIn::Dark, false);
        terminal.draw(|frame| seen = Some(draw(&scene.app, look, frame))).expect("memory takes all");
        let shown = seen.as_ref().expect("it was drawn").shown;
        scene.app.update(Msg::Shown(shown));
    }
    let cursor = terminal.get_cursor_position().expect("memory has one");
    Seen { drawn: seen.expect("it was drawn"), buffer: terminal.backend().buffer().clone(), cursor }
}

impl Seen {
    pub(crate) fn row(&self, y: u16) -> String {
        (0..self.buffer.area.width).map(|x| &self.buffer[(x, y)]).map(Cell::symbol).collect()
    }

    /// The first cell of a text. If it is there several times: the topmost of the tree or the list, else of the
    /// details, else of the header.
    pub(crate) fn find(&self, text: &str) -> Option<(u16, u16)> {
        let found = (0..self.buffer.area.height).filter_map(|y| {
            let row = self.row(y);
            let before = &row[..row.find(text)?];
            Some((u16::try_from(before.chars().count()).expect("it fits"), y))
        });
        found.min_by_key(|&(x, y)| (y == 0, x >= 58, y))
    }

    /// The first cell of a text that is certain to be there.
    #[track_caller]
    pub(crate) fn place(&self, text: &str) -> (u16, u16) {
        let found = self.find(text);
        assert!(found.is_some(), "no {text:?} in\n{self}");
        found.unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn target(&self, text: &str) -> Option<Target> {
        let (x, y) = self.place(text);
        self.drawn.hits.at(x, y)
    }
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (0..self.buffer.area.height).try_for_each(|y| writeln!(f, "|{}", self.row(y).trim_end()))
    }
}

impl Scene {
    #[track_caller]
    pub(crate) fn click(mut self, text: &str) -> Self {
        self.click_at(ROOMY, text, 0);
        self
    }

    /// A click on the box, or on the fold mark, before a text.
    #[track_caller]
    pub(crate) fn click_mark(mut self, text: &str, before: i32) -> Self {
        self.click_at(ROOMY, text, -before);
        self
    }

    #[track_caller]
    pub(crate) fn click_at(&mut self, size: (u16, u16), text: &str, beside: i32) {
        let seen = see(self, size);
        let (x, y) = seen.place(text);
        let x = x.checked_add_signed(beside.try_into().expect("near")).expect("on the screen");
        if let Some(target) = seen.drawn.hits.at(x, y) {
            self.press(Input::Click(target));
        }
    }

    #[track_caller]
    pub(crate) fn double_click(mut self, text: &str) -> Self {
        let target = see(&mut self, ROOMY).target(text).expect("it answers");
        self.press(Input::Click(target.clone()));
        assert_eq!(see(&mut self, ROOMY).target(text), Some(target.clone()), "it stays under the pointer");
        self.press(Input::DoubleClick(target));
        self
    }

    /// Turns the wheel over a text.
    #[track_caller]
    pub(crate) fn wheel(mut self, size: (u16, u16), text: &str, rows: isize) -> Self {
        let seen = see(&mut self, size);
        let (x, y) = seen.place(text);
        if let Some(pane) = seen.drawn.hits.pane(x, y) {
            self.press(Input::Wheel(pane, rows));
        }
        self
    }
}
