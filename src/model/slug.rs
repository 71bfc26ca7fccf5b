//! From a title to one segment of an id.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text::{MARKS_PER_CELL, is_invisible, is_selector};

/// The slug of a title, by the rule of the format: NFC, lower case, `+` to `plus`, `#` to `sharp`, a dot inside a word
/// left out, every other run of non-alphanumerics to one `-`. Letters of every script stay, the marks on them too.
/// Empty if nothing is left. All of it can be shown as it is: ids are not cleaned again.
pub fn slug(title: &str) -> String {
    let title: String = title.nfc().filter(|&c| !is_selector(c)).collect();
    let title = title.to_lowercase();
    let mut slug = String::with_capacity(title.len());
    let (mut in_word, mut on_letter, mut marks) = (false, false, 0);
    let mut rest = title.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '.' && in_word && rest.peek().is_some_and(|next| next.is_alphanumeric()) {
            on_letter = false;
            continue;
        }
        let is_mark = on_letter && is_letter_mark(c);
        marks = if is_mark { marks + 1 } else { 0 };
        if marks > MARKS_PER_CELL {
            marks = MARKS_PER_CELL;
            continue;
        }
        let is_letter = is_mark || (c.is_alphanumeric() && !is_invisible(c));
        if is_letter || matches!(c, '+' | '#') {
            if !in_word && !slug.is_empty() {
                slug.push('-');
            }
            match c {
                '+' => slug.push_str("plus"),
                '#' => slug.push_str("sharp"),
                _ => slug.push(c),
            }
            in_word = true;
        } else {
            in_word = false;
        }
        on_letter = is_letter;
    }
    slug.nfc().collect()
}

/// Marks that belong to the letter before them, vowel signs and accents; not those that enclose it, as a keycap does,
/// nor those that cannot be seen.
fn is_letter_mark(c: char) -> bool {
    is_combining_mark(c) && !is_invisible(c) && !matches!(c, '\u{20dd}'..='\u{20e4}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::tests::nasty;
    use super::slug;
    use crate::model::SafeText;

    #[test]
    fn titles() {
        for (title, expected) in [
            ("Programming Language", "programming-language"),
            ("JavaScript/TypeScript + Node.js", "javascript-typescript-plus-nodejs"),
            ("C", "c"),
            ("C.", "c"),
            ("C++", "cplusplus"),
            ("C#", "csharp"),
            (".NET", "net"),
            ("OAuth 2.0 / OpenID Connect", "oauth-20-openid-connect"),
            ("  --Trim me--  ", "trim-me"),
            ("Don't", "don-t"),
            ("Größe", "größe"),
            ("Cafe\u{301}", "café"),
            ("Базы данных", "базы-данных"),
            ("データベース 入門", "データベース-入門"),
            ("हिन्दी", "हिन्दी"),
            ("1\u{fe0f}\u{20e3} Start", "1-start"),
            ("⚙\u{fe0f} Tools", "tools"),
            ("ΟΔΟΣ", "οδος"),
            ("\u{1b}[31mred\u{202e}", "31mred"),
            ("???", ""),
            ("s\u{3164}\u{115f}", "s"),
            ("\u{1160}t\u{ffa0}x", "t-x"),
            ("\u{3164}", ""),
            ("ក\u{17b4}a", "ក-a"),
            ("葛\u{e0100}城", "葛城"),
        ] {
            assert_eq!(slug(title), expected, "{title:?}");
        }
        let heap = |marks| format!("q{}b", "\u{323}".repeat(marks));
        assert_eq!(slug(&heap(400)), heap(8));
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(title in nasty()) {
            let once = slug(&title);
            prop_assert_eq!(slug(&once), once);
        }

        #[test]
        fn a_slug_is_one_clean_segment(title in nasty()) {
            let slug = slug(&title);
            prop_assert!(slug.is_empty() || SafeText::is_line(&slug), "{:?}", slug);
            prop_assert!(!slug.contains(|c: char| c == '/' || c.is_whitespace() || c.is_control()));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
