//! What is set, as settings with names and values, as they would stand in the file.

use super::paints::written;
use super::themes::ROLES;
use crate::command::{Binding, Command};
use crate::config::{BuiltIn, Config, OwnTheme, SharedConcepts, StartAt, Theme};

/// One setting: `recall.days`, `keys.done`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: String,
    /// `null` where nothing is set and nothing holds by default.
    pub value: serde_json::Value,
    pub is_default: bool,
}

/// Every setting, in the order of the file that `milepost config --init` writes.
pub fn settings(config: &Config) -> Vec<Setting> {
    let defaults = values(&Config::default());
    let setting = |(name, value): (String, serde_json::Value)| {
        let is_default = defaults.iter().any(|(other, default)| *other == name && *default == value);
        Setting { name, value, is_default }
    };
    values(config).into_iter().map(setting).collect()
}

fn values(config: &Config) -> Vec<(String, serde_json::Value)> {
    let mut values = vec![("theme".to_owned(), config.theme.name().into())];
    for own in &config.themes {
        let name = &own.name;
        values.extend(own_theme(own).into_iter().map(|(role, paint)| (format!("themes.{name}.{role}"), paint.into())));
    }
    let ascii = config.ascii.map_or_else(|| "auto".into(), serde_json::Value::from);
    let start = match config.start {
        StartAt::Last => "last",
        StartAt::Home => "home",
    };
    let shared_concepts = match config.shared_concepts {
        SharedConcepts::Hints => "hints",
        SharedConcepts::Count => "count",
        SharedConcepts::Off => "off",
    };
    let single = [
        ("ascii", ascii),
        ("accessible", config.accessible.into()),
        ("mouse", config.mouse.into()),
        ("start", start.into()),
        ("advance", config.advance.into()),
        ("shared_concepts", shared_concepts.into()),
        ("recall.days", config.recall_days.clone().into()),
        ("machine", config.machine.as_ref().map(|machine| machine.0.to_string()).into()),
    ];
    values.extend(single.map(|(name, value)| (name.to_owned(), value)));
    values.extend(Command::ALL.iter().map(|&command| {
        let keys: Vec<_> = config.keymap.of(command).map(Binding::name).collect();
        (format!("keys.{}", command.name()), keys.into())
    }));
    values
}

fn own_theme(own: &OwnTheme) -> Vec<(&'static str, String)> {
    let paint = |(name, role)| Some((name, written(own.paints.get(&role)?)));
    let base = ("base", own.base.map_or(Theme::AUTO, BuiltIn::name).to_owned());
    std::iter::once(base).chain(ROLES.into_iter().filter_map(paint)).collect()
}

/// Texts as a list in brackets, quoted where YAML would take them for something else.
pub(super) fn list(texts: &[String]) -> String {
    let quoted: Vec<_> = texts.iter().map(|text| scalar(text)).collect();
    format!("[{}]", quoted.join(", "))
}

fn scalar(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-');
    let begins_well = text.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if begins_well && text.chars().all(is_plain) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

impl Setting {
    /// The value as it would stand in the file.
    pub fn written(&self) -> String {
        match &self.value {
            serde_json::Value::String(text) => scalar(text),
            serde_json::Value::Array(items) => {
                let texts: Vec<_> =
                    items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
                list(&texts)
            }
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}
