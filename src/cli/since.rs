//! A day to begin at, as it is written on the command line.

use jiff::civil::Date;

/// From when on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    Date(Date),
    /// So many days ago.
    Days(u16),
}

pub(super) fn since(text: &str) -> Result<Since, String> {
    let days = text.strip_suffix('d').and_then(|days| days.parse().ok()).map(Since::Days);
    let date = || text.parse().ok().map(Since::Date);
    days.or_else(date).ok_or_else(|| "write a day as 2026-11-20, or 7d for the last seven days".to_owned())
}
