//! Before, keys, after: the first sweep through a roadmap.

use milepost::app::{App, Arrival, Effect, Focus, Msg, Screen, Session};
use milepost::config::Config;
use milepost::model::{Change, Edit, Log, Machine, RoadmapId, Status, TopicId};

use super::scene::{OTHER, SMALL, Scene, now};

/// The topic that is asked about, with its number.
fn asked(scene: &Scene) -> String {
    let Some(sweep) = &scene.app.sweep else { return format!("{:?}", scene.app.screen) };
    let (number, place) = scene.app.swept().expect("it is there");
    let (at, of) = sweep.progress();
    format!("{at} of {of}: {}", scene.app.library.entries()[number].roadmap[place].title)
}

/// The slugs of what is known.
fn known(scene: &Scene) -> String {
    let entry = &scene.app.library.entries()[0];
    let known = entry.roadmap.leaves().filter(|&leaf| entry.standing.status(leaf) == Status::Known);
    known.map(|leaf| entry.roadmap[leaf].title.to_string()).collect::<Vec<_>>().join(" ")
}

fn edits(scene: &Scene) -> Vec<Edit> {
    scene.app.log.edits().collect()
}

/// The next start, with what the screen remembers.
fn restarted(scene: Scene) -> Scene {
    let session = scene.app.session();
    let Scene { app, .. } = scene;
    let mut next = Scene::home();
    next.app = App::new(app.library, app.log, session, Config::default(), now());
    next
}

#[test]
fn a_sweep_asks_every_topic_once_and_is_one_step_to_undo() {
    let scene = Scene::small().keys("w");
    assert_eq!((asked(&scene).as_str(), scene.app.screen), ("1 of 7: Go", Screen::Sweep));
    let scene = scene.keys("n y");
    assert_eq!(asked(&scene), "3 of 7: HTTP");
    let scene = scene.keys("y n");
    assert_eq!(asked(&scene), "5 of 7: QUIC", "optional ones too");
    let scene = scene.keys("y n y");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Tree));
    assert_eq!((known(&scene).as_str(), scene.counts().as_str()), ("Rust HTTP QUIC Queues", "3/5 +1"));
    let scene = scene.says("4 known. 2 to go. u undoes the sweep.");
    assert_eq!(scene.effects, [const { Effect::Save }; 4], "each answer is saved as it is given");
    let groups: Vec<_> = edits(&scene).iter().map(|edit| (edit.group_id().clone(), edit.count)).collect();
    assert!(groups.iter().all(|group| *group == (edits(&scene)[0].id.clone(), None)), "{groups:?}");
    let scene = scene.keys("u");
    assert_eq!(known(&scene), "");
    let scene = scene.says("Undone: 4 topics are as before. U redoes it.").keys("U");
    assert_eq!(known(&scene), "Rust HTTP QUIC Queues");
    let scene = scene.keys("u u").says("Nothing to undo.");
    assert_eq!(scene.app.log.ticks(), 1);
}

#[test]
fn a_choice_is_asked_until_it_is_made() {
    assert_eq!(asked(&Scene::small().keys("w y")), "3 of 7: HTTP");
    assert_eq!(asked(&Scene::small().keys("w n")), "2 of 7: Rust");
    assert_eq!(asked(&Scene::small().keys("w y backspace n")), "2 of 7: Rust", "unmade, it is asked again");
    assert_eq!(asked(&Scene::small().keys("space w")), "1 of 5: HTTP", "made before, it is no question");
}

#[test]
fn one_answer_for_all_of_a_topic() {
    let scene = Scene::small().keys("w Y");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("3 of 7: HTTP", "Go"), "of a choice one option");
    let scene = scene.keys("Y");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("6 of 7: Limits", "Go HTTP DNS QUIC"));
    assert_eq!(scene.keys("N").notice(), "4 known. 2 to go. u undoes the sweep.");
    let scene = Scene::small().keys("w N");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("3 of 7: HTTP", ""));
    let scene = scene.keys("l n Y");
    assert_eq!(known(&scene), "HTTP QUIC", "what was put off is taken along, and an answer is kept");
    assert_eq!(scene.keys("esc u").notice(), "Undone: 2 topics are as before. U redoes it.");
}

#[test]
fn one_back_answers_otherwise() {
    let scene = Scene::small().keys("w u").says("This is the first question.");
    let scene = scene.keys("n n y y backspace");
    assert_eq!(
        (asked(&scene).as_str(), known(&scene).as_str()),
        ("4 of 7: DNS", "HTTP DNS"),
        "going back marks nothing"
    );
    let scene = scene.keys("u");
    assert_eq!(asked(&scene), "3 of 7: HTTP");
    let scene = scene.keys("n");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("5 of 7: QUIC", "DNS"));
    let scene = scene.keys("u u y esc");
    assert_eq!(known(&scene), "HTTP DNS");
    let scene = scene.says("2 known so far. w goes on with the sweep. u undoes it.").keys("u");
    assert_eq!(known(&scene), "");
    assert_eq!(known(&scene.keys("U")), "HTTP DNS");
}

#[test]
fn arrows_and_enter_answer_too() {
    let scene = Scene::small().keys("w right enter enter");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("3 of 7: HTTP", ""), "the cursor stays");
    let scene = scene.keys("left left enter right right right enter");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("5 of 7: QUIC", "HTTP"));
    assert_eq!(asked(&scene.keys("backtab enter tab")), "6 of 7: Limits");
}

