//! Before, keys, after: what each command of the table does.

mod asked;
mod editing;
mod errors;
mod every;
mod home;
mod interrupted;
mod keeping;
mod links;
mod live;
mod look;
mod marking;
mod meanwhile;
mod mouse;
pub(crate) mod range;
mod searching;
mod settings;
pub(super) mod shared;
mod walking;
mod written;

use milepost::app::{Effect, Session};
use milepost::model::SafeText;

use super::scene::Scene;

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
fn a_begun_sequence_is_left_by_escape_and_nothing_else_happens() {
    let scene = Scene::small().keys("g esc");
    assert!(scene.app.begun.is_empty());
    assert_ne!(scene.sketch(), "home");
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
