//! The terminal: taken, drawn on, and given back whatever happens.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle};
use crossterm::{execute, queue, terminal};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal as Canvas, TerminalOptions, Viewport};

use super::hyperlinks;
use super::linking::{Linking, Links};
use super::mouse::Listen;
use super::question::Question;
use crate::view::{Colours, Drawn};

/// Whether the terminal is ours: what was taken is given back once, by whoever comes first.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the terminal tells us of the mouse.
static LISTENING: AtomicBool = AtomicBool::new(false);

/// Room for a whole frame, so that it leaves in one write and cannot tear.
const FRAME_BYTES: usize = 64 * 1024;

/// The title of the window, put on a stack of the terminal's and taken from it.
const SAVE_TITLE: &str = "\x1b[22;0t";
const RESTORE_TITLE: &str = "\x1b[23;0t";

type Backend = Linking<BufWriter<Stdout>>;

/// The terminal while it is ours.
pub(super) struct Terminal {
    canvas: Canvas<Backend>,
    /// The links that it follows by itself; none, if it is not known to.
    links: Option<Links>,
    /// What stands in the title of its window.
    title: String,
    /// Whether the mouse is wanted while the terminal is ours.
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal, and the mouse if it is wanted. An error leaves it as it was.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        // NO_COLOR is the look's business: crossterm's own way with it wipes the selection off the screen.
        force_color_output(true);
        let (width, height) = terminal::size()?;
        let links = hyperlinks::are_known(set).then(Links::default);
        let canvas = canvas(width, height, links.as_ref())?;
        let mut taken = Self { canvas, links, title: String::new(), mouse };
        taken.enter()?;
        Ok(taken)
    }

    pub(super) fn draw(&mut self, picture: impl FnOnce(&mut Frame<'_>) -> Drawn) -> io::Result<Drawn> {
        let mut drawn = None;
        self.canvas.draw(|frame| {
            let picture = picture(frame);
            if let Some(links) = &self.links {
                links.mark(picture.hits.links(), frame.buffer_mut());
            }
            drawn = Some(picture);
        })?;
        drawn.ok_or_else(|| io::Error::other("the frame was not drawn"))
    }

    /// Gives the window a title, with the next frame.
    pub(super) fn name(&mut self, title: &str) -> io::Result<()> {
        if self.title == title || !is_emulator() {
            return Ok(());
        }
        title.clone_into(&mut self.title);
        queue!(self.canvas.backend_mut(), SetTitle(title))
    }

    /// Asks how light the terminal is, where it can be expected to understand. Windows answers with keys of its own.
    pub(super) fn ask(&mut self, question: &mut Question) -> io::Result<()> {
        if cfg!(unix) && is_emulator() {
            return question.ask(self.canvas.backend_mut());
        }
        question.give_up();
        Ok(())
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn hear_mouse(&mut self, wanted: bool) -> io::Result<()> {
        if std::mem::replace(&mut self.mouse, wanted) == wanted {
            return Ok(());
        }
        LISTENING.store(wanted, Ordering::SeqCst);
        execute!(self.canvas.backend_mut(), Listen(wanted))
    }

    /// Takes up the size that the terminal has now. Asked for only when told that it changed: at every frame it would
    /// cost as much as the frame.
    pub(super) fn refit(&mut self) -> io::Result<()> {
        let (width, height) = terminal::size()?;
        self.canvas = canvas(width, height, self.links.as_ref())?;
        queue!(self.canvas.backend_mut(), Clear(ClearType::All))
    }

    /// Stops the program as Ctrl-z does, until it is to go on. The terminal is not taken again.
    pub(super) fn stop(&mut self) -> io::Result<()> {
        self.give_back();
        #[cfg(unix)]
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
        Ok(())
    }

    /// After a stop: the screen is somebody else's by now.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        self.enter()?;
        self.refit()
    }

    /// Gives the terminal back as it was.
    pub(super) fn give_back(&mut self) {
        // Whatever is still in the buffer belongs to the screen that is left now.
        drop(self.canvas.backend_mut().flush());
        give_back();
    }

    fn enter(&mut self) -> io::Result<()> {
        // Whoever stopped the program did not give the terminal back: its title is still saved.
        let saved = TAKEN.swap(true, Ordering::SeqCst);
        self.title.clear();
        terminal::enable_raw_mode()?;
        if !saved && is_emulator() {
            queue!(self.canvas.backend_mut(), Print(SAVE_TITLE))?;
        }
        // Flushed at once: left in the buffer, it would come after what a panic gives back.
        queue!(self.canvas.backend_mut(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            LISTENING.store(true, Ordering::SeqCst);
            queue!(self.canvas.backend_mut(), Listen(true))?;
        }
        self.canvas.backend_mut().flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn canvas(width: u16, height: u16, links: Option<&Links>) -> io::Result<Canvas<Backend>> {
    let writer = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
    let backend = Linking::new(writer, links.cloned().unwrap_or_default());
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Canvas::with_options(backend, TerminalOptions { viewport })
}

fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        if LISTENING.swap(false, Ordering::SeqCst) {
            drop(execute!(io::stdout(), Listen(false)));
        }
        // Each by itself: where the terminal is gone, nothing helps and nothing must panic.
        drop(execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show));
        if is_emulator() {
            // Where titles cannot be saved, an empty one brings back what the terminal has by itself.
            drop(execute!(io::stdout(), SetTitle(""), Print(RESTORE_TITLE)));
        }
        drop(terminal::disable_raw_mode());
    }
}

/// The message of a panic is written after the terminal is itself again. Nothing is saved here: what was acknowledged
/// is on the disk already.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
        }));
    });
}

/// Whether this terminal can be expected to show more than ASCII.
pub fn is_utf8_terminal() -> bool {
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let locale = locale.map(|locale| locale.to_ascii_lowercase().replace('-', ""));
    cfg!(windows) || (is_emulator() && locale.is_some_and(|locale| locale.contains("utf8")))
}

/// Whether this is a window of some kind, and no bare console: only these have a title and answer questions.
pub(super) fn is_emulator() -> bool {
    let poor = |term: &str| ["dumb", "linux", "vt100", "vt220"].contains(&term);
    cfg!(windows) || set("TERM").is_some_and(|term| !poor(&term))
}

/// How many colours this terminal says that it has.
pub fn colours() -> Colours {
    let [term, said] = ["TERM", "COLORTERM"].map(|name| set(name).unwrap_or_default());
    // Their own names say it where COLORTERM does not come along: over ssh.
    let named = ["256", "alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm"];
    if ["truecolor", "24bit"].contains(&&*said) || term.ends_with("-direct") {
        Colours::True
    } else if cfg!(windows) || !said.is_empty() || named.iter().any(|name| term.contains(name)) {
        Colours::Indexed
    } else {
        Colours::Sixteen
    }
}

/// What an environment variable says, if it says anything.
fn set(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}
