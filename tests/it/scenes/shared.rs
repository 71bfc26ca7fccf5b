//! What several roadmaps share: hinted at, counted, or passed over in silence.

use milepost::app::{App, Beside, Msg, Session};
use milepost::config::{Config, SharedConcepts};

use crate::scene::Scene;

const ONE: &str = "
title: One
stages:
  - title: Web
    topics:
      - {title: HTTP, concept: http}
      - {title: Caching, requires: [web/http]}
      - title: Limits
        requires: ['#queues']
        topics: [Buckets, Windows]
";
const TWO: &str = "
title: Two
stages:
  - title: Net
    topics:
      - {title: The web protocol, concept: http}
      - {title: Queues, concept: [queues, ~http]}
";

const OFFER: &str = "1 topic here you have met in other roadmaps. m marks what you know.";

pub(crate) fn scene(shared_concepts: SharedConcepts) -> Scene {
    let config = Config { shared_concepts, ..Config::default() };
    Scene::configured(&[("one", ONE), ("two", TWO)], Session::default(), config)
}

#[test]
fn a_tick_counts_in_the_other_roadmap_too_where_that_is_wished() {
    let scene = scene(SharedConcepts::Count).keys("enter f t ] space [");
    assert_eq!(scene.counts(), "1/4 +0");
    scene
        .sees(
            "
          - Web
        >   [k] HTTP
            [ ] Caching
            - Limits
              [ ] Buckets
              [ ] Windows
        ",
        )
        .keys("j")
        .sees(
            "
          - Web
        >   [ ] Caching
            - Limits
              [ ] Buckets
              [ ] Windows
        ",
        );
}

#[test]
fn what_counts_can_be_marked_like_any_topic_and_undo_leads_back() {
    let scene = scene(SharedConcepts::Count).keys("enter ] space [");
    let at = |scene: &Scene| scene.sketch().lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned();
    assert_eq!(at(&scene), ">   [k] HTTP");
    let scene = scene.keys("space");
    assert_eq!(at(&scene), ">   [x] HTTP");
    let scene = scene.keys("u").says("Undone: HTTP is known again. U redoes it.");
    assert_eq!(at(&scene), ">   [k] HTTP");
    let scene = scene.keys("r");
    assert_eq!((at(&scene), scene.counts()), (">   [ ] HTTP".to_owned(), "0/4 +0".to_owned()));
    let scene = scene.keys("] u");
    assert_eq!(at(&scene), ">   [k] HTTP", "the reset was the last change");
    let scene = scene.keys("a").keys("m");
    assert_eq!(at(&scene), ">   [k] HTTP", "m takes over what was put back");
    assert_eq!(scene.keys("m").notice(), "Nothing in this roadmap is left that you have met in others.");
}

#[test]
fn only_hints_offer() {
    let said = |sharing| scene(sharing).keys("2 space esc 1").notice().to_owned();
    assert_eq!(said(SharedConcepts::Hints), OFFER);
    assert_eq!(said(SharedConcepts::Count), "");
    assert_eq!(said(SharedConcepts::Off), "");
    let beside = |sharing| scene(sharing).keys("2 space esc").app.home.rows.swap_remove(0).beside;
    assert_eq!(beside(SharedConcepts::Off), Beside::Nothing);
    assert_eq!(beside(SharedConcepts::Count), Beside::Met(1));
}

#[test]
fn what_the_first_frame_can_do_without_is_counted_after_it() {
    let restarted = |keys: &str| {
        let app = scene(SharedConcepts::Hints).keys("2 space").keys(keys).app;
        let session = app.session();
        App::new(app.library, app.log, session, app.config, app.now)
    };
    let mut app = restarted("esc");
    assert_eq!(app.home.rows[0].beside, Beside::Nothing);
    app.update(Msg::FirstDrawn);
    assert_eq!(app.home.rows[0].beside, Beside::Met(1));

    // The other one is open, and greets for the first time.
    let mut app = restarted("esc");
    let session = Session { last: Some("one".to_owned()), ..app.session() };
    app = App::new(app.library, app.log, session, app.config, app.now);
    assert_eq!(app.notice, None);
    app.update(Msg::FirstDrawn);
    assert_eq!(app.notice.map_or(String::new(), |notice| notice.text.to_string()), OFFER);
}
