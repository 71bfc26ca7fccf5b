//! Lines as they should be, and as disks, editors and merges leave them.

use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;

mod any;

use any::any_edit;

use super::{HEADER, LONGEST_LINE, Reading, carry, read, write};
use crate::model::{Answer, Change, Edit, Log, Machine, Now, Recalled, RoadmapId, SafeText, Status, TopicId};

const TICK: &str = concat!(
    r#"{"id":"01JD6W8Z","at":"2026-11-20T21:50:07.123+01:00","by":"laptop-7f3a","roadmap":"backend-2025","#,
    r#""topic":"apis/graphql","set":{"status":"done"},"was":{"status":"todo"}}"#,
);

fn line(set: &str) -> String {
    TICK.replace(r#"{"status":"done"}"#, set)
}

fn dated(at: &str) -> String {
    TICK.replace("2026-11-20T21:50:07.123+01:00", at)
}

fn with_id(id: &str) -> String {
    TICK.replace("01JD6W8Z", id)
}

fn lines(lines: &[&str]) -> Reading {
    read((lines.join("\n") + "\n").as_bytes(), 1)
}

fn ids(reading: &Reading) -> Vec<&str> {
    reading.edits.iter().map(|edit| &*edit.id.0).collect()
}

fn tick() -> Edit {
    lines(&[TICK]).edits.remove(0)
}

#[test]
fn a_line_is_read_as_it_is_written() {
    let edit = tick();
    assert_eq!(edit.set, Change { status: Some(Status::Done), ..Change::default() });
    assert_eq!(edit.was, Change { status: Some(Status::Todo), ..Change::default() });
    assert_eq!(edit.at.at, "2026-11-20T20:50:07.123Z".parse::<Timestamp>().unwrap());
    assert_eq!(edit.at.offset, Offset::constant(1));
    assert_eq!(write(&edit), format!("{TICK}\n"));
}

#[test]
fn a_new_note_is_written_in_the_documented_shape() {
    let now = Now { at: "2026-11-20T20:50:07.5Z".parse().unwrap(), offset: Offset::constant(1) };
    let note = |text: &str| Change { note: Some(Some(SafeText::clean(text))), ..Change::default() };
    let changes = vec![(TopicId("jwt".into()), note("a \"b\"\n")), (TopicId("sql".into()), note("c"))];
    let edits = Log::new(Machine("desk-0001".into()), 1 << 80).compose(now, &RoadmapId("x".into()), changes);
    let id = &edits[0].id.0;
    let expected =
        format!(r#"{{"id":"{id}","at":"2026-11-20T21:50:07.500+01:00","by":"desk-0001","roadmap":"x","topic":"jwt","#)
            + r#""set":{"note":"a \"b\"\n"},"was":{"note":null},"#
            + &format!("\"group\":\"{id}\",\"count\":2}}\n");
    assert_eq!(write(&edits[0]), expected);
}

#[test]
fn a_tail_without_a_newline_may_be_in_flight() {
    let text = format!("{HEADER}{TICK}\n{}", with_id("02"));
    for cut in 0..with_id("02").len() {
        let reading = read(&text.as_bytes()[..text.len() - cut], 1);
        assert_eq!((ids(&reading), reading.lines), (vec!["01JD6W8Z"], 2));
        assert!(reading.bad_lines.is_empty());
    }
}

#[test]
fn glued_records_are_all_read() {
    let glued = format!("{TICK}{}{}  {}", HEADER.trim_end(), with_id("02"), with_id("03"));
    let reading = lines(&[&glued]);
    assert_eq!(ids(&reading), ["01JD6W8Z", "02", "03"]);
    assert!(reading.bad_lines.is_empty());
}

#[test]
fn any_blank_may_stand_around_an_id() {
    let spaced = TICK.replace("{\"id\":\"01JD6W8Z\",", "{\"id\":\t\"01JD6W8Z\"\r,");
    assert_eq!(lines(&[&spaced]).edits, [tick()]);
}

#[test]
fn a_record_after_a_torn_one_is_read_and_the_line_reported() {
    for cut in 1..TICK.len() {
        let reading = lines(&["", &format!("{}{}", &TICK[..cut], with_id("02"))]);
        assert_eq!(ids(&reading), ["02"], "cut at {cut}");
        assert_eq!(reading.bad_lines, [2], "cut at {cut}");
    }
}

#[test]
fn however_many_bad_records_stand_before_a_good_one_it_is_read() {
    let bad = r#"{"id":"z","at":5,"by":"a","roadmap":"r","topic":"t","set":{}}"#;
    let reading = lines(&[&format!("{}{TICK}", bad.repeat(1000))]);
    assert_eq!((ids(&reading), &*reading.bad_lines), (vec!["01JD6W8Z"], [1].as_slice()));
}

#[test]
fn blanks_that_editors_and_file_systems_leave_count_for_nothing() {
    let nuls = "\0".repeat(600);
    let reading = lines(&[
        &format!("\u{feff}{}\r", HEADER.trim_end()),
        "",
        " \t\r",
        &nuls,
        &format!("{nuls}{TICK}\r"),
        &format!("{}{nuls}", with_id("02")),
        &format!("\u{feff}{}", with_id("03")),
    ]);
    assert_eq!(ids(&reading), ["01JD6W8Z", "02", "03"]);
    assert!(reading.bad_lines.is_empty());
}

#[test]
fn what_cannot_be_understood_is_reported_and_everything_else_counts() {
    let bad = [
        "<<<<<<< HEAD".into(),
        "=======".into(),
        ">>>>>>> theirs".into(),
        "garbage".into(),
        "null".into(),
        "[]".into(),
        "{}".into(),
        TICK[..60].to_owned(),
        line("7"),
        line(r#"{"status":"dome"}"#),
        line(r#"{"note":7}"#),
        line(r#"{"status":"done","status":"todo"}"#),
        with_id(""),
        TICK.replace(r#""topic":"apis/graphql","#, ""),
        "{\"milepost\":\"one\"}".into(),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "{\"id\":\"a\",\"x\":[".repeat(50_000),
    ];
    for bad in &bad {
        let reading = read(format!("{HEADER}{bad}\n{TICK}\n").as_bytes(), 7);
        assert_eq!(reading.bad_lines, [8], "{bad:.60}");
        assert_eq!(ids(&reading), ["01JD6W8Z"], "{bad:.60}");
        assert!(!reading.newer, "{bad:.60}");
    }
}

#[test]
fn bytes_that_are_not_utf_8_hurt_their_own_line_only() {
    let mut text = format!("{HEADER}{TICK}\n{}\n", with_id("02")).into_bytes();
    let place = HEADER.len() + TICK.find("laptop").unwrap();
    text[place] = 0xff;
    let reading = read(&text, 1);
    assert_eq!((ids(&reading), &*reading.bad_lines), (vec!["02"], &[2][..]));
}

#[test]
fn an_instant_must_be_one() {
    for bad in [
        "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z",
        "2026-11-20T21:50:07",
        "2026-11-20",
        "1795000000",
        "",
    ] {
        assert_eq!(lines(&[&dated(bad)]).bad_lines, [1], "{bad}");
        let clock = TICK.replace(r#""was""#, &format!(r#""clock":"{bad}","was""#));
        assert_eq!(lines(&[&clock]).bad_lines, [1], "{bad}");
    }
    for good in ["2099-12-31T23:59:59.999Z", "2100-01-01T00:29:59+00:30", "1969-07-20T20:17:40-00:00"] {
        assert_eq!(lines(&[&dated(good)]).edits.len(), 1, "{good}");
        assert!(!lines(&[&dated(good)]).edits[0].is_late(), "{good}");
    }
    let far =
        ["2100-01-01T00:00:00Z", "2100-01-01T00:59:59+00:30", "2100-01-01T00:00:00.000+00:00", "9999-12-30T00:00:00Z"];
    for late in far {
        assert!(lines(&[&dated(late)]).edits[0].is_late(), "{late}");
        assert!(lines(&[&dated(late)]).bad_lines.is_empty(), "{late}");
    }
}

#[test]
fn what_is_unknown_is_passed_over() {
    let unknown = line(r#"{"priority":{"until":"2027-01-01"}}"#);
    let more = TICK.replace(r#""was""#, r#""mood":["x",{"id":7}],"was""#);
    let reading = lines(&[&unknown, &more]);
    assert!(reading.bad_lines.is_empty() && !reading.newer);
    assert!(reading.edits[0].set.is_empty());
    assert_eq!(reading.edits[1], tick());
}

#[test]
fn a_newer_header_or_line_is_noticed_wherever_it_stands() {
    let newer_line = TICK.replacen('{', r#"{"milepost":2,"#, 1);
    for (text, newer) in [(HEADER.trim_end(), false), (r#"{"milepost":2}"#, true), (r#"{"milepost":9,"by":"x"}"#, true)]
    {
        let reading = lines(&[TICK, text]);
        assert_eq!((reading.newer, reading.edits.len(), reading.bad_lines.len()), (newer, 1, 0), "{text}");
    }
    assert!(lines(&[&newer_line]).newer);
    assert_eq!(lines(&[&newer_line]).edits, [tick()]);
}

#[test]
fn null_deletes_a_note_and_means_nothing_elsewhere() {
    assert_eq!(lines(&[&line(r#"{"note":null}"#)]).edits[0].set.note, Some(None));
    assert!(lines(&[&line(r#"{"status":null,"proof":null,"from":null}"#)]).edits[0].set.is_empty());
}

const SOLID: &str = r#"{"answer":"solid","step":2,"on":"2026-11-14"}"#;

#[test]
fn an_answer_is_read_as_it_is_written_and_null_takes_it_back() {
    let recall = |text: &str| lines(&[&line(&format!(r#"{{"recall":{text}}}"#))]);
    let on = jiff::civil::date(2026, 11, 14);
    let solid = Recalled { answer: Answer::Solid, step: 2, on };
    for text in [SOLID, r#"{"on":"2026-11-14","step":2,"mood":"good","answer":"solid"}"#] {
        assert_eq!(recall(text).edits[0].set.recall, Some(Some(solid)), "{text}");
    }
    let edit = recall(SOLID).edits.remove(0);
    assert!(write(&edit).contains(&format!(r#""set":{{"recall":{SOLID}}}"#)), "{}", write(&edit));
    let forgot = recall(r#"{"answer":"forgot","on":"2026-11-14"}"#);
    assert_eq!(forgot.edits[0].set.recall, Some(Some(Answer::Forgot.at(7, on))));
    assert_eq!(recall("null").edits[0].set.recall, Some(None));
    for wrong in [
        "7",
        r#""solid""#,
        "{}",
        &SOLID.replace("solid", "well"),
        &SOLID.replace('2', "-1"),
        &SOLID.replace("14", "31"),
    ] {
        assert_eq!(recall(wrong).bad_lines, [1], "{wrong}");
    }
}

#[test]
fn an_id_that_is_not_safe_to_show_is_no_id() {
    for id in ["x\\u001b[2J", "x\\u202ey", "x\\ny", "../../etc/passwd", "жизнь"] {
        let shown = id.replace("\\u001b", "\u{1b}").replace("\\u202e", "\u{202e}").replace("\\n", "\n");
        let safe = *SafeText::line(&shown) == shown;
        assert_eq!(lines(&[&with_id(id)]).edits.len(), usize::from(safe), "{id}");
    }
}

#[test]
fn a_line_is_at_most_so_long() {
    let of_length = |length: usize| TICK.to_owned() + &" ".repeat(length - TICK.len());
    let (fits, too_long) = (of_length(LONGEST_LINE), of_length(LONGEST_LINE + 1));
    let reading = lines(&[&fits, &too_long]);
    assert_eq!((reading.edits.len(), &*reading.bad_lines), (1, &[2][..]));
}

/// The line with a few characters at one place replaced.
fn mutated(line: &str, place: prop::sample::Index, cut: usize, with: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let at = place.index(letters.len());
    let rest = &letters[(at + cut).min(letters.len())..];
    letters[..at].iter().copied().chain(with.chars()).chain(rest.iter().copied()).filter(|&c| c != '\n').collect()
}

proptest! {
    #[test]
    fn an_edit_reads_back_as_it_was(edits in prop::collection::vec(any_edit(), 1..4)) {
        let text: String = edits.iter().map(write).collect();
        let reading = read(text.as_bytes(), 1);
        prop_assert_eq!(reading.lines, edits.len() as u64);
        prop_assert_eq!(reading.edits, edits);
        prop_assert!(reading.bad_lines.is_empty());
    }

    /// A blank before its end keeps a line from the shortcut, and means nothing to the general reader.
    #[test]
    fn the_shortcut_and_the_general_reader_say_the_same(
        edit in any_edit(),
        with in prop::sample::select(vec!["", "\"", "0", "9", "-", "é", "\\", "\\n", "+", ":", "}", "{", "\u{1b}", "61"]),
        place in any::<prop::sample::Index>(),
        cut in 0..3usize,
    ) {
        let change = Change { status: Some(Status::Done), ..Change::default() };
        let tick = Edit { set: change.clone(), was: change, clock: None, ..edit };
        for line in [write(&tick), mutated(&write(&tick), place, cut, with), mutated(TICK, place, cut, with)] {
            let line = line.trim_end();
            let general = line.strip_suffix('}').map(|start| format!("{start} }}"));
            if let Some(general) = general {
                let (one, other) = (lines(&[line]), lines(&[&general]));
                prop_assert_eq!((one.edits, one.bad_lines), (other.edits, other.bad_lines), "{}", line);
            }
        }
    }

    /// A log as disks and merges leave it: cut, doubled, glued, garbled. What is whole on a line of its own is read.
    #[test]
    fn no_change_of_a_log_is_too_much(
        edits in prop::collection::vec(any_edit(), 1..6),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..40usize, prop::collection::vec(any::<u8>(), 0..9)), 0..6),
    ) {
        let mut bytes: Vec<u8> = std::iter::once(HEADER.to_owned()).chain(edits.iter().map(write)).collect::<String>().into();
        for (place, cut, with) in changes {
            let at = place.index(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, with);
            if bytes.is_empty() {
                bytes.push(b'\n');
            }
        }
        bytes.extend_from_slice(format!("\n{TICK}\n").as_bytes());
        let whole = read(&bytes, 1);
        prop_assert_eq!(whole.edits.last(), Some(&tick()));
        prop_assert_eq!(whole.lines, memchr::memchr_iter(b'\n', &bytes).count() as u64);
        let carried: String = bytes.split(|byte| *byte == b'\n').flat_map(|line| {
            carry(line).edits.iter().flat_map(|edit| [edit, "\n"]).collect::<Vec<_>>().concat().chars().collect::<Vec<_>>()
        }).collect();
        prop_assert_eq!(read(carried.as_bytes(), 1).edits, whole.edits, "what is carried elsewhere says the same there");
    }

    #[test]
    fn no_bytes_are_too_much(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..TICK.len()) {
        let text = [&TICK.as_bytes()[..cut], &bytes, b"\n", TICK.as_bytes(), b"\n"].concat();
        let reading = read(&text, 1);
        prop_assert_eq!(reading.edits.last(), Some(&tick()));
    }
}
