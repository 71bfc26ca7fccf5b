//! What the settings change on the screen.

use milepost::app::{Effect, Msg, Overlay, Screen};
use milepost::config::{BuiltIn, Theme};

use super::every::{gone, unsaved};
use crate::pointer::{ROOMY, see};
use crate::recall::three;
use crate::scene::Scene;

#[test]
fn a_topic_marked_done_sends_the_cursor_on_if_that_is_set() {
    let done = Scene::small().set("advance: true").keys("= g g j j space");
    done.sees(
        "
          - Basics
            - Language
              [x] Go
        >     [ ] Rust
            - Web
              [ ] HTTP
              [ ] DNS
              [ ] QUIC
          - Later
            [ ] Limits
            [ ] Queues
        ",
    )
    .says("Language: chosen. Next: HTTP.");
}

#[test]
fn nothing_but_a_leaf_that_is_done_now_sends_the_cursor_on() {
    let scene = || Scene::small().set("advance: true");
    let row = |scene: Scene| scene.app.open_roadmap().expect("it is open").2.cursor();
    let rust = row(scene());
    for keys in ["i", "a", "s", "r", "space k space"] {
        assert_eq!(row(scene().keys(keys)), rust, "{keys}");
    }
    assert_eq!(row(scene().keys("j space")), rust + 1, "a parent stays");
    assert_eq!(row(scene().keys("tab space")), rust, "so does a topic whose details are read");
    assert_eq!(row(Scene::small().keys("space")), rust, "and every topic, unless it is set");
    let last = row(scene().keys("end"));
    assert_eq!(row(scene().keys("end space")), last);
}

#[test]
fn topics_are_asked_after_the_days_that_are_set() {
    let due = |settings: &str| three().set(settings).keys("R").app.round.expect("it is open").cards.len();
    assert_eq!((due("recall: {days: [9, 30]}"), due("recall: {days: [10]}")), (3, 0));
    three().set("recall: {days: [3, 30]}").keys("R 3").says("DNS comes back in 30 days. u takes it back.");
}

#[test]
fn own_keys_take_the_place_of_the_default_ones() {
    let scene = Scene::small().set("keys: {done: [x, g d], skip: none}");
    let before = scene.sketch();
    let scene = scene.keys("space").keys("s");
    assert_eq!(scene.sketch(), before);
    let scene = scene.keys("x");
    assert_ne!(scene.sketch(), before);
    assert_eq!(scene.keys("g d").sketch(), before, "the second key takes it back");
}

#[test]
fn sentences_name_the_keys_in_force_or_none() {
    let own = "keys: {undo: z, redo: ctrl-z, skip: d, suspend: none}";
    Scene::small().set(own).keys("d").says("Skipped: Rust. It no longer counts. d brings it back.");
    Scene::small().set(own).keys("space z").says("Undone: Rust is to do again. Ctrl-z redoes it.");
    Scene::small().set(own).keys("e").types("x").keys("ctrl-c").says("Discarded. z brings it back.");
    let own = "keys: {undo: z, sweep: x, give-answer: f5, back: f9}";
    Scene::small().set(own).keys("x y esc").says("1 known so far. x goes on with the sweep. z undoes it.");
    Scene::small().set("keys: {undo: none, sweep: none}").keys("? f i r s t enter y esc").says("1 known so far.");
    three().set(own).keys("R f5 3").says("DNS comes back in 7 days. z takes it back.");
    let none = "keys: {undo: none, find: none, skip: ctrl-s}";
    Scene::small().set(none).keys("e").types("x").keys("ctrl-c").says("Discarded.");
    Scene::small().set(none).keys("n").says("Nothing to walk through yet.");
    let closing = "keys: {back: [f9], undo: z}";
    let proof = Scene::small().set(closing).keys("} j p").types("https://example.org").keys("enter p down delete");
    proof.says("Removed: https://example.org. F9, then z brings it back.");
}

#[test]
fn a_box_with_a_typed_line_is_closed_by_the_keys_for_help_and_for_leaving() {
    let is_open = |scene: &Scene| matches!(scene.app.overlay, Some(Overlay::Palette(_)));
    for (settings, closes, stays) in [
        ("", ["f1", "ctrl-c", "esc"], "f5"),
        ("keys: {help: [f5, \"?\"], quit: ctrl-q, back: [f9, esc]}", ["f5", "ctrl-q", "f9"], "f1"),
    ] {
        for key in closes {
            let scene = Scene::home().set(settings).keys("?");
            assert!(is_open(&scene));
            let scene = scene.keys(key);
            assert!(scene.app.overlay.is_none() && scene.effects.is_empty(), "{key} closes it and does no more");
        }
        assert!(is_open(&Scene::home().set(settings).keys("?").keys(stays)), "{stays} is not bound");
    }
}

