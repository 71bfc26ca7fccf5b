//! The real binary in a pseudo-terminal, watched through a terminal emulator. Waits for text, never for time.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Only a broken program is waited for as long as this.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Pty {
    pub(crate) screen: vt100::Parser<Window>,
    /// Everything that the program wrote.
    pub(crate) raw: Vec<u8>,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept, so that the terminal and its modes outlive the program.
    _slave: Box<dyn SlavePty + Send>,
}

impl Pty {
    /// Starts milepost with its data in `home`.
    pub(crate) fn start(home: &Path, size: (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Self {
        Self::start_program(env!("CARGO_BIN_EXE_milepost"), home, size, args, env)
    }

    pub(crate) fn start_program(
        program: &str,
        home: &Path,
        size: (u16, u16),
        args: &[&str],
        env: &[(&str, &str)],
    ) -> Self {
        let (columns, rows) = size;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        for (name, directory) in [("MILEPOST_DATA", "data"), ("MILEPOST_STATE", "state"), ("HOME", "")] {
            command.env(name, home.join(directory));
        }
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("milepost starts");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 16384];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().expect("its input");
        let screen = vt100::Parser::new_with_callbacks(cells(rows), cells(columns), 0, Window::new());
        Self { screen, raw: Vec::new(), output, keyboard, child, master: pair.master, _slave: pair.slave }
    }

    pub(crate) fn types(&mut self, bytes: &str) -> &mut Self {
        self.keyboard.write_all(bytes.as_bytes()).expect("it listens");
        self.keyboard.flush().expect("it listens");
        self
    }

    /// Presses and releases the left button on the first cell of a text, or so many cells beside it.
    pub(crate) fn clicks(&mut self, text: &str, beside: u16) -> &mut Self {
        let contents = self.sees(text).screen.screen().contents();
        let (row, line) = contents.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is seen");
        let column = line.split(text).next().map_or(0, |before| before.chars().count());
        let (x, y) = (column + 1 + usize::from(beside), row + 1);
        self.types(&format!("\u{1b}[<0;{x};{y}M\u{1b}[<0;{x};{y}m"))
    }

    /// Waits until the screen shows `text`.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contents().contains(text))
    }

    pub(crate) fn sees_no_more(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| !screen.contents().contains(text))
    }

    pub(crate) fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !holds(self.screen.screen()) {
            let came = self.output.recv_timeout(end.saturating_duration_since(Instant::now())).unwrap_or_default();
            assert!(!came.is_empty(), "waited in vain for {what:?} in:\n{}", self.screen.screen().contents());
            self.take(&came);
        }
        self
    }

    /// Waits until the program has written `bytes`.
    pub(crate) fn asks(&mut self, bytes: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !String::from_utf8_lossy(&self.raw).contains(bytes) {
            let came = self.output.recv_timeout(end.saturating_duration_since(Instant::now())).unwrap_or_default();
            assert!(!came.is_empty(), "waited in vain for {bytes:?}");
            self.take(&came);
        }
        self
    }

    pub(crate) fn title(&self) -> &str {
        &self.screen.callbacks().title
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("it can be resized");
        self
    }

    #[cfg(unix)]
    pub(crate) fn pid(&self) -> rustix::process::Pid {
        let pid = self.child.process_id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed()));
        pid.expect("it runs")
    }

    #[cfg(unix)]
    pub(crate) fn signal(&mut self, signal: rustix::process::Signal) {
        rustix::process::kill_process(self.pid(), signal).expect("it can be told");
    }

    /// Waits for its end; gives the exit code.
    pub(crate) fn ends(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&bytes);
            }
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                    self.take(&bytes);
                }
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.screen.screen().contents());
        }
    }

    /// The terminal is as it was: its title, main screen, cursor shown, no paste mode, lines edited and echoed again.
    #[cfg(unix)]
    pub(crate) fn is_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        let Window { title, saved } = self.screen.callbacks();
        assert_eq!((title.as_str(), saved.len()), (TITLE, 0), "the window has its own title again");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default, "as it was");
        let modes = format!("{:?}", self.master.get_termios().expect("a terminal").local_flags);
        assert!(modes.contains("ICANON"), "lines are edited again: {modes}");
        assert!(modes.contains("ECHO"), "what is typed is echoed: {modes}");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }
}

/// What the terminal's window is called before the program starts.
const TITLE: &str = "a shell";

/// The title of the window, and those that were put aside.
pub(crate) struct Window {
    title: String,
    saved: Vec<String>,
}

impl Window {
    fn new() -> Self {
        Self { title: TITLE.to_owned(), saved: Vec::new() }
    }
}

impl vt100::Callbacks for Window {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.title = String::from_utf8_lossy(title).into_owned();
    }

    fn unhandled_csi(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, params: &[&[u16]], end: char) {
        match (params, end) {
            ([[22], [0]], 't') => self.saved.push(self.title.clone()),
            ([[23], [0]], 't') => self.title = self.saved.pop().expect("a title was saved"),
            _ => {}
        }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has cells")
}

impl Drop for Pty {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}
