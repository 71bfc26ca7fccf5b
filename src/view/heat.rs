//! The map of days: a column a week, a row a weekday, darker where more was learned.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::Days;

/// So many weeks are told of, where there is room.
pub const HALF_A_YEAR: u16 = 26;

/// The names beside the rows, from Monday; every other one, so that they are read at a glance.
pub const WEEKDAYS: [&str; 7] = ["Mon", "", "Wed", "", "Fri", "", "Sun"];

const SHADES: [&str; 5] = ["·", "░", "▒", "▓", "█"];
const SHADES_IN_ASCII: [&str; 5] = [".", ":", "+", "*", "#"];

/// The weeks that there is room for in so many cells, a year of them at most.
pub fn weeks_in(cells: u16) -> u16 {
    (cells.saturating_add(1) / 2).min(52)
}

/// Seven rows, from Monday, of so many weeks, the last of them that of `today`. Days to come are blank.
pub fn heat(days: &Days, today: Date, weeks: u16, ascii: bool) -> [String; 7] {
    std::array::from_fn(|weekday| {
        let days_of = |monday: Date| monday.saturating_add(i32::try_from(weekday).unwrap_or(0).days());
        let cells: Vec<_> = Days::weeks(today, weeks).map(|monday| cell(days, days_of(monday), today, ascii)).collect();
        cells.join(" ")
    })
}

/// The last so many days in one row, today last.
pub(super) fn heat_row(days: &Days, today: Date, count: i32, ascii: bool) -> String {
    let dates = (0..count).rev().map(|ago| today.saturating_sub(ago.days()));
    dates.map(|day| cell(days, day, today, ascii)).collect::<Vec<_>>().join(" ")
}

/// The months, each above the week in which it begins, from so many cells on; that of the first week where it fits.
pub(super) fn months(today: Date, weeks: u16, from: u16) -> Vec<(u16, String)> {
    let mut begins: Vec<(u16, Date)> = Vec::new();
    for (cell, monday) in (0..).step_by(2).zip(Days::weeks(today, weeks)) {
        if begins.last().is_none_or(|(_, last)| last.month() != monday.month()) {
            begins.push((cell, monday));
        }
    }
    let next = begins.get(1).map_or(u16::MAX, |(cell, _)| *cell);
    begins.retain(|(cell, _)| *cell >= from && (*cell > 0 || next >= 4) && cell + 3 < 2 * weeks.max(2));
    begins.into_iter().map(|(cell, monday)| (cell, monday.strftime("%b").to_string())).collect()
}

/// From light to dark.
pub(super) fn shades(ascii: bool) -> String {
    if ascii { SHADES_IN_ASCII.join(" ") } else { SHADES.join(" ") }
}

fn cell(days: &Days, day: Date, today: Date, ascii: bool) -> &'static str {
    match (day > today, ascii) {
        (true, _) => " ",
        (false, false) => SHADES[days.level(day)],
        (false, true) => SHADES_IN_ASCII[days.level(day)],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_to_come_are_blank_and_weeks_begin_on_monday() {
        let friday = date(2025, 11, 14);
        let drawn = heat(&Days::default(), friday, 2, false);
        assert_eq!(drawn, ["· ·", "· ·", "· ·", "· ·", "· ·", "·  ", "·  "]);
        assert_eq!(heat(&Days::default(), friday, 1, true)[0], ".");
        assert_eq!(heat_row(&Days::default(), friday, 3, true), ". . .");
    }

    #[test]
    fn months_stand_above_the_week_in_which_they_begin() {
        let shown = |today, weeks, from| {
            let months = months(today, weeks, from).into_iter();
            months.map(|(cell, month)| format!("{cell} {month}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(date(2025, 11, 14), 7, 0), "2 Oct, 10 Nov");
        assert_eq!(shown(date(2026, 1, 16), 5, 0), "0 Dec, 6 Jan");
        assert_eq!(shown(date(2026, 1, 9), 4, 0), "0 Dec", "a name does not reach beyond the map");
        assert_eq!(shown(date(2026, 1, 23), 6, 4), "6 Jan");
        assert_eq!(shown(date(2025, 11, 14), 0, 0), "");
    }

    #[test]
    fn there_are_as_many_weeks_as_there_is_room_for() {
        assert_eq!([weeks_in(0), weeks_in(1), weeks_in(51), weeks_in(500)], [0, 1, 26, 52]);
    }
}
