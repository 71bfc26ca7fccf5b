//! Answers whole and in pieces, late and none; and that no key is lost or taken for one.

use super::*;

/// What crossterm 0.29 makes of bytes that come in these pieces.
fn events(pieces: &[&str]) -> Vec<Event> {
    pieces.iter().flat_map(|piece| of_piece(piece)).collect()
}

fn of_piece(piece: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut alt = false;
    for (at, character) in piece.char_indices() {
        let is_last = at + character.len_utf8() == piece.len();
        let (code, modifiers) = match character {
            '\x1b' if !is_last && !alt => {
                alt = true;
                continue;
            }
            '\x1b' => (KeyCode::Esc, KeyModifiers::NONE),
            '\x07' => (KeyCode::Char('g'), KeyModifiers::CONTROL),
            upper if upper.is_uppercase() => (KeyCode::Char(upper), KeyModifiers::SHIFT),
            other => (KeyCode::Char(other), KeyModifiers::NONE),
        };
        let modifiers = if std::mem::take(&mut alt) { modifiers | KeyModifiers::ALT } else { modifiers };
        events.push(Event::Key(KeyEvent::new(code, modifiers)));
    }
    events
}

/// What comes of the pieces: the keys that are left, and the answer.
fn heard(question: &mut Question, pieces: &[&str]) -> (Vec<Event>, Option<Background>) {
    let mut all = (Vec::new(), None);
    for event in events(pieces) {
        let heard = question.hear(event);
        all.0.extend(heard.events);
        all.1 = all.1.or(heard.background);
    }
    all
}

fn asked() -> Question {
    let mut question = Question::default();
    question.ask(&mut Vec::new()).unwrap();
    question
}

const DARK: &str = "\x1b]11;rgb:1e1e/1E1E/1e1e\x1b\\";

#[test]
fn an_answer_is_heard_however_it_is_cut() {
    for answer in [DARK, "\x1b]11;rgb:1e/1e/1e\x07"] {
        for cut in 0..=answer.len() {
            for second in cut..=answer.len() {
                let pieces = [&answer[..cut], &answer[cut..second], &answer[second..]];
                let (left, background) = heard(&mut asked(), &pieces);
                assert_eq!((left, background), (Vec::new(), Some(Background::Dark)), "{pieces:?}");
            }
        }
    }
}

#[test]
fn keys_before_and_after_an_answer_stay_in_their_order() {
    let keys = ["j", "\x1b", "\x1bx", "]", "\x1b]", "\x1b]1", "q", "\x1b"];
    for before in keys {
        for after in keys {
            let mut question = asked();
            let (mut left, background) = heard(&mut question, &[before, DARK, after]);
            assert_eq!(background, Some(Background::Dark), "{before:?} {after:?}");
            left.extend(question.overdue());
            assert_eq!(left, events(&[before, after]), "{before:?} {after:?}");
        }
    }
}

#[test]
fn what_only_looks_like_an_answer_is_given_back() {
    for typed in ["\x1b]12;x", "\x1b]11x", "\x1b]q", "\x1b]\x07", "\x1b"] {
        let mut question = asked();
        let (mut left, background) = heard(&mut question, &[typed]);
        question.came = Instant::now().checked_sub(APART);
        left.extend(question.overdue());
        assert_eq!((left, background), (events(&[typed]), None), "{typed:?}");
    }
}

#[test]
fn an_escape_is_held_back_only_while_an_answer_may_come_in_pieces() {
    let escape = || events(&["\x1b"]);
    assert_eq!(heard(&mut Question::default(), &["\x1b"]).0, escape(), "nothing was asked");
    let mut question = asked();
    assert_eq!(heard(&mut question, &["\x1b"]).0, []);
    assert!(question.left().is_some_and(|left| left <= APART));
    question.came = Instant::now().checked_sub(APART);
    assert_eq!(question.overdue(), escape());
    assert_eq!(question.left(), None);
    heard(&mut question, &[DARK]);
    assert_eq!(heard(&mut question, &["\x1b"]).0, escape(), "it was answered");
    let mut question = asked();
    question.asked = Instant::now().checked_sub(IN_PIECES);
    assert_eq!(heard(&mut question, &["\x1b"]).0, escape(), "nothing comes so late");
}

#[test]
fn half_an_answer_and_one_without_end_are_no_keys() {
    let mut question = asked();
    assert_eq!(heard(&mut question, &["\x1b]11;rgb:1e"]), (Vec::new(), None));
    question.came = Instant::now().checked_sub(20 * APART);
    assert_eq!(question.overdue(), []);
    assert_eq!(heard(&mut question, &["j"]).0, events(&["j"]));
    let endless = format!("\x1b]11;{}", "f".repeat(500));
    let (left, _) = heard(&mut asked(), &[&endless]);
    assert!(left.len() < 500, "it is let go in the end, and holds nothing back for ever");
}

#[test]
fn dark_and_light_are_told_apart_where_black_and_white_letters_are_alike() {
    let cases = [
        ("rgb:0000/0000/0000", Some(Background::Dark)),
        ("rgb:ffff/ffff/ffff", Some(Background::Light)),
        ("rgb:00/2b/36", Some(Background::Dark)),
        ("rgb:fd/f6/e3", Some(Background::Light)),
        ("rgb:7/7/7", Some(Background::Light)),
        ("rgb:7000/7000/7000", Some(Background::Dark)),
        ("rgba:ffff/ffff/ffff/8000", Some(Background::Light)),
        ("rgb:0/0", None),
        ("rgb:fffff/0/0", None),
        ("rgb:+f/0/0", None),
        ("rgb://", None),
        ("#ffffff", None),
        ("", None),
    ];
    for (colour, expected) in cases {
        assert_eq!(background(colour), expected, "{colour}");
    }
}

#[test]
fn a_window_that_changes_amid_an_answer_does_not_break_it() {
    for cut in 0..=DARK.len() {
        let mut question = asked();
        let (before, none) = heard(&mut question, &[&DARK[..cut]]);
        let aside = question.hear(Event::Resize(80, 24));
        let (after, background) = heard(&mut question, &[&DARK[cut..]]);
        let all = none.or(aside.background).or(background);
        assert_eq!((before, aside.events, after), (vec![], vec![Event::Resize(80, 24)], vec![]), "{cut}");
        assert_eq!(all, Some(Background::Dark), "{cut}");
    }
}
