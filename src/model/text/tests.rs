//! Cleaning: the rules one by one, then what holds of any text.

use proptest::prelude::*;

use super::{SafeText, is_combining_mark};

fn clean(raw: &str) -> String {
    SafeText::clean(raw).as_str().to_owned()
}

#[test]
fn clean_text_stays_as_it_is() {
    for text in
        ["", "Plain words.\nTwo lines", "Größe: 日本語, العربية, हिन्दी, ⚡ 👩", "naïve e\u{301}", "\u{e0b0} nerd font"]
    {
        assert_eq!(clean(text), text);
        assert_eq!(SafeText::hidden_in(text), None);
    }
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    assert_eq!(clean("a\u{1b}[31mb"), "a\\u{1b}[31mb");
    assert_eq!(clean("\u{7}\u{7f}\u{9b}\u{0}"), "\\u{7}\\u{7f}\\u{9b}\\u{0}");
    assert_eq!(clean("\u{202e}\u{2066}\u{200e}\u{61c}"), "\\u{202e}\\u{2066}\\u{200e}\\u{61c}");
    assert_eq!(clean("\u{200b}\u{2060}\u{feff}\u{2028}"), "\\u{200b}\\u{2060}\\u{feff}\\u{2028}");
    assert_eq!(clean("\u{fff9}\u{e0067}"), "\\u{fff9}\\u{e0067}");
}

#[test]
fn breaks_and_tabs() {
    assert_eq!(clean("a\tb\r\nc\rd"), "a    b\nc\\u{d}d");
    assert_eq!(SafeText::hidden_in("a\tb\r\nc"), None);
    assert_eq!(SafeText::line("  a\t b\r\n\n c  ").as_str(), "a b c");
    assert_eq!(SafeText::line("a\u{2028}b").as_str(), "a\\u{2028}b");
}

#[test]
fn joiners_stay_where_they_are_needed() {
    for needed in ["👩\u{200d}💻", "👩🏽\u{200d}💻", "می\u{200c}خواهم", "क्\u{200d}ष", "🏳\u{200d}🌈"]
    {
        assert_eq!(clean(needed), needed);
        assert_eq!(SafeText::hidden_in(needed), None);
    }
    assert_eq!(clean("pay\u{200d}pal \u{200c}x👩\u{200d}"), "pay\\u{200d}pal \\u{200c}x👩\\u{200d}");
}

#[test]
fn selectors_stay_where_they_choose_a_shape() {
    for needed in [
        "❤\u{fe0f}",
        "❤\u{fe0e} x",
        "1\u{fe0f}\u{20e3}#\u{fe0f}\u{20e3}",
        "⌚\u{fe0f}",
        "㊗\u{fe0f}",
        "🏳\u{fe0f}\u{200d}🌈",
        "❤\u{fe0f}\u{200d}🔥",
        "👩🏽\u{200d}⚕\u{fe0f}",
    ] {
        assert_eq!(clean(needed), needed);
        assert_eq!(SafeText::line(needed).as_str(), needed);
        assert_eq!(SafeText::hidden_in(needed), None);
    }
    let idle =
        "a\u{fe0f} 1\u{fe0f}2 \u{fe0f}⚙\u{fe0f}\u{fe0f}\u{fe0e}日\u{fe0f} ⌚\u{fe0e} ☆\u{fe0f} 👩\u{200d}\u{fe0f}💻";
    assert_eq!(clean(idle), "a 12 ⚙\u{fe0f}日 ⌚ ☆ 👩\u{200d}💻");
    assert_eq!(SafeText::hidden_in(idle), None);
    assert_eq!(clean("⚙\u{301}\u{fe0f}1\u{fe0f}\u{fe0f}\u{20e3}"), "⚙\u{301}1\u{fe0f}\u{20e3}");
    assert_eq!(clean("葛\u{e0100} a\u{e0100} b\u{fe00}"), "葛\u{e0100} a\\u{e0100} b\\u{fe00}");
}

#[test]
fn marks_are_limited_and_need_a_base() {
    let heap = format!("a{}b", "\u{301}".repeat(400));
    assert_eq!(clean(&heap), format!("a{}b", "\u{301}".repeat(8)));
    assert_eq!(SafeText::hidden_in(&heap), Some((17, '\u{301}')));
    assert_eq!(clean("\u{301}a\n\u{302}b"), "\\u{301}a\n\\u{302}b");
}

#[test]
fn the_first_hidden_character_is_named() {
    assert_eq!(SafeText::hidden_in("ü\u{202e}x\u{1b}"), Some((2, '\u{202e}')));
}

#[test]
fn deserializing_cleans() {
    let text: SafeText = serde_json::from_str("\"a\\u001b\"").unwrap();
    assert_eq!(text.as_str(), "a\\u{1b}");
}

fn forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{61c}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Texts in which the hard characters are frequent and meet.
pub(in crate::model) fn nasty() -> impl Strategy<Value = String> {
    let hard = concat!(
        "\u{1b}\r\n\t a}\u{301}\u{301}\u{94d}कम葛👩💻🏽\u{200b}\u{200c}\u{200d}\u{200d}\u{202e}\u{fe0e}\u{fe0f}",
        "\u{fe00}\u{e0100}\u{e0041}\u{180b}\u{1820}\u{17b4}\u{20e3}\u{feff}\u{85}",
        "\u{fe0f}\u{fe0f}\u{20e3}1#❤⌚㊗🏳\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}ក",
    );
    let hard = prop::sample::select(hard.chars().collect::<Vec<_>>());
    prop::collection::vec(prop_oneof![4 => hard, 1 => any::<char>()], 0..40).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn nothing_forbidden_is_left(raw in nasty()) {
        let once = SafeText::clean(&raw);
        prop_assert!(!once.contains(forbidden), "{once:?}");
        for (at, _) in once.match_indices(['\u{fe0e}', '\u{fe0f}']) {
            let base = once[..at].chars().next_back();
            prop_assert!(base.is_some_and(|base| matches!(base, '#' | '*' | '0'..='9') || !base.is_alphanumeric()));
            prop_assert!(!base.is_some_and(|base| is_combining_mark(base) || base == '\u{200d}'), "{once:?}");
        }
        prop_assert!(!SafeText::line(&raw).contains(|c| forbidden(c) || c == '\n'));
        let mut marks = 0;
        for c in once.chars() {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            // A variation selector is a mark too, and is not among the eight.
            prop_assert!(marks <= 8 + 1, "{once:?}");
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing(raw in nasty()) {
        let once = SafeText::clean(&raw);
        prop_assert_eq!(&SafeText::clean(&once), &once);
        prop_assert_eq!(SafeText::hidden_in(&once), None);
        let line = SafeText::line(&raw);
        prop_assert_eq!(&SafeText::line(&line), &line);
    }

    #[test]
    fn printable_ascii_is_untouched(raw in "[ -~\n]*") {
        prop_assert_eq!(clean(&raw), raw);
    }
}
