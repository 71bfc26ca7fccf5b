//! What keys do on the home screen.

use super::super::scene::Scene;

#[test]
fn stats_are_those_of_the_selected_roadmap() {
    assert_eq!(Scene::home().keys("2 space esc k S").sketch(), "stats of 0", "not of the one that was open last");
    assert_eq!(Scene::home().broken("bad", 3, "unknown field `titel`").keys("G S").sketch(), "home");
}

#[test]
fn a_key_that_only_a_roadmap_hears_says_how_to_get_there() {
    for key in ["space", "i", "m", "p", "f", "w", "a", "s", "v"] {
        assert_eq!(Scene::home().keys(key).notice(), "Enter opens a roadmap first.", "{key}");
    }
    assert_eq!(Scene::home().keys("i z").notice(), "", "one that nothing hears is no such key");
    assert_eq!(Scene::home().set("keys: {open: [x, enter]}").keys("i").notice(), "x opens a roadmap first.");
    assert_eq!(Scene::home().keys("R").keys("esc i").sketch(), "home");
}
