//! `$EDITOR` runs what the user wrote and nothing else: no file name, title or id is read by a shell, or as an option.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use crate::pty::Pty;
use crate::support::Test;

/// Notes what it is given, each behind a line of its own, and where it is told to, waits.
const EDITOR: &str = "#!/bin/sh\n{ for one; do printf '%s\\n--\\n' \"$one\"; done; } >\"$HOME/new\"\n\
                      mv \"$HOME/new\" \"$HOME/given\"\n\
                      [ \"$1\" = --wait ] || exit 0\nfor file; do :; done\nprintf 'half a thought' >\"$file\"\n\
                      echo WAITING\nread line\n";

const NAMES: [&str; 8] = [
    "-c touch owned.yaml",
    "+!touch owned.yaml",
    "a;touch owned;.yaml",
    "$(touch owned).yaml",
    "`touch owned`.yaml",
    "a\ntouch owned\n.yaml",
    "'\"a b.yaml",
    "--wait.yaml",
];

const TOPIC: &str = "-c '; touch owned; $(touch owned) `touch owned`";

fn home() -> Test {
    let roadmap = format!("title: \"{TOPIC}\"\nstages:\n  - title: Only\n    topics:\n      - title: \"{TOPIC}\"\n");
    let test = Test::new().file("bin/my editor", EDITOR).file("bin/vim", EDITOR);
    for name in ["my editor", "vim"] {
        let path = test.path(&format!("bin/{name}"));
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).expect("it is there");
    }
    NAMES.into_iter().fold(test, |test, name| test.file(name, &roadmap))
}

/// The screen on this file, with an editor by this name or these words.
fn start(test: &Test, file: &str, editor: &str) -> Pty {
    let env = [("VISUAL", editor), ("EDITOR", "false"), ("PATH", "/usr/bin:/bin")];
    let mut pty = Pty::start(test.home(), (100, 30), &["--", file], &env);
    pty.sees("touch owned").sees("❯");
    pty
}

/// The terminal is taken again: what is typed from here on is heard.
const BACK: &str = "\u{1b}[?1049h";

/// Has the editor opened by this key; says what it was given.
fn opens(pty: &mut Pty, key: &str, test: &Test) -> Vec<String> {
    pty.raw.clear();
    pty.types(key).asks(BACK);
    given(test)
}

fn given(test: &Test) -> Vec<String> {
    let words = fs::read_to_string(test.path("given")).expect("it was run");
    fs::remove_file(test.path("given")).expect("it was there");
    words.split_terminator("\n--\n").map(str::to_owned).collect()
}

#[test]
fn no_name_of_a_file_and_no_title_is_read_by_a_shell_or_as_an_option() {
    let test = home();
    let bin = test.path("bin");
    // Taken apart as a shell would, but for what a shell would put in the place of something.
    let words = format!("'{0}/my editor' -a \"b  c\" d\\ e '' $(touch$IFS'owned') ~ *", bin.display());
    let split = ["-a", "b  c", "d e", "", "$(touch$IFSowned)", "~", "*"];
    for name in NAMES {
        let path = test.path(name).to_string_lossy().into_owned();
        let mut pty = start(&test, name, &words);
        assert_eq!(opens(&mut pty, "gf", &test), [&split[..], &[&path]].concat(), "{name}");
        let scratch = opens(&mut pty, "E", &test).pop().expect("a file");
        let ours = test.path("state/note-").to_string_lossy().into_owned();
        assert!(scratch.starts_with(&ours), "{name}: {scratch}");
        pty.sees("❯").types("q");
        assert_eq!(pty.ends(), 0, "{name}");
    }
    let mut pty = start(&test, NAMES[1], &bin.join("vim").to_string_lossy());
    assert_eq!(opens(&mut pty, "gf", &test), ["+5", &test.path(NAMES[1]).to_string_lossy()]);
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    let there = [test.path("owned"), test.path("data/owned"), test.path("bin/owned")];
    assert!(there.iter().all(|path| !path.exists()));
}

#[test]
fn a_note_whose_program_was_killed_is_offered_at_the_next_start_and_stays() {
    let test = home();
    let words = format!("'{}/my editor' --wait", test.path("bin").display());
    let mut pty = start(&test, NAMES[2], &words);
    pty.types("E").sees("WAITING");
    pty.signal(Signal::KILL);
    pty.ends();
    let scratch = given(&test).pop().expect("a file");
    assert_eq!(fs::read_to_string(&scratch).expect("it is kept"), "half a thought");
    let kept = scratch.replace("/note-", "/unsaved-");
    let name = kept.rsplit('/').next().expect("a name").to_owned();
    let mut pty = Pty::start(test.home(), (200, 30), &["--", NAMES[2]], &[]);
    pty.sees("a note that was not saved is kept in").sees(&name[..20]).types("q");
    assert_eq!(pty.ends(), 0);
    assert_eq!(fs::read_to_string(&kept).expect("it is kept"), "half a thought");
    let said = test.run(["doctor"]).success().stdout;
    assert!(said.contains(&name), "{said}");
    // It is told once.
    let mut pty = Pty::start(test.home(), (200, 30), &["--", NAMES[2]], &[]);
    pty.sees("❯").types("j").sees("❯").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(!String::from_utf8_lossy(&pty.raw).contains("a note that was not saved"));
    assert!(fs::exists(&kept).expect("it can be looked for"));
}
