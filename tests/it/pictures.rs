//! The pictures of the README: drawn by the program itself, dark and light, and held against what it draws today.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use milepost::app::{Input, Session};
use milepost::command::{Code, Key};
use milepost::config::{BuiltIn, Config};
use milepost::model::Status;
use milepost::store;
use milepost::view::{Frame, Look, Paper, film, svg};

use super::scene::Scene;
use super::screens::picture;
use super::support::Test;

const ROADMAP: &str = "backend-2025";

/// On which day what was learned, as days ago.
const LEARNED: [(i64, &[&str]); 9] = [
    (43, &["fundamentals/how-the-internet-works/http-https-protocol"]),
    (41, &["fundamentals/how-the-internet-works/dns-resolution", "fundamentals/how-the-internet-works/tcp-ip-basics"]),
    (34, &["fundamentals/how-the-internet-works/request-response-lifecycle"]),
    (22, &["fundamentals/how-the-internet-works/rest-api-principles"]),
    (21, &["fundamentals/how-the-internet-works/json-and-data-serialization"]),
    (15, &["fundamentals/programming-language/javascript-typescript-node-js"]),
    (9, &["core-backend-skills/apis/error-handling-and-error-responses", "core-backend-skills/apis/graphql"]),
    (3, &["core-backend-skills/databases/sql-fundamentals"]),
    (1, &["core-backend-skills/authentication-authorization/session-management"]),
];

/// A learner of the bundled roadmaps after six weeks.
fn learner() -> Scene {
    let scene = Scene::of(store::bundled(), Session::default(), Config::default());
    let scene = LEARNED.iter().fold(scene, |scene, (ago, topics)| scene.ticked(*ago, ROADMAP, topics, Status::Done));
    let scene =
        scene.ticked(12, ROADMAP, &["core-backend-skills/apis/input-validation-and-sanitization"], Status::Known);
    let skipped = "core-backend-skills/authentication-authorization/api-key-management";
    scene.ticked(2, ROADMAP, &[skipped], Status::Skipped)
}

/// The open roadmap, with a note at what is being learned.
fn open() -> Scene {
    let scene = learner().ticked(0, ROADMAP, &["core-backend-skills/apis/rate-limiting-and-throttling"], Status::Doing);
    let mut scene = scene.keys("enter c e");
    scene.press(Input::Paste("A bucket of tokens that **refills**: bursts are fine until it is empty.".to_owned()));
    scene.keys("esc").wait(10)
}

const SIZE: (u16, u16) = (100, 30);

/// Compares a picture with the one in the README, on both papers.
fn is_current(name: &str, draw: impl Fn(Look, Paper) -> String) {
    for (paper, kind, theme) in [(Paper::Dark, BuiltIn::Dark, "dark"), (Paper::Light, BuiltIn::Light, "light")] {
        let path = directory().join(format!("{name}-{theme}.svg"));
        let drawn = draw(Look::new(kind, false), paper);
        if std::env::var_os("UPDATE_README").is_some() {
            fs::create_dir_all(directory()).expect("it can be made");
            fs::write(&path, drawn).expect("it can be written");
            continue;
        }
        let stands = fs::read_to_string(&path).unwrap_or_default();
        // The whole of it would fill a screen with markup.
        assert!(stands == drawn, "{name}-{theme}.svg is stale: run the tests once with UPDATE_README=1");
    }
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pictures")
}

#[test]
fn the_stills_are_current() {
    is_current("roadmap", |look, paper| svg(&picture(&mut open(), SIZE, look), paper));
    is_current("stats", |look, paper| svg(&picture(&mut open().keys("S"), SIZE, look), paper));
    is_current("home", |look, paper| svg(&picture(&mut open().keys("esc"), SIZE, look), paper));
}

/// From home to a tick, a note and the stats, in a small terminal.
#[test]
fn the_tour_is_current() {
    is_current("tour", |look, paper| {
        let mut tour = Tour { scene: learner(), look, frames: Vec::new() };
        tour.shows(1800);
        tour.presses("enter", 1500);
        tour.presses("c", 1800);
        tour.presses("space", 1800);
        tour.presses("j", 500);
        tour.presses("j", 900);
        tour.presses("i", 1500);
        tour.presses("e", 900);
        tour.types("429, and Retry-After says when.", 70);
        tour.shows(900);
        tour.presses("esc", 2200);
        tour.presses("/", 700);
        tour.types("cach", 160);
        tour.shows(1600);
        tour.presses("esc", 500);
        tour.presses("S", 3200);
        film(&tour.frames, paper)
    });
}

struct Tour {
    scene: Scene,
    look: Look,
    frames: Vec<Frame>,
}

impl Tour {
    fn shows(&mut self, milliseconds: u64) {
        let buffer = picture(&mut self.scene, (80, 24), self.look);
        self.frames.push(Frame { buffer, stays: Duration::from_millis(milliseconds) });
    }

    fn presses(&mut self, keys: &str, milliseconds: u64) {
        for key in Key::sequence(keys).expect(keys) {
            self.scene.press(Input::Key(key));
        }
        self.shows(milliseconds);
    }

    fn types(&mut self, text: &str, milliseconds: u64) {
        for character in text.chars() {
            self.scene.press(Input::Key(Key::plain(Code::Char(character))));
            self.shows(milliseconds);
        }
    }
}

#[test]
fn the_readme_shows_every_picture_on_both_papers() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there");
    for file in fs::read_dir(directory()).expect("the pictures are there").flatten() {
        let name = file.file_name();
        let shown = format!("tests/it/pictures/{}", name.to_string_lossy());
        assert!(readme.contains(&shown), "{shown} is not in the README");
    }
}

#[test]
fn a_picture_of_ones_own_shows_the_keys_and_writes_nothing() {
    let test = Test::new();
    let ran = test.run(["picture", "--size", "60x20", "enter", "=", "j", "j", "space"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.starts_with("<svg ") && ran.stdout.contains(">Fundamentals<"), "{}", ran.stdout);
    assert!(ran.stdout.contains('✓'), "{}", ran.stdout);
    assert!(!ran.stdout.contains("@keyframes"), "{}", ran.stdout);
    let ran = test.run(["picture", "--film", "--size", "60x20", "enter", "?"]);
    assert!(["@keyframes s0-1 ", "@keyframes s1-2 ", "@keyframes s2-3 "].iter().all(|rule| ran.stdout.contains(rule)));
    assert!(!test.path("data").exists());
    assert_eq!(test.run(["picture", "--size", "0x20"]).code, Some(2));
}
