//! Files that are saved, broken, mended and removed while the program runs.

use milepost::app::{Msg, Overlay, Screen, Session};
use milepost::model::{Next, Status};

use crate::scene::{OTHER, SMALL, Scene};

/// The small roadmap from a file of the user's own, opened.
pub(super) fn own() -> Scene {
    Scene::with(&[("other", OTHER)], Session::default()).saved("small", SMALL).keys("2")
}

pub(super) fn small(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replace(from, to)
}

/// The row of the cursor.
fn at(scene: &Scene) -> String {
    let sketch = scene.sketch();
    sketch.lines().find(|line| line.starts_with('>')).unwrap_or_default().trim_start_matches(['>', ' ']).to_owned()
}

/// The home screen keeps what it shows: it is renewed with the files and the edits.
#[test]
fn home_tells_at_once_what_became_of_a_file_and_what_comes_next() {
    let first = |scene: &Scene| {
        let row = &scene.app.home.rows[1];
        let Next::Steps(steps) = &row.next else { panic!("something is left: {:?}", row.next) };
        let roadmap = &scene.app.library.entries()[1].roadmap;
        (row.beside.words().into_owned(), steps[0].title(roadmap).to_string())
    };
    let scene = own().keys("esc");
    assert_eq!(first(&scene), (String::new(), "Language".into()));
    let scene = scene.broken("small", 3, "unknown field");
    assert_eq!(first(&scene), ("file is broken".into(), "Language".into()));
    let scene = scene.saved("small", SMALL).ticked(3, "small", &["basics/language/go"], Status::Done);
    assert_eq!(first(&scene), ("10 Nov".into(), "HTTP".into()));
    assert_eq!(scene.app.home.to_continue, Some(1));
    let scene = scene.saved("small", &small("- HTTP", "- TLS"));
    assert_eq!(first(&scene), ("10 Nov".into(), "TLS".into()));
    let scene = scene.removed("small");
    assert_eq!((scene.app.home.rows.len(), scene.app.home.to_continue), (1, Some(0)));
}

#[test]
fn what_is_added_is_there_and_the_cursor_and_the_folds_stay() {
    let more = small("- Queues", "- Queues\n      - Streams\n      - Batches")
        .replace("stages:", "stages:\n  - {title: First, topics: [Hello]}");
    own()
        .keys("g g - l j l G")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            + Web
        > + Later
        ",
        )
        .saved("small", &more)
        .sees(
            "
          - First
            [ ] Hello
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            + Web
        > + Later
        ",
        )
        .says("3 topics were added to this roadmap.");
}

#[test]
fn a_new_name_above_the_cursor_moves_progress_along_and_says_so() {
    let scene = own().keys("} j space j").saved("small", &small("title: Later", "title: Much later"));
    assert_eq!((at(&scene), scene.counts()), ("[ ] Queues".to_owned(), "1/5 +0".to_owned()));
    scene
        .says("1 topic has moved in this roadmap. Your progress came along.")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            + Web
          - Much later
            [x] Limits
        >   [ ] Queues
        ",
        )
        .keys("esc")
        .saved("small", &small("title: Later", "title: Much later").replace("Slow down", "Slow it down"))
        .says("");
}

#[test]
fn a_cursor_whose_topic_is_gone_stays_near() {
    let gone = |what: &str, keys: &str| at(&own().keys(keys).saved("small", &small(what, "")));
    assert_eq!(gone("      - Queues\n", "G"), "[ ] Limits");
    assert_eq!(gone("          - HTTP\n", "j l j"), "[ ] DNS");
    let renamed = own().keys("G").saved("small", &small("Queues", "Message queues"));
    assert_eq!((at(&renamed).as_str(), renamed.notice()), ("[ ] Message queues", ""));
    let shorter = own().keys("= G").saved("small", "{title: Small, stages: [{title: Basics, topics: [Go]}]}");
    assert_eq!(at(&shorter), "- Basics");
}

#[test]
fn a_mark_that_loses_its_topic_is_told_with_its_cure() {
    let scene = own().keys("G space").saved("small", &small("Queues", "Message queues"));
    assert_eq!(scene.counts(), "0/5 +0");
    let scene = scene.says("Queues is gone; its mark is kept. `was: [later/queues]` at a topic takes it over.");
    let scene = scene.saved("small", &small("- Queues", "- {title: Message queues, was: [later/queues]}"));
    assert_eq!(scene.counts(), "1/5 +0");
    let scene = scene.says("1 topic has moved in this roadmap. Your progress came along.");
    let two = scene.keys("k space").saved("small", &small("- Queues", "- Streams").replace("Limits", "Boundaries"));
    assert_eq!(two.notice(), "2 marks belong to no topic any more. They are kept; milepost check lists them.");
}

