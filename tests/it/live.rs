//! Random edits of a roadmap's file while it is open, with random keys between them: the cursor stays on its topic,
//! folds stay, and every status is what a fresh start would show.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use milepost::app::{App, Msg, Session};
use milepost::config::{Config, SharedConcepts};
use milepost::model::{Library, Origin, Place};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::scene::{OTHER, Scene, now, read};

/// A topic as its author sees it: a title and what is inside.
#[derive(Clone, Debug)]
struct Draft {
    title: String,
    extra: &'static str,
    inside: Vec<Self>,
}

/// What an author does to a file, or a learner on the screen; numbers pick among what there is.
#[derive(Clone, Debug)]
enum Deed {
    Add(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    Move(usize, usize),
    Swap(usize),
    Keys(&'static str),
}

const KEYS: [&str; 18] = [
    "j", "k", "j j j", "k k", "space", "space j", "h", "l", "=", "-", "f t", "f d", "esc", "G", "g g", "s", "u",
    "} j i",
];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let number = any::<usize>;
    let deed =
        (0..10_usize, number(), number(), select(KEYS.to_vec())).prop_map(|(kind, one, other, keys)| match kind {
            0 => Deed::Add(one, other),
            1 => Deed::Remove(one),
            2 => Deed::Rename(one, other),
            3 => Deed::Move(one, other),
            4 => Deed::Swap(one),
            _ => Deed::Keys(keys),
        });
    vec(deed, 1..40)
}

fn draft(title: &str, inside: Vec<Draft>) -> Draft {
    Draft { title: title.to_owned(), extra: "", inside }
}

fn first() -> Draft {
    let leaves = |titles: &[&str]| titles.iter().map(|title| draft(title, Vec::new())).collect::<Vec<_>>();
    let mut pick = draft("Language", leaves(&["Go", "Rust"]));
    pick.extra = "pick: 1";
    let mut shared = draft("Caching", Vec::new());
    shared.extra = "concept: caching";
    let basics = draft("Basics", vec![pick, draft("Web", leaves(&["HTTP", "DNS", "QUIC"])), shared]);
    draft("", vec![basics, draft("Later", leaves(&["Limits", "Queues"]))])
}

impl Draft {
    fn yaml(&self) -> String {
        let mut text = "title: Own\nstages:\n".to_owned();
        self.inside.iter().for_each(|stage| stage.write(1, &mut text));
        text
    }

    fn write(&self, depth: usize, text: &mut String) {
        let indent = "  ".repeat(depth * 2 - 1);
        writeln!(text, "{indent}- title: {}", self.title).expect("a string takes all");
        if !self.extra.is_empty() && (!self.inside.is_empty() || !self.extra.starts_with("pick")) {
            writeln!(text, "{indent}  {}", self.extra).expect("a string takes all");
        }
        if !self.inside.is_empty() {
            writeln!(text, "{indent}  topics:").expect("a string takes all");
            self.inside.iter().for_each(|topic| topic.write(depth + 1, text));
        }
    }

    /// The topics inside, stages first, each as the steps that lead there.
    fn paths(&self) -> Vec<Vec<usize>> {
        let mut paths = Vec::new();
        for (number, topic) in self.inside.iter().enumerate() {
            paths.push(vec![number]);
            paths.extend(topic.paths().into_iter().map(|path| [vec![number], path].concat()));
        }
        paths
    }

    fn at(&mut self, path: &[usize]) -> &mut Self {
        path.iter().fold(self, |topic, &step| &mut topic.inside[step])
    }

    /// Does what can be done and still leaves a roadmap; says whether anything was.
    fn change(&mut self, deed: &Deed) -> bool {
        let before = self.clone();
        let paths = self.paths();
        let pick = |number: usize| paths[number % paths.len()].clone();
        match *deed {
            Deed::Add(place, name) => {
                let topic = draft(&format!("New {}", name % 5), Vec::new());
                self.at(&pick(place)).inside.push(topic);
            }
            Deed::Remove(place) => drop(self.take(&pick(place))),
            Deed::Rename(place, name) => self.at(&pick(place)).title = format!("Name {}", name % 5),
            Deed::Move(place, to) => {
                let topic = self.take(&pick(place));
                let paths = self.paths();
                if paths.is_empty() {
                    *self = before;
                    return false;
                }
                self.at(&paths[to % paths.len()]).inside.insert(0, topic);
            }
            Deed::Swap(place) => {
                let path = pick(place);
                self.at(&path[..path.len() - 1]).inside.reverse();
            }
            Deed::Keys(_) => return false,
        }
        let is_sound = self.is_sound();
        if !is_sound {
            *self = before;
        }
        is_sound
    }

