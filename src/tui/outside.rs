//! The user's own editor: it gets the terminal and a file, and we get both back.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitStatus;

use super::editor::Editor;
use super::terminal::Terminal;
use crate::app::{Msg, Subject};
use crate::model::{LONGEST_NOTE, SafeText};
use crate::store::{Paths, Scratch};

/// Gives the terminal to the user's editor with a note in a file; says what came of it. The terminal is not taken
/// again.
pub(super) fn write(subject: Subject, text: &str, paths: &Paths, terminal: &mut Terminal) -> Msg {
    match written(text, paths, terminal) {
        Ok(text) => Msg::Written { subject, text },
        Err(why) => why,
    }
}

/// Gives the terminal to the user's editor with a file of the user, at a line; says what went wrong, if anything did.
pub(super) fn edit(path: &Path, line: Option<usize>, terminal: &mut Terminal) -> Option<Msg> {
    let edited = Editor::of_user().and_then(|editor| {
        terminal.give_back();
        match editor.run(path, line) {
            Ok(status) if is_well(status) => Ok(()),
            Ok(_) => Err(format!("`{}` ended with an error", editor.program())),
            Err(error) => Err(not_started(&editor, &error)),
        }
    });
    edited.err().map(|why| complaint(&why))
}

fn written(text: &str, paths: &Paths, terminal: &mut Terminal) -> Result<String, Msg> {
    let editor = Editor::of_user().map_err(|why| complaint(&why))?;
    let mut scratch = Scratch::new(paths, &ended(text)).map_err(|error| complaint(&error.to_string()))?;
    terminal.give_back();
    match editor.run(scratch.path(), None) {
        Ok(status) if is_well(status) => {
            scratch.read(LONGEST_NOTE).map_err(|error| complaint(&format!("{error}; it is still there")))
        }
        Ok(_) => Err(complaint(&format!("`{}` ended with an error: the note is as it was", editor.program()))),
        Err(error) => Err(Msg::NoEditor(SafeText::line(&not_started(&editor, &error)))),
    }
}

/// One that was killed may have saved before.
fn is_well(status: ExitStatus) -> bool {
    status.success() || status.code().is_none()
}

/// Short, without directories: what else helps is told behind it, and the line is cut at its end.
fn not_started(editor: &Editor, error: &io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::NotFound => "not found".to_owned(),
        ErrorKind::PermissionDenied => "not allowed to run".to_owned(),
        _ => error.to_string(),
    };
    let name = Path::new(editor.program()).file_name().map_or(editor.program().into(), OsStr::to_string_lossy);
    format!("editor `{name}` {why}: set EDITOR")
}

fn complaint(why: &str) -> Msg {
    Msg::Said { text: SafeText::line(why), error: true }
}

/// A text file ends with a newline; an empty one is empty.
fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cause_and_cure_are_short_whatever_the_path_is() {
        let editor = Editor::parse("/a/path/so/long/that/it/fills/most/of/a/line/of/eighty/cells/ed -x").unwrap();
        let told = |kind: ErrorKind| not_started(&editor, &kind.into());
        assert_eq!(told(ErrorKind::NotFound), "editor `ed` not found: set EDITOR");
        assert_eq!(told(ErrorKind::PermissionDenied), "editor `ed` not allowed to run: set EDITOR");
    }
}
