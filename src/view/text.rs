//! Measuring, cutting and wrapping text by the cells that it takes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that a text takes.
pub fn width(text: &str) -> u16 {
    UnicodeWidthStr::width(text).try_into().unwrap_or(u16::MAX)
}

/// The text, cut to `room` cells with `…` at its end if it is longer.
pub(super) fn fit(text: &str, room: u16) -> Cow<'_, str> {
    if text.len() <= usize::from(room) || width(text) <= room {
        return text.into();
    }
    let mut kept = String::new();
    let mut cells = 0;
    for grapheme in text.graphemes(true) {
        cells += width(grapheme);
        if cells >= room {
            break;
        }
        kept.push_str(grapheme);
    }
    let trimmed = kept.trim_end().len();
    kept.truncate(trimmed);
    if room > 0 {
        kept.push('…');
    }
    kept.into()
}

/// The text in lines of at most `room` cells, broken between words; a word longer than a line is broken anywhere.
pub(super) fn wrap(text: &str, room: u16) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    for paragraph in text.trim_end().lines() {
        let mut line = String::new();
        let mut cells = 0;
        for word in paragraph.split_whitespace() {
            let gap = u16::from(cells > 0);
            if cells > 0 && width(word).saturating_add(cells + gap) > room {
                lines.push(std::mem::take(&mut line));
                cells = 0;
            } else if gap > 0 {
                line.push(' ');
                cells += gap;
            }
            for grapheme in word.graphemes(true) {
                if cells > 0 && cells + width(grapheme) > room {
                    lines.push(std::mem::take(&mut line));
                    cells = 0;
                }
                line.push_str(grapheme);
                cells += width(grapheme);
            }
        }
        lines.push(line);
    }
    lines
}

/// How many of these lines come after the first, where at most `room` lines are seen.
pub(super) fn more_lines(lines: &[String], room: u16) -> u16 {
    let more = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(u16::MAX);
    more.min(room.saturating_sub(1))
}

/// The first lines of a text wrapped to `room` cells; the last of them says where more is left out.
pub(super) fn beginning(text: &str, room: u16, most: usize) -> Vec<String> {
    let mut lines = wrap(text, room);
    if most > 0 && lines.len() > most {
        let rest = lines[most - 1..].join(" ");
        lines[most - 1] = fit(&rest, room).into_owned();
    }
    lines.truncate(most);
    lines
}

/// `about 1 h 30`.
pub fn about(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("about {minutes} min"),
        (hours, 0) => format!("about {hours} h"),
        (hours, minutes) => format!("about {hours} h {minutes}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_says_so_and_is_never_too_wide() {
        assert_eq!(fit("GraphQL", 7), "GraphQL");
        assert_eq!(fit("GraphQL", 6), "Graph…");
        assert_eq!(fit("GraphQL", 1), "…");
        assert_eq!(fit("GraphQL", 0), "");
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
    }

    #[test]
    fn the_beginning_of_a_text_is_cut_once_and_only_at_its_end() {
        let text = "TCP makes an ordered, acknowledged stream of bytes of packets that get lost.";
        assert_eq!(beginning(text, 30, 2), ["TCP makes an ordered,", "acknowledged stream of bytes…"]);
        assert_eq!(
            beginning(text, 60, 2),
            ["TCP makes an ordered, acknowledged stream of bytes of", "packets that get lost."]
        );
        assert_eq!(beginning(text, 30, 0), [""; 0]);
    }

    #[test]
    fn wrapping_keeps_every_word_and_no_line_is_too_wide() {
        let text = "Decide how many requests a client may make, and what it is told beyond that.";
        for room in 1..90 {
            let lines = wrap(text, room);
            assert!(lines.iter().all(|line| width(line) <= room), "{room}: {lines:?}");
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(squeezed(&lines.join(" ")), squeezed(text), "at {room}");
        }
        assert_eq!(wrap("one two", 4), ["one", "two"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    }
}
