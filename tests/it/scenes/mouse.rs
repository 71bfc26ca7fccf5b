//! Before, clicks, after: what the mouse does on each screen.

use milepost::app::{Effect, Focus, Input, LinkUse, Overlay, Screen, Target};
use milepost::model::SafeText;

use crate::pointer::{ROOMY, see};
use crate::scene::Scene;

/// The small roadmap with everything unfolded, the cursor at its top.
fn unfolded() -> Scene {
    Scene::small().keys("= g g")
}

#[test]
fn a_click_selects_and_a_second_one_is_enter() {
    let scene = Scene::home().click("Other");
    assert_eq!((scene.app.home_row, scene.app.screen), (1, Screen::Home));
    let scene = scene.click("Other");
    assert_eq!(scene.app.screen, Screen::Home, "a click that comes later is only a click");
    let scene = scene.double_click("Small");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Tree));
    let scene = scene.keys("= g g").double_click("HTTP");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Details));
    let scene = scene.keys("esc").double_click("Web");
    scene.sees(
        "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
        >   + Web
          - Later
            [ ] Limits
            [ ] Queues
        ",
    );
}

#[test]
fn a_click_on_a_box_is_space_on_that_row() {
    let clicked = unfolded().click("[ ] HTTP");
    let pressed = unfolded().keys("j j j j j space");
    assert_eq!(clicked.sketch(), pressed.sketch());
    assert_eq!(clicked.effects, [Effect::Save]);
    assert_eq!(clicked.click_mark("HTTP", 2).keys("u").counts(), "1/5 +0", "taken back by a click, brought back by u");
    let chosen = unfolded().click("( ) Go");
    assert_eq!((chosen.counts(), chosen.notice()), ("1/5 +0".into(), "Language: chosen. Next: HTTP."));
}

#[test]
fn a_click_on_a_fold_mark_folds() {
    let sketch = "
        > + Basics
          - Later
            [ ] Limits
            [ ] Queues
        ";
    unfolded().keys("j").click_mark("Basics", 2).sees(sketch).click("▸").keys("h").sees(sketch);
}

#[test]
fn buttons_are_the_commands_that_they_name() {
    let scene = unfolded().keys("G space").click("u undo");
    assert_eq!(scene.counts(), "0/5 +0");
    let scene = scene.click("? all keys");
    assert!(matches!(scene.app.overlay, Some(Overlay::Palette(_))));
    let scene = scene.click("Esc close").click("f filter").click("in progress");
    assert!(scene.app.overlay.is_none());
    let scene = scene.click("filter: in progress");
    assert_eq!(scene.counts(), "0/5 +0");
    assert!(scene.app.open_roadmap().is_some_and(|(.., outline)| outline.filter().is_none()));
    let scene = scene.click("0%");
    assert_eq!(scene.sketch(), "stats of 0");
    let scene = scene.click("other roadmaps");
    assert_eq!(scene.sketch(), "stats of 1");
    let scene = scene.click("[ ] other");
    assert_eq!(scene.sketch(), "stats of 0");
    assert_eq!(scene.click("Esc back").app.screen, Screen::Roadmap(Focus::Tree));
}

#[test]
fn home_goes_on_where_it_says() {
    let scene = unfolded().keys("G space esc").click("c go there");
    assert_eq!(scene.notice(), "Choose 1; this one is recommended.");
    assert_eq!(scene.keys("esc").click("┃ Language").app.screen, Screen::Roadmap(Focus::Tree));
}

#[test]
fn the_next_step_and_the_way_lead_there() {
    // Who is new here is told other things than what comes next.
    let scene = unfolded().keys("G space u space u space u").wait(9).click("Next: Language");
    assert!(scene.sketch().contains(">     [ ] Rust"), "{}", scene.sketch());
    let mut scene = scene;
    scene.click_at(ROOMY, "› Language", 2);
    assert!(scene.sketch().contains(">   - Language"), "{}", scene.sketch());
    scene.click_at(ROOMY, "Small › ", 0);
    assert_eq!(scene.app.screen, Screen::Home);
}

#[test]
fn links_and_topics_in_the_details_are_followed() {
    let scene = unfolded().click("Limits").click("Two");
    let url = SafeText::line("https://example.org/two");
    assert_eq!(scene.effects, [Effect::OpenUrl(url.clone())]);
    assert_eq!(scene.notice(), format!("Opening {url}"));
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Tree));
    let scene = scene.click("Slow down");
    assert_eq!(scene.app.screen, Screen::Roadmap(Focus::Details), "a click beside them gives the keys to the details");
    assert_eq!(scene.click("Queues").app.screen, Screen::Roadmap(Focus::Tree));
}

#[test]
fn beside_an_overlay_a_click_only_closes_it() {
    let scene = unfolded().keys("?").click("Space done");
    assert!(scene.app.overlay.is_none());
    assert_eq!(scene.counts(), "0/5 +0", "what lies below is not hit");
    let scene = unfolded().keys("j j e").types("mine");
    let mut scene = scene;
    scene.click_at((120, 30), "Small", 0);
    assert!(scene.app.overlay.is_none());
    assert_eq!(scene.notice(), "Noted: Go. u undoes it.", "as Esc does");
}

#[test]
fn what_was_found_is_selected_ticked_and_opened() {
    let scene = Scene::small().keys("/").types("limits").click("[ ] Limits");
    assert_eq!(scene.counts(), "1/5 +0");
    assert!(scene.app.overlay.is_some(), "the list stays");
    let scene = scene.click("Limits of caching");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Finder(finder)) if finder.row == 1 && finder.listed));
    let scene = scene.double_click("Limits of caching");
    assert!(scene.sketch().contains(">   [ ] Limits of caching"), "{}", scene.sketch());
    let scene = Scene::small().keys("/").types("limits").click("[Tab: all]");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Finder(finder)) if finder.everywhere));
}

