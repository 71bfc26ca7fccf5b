//! Help, menu and palette at once: the commands that can be asked for here, searched.

use tui_input::{Input, InputRequest};

use super::message::{Effect, Msg};
use super::state::{App, Overlay};
use crate::command::{Command, Keymap, Scope};

/// The typed words and the commands that they leave.
#[derive(Debug)]
pub struct Palette {
    pub typed: Input,
    pub commands: Vec<Command>,
    pub row: usize,
    /// Who heard the keys when it was opened: only what can be asked for there is listed.
    pub scope: Scope,
}

impl Palette {
    pub fn new(scope: Scope) -> Self {
        let mut palette = Self { typed: Input::default(), commands: Vec::new(), row: 0, scope };
        palette.commands = listed(scope).collect();
        palette
    }

    fn search(&mut self, keymap: &Keymap) {
        let words: Vec<_> = self.typed.value().split_whitespace().map(str::to_lowercase).collect();
        let matches = |command: &Command| {
            let text = format!("{} {}", command.sentence(), command.remark()).to_lowercase();
            let keys = keymap.shown(*command).to_lowercase();
            words
                .iter()
                .all(|word| text.contains(word.as_str()) || keys == *word || command.name().contains(word.as_str()))
        };
        self.commands = listed(self.scope).filter(matches).collect();
        self.row = 0;
    }
}

impl App {
    pub(super) fn open_palette(&mut self) {
        self.overlay = Some(Overlay::Palette(Palette::new(self.scope())));
    }

    pub(super) fn type_command(&mut self, request: InputRequest) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay
            && palette.typed.handle(request).is_some_and(|changed| changed.value)
        {
            palette.search(&self.keymap);
        }
    }

    /// Closes the palette and does what is under its cursor.
    pub(super) fn run_picked(&mut self) -> Vec<Effect> {
        let Some(Overlay::Palette(palette)) = self.overlay.take() else { return Vec::new() };
        match palette.commands.get(palette.row) {
            Some(&command) => self.update(Msg::Command(command)),
            None => Vec::new(),
        }
    }
}

/// What help lists in a scope.
fn listed(scope: Scope) -> impl Iterator<Item = Command> {
    Command::listed().filter(move |command| command.scopes().contains(&scope))
}
