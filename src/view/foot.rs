//! What can be done in a box, with the keys in force: the words in its lower edge.

use crate::app::App;
use crate::command::Command;

/// Words, and the command that a click on them asks for.
pub(super) type Part = (String, Option<Command>);

/// A key that is heard here, also where letters are typed, and what it is good for; nothing, if the command has none.
pub(super) fn key(app: &App, command: Command, does: &str) -> Option<Part> {
    let key = app.config.keymap.first_in(app.scope(), command)?;
    Some((format!("{key} {does}"), Some(command)))
}

/// All of them that there are.
pub(super) fn keys(app: &App, keys: &[(Command, &str)]) -> Vec<Part> {
    keys.iter().filter_map(|&(command, does)| key(app, command, does)).collect()
}
