//! Another theme, for as long as the program runs.

use super::state::App;
use crate::config::Theme;

impl App {
    /// From auto through the built-in themes and the user's own, and back.
    pub(super) fn next_theme(&mut self) {
        let own = &self.config.themes;
        let now = self.config.theme.name();
        let next = Theme::names(own).skip_while(|name| *name != now).nth(1).unwrap_or(Theme::AUTO);
        let text = format!("Theme {next}, for this run. theme: {next} in the settings keeps it.");
        self.config.theme = Theme::named(next, own).unwrap_or_default();
        self.say(&text);
    }
}
