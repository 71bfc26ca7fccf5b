//! The picture of the state: a pure function from `App` to cells.

mod bar;
mod details;
mod finder;
mod footer;
mod frame;
mod header;
mod home;
mod layout;
mod look;
mod menu;
mod palette;
mod pen;
mod prompt;
mod screen;
mod text;
mod tree;

pub use look::{Look, ThemeKind};
pub use screen::draw;
