//! How every verb behaves: usage, colours, hostile texts, readers that go away.

use std::fs::{self, File};
use std::io;

use super::{BROKEN, FARM, ZOO, zoo};
#[cfg(unix)]
use crate::pty::Pty;
use crate::support::Test;

#[test]
fn what_is_asked_wrongly_is_answered_with_2() {
    let test = Test::new();
    for args in [["shwo", "x"], ["list", "--nope"], ["completions", "csh"], ["zoo.yaml", "list"]] {
        test.run(args).code(2).stdout("");
    }
    test.run(["lsit"]).code(2).stderr(
        "error: neither a command nor a file is called \"lsit\"\n  Commands: open list show next stats done start know \
         skip reset note proof adopt recall search undo redo log export import sync check restore doctor config path \
         keys completions\n",
    );
    assert_eq!(test.run(["done", "--json"]).code(2).json()["error"]["code"], "usage");
    assert_eq!(test.run(["lsit", "--json"]).code(2).json()["error"]["code"], "usage");
    insta::assert_snapshot!("help", test.run(["--help"]).success().stdout);
    assert!(test.run(["--version"]).success().stdout.starts_with("milepost "));
}

#[test]
fn an_error_is_one_sentence_whatever_is_quoted_in_it() {
    let test = zoo().env("MILEPOST_CONFIG", "my\nfile");
    fs::create_dir(test.path("my\nfile")).expect("a directory");
    for args in [["show", "a\nb"], ["done", "a\nb"], ["sync", "a\nb"], ["restore", "a\nb"], ["check", "a\nb"]] {
        let ran = test.run(args);
        let said = ran.stderr.lines().find(|line| line.starts_with("error: ")).expect("an error");
        assert!(said.contains("a b"), "{args:?}: {said}");
        let settings = "my file could not be read: it is not a regular file. All settings are at their defaults.";
        assert_eq!(ran.stderr.lines().next(), Some(settings));
    }
    assert_eq!(test.run(["show", "a\nb", "--json"]).json()["error"]["message"], "no roadmap is called \"a b\"");
}

#[test]
fn looking_makes_no_file() {
    let test = Test::new().file("zoo.yaml", ZOO);
    for args in [
        &["list"][..],
        &["next"],
        &["show", "zoo.yaml"],
        &["search", "hay"],
        &["check", "zoo.yaml"],
        &["config"],
        &["path"],
        &["keys"],
        &["undo"],
        &["done", "xylophone"],
        &["note", "hay bales"],
        &["proof", "hay bales"],
    ] {
        test.command(args).output().expect("it runs");
        assert!(!test.path("data").exists() && !test.path("state").exists(), "{args:?}");
    }
}

