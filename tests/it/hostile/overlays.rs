//! Every command of the screen on every place, every overlay that comes of it, and hostile texts in all of them.

use std::collections::BTreeMap;

use milepost::app::{App, Arrival, Focus, Input, Msg, Overlay, Screen, Session, Shown, View};
use milepost::command::{Code, Command, Key};
use milepost::config::{BuiltIn, Config};
use milepost::model::{Change, Library, Log, Machine, Now, Origin, RoadmapId, SafeText, Status};
use milepost::store::{self, LogFile, Paths};
use milepost::view::{Look, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{HOSTILE, evil, is_hostile};
use crate::scene::now;

/// Where a command can be asked for: the keys that lead there from home.
const PLACES: [(&str, &str); 8] = [
    ("home", ""),
    ("a file that cannot be read", "G"),
    ("the tree", "enter k"),
    ("the details", "enter k tab"),
    ("the stats", "enter S"),
    ("a question", "R"),
    ("its answer", "R space"),
    ("the sweep", "enter w"),
];

/// Wide enough for every pane, for one, and for hardly any.
const SIZES: [(u16, u16); 3] = [(120, 40), (60, 20), (20, 5)];

/// The overlays that can lie over the screen, by number. A new one does not compile until it stands here, and is not
/// passed over until it was met.
const fn number(overlay: &Overlay) -> usize {
    match overlay {
        Overlay::Finder(_) => 0,
        Overlay::Palette(_) => 1,
        Overlay::Filter { .. } => 2,
        Overlay::Links(_) => 3,
        Overlay::Note(_) => 4,
        Overlay::Proof(_) => 5,
        Overlay::QuitUnsaved => 6,
        Overlay::Gone(_) => 7,
    }
}

const OVERLAYS: usize = 8;

/// The same of the screens, behind the overlays.
const fn number_of_screen(screen: Screen) -> usize {
    match screen {
        Screen::Home => 0,
        Screen::Roadmap(Focus::Tree) => 1,
        Screen::Roadmap(Focus::Details) => 2,
        Screen::Stats => 3,
        Screen::Recall => 4,
        Screen::Sweep => 5,
    }
}

const SCREENS: usize = 6;

type Met = [bool; OVERLAYS + SCREENS];

/// What is read from the disk.
struct Read {
    log: Log,
    library: Library,
    bad_lines: Vec<u64>,
}

impl Read {
    fn all() -> Self {
        let test = evil();
        let paths = Paths { data: test.path("data"), state: test.path("state") };
        let (log, caught) = LogFile::of(&paths).open(&Machine("desk".into()), 1).expect("it can be read");
        let store::Shelf { roadmaps, unreadable } = store::shelf(&paths);
        let mut library = Library::default();
        let file = Origin::File { path: SafeText::line(HOSTILE), replaces_bundled: false };
        library.add(roadmaps.into_iter().map(|(roadmap, _)| (roadmap, file.clone())).collect(), &log);
        library.unreadable = unreadable;
        // Something to be recalled by now.
        let number = library.position(&RoadmapId("evil".into())).expect("it can be read");
        let leaf = library.entries()[number].roadmap.leaves().next().expect("it has topics");
        let done = Change { status: Some(Status::Done), ..Change::default() };
        let changes = vec![library.change(&log, number, leaf, done)];
        let then = Now { at: now().at - jiff::SignedDuration::from_hours(8 * 24), ..now() };
        let mut log = log;
        let edits = log.compose(then, &RoadmapId("evil".into()), changes);
        log.absorb(edits.clone());
        library.follow(&log, &edits);
        Self { log, library, bad_lines: caught.bad_lines }
    }
}

/// What is shown instead: nothing of it is passed over.
const SHOWN: &str = r"\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{8}\u{7f}\u{202e}\u{2066}\u{200b}\u{200e}\u{61c}\u{feff}\u{2028}\u{ad}\u{e0041}\u{3164}\u{115f}\u{1160}\u{ffa0}x";

/// The marks that follow one upon the other in a row, run by run. What lies over it may have cut one.
fn runs(row: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    for piece in row.split(r"\u{").skip(1) {
        let hex = piece.find(|letter: char| !letter.is_ascii_hexdigit()).unwrap_or(piece.len());
        let is_whole = piece[hex..].starts_with('}');
        if is_whole {
            runs.last_mut().expect("there is one").push_str(&[r"\u{", &piece[..hex], "}"].concat());
        }
        if !is_whole || piece.len() > hex + 1 {
            runs.push(String::new());
        }
    }
    runs
}

struct Stage {
    app: App,
    met: Met,
}

impl Stage {
    fn set(read: &Read, keys: &str, met: Met) -> Self {
        let view = View { cursor: Some(HOSTILE.to_owned()), open: vec![HOSTILE.to_owned()], ..View::default() };
        let views = BTreeMap::from([("evil".to_owned(), view.clone()), (HOSTILE.to_owned(), view)]);
        let session = Session { last: None, file: Some(HOSTILE.to_owned()), views };
        let mut app = App::new(read.library.clone(), read.log.clone(), session, Config::default(), now());
        app.update(Msg::Shown(Shown { rows: 20, ..Shown::default() }));
        app.update(Msg::FirstDrawn);
        app.update(Msg::Arrived(Arrival { edits: Vec::new(), bad_lines: read.bad_lines.clone(), newer: false }));
        let mut stage = Self { app, met };
        for key in Key::sequence(keys).expect(keys) {
            stage.hears(Input::Key(key));
        }
        stage
    }

    fn hears(&mut self, input: Input) {
        if let Some(msg) = self.app.interpret(input) {
            self.app.update(msg);
        }
    }

    /// Types it letter by letter, and pastes it.
    fn is_told(&mut self, text: &str) {
        for letter in text.chars() {
            self.hears(Input::Key(Key::plain(Code::Char(letter))));
        }
        self.hears(Input::Paste(text.to_owned()));
    }

    fn drawn(&mut self, size: (u16, u16)) -> String {
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
        let look = Look::new(BuiltIn::Dark, false);
        terminal.draw(|frame| drop(draw(&self.app, look, frame))).expect("memory takes all");
        terminal.backend().to_string()
    }

    /// Nothing hostile is in any cell.
    #[track_caller]
    fn is_clean(&mut self, what: &str) {
        if let Some(overlay) = &self.app.overlay {
            self.met[number(overlay)] = true;
        }
        self.met[OVERLAYS + number_of_screen(self.app.screen)] = true;
        for (size, ascii) in SIZES.into_iter().zip([false, true, false]) {
            let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
            let look = Look::new(BuiltIn::Dark, ascii);
            terminal.draw(|frame| drop(draw(&self.app, look, frame))).expect("memory takes all");
            let cells = terminal.backend().buffer().content();
            let found =
                cells.iter().find(|cell| cell.symbol().chars().any(|letter| letter == '\n' || is_hostile(letter)));
            assert_eq!(found.map(|cell| cell.symbol().escape_unicode().to_string()), None, "{what}, {size:?}");
            // Letters without a width have no cell to stand in: what was not cleaned is seen by its mark being missing.
            for row in cells.chunks(size.0.into()) {
                let row: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
                assert!(runs(&row).iter().all(|run| SHOWN.contains(run)), "{what}, {size:?}: {row}");
            }
        }
    }
}

#[test]
fn no_command_and_no_overlay_of_the_screen_shows_one() {
    let read = Read::all();
    let mut question = Stage::set(&read, "R", [false; OVERLAYS + SCREENS]);
    assert!(question.drawn((120, 40)).contains("Zebra"), "there is something to recall");
    let mut met = [false; OVERLAYS + SCREENS];
    for (place, keys) in PLACES {
        for &command in Command::ALL {
            let what = format!("{command:?} at {place}");
            let mut stage = Stage::set(&read, keys, met);
            stage.is_clean(place);
            stage.app.update(Msg::Command(command));
            stage.is_clean(&what);
            if stage.app.overlay.is_some() {
                stage.is_told(HOSTILE);
                stage.is_clean(&format!("{what}, typed"));
                stage.is_told("e");
                stage.hears(Input::Key(Key::plain(Code::Enter)));
                stage.is_clean(&format!("{what}, typed and entered"));
            }
            met = stage.met;
        }
        let text = SafeText::line(HOSTILE);
        let words = [
            ("unsaved", Msg::NotSaved(text.clone())),
            ("said", Msg::Said { text, error: true }),
            ("gone", Msg::Gone { kept: 3 }),
        ];
        for (name, word) in words {
            let mut stage = Stage::set(&read, keys, met);
            stage.hears(Input::Key("space".parse().expect("a key")));
            stage.app.update(word);
            stage.is_clean(&format!("{name} at {place}"));
            stage.app.update(Msg::Command(Command::Quit));
            stage.is_clean(&format!("{name} at {place}, quitting"));
            met = stage.met;
        }
    }
    assert_eq!(met, [true; OVERLAYS + SCREENS], "every overlay and every screen was met");
}

/// The log of another machine may name topics and machines as it likes.
#[test]
fn what_arrives_from_another_machine_shows_none() {
    let read = Read::all();
    for (place, keys) in PLACES {
        let mut stage = Stage::set(&read, keys, [false; OVERLAYS + SCREENS]);
        let edits = milepost::format::log::read(super::log().as_bytes(), 1).edits;
        assert!(!edits.is_empty(), "some of it can be read");
        let by = Machine(HOSTILE.into());
        let edits = edits.into_iter().zip(0..).map(|(edit, number)| {
            let id = milepost::model::EditId(format!("arrived-{number}").into());
            milepost::model::Edit { id, by: by.clone(), ..edit }
        });
        stage.app.update(Msg::Arrived(Arrival { edits: edits.collect(), bad_lines: vec![1, 2], newer: true }));
        stage.is_clean(place);
        let mut log = Log::new(by.clone(), 1);
        assert!(log.absorb(stage.app.log.edits()) > 0);
    }
}
