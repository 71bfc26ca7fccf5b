//! What can be pointed at lies where it is drawn, at every size.

use milepost::app::{Msg, Overlay, Pane, Target};
use milepost::command::Command;
use ratatui::layout::Rect;

use super::pointer::{Seen, see};
use super::recall::three;
use super::scene::Scene;

const SIZES: [(u16, u16); 4] = [(100, 30), (60, 20), (34, 7), (20, 5)];

fn begun() -> Scene {
    Scene::small().keys("space = } j i j s g g").wait(9)
}

/// The text of a spot.
fn text(seen: &Seen, spot: Rect) -> String {
    let row: Vec<_> = (spot.x..spot.right()).map(|x| seen.buffer[(x, spot.y)].symbol()).collect();
    row.concat()
}

/// What can be clicked where it is seen: a spot below another one is not counted.
fn spots(seen: &Seen) -> Vec<(Rect, Target)> {
    let seen_whole = |(spot, target): &&(Rect, Target)| seen.drawn.hits.at(spot.x, spot.y).as_ref() == Some(target);
    seen.drawn.hits.iter().filter(seen_whole).cloned().collect()
}

#[test]
fn every_row_box_and_fold_mark_is_where_it_is_drawn() {
    for size in SIZES {
        let mut scene = begun();
        let seen = see(&mut scene, size);
        let (_, entry, outline) = scene.app.open_roadmap().expect("it is open");
        let rows = seen.drawn.shown.rows.min(outline.rows().len());
        for (row, &place) in outline.rows().iter().enumerate().skip(outline.first(rows)).take(rows) {
            let own = |wanted: &Target| {
                let found = seen.drawn.hits.iter().find(|(_, target)| target == wanted);
                found.unwrap_or_else(|| panic!("no {wanted:?} at {size:?} in\n{seen}")).0
            };
            let line = own(&Target::Topic(place));
            let title = entry.roadmap[place].title.chars().take(3).collect::<String>();
            assert!(text(&seen, line).contains(&title), "{size:?}: {title} in {}", text(&seen, line));
            assert_eq!(seen.drawn.hits.at(line.right() - 1, line.y), Some(Target::Topic(place)), "to its end");
            if entry.roadmap.is_leaf(place) {
                let mark = own(&Target::Box(place));
                assert_eq!((mark.width, mark.y), (3, line.y));
                let mark = text(&seen, mark);
                assert!(mark.starts_with(['[', '(']) && mark.ends_with([']', ')']), "{size:?}: {mark}");
            } else {
                let mark = text(&seen, own(&Target::Fold(place)));
                assert!(matches!(&*mark, "▸ " | "▾ "), "{size:?}: {mark}");
            }
            assert_eq!(row == outline.cursor(), text(&seen, line).starts_with('❯'));
        }
    }
}

#[test]
fn every_hint_is_a_button_and_every_button_names_its_command() {
    let scenes: [fn() -> Scene; 8] = [
        begun,
        || begun().keys("enter"),
        || begun().keys("esc").wait(9),
        || begun().keys("S"),
        || begun().keys("w"),
        || three().keys("R"),
        || three().keys("R enter"),
        || three().keys("R 3 3 3").wait(9),
    ];
    for (scene, size) in scenes.iter().flat_map(|scene| SIZES.map(|size| (scene, size))) {
        let mut scene = scene();
        let seen = see(&mut scene, size);
        let hints = seen.buffer.area.bottom() - 1;
        let mut line = seen.row(hints);
        for (spot, target) in spots(&seen).into_iter().filter(|(spot, _)| spot.y == hints) {
            let Target::Command(command) = target else { panic!("{target:?} among the hints") };
            let words = text(&seen, spot);
            let key = scene.app.config.keymap.first(command).expect("it has a key");
            let named = words == format!("{key} {}", command.hint()) || words == "? keys" || words.ends_with('%');
            assert!(named, "{size:?}: {words} for {command:?}");
            assert!(command.scopes().contains(&scene.app.scope()), "{command:?} is heard here");
            line = line.replacen(&words, "", 1);
        }
        assert_eq!(line.trim(), "", "{size:?}: each of them is one");
    }
}

