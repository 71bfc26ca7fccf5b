//! The loop: draws the state, does what it wishes, sleeps, and hears the terminal; and again.

use std::io;
use std::time::{Duration, Instant};

use super::clock::now;
use super::effects::{self, World};
use super::hearing::{Ears, hear};
use super::terminal::Terminal;
use super::wait::{Waiter, Wake};
use super::{End, Start, outside, save, tell};
use crate::app::{App, Effect, Msg};
use crate::command::Command;
use crate::view::{self, Drawn, Look, Surface};

/// How long the cursor rests before the details follow it.
const REST: Duration = Duration::from_millis(80);

/// Everything that the loop works on.
pub(super) struct Turn<'a> {
    start: &'a Start,
    app: &'a mut App,
    world: &'a mut World,
    terminal: &'a mut Terminal,
    waiter: &'a mut Waiter,
    ears: &'a mut Ears,
    /// What the state wishes, and has not got yet.
    effects: Vec<Effect>,
    /// What could wait for the first frame is done.
    settled: bool,
    /// What is on the screen is not what the state is now.
    changed: bool,
}

impl<'a> Turn<'a> {
    pub(super) const fn new(
        start: &'a Start,
        app: &'a mut App,
        world: &'a mut World,
        (terminal, waiter, ears): (&'a mut Terminal, &'a mut Waiter, &'a mut Ears),
    ) -> Self {
        Self { start, app, world, terminal, waiter, ears, effects: Vec::new(), settled: false, changed: true }
    }

    pub(super) fn until_the_end(&mut self) -> io::Result<End> {
        loop {
            if std::mem::take(&mut self.changed) {
                self.draw()?;
            }
            if let Some(end) = self.perform()? {
                return Ok(end);
            }
            if !std::mem::replace(&mut self.settled, true) {
                self.settle();
            }
            if self.changed || !self.effects.is_empty() {
                continue;
            }
            let wake = self.sleep()?;
            if let Some(end) = self.woken(wake)? {
                return Ok(end);
            }
            self.look_around();
            self.changed |= hear(self.app, self.terminal, (self.ears, self.changed), &mut self.effects)?;
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let ascii = self.app.config.ascii.unwrap_or(self.start.surface.ascii);
        let surface = Surface { ascii, ..self.start.surface };
        let look = Look::of(&self.app.config, self.app.background, surface);
        self.terminal.name(&view::title(self.app, surface.ascii))?;
        self.terminal.hear_mouse(self.app.config.mouse)?;
        let Drawn { shown, hits } = self.terminal.draw(|frame| view::draw(self.app, look, frame))?;
        if shown != self.app.shown {
            self.app.update(Msg::Shown(shown));
        }
        self.ears.mouse.hits = hits;
        if !self.ears.question.is_asked() && Look::needs_background(&self.app.config, surface) {
            self.terminal.ask(&mut self.ears.question)?;
        }
        Ok(())
    }

    /// Does everything that is wished for; says whether that is the end.
    fn perform(&mut self) -> io::Result<Option<End>> {
        let wished = std::mem::take(&mut self.effects);
        self.changed |= !wished.is_empty();
        let mut tried = false;
        for effect in wished {
            if effect.gives_terminal_away() {
                self.ears.question.await_answer();
            }
            match effect {
                // Nothing is written before it is said what is to become of a file that is gone.
                Effect::Save if self.app.is_gone() => {}
                // Once for all of them, in its turn: a fresh start that was asked for before goes before.
                Effect::Save if std::mem::replace(&mut tried, true) => {}
                Effect::Save => match self.world.ask_if_gone(&self.app.log) {
                    Some(question) => self.tell([question]),
                    None => save(self.app, self.world),
                },
                Effect::Quit if self.app.unsaved() == 0 => return Ok(Some(End::Quit)),
                // The try just made has failed: now there is something to ask.
                Effect::Quit => self.effects.extend(self.app.update(Msg::Command(Command::Quit))),
                Effect::Abandon => return Ok(Some(End::Unsaved(self.app.unsaved()))),
                Effect::Suspend => {
                    self.terminal.stop()?;
                    self.come_back()?;
                }
                Effect::WriteOutside { subject, text } => {
                    let msg = outside::write(subject, &text, &self.start.paths, self.terminal);
                    self.come_back_from_editor(Some(msg))?;
                }
                Effect::EditFile { path, at } => {
                    let msg = self.world.edit(&path, &at, self.terminal);
                    self.come_back_from_editor(msg)?;
                }
                Effect::Restore => {
                    let msgs = self.world.restore(&self.app.log);
                    self.tell(msgs);
                }
                Effect::StartAfresh => {
                    let msgs = self.world.start_afresh(&self.app.log);
                    self.tell(msgs);
                }
                other => self.tell(effects::perform(other)),
            }
        }
        Ok(None)
    }

    fn come_back_from_editor(&mut self, msg: Option<Msg>) -> io::Result<()> {
        self.tell(msg);
        // Ctrl-c in the editor was meant for the editor.
        self.waiter.forgive_interrupts();
        self.come_back()
    }

    /// Takes the terminal again that another program has had.
    fn come_back(&mut self) -> io::Result<()> {
        self.ears.forget()?;
        self.terminal.take_again()
    }

    /// Does what could wait until the first frame was on the screen.
    fn settle(&mut self) {
        self.world.settle_in(self.start.config.machine.as_ref());
        self.app.update(Msg::FirstDrawn);
        let news: Vec<_> = self
            .world
            .files
            .look(true)
            .into_iter()
            .chain(self.world.mend(&self.app.log))
            .chain(self.world.left_notes())
            .collect();
        self.world.finish_opening(&self.app.log);
        self.changed |= self.app.activity.is_some() || self.app.notice.is_some() || !news.is_empty();
        self.tell(news);
    }

    /// Sleeps until there is something to do.
    fn sleep(&mut self) -> io::Result<Wake> {
        let nap = self.world.nap(Instant::now());
        let longest = if self.app.is_passing() { nap.min(REST) } else { nap };
        match self.ears.patience() {
            Some(Duration::ZERO) => Ok(Wake::Input),
            patience => self.waiter.wait(patience.map_or(longest, |patience| patience.min(longest))),
        }
    }

    /// Does what the sleep was ended for; says whether that is the end.
    fn woken(&mut self, wake: Wake) -> io::Result<Option<End>> {
        match wake {
            Wake::Time if self.app.is_passing() => {
                self.app.update(Msg::Rested);
                self.changed = true;
            }
            Wake::Time if self.app.saving.failed.is_some() && self.world.may_retry() => self.effects.push(Effect::Save),
            Wake::Input | Wake::Time => {}
            Wake::Continued => {
                self.terminal.take_again()?;
                self.changed = true;
            }
            Wake::Resized => {
                self.terminal.refit()?;
                self.changed = true;
            }
            Wake::Signal(signal) => return Ok(Some(End::Signal(signal))),
            Wake::Hangup => return Ok(Some(End::Hangup)),
        }
        Ok(None)
    }

    /// Takes in what others have written, and the time.
    fn look_around(&mut self) {
        let news = self.world.look_around(&self.app.log, Instant::now());
        self.changed |= !news.is_empty();
        self.tell(news);
        let before = (self.app.notice.is_some(), self.app.now.date());
        self.app.update(Msg::Tick(now()));
        self.changed |= before != (self.app.notice.is_some(), self.app.now.date());
    }

    fn tell(&mut self, msgs: impl IntoIterator<Item = Msg>) {
        tell(self.app, msgs, &mut self.effects);
    }
}
