//! What a log from another machine calls a link and is none: it is shown as a text, and leads nowhere.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::pty::Pty;
use crate::support::Test;

const NONE: [&str; 9] = [
    "javascript:alert(1)",
    "JavaScript://%0aalert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "vscode://x",
    "--help",
    "-oProxyCommand=x",
    "$(touch owned)",
    "https:x",
];

/// A link, and what a shell would make of it.
const ONE: &str = "https://example.org/a;$(touch${IFS}owned)'&\"";

fn line(number: u8, topic: &str, set: &serde_json::Value) -> String {
    let line = serde_json::json!({
        "id": number.to_string(), "at": "2026-11-01T10:00:00.000+00:00", "by": "elsewhere", "roadmap": "small",
        "topic": format!("only/{topic}"), "set": set,
    });
    format!("{line}\n")
}

/// The first topic has proof that is none, and a note that links to it; the second has a real link among it.
fn synced() -> Test {
    let note: Vec<_> = NONE.iter().map(|link| format!("[here]({link}) <{link}> {link}\n\n")).collect();
    let among = [NONE.as_slice(), &[ONE]].concat();
    let log = [
        "{\"milepost\":1}\n".to_owned(),
        line(1, "one", &serde_json::json!({"proof": NONE})),
        line(2, "one", &serde_json::json!({"note": note.concat()})),
        line(3, "two", &serde_json::json!({"proof": among})),
    ];
    let test = Test::new().roadmap("small", "title: Small\nstages: [{title: Only, topics: [One, Two]}]\n");
    let opener = "#!/bin/sh\nprintf '%s|' \"$@\" >> \"$HOME/opened\"\n";
    let test = test.file("data/progress.jsonl", &log.concat()).file("bin/xdg-open", opener);
    fs::set_permissions(test.path("bin/xdg-open"), fs::Permissions::from_mode(0o700)).expect("it is there");
    test
}

/// The screen on a terminal that follows links, with an opener that notes what it is given.
fn start(test: &Test) -> Pty {
    let path = format!("{}:/usr/bin:/bin", test.path("bin").display());
    let env = [("TERM", "xterm-kitty"), ("PATH", &*path), ("DISPLAY", ":0")];
    let mut pty = Pty::start(test.home(), (120, 60), &["open", "small"], &env);
    pty.sees("❯  [ ] One").sees("javascript:alert(1)");
    pty
}

/// The links that were written for the terminal to follow.
fn led(pty: &Pty) -> Vec<String> {
    let text = String::from_utf8_lossy(&pty.raw).into_owned();
    let said = text.split("\u{1b}]8;").skip(1).filter_map(|part| part.split_once("\u{1b}\\"));
    said.filter_map(|(said, _)| Some(said.split_once(';')?.1.to_owned())).filter(|link| !link.is_empty()).collect()
}

#[test]
fn nothing_but_a_link_is_opened_or_given_to_the_terminal() {
    let test = synced();
    let mut pty = start(&test);
    pty.types("o").sees("This topic has no links.");
    for row in 1..=NONE.len() {
        pty.types("p").sees("Proof · One").types(&"\u{1b}[B".repeat(row)).types("\r");
        pty.sees("Only http, https and mailto are opened.").types("\u{1b}").sees_no_more("Proof · One");
        pty.types("j").sees("❯  [ ] Two").types("k").sees("❯  [ ] One");
    }
    // The only link there is goes to the opener as it is, in one piece, and through no shell.
    pty.types("jo").sees("Opening https://example.org/a").types("q");
    assert_eq!(pty.ends(), 0);
    assert!(led(&pty).iter().all(|link| link == ONE), "{:?}", led(&pty));
    let opened = loop {
        match fs::read_to_string(test.path("opened")) {
            Ok(opened) if opened.ends_with('|') => break opened,
            _ => std::thread::yield_now(),
        }
    };
    assert_eq!(opened, format!("{ONE}|"));
    assert!(!test.path("owned").exists());
}

#[test]
fn no_command_makes_a_link_of_it() {
    let test = synced();
    for command in [
        &["show", "small"][..],
        &["search", "one"],
        &["proof", "one"],
        &["note", "one"],
        &["log"],
        &["list"],
        &["next"],
        &["export", "--format", "md", "small", "--notes"],
        &["picture", "enter"],
    ] {
        let ran = test.run_all(command).success();
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!all.contains('\u{1b}'), "{command:?}: {all}");
    }
    let written = test.run(["export", "--format", "md", "small", "--notes"]).success().stdout;
    let (one, two) = written.split_once("[ ] Two").expect("both are there");
    assert!(two.contains(&format!("- <{ONE}>")), "{two}");
    // A note is the writer's own Markdown.
    let proof = one.lines().filter(|line| !line.trim_start().starts_with('>')).chain(two.lines());
    for line in proof.filter(|line| !line.contains(ONE)) {
        let bare = line.replace("\\<", "").replace("\\[", "");
        assert!(!bare.contains('<') && !bare.contains("]("), "{line}");
    }
    assert!(one.contains("- javascript:alert(1)\n"), "it is there to be read: {one}");
}
