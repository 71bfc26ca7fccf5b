//! What can be pointed at: things by what they mean, never by where they are drawn.

use crate::command::Command;
use crate::model::{Place, SafeText};

/// Something on the screen that answers a click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The words of a command, with its key or without.
    Command(Command),
    /// A row of the list of roadmaps.
    Roadmap(usize),
    /// A row of the tree, its box, and its fold mark.
    Topic(Place),
    Box(Place),
    Fold(Place),
    /// An entry of the list that lies over the screen, and its box.
    Entry(usize),
    EntryBox(usize),
    /// A topic that is named somewhere, with the number of its roadmap: the click goes there.
    There(usize, Place),
    /// Opens outside.
    Link(SafeText),
    /// The way back to the list of roadmaps.
    Home,
    /// The filter in force: the click ends it.
    Filter,
    /// A line of the note that is being written, as it is wrapped, and a column of it.
    Text(usize, usize),
    /// Nothing but the part of the screen itself.
    Pane(Pane),
    /// Beside what lies over the screen.
    Outside,
}

/// A part of the screen that the wheel scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Tree,
    Details,
    /// The page of the stats.
    Stats,
    /// The list of roadmaps, or the list that lies over the screen.
    List,
    /// The note that is being written.
    Note,
}

impl Target {
    /// Whether a second click at once is Enter. Everything else takes each click by itself, as buttons do.
    pub const fn is_row(&self) -> bool {
        matches!(self, Self::Roadmap(_) | Self::Topic(_) | Self::Entry(_))
    }
}
