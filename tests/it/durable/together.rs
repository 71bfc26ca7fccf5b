//! Many at once: nothing is lost, and each sees what the others do.

use std::thread;

use rustix::process::Signal;

use super::{done, many, small};
use crate::pty::Pty;
use crate::support::Test;

/// How many topics a command of the command line ticks in [`eight_at_once_lose_nothing_and_every_view_sees_it`].
const AT_ONCE: usize = 5;

/// Four screens tick one topic after the other; beside each of them a command line does, five with every command, since
/// each command is a process and there would be 800.
#[test]
fn eight_at_once_lose_nothing_and_every_view_sees_it() {
    const TICKS: usize = 200;
    let mut test = Test::new();
    for number in 0..8 {
        test = test.roadmap(&format!("many{number}"), &many(TICKS, &format!("Many {number}")));
    }
    let mut view = Pty::start(test.home(), (120, 40), &[], &[]);
    view.sees("ROADMAPS");
    let whole = format!("{TICKS}/{TICKS} ");
    let is_whole = |screen: &vt100::Screen| screen.contents().matches(&whole).count() == 8;
    let screen = |number: usize| {
        let mut pty = Pty::start(test.home(), (60, 40), &["open", &format!("many{number}")], &[]);
        pty.sees("Topic 2");
        for ticked in (50..=TICKS).step_by(50) {
            pty.types(&" j".repeat(50)).sees(&format!("{ticked}/{TICKS}"));
        }
        pty.sees("saved ✓").types("\u{1b}").sees("ROADMAPS");
        pty
    };
    let line = |number: usize| {
        let topics: Vec<_> = (1..=TICKS).map(|topic| format!("many{number}:only/topic-{topic}")).collect();
        for topics in topics.chunks(AT_ONCE) {
            let args: Vec<_> = ["-q", "done"].into_iter().chain(topics.iter().map(String::as_str)).collect();
            test.run_all(&args).success().stderr("");
        }
    };
    let mut views = thread::scope(|scope| {
        let screens = [0, 1, 2, 3].map(|number| {
            scope.spawn(move || line(number + 4));
            scope.spawn(move || screen(number))
        });
        screens.map(|screen| screen.join().expect("it has ticked all")).into_iter().collect::<Vec<_>>()
    });
    views.push(view);
    assert_eq!(done(&test.log()), 8 * TICKS);
    for view in &mut views {
        view.until("all of them", is_whole).types("q");
        assert_eq!(view.ends(), 0);
    }
}

#[test]
fn two_that_tick_one_topic_agree() {
    let test = small();
    let mut views = [(); 2].map(|()| Pty::start(test.home(), (100, 30), &["open", "small"], &[]));
    for view in &mut views {
        view.sees("Four");
    }
    let [one, two] = &mut views;
    one.types(" ");
    two.types("s");
    one.sees("saved ✓");
    two.sees("saved ✓");
    while test.log().lines().count() < 3 {
        thread::yield_now();
    }
    let shown = test.run(["show", "small", "--json"]).success().json()["roadmap"].clone();
    let counts = format!("{}/{}", shown["complete"], shown["total"]);
    assert!(counts == "1/4" || counts == "0/3", "{counts}");
    for view in &mut views {
        view.sees(&counts).types("q");
        assert_eq!(view.ends(), 0);
    }
}

/// Every place in which keys are waited for otherwise: an overlay, a prompt, a note that is being written.
#[test]
fn whatever_is_open_a_tick_elsewhere_is_seen_behind_it() {
    let test = small();
    test.run(["done", "four"]).success();
    let places = [
        ("", "Two"),
        ("\u{1b}", "ROADMAPS"),
        ("/", "Find"),
        ("f", "Filter"),
        ("?", "Keys & commands"),
        ("e", "Note · One"),
        ("ehalf a thought", "half a thought"),
        ("p", "Proof · One"),
        ("S", "ACTIVITY"),
    ];
    let mut views = places.map(|(keys, text)| {
        let mut pty = Pty::start(test.home(), (100, 30), &["open", "small"], &[]);
        pty.sees("1/4").types(keys).sees(text);
        pty
    });
    test.run(["done", "two"]).success();
    for (view, (keys, _)) in views.iter_mut().zip(places) {
        view.until(&format!("2/4 after {keys:?}"), |screen| screen.contents().contains("2/4"));
        view.signal(Signal::TERM);
        view.ends();
    }
}
