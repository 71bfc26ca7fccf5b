//! Texts that would command a terminal, from everywhere that a stranger can put one: none of them comes through.

mod editor;
#[cfg(target_os = "linux")]
mod heavy;
mod links;
mod malformed;
mod overlays;
#[cfg(target_os = "linux")]
mod unspeakable;

use std::fmt::Write as _;

use crate::pty::Pty;
use crate::support::{Ran, Test};

/// A title, a cleared screen, a colour; then what reorders, hides, tags or rings.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{8}\u{7f}\u{202e}\u{2066}\u{200b}\u{200e}\u{61c}\u{feff}\u{2028}\u{ad}\u{e0041}\u{3164}\u{115f}\u{1160}\u{ffa0}x";

/// What may not reach a terminal, wherever it stands.
fn is_hostile(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text as both JSON and YAML can hold it in quotation marks.
fn quoted() -> String {
    let mut text = String::new();
    for unit in HOSTILE.encode_utf16() {
        write!(text, "\\u{unit:04x}").expect("a string takes all");
    }
    text
}

/// The same in YAML, which writes letters beyond sixteen bits otherwise.
fn quoted_for_yaml() -> String {
    HOSTILE.chars().fold(String::new(), |text, letter| text + &format!("\\U{:08x}", u32::from(letter)))
}

fn roadmap() -> String {
    let x = quoted_for_yaml();
    format!(
        "title: \"Evil {x}\"\ndescription: \"D {x}\"\ntags: [\"{x}\"]\n\
         source: {{title: \"{x}\", author: \"{x}\", license: \"{x}\"}}\n\
         stages:\n  - title: \"Stage {x}\"\n    description: \"{x}\"\n    topics:\n      \
         - title: \"Zebra {x}\"\n        description: \"Striped {x}\"\n        check: \"Why {x}?\"\n        \
         points: [\"P {x}\"]\n        tools: [\"T {x}\"]\n        optional: \"because {x}\"\n        \
         resources: [{{title: \"R {x}\", url: \"https://example.org/\", note: \"{x}\"}}, {{title: \"{x}\", url: \"https://example.org/{{x}}\"}}]\n      \
         - {{title: \"Yak {x}\", recommended: \"for {x}\"}}\n"
    )
}

fn log() -> String {
    let x = quoted();
    let line = |number: u8, by: &str, topic: &str, set: &str| {
        format!(
            "{{\"id\":\"{number}\",\"at\":\"2026-11-0{number}T10:00:00.000+00:00\",\"by\":\"{by}\",\"roadmap\":\"evil\",\
             \"topic\":\"{topic}\",\"set\":{set},\"{x}\":\"{x}\"}}\n"
        )
    };
    let (note, proof) = (format!("{{\"note\":\"N {x}\"}}"), format!("{{\"proof\":[\"https://{x}\"]}}"));
    [
        "{\"milepost\":1}\n".to_owned(),
        line(1, "desk", "gone", &note),
        line(2, "desk", "gone", &proof),
        line(3, &x, "gone", &note),
        line(4, "desk", &x, "{\"status\":\"done\"}"),
        line(5, "desk", "gone", "{\"status\":\"done\"}"),
        format!("{HOSTILE}\n"),
    ]
    .concat()
}

fn evil() -> Test {
    let x = quoted_for_yaml();
    Test::new()
        .roadmap("evil", &roadmap())
        .roadmap(&format!("named {HOSTILE}"), "title: A\nstages: [{title: B, topics: [C]}]\n")
        .roadmap(&format!("broken {HOSTILE}"), &format!("{HOSTILE}: 1\n"))
        .file("data/progress.jsonl", &log())
        .file("broken.yaml", &format!("\"{x}\": 1\ntitle: [\"{x}\n"))
        .file(
            "strange.yaml",
            &format!("title: A\nicon: \"{x}\"\n\"{x}\": 1\nstages: [{{title: B, topics: [{{title: C, kind: \"{x}\", requires: [\"#{x}\"], resources: [\"https://{x}\"]}}]}}]\n"),
        )
        .file(&format!("{HOSTILE}.json"), HOSTILE)
}

#[track_caller]
fn is_clean(what: &str, ran: &Ran) {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    let found = all.chars().find(|&letter| is_hostile(letter));
    assert_eq!(found, None, "{what}: {all:?}");
    assert!(ran.code.is_some_and(|code| code < 5), "{what}: {:?}", ran.code);
}

#[test]
fn no_command_prints_one() {
    let file = format!("{HOSTILE}.json");
    let topic = format!("evil:{HOSTILE}");
    let commands: &[&[&str]] = &[
        &["list"],
        &["show", "evil"],
        &["show", HOSTILE],
        &["show", &format!("named {HOSTILE}")],
        &["show", &format!("broken {HOSTILE}")],
        &["next", "evil"],
        &["stats", "evil"],
        &["stats", HOSTILE],
        &["note", "evil:zebra"],
        &["note", "evil:zebra", HOSTILE],
        &["note", HOSTILE, "x"],
        &["proof", "evil:zebra", HOSTILE],
        &["proof", "evil:zebra", "https://example.org/", "--remove"],
        &["recall"],
        &["recall", "evil"],
        &["recall", HOSTILE],
        &["recall", "zebra", "solid"],
        &["recall", "zebra", HOSTILE],
        &["adopt", "gone", "yak", "--in", "evil"],
        &["adopt", HOSTILE, "yak"],
        &["adopt", "gone", HOSTILE],
        &["next", "-n", "9"],
        &["done", "evil:zebra"],
        &["done", HOSTILE],
        &["done", &topic, "--in", "evil"],
        &["start", "evil:yak"],
        &["know", "evil:zebra", "evil:yak"],
        &["skip", "evil:stage"],
        &["undo"],
        &["redo"],
        &["reset", "evil:zebra"],
        &["search", "striped"],
        &["search", HOSTILE],
        &["log"],
        &["log", "--roadmap", HOSTILE],
        &["log", "--since", HOSTILE],
        &["export"],
        &["export", "--format", HOSTILE],
        &["export", "--format", "md", "evil", "--notes"],
        &["restore", "--dry-run"],
        &["restore", &file],
        &["restore", HOSTILE],
        &["restore", "--none"],
        &["doctor"],
        &["doctor", "--fix"],
        &["config"],
        &["import", &file],
        &["import", HOSTILE, "--dry-run"],
        &["sync"],
        &["sync", HOSTILE],
        &["sync", "--remote", HOSTILE],
        &["check", "data/roadmaps/evil.yaml", "broken.yaml", "strange.yaml", &file, HOSTILE],
        &["path"],
        &["path", "--data", HOSTILE],
        &["keys"],
        &["completions", HOSTILE],
        &["open", "evil"],
        &["open", HOSTILE],
        &[HOSTILE],
        &[HOSTILE, "list"],
        &["list", "--color", HOSTILE],
        &["list", "--theme", HOSTILE],
    ];
    // A verb that is not asked here is not passed over.
    let verbs = milepost::cli::verbs_table();
    for verb in verbs.lines().filter_map(|row| row.strip_prefix("| `")?.split([' ', '`']).next()) {
        assert!(verb == "milepost" || commands.iter().any(|command| command[0] == verb), "{verb} is asked too");
    }
    let x = quoted_for_yaml();
    let config =
        format!("theme: \"{x}\"\nmachine: \"{x}\"\nkeys: {{done: [\"{x}\"], \"{x}\": [q]}}\n\"{x}\": \"{x}\"\n");
    let test = evil().env("PATH", &std::env::var("PATH").expect("git is found by it"));
    let test = test.file("config.yaml", &config);
    let at = test.path("config.yaml").to_string_lossy().into_owned();
    let test = test.env("MILEPOST_CONFIG", &at);
    for command in commands {
        let json: Vec<&str> = command.iter().copied().chain(["--json"]).collect();
        is_clean(&format!("{command:?}"), &test.run_all(command));
        is_clean(&format!("{json:?}"), &test.run_all(&json));
    }
}

#[test]
fn no_surroundings_bring_one_in() {
    for name in [
        "MILEPOST_MACHINE",
        "MILEPOST_THEME",
        "MILEPOST_DATA",
        "MILEPOST_STATE",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "HOME",
        "TERM",
        "LANG",
        "LC_ALL",
        "COLORFGBG",
        "NO_COLOR",
        "COLUMNS",
        "EDITOR",
        "VISUAL",
        "BROWSER",
        "TZ",
        "PATH",
        "GIT_DIR",
    ] {
        let test = evil().env(name, HOSTILE);
        for command in [&["list"][..], &["done", "evil:zebra"], &["log"], &["path"], &["sync", "--remote", "/nowhere"]]
        {
            is_clean(&format!("{name}, {command:?}"), &test.run_all(command));
        }
    }
}

#[test]
fn what_a_remote_says_is_cleaned() {
    let ssh = format!("printf '%b' 'fatal: {}\\n' >&2; exit 1; #", HOSTILE.replace('\'', ""));
    let test = evil().env("PATH", &std::env::var("PATH").expect("git is found by it")).env("GIT_SSH_COMMAND", &ssh);
    let ran = test.run(["sync", "--remote", "somebody@localhost:progress.git"]).code(1);
    assert!(ran.stderr.contains("could not reach the remote") && ran.stderr.contains("owned"), "{}", ran.stderr);
    is_clean("a remote", &ran);
    let talkative = test.env("GIT_SSH_COMMAND", "printf 'fatal: %01000d\\n' 7 >&2; exit 1; #");
    let ran = talkative.run(["sync", "--remote", "somebody@localhost:progress.git"]).code(1);
    assert_eq!(ran.stderr.matches('0').count(), 160, "one line, and not all of it: {}", ran.stderr);
}

#[test]
fn the_screen_shows_none() {
    let test = evil();
    assert!(test.run(["show", "evil"]).success().stdout.contains("Zebra"), "it can be read");
    let machine = [("MILEPOST_MACHINE", HOSTILE)];
    let mut pty = Pty::start(test.home(), (120, 40), &[], &machine);
    pty.sees("ROADMAPS").sees("Evil").sees("yaml: line 1,");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    let walked = shows_none(&pty);
    assert!(walked.contains("Evil"), "{}", pty.screen.screen().contents());

    let mut pty = Pty::start(test.home(), (120, 40), &["data/roadmaps/evil.yaml"], &machine);
    pty.sees("Zebra")
        .types("jj ")
        .sees("saved ✓")
        .sees("Recommended")
        .types("k")
        .sees("Striped")
        .types("\t")
        .types("\t/zeb")
        .sees("Find");
    pty.types("\u{3}").sees_no_more("Find").types("o").sees("Open a link").types("\u{1b}");
    pty.sees_no_more("Open a link").types("?").sees("Keys").types("\u{1b}").sees_no_more("Keys");
    pty.types("\u{1b}[200~").types(HOSTILE).types("\u{1b}[201~").types("/").sees("Find");
    pty.types("\u{1b}[200~pasted\u{202e}\u{200b}\u{9b}31m\u{1b}[201~").sees("pasted");
    pty.types("\u{3}").sees_no_more("Find").types("q");
    assert_eq!(pty.ends(), 0);
    shows_none(&pty);
}

/// What was drawn holds no more than drawing needs: no title but our own, no bell, nothing invisible. Gives it as text.
#[track_caller]
fn shows_none(pty: &Pty) -> String {
    let text = String::from_utf8(pty.raw.clone()).expect("it draws UTF-8").replace("\u{1b}]11;?\u{1b}\\", "");
    let mut parts = text.split("\u{1b}]0;");
    let drawn = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(drawn, |drawn, titled| {
        let (title, rest) = titled.split_once('\u{7}').expect("a title has an end");
        assert!(title.is_empty() || title.ends_with("milepost"), "{title:?} is no title of ours");
        drawn + title + rest
    });
    let found = text.chars().find(|&letter| is_hostile(letter) && !matches!(letter, '\u{1b}' | '\r'));
    assert_eq!(found, None, "{text:?}");
    assert!(!text.contains("\u{1b}]"), "nothing else is asked of the terminal");
    text
}

#[test]
fn links_are_of_three_schemes_only() {
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ssh://x",
        "-oProxyCommand=x",
        "--help",
        "http",
        " https://x",
        "https://a b",
        "vscode://x",
        "smb://x",
        "//example.org",
        "$(touch x)",
    ] {
        let text = format!(
            "title: A\nstages: [{{title: B, topics: [{{title: C, resources: [{{title: D, url: \"{url}\"}}]}}]}}]\n"
        );
        let checked = milepost::format::roadmap::read("a", &text);
        let opened = checked.value.iter().flat_map(|roadmap| &roadmap.topics).flat_map(|topic| &topic.resources);
        let urls: Vec<_> = opened.filter_map(|resource| resource.url.as_ref()).collect();
        assert!(urls.iter().all(|url| url.starts_with("https://")), "{url} became {urls:?}");
        assert!(checked.report.errors() > 0 || url == " https://x", "{url}");
    }
}
