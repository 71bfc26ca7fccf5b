//! Which key asks for what, where. Help shows what stands here, never the table's defaults.

use super::key::Key;
use super::list::{Command, Scope};

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// Keys pressed one after another, and the command that they ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub keys: Vec<Key>,
    pub command: Command,
}

/// What pressed keys come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    Command(Command),
    /// They begin longer ones: these.
    Begun(Vec<Binding>),
    Unbound,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = |written| Key::sequence(written).expect("the table names only keys that exist");
        // Only Unix can stop a program and let it go on.
        let works = |command: &&Command| cfg!(unix) || **command != Command::Suspend;
        let bindings = Command::ALL
            .iter()
            .filter(works)
            .flat_map(|&command| command.default_keys().iter().map(move |key| (command, key)))
            .map(|(command, key)| Binding { keys: keys(key), command })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// What these keys, pressed in turn, ask for in `scope`.
    pub fn look_up(&self, scope: Scope, pressed: &[Key]) -> Looked {
        let heard = || self.bindings.iter().filter(|binding| binding.command.scopes().contains(&scope));
        if let Some(binding) = heard().find(|binding| binding.keys == pressed) {
            return Looked::Command(binding.command);
        }
        let begun: Vec<_> = heard().filter(|binding| binding.keys.starts_with(pressed)).cloned().collect();
        if begun.is_empty() { Looked::Unbound } else { Looked::Begun(begun) }
    }

    /// The keys of a command for a person, each by itself. The ten digits are told together, at the first.
    pub fn keys(&self, command: Command) -> Vec<String> {
        let own = self.of(command).map(Binding::shown);
        match (command.number(), self.first(Command::Number10)) {
            (Some(0), Some(last)) => own.map(|first| format!("{first} … {last}")).collect(),
            _ => own.collect(),
        }
    }

    /// The keys of a command in one line: `U / Ctrl-r`; empty if it has none.
    pub fn shown(&self, command: Command) -> String {
        self.keys(command).join(" / ")
    }

    /// The first key of a command for a person.
    pub fn first(&self, command: Command) -> Option<String> {
        self.of(command).next().map(Binding::shown)
    }

    /// The bindings of a command.
    pub fn of(&self, command: Command) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.command == command)
    }
}

impl Binding {
    /// The keys for a person: `g g`.
    pub fn shown(&self) -> String {
        let keys: Vec<_> = self.keys.iter().map(Key::to_string).collect();
        keys.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> Vec<Key> {
        Key::sequence(keys).expect(keys)
    }

    #[test]
    fn no_key_asks_for_two_things_in_one_scope() {
        let keymap = Keymap::default();
        for scope in Scope::ALL {
            let mut seen: Vec<&[Key]> = Vec::new();
            for binding in keymap.bindings.iter().filter(|binding| binding.command.scopes().contains(&scope)) {
                for other in &seen {
                    let clash = other.starts_with(&binding.keys) || binding.keys.starts_with(other);
                    assert!(!clash, "{} is taken twice in {scope:?}", binding.shown());
                }
                seen.push(&binding.keys);
            }
        }
    }

    #[test]
    fn a_begun_sequence_names_what_may_follow() {
        let keymap = Keymap::default();
        let Looked::Begun(begun) = keymap.look_up(Scope::Tree, &press("g")) else { panic!("g waits") };
        assert_eq!(begun.iter().map(|binding| binding.command).collect::<Vec<_>>(), [Command::Top, Command::EditHere]);
        assert_eq!(keymap.look_up(Scope::Tree, &press("g g")), Looked::Command(Command::Top));
        assert_eq!(keymap.look_up(Scope::Tree, &press("g x")), Looked::Unbound);
    }

    #[test]
    fn keys_that_terminals_confuse_are_never_bound() {
        for confused in ["ctrl-i", "ctrl-m", "ctrl-h", "ctrl-["] {
            for scope in Scope::ALL {
                assert_eq!(Keymap::default().look_up(scope, &press(confused)), Looked::Unbound);
            }
        }
    }

    #[test]
    fn every_command_is_reached_by_a_key_or_by_the_palette() {
        for &command in Command::ALL {
            assert!(!command.sentence().is_empty());
            assert!(!command.scopes().is_empty(), "{command:?} is heard nowhere");
        }
        let names: std::collections::HashSet<_> = Command::ALL.iter().map(|command| command.name()).collect();
        assert_eq!(names.len(), Command::ALL.len());
    }
}
