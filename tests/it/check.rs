//! What is said about a broken roadmap file: one fixture for each code, its report beside it.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::path::Path;

use milepost::diagnostic::{Style, render, render_json};
use milepost::format::CODES;
use milepost::format::roadmap::{read, read_bytes};
use milepost::model::{Aside, Place, Requirement, Roadmap};
use proptest::prelude::*;

use super::fixtures::{self, can_be_told, fixtures, is_as_it_was, mutated, stem};

/// Codes of files too big to lie here.
const WITHOUT_FIXTURE: [&str; 2] = ["too-large", "too-many"];

fn valid(name: &str) -> Roadmap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/check/valid-{name}.yaml"));
    read(name, &std::fs::read_to_string(path).unwrap()).value.unwrap()
}

#[test]
fn each_fixture_gives_its_report() {
    for path in fixtures("check") {
        let bytes = std::fs::read(&path).unwrap();
        let (text, checked) = read_bytes(stem(&path), &bytes);
        let name = format!("{}.yaml", stem(&path));
        let report = render(&checked.report, &name, &text, Style::Plain);
        is_as_it_was("check", stem(&path), &report);
        assert_eq!(checked.value.is_some(), checked.report.errors() == 0, "{name}");
    }
}

#[test]
fn each_code_has_its_fixture() {
    let codes = CODES.into_iter().filter(|code| !WITHOUT_FIXTURE.contains(code));
    fixtures::each_code_has_its_fixture("check", codes, |path, bytes| read_bytes(stem(path), bytes).1.report);
}

#[test]
fn programs_get_the_same_as_people() {
    let text = "title: Backend\nstages:\n  - title: Ü\n    topics: [{titel: x}]\n";
    let json = render_json(&read("x", text).report, "dir/x.yaml", text);
    let expected = serde_json::json!([{
        "severity": "error", "code": "unknown-field", "file": "dir/x.yaml", "line": 4, "column": 15,
        "message": "unknown field `titel`", "help": "did you mean `title`?",
    }]);
    assert_eq!(serde_json::Value::Array(json), expected);
}

#[test]
fn colours_change_no_word() {
    let text = "titel: \"a\u{1b}b\"\n";
    let report = read("x", text).report;
    let plain = render(&report, "x\u{1b}[2J.yaml", text, Style::Plain);
    let coloured = render(&report, "x\u{1b}[2J.yaml", text, Style::Coloured);
    assert!(!plain.contains('\u{1b}') && plain.contains("x\\u{1b}[2J.yaml"));
    let mut bare = String::new();
    let mut rest = &*coloured;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(bare + rest, plain);
    assert_ne!(coloured, plain);
}

#[test]
fn every_field_arrives() {
    let roadmap = valid("every-field");
    let ids: Vec<&str> = roadmap.topics.iter().map(|topic| &*topic.id.0).collect();
    let expected = [
        "basics",
        "basics/programming-language",
        "basics/programming-language/javascript-typescript-plus-nodejs",
        "basics/programming-language/go",
        "basics/programming-language/python-django-or-fastapi",
        "basics/programming-language/rust",
        "basics/2025",
        "basics/150",
        "basics/yes",
        "basics/базы-данных",
        "extras",
        "extras/apis",
        "extras/apis/rate-limiting",
        "extras/apis/graphql",
        "extras/build-a-blog-api",
    ];
    assert_eq!(ids, expected);
    is_as_it_was("check", "valid-every-field-read", &serde_json::to_string_pretty(&roadmap).unwrap());
}

#[test]
fn what_follows_from_the_file_is_there() {
    let roadmap = valid("every-field");
    let numbers: Vec<Option<u32>> = roadmap.topics.iter().map(|topic| topic.number).collect();
    let expected = [0, 1, 0, 0, 0, 0, 2, 3, 4, 5, 0, 6, 0, 0, 7].map(|number| (number > 0).then_some(number));
    assert_eq!(numbers, expected);
    let at = |place: u32| &roadmap[Place(place)];
    assert_eq!((at(1).parent, at(1).end, at(1).depth), (Some(Place(0)), Place(6), 1));
    assert_eq!((at(10).parent, at(10).end, at(10).depth), (None, Place(15), 0));
    assert!(at(12).beyond_required && at(12).optional == Aside::No && !at(9).beyond_required);
    let wanted = [Requirement::Topic(Place(0)), Requirement::Concept("http".into()), Requirement::Topic(Place(3))];
    assert_eq!(at(11).requires, wanted);
    assert_eq!(at(14).requires, [Requirement::Topic(Place(12))]);
    assert_eq!((roadmap.title.as_str(), roadmap.icon.as_deref()), ("Every field: once", Some("⚙\u{fe0f}")));
    assert_eq!(at(12).estimate_minutes, Some(90));
}

