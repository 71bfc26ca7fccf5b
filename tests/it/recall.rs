//! Before, keys, after: recall, and what the home screen says of it.

use milepost::app::{Arrival, Effect, Focus, Msg, Overlay, Round, Screen, Session, nothing_due, outcome};
use milepost::config::Config;
use milepost::model::{Answer, Change, Log, Machine, Now, Recalled, RoadmapId, SafeText, Status, TopicId};

use super::scene::{Scene, now};

const NET: &str = "
title: Net
stages:
  - title: Names
    topics:
      - {title: DNS, concept: dns, check: Who answers for a name?, description: A tree of names., resources: [https://example.org/dns]}
      - {title: Hosts, points: [a file, older than DNS]}
      - Bare
  - title: Bytes
    topics: [TCP, UDP, TLS, QUIC, HTTP]
";

const WEB: &str = "
title: Web
stages:
  - title: Only
    topics: [{title: Naming, concept: dns}]
";

const BYTES: [&str; 5] = ["bytes/tcp", "bytes/udp", "bytes/tls", "bytes/quic", "bytes/http"];

fn scene() -> Scene {
    Scene::with(&[("net", NET), ("web", WEB)], Session::default())
}

/// Three topics of one stage learned nine days ago, and at home.
pub(super) fn three() -> Scene {
    scene().ticked(9, "net", &["names/dns", "names/hosts", "names/bare"], Status::Done)
}

/// Eight topics, of which more are due than are asked at a time.
pub(super) fn eight() -> Scene {
    three().ticked(5, "net", &BYTES, Status::Done)
}

fn round(scene: &Scene) -> &Round {
    scene.app.round.as_ref().expect("recall is open")
}

/// The topic that is asked, and whether more than the question is shown.
fn asked(scene: &Scene) -> String {
    let Some(at) = round(scene).at() else { return "the end".to_owned() };
    let (number, place) = scene.app.at_hand().expect("it is there");
    let title = &scene.app.library.entries()[number].roadmap[place].title;
    let shown = if round(scene).shown { " shown" } else { "" };
    format!("{} of {}: {title}{shown}", at + 1, round(scene).cards.len())
}

fn recalled(scene: &Scene, topic: &str) -> Option<Recalled> {
    let mark = scene.app.log.mark(&RoadmapId("net".into()), &TopicId(topic.into()))?;
    mark.recall.as_ref()?.value
}

fn words(scene: &Scene) -> String {
    outcome(round(scene), &scene.app.config.recall_days)
}

/// Titles of what the home screen lists.
fn due(scene: &Scene) -> Vec<String> {
    let title =
        |due: &milepost::model::Due| scene.app.library.entries()[due.number].roadmap[due.place].title.to_string();
    scene.app.due.iter().map(title).collect()
}

#[test]
fn a_round_asks_shows_and_records_and_ends_in_a_sentence() {
    let scene = three().keys("R");
    assert_eq!((asked(&scene).as_str(), scene.app.screen), ("1 of 3: DNS", Screen::Recall));
    let scene = scene.keys("space");
    assert_eq!(asked(&scene), "1 of 3: DNS shown");
    let scene = scene.keys("3");
    assert_eq!(scene.notice(), "DNS comes back in 7 days. u takes it back.");
    assert_eq!((asked(&scene).as_str(), scene.effects.as_slice()), ("2 of 3: Hosts", &[Effect::Save][..]));
    assert_eq!(recalled(&scene, "names/dns"), Some(Answer::Solid.at(0, now().date())));
    let scene = scene.keys("2 1");
    assert_eq!(asked(&scene), "the end");
    assert_eq!(words(&scene), "3 recalled: 1 solid, 1 shaky, 1 forgot.");
    assert_eq!(recalled(&scene, "names/hosts"), Some(Answer::Shaky.at(0, now().date())));
    let scene = scene.keys("enter");
    assert_eq!((scene.app.screen, due(&scene).len()), (Screen::Home, 0));
    assert_eq!(words(&scene.keys("R")), nothing_due(&[2, 7, 21, 60]));
}

#[test]
fn enter_looks_first_and_arrows_choose() {
    let scene = three().keys("R right enter");
    assert_eq!(asked(&scene), "1 of 3: DNS shown", "there is nothing to choose before");
    let scene = scene.keys("right right enter");
    assert_eq!(recalled(&scene, "names/dns").map(|recalled| recalled.answer), Some(Answer::Solid));
    let scene = scene.keys("enter left enter enter enter");
    assert_eq!(words(&scene), "3 recalled: 1 solid, 1 shaky, 1 forgot.", "the cursor begins in the middle");
}

#[test]
fn no_answer_moves_a_count_or_what_was_touched_last() {
    let before = three().ticked(3, "web", &["only/naming"], Status::Known);
    let counts = |scene: &Scene| {
        let wholes: Vec<_> = scene.app.library.entries().iter().map(|entry| entry.standing.whole()).collect();
        (wholes, scene.app.to_continue(), scene.app.activity.clone(), scene.app.log.ticks())
    };
    let then = counts(&before);
    assert_eq!(counts(&before.keys("R 1 2 3 esc")), then);
}

#[test]
fn undo_goes_back_to_the_question_and_redo_on() {
    let scene = three().keys("R 3 1 u");
    assert_eq!(asked(&scene), "2 of 3: Hosts");
    assert_eq!(scene.notice(), "Undone: the answer to Hosts is as before. U redoes it.");
    let scene = scene.keys("u");
    assert_eq!((asked(&scene).as_str(), recalled(&scene, "names/dns")), ("1 of 3: DNS", None));
    let scene = scene.keys("U");
    assert_eq!(asked(&scene), "2 of 3: Hosts");
    let scene = scene.keys("2 2 u");
    assert_eq!(asked(&scene), "3 of 3: Bare", "also from the end");
}

#[test]
fn escape_leaves_and_loses_nothing() {
    for (keys, screen) in [("R", Screen::Home), ("enter R", Screen::Roadmap(Focus::Tree)), ("S R", Screen::Stats)] {
        for back in ["esc", "R"] {
            let scene = three().keys(keys).keys("1").keys(back);
            assert_eq!((scene.app.screen, scene.app.round.is_none()), (screen, true), "{keys}");
            assert!(recalled(&scene, "names/dns").is_some());
            assert_eq!(asked(&scene.keys("R")), "1 of 2: Hosts", "the next round asks the rest");
        }
    }
    let before = three().keys("enter j enter");
    let sketch = before.sketch();
    assert_eq!(before.keys("R esc").sketch(), sketch, "with the cursor where it was");
}

#[test]
fn five_at_a_time_and_more_when_asked_for() {
    let scene = eight();
    assert_eq!(due(&scene), ["DNS", "Hosts", "Bare", "TCP", "UDP", "TLS", "QUIC", "HTTP"]);
    let scene = scene.keys("R 3 3 3 3 3");
    assert_eq!((asked(&scene).as_str(), round(&scene).more), ("the end", 3));
    for more in ["enter", "R"] {
        let scene = eight().keys("R 3 3 3 3 3").keys(more);
        assert_eq!((asked(&scene).as_str(), round(&scene).more), ("1 of 3: TLS", 0));
    }
    assert_eq!(scene.keys("esc").app.screen, Screen::Home);
}

#[test]
fn a_note_and_a_link_are_at_hand() {
    let scene = three().keys("R e").types("Nobody owns the root.").keys("esc");
    assert_eq!((asked(&scene).as_str(), scene.notice()), ("1 of 3: DNS", "Noted: DNS. u undoes it."));
    let scene = scene.keys("o");
    assert_eq!(scene.effects.last(), Some(&Effect::OpenUrl(SafeText::line("https://example.org/dns"))));
    let scene = scene.keys("E");
    assert!(matches!(scene.effects.last(), Some(Effect::WriteOutside { text, .. }) if text == "Nobody owns the root."));
    let scene = scene.keys("e").types("!").keys("ctrl-c u");
    assert!(matches!(scene.app.overlay, Some(Overlay::Note(_))), "a discarded note comes back here");
    assert_eq!(scene.app.screen, Screen::Recall);
    assert_eq!(asked(&scene.keys("esc u u")), "1 of 3: DNS");
}

#[test]
fn the_details_scroll_and_begin_at_the_top_again() {
    let mut scene = three().keys("R space");
    scene.app.update(Msg::Shown(milepost::app::Shown { rows: 20, details: 2, details_lines: 9, ..Default::default() }));
    let scene = scene.keys("j j k");
    assert_eq!(scene.app.details_top, 1);
    assert_eq!(scene.keys("3").app.details_top, 0);
}

/// What another machine does, now.
fn elsewhere(mut scene: Scene, topic: &str, set: Change) -> Scene {
    let mut other = Log::new(Machine("laptop-0000".into()), 77 << 90);
    other.absorb(scene.app.log.edits());
    let edits = other.compose(now(), &RoadmapId("net".into()), vec![(TopicId(topic.into()), set)]);
    scene.app.update(Msg::Arrived(Arrival { edits, ..Arrival::default() }));
    scene
}

#[test]
fn what_changes_elsewhere_meanwhile_is_asked_no_more() {
    let scene = three().keys("R space");
    let solid = Change { recall: Some(Some(Answer::Solid.at(0, now().date()))), ..Change::default() };
    let scene = elsewhere(scene, "names/hosts", solid.clone());
    assert_eq!(asked(&scene), "1 of 2: DNS shown", "the question on the screen stays");
    let scene = elsewhere(scene, "names/dns", solid);
    assert_eq!(asked(&scene), "1 of 1: Bare");
    let todo = Change { status: Some(Status::Todo), ..Change::default() };
    let scene = elsewhere(scene, "names/bare", todo.clone());
    assert_eq!((asked(&scene).as_str(), words(&scene)), ("the end", nothing_due(&[2, 7, 21, 60])));

    let scene = elsewhere(three().keys("R 3"), "names/dns", todo);
    assert_eq!(asked(&scene), "2 of 3: Hosts", "what was answered is still counted");
}

#[test]
fn a_roadmap_that_is_read_anew_keeps_its_questions_by_their_ids() {
    let scene = three().keys("R 3 space");
    let newer = NET.replace("      - {title: Hosts, points: [a file, older than DNS]}\n", "");
    let scene = scene.saved("net", &newer);
    assert_eq!(asked(&scene), "2 of 2: Bare");
    assert_eq!(scene.keys("1 esc").app.screen, Screen::Home);
}

#[test]
fn home_lists_it_from_the_first_frame_on_and_follows_the_day() {
    let mut scene = scene().ticked(1, "net", &["names/dns"], Status::Done);
    assert_eq!(due(&scene), [""; 0]);
    let tomorrow = now().at + jiff::SignedDuration::from_hours(24);
    scene.app.update(Msg::Tick(Now { at: tomorrow, ..now() }));
    assert_eq!(due(&scene), ["DNS"]);

    let Scene { app, .. } = three();
    let mut app = milepost::app::App::new(app.library, app.log, Session::default(), Config::default(), now());
    app.update(Msg::Arrived(Arrival::default()));
    assert!(app.due.is_empty(), "nothing is reckoned before the first frame");
    app.update(Msg::FirstDrawn);
    assert_eq!(app.due.len(), 3);
}

#[test]
fn without_days_it_is_off() {
    let mut scene = three();
    scene.app.config.recall_days.clear();
    let scene = scene.keys("R");
    assert_eq!(words(&scene), "Recall is off: no days are set for it.");
    assert!(due(&scene.keys("esc")).is_empty());
}

#[test]
fn a_file_of_a_newer_version_takes_no_answer() {
    let mut scene = three();
    scene.app.update(Msg::Arrived(Arrival { newer: true, ..Arrival::default() }));
    let scene = scene.keys("R 3");
    assert_eq!((asked(&scene).as_str(), recalled(&scene, "names/dns")), ("1 of 3: DNS", None));
    assert_eq!(scene.effects, []);
    scene.says("Nothing was changed: progress.jsonl was written by a newer milepost, and this one only reads it.");
}

#[test]
fn the_session_remembers_what_lies_beneath() {
    assert_eq!(three().keys("R").app.session().last, None);
    assert_eq!(three().keys("enter R").app.session().last.as_deref(), Some("net"));
    assert_eq!(three().keys("enter S R").app.session().last.as_deref(), Some("net"));
}
