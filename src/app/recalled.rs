//! The words of recall, for the screen and for the command line.

use jiff::civil::Date;

use super::round::Round;
use crate::model::{Answer, Recalled, words};

/// How long ago a day was: `today`, `yesterday`, `9 days ago`, `about 4 months ago`.
pub fn ago(day: Date, today: Date) -> String {
    match day.until(today).map_or(0, |span| span.get_days()) {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..100 => format!("{days} days ago"),
        days @ 100..700 => format!("about {} months ago", days / 30),
        days => format!("about {} years ago", (days + 182) / 365),
    }
}

/// When a topic is asked again: `comes back in 7 days`, or that it rests.
pub fn comeback(recalled: Recalled, ladder: &[u16]) -> String {
    match ladder.get(usize::from(recalled.step)) {
        Some(0) => "comes back today".to_owned(),
        Some(1) => "comes back tomorrow".to_owned(),
        Some(days) => format!("comes back in {days} days"),
        None => "rests from now on".to_owned(),
    }
}

/// `4 recalled: 2 solid, 1 shaky, 1 forgot.`, or why there was nothing.
pub fn outcome(round: &Round, ladder: &[u16]) -> String {
    if round.cards.is_empty() {
        return nothing_due(ladder);
    }
    let counts = Answer::ALL.into_iter().rev().map(|answer| (round.count(answer), answer.name()));
    let counts: Vec<_> =
        counts.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    format!("{} recalled: {}.", round.cards.len(), counts.join(", "))
}

/// That nothing is worth recalling today, and when something is.
pub fn nothing_due(ladder: &[u16]) -> String {
    let day = |days: u16| words::count(days, "day", "days");
    let when = match ladder {
        [] => return "Recall is off: no days are set for it.".to_owned(),
        [first] => format!("Topics come back {} after you learned them", day(*first)),
        [first, middle @ .., last] => {
            let middle: Vec<_> = middle.iter().map(u16::to_string).collect();
            let and = if middle.is_empty() { String::new() } else { format!("{} and ", middle.join(", ")) };
            format!("Topics come back {} after you learned them, then after {and}{last} more", day(*first))
        }
    };
    format!("Nothing to recall today. {when}.")
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_and_long_times_rounded() {
        let today = date(2026, 11, 14);
        let said = |days: i32| ago(today.saturating_sub(days.days()), today);
        assert_eq!([-3, 0, 1, 2, 99].map(said), ["today", "today", "yesterday", "2 days ago", "99 days ago"]);
        assert_eq!(
            [100, 400, 700, 1000].map(said),
            ["about 3 months ago", "about 13 months ago", "about 2 years ago", "about 3 years ago",]
        );
    }

    #[test]
    fn the_ladder_is_told_as_it_is_set() {
        assert_eq!(
            nothing_due(&[2, 7, 21, 60]),
            "Nothing to recall today. Topics come back 2 days after you learned them, then after 7, 21 and 60 more."
        );
        assert_eq!(nothing_due(&[1]), "Nothing to recall today. Topics come back 1 day after you learned them.");
        assert!(nothing_due(&[3, 9]).ends_with("3 days after you learned them, then after 9 more."));
        assert_eq!(nothing_due(&[]), "Recall is off: no days are set for it.");
        let back = |step| comeback(Answer::Shaky.at(step, date(2026, 11, 14)), &[0, 1, 7]);
        assert_eq!(
            [0, 1, 2, 3, 255].map(back),
            [
                "comes back today",
                "comes back tomorrow",
                "comes back in 7 days",
                "rests from now on",
                "rests from now on",
            ]
        );
    }
}
