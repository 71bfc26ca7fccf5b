//! Days, pace and forecast, over the edges of the calendar.

use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};

use super::super::desk::{Desk, noon};
use super::super::edit::{Change, Machine, Now};
use super::super::entry::Origin;
use super::super::learning::Learning;
use super::super::log::Log;
use super::super::roadmap::{RoadmapId, TopicId};
use super::super::sketch;
use super::super::status::Status;
use super::{Activity, Days, Estimated, Pace, Stats};

mod pace;

const TODAY: Date = date(2025, 11, 14);

impl Desk {
    fn done(&mut self, day: Date, ids: &[&str]) {
        self.mark(noon(day, 1), "r", Status::Done, ids);
    }

    fn stats(&self) -> Stats {
        Stats::of(&self.library.entries()[0], &self.log, noon(TODAY, 1))
    }

    fn activity(&self) -> Activity {
        Activity::of(&self.library, &Learning::of(&self.library, &self.log), noon(TODAY, 1))
    }

    fn days(&self) -> Vec<(Date, u32)> {
        self.stats().days.active().collect()
    }
}

const FLAT: &str = "
s
  a
  b
  c
  d
  e
  f
  g
  h
  bonus optional
";

fn flat() -> Desk {
    Desk::new(&[("r", FLAT)])
}

fn day(number: i8) -> Date {
    date(2025, 11, number)
}

#[test]
fn a_day_is_the_local_one_of_the_place_where_the_tick_was_made() {
    let instant = "2025-12-31T23:30:00Z".parse().unwrap();
    let on = |offset| Now { at: instant, offset }.date();
    assert_eq!(on(Offset::UTC), date(2025, 12, 31));
    assert_eq!(on(Offset::constant(1)), date(2026, 1, 1));
    assert_eq!(on(Offset::constant(-11)), date(2025, 12, 31));
    assert_eq!(on(Offset::constant(14)), date(2026, 1, 1));
    assert_eq!(on(Offset::from_seconds(5 * 3600 + 45 * 60).unwrap()), date(2026, 1, 1));

    let mut desk = flat();
    desk.mark(Now { at: instant, offset: Offset::UTC }, "r", Status::Done, &["s/a"]);
    desk.mark(Now { at: instant, offset: Offset::constant(1) }, "r", Status::Done, &["s/b"]);
    assert_eq!(desk.days(), [(date(2025, 12, 31), 1), (date(2026, 1, 1), 1)]);
}

#[test]
fn both_hours_of_a_clock_that_is_set_back_belong_to_one_day_and_a_lost_one_to_none() {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    for (from, day) in [("2025-10-25T22:00:00Z", date(2025, 10, 26)), ("2025-03-29T23:00:00Z", date(2025, 3, 30))] {
        let midnight: jiff::Timestamp = from.parse().unwrap();
        let hours = if day.month() == 10 { 25 } else { 23 };
        for minute in 0..hours * 60 {
            let at = midnight + jiff::SignedDuration::from_mins(minute);
            assert_eq!(Now { at, offset: zone.to_offset(at) }.date(), day, "minute {minute}");
        }
        let after = midnight + jiff::SignedDuration::from_mins(hours * 60);
        assert_eq!(Now { at: after, offset: zone.to_offset(after) }.date(), day.tomorrow().unwrap());
    }
}

#[test]
fn weeks_begin_on_monday_across_months_years_and_leap_days() {
    let weeks = |today, count| Days::weeks(today, count).collect::<Vec<_>>();
    assert_eq!(weeks(date(2025, 11, 14), 2), [date(2025, 11, 3), date(2025, 11, 10)]);
    assert_eq!(weeks(date(2025, 11, 10), 1), [date(2025, 11, 10)], "a Monday begins its own week");
    assert_eq!(weeks(date(2025, 11, 16), 1), [date(2025, 11, 10)], "a Sunday ends it");
    assert_eq!(weeks(date(2026, 1, 1), 2), [date(2025, 12, 22), date(2025, 12, 29)]);
    assert_eq!(weeks(date(2024, 3, 3), 2), [date(2024, 2, 19), date(2024, 2, 26)]);
    assert_eq!(weeks(TODAY, 0), []);
    let mut today = date(2023, 12, 1);
    while today < date(2027, 2, 1) {
        let weeks = weeks(today, 26);
        assert_eq!(weeks.len(), 26);
        assert!(weeks.windows(2).all(|pair| super::between(pair[0], pair[1]) == 7), "{today}");
        assert!((0..7).contains(&super::between(weeks[25], today)), "{today}");
        assert_eq!(weeks[25].iso_week_date().weekday(), jiff::civil::Weekday::Monday);
        assert_eq!(weeks[25].iso_week_date().week(), today.iso_week_date().week(), "{today}");
        today = today.tomorrow().unwrap();
    }
    assert_eq!(weeks(Date::MIN, 3).len(), 3, "the beginning of time does no harm");
}

