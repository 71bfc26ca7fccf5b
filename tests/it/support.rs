//! The real binary on the command line: a home of its own, its arguments, and what it answers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// One home, in which the program may be run many times.
pub(super) struct Test {
    home: TempDir,
    env: Vec<(String, String)>,
    stdin: String,
}

/// What one run came to. Paths inside the home begin with `HOME`.
pub(super) struct Ran {
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) code: Option<i32>,
}

impl Test {
    pub(super) fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a directory of its own"), env: Vec::new(), stdin: String::new() }
    }

    /// Puts a roadmap among the user's own.
    pub(super) fn roadmap(self, id: &str, text: &str) -> Self {
        self.file(&format!("data/roadmaps/{id}.yaml"), text)
    }

    /// Puts a file where the program is run.
    pub(super) fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in the home")).expect("directories can be made");
        fs::write(path, text).expect("files can be written");
        self
    }

    pub(super) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn stdin(mut self, text: &str) -> Self {
        text.clone_into(&mut self.stdin);
        self
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The state file; empty if there is none.
    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.path("data/progress.jsonl")).unwrap_or_default()
    }

    /// The program with its surroundings, not yet started.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        self.command_of(env!("CARGO_BIN_EXE_milepost"), args)
    }

    /// Another program in the same surroundings.
    pub(super) fn command_of(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.home()).env_clear();
        for (name, directory) in [("MILEPOST_DATA", "data"), ("MILEPOST_STATE", "state"), ("HOME", "")] {
            command.env(name, self.path(directory));
        }
        command.envs([("LANG", "C.UTF-8"), ("TERM", "xterm-256color"), ("TZ", "UTC")]);
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    pub(super) fn run<const N: usize>(&self, args: [&str; N]) -> Ran {
        self.run_all(&args)
    }

    pub(super) fn run_all(&self, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("milepost starts");
        // A program that does not read its input has closed it.
        drop(child.stdin.take().expect("it is piped").write_all(self.stdin.as_bytes()));
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("it speaks UTF-8");
            text.replace(&*self.home().to_string_lossy(), "HOME")
        };
        Ran { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }
}

impl Ran {
    #[track_caller]
    pub(super) fn success(self) -> Self {
        self.code(0)
    }

    #[track_caller]
    pub(super) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(super) fn stdout(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "stderr: {}", self.stderr);
        self
    }

    #[track_caller]
    pub(super) fn stderr(self, text: &str) -> Self {
        assert_eq!(self.stderr, text, "stdout: {}", self.stdout);
        self
    }

    /// The one object on standard output.
    #[track_caller]
    pub(super) fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{}", self.stdout);
        let value: Value = serde_json::from_str(&self.stdout).expect(&self.stdout);
        assert_eq!(value["schema"], 1);
        value
    }
}
