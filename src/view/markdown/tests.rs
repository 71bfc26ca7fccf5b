//! What Markdown becomes, and that plain text stays as it is.

use super::*;
use crate::config::BuiltIn;

const LOOK: Look = Look::new(BuiltIn::Mono, false);

/// The lines, with `*` around what is bold, `/` italic, `_` underlined, `~` struck.
fn drawn(text: &str, room: u16) -> Vec<String> {
    let marks =
        [(Modifier::BOLD, '*'), (Modifier::ITALIC, '/'), (Modifier::UNDERLINED, '_'), (Modifier::CROSSED_OUT, '~')];
    let run = |Run { text, style, .. }: Run| {
        let around: String =
            marks.iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier)).map(|(_, mark)| mark).collect();
        format!("{around}{text}{}", around.chars().rev().collect::<String>())
    };
    lines(text, room, &LOOK).into_iter().map(|line| line.into_iter().map(run).collect()).collect()
}

#[test]
fn plain_text_looks_as_it_was_typed() {
    for text in [
        "One line.",
        "Two\nlines, and\n\n\na gap of two.",
        "    indented by four\nand not",
        "2 * 3 * 4 snake_case_name a*b",
        "Node.js: v8, 100 % & more (see below)",
        "",
    ] {
        assert_eq!(drawn(text, 30), wrap(text, 30), "{text:?}");
        assert_eq!(words(text, &LOOK), text.replace('\n', " "));
    }
}

#[test]
fn emphasis_code_and_links_are_shown_as_such() {
    assert_eq!(drawn("so *very* **much** ~~not~~ `let x = 1`", 60), ["so /very/ *much* ~not~ `let x = 1`"]);
    assert_eq!(drawn("***both***, **a *b* c**", 60), ["*/both/*, *a* */b/* *c*"]);
    assert_eq!(drawn("[the *book*](https://example.org/b)", 60), ["_the_ /_book_/ (https://example.org/b)"]);
    assert_eq!(drawn("<https://example.org>", 60), ["_https://example.org_"]);
    assert_eq!(drawn("[ann@example.org](mailto:ann@example.org)", 60), ["_ann@example.org_"]);
    assert_eq!(drawn("![a drawing](x.png) \\*plain\\*", 60), ["a drawing *plain*"]);
}

#[test]
fn links_are_known_by_their_words_and_by_themselves() {
    let links = |text: &str, room: u16| -> Vec<String> {
        let runs = lines(text, room, &LOOK).into_iter().flatten();
        runs.filter_map(|run| Some(format!("{} > {}", run.text, run.link?))).collect()
    };
    assert_eq!(
        links("[the *edges*](https://a.org/e)", 60),
        ["the > https://a.org/e", "edges > https://a.org/e", "(https://a.org/e) > https://a.org/e"]
    );
    for plain in ["See https://a.org/x_(y).", "**See** https://a.org/x_(y)."] {
        assert_eq!(links(plain, 60), ["https://a.org/x_(y) > https://a.org/x_(y)"]);
        assert_eq!(links(plain, 9).concat().replace(" > https://a.org/x_(y)", ""), "https://a.org/x_(y)", "in pieces");
    }
    assert_eq!(links("[x](javascript:alert) [y](file:///etc)", 60), [] as [&str; 0]);
    assert_eq!(links("**https://a.org/_b_**", 60), [] as [&str; 0], "cut short by Markdown, it would lead elsewhere");
    assert_eq!(links("https://a.org/ *c*", 60), ["https://a.org/ > https://a.org/"]);
}

#[test]
fn lists_nest_and_hang() {
    let text = "Three:\n- one that is long\n  1. inner\n  2. second\n- [x] done\n- [ ] open\n\nAfter.";
    assert_eq!(
        drawn(text, 12),
        [
            "Three:",
            "",
            "· one that",
            "  is long",
            "  1. inner",
            "  2. second",
            "· [✓] done",
            "· [ ] open",
            "",
            "After."
        ]
    );
}

#[test]
fn blocks_stand_apart() {
    assert_eq!(drawn("# Head\ntext\n\n> said\n> so", 20), ["*Head*", "", "text", "", "│ said", "│ so"]);
    assert_eq!(drawn("a\n\n---\n\nb", 20), ["a", "", "───", "", "b"]);
    assert_eq!(
        drawn("Run:\n```sh\nls  -l | wc\n  cd /\n```\ndone", 11),
        ["Run:", "", "  ls  -l | ", "  wc", "    cd /", "", "done"]
    );
}

#[test]
fn html_stays_text() {
    assert_eq!(drawn("Vec<T> and <b>bold</b> and *x*", 60), ["Vec<T> and <b>bold</b> and /x/"]);
    assert_eq!(drawn("<div>\nx\n</div>", 60), ["<div>", "x", "</div>"]);
}

#[test]
fn nothing_that_an_entity_stands_for_reaches_the_terminal() {
    let lines = drawn("a&#27;[2J&#x202e;b &amp; c [x](&#27;]0;) `&#27;`", 80);
    let all = lines.concat();
    assert!(!all.contains(|c: char| c.is_control() || c == '\u{202e}'), "{all:?}");
    assert!(all.contains("a\\u{1b}[2J\\u{202e}b & c"), "{all}");
}

#[test]
fn no_line_is_too_wide_and_nothing_hangs() {
    let texts = [
        "> > > - 1. ```\n> > > - 1. deep",
        "- a\n  - b\n    - c\n      - d\n        - e\n\n              code",
        "[a](b\n**c\n`d\n> e\n- f",
        "日本語 **日本語** [日本語](https://example.org/日本語)",
        "1. a\n2. b\n18446744073709551615. c",
    ];
    for text in texts {
        for room in 1..40 {
            for line in lines(text, room, &LOOK) {
                let cells: u16 = line.iter().map(|run| width(&run.text)).sum();
                let lead: u16 = 24;
                assert!(cells <= room.max(lead), "{room}: {line:?}");
            }
        }
    }
}
