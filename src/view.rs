//! The picture of the state: a pure function from `App` to cells.

mod activity;
mod bar;
mod details;
mod finder;
mod foot;
mod footer;
mod frame;
mod header;
mod heat;
mod home;
mod layout;
mod look;
mod markdown;
mod menu;
mod note;
mod palette;
mod pen;
mod prompt;
mod proof;
mod rich;
mod screen;
mod stats;
mod text;
mod tree;

pub use bar::bar;
pub use details::about;
pub use heat::{WEEKDAYS, heat, weeks_in};
pub use look::{Look, ThemeKind};
pub use pen::in_ascii;
pub use screen::draw;
pub use stats::{capitalised, estimated};
pub use text::width;
pub use tree::{checkbox, counts};
