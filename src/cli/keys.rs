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
    let groups: Vec<_> = Group::ALL.into_iter().map(|group| (group, lines(&keymap, group, " / "))).collect();
    let all: Vec<_> = groups.iter().flat_map(|(_, lines)| lines.clone()).collect();
    let widths = widths(&all);
    for (group, lines) in groups {
        if group != Group::Mark {
            output.line("")?;
        }
        output.line(&output.paint(HEADING, group.title()))?;
        for [keys, does, remark] in lines {
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
        for [keys, does, remark] in lines(keymap, group, "\u{1f}") {
            let keys: Vec<_> =
                keys.split('\u{1f}').filter(|key| !key.is_empty()).map(|key| format!("`{key}`")).collect();
            let remark = if remark.is_empty() { remark } else { format!(" ({remark})") };
            let _ = writeln!(table, "| {} | {does}{remark} |", keys.join(" "));
        }
    }
    table
}

/// Keys, sentence and remark of each command of a group. The digits share a line.
fn lines(keymap: &Keymap, group: Group, between: &str) -> Vec<[String; 3]> {
    let shown = |command| keymap.of(command).map(Binding::shown).collect::<Vec<_>>().join(between);
    let mut lines: Vec<[String; 3]> = Vec::new();
    let numbers: Vec<_> = Command::ALL.iter().filter(|command| command.number().is_some()).copied().collect();
    for &command in Command::ALL.iter().filter(|command| command.group() == group) {
        match command.number() {
            None => lines.push([shown(command), command.sentence().to_owned(), command.remark().to_owned()]),
            Some(0) => {
                let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
                let keys: Vec<_> = numbers.iter().map(|&number| shown(number)).collect();
                let keys = format!("{} … {}", keys[0], keys[keys.len() - 1]);
                let does = format!("{} to {}", first.sentence(), last.sentence().trim_start_matches("Stage "));
                lines.push([keys, does, "on the home screen: roadmap 1 to 10".to_owned()]);
            }
            Some(_) => {}
        }
    }
    lines
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
        assert!(table.contains("| `1 … 0` | Stage 1 to 10 (on the home screen: roadmap 1 to 10) |"));
        assert!(table.lines().all(|line| line.matches('|').count() == 3), "{table}");
    }
}
