//! From a byte of a text to its line and column.

/// How far a position may lie from the nearest checkpoint, in bytes.
const STRIDE: usize = 4096;

/// A text of which every place is found at once, however many lines it has and however long they are.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
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
    line_start: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let first = Checkpoint { byte: start, position: Position { line: 1, column: 1 }, line_start: start };
        let next = |from: &Checkpoint| (from.byte < text.len()).then(|| from.walk(text, from.byte + STRIDE));
        Self { text, checkpoints: std::iter::successors(Some(first), next).collect() }
    }

    /// The position of a byte; one beyond the text is at its end.
    pub fn position(&self, byte: usize) -> Position {
        self.place(byte).position
    }

    /// The line that a byte is in, without its end, and where it begins. Of a very long line the rest is left out.
    pub(super) fn line_at(&self, byte: usize) -> (usize, &'t str) {
        let Checkpoint { byte, line_start, .. } = self.place(byte);
        let near = self.text.floor_char_boundary(byte + STRIDE);
        let end = self.text[byte..near].find('\n').map_or(near, |end| byte + end);
        let line = &self.text[line_start..end];
        (line_start, line.strip_suffix('\r').unwrap_or(line))
    }

    fn place(&self, byte: usize) -> Checkpoint {
        let after = self.checkpoints.partition_point(|checkpoint| checkpoint.byte <= byte);
        self.checkpoints[after.saturating_sub(1)].walk(self.text, byte)
    }
}

impl Checkpoint {
    /// The checkpoint at a byte further on, or at the end of the text.
    fn walk(&self, text: &str, byte: usize) -> Self {
        let byte = text.floor_char_boundary(byte).max(self.byte);
        let passed = &text[self.byte..byte];
        let Some(end) = passed.rfind('\n') else {
            let column = self.position.column + passed.chars().count();
            return Self { byte, position: Position { column, ..self.position }, ..*self };
        };
        let line = self.position.line + passed.bytes().filter(|&byte| byte == b'\n').count();
        let column = 1 + passed[end + 1..].chars().count();
        Self { byte, position: Position { line, column }, line_start: self.byte + end + 1 }
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
