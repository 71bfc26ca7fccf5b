//! Scenes of marking: ticks, choices, skips, undo and redo.

use super::super::scene::Scene;

#[test]
fn the_first_tick_takes_enter_and_space() {
    Scene::small()
        .sees(
            "
          - Basics
            - Language
              [ ] Go
        >     [ ] Rust
            + Web
          - Later
            [ ] Limits
            [ ] Queues
        ",
        )
        .keys("space")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
        >     [x] Rust
            + Web
          - Later
            [ ] Limits
            [ ] Queues
        ",
        )
        .says("Language: chosen. Next: HTTP.");
}

#[test]
fn a_second_press_takes_a_mark_back() {
    for key in ["space", "i", "a", "s"] {
        let scene = Scene::small().keys("}").keys("j");
        let before = scene.sketch();
        let marked = scene.keys(key);
        assert_ne!(marked.sketch(), before, "{key} marks");
        assert_eq!(marked.keys(key).sketch(), before, "{key} twice");
    }
}

#[test]
fn reset_takes_any_mark_back() {
    for key in ["space", "i", "a", "s"] {
        let scene = Scene::small().keys("} j");
        let before = scene.sketch();
        assert_eq!(scene.keys(key).keys("r").sketch(), before, "after {key}");
    }
}

#[test]
fn a_skipped_topic_leaves_the_total() {
    let scene = Scene::small().keys("} j s");
    assert_eq!(scene.counts(), "0/4 +0");
    scene.says("Skipped: Limits. It no longer counts. s brings it back.");
}

#[test]
fn a_mark_on_a_parent_reaches_everything_required_inside() {
    Scene::small()
        .keys("j l space")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
        >   - Web
              [x] HTTP
              [x] DNS
              [ ] QUIC
          - Later
            [ ] Limits
            [ ] Queues
        ",
        )
        .says("Web finished: 2 topics. Next: Language.")
        .keys("u")
        .says("Undone: 2 topics are as before. U redoes it.");
}

#[test]
fn a_choice_opens_and_asks() {
    Scene::small()
        .keys("k k h space")
        .sees(
            "
          - Basics
        >   - Language
              [ ] Go
              [ ] Rust
            + Web
          - Later
            [ ] Limits
            [ ] Queues
        ",
        )
        .says("Language: choose 1 of 2.");
}

#[test]
fn in_progress_is_said_of_one_topic() {
    let scene = Scene::small().keys("j i");
    assert_eq!(scene.notice(), "This holds several topics: pick the one that you begin with.");
    assert_eq!(scene.effects, []);
}

#[test]
fn undo_goes_where_it_changed_something_and_redo_brings_it_back() {
    Scene::small()
        .keys("} j space g g u")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            + Web
          - Later
        >   [ ] Limits
            [ ] Queues
        ",
        )
        .says("Undone: Limits is to do again. U redoes it.")
        .keys("ctrl-r")
        .says("Redone: Limits is done again. u undoes it.")
        .keys("u u")
        .says("Nothing to undo.");
}
