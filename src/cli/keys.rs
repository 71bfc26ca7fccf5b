//! `milepost keys`: the keys of the screen, as the keymap has them, with the names that the settings know.

use std::fmt::Write as _;

use serde::Serialize;

use super::output::{DIM, HEADING, Output};
use super::refusal::Exit;
use super::table::{padded, widths};
use crate::command::{Binding, Command, Group, Keymap, Scope};
use crate::view::spoken;

#[derive(Serialize)]
struct Answer {
    keys: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    command: &'static str,
    group: String,
    keys: Vec<String>,
    scopes: Vec<&'static str>,
    does: &'static str,
    remark: String,
}

pub(super) fn run(output: &mut Output) -> anyhow::Result<Exit> {
    let keymap = output.settings.config.keymap.clone();
    if output.json {
        output.answer(answer(&keymap))?;
        return Ok(Exit::Done);
    }
    if output.is_spoken() {
        let aloud = |command| format!("{}.", spoken::command(&keymap, command, &ways(&keymap, command)));
        return Command::listed().try_for_each(|command| output.line(&aloud(command))).map(|()| Exit::Done);
    }
    let row = |command: Command| {
        let keys = ways(&keymap, command).join(" / ");
        [keys, command.name().to_owned(), command.sentence().to_owned(), keymap.remark(command)]
    };
    let widths = widths(&Command::listed().map(row).collect::<Vec<_>>());
    for group in Group::ALL {
        if group != Group::Mark {
            output.line("")?;
        }
        output.line(&output.paint(HEADING, group.title()))?;
        for [keys, name, does, remark] in of_group(group).map(row) {
            let (keys, name) = (padded(&keys, widths[0]), padded(&name, widths[1]));
            let (name, remark) = (output.paint(DIM, &name), output.paint(DIM, &remark));
            output.line(&format!("  {keys}  {name}  {}  {remark}", padded(&does, widths[2])))?;
        }
    }
    Ok(Exit::Done)
}

/// The same as a Markdown table.
pub fn keys_table(keymap: &Keymap) -> String {
    let mut table = "| key | what it does |\n|---|---|\n".to_owned();
    for group in Group::ALL {
        let title = group.title();
        let title = title[..1].to_owned() + &title[1..].to_lowercase();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| | **{title}** |");
        for command in of_group(group) {
            let keys: Vec<_> = ways(keymap, command).iter().map(|key| format!("`{key}`")).collect();
            let remark = keymap.remark(command);
            let remark = if remark.is_empty() { remark } else { format!(" ({remark})") };
            let _ = writeln!(table, "| {} | {}{remark} |", keys.join(" "), command.sentence());
        }
    }
    table
}

/// Its keys; without one, those that find it in the list of commands.
fn ways(keymap: &Keymap, command: Command) -> Vec<String> {
    let keys = keymap.keys(command);
    let help = keymap.first(Command::Help).filter(|_| keys.is_empty());
    keys.into_iter().chain(help.map(|help| format!("{help} {}", command.name()))).collect()
}

fn of_group(group: Group) -> impl Iterator<Item = Command> {
    Command::listed().filter(move |command| command.group() == group)
}

fn answer(keymap: &Keymap) -> Answer {
    let row = |&command: &Command| Row {
        command: command.name(),
        group: command.group().title().to_lowercase(),
        keys: keymap.of(command).map(Binding::shown).collect(),
        scopes: command.scopes().iter().map(|scope| Scope::name(*scope)).collect(),
        does: command.sentence(),
        remark: keymap.remark(command),
    };
    Answer { keys: Command::ALL.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_the_table_and_no_cell_is_broken() {
        let table = keys_table(&Keymap::default());
        for command in Command::ALL.iter().filter(|command| command.number().is_none()) {
            assert!(table.contains(command.sentence()), "{command:?}");
        }
        assert!(table.contains("| `1 … 0` | Stage 1 to 10 (at home: roadmap 1 to 10) |"));
        assert!(table.lines().all(|line| line.matches('|').count() == 3), "{table}");
    }
}
