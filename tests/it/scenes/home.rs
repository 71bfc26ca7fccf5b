//! What keys do on the home screen.

use super::super::scene::Scene;

#[test]
fn stats_are_those_of_the_selected_roadmap() {
    assert_eq!(Scene::home().keys("j S").sketch(), "stats of 1");
    assert_eq!(Scene::home().keys("2 space esc k S").sketch(), "stats of 0", "not of the one that was open last");
    assert_eq!(Scene::home().broken("bad", 3, "unknown field `titel`").keys("G S").sketch(), "home");
}
