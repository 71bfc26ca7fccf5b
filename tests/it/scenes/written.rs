//! Notes and proof: written, saved, discarded, brought back, deleted, found.

use milepost::app::{Effect, Focus, Input, Msg, Overlay, Screen, Session, Subject};
use milepost::command::Key;
use milepost::model::SafeText;

use crate::scene::{OTHER, SMALL, Scene};

/// The cursor on `Limits`.
fn limits() -> Scene {
    Scene::small().keys("} j")
}

/// The recorded note of the topic under the cursor.
fn note(scene: &Scene) -> Option<String> {
    let (number, place) = scene.app.selected().expect("a topic");
    scene.app.library.note(&scene.app.log, number, place).map(str::to_owned)
}

fn proof(scene: &Scene) -> Vec<String> {
    let (number, place) = scene.app.selected().expect("a topic");
    scene.app.proof(number, place).iter().map(ToString::to_string).collect()
}

/// What stands in the box.
fn typed(scene: &Scene) -> String {
    let written = match &scene.app.overlay {
        Some(Overlay::Note(note)) => Some(note.written()),
        _ => None,
    };
    written.expect("the note is open")
}

fn paste(mut scene: Scene, text: &str) -> Scene {
    scene.press(Input::Paste(text.to_owned()));
    scene
}

#[test]
fn escape_saves_a_note_and_undo_and_redo_know_it() {
    let scene = limits().keys("e").types("Token bucket").keys("enter").types("429 q?/ u").keys("esc");
    assert!(scene.app.overlay.is_none());
    assert_eq!(note(&scene).as_deref(), Some("Token bucket\n429 q?/ u"));
    assert_eq!(scene.notice(), "Noted: Limits. u undoes it.");
    assert_eq!(scene.effects, [Effect::Save]);
    let scene = scene.keys("g g u");
    assert_eq!(note(&scene), None, "undo goes there");
    let scene = scene.says("Undone: the note of Limits is as before. U redoes it.").keys("U");
    assert!(note(&scene).is_some());
}

#[test]
fn links_in_a_note_are_opened_like_the_others() {
    let scene = paste(limits().keys("e"), "See [the edges](https://example.org/edges), and https://example.org/one.");
    let scene = scene.keys("esc o");
    let Some(Overlay::Links(links)) = &scene.app.overlay else { panic!("there are several") };
    let targets: Vec<_> = links.entries.iter().map(|(_, target)| target.as_str()).collect();
    assert_eq!(targets, ["https://example.org/one", "https://example.org/two", "https://example.org/edges"]);
}

#[test]
fn a_note_that_was_not_changed_is_not_written_again() {
    let scene = limits().keys("e esc e").types("x").keys("backspace esc e ctrl-c");
    assert_eq!((scene.effects.len(), scene.notice()), (0, ""));
}

#[test]
fn an_empty_note_is_deleted() {
    let scene = limits().keys("e").types("Wrong.").keys("esc e ctrl-w ctrl-u enter esc");
    assert_eq!(note(&scene), None);
    let scene = scene.says("The note of Limits is deleted. u brings it back.").keys("u");
    assert_eq!(note(&scene).as_deref(), Some("Wrong."));
}

#[test]
fn what_was_discarded_comes_back_with_u_until_something_else_is_changed() {
    let scene = limits().keys("e").types("Half a thought").keys("ctrl-c");
    assert!(scene.app.overlay.is_none());
    assert_eq!((note(&scene), scene.effects.len()), (None, 0));
    let scene = scene.says("Discarded. u brings it back.").keys("g g u");
    assert_eq!(typed(&scene), "Half a thought");
    let scene = scene.types("!").keys("esc");
    assert_eq!(note(&scene).as_deref(), Some("Half a thought!"), "the cursor went there");

    let scene = limits().keys("e").types("Half").keys("ctrl-c space u");
    assert!(scene.app.overlay.is_none(), "u is for the tick now");
    assert_eq!(scene.notice(), "Undone: Limits is to do again. U redoes it.");
}

#[test]
fn typing_can_be_taken_back_and_words_are_walked() {
    let scene = limits().keys("e").types("one two three");
    let scene = scene.keys("ctrl-left ctrl-left").types("X").keys("end").types("Z").keys("home").types("Y");
    assert_eq!(typed(&scene), "Yone Xtwo threeZ");
    let scene = scene.keys("ctrl-z ctrl-z");
    assert_eq!(typed(&scene), "one Xtwo three");
    let scene = scene.keys("ctrl-y");
    assert_eq!(typed(&scene), "one Xtwo threeZ");
    let scene = scene.keys("ctrl-home ctrl-right ctrl-k enter tab");
    assert_eq!(typed(&scene), "one \n    ");
    assert_eq!(scene.keys("up delete ctrl-delete").app.scope(), milepost::command::Scope::Note);
    assert_eq!(limits().keys("e ctrl-z").notice(), "Nothing was typed before that.");
}

