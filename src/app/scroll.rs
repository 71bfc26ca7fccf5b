//! Which row of a list comes first on the screen: the one that the cursor asks for, or where the wheel has gone.

/// Where a list has been scrolled to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    top: usize,
    /// The wheel has turned, and no key has been pressed since: the cursor need not be seen.
    away: bool,
}

impl Scroll {
    /// The first of `rows` rows on a screen of `height`.
    pub fn first(self, cursor: usize, rows: usize, height: usize) -> usize {
        if self.away { self.top.min(most(rows, height)) } else { settled(self.top, cursor, rows, height) }
    }

    /// Whether the wheel has gone its own way.
    pub const fn is_away(self) -> bool {
        self.away
    }

    /// Scrolls by so many rows and leaves the cursor where it is. `first`: the row that is first now.
    pub(super) fn turn(&mut self, by: isize, first: usize, rows: usize, height: usize) {
        let from = if self.away { self.top } else { first };
        *self = Self { top: moved(from, by, most(rows, height) + 1), away: true };
    }

    /// Comes back to the cursor.
    pub(super) fn settle(&mut self, cursor: usize, rows: usize, height: usize) {
        *self = Self { top: settled(self.top, cursor, rows, height), away: false };
    }

    /// Comes back after a jump: where the cursor is out of sight, or at the lower edge with what belongs to it hidden,
    /// it comes to stand in the upper part.
    pub(super) fn settle_jump(&mut self, cursor: usize, rows: usize, height: usize) {
        let below = (self.top + height).saturating_sub(cursor + 1);
        if cursor < self.top || below < height.min(8) / 2 {
            self.top = cursor.saturating_sub(height / 4);
        }
        self.settle(cursor, rows, height);
    }

    /// The row that the wheel has brought to the top, if it has gone its own way.
    pub(super) const fn turned_to(self) -> Option<usize> {
        if self.away { Some(self.top) } else { None }
    }

    /// How many rows stand above the cursor.
    pub(super) const fn above(self, cursor: usize) -> usize {
        cursor.saturating_sub(self.top)
    }

    /// Comes back to the cursor with the next frame.
    pub(super) const fn come_back(&mut self) {
        self.away = false;
    }

    /// Goes on with another row where the wheel had gone.
    pub(super) const fn stay(&mut self, top: usize) {
        *self = Self { top, away: true };
    }

    /// Wishes a row to be the first; the cursor has the last word.
    pub(super) const fn wish(&mut self, top: usize) {
        *self = Self { top, away: false };
    }
}

/// The first row on a screen of `height` rows, moved as little as possible from `top` so that `cursor` is seen.
pub fn settled(top: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let height = height.max(1);
    top.min(most(rows, height)).clamp((cursor + 1).saturating_sub(height), cursor)
}

/// A row moved by `by`, kept among `count` rows.
pub(super) fn moved(row: usize, by: isize, count: usize) -> usize {
    row.saturating_add_signed(by).min(count.saturating_sub(1))
}

/// The last row that may come first: none is wasted at the end.
fn most(rows: usize, height: usize) -> usize {
    rows.saturating_sub(height.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wheel_leaves_the_cursor_and_a_key_comes_back_to_it() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.first(2, 50, 10), 0);
        scroll.turn(3, 0, 50, 10);
        scroll.turn(3, 0, 50, 10);
        assert_eq!(scroll.first(2, 50, 10), 6, "the cursor is out of sight");
        scroll.turn(99, 0, 50, 10);
        assert_eq!(scroll.first(2, 50, 10), 40, "no row is wasted at the end");
        scroll.turn(isize::MIN, 0, 50, 10);
        assert_eq!(scroll.first(49, 50, 10), 0);
        scroll.come_back();
        assert_eq!(scroll.first(49, 50, 10), 40);
        scroll.turn(-5, 40, 50, 10);
        scroll.settle(37, 50, 10);
        assert_eq!((scroll.first(37, 50, 10), scroll.is_away()), (35, false), "what is seen does not move");
        assert_eq!(scroll.first(0, 3, 10), 0);
    }

    #[test]
    fn a_list_that_fits_does_not_scroll() {
        let mut scroll = Scroll::default();
        for height in 0..9 {
            scroll.turn(4, 0, height, height);
            assert_eq!(scroll.first(0, height, height), 0, "{height} rows");
        }
    }
}