#[test]
fn it_is_gone_on_with_where_it_was_left_also_after_a_restart() {
    let scene = Scene::small().keys("w l n y n esc");
    let scene = scene.says("1 known so far. w goes on with the sweep. u undoes it.");
    assert_eq!(asked(&scene.keys("w")), "1 of 4: QUIC");
    let scene = restarted(Scene::small().keys("w l n y n esc")).keys("w n n n");
    assert_eq!(asked(&scene), "4 of 4: Go", "what was put off comes last");
    let scene = scene.keys("l").says("4 to go. w asks the 1 that you put off.");
    let scene = restarted(scene).keys("w");
    assert_eq!(asked(&scene), "1 of 1: Go");
    let scene = scene.keys("n").says("4 to go.");
    assert_eq!(asked(&scene.keys("w")), "1 of 6: Go", "once it is through, the next one asks all");
}

#[test]
fn a_sweep_under_way_is_gone_on_with_after_the_end_of_the_program() {
    let scene = restarted(Scene::small().keys("w l n n"));
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Tree), "the roadmap beneath is remembered");
    assert_eq!(asked(&scene.keys("w")), "1 of 5: DNS");
}

#[test]
fn a_sweep_that_is_gone_on_with_stays_one_step() {
    let marked = |scene: &Scene| known(scene).split(' ').count();
    let scene = Scene::small().keys("w y n y esc");
    for scene in [restarted(Scene::small().keys("w y n y")), restarted(scene), Scene::small().keys("w y n y esc")] {
        let scene = scene.keys("w y esc");
        assert_eq!(marked(&scene), 3, "{}", known(&scene));
        assert_eq!(known(&scene.keys("u")), "", "all of it");
    }
    let scene = Scene::small().keys("w y n y esc G space w y esc u");
    assert_eq!(marked(&scene), 2, "what came between makes it a step of its own");
}

#[test]
fn without_a_question_it_says_so() {
    Scene::home().keys("2 space j space w").says("Nothing is left to ask here: every topic is marked.");
    let scene = Scene::home().keys("2 w esc").says("w goes on with the sweep.");
    assert_eq!(scene.effects, []);
}

#[test]
fn another_roadmap_has_a_sweep_of_its_own() {
    let scene = Scene::small().keys("w n n esc ] w");
    assert_eq!(asked(&scene), "1 of 2: Caching");
    assert_eq!(asked(&scene.keys("esc [ w")), "1 of 5: HTTP");
}

/// What another window of this machine does.
fn elsewhere(mut scene: Scene, act: impl FnOnce(&mut Log) -> Vec<Edit>) -> Scene {
    let mut other = Log::new(Machine("desk-0000".into()), 77 << 90);
    other.absorb(scene.app.log.edits());
    let edits = act(&mut other);
    scene.app.update(Msg::Arrived(Arrival { edits, ..Arrival::default() }));
    scene
}

#[test]
fn a_sweep_that_was_undone_in_another_window_begins_a_new_step() {
    let scene = Scene::small().keys("w n n y y");
    let scene = elsewhere(scene, |log| log.undo(now()).expect("the sweep").edits);
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("5 of 7: QUIC", ""));
    let scene = scene.keys("y esc u").says("Undone: QUIC is to do again. U redoes it.");
    let scene = scene.keys("U");
    assert_eq!(known(&scene), "QUIC");
}

#[test]
fn what_is_marked_elsewhere_meanwhile_is_asked_no_more() {
    let done = |topic: &str| vec![(TopicId(topic.into()), Change { status: Some(Status::Done), ..Change::default() })];
    let small = RoadmapId("small".into());
    let scene = elsewhere(Scene::small().keys("w"), |log| log.compose(now(), &small, done("basics/language/go")));
    assert_eq!(asked(&scene), "3 of 7: HTTP");
    let scene = elsewhere(scene, |log| log.compose(now(), &small, done("basics/web/dns")));
    assert_eq!(asked(&scene.keys("n")), "5 of 7: QUIC");
}

#[test]
fn a_roadmap_that_is_read_anew_keeps_its_questions_by_their_ids() {
    let scene = Scene::small().keys("w n n");
    let newer = SMALL.replace("          - HTTP\n", "");
    let scene = scene.saved("aa", OTHER).saved("small", &newer);
    assert_eq!(asked(&scene), "4 of 7: DNS");
    let scene = scene.keys("y y n n");
    assert_eq!((scene.app.screen, known(&scene).as_str()), (Screen::Roadmap(Focus::Tree), "DNS QUIC"));
}

#[test]
fn it_goes_back_to_the_focus_it_came_from() {
    let scene = Scene::small().keys("} j enter w esc");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Details));
}

#[test]
fn a_file_of_a_newer_version_is_not_swept() {
    let mut scene = Scene::small();
    scene.app.update(Msg::Arrived(Arrival { newer: true, ..Arrival::default() }));
    let scene = scene.keys("esc w");
    assert_eq!((scene.app.sweep.is_none(), scene.effects.len()), (true, 0));
    let mut scene = Scene::small().keys("w");
    scene.app.update(Msg::Arrived(Arrival { newer: true, ..Arrival::default() }));
    let scene = scene.keys("y");
    assert_eq!((asked(&scene).as_str(), known(&scene).as_str()), ("1 of 7: Go", ""));
}

#[test]
fn a_session_of_another_roadmap_does_no_harm() {
    let mut session = Session::default();
    let view = session.views.entry("small".to_owned()).or_default();
    view.not_yet = ["gone".to_owned(), "basics/language/go".to_owned()].into();
    view.swept_to = Some("gone/too".to_owned());
    let scene = Scene::with(&[("small", SMALL), ("other", OTHER)], session).keys("enter w");
    assert_eq!(asked(&scene), "1 of 6: Rust");
}
