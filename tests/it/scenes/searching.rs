//! Scenes of filters, of finding and jumping, and of the palette.

use milepost::app::{Effect, Overlay};

use super::super::scene::Scene;

#[test]
fn a_filter_shows_what_is_left_and_never_takes_the_row_from_under_the_cursor() {
    let scene = Scene::small().keys("} j f t");
    let scene = scene
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            - Web
              [ ] HTTP
              [ ] DNS
          - Later
        >   [ ] Limits
            [ ] Queues
        ",
        )
        .keys("space");
    assert!(scene.sketch().contains(">   [x] Limits"), "it lingers");
    let scene = scene.keys("j");
    assert!(!scene.sketch().contains("Limits"), "it goes when the cursor does: {}", scene.sketch());
    assert!(scene.sketch().contains(">   [ ] Queues"));
    let scene = scene.keys("space k");
    assert!(!scene.sketch().contains("Later"), "a parent goes with the last of it: {}", scene.sketch());
    let scene = scene.keys("g g esc");
    assert!(scene.sketch().contains("+ Web"), "the folds from before are back: {}", scene.sketch());
    assert!(scene.sketch().contains("[x] Limits"));
}

#[test]
fn a_filter_lets_go_of_a_whole_choice_once_it_is_made() {
    let scene = Scene::small().keys("f t space");
    assert!(scene.sketch().contains("Go"), "nothing jumps: {}", scene.sketch());
    let scene = scene.keys("j");
    assert!(!scene.sketch().contains("Language"), "{}", scene.sketch());
    assert!(scene.sketch().contains(">   - Web"), "{}", scene.sketch());
}

#[test]
fn the_filter_menu_counts_and_all_clears() {
    let scene = Scene::small().keys("f d");
    assert_eq!(scene.sketch(), "", "nothing is done yet");
    let scene = scene.keys("j k space f a");
    assert!(scene.sketch().contains("Limits"));
    let scene = scene.keys("f");
    assert!(matches!(scene.app.overlay, Some(Overlay::Filter { row: 0, .. })));
    assert!(scene.keys("j enter").app.open_roadmap().expect("open").2.filter().is_some());
}

#[test]
fn finding_goes_there_and_n_walks_the_others() {
    let scene = Scene::small().keys("/").types("q").keys("enter");
    assert!(scene.sketch().contains('>'), "{}", scene.sketch());
    let first = scene.sketch();
    let scene = scene.keys("n");
    assert_ne!(scene.sketch(), first);
    assert_eq!(scene.notice(), "Match 2 of 2");
    assert_eq!(scene.keys("N").notice(), "Match 1 of 2");
}

#[test]
fn space_marks_in_the_list_of_what_was_found() {
    let scene = Scene::small().keys("/").types("limits").keys("down").keys("up space esc");
    assert!(scene.sketch().contains("[x] Limits"), "{}", scene.sketch());
    assert!(scene.app.overlay.is_none());
}

#[test]
fn jumping_crosses_roadmaps() {
    let scene = Scene::small().keys("ctrl-p").types("caching").keys("enter");
    assert!(scene.sketch().contains("> "), "{}", scene.sketch());
    assert!(scene.sketch().contains("[ ] Caching"));
    assert!(Scene::home().keys("/").types("dns").keys("enter").sketch().contains(">     [ ] DNS"));
}

#[test]
fn tab_widens_the_search() {
    let hits = |scene: &Scene| match &scene.app.overlay {
        Some(Overlay::Finder(finder)) => (finder.hits_here(), finder.hits.len()),
        _ => panic!("the finder is open"),
    };
    let scene = Scene::small().keys("/").types("limits");
    assert_eq!(hits(&scene), (1, 2));
    assert_eq!(hits(&scene.keys("tab")), (2, 2));
}

#[test]
fn the_palette_runs_what_it_lists() {
    let scene = Scene::small().keys("} j ?").types("skip").keys("enter");
    assert!(scene.sketch().contains("[s] Limits"), "{}", scene.sketch());
    let scene = Scene::small().keys("f1").types("quit").keys("enter");
    assert_eq!(scene.effects, [Effect::Quit]);
    assert!(Scene::small().keys("? f1").app.overlay.is_none());
    assert!(Scene::small().keys(": esc").app.overlay.is_none());
}

#[test]
fn a_filter_that_takes_nothing_gives_the_cursor_back() {
    let scene = Scene::small().keys("} j f d esc");
    assert!(scene.sketch().contains(">   [ ] Limits"), "{}", scene.sketch());
}