#[test]
fn questions_and_lists_hear_the_keys_in_force_and_name_them() {
    let own = "keys: {abandon: x, restore: z, quit: Q, tick-found: ctrl-t, list-up: f7}";
    let shown = |scene: &mut Scene| see(scene, ROOMY).to_string();
    let mut scene = unsaved().set(own);
    assert!(shown(&mut scene).contains("x  "), "{}", shown(&mut scene));
    assert!(shown(&mut scene).contains("x quit"), "{}", shown(&mut scene));
    assert_eq!(scene.keys("x").effects, [Effect::Abandon]);
    let stays = unsaved().set(own).keys("q");
    assert!(stays.app.overlay.is_none() && stays.effects.is_empty());

    let mut scene = gone().set(own);
    assert!(shown(&mut scene).contains("z restore · Q quit"), "{}", shown(&mut scene));
    assert_eq!(gone().set(own).keys("r q").effects, []);
    assert_eq!(gone().set(own).keys("z").effects, [Effect::Restore]);
    assert_eq!(scene.keys("Q").effects, [Effect::Quit]);

    let mut scene = Scene::small().set(own).keys("/").types("limits");
    assert!(shown(&mut scene).contains("Down, then Ctrl-t ticks"), "{}", shown(&mut scene));
    let mut scene = scene.keys("down ctrl-t");
    assert!(shown(&mut scene).contains("Ctrl-t tick"), "{}", shown(&mut scene));
    assert!(matches!(&scene.app.overlay, Some(Overlay::Finder(found)) if found.typed.value() == "limits"));
    assert_eq!(scene.effects, [Effect::Save]);
    let scene = scene.keys("space");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Finder(found)) if found.typed.value() == "limits "));
    let at = |scene: &Scene| match &scene.app.overlay {
        Some(Overlay::Palette(palette)) => palette.row,
        other => panic!("{other:?}"),
    };
    assert_eq!(at(&Scene::small().set(own).keys("? down down f7 ctrl-p")), 1);
}

#[test]
fn keys_of_one_s_own_work_where_letters_are_typed() {
    let scene = Scene::small().set("keys: {open: [ctrl-o, enter], down: [ctrl-j, j], widen: f2}").keys("/");
    let scene = scene.types("limits").keys("f2 ctrl-j ctrl-o");
    assert!(scene.app.overlay.is_none());
    assert!(matches!(scene.app.screen, Screen::Roadmap(_)));
    let scene = Scene::small().set("keys: {save-note: ctrl-s, back: [esc]}").keys("e").types("mine").keys("esc");
    assert!(matches!(scene.app.overlay, Some(Overlay::Note(_))), "Esc is not bound there any more");
    scene.keys("ctrl-s").says("Noted: Rust. u undoes it.");
}

#[test]
fn what_was_switched_for_this_run_stays_when_other_settings_change() {
    let changed = |scene: Scene, before: &str, now: &str| {
        let read = |yaml: &str| Box::new(milepost::format::config::read(yaml).value.expect("something always holds"));
        let mut scene = scene;
        scene.app.update(Msg::Settings { before: read(before), now: read(now), told: None });
        scene
    };
    let scene = changed(Scene::home().keys("M"), "advance: false", "advance: true");
    assert!(scene.app.config.advance && !scene.app.config.mouse, "M holds");
    let scene = changed(scene, "mouse: false", "mouse: true");
    assert!(scene.app.config.mouse, "the file says something new of it");
    // A theme is switched to by its name: in other colours it is another one, and gone it leaves what is set.
    let [green, blue] = ["green", "blue"].map(|colour| format!("theme: dark\nthemes: {{mine: {{done: {colour}}}}}\n"));
    let mut scene = Scene::home().set(&green);
    while scene.app.config.theme.name() != "mine" {
        scene = scene.keys("? t h e m e enter");
    }
    let scene = changed(scene, &green, &blue);
    assert_eq!(scene.app.config.theme, Theme::Own(scene.app.config.themes[0].clone()));
    let scene = changed(scene, &blue, "theme: dark");
    assert_eq!(scene.app.config.theme, Theme::BuiltIn(BuiltIn::Dark));
    let scene = changed(Scene::small().keys("g"), "{}", "keys: {top: g}");
    assert!(scene.app.begun.is_empty(), "what was begun with the old keys is forgotten");
    assert_eq!(scene.notice(), "The settings are read anew.");
}
