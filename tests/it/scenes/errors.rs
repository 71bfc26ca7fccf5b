//! Errors on the screen: how they leave, and the ways out that they name.

use milepost::app::{Msg, Screen};
use milepost::model::SafeText;

use crate::scene::Scene;

fn failed(mut scene: Scene) -> Scene {
    scene.app.update(Msg::Said { text: SafeText::line("could not copy"), error: true });
    scene
}

#[test]
fn escape_hides_an_error_and_does_nothing_else() {
    let scene = failed(Scene::small()).keys("j").says("could not copy").keys("esc").says("");
    assert_ne!(scene.sketch(), "home");
    assert_eq!(scene.keys("esc").sketch(), "home");

    let scene = failed(Scene::small().keys("w")).keys("esc").says("");
    assert_eq!(scene.app.screen, Screen::Sweep);

    let scene = failed(Scene::small().keys("/")).keys("esc").says("could not copy");
    assert!(scene.app.overlay.is_none(), "what lies on top goes first");
    scene.keys("esc").says("");
}

#[test]
fn a_failure_names_the_key_in_force() {
    let told = |yaml: &str, msg: Msg| {
        let mut scene = Scene::small().keys("} j").set(yaml);
        scene.app.update(msg);
        scene.notice().to_owned()
    };
    assert_eq!(told("{}", Msg::NoBrowser), "No browser could be opened. y copies the link.");
    assert_eq!(told("keys: {copy: x}", Msg::NoBrowser), "No browser could be opened. x copies the link.");
    assert_eq!(told("keys: {copy: none}", Msg::NoBrowser), "No browser could be opened.");
    let why = || Msg::NoEditor(SafeText::line("could not start `vi`: it is not there. Set EDITOR"));
    let begin = "could not start `vi`: it is not there. Set EDITOR.";
    assert_eq!(told("keys: {note: x}", why()), format!("{begin} x writes the note here."));
    let mut scene = Scene::small().keys("} j e");
    scene.app.update(why());
    scene.says(begin);
}
