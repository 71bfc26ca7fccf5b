//! When there is a pace, and what a forecast makes of it.

use super::super::{Pace, before};
use super::TODAY;

fn pace(ago: &[i32]) -> Option<Pace> {
    Pace::of(ago.iter().map(|&days| before(TODAY, days)).collect(), TODAY)
}

#[test]
fn there_is_no_pace_before_five_topics_over_seven_days_nor_after_28_days_of_rest() {
    assert_eq!(pace(&[]), None);
    assert_eq!(pace(&[9, 6, 3, 0]), None, "four topics");
    assert_eq!(pace(&[5, 4, 3, 2, 0]), None, "six days");
    assert_eq!(pace(&[20, 20, 20, 20, 20, 20]), None, "one day, long ago");
    assert!(pace(&[6, 4, 3, 2, 0]).is_some());
    assert!(pace(&[33, 30, 30, 30, 27]).is_some());
    assert_eq!(pace(&[34, 31, 30, 30, 28]), None, "28 days old");
    assert_eq!(pace(&[6, 4, 3, 2, -1]), None, "what a wrong clock dates into the future does not count");
}

#[test]
fn pace_is_over_the_last_28_days_or_since_the_first_topic() {
    assert_eq!(pace(&[6, 4, 3, 2, 0]), Some(Pace { learned: 5, days: 7 }));
    assert_eq!(pace(&[13, 4, 3, 2, 0]), Some(Pace { learned: 5, days: 14 }));
    assert_eq!(pace(&[90, 80, 70, 28, 27, 1]), Some(Pace { learned: 2, days: 28 }));
    let per_week = |learned, days| Pace { learned, days }.per_week();
    assert_eq!([per_week(16, 28), per_week(14, 28), per_week(2, 28), per_week(1, 28)], [4, 4, 1, 0]);
    assert_eq!(per_week(u32::MAX, 7), u32::MAX);
}

#[test]
fn a_forecast_is_a_range_of_whole_weeks() {
    let weeks = |learned, left| Pace { learned, days: 28 }.weeks_for(left);
    assert_eq!(weeks(16, 29), 6..=9, "29 at 4 a week are 7.25 weeks");
    assert_eq!(weeks(16, 1), 1..=1);
    assert_eq!(weeks(1, 10), 32..=52);
    assert_eq!(weeks(1, u32::MAX).end(), &u32::MAX);
    for (learned, left) in (1..60).flat_map(|learned| (1..200).map(move |left| (learned, left))) {
        let range = weeks(learned, left);
        assert!(1 <= *range.start() && range.start() <= range.end(), "{learned} {left}");
    }
}
