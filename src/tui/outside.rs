//! The user's own editor: it gets the terminal and a file of ours, and we get both back.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::terminal::Terminal;
use crate::app::{Msg, Subject};
use crate::model::{LONGEST_NOTE, SafeText};
use crate::store::{Paths, Scratch};

/// The editor where none is named.
const DEFAULT: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Gives the terminal to the user's editor with a note in a file; says what came of it. The terminal is not taken again.
pub(super) fn write(subject: Subject, text: &str, paths: &Paths, terminal: &mut Terminal) -> Msg {
    match written(text, paths, terminal) {
        Ok(text) => Msg::Written { subject, text },
        Err(why) => Msg::Said { text: SafeText::line(&why), error: true },
    }
}

fn written(text: &str, paths: &Paths, terminal: &mut Terminal) -> Result<String, String> {
    let editor = editor()?;
    let mut scratch = Scratch::new(paths, &ended(text)).map_err(|error| error.to_string())?;
    terminal.give_back();
    let program = editor.first().map_or("", String::as_str);
    match run(&editor, scratch.path()) {
        // One that was killed may have saved before.
        Ok(status) if status.success() || status.code().is_none() => {
            scratch.read(LONGEST_NOTE).map_err(|error| format!("{error}; it is still there"))
        }
        Ok(_) => Err(format!("`{program}` ended with an error: the note is as it was")),
        Err(error) => Err(format!("could not start `{program}`: {error}. Set EDITOR, or write here with e")),
    }
}

/// `$VISUAL`, `$EDITOR` or the usual one, with its arguments, taken apart as a shell would.
fn editor() -> Result<Vec<String>, String> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = std::env::var_os(name)?.to_string_lossy().into_owned();
        Some(value).filter(|value| !value.trim().is_empty())
    });
    words(&named.unwrap_or_else(|| DEFAULT.to_owned()))
}

fn words(command: &str) -> Result<Vec<String>, String> {
    match shell_words::split(command) {
        Ok(words) if words.first().is_some_and(|program| !program.is_empty()) => Ok(words),
        _ => Err(format!("the editor is named in a way that cannot be understood: `{command}`")),
    }
}

fn run(editor: &[String], path: &Path) -> io::Result<ExitStatus> {
    let (program, arguments) = editor.split_first().ok_or(io::ErrorKind::NotFound)?;
    Command::new(program).args(arguments).arg(path).status()
}

/// A text file ends with a newline; an empty one is empty.
fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_taken_apart_as_a_shell_would() {
        assert_eq!(words("code --wait").unwrap(), ["code", "--wait"]);
        assert_eq!(words("'/opt/my editor/ed' -c \"a b\"").unwrap(), ["/opt/my editor/ed", "-c", "a b"]);
        assert_eq!(words("vi; rm -r $HOME").unwrap(), ["vi;", "rm", "-r", "$HOME"], "nothing is run by a shell");
        for wrong in ["'vi", "\"\"", " "] {
            assert!(words(wrong).is_err(), "{wrong}");
        }
    }
}
