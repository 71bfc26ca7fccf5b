//! The picture of the state: a pure function from `App` to cells.

mod activity;
mod bar;
mod details;
mod finder;
mod footer;
mod frame;
mod header;
mod heat;
mod hits;
mod home;
mod layout;
mod look;
mod markdown;
mod menu;
mod note;
mod page;
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
pub use hits::Hits;
pub use look::{Look, ThemeKind};
pub use pen::in_ascii;
pub use screen::{Drawn, draw};
pub use stats::{capitalised, estimated};
pub use text::width;
pub use tree::{checkbox, counts};
