//! Scenes of what is kept: what waits for the disk, sessions, and state files that are newer or gone.

use milepost::app::{Arrival, Effect, Input, Msg, Overlay, Session};
use milepost::model::{Change, Edit, Log, Machine, RoadmapId, SafeText, Status, TopicId};

use super::super::scene::{OTHER, SMALL, Scene, now};

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
    assert!(app.update(Msg::Command(milepost::command::Command::Quit)).is_empty());
    app.update(Msg::Saved(1));
    assert_eq!((app.unsaved(), app.saving.failed.clone()), (0, None));
    assert!(app.overlay.is_none(), "there is nothing to ask any more");
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
    assert!(
        scene.notice().starts_with("Nothing was changed: progress.jsonl was written by a newer"),
        "{}",
        scene.notice()
    );
    assert_eq!(scene.keys("q").effects, [Effect::Quit]);
}

#[test]
fn what_is_dated_too_late_is_told_once_and_does_not_count() {
    let mut scene = Scene::small();
    let set = Change { status: Some(Status::Done), ..Change::default() };
    let mut other = Log::new(Machine("laptop-0000".into()), 1);
    let small = RoadmapId("small".into());
    let mut edits = other.compose(now(), &small, vec![(TopicId("basics/web/dns".into()), set)]);
    let arrived = |edits: &[Edit]| Msg::Arrived(Arrival { edits: edits.to_vec(), ..Arrival::default() });
    edits[0].at.at = Edit::HORIZON;
    scene.app.update(arrived(&edits));
    assert_eq!(scene.notice(), "1 edit of progress.jsonl is dated after 2099: kept, but not counted.");
    assert_eq!(scene.counts(), "0/5 +0");
    scene.app.notice = None;
    scene.app.update(arrived(&edits));
    assert!(scene.app.notice.is_none());
}

#[test]
fn nothing_is_changed_where_nothing_can_be_later_than_what_is_there() {
    let mut scene = Scene::small();
    let set = Change { status: Some(Status::Done), ..Change::default() };
    let mut other = Log::new(Machine("laptop-0000".into()), 1);
    let mut edits = other.compose(now(), &RoadmapId("small".into()), vec![(TopicId("basics/web/dns".into()), set)]);
    edits[0].at.at = Edit::HORIZON - jiff::SignedDuration::from_nanos(1);
    scene.app.update(Msg::Arrived(Arrival { edits, ..Arrival::default() }));
    let before = scene.counts();
    let scene = scene.keys("= j j j space m u U");
    assert_eq!((scene.counts(), scene.app.unsaved()), (before, 0));
    let told = "Nothing was changed: an edit of progress.jsonl bears the last instant of 2099";
    assert!(scene.notice().starts_with(told), "{}", scene.notice());
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
    let scene = scene.keys("space j esc u");
    assert!(matches!(scene.app.overlay, Some(Overlay::Gone(3))), "no other key answers");
    assert_eq!(scene.effects, []);
    let scene = scene.keys("r");
    assert_eq!(scene.effects, [Effect::Restore]);
    assert!(scene.app.overlay.is_none());

    let mut scene = Scene::small();
    scene.app.update(Msg::Gone { kept: 1 });
    assert_eq!(scene.keys("enter").effects, [Effect::Restore], "Enter takes the answer with the mark");
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
    assert_eq!(scene.keys("r").effects, [Effect::Restore]);
}

#[test]
fn a_state_file_that_is_back_is_not_asked_after_any_more() {
    let mut scene = Scene::small().keys("} j");
    let before = scene.sketch();
    scene.app.update(Msg::Gone { kept: 3 });
    assert_eq!(scene.app.update(Msg::Back), []);
    assert!(!scene.app.is_gone() && scene.app.overlay.is_none());
    assert_eq!(scene.sketch(), before);

    // What is being written goes on, and what was written is saved.
    let mut scene = Scene::small().keys("} j space e").types("Tok");
    scene.app.saving.unsaved = scene.app.log.edits().collect();
    scene.app.update(Msg::Gone { kept: 3 });
    assert_eq!(scene.app.update(Msg::Back), [Effect::Save]);
    let scene = scene.types("en");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Note(_))));
    let scene = scene.keys("esc");
    assert!(scene.app.overlay.is_none());
    let (number, place) = scene.app.selected().expect("a topic");
    assert_eq!(scene.app.library.note(&scene.app.log, number, place), Some("Token"));
}

#[test]
fn an_error_that_is_mended_goes_and_no_other() {
    let said = |text: &str| Msg::Said { text: SafeText::line(text), error: true };
    let mended = || Msg::Mended { told: SafeText::line("could not read it") };
    let mut scene = Scene::small();
    scene.app.update(said("could not read it"));
    scene = scene.keys("j").says("could not read it");
    scene.app.update(mended());
    scene = scene.says("");
    scene.app.update(said("another one"));
    scene.app.update(mended());
    scene.says("another one");
}
