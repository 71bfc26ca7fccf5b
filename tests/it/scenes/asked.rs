//! The mouse on questions: what is said there is a button, and the wheel scrolls the text.

use milepost::app::{Effect, Focus, Screen};

use crate::pointer::{ROOMY, see};
use crate::recall::three;
use crate::scene::Scene;

/// The number of the question that is asked, from 1.
fn at(scene: &Scene) -> usize {
    match (&scene.app.round, &scene.app.sweep) {
        (Some(round), _) => round.at().map_or(0, |at| at + 1),
        (_, Some(sweep)) => sweep.progress().0,
        _ => 0,
    }
}

#[test]
fn home_leads_into_recall_and_to_each_topic_that_it_names() {
    assert_eq!(three().click("WORTH RECALLING").app.screen, Screen::Recall);
    assert_eq!(three().click("R recall").app.screen, Screen::Recall);
    let scene = three().click("Hosts");
    let (number, place) = scene.app.selected().expect("it is there");
    let title = scene.app.library.entries()[number].roadmap[place].title.as_str();
    assert_eq!((scene.app.screen, title), (Screen::Roadmap(Focus::Tree), "Hosts"));
}

#[test]
fn a_round_of_recall_is_answered_by_clicks_alone() {
    let scene = three().click("WORTH RECALLING").click("Explain it to yourself");
    assert!(scene.app.round.as_ref().is_some_and(|round| round.shown));
    let scene = scene.click("example.org/dns");
    assert!(matches!(scene.effects.last(), Some(Effect::OpenUrl(_))), "{:?}", scene.effects);
    let scene = scene.click("3 solid").says("DNS comes back in 7 days. u takes it back.");
    let scene = scene.click("1 forgot");
    assert_eq!(at(&scene), 3);
    let scene = scene.click("2 shaky").click("leads back");
    assert_eq!(scene.app.screen, Screen::Home);
    assert_eq!(three().keys("R").click("Recall").app.screen, Screen::Home, "its title leads back");
}

#[test]
fn a_sweep_is_answered_by_clicks_alone() {
    let scene = Scene::small().keys("w").click("l later").click("y known");
    assert_eq!(at(&scene), 3);
    let scene = scene.click("Y all");
    assert_eq!(at(&scene), 6);
    let left = scene.click("What do you know already?");
    assert_eq!(left.app.screen, Screen::Roadmap(Focus::Tree));
    let scene = left.says("4 known so far. w goes on with the sweep. u undoes it.").keys("w");
    scene.click("N none of Later").says("2 to go.");
}

#[test]
fn the_wheel_scrolls_what_stands_at_a_question() {
    let mut scene = three().keys("R e").types(&"word ".repeat(400)).keys("esc enter");
    see(&mut scene, ROOMY);
    let scene = scene.wheel(ROOMY, "DNS", 3);
    assert_eq!((scene.app.details_top, at(&scene)), (3, 1));
    let scene = scene.click("more below");
    assert!(scene.app.details_top > 3, "{}", scene.app.details_top);
}
