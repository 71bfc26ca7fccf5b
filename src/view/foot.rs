//! What can be done in a box, with the keys in force: the words in its lower edge.

use crate::app::App;
use crate::command::Command;

/// A key that is heard here, also where letters are typed, and what it is good for; nothing, if the command has none.
pub(super) fn key(app: &App, command: Command, does: &str) -> Option<String> {
    Some(format!("{} {does}", app.config.keymap.first_in(app.scope(), command)?))
}

/// All of it in one line.
pub(super) fn line(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The same where nothing but keys is to be told.
pub(super) fn keys(app: &App, keys: &[(Command, &str)]) -> String {
    line(keys.iter().map(|&(command, does)| key(app, command, does)))
}
