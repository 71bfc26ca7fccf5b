//! The fields of a file of settings.

use crate::command::Command;
use crate::format::fields::{FIELD, Format, Level, Unknown};

pub(super) static CONFIG: Level = Level {
    name: "the settings file",
    fields: &[
        "theme",
        "themes",
        "ascii",
        "accessible",
        "mouse",
        "start",
        "advance",
        "shared_concepts",
        "recall",
        "machine",
        "keys",
    ],
    unknown: &FIELD,
    format: &FORMAT,
};

pub(super) static KEYS: Level = Level {
    name: "`keys`",
    fields: &COMMANDS,
    unknown: &Unknown { code: "unknown-command", noun: "command", help: Some("`milepost keys` lists their names") },
    format: &FORMAT,
};

pub(super) static THEME: Level = Level {
    name: "a theme",
    fields: &["base", "done", "doing", "dim", "accent", "heading", "bar", "error", "selected"],
    unknown: &FIELD,
    format: &FORMAT,
};

pub(super) static RECALL: Level = Level { name: "`recall`", fields: &["days"], unknown: &FIELD, format: &FORMAT };

static FORMAT: Format = Format { levels: &[&CONFIG, &KEYS, &THEME, &RECALL], habits: &HABITS };

/// The names of all commands.
const COMMANDS: [&str; Command::ALL.len()] = {
    let mut names = [""; Command::ALL.len()];
    let mut number = 0;
    while number < names.len() {
        names[number] = Command::ALL[number].name();
        number += 1;
    }
    names
};

/// What people write from habit, and how it is called here.
const HABITS: [(&str, &str); 24] = [
    ("colour", "theme"),
    ("color", "theme"),
    ("colorscheme", "theme"),
    ("color_scheme", "theme"),
    ("background", "theme"),
    ("colours", "themes"),
    ("colors", "themes"),
    ("keybindings", "keys"),
    ("bindings", "keys"),
    ("keymap", "keys"),
    ("plain", "accessible"),
    ("unicode", "ascii"),
    ("startup", "start"),
    ("autoadvance", "advance"),
    ("auto_advance", "advance"),
    ("concepts", "shared_concepts"),
    ("recall_days", "recall"),
    ("hostname", "machine"),
    ("extends", "base"),
    ("inherits", "base"),
    ("toggle", "done"),
    ("tick", "done"),
    ("exit", "quit"),
    ("search", "find"),
];
