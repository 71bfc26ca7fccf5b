//! A range of rows: begun, extended, marked in one step, ended.

use milepost::app::Effect;
use milepost::model::Status;
use proptest::prelude::*;

use crate::pointer::{ROOMY, see};
use crate::scene::Scene;

/// The small roadmap with everything unfolded, the cursor at its top.
fn unfolded() -> Scene {
    Scene::small().keys("= g g")
}

/// The last line but one, and the last.
fn footer(scene: &mut Scene) -> (String, String) {
    let seen = see(scene, ROOMY);
    (seen.row(28).trim().to_owned(), seen.row(29).trim().to_owned())
}

/// How many topics are said to be selected.
fn selected(scene: &mut Scene) -> String {
    footer(scene).0.split("  ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_range_is_seen_and_marked_in_one_step() {
    let mut scene = unfolded().keys("j j j j j v j j");
    let seen = see(&mut scene, ROOMY);
    assert!(["┃    [ ] HTTP", "┃    [ ] DNS", "❯    [ ] QUIC"].iter().all(|row| seen.find(row).is_some()), "{seen}");
    let (count, keys) = footer(&mut scene);
    assert!(count.starts_with("3 topics selected  ") && count.ends_with("  Esc cancels"), "{count}");
    assert!(keys.starts_with("Space done  i doing  a know it  s skip  r reset  "), "{keys}");
    let scene = scene.keys("space");
    assert_eq!((scene.counts(), scene.effects.as_slice()), ("2/5 +1".into(), [Effect::Save].as_slice()));
    let scene = scene.says("3 topics are done now. u undoes it.");
    assert!(scene.app.range().is_none(), "it ends with that");
    scene.keys("u").says("Undone: 3 topics are as before. U redoes it.").sees(
        "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            - Web
              [ ] HTTP
              [ ] DNS
        >     [ ] QUIC
          - Later
            [ ] Limits
            [ ] Queues
        ",
    );
}

#[test]
fn all_five_marks_act_on_it_and_a_second_one_takes_the_first_back() {
    for (key, status) in [("space", Status::Done), ("i", Status::Doing), ("a", Status::Known), ("s", Status::Skipped)] {
        let words = format!("2 topics are {} now. u undoes it.", status.words());
        let scene = unfolded().keys("G v k").keys(key).says(&words);
        scene.keys("v j").keys(key).says("2 topics are to do now. u undoes it.");
    }
    let scene = unfolded().keys("G space k s v j r");
    scene.says("2 topics are to do now. u undoes it.").keys("v k r").says("Nothing to change here.");
}

#[test]
fn skip_erases_nothing_and_a_choice_is_left_to_the_learner() {
    let scene = unfolded().keys("G space v { { s").says("6 topics are skipped now. u undoes it.");
    assert!(scene.sketch().contains("[x] Queues"), "{}", scene.sketch());
    let scene = unfolded().keys("v G space");
    scene
        .says("5 topics are done now. Left to choose: Language. u undoes it.")
        .keys("g g v G space")
        .says("Language: choose 1 of 2.");
    unfolded().keys("j j v j space").says("2 topics are done now. u undoes it.");
}

#[test]
fn a_folded_parent_stands_for_what_is_in_it() {
    let mut scene = unfolded().keys("j j j j h v } j");
    assert_eq!(selected(&mut scene), "4 topics selected");
    let scene = scene.keys("space").says("3 topics are done now. u undoes it.");
    assert_eq!(scene.counts(), "3/5 +0", "what is optional in it is left alone, as by a mark on it");
    let mut scene = unfolded().keys("v j");
    assert_eq!(selected(&mut scene), "No topic selected yet");
    scene.keys("space").says("Nothing to change here.");
}

#[test]
fn a_range_of_one_row_is_that_row() {
    let scene = unfolded().keys("j j j j v space").says("Web finished: 2 topics. Next: Language.");
    assert!(scene.app.range().is_none());
    unfolded().keys("j v i").says("Language: choose 1 of 2.");
}

#[test]
fn it_ends_by_esc_by_v_and_where_the_tree_is_left() {
    for keys in ["esc", "v", "tab tab", "esc v v", "] [", "S S", "f t", "esc f t v esc esc"] {
        let scene = unfolded().keys("G v k").keys(keys);
        assert!(scene.app.range().is_none(), "after {keys}");
    }
    for keys in ["h", "- =", "/ esc", "? esc", "M", "u", "}", "n"] {
        let scene = unfolded().keys("G v k").keys(keys);
        assert!(scene.app.range().is_some(), "after {keys}");
    }
    assert!(unfolded().keys("v esc").app.open_roadmap().is_some(), "and nothing else");
    let scene = unfolded().keys("G v k ?").types("skip").keys("enter");
    scene.says("2 topics are skipped now. u undoes it.");
    let scene = unfolded().keys("j j v /").types("queues").keys("enter");
    assert_eq!(scene.app.range_count(), Some(7), "finding is moving");
}

#[test]
fn only_what_the_filter_shows_is_marked() {
    let scene = unfolded().keys("G space j f t g g v G").keys("space");
    let scene = scene.says("3 topics are done now. Left to choose: Language. u undoes it.");
    assert!(scene.keys("esc").sketch().contains("[ ] QUIC"), "it was not among them");
    let mut scene = unfolded().keys("f t j j j j h v }");
    assert_eq!(selected(&mut scene), "2 topics selected", "nor in what is folded");
}

#[test]
fn a_click_extends_it_and_a_box_is_only_its_own() {
    let scene = unfolded().keys("G v");
    let mut scene = scene;
    scene.click_at(ROOMY, "[ ] DNS", 5);
    assert_eq!(scene.app.range_count(), Some(4));
    let scene = scene.click("[ ] HTTP");
    assert_eq!((scene.counts(), scene.app.range()), ("1/5 +0".into(), None));
}

#[test]
fn where_there_is_little_room_it_is_told_too() {
    for (size, words) in [((60, 20), "3 topics selected"), ((34, 7), "3 selected"), ((20, 5), "3 selected")] {
        let mut scene = unfolded().keys("j j j j j v j j");
        let seen = see(&mut scene, size);
        assert!(seen.find(words).is_some() && seen.find("┃").is_some(), "{seen}");
    }
}

fn statuses(scene: &Scene) -> Vec<Status> {
    let entry = &scene.app.library.entries()[0];
    entry.roadmap.leaves().map(|leaf| entry.standing.status(leaf)).collect()
}

/// How many topics the range holds, counted one by one.
pub(crate) fn held(scene: &Scene) -> Option<usize> {
    let (_, entry, outline) = scene.app.open_roadmap()?;
    let rows = &outline.rows()[scene.app.range()?];
    let stand = rows.iter().filter(|&&row| entry.roadmap.is_leaf(row) || !outline.is_open(row));
    Some(stand.map(|&row| entry.roadmap.leaves_of(row).filter(|&leaf| outline.takes(leaf)).count()).sum())
}

#[test]
fn a_range_is_counted_anew_when_a_double_click_folds_its_end() {
    let scene = unfolded().keys("g g j j v").double_click("Web");
    assert_eq!((scene.app.range_count(), held(&scene)), (Some(5), Some(5)));
    assert!(scene.sketch().contains("+ Web"), "{}", scene.sketch());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_undo_brings_back_the_state_before(
        marks in prop::collection::vec((0_usize..11, prop::sample::select(vec!["space", "i", "a", "s"])), 0..8),
        folds in prop::collection::vec(0_usize..11, 0..3),
        (from, to) in (0_usize..11, 0_usize..11),
        filter in prop::sample::select(vec!["", "", "f t", "f d"]),
        mark in prop::sample::select(vec!["space", "i", "a", "s", "r"]),
    ) {
        let at = |row: usize| format!("g g {}", "j ".repeat(row));
        let mut scene = unfolded();
        for (row, key) in marks {
            scene = scene.keys(&at(row)).keys(key);
        }
        scene = scene.keys("=").keys(filter);
        for row in folds {
            scene = scene.keys(&at(row)).keys("h");
        }
        let before = statuses(&scene);
        let edits = scene.app.log.edits().count();
        scene = scene.keys(&at(from)).keys("v").keys(&at(to));
        let rows = scene.app.range().map_or(0, |rows| rows.end() - rows.start());
        prop_assert_eq!(scene.app.range_count(), held(&scene));
        scene = scene.keys(mark);
        if scene.app.log.edits().count() > edits {
            prop_assert_ne!(&statuses(&scene), &before);
            prop_assert!(rows == 0 || scene.app.range().is_none());
            scene = scene.keys("u");
        }
        prop_assert_eq!(statuses(&scene), before);
    }
}