#[test]
fn levels_are_one_two_four_and_seven() {
    let level = |count: usize| Days::of(std::iter::repeat_n(TODAY, count)).level(TODAY);
    assert_eq!((0..9).map(level).collect::<Vec<_>>(), [0, 1, 2, 2, 3, 3, 3, 4, 4]);
    assert_eq!(Days::default().level(TODAY), 0);
}

#[test]
fn a_bulk_tick_counts_each_leaf_and_what_was_known_or_begun_or_skipped_none() {
    let mut desk = flat();
    desk.done(day(3), &["s/a", "s/b", "s/c"]);
    desk.mark(noon(day(4), 1), "r", Status::Known, &["s/d"]);
    desk.mark(noon(day(4), 1), "r", Status::Doing, &["s/e"]);
    desk.mark(noon(day(4), 1), "r", Status::Skipped, &["s/f"]);
    assert_eq!(desk.days(), [(day(3), 3)]);
    let activity = desk.activity();
    assert_eq!((activity.learned, activity.known), (3, 1));
}

#[test]
fn a_tick_that_was_taken_back_counts_nowhere() {
    let mut desk = flat();
    desk.done(day(3), &["s/a"]);
    desk.mark(noon(day(5), 1), "r", Status::Todo, &["s/a"]);
    assert_eq!(desk.days(), [], "reset");
    desk.done(day(6), &["s/b"]);
    desk.undo(day(7));
    assert_eq!(desk.days(), [], "undone");
    desk.done(day(8), &["s/a"]);
    assert_eq!(desk.days(), [(day(8), 1)], "learned anew");
}

#[test]
fn undo_and_redo_give_a_tick_its_day_back() {
    let mut desk = flat();
    desk.done(day(3), &["s/a", "s/b"]);
    desk.mark(noon(day(5), 1), "r", Status::Todo, &["s/a"]);
    desk.undo(day(9));
    assert_eq!(desk.days(), [(day(3), 2)], "a reset that was undone");
    desk.undo(day(10));
    assert_eq!(desk.days(), []);
    desk.redo(day(11));
    assert_eq!(desk.days(), [(day(3), 2)]);
}

#[test]
fn saying_again_that_a_topic_is_done_does_not_move_its_day() {
    let mut desk = flat();
    desk.done(day(3), &["s/a"]);
    desk.done(day(5), &["s/a"]);
    assert_eq!(desk.days(), [(day(3), 1)]);
    desk.mark(noon(day(6), 1), "r", Status::Known, &["s/a"]);
    desk.done(day(7), &["s/a"]);
    assert_eq!(desk.days(), [(day(7), 1)]);
}

#[test]
fn a_topic_that_moved_keeps_its_day() {
    let mut desk = Desk::new(&[("r", "s\n  a\n")]);
    desk.done(day(3), &["s/a"]);
    desk.library.add(vec![(sketch::roadmap("r", "t was=s\n  a\n"), Origin::Bundled)], &desk.log);
    assert_eq!(desk.days(), [(day(3), 1)]);
    let leaf = sketch::at(&desk.library.entries()[0].roadmap, "t/a");
    let changes = desk.library.changes(&desk.log, 0, &[(leaf, Status::Todo)]);
    let edits = desk.log.compose(noon(day(5), 1), &RoadmapId("r".into()), changes);
    desk.take(&edits);
    assert_eq!(desk.days(), []);
    desk.undo(day(6));
    assert_eq!(desk.days(), [(day(3), 1)], "the tick under its older id stands again");
}

#[test]
fn recent_days_come_first_and_their_topics_in_order() {
    let mut desk = flat();
    desk.done(day(3), &["s/b"]);
    desk.done(day(5), &["s/d"]);
    desk.done(day(5), &["s/c"]);
    let stats = desk.stats();
    let roadmap = &desk.library.entries()[0].roadmap;
    let shown: Vec<_> =
        stats.recent.iter().map(|(day, places)| (*day, sketch::slugs(roadmap, places.clone()))).collect();
    assert_eq!(shown, [(day(5), "d c".to_owned()), (day(3), "b".to_owned())]);
}

