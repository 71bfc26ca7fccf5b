//! Settings that were changed while the program runs.

use super::state::App;
use crate::config::{Config, Theme};
use crate::model::SafeText;

impl App {
    /// Takes other settings: those of the file, which said `before` until now. `told` is what was said of a mistake in
    /// it that is mended. Where to start, the name of this machine and `shared_concepts` hold from the next start.
    pub(super) fn settings_changed(&mut self, before: &Config, mut now: Config, told: Option<&SafeText>) {
        if let Some(told) = told {
            self.take_back(told);
        }
        // What was switched for this run stays, unless the file says something new of it.
        if now.theme.name() == before.theme.name() {
            // By its name: what it is made of may be what has changed.
            let switched = Theme::named(self.config.theme.name(), &now.themes);
            now.theme = switched.unwrap_or(now.theme);
        }
        if now.mouse == before.mouse {
            now.mouse = self.config.mouse;
        }
        self.config = now;
        self.begun.clear();
        self.reckon();
        self.say("The settings are read anew.");
    }
}
