//! One line of a text, cleaned and cut, with places in it.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::model::SafeText;

/// The widest line that is quoted, in columns.
const WIDTH: usize = 160;

/// What of a line is quoted, and where the places asked for are in it.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub source: String,
    pub spans: Vec<Range<usize>>,
}

impl Excerpt {
    /// Quotes a line around the first of `spans`, which are bytes of `line`.
    pub(super) fn new(line: &str, spans: &[Range<usize>]) -> Self {
        let spans: Vec<_> = spans.iter().map(|span| within(line, span)).collect();
        let focus = spans.first().map_or(0, |span| span.start);
        // A character takes ten columns at most, as `\u{10ffff}`: the last window always fits.
        let windows = [WIDTH, WIDTH / 2, WIDTH / 4, 15].map(|width| window(line, focus, width));
        let whole = (line.len() <= WIDTH * 4).then_some(0..line.len());
        let mut cuts = whole.into_iter().chain(windows).map(|window| cut(line, &window, &spans));
        let fits = |excerpt: &Self| excerpt.source.width() <= WIDTH;
        let first = cuts.find(fits);
        first.unwrap_or_else(|| cut(line, &window(line, focus, 8), &spans))
    }
}

/// A span of a line, at character boundaries and not beyond its end.
fn within(line: &str, span: &Range<usize>) -> Range<usize> {
    let start = line.floor_char_boundary(span.start);
    start..line.ceil_char_boundary(span.end).max(start)
}

/// `width` characters of a line, a third of them before `focus`.
fn window(line: &str, focus: usize, width: usize) -> Range<usize> {
    let before = line[..focus].char_indices().rev().take(width / 3);
    let start = before.last().map_or(focus, |(at, _)| at);
    let end = line[start..].char_indices().nth(width - 2).map_or(line.len(), |(at, _)| start + at);
    start..end
}

/// The window cleaned; in pieces, so that the places in it are known.
fn cut(line: &str, window: &Range<usize>, spans: &[Range<usize>]) -> Excerpt {
    let mut borders: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    borders.push(window.end);
    for border in &mut borders {
        *border = (*border).clamp(window.start, window.end);
    }
    borders.sort_unstable();
    let mut source = String::from(if window.start > 0 { "…" } else { "" });
    let mut places = vec![(window.start, source.len())];
    let mut from = window.start;
    for border in borders {
        source.push_str(&SafeText::clean(&line[from..border]));
        places.push((border, source.len()));
        from = border;
    }
    if window.end < line.len() {
        source.push('…');
    }
    let place = |raw: usize| {
        let raw = raw.clamp(window.start, window.end);
        places.iter().find(|&&(at, _)| at == raw).map_or(0, |&(_, place)| place)
    };
    let spans = spans.iter().map(|span| place(span.start)..place(span.end)).collect();
    Excerpt { source, spans }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::Excerpt;

    #[test]
    fn places_follow_the_cleaning() {
        let excerpt = Excerpt::new("\ta\u{1b}b: c", &[6..7, 1..2]);
        assert_eq!(excerpt.source, "    a\\u{1b}b: c");
        assert_eq!(&excerpt.source[excerpt.spans[0].clone()], "c");
        assert_eq!(&excerpt.source[excerpt.spans[1].clone()], "a");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}HERE{}", "x".repeat(100_000), "y".repeat(100_000));
        let excerpt = Excerpt::new(&line, std::slice::from_ref(&(100_000..100_004)));
        assert_eq!(&excerpt.source[excerpt.spans[0].clone()], "HERE");
        assert!(excerpt.source.starts_with("…x") && excerpt.source.ends_with("y…"));
        assert!(excerpt.source.width() > 100);
    }

    proptest! {
        #[test]
        fn never_wider_than_allowed(line in "[^\n\r]{0,300}", start in 0usize..1200, length in 0usize..1200) {
            let excerpt = Excerpt::new(&line, &[start..start + length, 0..line.len()]);
            prop_assert!(excerpt.source.width() <= 160);
            for span in &excerpt.spans {
                prop_assert!(excerpt.source.get(span.clone()).is_some());
            }
        }

        #[test]
        fn nor_where_all_is_hidden(count in 0usize..400, at in 0usize..400) {
            let line = "\u{e0041}".repeat(count);
            prop_assert!(Excerpt::new(&line, std::slice::from_ref(&(at * 4..at * 4 + 4))).source.width() <= 160);
        }
    }
}
