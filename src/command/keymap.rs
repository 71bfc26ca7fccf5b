//! Which key asks for what, where. Help shows what stands here, never the table's defaults.

use super::key::Key;
use super::list::Command;
use super::scope::Scope;

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        Self::new(Command::ALL.iter().flat_map(|&command| Binding::defaults(command)).collect())
    }
}

impl Keymap {
    /// The keymap of these bindings; those of a command in their order, of which the first is shown where there is
    /// room for one. In no scope may one be the beginning of another.
    pub fn new(mut bindings: Vec<Binding>) -> Self {
        // Only Unix can stop a program and let it go on.
        bindings.retain(|binding| cfg!(unix) || binding.command != Command::Suspend);
        bindings.sort_by_key(|binding| binding.command);
        Self { bindings }
    }

    /// What these keys, pressed in turn, ask for in `scope`.
    pub fn look_up(&self, scope: Scope, pressed: &[Key]) -> Looked {
        let heard = || self.bindings.iter().filter(|binding| binding.command.scopes().contains(&scope));
        if let Some(binding) = heard().find(|binding| binding.keys == pressed) {
            return Looked::Command(binding.command);
        }
        let begun: Vec<_> = heard().filter(|binding| binding.keys.starts_with(pressed)).cloned().collect();
        if begun.is_empty() { Looked::Unbound } else { Looked::Begun(begun) }
    }

    /// The keys of a command for a person, each by itself. The ten numbers are told together, at the first.
    pub fn keys(&self, command: Command) -> Vec<String> {
        if command.number() != Some(0) {
            return self.of(command).map(Binding::shown).collect();
        }
        let numbers = || Command::ALL.iter().copied().filter(|command| command.number().is_some());
        if numbers().all(|number| self.of(number).cloned().eq(Binding::defaults(number))) {
            return vec!["1 … 0".to_owned()];
        }
        let first: Vec<_> = numbers().filter_map(|number| self.first(number)).collect();
        if first.is_empty() { first } else { vec![first.join(" ")] }
    }

    /// The keys of a command in one line: `U / Ctrl-r`; empty if it has none.
    pub fn shown(&self, command: Command) -> String {
        self.keys(command).join(" / ")
    }

    /// The first key of a command for a person.
    pub fn first(&self, command: Command) -> Option<String> {
        self.of(command).next().map(Binding::shown)
    }

    /// Its first key that asks for it in a scope also while something is typed there.
    pub fn first_in(&self, scope: Scope, command: Command) -> Option<String> {
        self.of(command).find(|binding| command.hears(scope, &binding.keys)).map(Binding::shown)
    }

    /// What a key is good for, in a sentence: `u undoes it.`; empty, if the command has no key.
    pub fn hint(&self, command: Command, does: &str) -> String {
        self.first(command).map(|key| format!("{key} {does}")).unwrap_or_default()
    }

    /// What else there is to know of a command, with the keys in force; empty, if it would name one that is not there.
    pub fn remark(&self, command: Command) -> String {
        let mut told = String::new();
        for (number, part) in command.remark().split(['{', '}']).enumerate() {
            let named = || Command::ALL.iter().find(|command| command.name() == part);
            match (number % 2, named()) {
                (0, _) => told.push_str(part),
                (_, named) => match named.and_then(|&named| self.first(named)) {
                    Some(key) => told.push_str(&key),
                    None => return String::new(),
                },
            }
        }
        told
    }

    /// The bindings of a command.
    pub fn of(&self, command: Command) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.command == command)
    }
}

impl Binding {
    /// Those that a command has unless the user says otherwise.
    pub fn defaults(command: Command) -> impl Iterator<Item = Self> {
        let keys = |written: &&str| Key::sequence(written).expect("the table names only keys that exist");
        command.default_keys().iter().map(move |written| Self { keys: keys(written), command })
    }

    /// The keys as they are written in the table and in the settings: `g g`.
    pub fn name(&self) -> String {
        let keys: Vec<_> = self.keys.iter().map(|key| key.name()).collect();
        keys.join(" ")
    }

    /// Whether one of the two could never be asked for where both are heard: it is, or begins, the other.
    pub fn clashes(&self, other: &Self) -> bool {
        let common = |scope: &Scope| other.command.scopes().contains(scope);
        (self.keys.starts_with(&other.keys) || other.keys.starts_with(&self.keys))
            && self.command.scopes().iter().any(common)
    }

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
        for (number, binding) in keymap.bindings.iter().enumerate() {
            for other in &keymap.bindings[..number] {
                assert!(!binding.clashes(other), "{} is a key of {:?} too", binding.shown(), other.command);
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
    fn every_default_key_is_heard_somewhere_and_nobody_can_lock_themselves_out() {
        let keymap = Keymap::default();
        for Binding { keys, command } in &keymap.bindings {
            assert_eq!(keys.iter().find_map(|key| key.unheard()), None, "{command:?}");
            assert!(command.scopes().iter().any(|&scope| command.hears(scope, keys)), "{command:?}");
        }
        for &command in Command::ALL.iter().filter(|command| command.is_needed()) {
            for &scope in command.scopes() {
                assert_ne!(keymap.first_in(scope, command), None, "{command:?} in {scope:?}");
            }
        }
    }

    #[test]
    fn what_is_said_of_keys_names_those_in_force() {
        let own = |written: &[(&str, Command)]| {
            let binding = |&(keys, command): &(&str, _)| Binding { keys: press(keys), command };
            Keymap::new(written.iter().map(binding).collect())
        };
        let keymap = own(&[("x", Command::Undo), ("w", Command::NextMatch), ("esc", Command::PrevMatch)]);
        assert_eq!(keymap.hint(Command::Undo, "undoes it."), "x undoes it.");
        assert_eq!(keymap.hint(Command::Redo, "redoes it."), "");
        assert_eq!(keymap.remark(Command::DropNote), "x brings it back");
        assert_eq!(keymap.remark(Command::Find), "then w and Esc");
        assert_eq!(own(&[("w", Command::NextMatch)]).remark(Command::Find), "");
        assert_eq!(keymap.remark(Command::Done), "on a parent: everything inside");
        for &command in Command::ALL {
            assert_eq!(Keymap::default().remark(command).is_empty(), command.remark().is_empty(), "{command:?}");
        }
    }

    #[test]
    fn the_numbers_are_told_together() {
        assert_eq!(Keymap::default().shown(Command::Number1), "1 … 0");
        let bindings = Command::ALL.iter().flat_map(|&command| Binding::defaults(command));
        let others = bindings.filter(|binding| binding.command != Command::Number2);
        assert_eq!(Keymap::new(others.collect()).shown(Command::Number1), "1 3 4 5 6 7 8 9 0");
    }

    #[test]
    fn every_command_is_reached_by_a_key_or_by_the_palette() {
        let keymap = Keymap::default();
        for &command in Command::ALL {
            let by_key = command.scopes().iter().any(|&scope| keymap.first_in(scope, command).is_some());
            let has_help = |scope: &Scope| keymap.first_in(*scope, Command::Help).is_some();
            let by_palette = Command::listed().any(|listed| listed == command) && command.scopes().iter().any(has_help);
            assert!(by_key || by_palette, "{command:?}");
            assert!(!command.sentence().is_empty());
        }
    }

    #[test]
    fn no_two_commands_have_one_name() {
        let names: std::collections::HashSet<_> = Command::ALL.iter().map(|command| command.name()).collect();
        assert_eq!(names.len(), Command::ALL.len());
    }
}
