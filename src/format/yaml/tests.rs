//! The tree: shapes, places, and what is refused.

use super::grow::{LONGEST, MOST_NODES};
use super::{Node, Shape, Tree};
use crate::format::complaints::Complaints;

/// A tree as one line: lists in brackets, fields in braces, each text with its place.
fn sketch(text: &str) -> String {
    fn draw(node: Node<'_>) -> String {
        let many = |parts: Vec<String>| parts.join(" ");
        let sketch = match node.shape() {
            Shape::Scalar { text, plain } => format!("{text:?}{}@{:?}", if plain { "" } else { "q" }, node.span()),
            Shape::Sequence => format!("[{}]", many(node.items().map(draw).collect())),
            Shape::Mapping => {
                format!("{{{}}}", many(node.fields().map(|(key, value)| draw(key) + ":" + &draw(value)).collect()))
            }
            Shape::Alias => "*".to_owned(),
        };
        if node.is_cut() { sketch + "…" } else { sketch }
    }
    let (tree, _) = Tree::grow(text, &mut Complaints::default());
    tree.root(text).map_or_else(|| "nothing".to_owned(), draw)
}

fn codes(text: &str) -> Vec<&'static str> {
    let mut complaints = Complaints::default();
    let (_, fault) = Tree::grow(text, &mut complaints);
    if let Some(fault) = fault {
        fault.complain(text, &mut complaints);
    }
    complaints.into_report().diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_text_keeps_its_words_and_place() {
    assert_eq!(sketch("a: 1.50\nb: 'ü'\n"), r#"{"a"@0..1:"1.50"@3..7 "b"@8..9:"ü"q@11..15}"#);
    assert_eq!(sketch("- \"x\\ty\"\n- yes\n"), r#"["x\ty"q@2..8 "yes"@11..14]"#);
    assert_eq!(sketch("a: |\n  b\n  c\n"), r#"{"a"@0..1:"b\nc\n"q@7..13}"#);
    assert_eq!(sketch("a: [{b: c}, [], d]"), r#"{"a"@0..1:[{"b"@5..6:"c"@8..9} [] "d"@16..17]}"#);
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_crlf() {
    assert_eq!(sketch("\u{feff}a: b\r\nc: d\r\n"), r#"{"a"@3..4:"b"@6..7 "c"@9..10:"d"@12..13}"#);
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(sketch(""), "nothing");
    assert_eq!(sketch("# only a comment\n"), "nothing");
}

#[test]
fn what_comes_before_a_fault_is_read() {
    assert_eq!(sketch("a: [b, c, d\n"), r#"{"a"@0..1:["b"@4..5 "c"@7..8]…}…"#);
}

#[test]
fn refusals() {
    assert_eq!(codes("a: &x b\nc: *x\nd: *y\ne: !t f\n"), ["alias", "alias", "alias", "tag"]);
    assert_eq!(codes("a: b\n---\nc: d\n---\n"), ["several-documents"]);
    assert_eq!(codes("a: \"\\u202e\"\n"), ["hidden-character"]);
    assert_eq!(codes(&"[".repeat(100_000)), ["too-deep"]);
    assert_eq!(codes(&"- ".repeat(100_000)), ["too-deep"]);
    assert_eq!(codes(&"x".repeat(LONGEST + 1)), ["too-large"]);
}

#[test]
fn a_character_that_yaml_has_nowhere_is_named_where_it_stands() {
    let texts = ["\"b\u{7f}\"", "b\u{9b}", "'b\u{7}'", "|\n  b\n  c\u{1b}\n", "b # \u{0}", "\"\u{fffe}\"", "\u{8}"];
    for text in texts.map(|text| format!("a: {text}")) {
        let mut complaints = Complaints::default();
        let (_, fault) = Tree::grow(&text, &mut complaints);
        fault.expect(&text).complain(&text, &mut complaints);
        let [diagnostic] = &complaints.into_report().diagnostics[..] else { panic!("{text:?}") };
        let barred = |c: char| (c.is_control() && c != '\n') || c == '\u{fffe}';
        assert_eq!(Some(diagnostic.start()), text.find(barred), "{text:?}");
        assert!(diagnostic.message.contains("cannot stand in a file"), "{text:?}: {}", diagnostic.message);
    }
}

#[test]
fn too_many_nodes_are_refused() {
    let text = "[],".repeat(MOST_NODES);
    assert_eq!(codes(&format!("[{text}]")), ["too-large"]);
}
