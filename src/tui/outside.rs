//! The user's own editor: it gets the terminal and a file of ours, and we get both back.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::terminal::Terminal;
use super::wait::Waiter;
use crate::app::{Msg, Subject};
use crate::model::{LONGEST_NOTE, SafeText};
use crate::store::{Paths, Scratch};

/// The editor where none is named.
const DEFAULT: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Has a note written in the user's editor; gives what came of it. Only the terminal can fail here.
pub(super) fn write(
    subject: Subject,
    text: &str,
    paths: &Paths,
    terminal: &mut Terminal,
    waiter: &mut Waiter,
) -> io::Result<Msg> {
    let mut scratch = match Scratch::new(paths, &ended(text)) {
        Ok(scratch) => scratch,
        Err(error) => return Ok(said(&error.to_string())),
    };
    let editor = match editor() {
        Ok(editor) => editor,
        Err(why) => return Ok(said(&why)),
    };
    terminal.give_back();
    let status = run(&editor, scratch.path());
    // Ctrl-c in the editor was meant for the editor.
    waiter.forgive_interrupts();
    terminal.take_again()?;
    let [program, ..] = editor.as_slice() else { return Ok(said("no editor is named")) };
    Ok(match status {
        Ok(status) if status.success() => match scratch.read(LONGEST_NOTE) {
            Ok(text) => Msg::Written { subject, text },
            Err(error) => said(&format!("{error}; it is still there")),
        },
        Ok(_) => said(&format!("`{program}` ended with an error: the note is as it was")),
        Err(error) => said(&format!("could not start `{program}`: {error}. Set EDITOR, or write here with e")),
    })
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

fn said(text: &str) -> Msg {
    Msg::Said { text: SafeText::line(text), error: true }
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
