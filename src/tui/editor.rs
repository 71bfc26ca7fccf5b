//! Which editor the user has, and how it is told of a line.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// The editor where none is named.
const DEFAULT: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// How editors are told of a line, by the names of their programs; one that is not here is not told.
const WAYS: [(Way, &[&str]); 3] = [
    (
        Way::Plus,
        &[
            "vi",
            "vim",
            "nvim",
            "gvim",
            "view",
            "vis",
            "elvis",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "mg",
            "jed",
            "joe",
            "kak",
            "micro",
            "mcedit",
            "ne",
            "gedit",
        ],
    ),
    (Way::Colon, &["hx", "helix", "subl", "zed", "zeditor"]),
    (Way::Goto, &["code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf", "positron"]),
];

/// How an editor is told of a line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `+14 FILE`
    Plus,
    /// `FILE:14`
    Colon,
    /// `-g FILE:14`
    Goto,
}

/// A program with its first arguments.
#[derive(Debug)]
pub(super) struct Editor {
    words: Vec<String>,
}

impl Editor {
    /// `$VISUAL`, `$EDITOR` or the usual one, with its arguments, taken apart as a shell would.
    pub(super) fn of_user() -> Result<Self, String> {
        let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
            let value = std::env::var_os(name)?.to_string_lossy().into_owned();
            Some(value).filter(|value| !value.trim().is_empty())
        });
        Self::parse(&named.unwrap_or_else(|| DEFAULT.to_owned()))
    }

    pub(super) fn parse(command: &str) -> Result<Self, String> {
        match shell_words::split(command) {
            Ok(words) if words.first().is_some_and(|program| !program.is_empty()) => Ok(Self { words }),
            _ => Err(format!("the editor is named in a way that cannot be understood: `{command}`")),
        }
    }

    pub(super) fn program(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Runs it on a file, at a line if it can be told, and waits for its end.
    pub(super) fn run(&self, path: &Path, line: Option<usize>) -> io::Result<ExitStatus> {
        let (program, arguments) = self.words.split_first().ok_or(io::ErrorKind::NotFound)?;
        Command::new(program).args(arguments).args(self.at(path, line)).status()
    }

    /// The last arguments: the file, and where in it.
    fn at(&self, path: &Path, line: Option<usize>) -> Vec<OsString> {
        let name = Path::new(self.program()).file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let way = WAYS.iter().find(|(_, names)| names.contains(&name)).map(|&(way, _)| way);
        let Some((line, way)) = line.zip(way) else { return vec![path.into()] };
        let with_line = || {
            let mut path = OsString::from(path);
            path.push(format!(":{line}"));
            path
        };
        match way {
            Way::Plus => vec![format!("+{line}").into(), path.into()],
            Way::Colon => vec![with_line()],
            Way::Goto => vec!["-g".into(), with_line()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_taken_apart_as_a_shell_would() {
        let words = |command| Editor::parse(command).map(|editor| editor.words);
        assert_eq!(words("code --wait").unwrap(), ["code", "--wait"]);
        assert_eq!(words("'/opt/my editor/ed' -c \"a b\"").unwrap(), ["/opt/my editor/ed", "-c", "a b"]);
        assert_eq!(words("vi; rm -r $HOME").unwrap(), ["vi;", "rm", "-r", "$HOME"], "nothing is run by a shell");
        for wrong in ["'vi", "\"\"", " "] {
            assert!(words(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_editor_is_told_of_a_line_in_its_own_way_and_an_unknown_one_of_none() {
        for (command, arguments) in [
            ("vi", "+14 /a b.yaml"),
            ("/usr/bin/nvim -p", "+14 /a b.yaml"),
            ("emacsclient -t", "+14 /a b.yaml"),
            ("hx", "/a b.yaml:14"),
            ("code --wait", "-g /a b.yaml:14"),
            ("ed", "/a b.yaml"),
        ] {
            let editor = Editor::parse(command).unwrap();
            let told = editor.at(Path::new("/a b.yaml"), Some(14)).join(OsStr::new(" "));
            assert_eq!(told, *arguments, "{command}");
            assert_eq!(editor.at(Path::new("/a b.yaml"), None), ["/a b.yaml"]);
        }
    }
}
