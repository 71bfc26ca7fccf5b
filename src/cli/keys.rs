//! `milepost keys`: the keys of the screen, as the keymap has them.

use std::fmt::Write as _;

use serde::Serialize;

use super::output::{DIM, HEADING, Output};
use super::refusal::Exit;
use super::table::{padded, widths};
use crate::command::{Binding, Command, Group, Keymap, Scope};

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
    remark: &'static str,
}

pub(super) fn run(output: &mut Output) -> anyhow::Result<Exit> {
    let keymap = Keymap::default();
    if output.json {
        output.answer(answer(&keymap))?;
        return Ok(Exit::Done);
    }
    if output.is_spoken() {
        return Command::listed().try_for_each(|command| output.line(&aloud(&keymap, command))).map(|()| Exit::Done);
    }
    let row = |command: Command| {
        [ways(&keymap, command).join(" / "), command.sentence().to_owned(), command.remark().to_owned()]
    };
    let widths = widths(&Command::listed().map(row).collect::<Vec<_>>());
    for group in Group::ALL {
        if group != Group::Mark {
            output.line("")?;
        }
        output.line(&output.paint(HEADING, group.title()))?;
        for [keys, does, remark] in of_group(group).map(row) {
            let (keys, remark) = (padded(&keys, widths[0]), output.paint(DIM, &remark));
            output.line(&format!("  {keys}  {}  {remark}", padded(&does, widths[1])))?;
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
            let remark = if command.remark().is_empty() { "" } else { &format!(" ({})", command.remark()) };
            let _ = writeln!(table, "| {} | {}{remark} |", keys.join(" "), command.sentence());
        }
    }
    table
}

/// `Skip / unskip: s, leaves the total.`
fn aloud(keymap: &Keymap, command: Command) -> String {
    let remark = if command.remark().is_empty() { "" } else { &format!(", {}", command.remark()) };
    format!("{}: {}{remark}.", command.sentence(), ways(keymap, command).join(" or "))
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
        remark: command.remark(),
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
