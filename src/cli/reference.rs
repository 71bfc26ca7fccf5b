//! The verbs as a Markdown table, read off the arguments, for the README.

use std::fmt::Write as _;

use clap::CommandFactory;

use super::args::Args;

/// Every verb with its arguments and its sentence.
pub fn verbs_table() -> String {
    let mut command = Args::command();
    command.build();
    let mut table = "| command | what it does |\n|---|---|\n".to_owned();
    // Writing to a string cannot fail.
    let _ = writeln!(table, "| `milepost` | show the screen; `milepost FILE` shows a roadmap file |");
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let arguments: Vec<_> =
            verb.get_arguments().filter(|argument| !argument.is_global_set() && argument.get_id() != "help").collect();
        let named = arguments.iter().filter(|argument| argument.is_positional());
        let options = arguments.iter().filter(|argument| !argument.is_positional());
        let words = named.chain(options).map(|argument| {
            if argument.is_required_set() { argument.to_string() } else { bracketed(&argument.to_string()) }
        });
        let words: Vec<_> = std::iter::once(verb.get_name().to_owned()).chain(words.map(|word| plain(&word))).collect();
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(table, "| `{}` | {} |", words.join(" "), lower_case(&about));
    }
    table
}

fn bracketed(word: &str) -> String {
    if word.starts_with('[') { word.to_owned() } else { format!("[{word}]") }
}

/// `TOPIC…` for clap's `<TOPIC>...`.
fn plain(word: &str) -> String {
    word.replace(['<', '>'], "").replace("...", "…")
}

fn lower_case(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_table_shows_what_each_verb_takes() {
        let table = verbs_table();
        for row in [
            "| `show ROADMAP [--stage N] [--status STATUS]` | print a roadmap as a tree of boxes |",
            "| `next [ROADMAP] [-n N]` | say what to learn next, and why |",
            "| `done TOPIC… [--in ROADMAP]` | mark topics as done; on a parent, what is required inside it |",
            "| `check FILE…` | report every mistake in roadmap files |",
            "| `undo` | take the last change back |",
        ] {
            assert!(table.contains(row), "{row}\nis not in\n{table}");
        }
    }
}
