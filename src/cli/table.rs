//! Counts, times and columns, as several verbs print them.

use serde::Serialize;

use crate::model::{Now, Tally};
use crate::view;

/// The counts of a topic or a roadmap in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    complete: u32,
    total: u32,
    bonus: u32,
    percent: Option<u8>,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self { complete: tally.complete, total: tally.total, bonus: tally.bonus, percent: tally.percent() }
    }
}

/// RFC 3339 with the offset of the place where the clock was read.
pub(super) fn time(moment: Now) -> String {
    moment.at.display_with_offset(moment.offset).to_string()
}

/// The cells that each column takes.
pub(super) fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    std::array::from_fn(|column| rows.iter().map(|row| view::width(&row[column]).into()).max().unwrap_or(0))
}

/// The text with blanks after it, up to `width` cells.
pub(super) fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(view::width(text).into());
    format!("{text}{}", " ".repeat(blanks))
}
