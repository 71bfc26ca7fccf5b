//! Every screen and overlay as it is drawn, in words and in styles, at the four sizes.

mod mishaps;
mod questions;
mod told;

use milepost::app::{Msg, Session};
use milepost::config::BuiltIn;
use milepost::model::{SafeText, Status};
use milepost::view::{Look, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

pub(super) use questions::asked;

use super::recall::{eight, three};
use super::scene::{OTHER, SMALL, Scene};

pub(super) const SIZES: [(u16, u16); 4] = [(100, 30), (60, 20), (34, 7), (20, 5)];

/// Draws a scene; the state then knows how much there was room for, as in the program.
pub(super) fn picture(scene: &mut Scene, (width, height): (u16, u16), look: Look) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
    let mut shown = None;
    for _ in 0..2 {
        terminal.draw(|frame| shown = Some(draw(&scene.app, look, frame).shown)).expect("memory takes all");
        scene.app.update(Msg::Shown(shown.expect("it was drawn")));
    }
    terminal.backend().buffer().clone()
}

/// The text alone.
pub(super) fn plain(buffer: &Buffer) -> String {
    let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(row).collect::<Vec<_>>().join("\n")
}

/// The text, and where it is not plain a letter for each cell below: `r`everse, `b`old, `d`im, capital with a colour.
pub(super) fn sketch(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in 0..buffer.area.height {
        let row = || (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let text: String = row().map(Cell::symbol).collect();
        let styles: String = row().map(|cell| letter(cell.modifier, cell.fg)).collect();
        lines.push(format!("|{}", text.trim_end()));
        if !styles.trim().is_empty() {
            lines.push(format!(":{}", styles.trim_end()));
        }
    }
    lines.join("\n")
}

fn letter(modifier: Modifier, colour: Color) -> char {
    let letter = match modifier {
        _ if modifier.contains(Modifier::REVERSED) => 'r',
        _ if modifier.contains(Modifier::BOLD) => 'b',
        _ if modifier.contains(Modifier::DIM) => 'd',
        _ if colour == Color::Reset => return ' ',
        _ => 'c',
    };
    if colour == Color::Reset { letter } else { letter.to_ascii_uppercase() }
}

fn snapshots(name: &str, scene: impl Fn() -> Scene) {
    for size in SIZES {
        let drawn = picture(&mut scene(), size, Look::new(BuiltIn::Dark, false));
        insta::assert_snapshot!(format!("{name}@{}x{}", size.0, size.1), sketch(&drawn));
    }
}

/// Some of everything: done, known, skipped, in progress, a filled choice.
pub(super) fn begun() -> Scene {
    Scene::small().keys("space = } j i j s g g j j j j j a { c")
}

const LONG_NOTE: &str = "A token bucket is an allowance that refills at a fixed rate: bursts are fine until it is \
                         empty. A sliding window is fairer at the edges, and costs more memory.";

/// A topic with a note in Markdown and two links as proof.
pub(super) fn written() -> Scene {
    let note =
        "The **bucket** *refills*; `429` says so.\n- fair at the [edges](https://example.org/e)\n  - nested\n> said";
    let mut scene = begun().keys("e");
    scene.press(milepost::app::Input::Paste(note.to_owned()));
    let scene = scene.keys("esc p").types("https://example.org/limiter").keys("enter");
    scene.keys("p").types("mailto:ann@example.org").keys("enter")
}

#[test]
fn home() {
    snapshots("home-new", Scene::home);
    snapshots("home", || begun().keys("esc"));
}

/// What is shared with another roadmap, and what is ready since.
#[test]
fn shared() {
    use milepost::config::SharedConcepts;

    use super::scenes::shared::scene;
    for (name, sharing) in [("hints", SharedConcepts::Hints), ("counted", SharedConcepts::Count)] {
        snapshots(&format!("shared-{name}"), || {
            let mut scene = scene(sharing).keys("2 space j space esc 1 = g g j").wait(7);
            scene.app.update(Msg::Rested);
            scene
        });
    }
    snapshots("shared-home", || scene(SharedConcepts::Count).keys("2 space esc").wait(7));
}

/// A file that is broken while it is open, and what home says of it and of one that was never read.
#[test]
fn broken() {
    let scene = || begun().saved("small", SMALL).broken("small", 14, "unknown field `recomended`");
    snapshots("broken", || scene().keys("j k"));
    snapshots("broken-home", || scene().keys("esc"));
    snapshots("unreadable", || Scene::home().broken("bad", 3, "unknown field `titel`").keys("G"));
}

#[test]
fn own_keys() {
    let own = "keys: {help: f5, done: x, start: none, undo: [z, ctrl-z], suspend: none, widen: f2, down: ctrl-j, \
               back: f9, continue: G o, bottom: end}";
    snapshots("own-keys", || begun().set(own));
    snapshots("own-keys-find", || begun().set(own).keys("/").types("t"));
    snapshots("own-keys-help", || begun().set(own).keys("f5"));
    snapshots("own-keys-begun", || begun().set(own).keys("G"));
}

#[test]
fn roadmap() {
    snapshots("roadmap-new", Scene::small);
    snapshots("roadmap", begun);
    snapshots("details", || begun().keys("enter"));
    snapshots("written", written);
    snapshots("written-details", || written().keys("enter"));
}

/// Seven weeks of learning in a roadmap with an estimate, a topic that is gone, and something left.
pub(super) fn learned() -> Scene {
    let days: [(i64, &[&str]); 7] = [
        (46, &["read/ownership"]),
        (45, &["read/borrowing", "read/lifetimes"]),
        (20, &["read/traits", "read/generics", "read/closures", "read/iterators"]),
        (9, &["write/a-parser"]),
        (4, &["write/a-server", "gone/for-good"]),
        (1, &["write/tests"]),
        (0, &["read/errors"]),
    ];
    let scene = Scene::with(&[("month", MONTH), ("small", SMALL)], Session::default());
    let scene = days.into_iter().fold(scene, |scene, (ago, topics)| scene.ticked(ago, "month", topics, Status::Done));
    let scene = scene.ticked(3, "month", &["read/modules", "read/cargo"], Status::Known);
    scene.ticked(2, "month", &["later/macros"], Status::Skipped)
}

const MONTH: &str = "
title: Rust in a Month
description: From the first line to a server that somebody else can run.
stages:
  - title: Read
    topics: [Cargo, Ownership, Borrowing, Lifetimes, Traits, Generics, Closures, Iterators, Errors, Modules]
  - title: Write
    topics:
      - A parser
      - A server
      - Tests
      - {title: A release, estimate: 3h}
      - {title: Its documentation, estimate: 1h30m}
  - title: Later
    topics: [Macros, Async, Unsafe code, {title: Embedded, optional: true}]
";

#[test]
fn stats() {
    snapshots("stats", || learned().keys("S"));
    snapshots("stats-new", || Scene::small().keys("S"));
    for size in SIZES {
        let look = Look::new(BuiltIn::Dark, false);
        let mut scene = learned().keys("S");
        picture(&mut scene, size, look);
        let drawn = picture(&mut scene.keys("pagedown"), size, look);
        insta::assert_snapshot!(format!("stats-scrolled@{}x{}", size.0, size.1), sketch(&drawn));
    }
    snapshots("home-learned", learned);
}

#[test]
fn overlays() {
    snapshots("find", || begun().keys("/").types("limits").keys("down"));
    snapshots("jump-empty", || begun().keys("ctrl-p"));
    snapshots("help", || begun().keys("?"));
    snapshots("help-searched", || begun().keys("?").types("undo"));
    snapshots("filter-menu", || begun().keys("f"));
    snapshots("filter", || begun().keys("f t"));
    snapshots("filter-nothing", || Scene::small().keys("f d"));
    snapshots("links", || begun().keys("o"));
    snapshots("note-new", || begun().keys("e"));
    snapshots("note", || begun().keys("e").types(LONG_NOTE));
    snapshots("proof-new", || begun().keys("p"));
    snapshots("proof-refused", || begun().keys("p").types("example.org").keys("enter"));
    snapshots("proof", || written().keys("p down"));
}

#[test]
fn words_to_the_user() {
    snapshots("said", || begun().keys("} j j s"));
    snapshots("begun", || begun().keys("g"));
    snapshots("range", || begun().keys("} v j"));
    snapshots("not-saved", unsaved);
    snapshots("quit-unsaved", || unsaved().keys("q"));
}

/// A tick that the disk refuses.
pub(super) fn unsaved() -> Scene {
    let mut scene = begun();
    let msg = scene.app.interpret(milepost::app::Input::Key("space".parse().expect("a key"))).expect("a tick");
    scene.app.update(msg);
    scene.app.update(Msg::NotSaved(SafeText::line("no space left on device")));
    scene
}

#[test]
fn mono_and_ascii() {
    let mono = picture(&mut begun(), (60, 20), Look::new(BuiltIn::Mono, false));
    assert!(mono.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    insta::assert_snapshot!("mono", sketch(&mono));
    let ascii = picture(&mut begun(), (60, 20), Look::new(BuiltIn::Mono, true));
    assert!(ascii.content.iter().all(|cell| cell.symbol().is_ascii()));
    insta::assert_snapshot!("ascii", sketch(&ascii));
    let scenes = [
        ("ascii-stats", learned().keys("S")),
        ("ascii-home", learned()),
        ("ascii-recall", asked()),
        ("ascii-sweep", Scene::small().keys("w")),
    ];
    for (name, scene) in scenes {
        let ascii = picture(&mut { scene }, (100, 30), Look::new(BuiltIn::Mono, true));
        assert!(ascii.content.iter().all(|cell| cell.symbol().is_ascii()));
        insta::assert_snapshot!(name, sketch(&ascii));
    }
}

#[test]
fn high_contrast_is_never_dim() {
    for (name, scene) in [("contrast", begun()), ("contrast-not-saved", unsaved()), ("contrast-home", learned())] {
        let drawn = picture(&mut { scene }, (60, 20), Look::new(BuiltIn::Contrast, false));
        assert!(drawn.content.iter().all(|cell| cell.fg == Color::Reset && !cell.modifier.contains(Modifier::DIM)));
        insta::assert_snapshot!(name, sketch(&drawn));
    }
}

#[test]
fn no_theme_sets_a_background() {
    for kind in BuiltIn::ALL {
        for scene in [begun(), begun().keys("?"), begun().keys("esc"), learned(), learned().keys("S"), asked()] {
            let drawn = picture(&mut { scene }, (100, 30), Look::new(kind, false));
            assert!(drawn.content.iter().all(|cell| cell.bg == Color::Reset), "{kind:?}");
        }
    }
}

#[test]
fn the_longest_note_can_be_drawn_and_walked_through() {
    let mut scene = begun().keys("e");
    scene.press(milepost::app::Input::Paste("\n".repeat(59_990)));
    for key in ["ctrl-home", "ctrl-end", "up", "pageup"] {
        scene = scene.keys(key);
        picture(&mut scene, (20, 5), Look::new(BuiltIn::Dark, false));
    }
    let drawn = picture(&mut scene.keys("ctrl-end").types("the end"), (60, 20), Look::new(BuiltIn::Dark, true));
    assert!(sketch(&drawn).contains("the end"));
}

#[test]
fn every_size_can_be_drawn_and_help_is_the_last_hint_to_go() {
    let scenes: [fn() -> Scene; 18] = [
        Scene::home,
        begun,
        || begun().keys("enter"),
        learned,
        || learned().keys("S"),
        || begun().keys("/").types("li"),
        || begun().keys("?"),
        || begun().keys("f"),
        || begun().keys("o"),
        || written().keys("enter"),
        || written().keys("e").types(LONG_NOTE),
        || Scene::small().keys("e").types("日本語 and more").keys("ctrl-home"),
        || written().keys("p down"),
        || three().keys("R space"),
        || three().keys("R 1 2 3"),
        eight,
        || Scene::small().keys("w"),
        || Scene::with(&[("wide", WIDE), ("small", SMALL), ("other", OTHER)], Session::default()).keys("enter ="),
    ];
    for (number, scene) in scenes.iter().enumerate() {
        let mut scene = scene();
        for height in (1..14).chain([17, 18, 19, 30, 40]) {
            for width in (1..50).chain([59, 60, 61, 75, 76, 77, 95, 96, 97, 120, 170]) {
                let drawn = picture(&mut scene, (width, height), Look::new(BuiltIn::Dark, false));
                if number < 5 && width >= 20 && height >= 5 && scene.app.notice.is_none() {
                    assert!(sketch(&drawn).contains('?'), "{width}x{height}:\n{}", sketch(&drawn));
                }
            }
        }
    }
}

/// Titles that are hard to measure.
const WIDE: &str = "
title: 学習ロードマップ 👩‍💻 with a title that is longer than most screens are wide, and then some more of it
icon: '🚀'
stages:
  - title: データベース設計と正規化とインデックスの最適化
    icon: '⚙'
    topics:
      - 日本語
      - naïve café Ångström
      - title: x
        topics: [{title: y, topics: [{title: z, topics: [{title: w, topics: [deep]}]}]}]
";
