//! The settings file while the screen runs: what it says anew holds at once, and a mistake in it changes nothing.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use super::clock::moment;
use crate::app::Msg;
use crate::config::{Config, Theme};
use crate::model::SafeText;
use crate::store::{self, SettingsWatch};

/// What is said behind a mistake.
const STAY: &str = "The old settings hold.";

/// What the command line has said of settings: it goes before the file.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub theme: Option<String>,
    pub ascii: bool,
    pub plain: bool,
    /// The file was named: it must be there.
    pub file: bool,
}

/// The watch over the settings file.
pub(super) struct Settings {
    watch: SettingsWatch,
    asked: Asked,
    /// What holds of the file, and of the command line before it.
    set: Config,
    looked: Instant,
    /// What was said of a mistake that is there still.
    told: Option<SafeText>,
}

impl Asked {
    /// Puts what was asked for in the place of what a file says. A theme that the file has no more leaves it.
    pub fn put_before(&self, config: &mut Config) {
        let theme = self.theme.as_ref().filter(|name| !name.is_empty());
        if let Some(theme) = theme.and_then(|name| Theme::named(name, &config.themes)) {
            config.theme = theme;
        }
        config.ascii = if self.ascii { Some(true) } else { config.ascii };
        config.accessible |= self.plain;
    }
}

impl Settings {
    /// Goes on watching a file that was read, with what came of it.
    pub(super) fn new(watch: SettingsWatch, asked: Asked, set: Config, told: Option<SafeText>) -> Self {
        Self { watch, asked, set, looked: Instant::now(), told }
    }

    /// How long the loop may sleep.
    pub(super) fn nap(&self, longest: Duration) -> Duration {
        self.watch.soon().map_or(longest, |soon| soon.saturating_sub(self.looked.elapsed()).min(longest))
    }

    /// What the file says anew, if it is time to look or something is in the air.
    pub(super) fn look(&mut self, is_time: bool) -> Option<Msg> {
        if !is_time && self.watch.soon().is_none_or(|soon| self.looked.elapsed() < soon) {
            return None;
        }
        self.looked = Instant::now();
        let said = self.watch.look(moment())?;
        let path = self.watch.path();
        let read = match said {
            Ok((text, checked)) => match store::first_mistake(path, &text, &checked.report) {
                None => Ok(checked.value.unwrap_or_default()),
                Some(mistake) => Err(format!("{mistake} {STAY}")),
            },
            // As at the start: without a file everything is at its default.
            Err(error) if error.is(ErrorKind::NotFound) && !self.asked.file => Ok(Config::default()),
            Err(error) => Err(store::unread(path, &error, STAY)),
        };
        match read {
            Ok(now) => self.hold(now),
            Err(trouble) => {
                let text = SafeText::line(&trouble);
                self.told = Some(text.clone());
                Some(Msg::Said { text, error: true })
            }
        }
    }

    fn hold(&mut self, mut now: Config) -> Option<Msg> {
        self.asked.put_before(&mut now);
        let told = self.told.take();
        if now == self.set && told.is_none() {
            return None;
        }
        let before = std::mem::replace(&mut self.set, now.clone());
        Some(Msg::Settings { before: Box::new(before), now: Box::new(now), told })
    }
}