#[test]
fn a_broken_file_leaves_the_last_good_version_and_says_so_until_it_is_mended() {
    let words = "small.yaml line 14: unknown field `recomended`. The last good version stays.";
    let scene = own();
    let before = scene.sketch();
    let scene = scene.broken("small", 14, "unknown field `recomended`").says(words);
    assert_eq!(scene.sketch(), before);
    assert!(scene.app.notice.as_ref().is_some_and(|notice| notice.error), "it stays until Esc");
    let scene = scene.keys("G space").wait(7);
    assert_eq!(scene.counts(), "1/5 +0", "one can go on meanwhile");
    assert_eq!(scene.app.trouble(1).as_deref(), Some(words));
    let scene = scene.broken("small", 15, "unknown field `recomendd`");
    let scene = scene.says("small.yaml line 15: unknown field `recomendd`. The last good version stays.");
    let scene = scene.saved("small", &small("Rust, recommended", "Zig, recommended"));
    assert_eq!((scene.notice(), scene.app.trouble(1)), ("", None), "the error goes when it is mended");
    assert!(scene.sketch().contains("Zig"));
    let same = scene.broken("small", 1, "x").saved("small", &small("Rust, recommended", "Zig, recommended"));
    assert_eq!((same.notice(), same.app.trouble(1)), ("", None), "also by what stood there before");
}

#[test]
fn a_file_that_goes_while_it_is_open_stays_until_it_is_left() {
    let scene = own().keys("G space").removed("small");
    assert!(scene.sketch().contains("[x] Queues"));
    let scene = scene.says("small.yaml is gone. Its last good version stays until you leave it.").keys("esc esc");
    assert_eq!((scene.app.screen, scene.app.library.entries().len(), scene.app.home_row), (Screen::Home, 1, 0));
    let scene = scene.saved("small", SMALL).keys("2");
    assert_eq!(scene.counts(), "1/5 +0", "and it may come back");
    let scene = scene.keys("S").removed("small").keys("[");
    assert_eq!(scene.sketch(), "stats of 0");
    let scene = scene.removed("small").keys("esc esc");
    assert!(scene.sketch() == "home" || scene.sketch().contains("Limits"), "{}", scene.sketch());
    let scene = scene.keys("esc esc");
    assert_eq!(scene.app.library.entries().len(), 1);
}

#[test]
fn home_follows_the_files_and_its_cursor_what_it_is_on() {
    let scene = Scene::home().keys("j").saved("aa", "{title: A, stages: [{title: S, topics: [T]}]}");
    assert_eq!((scene.app.home_row, scene.app.library.entries().len()), (1, 3));
    let scene = scene.broken("bad", 3, "unknown field `titel`").keys("G");
    assert_eq!((scene.app.home_row, scene.notice()), (3, ""), "a row tells of it");
    let scene = scene.keys("enter").says("bad.yaml cannot be read. e opens it in your editor.");
    let scene = scene.keys("k j").removed("aa");
    assert_eq!(scene.app.home_row, 2, "on the broken file still");
    let scene = scene.saved("aa", "{title: A, stages: [{title: S, topics: [T]}]}").saved("bad", OTHER);
    assert_eq!(scene.app.home_row, 3);
    assert_eq!(&*scene.app.library.entries()[3].roadmap.id.0, "bad", "it can be read now");
}

#[test]
fn a_roadmap_that_changed_behind_the_screen_tells_so_when_it_is_opened_again() {
    let scene = own().keys("[").saved("small", &small("- Queues", "- Queues\n      - Streams"));
    assert_eq!(scene.notice(), "");
    scene.keys("]").says("1 topic was added to this roadmap since today.");
}