#[test]
fn on_home_rows_and_buttons_are_where_they_are_drawn() {
    for size in SIZES {
        let mut scene = begun().keys("esc");
        let seen = see(&mut scene, size);
        for (number, title) in ["Small", "Other"].into_iter().enumerate() {
            let (x, y) = (0..size.1)
                .filter(|&y| seen.drawn.hits.at(9, y) == Some(Target::Roadmap(number)))
                .map(|y| (9, y))
                .next()
                .unwrap_or_else(|| panic!("no {title} at {size:?} in\n{seen}"));
            assert!(seen.row(y).contains(title), "{size:?} at {x}: {}", seen.row(y));
        }
        if size.1 >= 18 {
            assert_eq!(seen.target("c go"), Some(Target::Command(Command::Continue)));
        }
    }
}

#[test]
fn below_an_overlay_nothing_answers() {
    let scenes: [fn() -> Scene; 8] = [
        || begun().keys("?"),
        || begun().keys("/").types("li"),
        || begun().keys("f"),
        || begun().keys("} j o"),
        || begun().keys("} j e"),
        || begun().keys("} j p"),
        || {
            let mut scene = begun();
            scene.app.update(Msg::Gone { kept: 3 });
            scene
        },
        || begun().keys("esc ctrl-p").types("li"),
    ];
    for (scene, size) in scenes.iter().flat_map(|scene| SIZES.map(|size| (scene, size))) {
        let mut scene = scene();
        let seen = see(&mut scene, size);
        let hits: Vec<_> = seen.drawn.hits.iter().collect();
        assert_eq!(*hits[0], (seen.buffer.area, Target::Outside));
        let boxed = hits[1].0;
        assert_eq!(hits[1].1, Target::Pane(Pane::List));
        for (spot, target) in &hits[2..] {
            assert_eq!(spot.intersection(boxed), *spot, "{target:?} is in the box");
            let own = matches!(
                target,
                Target::Entry(_) | Target::EntryBox(_) | Target::Command(_) | Target::Text(..) | Target::Pane(_)
            );
            assert!(own, "{target:?}");
        }
        let is_note = matches!(scene.app.overlay, Some(Overlay::Note(_)));
        let pane = seen.drawn.hits.pane(boxed.x + boxed.width / 2, boxed.y + 1);
        assert_eq!(pane, Some(if is_note { Pane::Note } else { Pane::List }));
    }
}

#[test]
fn what_is_told_at_the_foot_of_a_box_can_be_clicked() {
    let mut scene = begun().keys("} j p").types("https://example.org").keys("enter p down");
    let seen = see(&mut scene, (100, 30));
    for (words, command) in
        [("Enter open", Command::Open), ("Del remove", Command::RemoveProof), ("Esc back", Command::Back)]
    {
        assert_eq!(seen.target(words), Some(Target::Command(command)));
    }
    let mut scene = begun().keys("} j e");
    let seen = see(&mut scene, (60, 20));
    assert_eq!(seen.target("Esc save"), Some(Target::Command(Command::SaveNote)));
    assert_eq!(seen.target("Ctrl-c discard"), Some(Target::Command(Command::DropNote)));
}

#[test]
fn no_spot_lies_beside_the_screen_and_what_is_tiny_has_none() {
    for size in [(1, 1), (19, 5), (20, 4)] {
        assert_eq!(see(&mut begun(), size).drawn.hits.iter().count(), 0, "{size:?}");
    }
    for width in [20, 23, 24, 29, 30, 34, 47, 48, 60, 75, 76, 95, 96, 130] {
        for height in [5, 7, 8, 11, 12, 17, 18, 31] {
            let scenes = ["", "enter", "S", "?", "} j p", "esc", "w"].map(|keys| begun().keys(keys));
            for mut scene in scenes.into_iter().chain(["", "R", "R enter"].map(|keys| three().keys(keys))) {
                let seen = see(&mut scene, (width, height));
                for (spot, target) in seen.drawn.hits.iter() {
                    assert_eq!(spot.intersection(seen.buffer.area), *spot, "{target:?} at {width}x{height}");
                }
            }
        }
    }
}
