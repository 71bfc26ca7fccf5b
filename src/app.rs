//! The state of the screen and the one function that changes it. Knows no terminal, no disk and no clock.

mod filter;
mod finder;
mod finding;
mod following;
mod history;
mod interpret;
mod links;
mod marking;
mod message;
mod moving;
mod note;
mod opening;
mod outline;
mod palette;
mod proof;
mod proving;
mod says;
mod session;
mod state;
mod stats;
mod theme;
mod update;
mod writing;

pub use filter::Filter;
pub use finder::{Finder, Hit};
pub use links::{LinkUse, Links};
pub use message::{Arrival, Effect, Input, Msg, Shown};
pub use note::{NoteEditor, Stroke, Subject};
pub use outline::{Outline, settled};
pub use palette::Palette;
pub use proof::Proof;
pub use says::{date, day};
pub use session::{Session, View};
pub use state::{App, Focus, Notice, Overlay, Saving, Screen, StatsPage};
pub use stats::{a_week, counted, learned_titles, outlook, outlook_in_short, weekday};
