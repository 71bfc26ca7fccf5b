//! Links that the terminal follows by itself.

use std::fs;
use std::path::Path;

use super::home;
use crate::pty::Pty;

const WIDE: (u16, u16) = (110, 30);
const KITTY: (&str, &str) = ("TERM", "xterm-kitty");

const HAY: &str = "https://example.org/hay";

/// A roadmap whose first topic has links of each kind, and whose second has none.
fn start(home: &Path, size: (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Pty {
    let file = "title: Mine\nstages:\n  - title: S\n    topics:\n      - title: Alpha\n        description: \
                See [the barn](https://example.org/barn).\n        resources:\n          - {title: On hay, url: \
                \"https://example.org/hay\"}\n      - Beta\n";
    fs::write(home.join("mine.yaml"), file).expect("a file");
    let mut pty = Pty::start(home, size, &[&["mine.yaml"], args].concat(), env);
    pty.sees("Alpha");
    pty
}

/// What was written between the beginning and the end of each link, without styles and moves, by address.
fn linked(raw: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let mut open = String::new();
    let mut found = Vec::new();
    for part in text.split("\x1b]8;").skip(1) {
        let (said, words) = part.split_once("\x1b\\").expect("it ends");
        let (id, address) = said.split_once(';').expect("parameters, then the address");
        let is_end = address.is_empty();
        assert_ne!(is_end, open.is_empty(), "one ends before the next begins: {part:?}");
        assert_eq!(id.starts_with("id=milepost-"), !is_end, "{part:?}");
        address.clone_into(&mut open);
        if !is_end {
            let words: String = words.split("\x1b[").skip(1).map(after_sequence).collect();
            found.push((words, address.to_owned()));
        }
    }
    assert_eq!(open, "", "no link is left open");
    found
}

fn after_sequence(part: &str) -> &str {
    part.find(|letter: char| letter.is_ascii_alphabetic()).map_or("", |end| &part[end + 1..])
}

fn is_link(found: &[(String, String)], words: &str, address: &str) -> bool {
    found.iter().any(|(text, leads)| text.contains(words) && leads == address)
}

#[test]
fn links_lead_out_where_the_terminal_is_known_to_follow_them() {
    let home = home();
    let mut pty = start(home.path(), WIDE, &[], &[KITTY]);
    pty.sees("On hay").sees("the barn").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let found = linked(&pty.raw);
    assert!(is_link(&found, "On hay", HAY), "{found:?}");
    assert!(is_link(&found, "the barn", "https://example.org/barn"), "{found:?}");
    assert!(found.iter().all(|(words, _)| !words.contains("Alpha")), "nothing else does: {found:?}");
}

#[test]
fn the_menu_of_links_and_the_links_of_proof_lead_out_too() {
    let home = home();
    let mut pty = start(home.path(), (60, 20), &[], &[KITTY]);
    pty.types("o").sees("Open a link");
    let found = linked(&pty.raw);
    assert!(is_link(&found, "On hay", HAY), "{found:?}");
    pty.types("\x1b").sees_no_more("Open a link").types("phttps://example.org/made\r").sees("· proof");
    pty.raw.clear();
    pty.types("p")
        .sees("Proof · Alpha")
        .sees("https://example.org/made")
        .types("\x1b")
        .sees_no_more("Proof · Alpha")
        .types("q");
    assert_eq!(pty.ends(), 0);
    let found = linked(&pty.raw);
    assert!(is_link(&found, "https://example.org/made", "https://example.org/made"), "{found:?}");
}

#[test]
fn what_has_no_link_costs_nothing_and_what_goes_is_wiped() {
    let home = home();
    let mut pty = start(home.path(), WIDE, &[], &[KITTY]);
    pty.sees("On hay").types("j").sees_no_more("On hay");
    pty.raw.clear();
    pty.types(" ").sees("saved ✓").types("i").sees("in progress since today");
    assert_eq!(linked(&pty.raw), [], "no link was in sight");
    pty.types("k").sees("On hay").types("?").sees("Keys & commands").types("\x1b").sees_no_more("Keys & commands");
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    let found = linked(&pty.raw);
    assert_eq!(found.iter().filter(|(_, leads)| leads == HAY).count(), 2, "behind the menu it comes again: {found:?}");
}

#[test]
fn a_terminal_of_which_nothing_is_known_gets_none() {
    for env in [&[][..], &[("TERM", "linux")], &[KITTY, ("FORCE_HYPERLINK", "0")], &[KITTY, ("TMUX", "/tmp/x,1,0")]] {
        let home = home();
        let mut pty = start(home.path(), WIDE, &["--ascii"], env);
        pty.sees("On hay").types("q");
        assert_eq!(pty.ends(), 0);
        assert!(!String::from_utf8_lossy(&pty.raw).contains("\x1b]8"), "{env:?}");
    }
}

#[test]
fn links_are_there_again_after_a_resize() {
    let home = home();
    let mut pty = start(home.path(), WIDE, &[], &[("FORCE_HYPERLINK", "1")]);
    pty.sees("On hay");
    pty.raw.clear();
    pty.resize(120, 32).until("the hint at the new right end", |screen| {
        screen.rows(0, 120).last().is_some_and(|line| line.trim_end().chars().count() > 110)
    });
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    assert!(is_link(&linked(&pty.raw), "On hay", HAY));
}
