//! The screen in words: one column, nothing drawn, and the terminal's own cursor on what is selected.

use milepost::app::{Msg, Session, Target};
use milepost::config::BuiltIn;
use milepost::model::Place;
use milepost::view::spoken::Speaker;
use milepost::view::{Look, draw};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use super::recall::{eight, three};
use super::scene::{SMALL, Scene};
use super::screens::{SIZES, asked, begun, learned, sketch, unsaved, written};

/// The scene in words, and where the cursor is.
fn said(scene: &mut Scene, (width, height): (u16, u16)) -> (Buffer, Position) {
    scene.app.config.accessible = true;
    let look = Look { plain: true, ..Look::new(BuiltIn::Mono, false) };
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    for _ in 0..2 {
        let mut drawn = None;
        terminal.draw(|frame| drawn = Some(draw(&scene.app, look, frame))).expect("memory takes all");
        scene.app.update(Msg::Shown(drawn.expect("it was drawn").shown));
    }
    let cursor = terminal.backend_mut().get_cursor_position().expect("it is known");
    (terminal.backend().buffer().clone(), cursor)
}

fn scenes() -> Vec<(&'static str, Scene)> {
    vec![
        ("home-new", Scene::home()),
        ("home", learned()),
        ("roadmap", begun()),
        ("range", begun().keys("v j")),
        ("recall", three().keys("R")),
        ("recall-shown", asked().keys("right")),
        ("recall-end", three().keys("R 3 2 1 up")),
        ("home-recall", eight()),
        ("sweep", Scene::small().keys("w right")),
        ("filter", begun().keys("f t")),
        ("details", begun().keys("enter")),
        ("written", written().keys("enter")),
        ("stats", learned().keys("S")),
        ("find", begun().keys("/").types("limits").keys("down")),
        ("jump", begun().keys("ctrl-p").types("li")),
        ("help", begun().keys("? down down")),
        ("filter-menu", begun().keys("f")),
        ("links", begun().keys("o")),
        ("note", written().keys("e")),
        ("proof", written().keys("p down")),
        ("proof-refused", begun().keys("p").types("example.org").keys("enter")),
        ("said", begun().keys("s")),
        ("not-saved", unsaved()),
        ("quit-unsaved", unsaved().keys("q")),
    ]
}

#[test]
fn every_screen_is_said() {
    for size in SIZES {
        for (name, mut scene) in scenes() {
            let (buffer, cursor) = said(&mut scene, size);
            let sketch = format!("cursor {},{}\n{}", cursor.x, cursor.y, sketch(&buffer));
            insta::assert_snapshot!(format!("{name}@{}x{}", size.0, size.1), sketch);
        }
    }
}

#[test]
fn nothing_is_drawn_and_nothing_is_said_by_a_sign() {
    for size in SIZES {
        for (name, mut scene) in scenes() {
            let (buffer, _) = said(&mut scene, size);
            let is_sign = |symbol: &&str| !symbol.is_ascii() && !["…", "’", "“", "”"].contains(symbol);
            let signs: Vec<_> = buffer.content.iter().map(Cell::symbol).filter(is_sign).collect();
            assert!(signs.is_empty(), "{name} at {size:?}: {signs:?}");
            let text = sketch(&buffer);
            assert!(!text.contains("[ ]") && !text.contains("  ["), "{name} at {size:?}:\n{text}");
        }
    }
}

#[test]
fn the_cursor_is_at_the_beginning_of_what_is_selected() {
    for (name, mut scene) in scenes().into_iter().filter(|(name, _)| !["note", "jump", "proof-refused"].contains(name))
    {
        let (buffer, cursor) = said(&mut scene, (100, 30));
        let cell = &buffer[cursor];
        assert_ne!(cell.symbol(), " ", "{name} at {cursor}");
    }
}

