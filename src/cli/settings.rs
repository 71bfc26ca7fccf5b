//! The settings as they were found, for every verb.

use std::io::ErrorKind;
use std::path::Path;

use super::args::Globals;
use super::refusal::{Kind, Refusal};
use crate::config::{Config, Theme};
use crate::diagnostic::Report;
use crate::store::{self, Error, Paths, SettingsWatch};

/// What the user has set. A mistake in it keeps no verb from running.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) config: Config,
    /// Where it stands, or would; none, if no home directory is known. Watched since before it was read.
    pub(super) watch: Option<SettingsWatch>,
    pub(super) exists: bool,
    pub(super) text: String,
    pub(super) report: Report,
    /// Why it could not be read.
    pub(super) failed: Option<Error>,
}

impl Settings {
    pub(super) fn find(globals: &Globals) -> Self {
        let path = match Paths::config(globals.config.clone()) {
            Ok(path) => path,
            Err(error) => return Self { failed: Some(error), ..Self::default() },
        };
        let mut settings = Self::default();
        let (watch, said) = SettingsWatch::read(path);
        match said {
            Ok((text, checked)) => {
                settings.exists = true;
                settings.text = text;
                settings.report = checked.report;
                settings.config = checked.value.unwrap_or_default();
            }
            // Only a file that was named must be there.
            Err(error) if error.is(ErrorKind::NotFound) && globals.config.is_none() => {}
            Err(error) => settings.failed = Some(error),
        }
        settings.watch = Some(watch);
        settings
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.watch.as_ref().map(SettingsWatch::path)
    }

    /// Whether everything is to be said in words.
    pub(super) const fn is_plain(&self, globals: &Globals) -> bool {
        globals.plain || self.config.accessible
    }

    /// The theme of this run: the one that was named, else the one that is set.
    pub(super) fn theme(&self, globals: &Globals) -> anyhow::Result<Theme> {
        let own = &self.config.themes;
        let Some(name) = globals.theme.as_ref().filter(|name| !name.is_empty()) else {
            return Ok(self.config.theme.clone());
        };
        Theme::named(name, own).ok_or_else(|| {
            let names: Vec<_> = Theme::names(own).collect();
            let refusal = Refusal::new(Kind::Usage, format!("no theme is called \"{name}\""));
            refusal.hint(format!("There are: {}", names.join(", "))).into()
        })
    }

    /// What is wrong with it, in one line: the first mistake, and where to see all.
    pub(super) fn trouble(&self) -> Option<String> {
        let path = self.path()?;
        match &self.failed {
            Some(error) => Some(store::unread(path, error, "All settings are at their defaults.")),
            None => store::first_mistake(path, &self.text, &self.report),
        }
    }
}
