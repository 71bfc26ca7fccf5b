//! Text that is safe to show: the one way from a stranger's bytes to the screen.

use std::fmt;
use std::fmt::Write as _;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthStr;

/// How many combining marks one cell may carry; what comes after them is dropped.
pub(super) const MARKS_PER_CELL: u8 = 8;

/// What a tab becomes where lines are kept.
const TAB: &str = "    ";

/// Text without anything that a terminal would obey instead of print.
///
/// Only [`SafeText::clean`] and [`SafeText::line`] make one, so a widget or a writer that takes it cannot be handed
/// raw bytes. What was unsafe is shown as a visible mark, `\u{1b}` for example. The rules stand at `clean`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Cleans a text of several lines: newlines stay, a tab becomes blanks, CR LF a newline.
    ///
    /// Shown as `\u{…}`: control characters, bidirectional controls, zero-width and other invisible characters, joiners
    /// and variation selectors that no script or emoji around them needs, a combining mark with nothing to stand on.
    /// Dropped: U+FE0E and U+FE0F but where they choose between two shapes of the character before them (`chooses`),
    /// and the ninth combining mark of a cell and those after it.
    pub fn clean(raw: &str) -> Self {
        if is_clean(raw) { Self(raw.into()) } else { Self(cleaned(raw).0.into()) }
    }

    /// Cleans a text of one line: newlines, tabs and runs of blanks become one blank, none is left at the ends.
    pub fn line(raw: &str) -> Self {
        let blank = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
        if is_clean(raw) && !raw.contains("  ") && !raw.contains('\n') {
            return Self(raw.trim_matches(' ').into());
        }
        let words: Vec<&str> = raw.split(blank).filter(|word| !word.chars().all(is_presentation)).collect();
        Self::clean(&words.join(" "))
    }

    /// Whether this is a line that may be shown as it is, and not empty: what an id must be, since ids are shown too.
    pub fn is_line(raw: &str) -> bool {
        let plain = raw.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        !raw.is_empty() && (plain || *Self::line(raw) == *raw)
    }

    /// The first character that cleaning would not show as it is, with its byte; dropped presentation selectors, tabs
    /// and CR LF are not worth a word.
    pub fn hidden_in(raw: &str) -> Option<(usize, char)> {
        if is_clean(raw) { None } else { cleaned(raw).1 }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Ok(if is_clean(&raw) { Self(raw.into()) } else { Self::clean(&raw) })
    }
}

/// Whether nothing in the text needs a second look. Says no to some texts that cleaning leaves alone.
fn is_clean(raw: &str) -> bool {
    // Without an early end, so that many bytes are looked at together: nearly all texts are plain.
    raw.bytes().fold(true, |plain, byte| plain & ((0x20..0x7f).contains(&byte) || byte == b'\n'))
        || raw.chars().all(|c| {
            c == '\n' || !(c.is_control() || is_invisible(c) || is_joiner(c) || is_selector(c) || is_combining_mark(c))
        })
}

/// The text cleaned, and the first character that was hidden in it.
fn cleaned(raw: &str) -> (String, Option<(usize, char)>) {
    let mut out = String::with_capacity(raw.len() + 16);
    let mut hidden = None;
    // The last character that was printed and is no mark on another one, and how many marks it carries.
    let mut base = None;
    let mut marks = 0_u8;
    let mut rest = without_idle_selectors(raw).peekable();
    while let Some((at, c)) = rest.next() {
        // A mark too many is dropped, so that nothing may depend on its being there.
        let next =
            rest.peek().map(|&(_, next)| next).filter(|&next| marks < MARKS_PER_CELL || !is_combining_mark(next));
        match c {
            '\r' if next == Some('\n') => continue,
            '\t' => out.push_str(TAB),
            '\n' => out.push('\n'),
            _ if is_combining_mark(c) && !is_invisible(c) && !is_selector(c) && base.is_some() => {
                marks = marks.saturating_add(1);
                if marks <= MARKS_PER_CELL {
                    out.push(c);
                } else {
                    hidden = hidden.or(Some((at, c)));
                }
                continue;
            }
            _ if stays(c, base, next) => out.push(c),
            _ => {
                hidden = hidden.or(Some((at, c)));
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
                (base, marks) = (Some('}'), 0);
                continue;
            }
        }
        if !is_joiner(c) && !is_selector(c) {
            (base, marks) = ((c != '\n').then_some(c), 0);
        }
    }
    (out, hidden)
}

/// The characters with their bytes, without each U+FE0E and U+FE0F that chooses nothing.
fn without_idle_selectors(raw: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    raw.char_indices().filter(move |&(at, c)| {
        let after = raw[at + c.len_utf8()..].chars().next();
        let stays = !is_presentation(c) || before.is_some_and(|before| chooses(before, c, after));
        if stays {
            before = Some(c);
        }
        stays
    })
}

/// Whether U+FE0E or U+FE0F, behind this very character, chooses between its shape as text and as emoji.
///
/// Those that have both are the ones that it makes narrow or wide, and four that are always wide; digits, `#` and `*`
/// have them on a key cap only. Not the shape as text of what is wide by itself: a terminal that knows nothing of it
/// would need a cell more than it was given.
fn chooses(base: char, selector: char, next: Option<char>) -> bool {
    let width = |selector: &str| format!("{base}{selector}").width();
    let has_both = match base {
        '#' | '*' | '0'..='9' => next == Some('\u{20e3}'),
        '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' => true,
        _ => width("\u{fe0e}") != width("\u{fe0f}"),
    };
    has_both && (selector == '\u{fe0f}' || width("") == 1)
}

/// Whether a character that is no mark on `base` may be shown as it is.
fn stays(c: char, base: Option<char>, next: Option<char>) -> bool {
    if is_joiner(c) {
        let (Some(base), Some(next)) = (base, next) else { return false };
        return (is_cursive(base) && is_cursive(next))
            || (c == '\u{200d}' && is_pictograph(base) && is_pictograph(next));
    }
    if is_selector(c) {
        return base.is_some_and(|base| match c {
            // Those that are idle are gone by now.
            _ if is_presentation(c) => true,
            '\u{180b}'..='\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
            _ => is_ideograph(base),
        });
    }
    !(c.is_control() || is_invisible(c) || is_combining_mark(c))
}

/// Characters without a shape that reorder, tag or pad what is around them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

const fn is_presentation(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

pub(super) const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters of scripts in which a joiner changes the shape or the meaning of a word: Arabic and its kin, the scripts
/// of India and their neighbours, Mongolian.
const fn is_cursive(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{86f}' | '\u{8a0}'..='\u{109f}' | '\u{1700}'..='\u{17b3}'
            | '\u{17b6}'..='\u{17ff}' | '\u{1820}'..='\u{18aa}' | '\u{1900}'..='\u{1cff}'
        | '\u{a840}'..='\u{a8ff}' | '\u{a980}'..='\u{aaff}' | '\u{abc0}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{10eff}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// Characters that emoji sequences are made of.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Characters of which Unicode lists variants: Chinese ones, and a few signs beside them.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2200}'..='\u{22ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// With a capital at its beginning.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests;
