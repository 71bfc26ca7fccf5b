//! All keys together: none for two commands in one place, and none taken without which one could not get out.

use std::fmt::Write as _;

use super::keys::{Entry, Own};
use super::settings::list;
use crate::command::{Binding, Command, Keymap, Scope};
use crate::format::complaints::Complaints;

/// The keys in force: the user's as far as they hold, and the defaults of the commands that the file does not speak of.
/// A command of whose own keys none holds has its defaults, as far as they are free.
pub(super) fn settle(mut entries: Vec<Entry>, complaints: &mut Complaints) -> Keymap {
    let is_spoken_of = |command: &Command| entries.iter().any(|entry| entry.command == *command);
    let defaults = Command::ALL.iter().copied().filter(|command| !is_spoken_of(command)).flat_map(Binding::defaults);
    let defaults: Vec<Binding> = defaults.collect();
    let mut held: Vec<Own> = Vec::new();
    for entry in &mut entries {
        for own in std::mem::take(&mut entry.own) {
            if let Some(first) = held.iter().find(|first| first.binding.clashes(&own.binding)) {
                if first.binding != own.binding {
                    refuse_second(&own, first, complaints);
                    entry.is_broken = true;
                }
            } else if let Some(default) = defaults.iter().find(|default| default.clashes(&own.binding)) {
                refuse_default(&own, default, complaints);
                entry.is_broken = true;
            } else {
                held.push(own);
            }
        }
    }
    let mut bindings: Vec<_> = held.into_iter().map(|own| own.binding).chain(defaults).collect();
    for entry in &entries {
        let has_keys = bindings.iter().any(|binding| binding.command == entry.command);
        let lacks = lacks(entry.command, &bindings);
        if let Some(scope) = lacks.filter(|_| !entry.is_broken) {
            refuse_lack(entry, scope, complaints);
        }
        if (entry.is_broken && !has_keys) || lacks.is_some() {
            for default in Binding::defaults(entry.command) {
                if !bindings.iter().any(|binding| binding.clashes(&default)) {
                    bindings.push(default);
                }
            }
        }
    }
    // Their defaults may be taken by keys that hold.
    let is_locked = Command::ALL.iter().any(|&command| lacks(command, &bindings).is_some());
    if is_locked { Keymap::default() } else { Keymap::new(bindings) }
}

/// Where a command that must always have a key has none that is heard.
fn lacks(command: Command, bindings: &[Binding]) -> Option<Scope> {
    let is_heard =
        |scope| bindings.iter().any(|binding| binding.command == command && command.hears(scope, &binding.keys));
    command.scopes().iter().copied().find(|&scope| command.is_needed() && !is_heard(scope))
}

fn refuse_second(own: &Own, first: &Own, complaints: &mut Complaints) {
    let complaint = complaints.error("key-clash", own.place.clone(), clash(&own.binding, &first.binding));
    complaint
        .label(format!("both are heard {}", common(&own.binding, &first.binding)))
        .also(first.place.clone(), format!("the first, of `{}`", first.binding.command.name()));
}

fn refuse_default(own: &Own, default: &Binding, complaints: &mut Complaints) {
    let other = default.command;
    let name = other.name();
    let complaint = complaints.error("key-clash", own.place.clone(), clash(&own.binding, default));
    let rest: Vec<_> = Binding::defaults(other).filter(|binding| !binding.clashes(&own.binding)).collect();
    let is_enough = if other.is_needed() { lacks(other, &rest).is_none() } else { !rest.is_empty() };
    let mut help = format!("to free it, give `{name}` other keys");
    if is_enough {
        let rest: Vec<_> = rest.iter().map(Binding::name).collect();
        // Writing to a string cannot fail.
        let _ = write!(help, ": `{name}: {}`", list(&rest));
    } else if !other.is_needed() {
        let _ = write!(help, ", or none: `{name}: []`");
    }
    let label = format!("`{name}` has it by default; both are heard {}", common(&own.binding, default));
    complaint.label(label).help(help);
}

fn refuse_lack(entry: &Entry, scope: Scope, complaints: &mut Complaints) {
    let (name, loss) = (entry.command.name(), loss(entry.command));
    let message = match scope {
        Scope::List | Scope::Note => format!("`{name}` must have a key that writes nothing"),
        _ => format!("`{name}` must have a key"),
    };
    let own: Vec<_> = Binding::defaults(entry.command).map(|binding| binding.name()).collect();
    let complaint = complaints.error("missing-key", entry.name.clone(), message).label(loss);
    complaint.help(format!("by default it has `{}`", list(&own)));
}

/// What could not be done without a command.
const fn loss(command: Command) -> &'static str {
    match command {
        Command::Quit => "without it the program could not be left",
        Command::Back => "without it no box could be closed",
        Command::Open => "without it nothing could be opened or confirmed",
        Command::SweepLeave => "without it a sweep could not be left before its end",
        Command::Abandon => "without it the program could not be left while nothing can be saved",
        Command::Restore => "without it a progress file that is gone could not be brought back",
        Command::SaveNote => "without it no note could be saved",
        _ => "without it the other commands would not be found",
    }
}

fn clash(own: &Binding, other: &Binding) -> String {
    let (keys, others) = (own.name(), other.name());
    let (command, name) = (own.command.name(), other.command.name());
    if own.keys == other.keys {
        format!("`{keys}` is a key of `{name}` and of `{command}`")
    } else if other.keys.starts_with(&own.keys) {
        format!("`{keys}`, for `{command}`, begins `{others}`, a key of `{name}`")
    } else {
        format!("`{keys}`, for `{command}`, begins with `{others}`, a key of `{name}`")
    }
}

/// The first place where both are heard.
fn common(one: &Binding, other: &Binding) -> &'static str {
    let scope = one.command.scopes().iter().find(|scope| other.command.scopes().contains(scope));
    match scope {
        Some(Scope::Home) | None => "on the home screen",
        Some(Scope::Tree) => "in the tree",
        Some(Scope::Details) => "in the details",
        Some(Scope::Stats) => "in the stats",
        Some(Scope::Recall) => "in recall",
        Some(Scope::Sweep) => "in the first sweep",
        Some(Scope::List) => "in lists",
        Some(Scope::Note) => "while a note is written",
        Some(Scope::Unsaved) => "where changes are not saved",
        Some(Scope::Gone) => "where the progress file is gone",
    }
}