#[test]
fn a_broken_file_is_no_day() {
    let broken = || begun().saved("small", SMALL).broken("small", 14, "unknown field `recomended`").keys("esc");
    let (buffer, _) = said(&mut broken(), (100, 30));
    let text = sketch(&buffer);
    assert!(text.contains("|1. Small, 2 of 4 done, 50 percent, file is broken\n"), "{text}");
}

#[test]
fn every_size_can_be_said() {
    for (_, mut scene) in scenes() {
        for (width, height) in [(1, 1), (20, 5), (7, 40), (40, 6), (30, 7), (47, 11), (200, 12), (100, 60)] {
            said(&mut scene, (width, height));
        }
    }
}

#[test]
fn a_word_to_the_user_stays_until_the_next_key() {
    let mut scene = begun();
    scene.app.config.accessible = true;
    let scene = scene.keys("s").wait(600);
    assert!(scene.notice().starts_with("Skipped"), "{}", scene.notice());
    assert_eq!(scene.keys("k").notice(), "");
}

/// The lines of a sketch without their styles.
fn rows(sketch: &str) -> Vec<&str> {
    sketch.lines().filter_map(|line| line.strip_prefix('|')).collect()
}

#[test]
fn the_selected_row_is_said_whole_and_of_others_whole_facts_only() {
    for size in SIZES {
        for keys in ["g g", "G", "G k k", "g g j j"] {
            let mut scene = begun().keys(keys);
            let text = sketch(&said(&mut scene, size).0);
            let (number, place) = scene.app.selected().expect("a topic is selected");
            let whole = Speaker::new(&scene.app.library, &scene.app.log, number);
            let leaf = scene.app.library.entries()[number].roadmap.is_leaf(place);
            let whole = { whole }.topic(place, (!leaf).then_some(true), u16::MAX);
            let rows = rows(&text);
            assert!(rows.join(" ").contains(&whole), "{whole} at {size:?}:\n{text}");
            let cut = rows.iter().filter(|row| row.contains(", 1 of ") || row.contains("stage"));
            assert!({ cut }.all(|row| !row.ends_with('…')), "{size:?}:\n{text}");
        }
        let (home, _) = said(&mut learned(), size);
        assert!(rows(&sketch(&home)).join(" ").contains("1. Rust in a Month, 13 of 17 done, 76 percent"), "{size:?}");
    }
}

#[test]
fn a_row_is_pointed_at_on_each_of_its_lines() {
    let look = Look { plain: true, ..Look::new(BuiltIn::Mono, false) };
    for (mut scene, on_each) in [(learned(), Target::Roadmap(0)), (begun().keys("g g"), Target::Topic(Place(0)))] {
        let text = sketch(&said(&mut scene, (34, 7)).0);
        let mut terminal = Terminal::new(TestBackend::new(34, 7)).expect("a screen in memory");
        let mut drawn = None;
        terminal.draw(|frame| drawn = Some(draw(&scene.app, look, frame))).expect("memory takes all");
        let hits = drawn.expect("it was drawn").hits;
        for y in 0..2 {
            assert_eq!(hits.at(3, y), Some(on_each.clone()), "line {y}:\n{text}");
        }
    }
}

#[test]
fn of_a_row_that_takes_more_lines_than_there_are_the_state_is_said_all_the_same() {
    let long =
        |what: &str| format!("{what} with a title that goes on and on, and never seems to come to an end at all");
    let [roadmap, stage, topic] = ["Roadmap", "Stage", "Topic"].map(long);
    let yaml = format!("title: '{roadmap}'\nstages: [{{title: '{stage}', topics: ['{topic}', B]}}]\n");
    let home = || Scene::with(&[("long", &yaml)], Session::default());
    let ends = |mut scene: Scene, end: &str| {
        let text = sketch(&said(&mut scene, (20, 5)).0);
        let row = rows(&text)[..4].join(" ");
        assert!(row.contains("…, ") && row.ends_with(end), "{text}");
    };
    ends(home(), ", new");
    ends(home().keys("enter g g"), ", 0 of 2 done");
    ends(home().keys("enter g g j"), ", to do");
    ends(home().keys("enter g g j space"), ", done");
}
