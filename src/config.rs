//! What the user can set, and what holds where nothing is set.

mod theme;

pub use theme::{Background, BuiltIn, Colour, OwnTheme, Paint, Role, Theme, Weight};

use crate::command::Keymap;
use crate::model::Machine;

pub use crate::model::SharedConcepts;

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The keys in force.
    pub keymap: Keymap,
    pub theme: Theme,
    /// The themes of the user, in the order of the file.
    pub themes: Vec<OwnTheme>,
    /// Draw with ASCII alone; unset, the terminal decides.
    pub ascii: Option<bool>,
    /// Words instead of symbols, one column, no drawing.
    pub accessible: bool,
    /// Whether the mouse is heard.
    pub mouse: bool,
    pub start: StartAt,
    /// Whether the cursor goes on to the next row after a topic was marked done.
    pub advance: bool,
    pub shared_concepts: SharedConcepts,
    /// Days after which a learned topic is asked, and then after each answer asked again, ascending.
    pub recall_days: Vec<u16>,
    /// The name of this machine in the log; unset, it is asked of the system once.
    pub machine: Option<Machine>,
}

/// What is shown first, once a roadmap has been open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartAt {
    /// Where the learner was the last time.
    #[default]
    Last,
    Home,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            keymap: Keymap::default(),
            theme: Theme::default(),
            themes: Vec::new(),
            ascii: None,
            accessible: false,
            mouse: true,
            start: StartAt::default(),
            advance: false,
            shared_concepts: SharedConcepts::default(),
            recall_days: vec![2, 7, 21, 60],
            machine: None,
        }
    }
}
