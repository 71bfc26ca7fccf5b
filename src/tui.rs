//! The loop: hears the terminal, changes the state, draws it, and does what the state wishes. The only clock and the
//! only terminal are here.

mod clock;
mod effects;
mod input;
mod terminal;
mod wait;

pub use clock::now;
pub use terminal::is_utf8_terminal;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crossterm::event::{self, Event};

use self::effects::World;
use self::terminal::Terminal;
use self::wait::{Waiter, Wake};
use crate::app::{App, Effect, Msg, Session};
use crate::model::{Library, Log, Origin, Roadmap, RoadmapId, SafeText};
use crate::store::{self, LogFile, Paths};
use crate::view::{self, Look};

/// How long the program sleeps at most: other windows' edits are seen this soon.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// How long the cursor rests before the details follow it.
const REST: Duration = Duration::from_millis(80);

/// How long crossterm is given to say that nothing more waits; given no time at all, it does not look.
const GLANCE: Duration = Duration::from_micros(10);

/// What the screen is started with.
#[derive(Debug)]
pub struct Start {
    pub paths: Paths,
    pub look: Look,
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
    /// A signal with this number asked for it.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

/// Runs the screen until the user leaves or the terminal goes away. The terminal is given back whatever happens.
pub fn run(start: &Start) -> io::Result<End> {
    let (mut app, mut world) = set_up(start);
    let mut waiter = Waiter::new()?;
    let mut terminal = Terminal::take()?;
    #[cfg(debug_assertions)]
    panic_if_asked();
    // Nothing in the loop can fail but the terminal, and that only when it is gone.
    let end = turn(&mut app, &mut world, &mut waiter, &mut terminal, start).unwrap_or(End::Hangup);
    drop(terminal);
    // Only the place on the screen is lost if this fails, and the next start says nothing of it.
    drop(store::save_json(&start.paths.session(), &app.session()));
    Ok(end)
}

/// Only what the first frame shows is read before it.
fn set_up(start: &Start) -> (App, World) {
    let mut session: Session = store::load_json(&start.paths.session());
    let mut log_file = LogFile::new(start.paths.log());
    let machine = store::machine(&start.paths);
    let mut log = Log::new(machine.clone(), store::seed());
    let caught = log_file.catch_up_into(&mut |edits| {
        log.absorb(edits);
    });
    let mut roadmaps: Vec<_> = store::bundled().into_iter().map(|roadmap| (roadmap, Origin::Bundled)).collect();
    roadmaps.extend(named(start, &session));
    if let Some(id) = start.open.as_ref().or(start.named.as_ref().map(|(roadmap, _)| &roadmap.id)) {
        session.last = Some(id.0.to_string());
    }
    let (arrival, trouble) = effects::caught(caught);
    let mut library = Library::default();
    library.add(roadmaps, &log);
    let mut app = App::new(library, log, session, now());
    for msg in arrival.map(Msg::Arrived).into_iter().chain(trouble) {
        app.update(msg);
    }
    (app, World::new(log_file, start.paths.clone(), machine))
}

/// The file that was named, or the one that was open the last time.
fn named(start: &Start, session: &Session) -> Option<(Roadmap, Origin)> {
    if let Some((roadmap, path)) = &start.named {
        return Some((roadmap.clone(), effects::origin(path)));
    }
    let path = PathBuf::from(session.file.as_ref().filter(|_| start.open.is_none())?);
    let (_, checked) = store::read_roadmap(&path).ok()?;
    Some((checked.value?, effects::origin(&path)))
}

fn turn(
    app: &mut App,
    world: &mut World,
    waiter: &mut Waiter,
    terminal: &mut Terminal,
    start: &Start,
) -> io::Result<End> {
    let mut effects = Vec::new();
    let mut shelved = false;
    let mut changed = true;
    loop {
        if std::mem::take(&mut changed) {
            draw(app, terminal, start.look)?;
        }
        for effect in std::mem::take(&mut effects) {
            match effect {
                Effect::Quit => return Ok(End::Quit),
                Effect::Suspend => terminal.suspend()?,
                other => {
                    for msg in world.perform(other) {
                        effects.extend(app.update(msg));
                    }
                }
            }
            changed = true;
        }
        if !std::mem::replace(&mut shelved, true) {
            changed |= shelve(app, start);
        }
        if changed || !effects.is_empty() {
            continue;
        }
        match waiter.wait(if app.is_passing() { REST } else { LONGEST_SLEEP })? {
            Wake::Input => {}
            Wake::Time if app.is_passing() => {
                app.update(Msg::Rested);
                changed = true;
            }
            Wake::Time => {
                for msg in world.look_around() {
                    effects.extend(app.update(msg));
                    changed = true;
                }
            }
            Wake::Continued => {
                terminal.take_again()?;
                changed = true;
            }
            Wake::Resized => {
                terminal.refit()?;
                changed = true;
            }
            Wake::Signal(signal) => return Ok(End::Signal(signal)),
            Wake::Hangup => return Ok(End::Hangup),
        }
        changed |= tick(app, &mut effects);
        changed |= hear(app, terminal, &mut effects)?;
    }
}

fn draw(app: &mut App, terminal: &mut Terminal, look: Look) -> io::Result<()> {
    let shown = terminal.draw(|frame| view::draw(app, look, frame))?;
    if shown != app.shown {
        app.update(Msg::Shown(shown));
    }
    Ok(())
}

/// Reads the user's own roadmaps: after the first frame, which does not need them.
fn shelve(app: &mut App, start: &Start) -> bool {
    let shelf = store::shelf(&start.paths);
    let news = !shelf.roadmaps.is_empty() || !shelf.unreadable.is_empty();
    if news {
        app.update(Msg::Shelved { roadmaps: shelf.roadmaps, unreadable: shelf.unreadable });
    }
    news
}

/// Tells the state the time; says whether that can be seen.
fn tick(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let spoke = app.notice.is_some();
    effects.extend(app.update(Msg::Tick(now())));
    spoke != app.notice.is_some()
}

/// Takes everything that waits before the next frame; says whether any of it meant something.
fn hear(app: &mut App, terminal: &mut Terminal, effects: &mut Vec<Effect>) -> io::Result<bool> {
    let mut heard = false;
    while event::poll(GLANCE)? {
        match event::read()? {
            // Where there are signals they have told of it already.
            Event::Resize(..) if cfg!(unix) => continue,
            Event::Resize(..) => terminal.refit()?,
            other => {
                let Some(input) = input::translate(other) else { continue };
                if let Some(msg) = app.interpret(input) {
                    effects.extend(app.update(msg));
                }
            }
        }
        heard = true;
        if effects.contains(&Effect::Quit) {
            break;
        }
    }
    Ok(heard)
}

/// For the test that the terminal survives a panic; no release has it.
#[cfg(debug_assertions)]
fn panic_if_asked() {
    assert!(std::env::var_os("MILEPOST_TEST_PANIC").is_none(), "as asked for");
}

/// What the system says about an error, for the user.
fn words(error: &dyn std::error::Error) -> SafeText {
    SafeText::line(&error.to_string())
}