#[test]
fn in_menus_a_click_is_the_choice() {
    let scene = unfolded().keys("?").types("everything").click("Fold everything");
    assert!(scene.app.overlay.is_none());
    let scene = unfolded().click("Limits").keys("y").click("Two");
    assert_eq!(scene.effects, [Effect::Copy(SafeText::line("https://example.org/two"))]);
    let scene = unfolded().click("Limits").keys("o");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Links(links)) if links.purpose == LinkUse::Open));
}

#[test]
fn proof_is_selected_opened_and_removed() {
    let scene = unfolded().click("HTTP").keys("p").types("https://example.org/mine").keys("enter");
    let scene = scene.click("p add").click("https://example.org/mine");
    assert!(matches!(&scene.app.overlay, Some(Overlay::Proof(proof)) if proof.row == 1));
    let scene = scene.click("Del remove");
    assert_eq!(scene.notice(), "Removed: https://example.org/mine. Esc, then u brings it back.");
}

#[test]
fn a_click_in_a_note_sets_the_cursor() {
    let scene = unfolded().click("HTTP").keys("e").types("first\u{a0}line").click("line").types("long ");
    let Some(Overlay::Note(note)) = &scene.app.overlay else { panic!("a note is open") };
    assert_eq!(note.written(), "first\u{a0}long line");
    assert_eq!(scene.click("Esc save & close").notice(), "Noted: HTTP. u undoes it.");
}

#[test]
fn the_wheel_scrolls_and_a_key_comes_back() {
    let size = (60, 12);
    let mut scene = unfolded();
    assert!(see(&mut scene, size).find("❯").is_some());
    let mut scene = scene.wheel(size, "Go", 3);
    let seen = see(&mut scene, size);
    assert_eq!((seen.find("❯"), seen.find("▾ Basics")), (None, None), "{seen}");
    assert_eq!(scene.app.selected().map(|(_, place)| place.0), Some(0), "the selection stays");
    assert_eq!((seen.cursor.x, seen.cursor.y), (0, 2), "at the edge behind which it is");
    // Nothing that comes by itself takes the view away.
    let mut scene = scene.wait(2);
    assert_eq!(see(&mut scene, size).find("❯"), None);
    let mut back = scene.keys("j");
    assert!(see(&mut back, size).row(3).starts_with("❯"), "{}", see(&mut back, size));
    let mut clicked = back.wheel(size, "Go", 3);
    let before = see(&mut clicked, size).find("DNS");
    clicked.click_at(size, "DNS", 0);
    assert_eq!(see(&mut clicked, size).find("DNS"), before, "what is clicked stays under the pointer");
}

#[test]
fn rows_do_not_leave_from_under_the_pointer() {
    let mut scene = unfolded().keys("f t");
    let place = see(&mut scene, ROOMY).find("[ ] DNS");
    let mut scene = scene.click("[ ] HTTP");
    assert_eq!(see(&mut scene, ROOMY).find("[ ] DNS"), place);
    let mut scene = scene.click("[ ] DNS");
    let seen = see(&mut scene, ROOMY);
    assert_eq!(seen.find("[✓] DNS"), place, "{seen}");
    let mut scene = scene.keys("j");
    assert_eq!(see(&mut scene, ROOMY).find("] DNS"), None, "the next key lets them go");
}

#[test]
fn the_wheel_over_a_list_scrolls_it_and_a_move_goes_on_from_there() {
    let size = (60, 20);
    let mut scene = Scene::small().keys("?").wheel(size, "Done / not done", 9);
    let seen = see(&mut scene, size);
    assert_eq!(seen.find("Done / not done"), None, "{seen}");
    let shown = scene.app.shown.list_top;
    let scene = scene.wheel(size, "Up", 0);
    assert_eq!(scene.app.shown.list_top, shown);
    assert!(see(&mut scene.keys("down"), size).find("❯ In progress").is_some());
    let mut details = unfolded().click("Limits").wheel((100, 8), "Slow down", 3);
    assert!(details.app.details_top > 0, "under the pointer, whatever hears the keys");
    assert_eq!(details.app.screen, Screen::Roadmap(Focus::Tree));
    assert!(see(&mut details, (100, 8)).find("❯").is_some());
}

#[test]
fn mouse_can_be_switched_off_and_on() {
    let scene = unfolded().keys("M").says("Mouse off: the terminal selects text.");
    let mut scene = scene.click("[ ] HTTP");
    assert_eq!(scene.counts(), "0/5 +0");
    scene.press(Input::DoubleClick(Target::Home));
    scene.keys("M").says("Mouse on. Shift-drag selects text.");
}

#[test]
fn what_is_gone_cannot_be_hit() {
    let mut scene = Scene::home();
    let place = milepost::model::Place(4_000_000);
    for target in [
        Target::Topic(place),
        Target::Box(place),
        Target::Fold(place),
        Target::There(0, place),
        Target::There(9, place),
        Target::Roadmap(99),
        Target::Entry(99),
        Target::EntryBox(99),
        Target::Text(99, 99),
        Target::Filter,
        Target::Home,
        Target::Outside,
    ] {
        scene.press(Input::Click(target.clone()));
        scene.press(Input::DoubleClick(target));
    }
    assert_eq!((scene.app.screen, scene.effects.len()), (Screen::Home, 0));
}
