//! Before, keys, after: the stats, and what the home screen says of learning over time.

use jiff::civil::date;
use milepost::app::{Focus, Msg, Screen, a_week, counted, learned_titles, outlook, outlook_in_short, weekday};
use milepost::model::{Now, Place, Status};

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
fn from_the_home_screen_they_are_of_the_selected_one() {
    let scene = Scene::home().ticked(1, "other", &["only/caching"], Status::Done).keys("j S");
    assert_eq!(scene.sketch(), "stats of 1");
    assert_eq!(learned_in_stats(&scene), 1);
    let scene = scene.keys("esc");
    assert_eq!((scene.sketch().as_str(), scene.app.home_row), ("home", 1), "the cursor stays");
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
    let mut app = milepost::app::App::new(library, log, session, milepost::config::Config::default(), now());
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

/// The words about the first roadmap: what it counts, and the outlook, long and short.
fn words(scene: &Scene) -> [String; 3] {
    let page = scene.app.stats.as_ref().expect("the stats are open");
    let whole = scene.app.library.entries()[page.number].standing.whole();
    [counted(whole), outlook(whole, &page.stats), outlook_in_short(whole, &page.stats)]
}

#[test]
fn the_outlook_says_no_more_than_can_be_said() {
    const ALL: [&str; 5] = ["basics/language/go", "basics/web/http", "basics/web/dns", "later/limits", "later/queues"];
    let stats = |ago, status| words(&Scene::home().ticked(ago, "small", &ALL, status).keys("S"));
    assert_eq!(words(&Scene::small().keys("S")), ["0 learned", "5 to go.", "5 to go"]);
    assert_eq!(stats(1, Status::Done), ["5 learned", "All 5 done.", "All 5 done"]);
    assert_eq!(stats(1, Status::Known)[0], "0 learned · 5 known");
    let skipped = Scene::home().ticked(1, "other", &["only/caching", "only/limits-of-caching"], Status::Skipped);
    assert_eq!(words(&skipped.keys("j S"))[..2], ["0 learned · 2 skipped", "Nothing here is required."]);
    let [counts, long, short] = words(&learned().keys("S"));
    assert_eq!(counts, "11 learned · 2 known · 1 skipped");
    assert_eq!(long, "4 to go. At your recent pace (about 2 a week) that is 2 to 3 more weeks.");
    assert_eq!(short, "4 to go · about 2 a week · 2 to 3 weeks");
    let later = learned().wait(27 * 86_400).keys("S");
    assert_eq!(words(&later)[1], "4 to go. At your recent pace (fewer than 1 a week) that is 13 to 21 more weeks.");
    assert_eq!(words(&learned().wait(28 * 86_400).keys("S"))[1], "4 to go.", "after 28 days of rest");
    assert_eq!([a_week(0), a_week(1)], ["fewer than 1", "about 1"]);
}

#[test]
fn days_have_short_names_and_many_titles_are_cut_short() {
    let day = |day| weekday(day, date(2025, 11, 14));
    let days = [date(2025, 11, 14), date(2025, 11, 13), date(2025, 11, 8), date(2025, 11, 7), date(2024, 12, 31)];
    assert_eq!(days.map(day), ["today", "Thu", "Sat", "7 Nov", "31 Dec 2024"]);
    assert_eq!(day(date(2025, 11, 15)), "15 Nov", "a clock that was wrong");

    let roadmap = &learned().app.library.entries()[0].roadmap.clone();
    let leaves: Vec<Place> = roadmap.leaves().take(10).collect();
    assert_eq!(learned_titles(roadmap, &leaves[..2]), "Cargo, Ownership");
    assert!(
        learned_titles(roadmap, &leaves).ends_with(", Iterators and 2 more"),
        "{}",
        learned_titles(roadmap, &leaves)
    );
    assert_eq!(learned_titles(roadmap, &[]), "");
}
