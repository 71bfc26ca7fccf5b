//! A long walk by random keys, clicks and turns of the wheel over screens of all sizes: nothing panics, and the counts
//! stay what a recount gives.

use milepost::app::{Arrival, Beside, Effect, Input, Msg, Screen};
use milepost::command::{Command, Key};
use milepost::config::BuiltIn;
use milepost::format::config;
use milepost::model::{FileNews, News, Now, SafeText, Standing, Unreadable};
use milepost::view::{Hits, Look, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::scene::{SMALL, Scene, now, read};
use super::scenes::range::held;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

fn keys() -> Vec<Key> {
    let bound = Command::ALL.iter().filter(|command| **command != Command::Quit);
    let bound = bound.flat_map(|command| command.default_keys()).flat_map(|keys| Key::sequence(keys).expect("a key"));
    let typed = "aeirst 0é日".chars().map(|letter| Key::plain(milepost::command::Code::Char(letter)));
    let others = ["ctrl-e", "delete", "backtab", "f7", "alt-x", "ctrl-w"].map(|key| key.parse().expect("a key"));
    bound.chain(typed).chain(others).collect()
}

/// Every count is that of the statuses, reckoned from nothing.
fn counts_hold(scene: &Scene) {
    for entry in scene.app.library.entries() {
        let mut again = Standing::new(&entry.roadmap);
        for leaf in entry.roadmap.leaves() {
            again.set(&entry.roadmap, leaf, entry.standing.status(leaf), now().at);
        }
        for place in entry.roadmap.places() {
            assert_eq!(again.tally(place), entry.standing.tally(place), "{}", entry.roadmap[place].title);
        }
    }
}

/// What is kept, so that no frame has to reckon it, is what it would be anew.
fn what_is_kept_is_true(scene: &Scene) {
    let app = &scene.app;
    assert_eq!(app.range_count(), held(scene));
    if app.screen == Screen::Home {
        assert_eq!(app.home.rows.len(), app.library.entries().len());
        for (number, (row, entry)) in app.home.rows.iter().zip(app.library.entries()).enumerate() {
            assert_eq!(row.next, app.library.next(number, 1));
            assert_eq!(row.beside == Beside::Broken, entry.trouble.is_some());
            let is_touched = app.log.last_activity(&entry.roadmap.id).is_some() && entry.trouble.is_none();
            assert_eq!(matches!(row.beside, Beside::Day(_)), is_touched);
        }
    }
}

fn answer(scene: &mut Scene, effects: &[Effect], dice: &mut Dice) {
    if effects.contains(&Effect::Save) {
        match dice.roll(8) {
            0 => drop(scene.app.update(Msg::NotSaved(SafeText::line("no space left on device")))),
            1 => {}
            _ => drop(scene.app.update(Msg::Saved(scene.app.unsaved()))),
        }
    }
}

fn cells(count: usize) -> u16 {
    count.try_into().expect("small")
}

/// A click, a double click or a turn of the wheel somewhere on the screen.
fn pointed(hits: &Hits, size: (usize, usize), dice: &mut Dice) -> Option<Input> {
    let (column, row) = (cells(dice.roll(size.0)), cells(dice.roll(size.1)));
    match dice.roll(4) {
        0 => Some(Input::Wheel(hits.pane(column, row)?, [-3, 3][dice.roll(2)])),
        1 => Some(Input::DoubleClick(hits.at(column, row)?)),
        _ => Some(Input::Click(hits.at(column, row)?)),
    }
}

#[test]
fn ten_thousand_random_keys_do_no_harm() {
    let keys = keys();
    let recalled: usize = (1..=6).map(|seed| walk(&keys, Dice(seed))).sum();
    assert!(recalled > 20, "topics were recalled: {recalled}");
}

fn days_later(days: usize) -> Now {
    let hours = i64::try_from(days).expect("few") * 24;
    Now { at: now().at + jiff::SignedDuration::from_hours(hours), ..now() }
}

/// What may become of a file meanwhile.
fn file_news(dice: &mut Dice) -> Msg {
    let id = ["small", "more"][dice.roll(2)];
    let path = SafeText::line(&format!("/home/ann/roadmaps/{id}.yaml"));
    let read = |yaml: &str| News::Read(Box::new(read(id, yaml)));
    let news = match dice.roll(6) {
        0 => News::Gone,
        1 => News::Broken(Unreadable { path: path.clone(), line: Some(3), what: SafeText::line("x"), complaints: 1 }),
        2 => read(&SMALL.replace("      - Queues\n", "").replace("- HTTP", "- QUIC v1\n          - HTTP")),
        3 => {
            read(&SMALL.replace("stages:", "stages:\n  - {title: First, topics: [Hello]}").replace("- Go", "- Gopher"))
        }
        _ => read(SMALL),
    };
    Msg::Files(vec![FileNews { path, news }])
}

/// What may be said anew in the file of settings.
fn settings(dice: &mut Dice) -> Msg {
    let files = ["{}", "theme: light", "advance: true", "recall: {days: [1, 3]}", "keys: {done: [x, space], top: g}"];
    let mut read = || Box::new(config::read(files[dice.roll(files.len())]).value.expect("something always holds"));
    Msg::Settings { before: read(), now: read(), told: None }
}

/// Gives how many answers were recorded.
fn walk(keys: &[Key], mut dice: Dice) -> usize {
    let mut scene = Scene::home();
    let (mut hits, mut size) = (Hits::default(), (1, 1));
    for step in 0..10_000 {
        let input = match dice.roll(60) {
            0 => Input::Paste("two words\nand \u{1b}[31m more".to_owned()),
            // The frame may be an old one: then what is hit may be gone, and nothing happens.
            1..=9 => match pointed(&hits, size, &mut dice) {
                Some(input) => input,
                None => continue,
            },
            _ => Input::Key(keys[dice.roll(keys.len())]),
        };
        if let Some(msg) = scene.app.interpret(input) {
            let effects = scene.app.update(msg);
            answer(&mut scene, &effects, &mut dice);
        }
        match dice.roll(120) {
            0 => drop(scene.app.update(Msg::Rested)),
            1 => drop(scene.app.update(Msg::Tick(now()))),
            2 => drop(scene.app.update(Msg::Arrived(Arrival::default()))),
            3 => drop(scene.app.update(Msg::Tick(days_later(dice.roll(30))))),
            4 => drop(scene.app.update(file_news(&mut dice))),
            5 => drop(scene.app.update(Msg::Gone { kept: 3 })),
            6 => drop(scene.app.update(Msg::Back)),
            7 => drop(scene.app.update(settings(&mut dice))),
            _ => {}
        }
        what_is_kept_is_true(&scene);
        assert!(scene.app.round.as_ref().is_none_or(|round| round.cards.len() <= 5), "five at a time");
        if step % 7 == 0 {
            size = (dice.roll(125) + 1, dice.roll(42) + 1);
            let backend = TestBackend::new(cells(size.0), cells(size.1));
            let mut terminal = Terminal::new(backend).expect("a screen in memory");
            let look = Look { plain: step % 28 == 0, ..Look::new(BuiltIn::Dark, dice.roll(4) == 0) };
            let mut drawn = None;
            terminal.draw(|frame| drawn = Some(draw(&scene.app, look, frame))).expect("memory takes all");
            let drawn = drawn.expect("it was drawn");
            scene.app.update(Msg::Shown(drawn.shown));
            hits = drawn.hits;
        }
        if step % 500 == 0 {
            counts_hold(&scene);
        }
    }
    counts_hold(&scene);
    assert!(scene.app.log.ticks() > 20, "the walk went somewhere: {}", scene.app.log.ticks());
    scene.app.log.edits().filter(|edit| edit.set.recall.is_some()).count()
}
