//! Help, menu and palette at once: the commands that can be asked for here, searched.

use tui_input::Input;

use crate::command::{Command, Keymap, Scope};

/// The typed words and the commands that they leave.
#[derive(Debug)]
pub struct Palette {
    pub typed: Input,
    pub commands: Vec<Command>,
    /// Where there is none: those of other screens, to be told of.
    pub elsewhere: Vec<Command>,
    pub row: usize,
    /// Who heard the keys when it was opened: only what can be asked for there is listed.
    pub scope: Scope,
}

impl Palette {
    pub fn new(scope: Scope) -> Self {
        let mut palette = Self { typed: Input::default(), commands: Vec::new(), elsewhere: Vec::new(), row: 0, scope };
        palette.commands = listed(scope).collect();
        palette
    }

    pub(super) fn search(&mut self, keymap: &Keymap) {
        let words: Vec<_> = self.typed.value().split_whitespace().map(str::to_lowercase).collect();
        let matches = |command: &Command| {
            let text = format!("{} {}", command.sentence(), keymap.remark(*command)).to_lowercase();
            let keys = keymap.shown(*command).to_lowercase();
            words
                .iter()
                .all(|word| text.contains(word.as_str()) || keys == *word || command.name().contains(word.as_str()))
        };
        self.commands = listed(self.scope).filter(matches).collect();
        let nothing = self.commands.is_empty();
        self.elsewhere = Command::listed().filter(|command| nothing && matches(command)).collect();
        self.row = 0;
    }
}

/// What help lists in a scope.
fn listed(scope: Scope) -> impl Iterator<Item = Command> {
    Command::listed().filter(move |command| command.scopes().contains(&scope))
}
