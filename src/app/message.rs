//! What is heard, what it means, and what the screen wishes of the world.

use tui_input::InputRequest;

use super::note::{Stroke, Subject};
use super::target::{Pane, Target};
use crate::command::{Command, Key};
use crate::config::{Background, Config};
use crate::model::{Edit, FileNews, Now, SafeText};

/// What the terminal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Text pasted in one piece.
    Paste(String),
    Click(Target),
    /// A second click at once; the first has been told of as a click.
    DoubleClick(Target),
    /// The wheel, turned over a part of the screen by so many rows, downwards if positive.
    Wheel(Pane, isize),
}

/// What it means: everything that can change the state.
#[derive(Debug)]
pub enum Msg {
    Command(Command),
    /// A key that begins a longer sequence.
    Begun(Key),
    /// A key that means nothing here: what was begun is forgotten.
    Unbound,
    /// A key that means something in a roadmap only, on the home screen.
    Early,
    /// An edit of the typed line.
    Typed(InputRequest),
    Pasted(String),
    /// An edit of the note.
    Struck(Stroke),
    /// What came back from the editor of the user.
    Written {
        subject: Subject,
        text: String,
    },
    /// The program ends, and nobody was asked: what is being written is kept.
    Ending,
    /// Something was clicked that no key stands for.
    Clicked(Target),
    /// The same, twice at once.
    ClickedTwice(Target),
    /// The wheel was turned.
    Turned(Pane, isize),
    /// The entry with this number was picked in a menu.
    Picked(usize),
    /// The terminal has said what is behind the letters.
    Background(Background),
    /// The time now; sent before every batch of input, and about once a second at rest.
    Tick(Now),
    /// The first frame is on the screen: what it could do without is reckoned now.
    FirstDrawn,
    /// No key has come for a moment: what waits for that is shown.
    Rested,
    /// How much the last frame could show.
    Shown(Shown),
    /// So many edits, the oldest that were unsaved, are on the disk.
    Saved(usize),
    NotSaved(SafeText),
    /// The state file has something that was not written here.
    Arrived(Arrival),
    /// The state file is gone, and so many edits of it are kept on this machine.
    Gone {
        kept: usize,
    },
    /// The state file that was gone is there again, without us.
    Back,
    /// What was `told` as an error is so no more.
    Mended {
        told: SafeText,
    },
    /// Files of roadmaps were read, are broken, or are gone.
    Files(Vec<FileNews>),
    /// The settings file says something else than before, or a mistake in it, as it was `told`, is mended.
    Settings {
        before: Box<Config>,
        now: Box<Config>,
        told: Option<SafeText>,
    },
    /// No browser could be started.
    NoBrowser,
    /// The user's editor could not be started for a note: why not.
    NoEditor(SafeText),
    /// Something asked of the world came to nothing, or there is a word to say about it.
    Said {
        text: SafeText,
        error: bool,
    },
}

/// What was found in the state file.
#[derive(Debug, Default)]
pub struct Arrival {
    pub edits: Vec<Edit>,
    /// Lines that cannot be read, from 1.
    pub bad_lines: Vec<u64>,
    /// It was written by a newer version, and is not written here.
    pub newer: bool,
}

/// What a frame had room for: the one thing that the picture tells the state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Rows of the list or tree.
    pub rows: usize,
    /// Rows of the details, and how many lines they have in all.
    pub details: usize,
    pub details_lines: usize,
    /// Rows of the list of roadmaps, or of the list that lies over the screen; how many it has in all, headings and
    /// all; and which came first.
    pub list: usize,
    pub list_lines: usize,
    pub list_top: usize,
}

/// What the world is to do. Everything the screen wants is here, so that tests can see it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make the unsaved edits last, all in one append, then say `Msg::Saved` or `Msg::NotSaved`. Asked for several
    /// times before the next frame, it is done once.
    Save,
    /// Write a state file that is gone anew: from what is in memory, and from what is kept on this machine.
    Restore,
    /// Put aside what is kept of a state file that is gone.
    StartAfresh,
    /// Open a link outside; its scheme has been checked at load.
    OpenUrl(SafeText),
    /// Put text on the clipboard.
    Copy(SafeText),
    /// Let the user's own editor have a note, then say `Msg::Written`, or `Msg::Said` why not.
    WriteOutside {
        subject: Subject,
        text: String,
    },
    /// Let the user's own editor have the file of a roadmap, then say `Msg::Said` if that failed.
    EditFile {
        path: SafeText,
        at: Spot,
    },
    Suspend,
    /// Leave, unless something is unsaved even after a last try.
    Quit,
    /// Leave and lose what could not be saved.
    Abandon,
}

impl Effect {
    /// Whether another program has the terminal next: keys that wait behind it are not meant for this one.
    pub const fn gives_terminal_away(&self) -> bool {
        match self {
            Self::Suspend | Self::WriteOutside { .. } | Self::EditFile { .. } | Self::Quit | Self::Abandon => true,
            Self::Save | Self::Restore | Self::StartAfresh | Self::OpenUrl(_) | Self::Copy(_) => false,
        }
    }
}

/// Where in a file to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// From 1.
    Line(Option<usize>),
    /// A topic: which stage it is in, from 0, then which topic of that, and so on.
    Topic(Vec<usize>),
}