#[test]
fn colours_come_only_where_they_are_wanted() {
    let coloured = |test: Test, when: &str| test.run(["keys", "--color", when]).success().stdout.contains('\u{1b}');
    assert!(!coloured(Test::new(), "auto"), "no terminal, no colour");
    assert!(coloured(Test::new(), "always"));
    assert!(coloured(Test::new().env("NO_COLOR", "1"), "always"), "what is said outright goes before NO_COLOR");
    assert!(!coloured(Test::new(), "never"));
    let plain = zoo().run(["show", "zoo"]).success().stdout;
    let painted = zoo().run(["show", "zoo", "--color", "always"]).success().stdout;
    assert_ne!(painted, plain);
    let bare =
        ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[35m"].iter().fold(painted, |text, code| text.replace(code, ""));
    let trimmed: Vec<_> = bare.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
}

#[test]
fn no_argument_and_no_file_reaches_the_terminal_raw() {
    const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}\u{200b}\u{9b}31m";
    let hostile_zoo = format!(
        "title: \"Zoo \\e[2J\\u202E\"\nstages: [{{title: \"A \\a\", topics: [\"Zebra \\u009B\"]}}]\n# {HOSTILE}\n"
    );
    let test = Test::new().roadmap("hostile", &hostile_zoo).file("broken.yaml", &format!("{HOSTILE}: x\n"));
    let yaml = format!("{HOSTILE}.yaml");
    let theme = Test::new().env("MILEPOST_THEME", HOSTILE);
    let config = Test::new().env("MILEPOST_CONFIG", HOSTILE);
    let hostile_config = "machine: \"\\e]0;x\\a\"\ntheme: \"\\e[2J\"\n\"\\u202e\": x\nthemes: {\"\\u202e\": {}}\nkeys: {\"\\e[2J\": x, done: [\"\\e\", \"\\u202e\"]}\n";
    let test = test.file("hostile-config.yaml", hostile_config);
    let runs = [
        test.run(["done", HOSTILE]),
        test.run(["note", "zebra", HOSTILE]),
        test.run(["note", "zebra"]),
        test.run(["note", "zebra", "--json"]),
        test.run(["proof", "zebra", HOSTILE]),
        test.run(["proof", "zebra", HOSTILE, "--remove"]),
        test.run(["show", HOSTILE]),
        test.run(["show", "hostile"]),
        test.run(["list"]),
        test.run(["done", "zebra"]),
        test.run(["undo"]),
        test.run(["show", &yaml]),
        test.run(["search", HOSTILE]),
        test.run([HOSTILE]),
        test.run(["list", HOSTILE]),
        test.run(["list", "--color", HOSTILE]),
        test.run(["check", &yaml, "broken.yaml"]),
        test.run(["--data", HOSTILE, "path"]),
        test.run(["--data", HOSTILE, "path", "--json"]),
        test.run(["show", HOSTILE, "--json"]),
        test.run(["config", "--config", HOSTILE]),
        test.run(["config", "--config", "hostile-config.yaml"]),
        test.run(["config", "--config", "hostile-config.yaml", "--json"]),
        test.run(["keys", "--config", "hostile-config.yaml"]),
        config.run(["config", "--init"]),
        theme.run(["list"]),
    ];
    for ran in runs {
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!all.is_empty());
        let raw = all.chars().find(|&c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}'));
        assert_eq!(raw, None, "{all:?}");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let test = zoo();
    for args in [&["keys"][..], &["list"], &["show", "zoo", "--json"], &["completions", "bash"], &["--help"]] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let output = test.command(args).stdout(writer).output().expect("it runs");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr)), (Some(0), "".into()), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_told() {
    for args in [&["keys"][..], &["list", "--json"], &["completions", "bash"], &["--version"]] {
        let full = File::options().write(true).open("/dev/full").expect("a full device");
        let output = Test::new().command(args).stdout(full).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.starts_with("error: could not write to standard output: No space left"), "{said}");
    }
}

#[test]
#[cfg(unix)]
fn on_a_terminal_a_named_roadmap_is_shown_and_a_broken_file_is_not() {
    let test = zoo().file("broken.yaml", BROKEN).file("farm.yaml", FARM);
    for args in [["open", "zoo"], ["open", "data/roadmaps/zoo.yaml"]] {
        let mut pty = Pty::start(test.home(), (100, 30), &args, &[]);
        pty.sees("Keeper of a Zoo").sees("First animal").types("q");
        assert_eq!(pty.ends(), 0);
    }
    let mut pty = Pty::start(test.home(), (100, 30), &["farm.yaml"], &[]);
    pty.sees("Farm").sees("Haystacks").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::start(test.home(), (100, 30), &["broken.yaml"], &[]);
    assert_eq!(pty.ends(), 4);
    pty.sees("unknown field `titel`").sees("broken.yaml cannot be used as a roadmap: 1 error");
    let mut pty = Pty::start(test.home(), (100, 30), &["open", "farmm"], &[]);
    assert_eq!(pty.ends(), 3);
    pty.sees("no roadmap is called \"farmm\"");
}
