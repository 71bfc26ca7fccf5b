//! The user's own editor: it gets the terminal and a file, and we get both back.

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
        Err(why) => complaint(&why),
    }
}

/// Gives the terminal to the user's editor with a file of the user, at a line; says what went wrong, if anything did.
pub(super) fn edit(path: &Path, line: Option<usize>, terminal: &mut Terminal) -> Option<Msg> {
    let edited = Editor::of_user().and_then(|editor| {
        terminal.give_back();
        match editor.run(path, line) {
            Ok(status) if is_well(status) => Ok(()),
            Ok(_) => Err(format!("`{}` ended with an error", editor.program())),
            Err(error) => Err(not_started(&editor, &error, "set EDITOR")),
        }
    });
    edited.err().map(|why| complaint(&why))
}

fn written(text: &str, paths: &Paths, terminal: &mut Terminal) -> Result<String, String> {
    let editor = Editor::of_user()?;
    let mut scratch = Scratch::new(paths, &ended(text)).map_err(|error| error.to_string())?;
    terminal.give_back();
    match editor.run(scratch.path(), None) {
        Ok(status) if is_well(status) => {
            scratch.read(LONGEST_NOTE).map_err(|error| format!("{error}; it is still there"))
        }
        Ok(_) => Err(format!("`{}` ended with an error: the note is as it was", editor.program())),
        Err(error) => Err(not_started(&editor, &error, "set EDITOR, or write it here")),
    }
}

/// One that was killed may have saved before.
fn is_well(status: ExitStatus) -> bool {
    status.success() || status.code().is_none()
}

/// Cause and cure before the name, which may be long: the line is cut at its end.
fn not_started(editor: &Editor, error: &io::Error, cure: &str) -> String {
    let why = match error.kind() {
        ErrorKind::NotFound => "not found".to_owned(),
        ErrorKind::PermissionDenied => "not allowed to run".to_owned(),
        _ => error.to_string(),
    };
    format!("editor {why}: {cure} (`{}`)", editor.program())
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
    fn cause_and_cure_stand_before_what_may_be_cut() {
        let path = "/a/path/so/long/that/it/fills/most/of/a/line/of/eighty/cells/before/its/editor";
        let editor = Editor::parse(path).unwrap();
        for (kind, said) in [(ErrorKind::NotFound, "not found"), (ErrorKind::PermissionDenied, "not allowed to run")] {
            let told = not_started(&editor, &kind.into(), "set EDITOR, or write it here");
            assert!(told[..78].contains(&format!("editor {said}: set EDITOR, or write it here (")), "{told}");
            assert!(told.ends_with(&format!("(`{path}`)")), "{told}");
        }
    }
}
