//! Before, keys, after: what each command of the table does.

mod asked;
mod editing;
mod every;
mod live;
mod look;
mod meanwhile;
mod mouse;
mod range;
mod settings;
pub(crate) mod shared;
mod written;

use milepost::app::{Arrival, Effect, Focus, Input, Msg, Overlay, Screen, Session};
use milepost::model::SafeText;

use super::scene::{OTHER, SMALL, Scene};

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
fn a_lone_g_waits_and_another_key_counts_by_itself() {
    let scene = Scene::small().keys("g");
    assert_eq!(scene.app.begun.len(), 1);
    let scene = scene.keys("}");
    assert_eq!(scene.app.begun.len(), 0);
    assert!(scene.sketch().contains("> - Later"));
}

#[test]
fn escape_goes_up_one_level_and_never_out() {
    let scene = Scene::small().keys("f t / esc esc esc esc esc backspace");
    assert_eq!(scene.sketch(), "home");
    assert!(!scene.effects.contains(&Effect::Quit));
}

#[test]
fn q_and_ctrl_c_leave_at_once_but_not_while_typing() {
    for key in ["q", "ctrl-c"] {
        assert_eq!(Scene::home().keys(key).effects, [Effect::Quit]);
        assert_eq!(Scene::small().keys(key).effects, [Effect::Quit]);
    }
    assert_eq!(Scene::small().keys("/ q").effects, []);
    let scene = Scene::small().keys("/ q ctrl-c");
    assert!(scene.app.overlay.is_none() && scene.effects.is_empty());
    assert_eq!(Scene::small().keys("ctrl-z").effects, [Effect::Suspend]);
}

#[test]
fn one_link_opens_and_several_ask() {
    let url = |text: &str| SafeText::line(text);
    assert_eq!(Scene::small().keys("j l j j o").effects, [Effect::OpenUrl(url("https://example.org/dns"))]);
    assert_eq!(Scene::small().keys("} j o 2").effects, [Effect::OpenUrl(url("https://example.org/two"))]);
    assert_eq!(Scene::small().keys("} j y 3").effects, [Effect::Copy(url("Limits"))]);
    assert_eq!(Scene::small().keys("} j j y").effects, [Effect::Copy(url("Queues"))]);
    assert_eq!(Scene::small().keys("} j j o").notice(), "This topic has no links.");
}

#[test]
fn what_could_not_be_saved_stays_and_is_asked_about() {
    let mut app = Scene::small().app;
    let msg = app.interpret(Input::Key("space".parse().expect("a key"))).expect("it means something");
    assert_eq!(app.update(msg), [Effect::Save]);
    assert_eq!(app.update(Msg::Command(milepost::command::Command::Quit)), [Effect::Quit], "the loop tries first");
    app.update(Msg::NotSaved(SafeText::line("no space left on device")));
    assert_eq!(app.unsaved(), 1);
    assert!(app.update(Msg::Command(milepost::command::Command::Quit)).is_empty(), "it asks first");
    assert!(matches!(app.overlay, Some(Overlay::QuitUnsaved)));
    let msg = app.interpret(Input::Key("esc".parse().expect("a key"))).expect("it means something");
    app.update(msg);
    app.update(Msg::Saved(1));
    assert_eq!((app.unsaved(), app.saving.failed.clone()), (0, None));
    assert_eq!(app.update(Msg::Command(milepost::command::Command::Quit)), [Effect::Quit]);
}

#[test]
fn marks_made_before_the_disk_answers_are_saved_together() {
    let mut app = Scene::small().app;
    for name in ["space", "j", "space", "}", "j", "space"] {
        let msg = app.interpret(Input::Key(name.parse().expect("a key"))).expect("it means something");
        app.update(msg);
    }
    let made = app.unsaved();
    assert_eq!(made, 4, "a choice, the two of a parent, and one more");
    app.update(Msg::Saved(2));
    assert_eq!(app.unsaved(), made - 2, "only what was saved is let go");
}

#[test]
fn a_file_of_a_newer_version_is_never_changed() {
    let mut scene = Scene::small();
    scene.app.update(Msg::Arrived(Arrival { newer: true, ..Arrival::default() }));
    let scene = scene.keys("space m u U");
    assert_eq!((scene.counts().as_str(), scene.app.unsaved()), ("0/5 +0", 0));
    assert!(scene.notice().starts_with("Read-only"), "{}", scene.notice());
    assert_eq!(scene.keys("q").effects, [Effect::Quit]);
}

#[test]
fn a_roadmap_that_takes_the_place_of_another_keeps_the_cursor_by_its_id() {
    for other in [SMALL.replace("title: Small", "title: Same size"), SHORTER.to_owned(), SWAPPED.to_owned()] {
        let mut scene = Scene::small().keys("= G f t g g");
        scene = scene.saved("small", &other);
        assert!(scene.sketch().contains('>'), "{}", scene.sketch());
        let scene = scene.keys("g g space j k esc");
        drop(scene.app.session());
    }
    let scene = Scene::small().keys("} j").saved("small", SWAPPED);
    assert!(scene.sketch().contains(">   [ ] Limits"), "{}", scene.sketch());
}

