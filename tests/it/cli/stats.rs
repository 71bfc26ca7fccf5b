//! `stats`: what was learned when, how fast, and what is left.

use serde_json::json;

use super::zoo;
use crate::support::Test;

/// A tick of an earlier day, as the log holds it.
fn tick(number: u32, days_ago: i64, topic: &str, status: &str) -> String {
    let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days_ago);
    let at = jiff::Timestamp::from_millisecond(at.as_millisecond()).expect("a plausible time");
    json!({
        "id": format!("01K9ZY8Q0000000000000{number:05}"), "at": at.display_with_offset(jiff::tz::Offset::UTC).to_string(),
        "by": "desk-0000", "roadmap": "zoo", "topic": topic, "set": {"status": status}, "was": {"status": "todo"},
    })
    .to_string()
}

/// A zoo with these ticks, by days ago.
pub(super) fn ticked(ticks: &[(i64, &str, &str)]) -> Test {
    let lines = (0..).zip(ticks).map(|(number, (ago, topic, status))| tick(number, *ago, topic, status) + "\n");
    zoo().file("data/progress.jsonl", &lines.collect::<String>())
}

pub(super) fn day(days_ago: i64) -> String {
    let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * days_ago);
    jiff::tz::Offset::UTC.to_datetime(at).date().to_string()
}

#[test]
fn stats_in_json_have_the_days_and_everything_that_is_missing() {
    let test = ticked(&[
        (9, "animals/fodder/hay-bales", "done"),
        (2, "animals/fodder/carrot-rations", "done"),
        (2, "animals/first-animal/yak", "known"),
        (1, "animals/gone", "done"),
    ]);
    let stats = test.run(["stats", "zoo", "--json"]).success().json();
    assert_eq!(
        stats,
        json!({
            "schema": 1,
            "roadmap": {
                "id": "zoo", "title": "Keeper of a Zoo", "complete": 2, "total": 4, "bonus": 1, "percent": 50
            },
            "learned": 2, "known": 1, "skipped": 0, "left": 2,
            "pace_per_week": null, "weeks_left": null, "estimated_left": null,
            "stages": [
                {"id": "animals", "title": "Animals", "complete": 2, "total": 3, "bonus": 1, "percent": 67},
                {"id": "visitors", "title": "Visitors", "complete": 0, "total": 1, "bonus": 0, "percent": 0},
            ],
            "days": [
                {"date": day(2), "learned": [{"id": "animals/fodder/carrot-rations", "title": "Carrot rations"}]},
                {"date": day(9), "learned": [{"id": "animals/fodder/hay-bales", "title": "Hay bales"}]},
            ],
            "missing": [
                {"id": "animals/fodder/hay-carts", "title": "Hay carts"},
                {"id": "visitors/turnstiles", "title": "Turnstiles"},
            ],
            "orphans": ["animals/gone"],
        })
    );
}

#[test]
fn a_forecast_needs_five_topics_over_seven_days() {
    let long =
        "title: Long\nid: zoo\nstages:\n  - title: S\n    topics: [A, B, C, D, E, F, G, {title: H, estimate: 3h}]\n";
    let ticks = |last: i64| {
        let topics =
            [(13, "s/a", "done"), (9, "s/b", "done"), (6, "s/c", "done"), (2, "s/d", "done"), (last, "s/e", "done")];
        ticked(&topics).roadmap("zoo", long)
    };
    let stats = ticks(0).run(["stats", "--json"]).success().json();
    assert_eq!((&stats["pace_per_week"], &stats["weeks_left"]), (&json!(3), &json!({"from": 1, "to": 2})));
    assert_eq!(stats["estimated_left"], json!({"minutes": 180, "topics": 1}));
    let told = ticks(0).run(["stats"]).success().stdout;
    let forecast = "3 to go. At your recent pace (about 3 a week) that is 1 to 2 more weeks.\n";
    assert!(told.contains(forecast), "{told}");
    assert!(told.contains("\nBy the author's estimates: about 3 h, for 1 of the 3.\n"), "{told}");

    let four =
        ticked(&[(13, "s/a", "done"), (9, "s/b", "done"), (6, "s/c", "done"), (2, "s/d", "done"), (0, "s/e", "known")]);
    let stats = four.roadmap("zoo", long).run(["stats", "--json"]).success().json();
    assert_eq!((&stats["pace_per_week"], &stats["weeks_left"]), (&json!(null), &json!(null)));
}

#[test]
fn stats_are_told_in_words_and_a_map_of_half_a_year() {
    let test = ticked(&[(0, "animals/fodder/hay-bales", "done"), (0, "animals/gone", "done")]);
    let ran = test.run(["stats", "zoo"]).success();
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines[0], "zoo: 1 of 4, 25%. 1 learned");
    assert_eq!(lines[1..3], ["3 to go.", ""]);
    assert!(lines[3].starts_with("  Animals   1/3  ▕█"), "{}", lines[3]);
    let map: Vec<_> = lines.iter().filter(|line| line.contains("· ·")).collect();
    assert_eq!(map.len(), 7);
    assert_eq!(ran.stdout.matches('░').count(), 1);
    assert!(ran.stdout.contains("\n  Today  Hay bales\n"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("counts nowhere:\n  animals/gone\n"), "{}", ran.stdout);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);

    let ascii = test.run(["stats", "zoo", "--ascii"]).success().stdout;
    assert!(
        ascii.is_ascii()
            && ascii.contains(". . .")
            && ascii.matches(':').count() == ran.stdout.matches(':').count() + 1
    );
}

#[test]
fn before_anything_is_learned_there_is_no_map() {
    let ran = zoo().run(["stats", "zoo"]).success();
    assert!(ran.stdout.starts_with("zoo: 0 of 4, 0%. 0 learned\n4 to go.\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('·') && !ran.stdout.contains("pace"), "{}", ran.stdout);
}

#[test]
fn a_tick_that_is_undone_is_gone_from_the_stats() {
    let test = zoo();
    test.run(["done", "hay bales", "hay carts"]).success();
    assert_eq!(test.run(["stats", "--json"]).success().json()["days"][0]["learned"].as_array().map(Vec::len), Some(2));
    test.run(["undo"]).success();
    assert_eq!(test.run(["stats", "--json"]).success().json()["days"], json!([]));
}

#[test]
fn an_unknown_roadmap_is_not_found() {
    let ran = zoo().run(["stats", "farm", "--json"]).code(3);
    assert_eq!(ran.json()["error"]["code"], "not_found");
}
