//! What a terminal has after each frame, going by the bytes.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};

use super::*;

/// What each cell of a terminal leads to, going by the bytes that it was sent.
#[derive(Default)]
struct Emulator {
    cells: BTreeMap<(u16, u16), (char, String)>,
    at: (u16, u16),
    link: String,
}

impl Emulator {
    fn hears(&mut self, bytes: &[u8]) {
        let text = String::from_utf8(bytes.to_vec()).expect("what is written is UTF-8");
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            if let Some(sequence) = rest.strip_prefix("\x1b]") {
                let (said, after) = sequence.split_once("\x1b\\").expect("it ends");
                let (_, link) = said.strip_prefix("8;").and_then(|said| said.split_once(';')).expect("nothing else");
                link.clone_into(&mut self.link);
                rest = after;
            } else if let Some(sequence) = rest.strip_prefix("\x1b[") {
                let end = sequence.find(|letter: char| letter.is_ascii_alphabetic()).expect("it ends");
                let (numbers, after) = sequence.split_at(end);
                if after.starts_with('H') {
                    let (row, column) = numbers.split_once(';').expect("a row and a column");
                    self.at = (column.parse::<u16>().expect("a number") - 1, row.parse::<u16>().expect("a number") - 1);
                }
                assert!(!numbers.starts_with("58"), "the colour of underlines stays here");
                rest = &after[1..];
            } else {
                self.cells.insert(self.at, (letter, self.link.clone()));
                self.at.0 += 1;
                rest = &rest[letter.len_utf8()..];
            }
        }
        assert_eq!(self.link, "", "no link is left open");
    }

    /// The cells of a row that lead somewhere, by link.
    fn row(&self, row: u16) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for ((_, (letter, link)), _) in self.cells.iter().filter(|((_, y), _)| *y == row).zip(0..) {
            match found.last_mut() {
                Some((text, same)) if same == link => text.push(*letter),
                _ => found.push((letter.to_string(), link.clone())),
            }
        }
        found.retain(|(_, link)| !link.is_empty());
        found
    }
}

const HAY: &str = "https://example.org/hay";
const OATS: &str = "https://example.org/oats";

/// A frame of texts, each with a row and perhaps a link.
fn frame(links: &Links, texts: &[(u16, &str, &str)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
    let mut spots = Vec::new();
    for (row, text, link) in texts {
        let (end, _) = buffer.set_stringn(2, *row, text, 18, Style::new().add_modifier(Modifier::BOLD));
        spots.push((Rect { x: 2, y: *row, width: end - 2, height: 1 }, SafeText::line(link)));
    }
    links.mark(&spots, &mut buffer);
    buffer
}

/// Shows one frame after another; gives what the terminal has and the bytes of the last frame.
fn shown(frames: &[&[(u16, &str, &str)]]) -> (Emulator, String) {
    let links = Links::default();
    let mut emulator = Emulator::default();
    let mut before = frame(&links, &[]);
    let mut bytes = Vec::new();
    for texts in frames {
        let now = frame(&links, texts);
        bytes.clear();
        let mut backend = Linking::new(&mut bytes, links.clone());
        backend.draw(before.diff(&now).into_iter()).expect("memory takes all");
        emulator.hears(&bytes);
        before = now;
    }
    (emulator, String::from_utf8(bytes).expect("what is written is UTF-8"))
}

fn pair(text: &str, link: &str) -> Vec<(String, String)> {
    vec![(text.to_owned(), link.to_owned())]
}

#[test]
fn a_link_covers_its_words_and_nothing_else() {
    let (emulator, _) = shown(&[&[(0, "On hay", HAY), (1, "no link", ""), (2, "On oats", OATS)]]);
    assert_eq!(emulator.row(0), pair("On hay", HAY));
    assert_eq!((emulator.row(1), emulator.row(2)), (vec![], pair("On oats", OATS)));
}

#[test]
fn a_link_that_goes_or_changes_leaves_nothing_behind() {
    let first: &[_] = &[(0, "On hay", HAY), (1, "On hay too", HAY)];
    // The same letters, and no link; the same letters, and another.
    let (emulator, _) = shown(&[first, &[(0, "On hay", ""), (1, "On hay too", OATS)]]);
    assert_eq!((emulator.row(0), emulator.row(1)), (vec![], pair("On hay too", OATS)));
    let (emulator, _) = shown(&[first, &[], first]);
    assert_eq!((emulator.row(0), emulator.row(1)), (pair("On hay", HAY), pair("On hay too", HAY)));
}

#[test]
fn what_stays_costs_nothing() {
    let same: &[_] = &[(0, "On hay", HAY)];
    let (_, bytes) = shown(&[same, same]);
    assert_eq!(bytes, "");
    let (_, bytes) = shown(&[same, &[(0, "On hay", HAY), (1, "new", "")]]);
    assert!(bytes.contains("new") && !bytes.contains("\x1b]8"), "{bytes:?}");
}

#[test]
fn only_what_may_be_opened_is_written_and_only_in_harmless_letters() {
    let evil = ["javascript:alert(1)", "file:///etc/passwd", "https://a b", ""];
    for link in evil {
        let (emulator, bytes) = shown(&[&[(0, "words", link)]]);
        assert_eq!((emulator.row(0), bytes.contains("\x1b]")), (vec![], false), "{link:?}: {bytes:?}");
    }
    // A text that is shown has none of these; they are refused here all the same.
    for raw in ["https://a\u{1b}]0;evil\u{7}", "https://a\u{1b}\\", "https://a\u{9c}b", "https://a\u{202e}b"] {
        assert_eq!(address(raw), None, "{raw:?}");
    }
    assert_eq!(address("https://exämple.org/日?a;b"), Some("https://ex%C3%A4mple.org/%E6%97%A5?a;b".to_owned()));
    assert_eq!(address(&format!("https://a.org/{}", "x".repeat(LONGEST))), None);
}
