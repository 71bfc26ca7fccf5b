//! Before, keys, after: the stats, and what the home screen says of learning over time.

use milepost::app::{Focus, Msg, Screen};
use milepost::model::{Now, Status};

use super::scene::{Scene, now};
use super::screens::learned;

fn learned_at_home(scene: &Scene) -> Option<(u32, u32, usize)> {
    let activity = scene.app.activity.as_ref()?;
    Some((activity.learned, activity.known, activity.days.active().len()))
}

fn learned_in_stats(scene: &Scene) -> u32 {
    let page = scene.app.stats.as_ref().expect("the stats are open");
    page.stats.days.active().map(|(_, count)| count).sum()
}

#[test]
fn stats_are_of_the_open_roadmap_and_esc_leads_back_where_they_were_opened() {
    for (keys, focus) in [("S", Focus::Tree), ("} j enter S", Focus::Details)] {
        let scene = Scene::small().keys(keys);
        assert_eq!((scene.sketch().as_str(), scene.app.screen), ("stats of 0", Screen::Stats));
        let scene = scene.keys("esc");
        assert_eq!(scene.app.screen, Screen::Roadmap(focus));
        assert!(scene.app.stats.is_none());
    }
    let before = Scene::small().keys("} j");
    let sketch = before.sketch();
    assert_eq!(before.keys("S ] backspace").sketch(), sketch, "with the cursor where it was");
    assert_eq!(Scene::small().keys("S S").app.screen, Screen::Roadmap(Focus::Tree), "S again closes them");
}

#[test]
fn from_the_home_screen_they_are_of_the_one_to_continue() {
    let scene = Scene::home().ticked(1, "other", &["only/caching"], Status::Done).keys("S");
    assert_eq!(scene.sketch(), "stats of 1");
    assert_eq!(learned_in_stats(&scene), 1);
    let scene = scene.keys("esc");
    assert_eq!((scene.sketch().as_str(), scene.app.home_row), ("home", 0), "the cursor stays");
}

#[test]
fn brackets_go_round_the_roadmaps() {
    let at = |keys: &str| Scene::small().keys(keys).sketch();
    assert_eq!(at("S ]"), "stats of 1");
    assert_eq!(at("S ] ]"), "stats of 0");
    assert_eq!(at("S ["), "stats of 1");
    let scene = Scene::small().keys("S ] esc");
    assert!(scene.sketch().contains("Basics"), "the tree that was open is open again");
}

#[test]
fn what_is_missing_is_one_key_away() {
    for key in ["t", "enter"] {
        Scene::small()
            .keys("space } j s S")
            .keys(key)
            .sees(
                "
          - Basics
            - Web
              [ ] HTTP
              [ ] DNS
        > - Later
            [ ] Queues
        ",
            )
            .keys("esc")
            .keys("esc")
            .sees("home");
    }
    let scene = learned().keys("S");
    let missing = scene.app.stats.as_ref().map(|page| page.stats.missing.len());
    let rows = scene.keys("t").sketch();
    assert_eq!(missing, Some(rows.matches('[').count()), "{rows}");
}

#[test]
fn c_goes_on_in_the_roadmap_that_is_shown() {
    let scene = Scene::small().keys("S ] c");
    assert!(scene.sketch().contains("> ") && scene.sketch().contains("Caching"), "{}", scene.sketch());
}

#[test]
fn edits_are_counted_when_they_arrive_and_when_they_are_taken_back() {
    let scene = Scene::small().keys("space S");
    assert_eq!(learned_in_stats(&scene), 1);
    let scene = scene.keys("u");
    assert_eq!((learned_in_stats(&scene), scene.sketch().as_str()), (0, "stats of 0"));
    let scene = scene.keys("U").ticked(3, "small", &["basics/web/http"], Status::Done);
    assert_eq!(learned_in_stats(&scene), 2);

    let scene = Scene::small().keys("space esc");
    assert_eq!(learned_at_home(&scene), Some((1, 0, 1)));
    assert_eq!(learned_at_home(&scene.keys("u")), Some((0, 0, 0)));
    let scene = Scene::home().ticked(3, "other", &["only/caching"], Status::Known);
    assert_eq!(learned_at_home(&scene), Some((0, 1, 0)));
}

#[test]
fn the_page_follows_the_day() {
    let mut scene = Scene::small().keys("S");
    let today = |scene: &Scene| scene.app.stats.as_ref().expect("the stats are open").stats.today;
    let before = today(&scene);
    let at = now().at + jiff::SignedDuration::from_hours(3);
    scene.app.update(Msg::Tick(Now { at, ..now() }));
    assert_eq!(today(&scene), before.tomorrow().expect("there is one"), "midnight has passed");
}

#[test]
fn nothing_is_reckoned_before_the_first_frame() {
    let session = Scene::home().app.session();
    let library = Scene::home().app.library;
    let log = Scene::home().app.log;
    let mut app = milepost::app::App::new(library, log, session, now());
    app.update(Msg::Arrived(milepost::app::Arrival::default()));
    app.update(Msg::Tick(Now { at: now().at + jiff::SignedDuration::from_hours(30), ..now() }));
    assert_eq!(app.activity, None);
    app.update(Msg::FirstDrawn);
    assert!(app.activity.is_some());
}

#[test]
fn the_session_remembers_the_roadmap_beneath_the_stats() {
    assert_eq!(Scene::small().keys("S").app.session().last.as_deref(), Some("small"));
    assert_eq!(Scene::small().keys("S ]").app.session().last.as_deref(), Some("small"));
    assert_eq!(Scene::home().keys("S").app.session().last, None);
}