#[test]
fn pace_counts_required_topics_only() {
    let mut desk = flat();
    desk.done(day(1), &["s/a"]);
    desk.done(day(5), &["s/b", "s/c"]);
    desk.done(day(10), &["s/bonus", "s/d"]);
    assert_eq!(desk.stats().pace, None, "four are required");
    desk.done(day(10), &["s/e"]);
    assert_eq!(desk.stats().pace, Some(Pace { learned: 5, days: 14 }));
    assert_eq!(desk.stats().forecast(3), Some(1..=2));
    assert_eq!(desk.stats().forecast(0), None, "nothing is left to forecast");
}

#[test]
fn of_a_choice_pace_counts_what_it_asks_for() {
    let mut desk = Desk::new(&[("r", "s\n  p pick=1\n    x\n    y\n  a\n  b\n  c\n")]);
    desk.done(day(3), &["s/p/x", "s/p/y"]);
    desk.done(day(12), &["s/a", "s/b"]);
    assert_eq!(desk.stats().pace, None, "one of x and y is a bonus");
    desk.done(day(13), &["s/c"]);
    assert_eq!(desk.stats().pace, None);
    assert_eq!(desk.stats().missing, []);
}

#[test]
fn what_is_missing_is_what_the_total_lacks() {
    let mut desk = Desk::new(&[("r", "s\n  p pick=1\n    x\n    y recommended\n  a\n  b optional\n")]);
    let missing = |desk: &Desk| sketch::slugs(&desk.library.entries()[0].roadmap, desk.stats().missing);
    assert_eq!(missing(&desk), "x y a");
    desk.done(day(3), &["s/p/x"]);
    assert_eq!(missing(&desk), "a");
    desk.mark(noon(day(4), 1), "r", Status::Skipped, &["s/a"]);
    assert_eq!(missing(&desk), "");
}

#[test]
fn estimates_of_what_is_left_add_up_where_the_author_gave_them() {
    let mut roadmap = sketch::roadmap("r", "s\n  p pick=1\n    x\n    y recommended\n  a\n  b\n  c optional\n");
    for (id, minutes) in [("s/p/x", 1000), ("s/p/y", 60), ("s/a", 90), ("s/c", 500)] {
        let place = sketch::at(&roadmap, id).0 as usize;
        roadmap.topics[place].estimate_minutes = Some(minutes);
    }
    let mut desk = Desk::new(&[]);
    desk.library.add(vec![(roadmap, Origin::Bundled)], &desk.log);
    assert_eq!(desk.stats().estimated, Some(Estimated { minutes: 150, topics: 2 }));
    desk.done(day(3), &["s/a", "s/p/x"]);
    assert_eq!(desk.stats().estimated, None, "nobody has said how long b takes");
}

#[test]
fn what_two_roadmaps_share_is_counted_once() {
    let mut desk = Desk::new(&[("r", "s\n  a #jwt\n  b #jwt\n"), ("q", "s\n  c #jwt\n  d ~jwt\n  e #jwt\n")]);
    desk.done(day(3), &["s/a", "s/b"]);
    desk.mark(noon(day(4), 1), "q", Status::Done, &["s/c", "s/d"]);
    desk.mark(noon(day(4), 1), "q", Status::Known, &["s/e"]);
    let activity = desk.activity();
    assert_eq!((activity.learned, activity.known), (3, 0));
    assert_eq!(activity.days.active().collect::<Vec<_>>(), [(day(3), 2), (day(4), 1)]);
    assert_eq!(activity.days.first(), Some(day(3)));
    assert_eq!(activity.today, TODAY);
}

#[test]
fn a_tick_of_another_machine_that_an_undo_has_overruled_does_not_come_back() {
    let mut desk = flat();
    desk.done(day(3), &["s/a"]);
    desk.undo(day(4));
    let mut other = Log::new(Machine("desk".into()), 9 << 80);
    let set = Change { status: Some(Status::Done), ..Change::default() };
    let late = other.compose(noon(day(2), 1), &RoadmapId("r".into()), vec![(TopicId("s/a".into()), set)]);
    desk.take(&late);
    assert_eq!(desk.days(), [], "the undo is newer");
    desk.done(day(8), &["s/a"]);
    assert_eq!(desk.days(), [(day(8), 1)]);
}