/// The small roadmap with its stages the other way round, and with nearly nothing left.
const SWAPPED: &str = "
title: Small
stages:
  - title: Later
    topics: [Limits, Queues]
  - title: Basics
    topics:
      - {title: Language, pick: 1, topics: [Go, Rust]}
      - {title: Web, topics: [HTTP, DNS, QUIC]}
";
const SHORTER: &str = "{title: Small, stages: [{title: Later, topics: [Limits]}]}";

#[test]
fn a_begun_sequence_is_left_by_escape_and_nothing_else_happens() {
    let scene = Scene::small().keys("g esc");
    assert!(scene.app.begun.is_empty());
    assert_ne!(scene.sketch(), "home");
}

#[test]
fn a_filter_that_takes_nothing_gives_the_cursor_back() {
    let scene = Scene::small().keys("} j f d esc");
    assert!(scene.sketch().contains(">   [ ] Limits"), "{}", scene.sketch());
}

#[test]
fn what_was_met_elsewhere_is_offered_once() {
    let one = "{title: One, stages: [{title: S, topics: [{title: JWT, concept: jwt}]}]}";
    let two = "{title: Two, stages: [{title: S, topics: [{title: Tokens, concept: jwt}, Other]}]}";
    let scene = Scene::with(&[("one", one), ("two", two)], Session::default()).keys("1 space ]");
    assert_eq!(scene.notice(), "1 topic here you have met in other roadmaps. m marks what you know.");
    let scene = scene.keys("m");
    assert!(scene.sketch().contains("[k] Tokens"), "{}", scene.sketch());
    assert_eq!(scene.keys("[ ]").notice(), "");
}

#[test]
fn a_word_leaves_with_the_next_key_or_after_a_while() {
    assert_eq!(
        Scene::small().keys("} j s").wait(5).notice(),
        "Skipped: Limits. It no longer counts. s brings it back."
    );
    assert_eq!(Scene::small().keys("} j s").wait(7).notice(), "");
    assert_eq!(Scene::small().keys("} j s j").notice(), "");
}

#[test]
fn the_next_start_finds_everything_as_it_was() {
    let before = Scene::small().keys("= } j f t j");
    let session = before.app.session();
    let json = serde_json::to_string(&session).expect("a session is plain data");
    let session: Session = serde_json::from_str(&json).expect("and reads back");
    let after = Scene::with(&[("small", SMALL), ("other", OTHER)], session);
    assert_eq!(after.sketch(), before.sketch());
    let clear = |scene: Scene| scene.keys("esc").sketch();
    assert_eq!(clear(after), clear(before), "the folds under the filter too");
}

#[test]
fn a_session_of_other_roadmaps_does_no_harm() {
    let session = Scene::small().app.session();
    assert_eq!(Scene::with(&[("other", OTHER)], session.clone()).sketch(), "home");
    let renamed = SMALL.replace("Rust", "Zig");
    let scene = Scene::with(&[("small", &renamed)], session);
    assert!(scene.sketch().contains("Zig"));
}

#[test]
fn a_state_file_that_is_gone_is_asked_after_before_anything_is_written() {
    let mut scene = Scene::small();
    scene.app.update(Msg::Gone { kept: 3 });
    let scene = scene.keys("space j esc enter u");
    assert!(matches!(scene.app.overlay, Some(Overlay::Gone(3))), "no other key answers");
    assert_eq!(scene.effects, []);
    let scene = scene.keys("r");
    assert_eq!(scene.effects, [Effect::Restore(Vec::new())]);
    assert!(scene.app.overlay.is_none());

    let mut scene = Scene::small();
    scene.app.update(Msg::Gone { kept: 1 });
    assert_eq!(scene.keys("n").effects, [Effect::StartAfresh]);
    let mut scene = Scene::small();
    scene.app.update(Msg::Gone { kept: 1 });
    assert_eq!(scene.keys("q").effects, [Effect::Quit]);
}

#[test]
fn a_state_file_that_vanishes_under_the_screen_is_written_from_memory() {
    let mut scene = Scene::small().keys("} j space");
    scene.effects.clear();
    scene.app.update(Msg::Gone { kept: 0 });
    assert!(matches!(scene.app.overlay, Some(Overlay::Gone(1))));
    let scene = scene.keys("n");
    assert_eq!(scene.effects, [], "what is in memory is not thrown away");
    assert!(matches!(scene.keys("r").effects.as_slice(), [Effect::Restore(edits)] if edits.len() == 1));
}