#[test]
fn what_lies_over_the_screen_stays() {
    let more = small("      - Queues", "      - Streams\n      - Queues");
    let scene = own().keys("G e").types("half a thought").saved("small", &more);
    assert!(matches!(scene.app.overlay, Some(Overlay::Note(_))));
    let scene = scene.types(", whole").keys("esc").says("Noted: Queues. u undoes it.");
    assert_eq!(at(&scene), "[ ] Queues");

    let scene = own().keys("/").types("s").keys("down down");
    let found = |scene: &Scene| {
        let Some(Overlay::Finder(finder)) = &scene.app.overlay else { panic!("the finder stays") };
        let hit = finder.hits[finder.row];
        assert!(finder.listed);
        scene.app.library.entries()[hit.entry].roadmap[hit.place].title.to_string()
    };
    let before = found(&scene);
    let scene = scene.saved("aa", OTHER).saved("small", &more);
    assert_eq!(found(&scene), before);
    let marked = scene.keys("space enter");
    assert!(at(&marked).ends_with(&before), "{}", at(&marked));
    let walked = marked.saved("small", SMALL).keys("n");
    assert!(walked.notice().starts_with("Match "), "{}", walked.notice());

    let scene = own().keys("f").saved("small", &more).keys("t");
    assert!(scene.sketch().contains("Streams"));
    let scene = own().keys("?").types("undo").saved("small", &more).keys("enter");
    assert_eq!(scene.notice(), "Nothing to undo.");
}

#[test]
fn a_filter_stays_with_the_row_that_was_ticked_and_gives_the_folds_back() {
    let more = small("      - Queues", "      - Streams\n      - Queues");
    let scene = own().keys("- l f t G space").saved("small", &more);
    scene
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            - Web
              [ ] HTTP
              [ ] DNS
          - Later
            [ ] Limits
            [ ] Streams
        >   [x] Queues
        ",
        )
        .keys("k j")
        .sees(
            "
          - Basics
            - Language
              [ ] Go
              [ ] Rust
            - Web
              [ ] HTTP
              [ ] DNS
          - Later
            [ ] Limits
        >   [ ] Streams
        ",
        )
        .keys("esc")
        .sees(
            "
          - Basics
            + Language
            + Web
          - Later
            [ ] Limits
        >   [ ] Streams
            [x] Queues
        ",
        );
}

#[test]
fn the_row_of_the_cursor_stays_where_it_is_on_the_screen() {
    let topics =
        |from: usize| (from..60).map(|number| format!("      - Topic {number}\n")).collect::<Vec<_>>().concat();
    let yaml = |from| format!("title: Long\nstages:\n  - title: S\n    topics:\n{}", topics(from));
    let scene = Scene::home().saved("long", &yaml(9)).keys("3 G k k k k k");
    let above = |scene: &Scene| {
        let (.., outline) = scene.app.open_roadmap().expect("it is open");
        (outline.above(), outline.cursor())
    };
    let (rows, before) = above(&scene);
    let scene = scene.saved("long", &yaml(0));
    assert_eq!(above(&scene), (rows, before + 9));
}

#[test]
fn stats_and_what_comes_next_are_those_of_the_new_version() {
    let scene = own().keys("G space S");
    let scene = scene.saved("small", &small("- Queues", "- Queues\n      - Streams"));
    let page = scene.app.stats.as_ref().expect("the stats stay");
    assert_eq!((page.stats.missing.len(), page.stats.recent.len()), (6, 1));
    let scene = scene.keys("esc c").says("Choose 1; this one is recommended.");
    assert_eq!(at(&scene), "[ ] Rust");
    let scene = scene.saved("small", &small("Rust, recommended: true", "Rust")).keys("c");
    assert_eq!(at(&scene), "[ ] Go");
}

#[test]
fn ticks_of_another_window_stand_in_a_file_that_is_read_anew() {
    let more = small("      - Queues", "      - Streams\n      - Queues");
    let scene = own().ticked(0, "small", &["later/streams", "later/queues"], Status::Done);
    assert_eq!(scene.counts(), "1/5 +0");
    let scene = scene.saved("small", &more);
    assert_eq!(scene.counts(), "2/6 +0");
    let mut scene = scene;
    scene.app.update(Msg::Files(Vec::new()));
    assert_eq!(scene.counts(), "2/6 +0");
}

#[test]
fn an_error_outranks_ordinary_words() {
    let words = "small.yaml line 14: unknown field `recomended`. The last good version stays.";
    let scene = own().broken("small", 14, "unknown field `recomended`");
    let scene = scene.keys("} space").says(words).keys("u o").says(words).wait(7).says(words);
    let scene = scene.removed("small");
    scene.says("small.yaml is gone. Its last good version stays until you leave it.");
}
