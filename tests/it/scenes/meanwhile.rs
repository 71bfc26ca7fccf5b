//! What goes on while a file changes: a range, the wheel, a sweep, recall.

use milepost::app::{Focus, Screen};
use milepost::model::Status;

use super::live::{own, small};
use crate::pointer::see;
use crate::scene::{OTHER, Scene};

#[test]
fn a_range_and_what_the_wheel_has_brought_follow_their_topics() {
    let more = small("      - Queues", "      - Streams\n      - Queues")
        .replace("stages:", "stages:\n  - {title: First, topics: [Hello]}");
    let scene = own().keys("} j v j").saved("small", &more);
    assert_eq!((scene.app.range_count(), scene.notice()), (Some(3), "2 topics were added to this roadmap."));
    let scene = scene.keys("space").says("3 topics are done now. u undoes it.");
    assert_eq!(scene.sketch().matches("[x]").count(), 3, "what came between its ends is in it: {}", scene.sketch());
    let gone = own().keys("} j j v k").saved("small", &small("      - Queues\n", ""));
    assert_eq!(gone.app.range_count(), None, "where it began is gone");

    let tiny = (100, 9);
    let first = |scene: &mut Scene| see(scene, tiny).row(1)[..30].trim().to_owned();
    let mut scene = own().keys("g g").wheel(tiny, "Basics", 2);
    assert_eq!(first(&mut scene), "▾ Language");
    let mut scene = scene.saved("small", &more);
    assert_eq!(first(&mut scene), "▾ Language", "the cursor is out of sight still");
    let mut scene = scene.keys("k");
    assert_eq!(first(&mut scene), "❯  [ ] Hello");
}

#[test]
fn a_file_that_goes_while_its_topics_are_asked_about_takes_no_more_than_its_questions() {
    let scene = own().keys("w y").saved("aa", OTHER).removed("small");
    let scene = scene.says("small.yaml is gone. Its last good version stays until you leave it.").keys("y esc");
    assert_eq!((scene.app.screen, scene.counts().as_str()), (Screen::Roadmap(Focus::Tree), "2/5 +0"));
    assert_eq!(scene.keys("esc").app.library.entries().len(), 2);

    let scene = own().ticked(3, "small", &["later/queues"], Status::Done).keys("R");
    assert_eq!(scene.app.round.as_ref().map(|round| round.cards.len()), Some(1));
    let scene = scene.removed("small");
    assert_eq!(scene.app.round.as_ref().map(|round| round.cards.len()), Some(0));
    assert_eq!(scene.keys("esc").app.screen, Screen::Home, "the roadmap that it was opened from is gone");
}
