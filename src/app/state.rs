//! Everything that the screen shows is drawn from here.

use std::collections::HashSet;

use super::finder::Finder;
use super::home::Home;
use super::links::Links;
use super::message::Shown;
use super::note::NoteEditor;
use super::outline::Outline;
use super::palette::Palette;
use super::proof::Proof;
use super::round::Round;
use super::scroll::Scroll;
use super::session::Session;
use super::sweep::Sweep;
use crate::command::{Key, Scope};
use crate::config::{Background, Config};
use crate::model::{Activity, Due, Edit, Entry, Library, Log, Next, Now, Place, RoadmapId, SafeText, Stats, TopicId};

/// The state of the program while it is on the screen.
#[derive(Debug)]
pub struct App {
    pub library: Library,
    pub log: Log,
    pub config: Config,
    pub screen: Screen,
    pub overlay: Option<Overlay>,
    pub notice: Option<Notice>,
    pub saving: Saving,
    /// The state file is gone, and so many edits of it can be brought back: to be asked after.
    pub(super) gone: Option<usize>,
    /// Keys that have begun a longer sequence.
    pub begun: Vec<Key>,
    /// What is known of the background of the terminal.
    pub background: Option<Background>,
    pub now: Now,
    pub shown: Shown,
    /// The row of the cursor on the home screen: roadmaps, then files that cannot be read.
    pub home_row: usize,
    /// How far the list of roadmaps, or the list that lies over the screen, is scrolled.
    pub list: Scroll,
    /// The first line of the details that is shown.
    pub details_top: usize,
    /// Where a range of rows was begun: the roadmap and the topic.
    pub(super) range_start: Option<(usize, Place)>,
    /// How many topics the range holds, while there is one.
    pub(super) range_holds: Option<usize>,
    /// While the cursor runs through the rows: the topic whose details stay until it rests.
    pub(super) passing: Option<(usize, Place)>,
    /// The best next steps of the open roadmap.
    pub next: Next,
    /// What the home screen shows of the roadmaps.
    pub home: Home,
    /// Learning over time in all roadmaps, for the home screen; none before the first frame.
    pub activity: Option<Activity>,
    /// What is worth recalling today, for the home screen; nothing before the first frame.
    pub due: Vec<Due>,
    /// What the stats show, while they do.
    pub stats: Option<StatsPage>,
    /// The questions of recall, while they are asked.
    pub round: Option<Round>,
    /// Those of the first sweep.
    pub sweep: Option<Sweep>,
    /// The screen from which recall or a sweep was opened.
    pub(super) asked_from: Screen,
    /// The number of the open roadmap, or of the one that was open last.
    pub(super) current: Option<usize>,
    /// For each roadmap of the library, its rows, once it has been open.
    pub(super) outlines: Vec<Option<Outline>>,
    /// What was found last, for `n` and `N`: topics of the open roadmap in file order.
    pub(super) matches: Vec<Place>,
    pub(super) session: Session,
    /// Lines of the state file that the user has been told of.
    pub(super) told_lines: usize,
    /// And edits of it that do not count.
    pub(super) told_late: usize,
    /// The note that was discarded last, until something else is changed.
    pub(super) dropped: Option<Box<NoteEditor>>,
    /// Projects at whose end proof was spoken of in this run.
    pub(super) asked_for_proof: HashSet<(RoadmapId, TopicId)>,
    /// Roadmaps whose offer or news has been shown in this run.
    pub(super) greeted: HashSet<RoadmapId>,
}

/// What fills the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Home,
    Roadmap(Focus),
    /// Learning over time in one roadmap.
    Stats,
    /// Learned topics of all roadmaps, one question after another.
    Recall,
    /// The topics of one roadmap: what is known already?
    Sweep,
}

/// Which part of the roadmap hears the keys. Where there is no room for both, it is the one that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    Tree,
    Details,
}

/// The stats of one roadmap, while they are on the screen.
#[derive(Debug)]
pub struct StatsPage {
    /// The roadmap.
    pub number: usize,
    pub stats: Stats,
    /// Where Esc leads.
    pub(super) from: Screen,
}

/// What lies over the screen.
#[derive(Debug)]
pub enum Overlay {
    Finder(Finder),
    Palette(Palette),
    /// The filter menu: its cursor, and how many leaves have notes.
    Filter {
        row: usize,
        noted: usize,
    },
    Links(Links),
    Note(Box<NoteEditor>),
    Proof(Proof),
    /// Edits could not be saved, and the user wants to leave.
    QuitUnsaved,
    /// The state file is gone, and so many edits of it can be brought back. Nothing is written before the answer.
    Gone(usize),
}

/// A line for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub text: SafeText,
    /// Stays until Esc.
    pub error: bool,
    pub since: Now,
}

/// What is not on the disk yet.
#[derive(Debug, Default)]
pub struct Saving {
    /// Edits in the order in which they were made.
    pub unsaved: Vec<Edit>,
    /// Why the last try failed.
    pub failed: Option<SafeText>,
    /// The state file was written by a newer version: nothing is written.
    pub read_only: bool,
}

