//! What is being written or asked, and something comes between: nothing of it is lost.

use milepost::app::{Effect, Focus, Input, Msg, Overlay, Screen};
use milepost::model::{NoProof, SafeText, Status};

use crate::scene::Scene;

fn paste(mut scene: Scene, text: &str) -> Scene {
    scene.press(Input::Paste(text.to_owned()));
    scene
}

fn link(length: usize) -> String {
    let begin = "https://example.org/";
    format!("{begin}{}", "a".repeat(length - begin.len()))
}

fn typed(scene: &Scene) -> String {
    let written = match &scene.app.overlay {
        Some(Overlay::Note(note)) => Some(note.written()),
        Some(Overlay::Proof(proof)) => Some(proof.typed.value().to_owned()),
        _ => None,
    };
    written.expect("something is being written")
}

#[test]
fn a_pasted_link_is_taken_whole_or_not_at_all() {
    let scene = paste(Scene::small().keys("} j p"), &format!(" {}\n", link(300))).keys("enter");
    let (number, place) = scene.app.selected().expect("a topic");
    assert_eq!(scene.app.proof(number, place), [SafeText::line(&link(300))]);

    let scene = paste(Scene::small().keys("} j p").types("x"), &link(3000));
    let refused = |scene: &Scene| matches!(&scene.app.overlay, Some(Overlay::Proof(proof)) if proof.refused == Some(NoProof::TooLong));
    assert!(refused(&scene), "it says why");
    assert_eq!(typed(&scene), "x", "no piece of it is there to be saved");
    let scene = scene.keys("enter");
    assert_eq!(scene.effects, []);
}

#[test]
fn a_state_file_that_goes_while_something_is_written_is_asked_after_when_that_is_done() {
    let mut scene = Scene::small().keys("} j e").types("Token");
    scene.app.update(Msg::Gone { kept: 3 });
    let scene = scene.types(" queue, r n q");
    assert_eq!((typed(&scene).as_str(), scene.effects.len()), ("Token queue, r n q", 0));
    let scene = scene.keys("esc");
    assert!(matches!(scene.app.overlay, Some(Overlay::Gone(3))));
    let (number, place) = scene.app.selected().expect("a topic");
    assert_eq!(scene.app.library.note(&scene.app.log, number, place), Some("Token queue, r n q"));
    assert!(scene.app.is_gone(), "nothing is written before the answer");

    let mut scene = Scene::small().keys("} j p").types("https://example.org");
    scene.app.update(Msg::Gone { kept: 3 });
    let scene = scene.types("/x");
    assert_eq!(typed(&scene), "https://example.org/x");
}

#[test]
fn what_was_written_before_the_answer_is_saved_after_it() {
    let mut app = Scene::small().keys("} j e").types("Token").app;
    app.update(Msg::Gone { kept: 3 });
    app.update(Msg::Command(milepost::command::Command::SaveNote));
    assert_eq!(app.unsaved(), 1);
    // To leave now would lose it: that is asked, and then the first question again.
    assert_eq!(app.update(Msg::Command(milepost::command::Command::Quit)), []);
    assert!(matches!(app.overlay, Some(Overlay::QuitUnsaved)));
    app.update(Msg::Command(milepost::command::Command::Back));
    assert!(matches!(app.overlay, Some(Overlay::Gone(3))));
    let effects = app.update(Msg::Command(milepost::command::Command::Restore));
    assert_eq!(effects, [Effect::Restore, Effect::Save]);
    assert!(!app.is_gone() && app.overlay.is_none());
}

#[test]
fn a_note_that_is_brought_back_leaves_no_round_of_questions() {
    let scene = Scene::small().ticked(3, "small", &["later/queues"], Status::Done);
    let scene = scene.keys("} j e").types("Token").keys("ctrl-c R u");
    assert_eq!((typed(&scene).as_str(), scene.app.screen), ("Token", Screen::Recall));
    let scene = scene.keys("esc").says("Noted: Limits. u undoes it.").keys("R");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Tree));
    let scene = scene.keys("R");
    assert_eq!(scene.app.screen, Screen::Recall, "and the next round is asked at once");
}
