//! Waiting: for input, for a signal, for the terminal to go away, or for the time.

/// Why the wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "there are no signals, and crossterm tells of sizes"))]
pub(super) enum Wake {
    /// The terminal has something to say.
    Input,
    /// The terminal has another size.
    Resized,
    Time,
    /// The program was stopped and goes on.
    Continued,
    /// Somebody asks for the end.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
}

#[cfg(unix)]
pub(super) use self::unix::{Bell, Waiter};

#[cfg(not(unix))]
pub(super) use self::elsewhere::{Bell, Waiter};

#[cfg(not(unix))]
mod elsewhere {
    use std::io;
    use std::time::Duration;

    use super::Wake;

    /// There is nothing to ring: the loop looks often instead.
    pub(crate) enum Bell {}

    impl Bell {
        pub(crate) const fn another(&self) -> Option<Self> {
            match *self {}
        }

        pub(crate) const fn ring(&mut self) {
            match *self {}
        }
    }

    /// Where there are no signals, crossterm waits.
    pub(crate) struct Waiter;

    impl Waiter {
        pub(crate) const fn new() -> io::Result<Self> {
            Ok(Self)
        }

        #[expect(clippy::unused_self, reason = "as where there are signals")]
        pub(crate) const fn bell(&self) -> Option<Bell> {
            None
        }

        #[expect(clippy::unused_self, reason = "as where there are signals")]
        pub(crate) const fn forgive_interrupts(&mut self) {}

        pub(crate) fn wait(&mut self, longest: Duration) -> io::Result<Wake> {
            Ok(if crossterm::event::poll(longest)? { Wake::Input } else { Wake::Time })
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::io::{self, Read, Write};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::low_level::pipe;

    use super::Wake;

    /// Ends a wait from another thread.
    pub(crate) struct Bell(UnixStream);

    impl Bell {
        pub(crate) fn another(&self) -> Option<Self> {
            self.0.try_clone().ok().map(Self)
        }

        pub(crate) fn ring(&mut self) {
            // Where it cannot be rung, it rings already, or nobody waits any more.
            drop(self.0.write_all(&[1]));
        }
    }

    /// The terminal and the signals, waited for together, so that a signal is answered at once.
    pub(crate) struct Waiter {
        /// Readable after any of the signals, and when the rope is pulled.
        bell: UnixStream,
        rope: UnixStream,
        /// The last signal that asks for the end; 0 if none did.
        asked: Arc<AtomicUsize>,
        continued: Arc<AtomicUsize>,
        resized: Arc<AtomicUsize>,
    }

    impl Waiter {
        pub(crate) fn new() -> io::Result<Self> {
            let (bell, rope) = UnixStream::pair()?;
            bell.set_nonblocking(true)?;
            rope.set_nonblocking(true)?;
            let [asked, continued, resized] = std::array::from_fn(|_| Arc::new(AtomicUsize::new(0)));
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
                signal_hook::flag::register_usize(signal, Arc::clone(&asked), signal.unsigned_abs() as usize)?;
            }
            signal_hook::flag::register_usize(SIGCONT, Arc::clone(&continued), 1)?;
            signal_hook::flag::register_usize(SIGWINCH, Arc::clone(&resized), 1)?;
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH] {
                pipe::register(signal, rope.try_clone()?)?;
            }
            Ok(Self { bell, rope, asked, continued, resized })
        }

        /// What ends a wait of this.
        pub(crate) fn bell(&self) -> Option<Bell> {
            self.rope.try_clone().ok().map(Bell)
        }

        /// Forgets that Ctrl-c or Ctrl-\ was pressed while another program had the terminal.
        pub(crate) fn forgive_interrupts(&mut self) {
            let asked = self.asked.load(Ordering::SeqCst);
            if [SIGINT, SIGQUIT].iter().any(|signal| signal.unsigned_abs() as usize == asked) {
                self.asked.store(0, Ordering::SeqCst);
            }
        }

        pub(crate) fn wait(&mut self, longest: Duration) -> io::Result<Wake> {
            let stdin = rustix::stdio::stdin();
            let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.bell, PollFlags::IN)];
            let limit = Timespec::try_from(longest).map_err(io::Error::other)?;
            let ready = match poll(&mut fds, Some(&limit)) {
                Ok(ready) => ready,
                Err(Errno::INTR) => 0,
                Err(error) => return Err(error.into()),
            };
            let (terminal, bell) = (fds[0].revents(), fds[1].revents());
            if bell.contains(PollFlags::IN) {
                let mut rung = [0; 64];
                while matches!(self.bell.read(&mut rung), Ok(1..)) {}
            }
            Ok(if let signal @ 1.. = self.asked.swap(0, Ordering::SeqCst) {
                Wake::Signal(i32::try_from(signal).unwrap_or(SIGTERM))
            } else if terminal.intersects(PollFlags::HUP | PollFlags::ERR) {
                Wake::Hangup
            } else if terminal.contains(PollFlags::NVAL) {
                // macOS cannot poll `/dev/tty` itself: crossterm finds its own way there.
                if crossterm::event::poll(longest)? { Wake::Input } else { Wake::Time }
            } else if self.continued.swap(0, Ordering::SeqCst) > 0 {
                Wake::Continued
            } else if self.resized.swap(0, Ordering::SeqCst) > 0 {
                Wake::Resized
            } else if ready > 0 {
                Wake::Input
            } else {
                Wake::Time
            })
        }
    }
}
