//! The screen on a terminal: set up, run to its end, and everything saved after it. The only clock and the only
//! terminal are here.

mod clock;
mod editor;
mod effects;
mod files;
mod hearing;
mod hyperlinks;
mod input;
mod linking;
mod looks;
mod mouse;
mod outside;
mod question;
mod settings;
mod still;
mod terminal;
mod turn;
mod wait;

pub use clock::now;
pub use settings::Asked;
pub use still::stills;
pub use terminal::{colours, is_utf8_terminal};

use std::io;
use std::path::PathBuf;

use self::effects::World;
use self::files::Files;
use self::hearing::Ears;
use self::settings::Settings;
use self::terminal::Terminal;
use self::turn::Turn;
use self::wait::Waiter;
use crate::app::{App, Effect, Msg, Session};
use crate::config::{Background, Config, StartAt};
use crate::model::{Library, Log, Origin, Roadmap, RoadmapId, SafeText};
use crate::store::{self, LogFile, Paths, SettingsWatch};
use crate::view::Surface;

/// What the screen is started with.
#[derive(Debug)]
pub struct Start {
    pub paths: Paths,
    /// As far as the settings say nothing of it.
    pub surface: Surface,
    /// What is known of the background before the terminal is asked.
    pub background: Option<Background>,
    pub config: Config,
    /// The settings file as it was read, if it is known where it would be, and what goes before it.
    pub settings: Option<SettingsWatch>,
    pub asked: Asked,
    /// What is wrong with the settings, to be said at the beginning.
    pub trouble: Option<SafeText>,
    /// A file named on the command line, already read.
    pub named: Option<(Roadmap, PathBuf)>,
    /// The roadmap to open; otherwise that of the last time.
    pub open: Option<RoadmapId>,
}

/// How the screen came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The user left.
    Quit,
    /// The user left although so many edits could not be saved.
    Unsaved(usize),
    /// A signal with this number asked for it.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// Runs the screen until the user leaves or the terminal goes away. The terminal is given back whatever happens.
pub fn run(start: &Start) -> io::Result<End> {
    let (mut app, mut world) = set_up(start);
    let mut waiter = Waiter::new()?;
    if let Some(bell) = waiter.bell() {
        world.files.ring(bell);
    }
    let mut terminal = Terminal::take(app.config.mouse)?;
    #[cfg(debug_assertions)]
    panic_if_asked();
    let mut ears = Ears::default();
    let mut turn = Turn::new(start, &mut app, &mut world, (&mut terminal, &mut waiter, &mut ears));
    let end = turn.until_the_end();
    drop(terminal);
    // A note that is being written when a signal or a hangup comes is kept: it is saved below.
    app.update(Msg::Ending);
    // Only the place on the screen is lost if this fails, and the next start says nothing of it.
    drop(store::save_json(&start.paths.session(), &app.session()));
    let end = end.or_else(|error| if is_gone(&error) { Ok(End::Hangup) } else { Err(error) });
    if !matches!(end, Ok(End::Unsaved(_))) {
        // A signal can come before an edit has been saved, and before it is said what is to become of a file that is
        // gone: that is asked again at the next start.
        if !(world.is_gone() && world.lay_by(&app.saving.unsaved)) {
            save(&mut app, &mut world);
            // What cannot be saved now comes back at the next start.
            world.lay_by(&app.saving.unsaved);
        }
    }
    // What was said to be saved is; here only its second copy is waited for.
    drop(world.settle());
    end
}

/// Only what the first frame shows is read before it.
fn set_up(start: &Start) -> (App, World) {
    let mut session: Session = store::load_json(&start.paths.session());
    if start.config.start == StartAt::Home {
        (session.last, session.file) = (None, None);
    }
    let mut log_file = LogFile::of(&start.paths);
    let machine = store::machine(&start.paths, start.config.machine.as_ref());
    let (log, caught) = match log_file.open(&machine, store::seed()) {
        Ok((log, caught)) => (log, Ok(caught)),
        Err(error) => (Log::new(machine.clone(), store::seed()), Err(error)),
    };
    let mut roadmaps: Vec<_> = store::bundled().into_iter().map(|roadmap| (roadmap, Origin::Bundled)).collect();
    let named = named(start, &session);
    let files = Files::new(&start.paths, named.as_ref().map(|(path, roadmap)| (&**path, roadmap.as_ref())));
    let watched = |watch| Settings::new(watch, start.asked.clone(), start.config.clone(), start.trouble.clone());
    let settings = start.settings.clone().map(watched);
    let mut world = World::new(log_file, start.paths.clone(), machine, (files, settings));
    let news = world.news(caught);
    roadmaps.extend(named.and_then(|(path, roadmap)| Some((roadmap?, effects::origin(&path)))));
    if let Some(id) = start.open.as_ref().or(start.named.as_ref().map(|(roadmap, _)| &roadmap.id)) {
        session.last = Some(id.0.to_string());
    }
    let mut library = Library::new(start.config.shared_concepts);
    library.add(roadmaps, &log);
    let mut app = App::new(library, log, session, start.config.clone(), now());
    // What is wrong with the progress goes before it.
    let trouble = start.trouble.clone().map(|text| Msg::Said { text, error: true });
    let background = start.background.map(Msg::Background);
    for msg in background.into_iter().chain(trouble).chain(news) {
        app.update(msg);
    }
    (app, world)
}

/// The file that was named, or the one that was open the last time, with its roadmap, if it can be read.
fn named(start: &Start, session: &Session) -> Option<(PathBuf, Option<Roadmap>)> {
    if let Some((roadmap, path)) = &start.named {
        return Some((path.clone(), Some(roadmap.clone())));
    }
    let path = PathBuf::from(session.file.as_ref().filter(|_| start.open.is_none())?);
    let roadmap = store::read_roadmap(&path).ok().and_then(|(_, checked)| checked.value);
    Some((path, roadmap))
}

/// Makes all unsaved edits last, in one append.
fn save(app: &mut App, world: &mut World) {
    if app.unsaved() > 0 {
        let msgs = world.append(&app.saving.unsaved, &app.log);
        tell(app, msgs, &mut Vec::new());
    }
}

fn tell(app: &mut App, msgs: impl IntoIterator<Item = Msg>, effects: &mut Vec<Effect>) {
    for msg in msgs {
        effects.extend(app.update(msg));
    }
}

/// Whether an error of the terminal means that there is none any more.
fn is_gone(error: &io::Error) -> bool {
    // EIO, ENXIO and EBADF have these numbers on every Unix.
    let gone = cfg!(unix) && matches!(error.raw_os_error(), Some(5 | 6 | 9));
    gone || matches!(error.kind(), io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof)
}

/// For the test that the terminal survives a panic; no release has it.
#[cfg(debug_assertions)]
fn panic_if_asked() {
    assert!(std::env::var_os("MILEPOST_TEST_PANIC").is_none(), "as asked for");
}