impl App {
    /// The state at the start. What the session remembers is taken up where it still fits.
    pub fn new(library: Library, log: Log, session: Session, config: Config, now: Now) -> Self {
        let mut app = Self {
            library,
            log,
            config,
            screen: Screen::Home,
            overlay: None,
            notice: None,
            saving: Saving::default(),
            gone: None,
            begun: Vec::new(),
            background: None,
            now,
            shown: Shown::default(),
            home_row: 0,
            list: Scroll::default(),
            details_top: 0,
            range_start: None,
            range_holds: None,
            passing: None,
            next: Next::Finished,
            home: Home::default(),
            activity: None,
            due: Vec::new(),
            stats: None,
            round: None,
            sweep: None,
            asked_from: Screen::Home,
            current: None,
            outlines: Vec::new(),
            matches: Vec::new(),
            session,
            told_lines: 0,
            told_late: 0,
            dropped: None,
            asked_for_proof: HashSet::new(),
            greeted: HashSet::new(),
        };
        app.outlines.resize_with(app.library.entries().len(), || None);
        app.refresh_next();
        app.come_back();
        app.renew_home();
        app.tell_of_late();
        app
    }

    /// Who hears the keys.
    pub fn scope(&self) -> Scope {
        match (&self.overlay, self.screen) {
            (Some(Overlay::Note(_)), _) => Scope::Note,
            (Some(Overlay::QuitUnsaved), _) => Scope::Unsaved,
            (Some(Overlay::Gone(_)), _) => Scope::Gone,
            (Some(_), _) => Scope::List,
            (None, Screen::Home) => Scope::Home,
            (None, Screen::Roadmap(Focus::Tree)) => Scope::Tree,
            (None, Screen::Roadmap(Focus::Details)) => Scope::Details,
            (None, Screen::Stats) => Scope::Stats,
            (None, Screen::Recall) => Scope::Recall,
            (None, Screen::Sweep) => Scope::Sweep,
        }
    }

    /// The open roadmap with its rows, if they are shown.
    pub fn open_roadmap(&self) -> Option<(usize, &Entry, &Outline)> {
        let number = self.current.filter(|_| matches!(self.screen, Screen::Roadmap(_)))?;
        Some((number, self.library.entries().get(number)?, self.outlines.get(number)?.as_ref()?))
    }

    /// The topic under the cursor of the open roadmap.
    pub fn selected(&self) -> Option<(usize, Place)> {
        let (number, _, outline) = self.open_roadmap()?;
        Some((number, outline.selected()?))
    }

    /// The topic that is on the screen and can be written at: the one that is asked about, or the selected one.
    pub fn at_hand(&self) -> Option<(usize, Place)> {
        match self.screen {
            Screen::Recall => self.place_of(&self.round.as_ref()?.card()?.subject),
            Screen::Sweep => self.swept(),
            Screen::Home | Screen::Roadmap(_) | Screen::Stats => self.selected(),
        }
    }

    /// The topic whose details are shown: the selected one, once the cursor rests. A cursor that runs through the rows
    /// would otherwise redraw half the screen with every key.
    pub fn detailed(&self) -> Option<(usize, Place)> {
        self.passing.or_else(|| self.selected())
    }

    /// Whether the details wait for the cursor to rest.
    pub const fn is_passing(&self) -> bool {
        self.passing.is_some()
    }

    /// The roadmap that was open last, if one was.
    pub const fn last_open(&self) -> Option<usize> {
        self.current
    }

    /// Whether the learner has yet to be told how to tick: until the third tick.
    pub fn is_new_here(&self) -> bool {
        self.log.ticks() < 3
    }

    /// Whether the state file is gone and nobody has said yet what is to become of it. Nothing is written meanwhile.
    pub const fn is_gone(&self) -> bool {
        self.gone.is_some()
    }

    /// The number of edits that are only in memory.
    pub fn unsaved(&self) -> usize {
        self.saving.unsaved.len()
    }

    /// Says an ordinary word. An error outranks it: that stays until Esc, or until it is mended.
    pub(super) fn say(&mut self, text: &str) {
        if self.notice.as_ref().is_some_and(|notice| notice.error) {
            return;
        }
        self.notice = Some(Notice { text: SafeText::line(text), error: false, since: self.now });
    }

    pub(super) fn complain(&mut self, text: &str) {
        self.notice = Some(Notice { text: SafeText::line(text), error: true, since: self.now });
    }

    /// Takes an error away that is so no more, and no other.
    pub(super) fn take_back(&mut self, told: &SafeText) {
        self.notice.take_if(|notice| notice.error && notice.text == *told);
    }

    /// The rows of the open roadmap, to be changed; with its number.
    pub(super) fn outline_mut(&mut self) -> Option<(usize, &Entry, &mut Outline)> {
        let number = self.current.filter(|_| matches!(self.screen, Screen::Roadmap(_)))?;
        Some((number, self.library.entries().get(number)?, self.outlines.get_mut(number)?.as_mut()?))
    }

    /// Asks anew what comes next in the open roadmap.
    pub(super) fn refresh_next(&mut self) {
        if let Some(current) = self.current {
            self.next = self.library.next(current, 2);
        }
    }
}