#[test]
fn the_bundled_roadmaps_are_those_of_the_files() {
    let bundled = milepost::store::bundled();
    let stems = ["backend-2025", "backend-seven-stages", "backend-ten-steps", "backend-recruiters"];
    assert_eq!(bundled.len(), stems.len());
    for (roadmap, stem) in bundled.into_iter().zip(stems) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("roadmaps/{stem}.yaml"));
        let checked = read(stem, &std::fs::read_to_string(path).unwrap());
        assert_eq!(checked.report.diagnostics, []);
        assert!(checked.value.is_some_and(|read| read == roadmap), "{stem} differs from its file");
    }
}

#[test]
fn an_id_comes_from_the_stem() {
    let text = "title: A\nstages: [{title: B, topics: [C]}]";
    for (stem, id) in [("backend", "backend"), ("My roadmap", "my-roadmap"), ("\u{1b}", "roadmap")] {
        assert_eq!(&*read(stem, text).value.unwrap().id.0, id);
    }
}

#[test]
fn many_topics_are_read_and_too_many_refused() {
    let roadmap = |topics: usize| {
        let topics = (0..topics).fold(String::new(), |text, topic| text + "\n  - t" + &topic.to_string());
        read("x", &format!("title: A\nstages:\n- title: B\n  topics:{topics}\n"))
    };
    assert_eq!(roadmap(100_000).value.unwrap().topics.len(), 100_001);
    assert_eq!(roadmap(200_000).report.diagnostics[0].code, "too-large");
}

#[test]
fn long_lists_are_refused() {
    let with = |entries: usize| {
        let points = "a,".repeat(entries);
        read("x", &format!("title: A\nstages: [{{title: B, topics: [{{title: C, points: [{points}]}}]}}]"))
    };
    assert_eq!(with(10_000).report.errors(), 0);
    assert_eq!(with(10_001).report.diagnostics[0].code, "too-large");
}

#[test]
fn long_ids_are_not_repeated_without_end() {
    let title = "x".repeat(290);
    let stages = (0..8).map(|level| "  ".repeat(level));
    let above =
        stages.map(|indent| format!("{indent}- title: {title}\n{indent}  topics:\n")).collect::<Vec<_>>().concat();
    let leaves = (0..20_000).map(|topic| format!("                - t{topic}\n")).collect::<Vec<_>>().concat();
    let text = format!("title: A\nstages:\n{above}{leaves}");
    assert_eq!(read("x", &text).report.diagnostics[0].code, "too-large");
}

#[test]
fn complaints_end_somewhere() {
    let text = format!("title: A\nstages:\n- title: B\n  topics: [{}]\n", "{},".repeat(30_000));
    let report = read("x", &text).report;
    assert_eq!(report.diagnostics.last().unwrap().code, "too-many");
    assert_eq!(report.errors(), 10_000);
    assert!(render(&report, "x.yaml", &text, Style::Plain).len() < 10_000_000);
}

fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (text, checked) = read_bytes("x", bytes);
    prop_assert_eq!(checked.value.is_some(), checked.report.errors() == 0);
    can_be_told(&checked.report, &text)?;
    if let Some(roadmap) = checked.value {
        let json = serde_json::to_string(&roadmap).unwrap();
        prop_assert_eq!(serde_json::from_str::<Roadmap>(&json).unwrap(), roadmap);
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes)?;
    }

    #[test]
    fn no_text_makes_it_panic(text in "[-:#\\[\\]{}&*!|>'\"%@`, \n\ta-c\u{e9}\u{200d}]{0,80}") {
        survives(text.as_bytes())?;
    }

    #[test]
    fn no_change_makes_it_panic(bytes in mutated("check")) {
        survives(&bytes)?;
    }
}