    fn take(&mut self, path: &[usize]) -> Self {
        let (last, above) = path.split_last().expect("it leads somewhere");
        self.at(above).inside.remove(*last)
    }

    fn is_sound(&self) -> bool {
        let yaml = self.yaml();
        milepost::format::roadmap::read("own", &yaml).value.is_some()
    }
}

/// The ids of what is open, and of the row under the cursor.
fn shown(app: &App) -> (BTreeSet<String>, Option<String>) {
    let Some((_, entry, outline)) = app.open_roadmap() else { return Default::default() };
    let id = |place: Place| entry.roadmap[place].id.0.to_string();
    (entry.roadmap.places().filter(|&place| outline.was_open(place)).map(id).collect(), outline.selected().map(id))
}

fn ids(app: &App, number: usize) -> BTreeSet<String> {
    let roadmap = &app.library.entries()[number].roadmap;
    roadmap.places().map(|place| roadmap[place].id.0.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_done_to_a_file_the_screen_keeps_its_place(
        deeds in deeds(),
        shared_concepts in select(vec![SharedConcepts::Hints, SharedConcepts::Count]),
    ) {
        let config = Config { shared_concepts, ..Config::default() };
        let mut file = first();
        let other = OTHER.replace("[Caching,", "[{title: Caching, concept: caching},");
        let scene = Scene::configured(&[("other", &other)], Session::default(), config);
        let mut scene = scene.keys("enter space esc").saved("own", &file.yaml()).keys("2");
        for deed in deeds {
            if let Deed::Keys(keys) = deed {
                scene = scene.keys(keys);
            }
            // A scene that has gone elsewhere comes back.
            scene = if scene.app.open_roadmap().is_none_or(|(number, ..)| number != 1) { scene.keys("esc esc esc 2") } else { scene };
            let (open, cursor) = shown(&scene.app);
            let ids_before = ids(&scene.app, 1);
            let filtered = scene.app.open_roadmap().and_then(|(.., outline)| outline.filter());
            if !file.change(&deed) {
                continue;
            }
            scene = scene.saved("own", &file.yaml());
            let new = ids(&scene.app, 1);
            let (open_now, cursor_now) = shown(&scene.app);
            let (_, entry, outline) = scene.app.open_roadmap().expect("it is open still");
            if let Some(cursor) = cursor.filter(|cursor| filtered.is_none() && new.contains(cursor)) {
                prop_assert_eq!(cursor_now.as_ref(), Some(&cursor));
            }
            for place in entry.roadmap.places().filter(|&place| !entry.roadmap.is_leaf(place)) {
                let id = &*entry.roadmap[place].id.0;
                let above_cursor = cursor_now.as_ref().is_some_and(|cursor| cursor.starts_with(&format!("{id}/")));
                if open.contains(id) {
                    prop_assert!(open_now.contains(id), "{} is folded", id);
                } else if open_now.contains(id) && !above_cursor {
                    prop_assert!(entry.roadmap[place].depth == 0 || !ids_before.contains(id), "{} has opened", id);
                }
            }
            prop_assert!(outline.rows().is_sorted() && outline.cursor() < outline.rows().len().max(1));
            prop_assert_eq!(outline.filter(), filtered);

            let mut fresh = Library::new(shared_concepts);
            let again = [("other", other.as_str()), ("own", &file.yaml())].map(|(id, yaml)| (read(id, yaml), Origin::Bundled));
            fresh.add(again.into(), &scene.app.log);
            for (kept, read) in scene.app.library.entries().iter().zip(fresh.entries()) {
                prop_assert_eq!(&kept.standing, &read.standing);
                prop_assert_eq!(&kept.healing, &read.healing);
            }
            let restarted = App::new(fresh, scene.app.log.clone(), scene.app.session(), scene.app.config.clone(), now());
            prop_assert_eq!(&restarted.next, &scene.app.next);
            scene.app.update(Msg::Rested);
        }
    }
}
