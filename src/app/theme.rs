//! Another theme, for as long as the program runs.

use super::state::App;
use crate::config::{BuiltIn, Theme};

impl App {
    /// From auto through the built-in themes and back; one of the user's own is left for good.
    pub(super) fn next_theme(&mut self) {
        let next = match &self.config.theme {
            Theme::Auto => BuiltIn::ALL.first(),
            Theme::BuiltIn(theme) => BuiltIn::ALL.iter().skip_while(|other| *other != theme).nth(1),
            Theme::Own(_) => None,
        };
        self.config.theme = next.map_or(Theme::Auto, |&theme| Theme::BuiltIn(theme));
        let name = next.map_or("auto", |theme| theme.name());
        self.say(&format!("Theme {name}, for this run. theme: {name} in the config keeps it."));
    }
}
