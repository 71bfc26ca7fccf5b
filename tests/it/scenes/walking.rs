//! Scenes of walking: folds, stages, pages, brackets and digits.

use milepost::app::{Focus, Msg, Overlay, Screen, Shown};

use super::super::scene::Scene;
use crate::pointer::{ROOMY, see};

#[test]
fn folding_takes_the_cursor_along_and_goes_up_at_last() {
    let scene = Scene::small().keys("h");
    assert!(scene.sketch().contains(">   - Language"), "{}", scene.sketch());
    scene
        .keys("h h h")
        .sees(
            "
        > + Basics
          - Later
            [ ] Limits
            [ ] Queues
        ",
        )
        .keys("h")
        .sees("home");
}

#[test]
fn everything_folds_and_unfolds() {
    Scene::small().keys("-").sees("\n        > + Basics\n          + Later\n");
    let scene = Scene::small().keys("=");
    assert_eq!(scene.sketch().lines().count(), 11);
    assert!(scene.sketch().contains(">     [ ] Rust"));
}

#[test]
fn enter_folds_a_parent_and_shows_the_details_of_a_leaf() {
    let scene = Scene::small().keys("j enter");
    assert!(scene.sketch().contains(">   - Web"));
    let scene = scene.keys("j enter");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Details));
    let scene = scene.keys("space");
    assert!(scene.sketch().contains(">     [x] HTTP"), "marks are heard there too");
    assert_eq!(scene.keys("esc").app.screen, Screen::Roadmap(Focus::Tree));
}

#[test]
fn stages_by_brace_and_by_digit() {
    let at = |keys: &str| {
        let sketch = Scene::small().keys(keys).sketch();
        sketch.lines().find(|line| line.starts_with('>')).expect("a cursor").trim_start_matches("> ").to_owned()
    };
    assert_eq!(at("}"), "- Later");
    assert_eq!(at("} }"), "- Later");
    assert_eq!(at("} j {"), "- Later");
    assert_eq!(at("} {"), "- Basics");
    assert_eq!(at("2"), "- Later");
    assert_eq!(Scene::small().keys("7").notice(), "There is no stage 7.");
    assert_eq!(at("G"), "  [ ] Queues");
    assert_eq!(at("g g"), "- Basics");
    assert_eq!(at("end"), "  [ ] Queues");
}

#[test]
fn paging_stops_at_the_ends() {
    let at = |keys: &str| Scene::small().keys(keys).app.open_roadmap().expect("open").2.cursor();
    assert_eq!(at("pagedown"), 7);
    assert_eq!(at("pagedown pageup"), 0);
    assert_eq!(at("home ctrl-d"), 7);
    assert_eq!(at("end ctrl-u"), 0);
    assert_eq!(at("down up up up up up"), 0);
}

#[test]
fn brackets_go_from_roadmap_to_roadmap_and_each_keeps_its_cursor() {
    let scene = Scene::small().keys("} ]");
    assert!(scene.sketch().contains("Caching"));
    let scene = scene.keys("]");
    assert!(scene.sketch().contains("> - Later"), "{}", scene.sketch());
    assert!(scene.keys("[").sketch().contains("Caching"));
}

#[test]
fn digits_on_the_home_screen_open_roadmaps() {
    assert!(Scene::home().keys("2").sketch().contains("Caching"));
    assert_eq!(Scene::home().keys("9").sketch(), "home");
}

#[test]
fn continue_goes_to_the_next_step_from_everywhere() {
    let scene = Scene::small().keys("} j j i g g c");
    assert!(scene.sketch().contains(">   [/] Queues"), "what is in progress comes first: {}", scene.sketch());
    let scene = scene.keys("esc c");
    assert!(scene.sketch().contains(">   [/] Queues"));
}

#[test]
fn the_details_follow_when_the_cursor_rests() {
    let details = |scene: &Scene| scene.app.detailed().map(|(_, place)| place);
    let selected = |scene: &Scene| scene.app.selected().map(|(_, place)| place);
    let mut scene = Scene::small().keys("j j");
    assert_ne!(details(&scene), selected(&scene), "nothing flickers while the cursor runs");
    scene.app.update(Msg::Rested);
    assert_eq!(details(&scene), selected(&scene));
    let scene = scene.keys("k space");
    assert_eq!(details(&scene), selected(&scene), "a mark is seen at once");
}

#[test]
fn a_page_of_a_list_is_as_long_as_the_list_that_is_seen() {
    let mut scene = Scene::small().keys("?");
    let seen = see(&mut scene, ROOMY).drawn.shown.list;
    let row = |scene: &Scene| match &scene.app.overlay {
        Some(Overlay::Palette(palette)) => palette.row,
        other => panic!("{other:?}"),
    };
    scene.app.update(Msg::Shown(Shown { rows: 3, ..scene.app.shown }));
    let scene = scene.keys("pagedown");
    assert_eq!(row(&scene), seen - 1, "one row stays in sight");
    assert_eq!(row(&scene.keys("pageup")), 0);
}