#[test]
fn a_paste_is_one_piece_and_cleaned() {
    let scene = paste(limits().keys("e").types("> "), "two\r\nlines\tand \u{1b}[2J\u{202e}");
    assert_eq!(typed(&scene), "> two\nlines    and \\u{1b}[2J\\u{202e}");
    let scene = scene.keys("ctrl-z");
    assert_eq!(typed(&scene), "> ");
    let scene = paste(scene, &"x".repeat(60_000));
    assert_eq!((typed(&scene).len(), scene.notice()), (2, "There is no room for that in one note."));
    let scene = scene.types("\u{202e}\u{200b}क\u{94d}\u{200d}ष");
    assert_eq!(typed(&scene), "> क\u{94d}\u{200d}ष", "what a script needs can be typed, what hides cannot");
}

#[test]
fn the_editor_of_the_user_gets_the_note_and_gives_it_back() {
    let scene = limits().keys("e").types("Draft").keys("ctrl-e");
    let Some(Effect::WriteOutside { subject, text }) = scene.effects.last().cloned() else { panic!("it is asked for") };
    assert_eq!(text, "Draft");
    let mut scene = scene;
    let effects = scene.app.update(Msg::Written { subject: subject.clone(), text: "From outside\n".into() });
    assert!(matches!(effects.as_slice(), [Effect::Save]));
    assert!(scene.app.overlay.is_none());
    assert_eq!(note(&scene).as_deref(), Some("From outside"));
    assert!(scene.app.update(Msg::Written { subject, text: "From outside\n".into() }).is_empty());
    assert_eq!(scene.notice(), "The note of Limits is as it was.");
    let scene = scene.keys("E");
    assert!(matches!(scene.effects.last(), Some(Effect::WriteOutside { text, .. }) if text == "From outside"));
}

#[test]
fn an_editor_that_fails_leaves_the_box_as_it_was() {
    let mut scene = limits().keys("e").types("Draft").keys("ctrl-e");
    scene.app.update(Msg::Said { text: SafeText::line("editor not found: set EDITOR (`vi`)"), error: true });
    assert_eq!(typed(&scene), "Draft");
}

#[test]
fn a_note_that_is_being_written_outlives_a_signal() {
    let mut scene = limits().keys("e").types("Half a th");
    assert!(matches!(scene.app.update(Msg::Ending).as_slice(), [Effect::Save]));
    assert_eq!(note(&scene).as_deref(), Some("Half a th"));
    assert!(Scene::small().app.update(Msg::Ending).is_empty());
}

#[test]
fn a_note_of_a_topic_that_is_gone_meanwhile_is_not_lost() {
    let mut scene = limits();
    let roadmap = scene.app.open_roadmap().expect("open").1.roadmap.id.clone();
    let subject = Subject { roadmap, topic: milepost::model::TopicId("gone".into()) };
    let effects = scene.app.update(Msg::Written { subject, text: "Words".into() });
    assert_eq!((effects.as_slice(), &*scene.app.saving.unsaved[0].topic.0), (&[Effect::Save][..], "gone"));
}

#[test]
fn where_nothing_can_be_saved_nothing_is_written_and_nothing_lost() {
    let mut scene = limits().keys("e").types("Half a thought");
    scene.app.saving.read_only = true;
    let scene = scene.keys("esc");
    assert_eq!((typed(&scene).as_str(), scene.effects.len()), ("Half a thought", 0));
    let mut scene = scene.keys("ctrl-c");
    for key in ["e", "E", "p"] {
        scene = scene.keys(key);
        assert!(scene.app.overlay.is_none() && scene.effects.is_empty(), "{key}");
        assert!(scene.notice().starts_with("Nothing was changed: progress.jsonl was written by a newer"), "{key}");
    }
    let roadmap = scene.app.open_roadmap().expect("open").1.roadmap.id.clone();
    let subject = Subject { roadmap, topic: milepost::model::TopicId("later/limits".into()) };
    assert!(scene.app.update(Msg::Written { subject, text: "Words".into() }).is_empty());
    assert_eq!(typed(&scene), "Words", "it can be copied from there");
}

