//! From a byte of a text to its line and column.

/// How far a position may lie from the nearest checkpoint, in bytes: lines may be as long as the file.
const STRIDE: usize = 4096;

/// A text with the places where its lines begin.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// At the beginning of each line, and every so often within a long one.
    checkpoints: Vec<Checkpoint>,
}

/// Line and column, both from 1. A column is a character; a byte-order mark takes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    byte: usize,
    position: Position,
    /// Where the line begins.
    line_start: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut here = Checkpoint { byte: start, position: Position { line: 1, column: 1 }, line_start: start };
        let mut checkpoints = vec![here];
        for line in text[start..].split_inclusive('\n') {
            let end = here.byte + line.len();
            while end - here.byte > STRIDE {
                let byte = text.floor_char_boundary(here.byte + STRIDE);
                here.position.column += text[here.byte..byte].chars().count();
                here.byte = byte;
                checkpoints.push(here);
            }
            if line.ends_with('\n') {
                here = Checkpoint {
                    byte: end,
                    position: Position { line: here.position.line + 1, column: 1 },
                    line_start: end,
                };
                checkpoints.push(here);
            }
        }
        Self { text, checkpoints }
    }

    /// The position of a byte; one beyond the text is at its end.
    pub fn position(&self, byte: usize) -> Position {
        let near = self.nearest(byte);
        let byte = self.text.floor_char_boundary(byte).max(near.byte);
        let column = near.position.column + self.text[near.byte..byte].chars().count();
        Position { column, ..near.position }
    }

    /// The line that a byte is in, without its end, and where it begins.
    pub(super) fn line_at(&self, byte: usize) -> (usize, &'t str) {
        let start = self.nearest(byte).line_start;
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        (start, line.strip_suffix('\r').unwrap_or(line))
    }

    fn nearest(&self, byte: usize) -> Checkpoint {
        let after = self.checkpoints.partition_point(|checkpoint| checkpoint.byte <= byte);
        self.checkpoints[after.saturating_sub(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    fn at(text: &str, byte: usize) -> (usize, usize) {
        let Position { line, column } = Lines::new(text).position(byte);
        (line, column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("a: ü日x\n", 8), (1, 6));
        assert_eq!(at("a\r\n\tb", 4), (2, 2));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(at("\u{feff}a", 0), (1, 1));
        assert_eq!(at("\u{feff}a", 3), (1, 1));
        assert_eq!(at("\u{feff}a", 4), (1, 2));
    }

    #[test]
    fn edges() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("a\n", 2), (2, 1));
        assert_eq!(at("a", 99), (1, 2));
        assert_eq!(at("ü", 1), (1, 1));
    }

    #[test]
    fn a_long_line_counts_like_a_short_one() {
        let text = format!("x\n{}", "ü".repeat(10_000));
        for byte in [2, 4096, 4098, 12_288, 20_001] {
            let byte = text.floor_char_boundary(byte);
            assert_eq!(at(&text, byte), (2, 1 + (byte - 2) / 2));
        }
        assert_eq!(Lines::new(&text).line_at(15_000).0, 2);
    }
}