#[test]
fn parents_take_neither_notes_nor_proof() {
    for key in ["e", "E", "p"] {
        let scene = Scene::small().keys("}").keys(key);
        assert!(scene.app.overlay.is_none() && scene.effects.is_empty());
        assert_eq!(scene.notice(), "Notes and proof belong to the topics with a box: pick one inside.");
    }
}

#[test]
fn notes_are_heard_from_the_details_and_found() {
    let scene = limits().keys("enter e").types("zyzzyva").keys("esc");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Details));
    let scene = scene.keys("esc g g /").types("zyzzyva").keys("enter");
    assert!(scene.sketch().contains(">   [ ] Limits"), "{}", scene.sketch());
    let scene = scene.keys("f o");
    assert_eq!(scene.sketch(), "  - Later\n>   [ ] Limits\n");
}

#[test]
fn proof_is_added_refused_opened_and_removed() {
    let scene = limits().keys("p").types("example.org").keys("enter");
    let refused = |scene: &Scene| match &scene.app.overlay {
        Some(Overlay::Proof(proof)) => proof.refused.map(|why| why.to_string()),
        _ => None,
    };
    assert_eq!(refused(&scene).as_deref(), Some("a link begins with http://, https:// or mailto:"));
    let scene = scene.keys("ctrl-u").types("https://example.org/mine").keys("enter");
    assert!(scene.app.overlay.is_none());
    assert_eq!(proof(&scene), ["https://example.org/mine"]);
    let scene =
        paste(scene.says("Proof added: Limits. u undoes it.").keys("p"), "https://example.org/two\n").keys("enter");
    assert_eq!(proof(&scene).len(), 2);
    let scene = scene.keys("p").types("https://example.org/two").keys("enter");
    assert_eq!(refused(&scene).as_deref(), Some("this link is there already"));
    let scene = scene.keys("down enter");
    assert_eq!(scene.effects.last(), Some(&Effect::OpenUrl(SafeText::line("https://example.org/mine"))));
    let scene = scene.keys("delete esc");
    assert_eq!(proof(&scene), ["https://example.org/two"]);
    let scene = scene.keys("u");
    assert_eq!(proof(&scene), ["https://example.org/mine", "https://example.org/two"]);
    scene.says("Undone: the proof of Limits is as before. U redoes it.");
}

#[test]
fn an_empty_line_of_proof_closes_and_text_on_a_link_goes_to_the_line() {
    assert!(limits().keys("p enter").app.overlay.is_none());
    assert!(limits().keys("p esc").app.overlay.is_none());
    assert!(limits().keys("p backspace").app.overlay.is_none());
    let scene = limits().keys("p").types("https://a.org").keys("enter p down").types("https://b.org").keys("enter");
    assert_eq!(proof(&scene), ["https://a.org", "https://b.org"]);
}

#[test]
fn proof_is_among_the_links_of_a_topic() {
    let scene = Scene::small().keys("} j j p").types("https://example.org/q").keys("enter o");
    assert_eq!(scene.effects.last(), Some(&Effect::OpenUrl(SafeText::line("https://example.org/q"))));
}

#[test]
fn a_finished_project_asks_for_proof_once() {
    let projects =
        SMALL.replace("- Queues", "- {title: Queues, kind: project}\n      - {title: Stacks, kind: project}");
    let scene = || Scene::with(&[("small", &projects), ("other", OTHER)], Session::default()).keys("enter } j j");
    let first = scene().keys("space");
    assert_eq!(first.notice(), "A project: p adds a link as proof.");
    assert_eq!(first.keys("space space").notice(), "", "once is enough");
    assert_eq!(scene().keys("p").types("https://a.org").keys("enter space").notice(), "", "there is proof");
    assert_eq!(scene().keys("a").notice(), "", "known before is no project of now");
    assert_eq!(limits().keys("space").notice(), "", "no project");
}

#[test]
fn every_key_in_the_box_does_something_or_nothing_but_never_leaves_the_program() {
    for key in
        ["q", "ctrl-p", "ctrl-n", "f1", "?", "pagedown", "pageup", "ctrl-d", "backtab", "ctrl-end", "ctrl-backspace"]
    {
        let mut scene = limits().keys("e").types("one\ntwo");
        scene.press(Input::Key(key.parse::<Key>().expect(key)));
        assert!(scene.effects.is_empty() && scene.app.overlay.is_some(), "{key}");
    }
}
