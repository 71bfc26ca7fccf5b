//! A scene: a state, keys pressed in it, and a sketch of what they leave.

use jiff::Timestamp;
use jiff::tz::Offset;
use milepost::app::{App, Arrival, Effect, Input, Msg, Screen, Session, Shown};
use milepost::command::Key;
use milepost::config::Config;
use milepost::format;
use milepost::model::{
    Change, FileNews, Library, Log, Machine, News, Now, Origin, Roadmap, RoadmapId, SafeText, Status, TopicId,
    Unreadable,
};

/// A small roadmap with everything that keys can meet: a choice, an option recommended, an optional topic, nesting.
pub(crate) const SMALL: &str = r"
title: Small
stages:
  - title: Basics
    topics:
      - title: Language
        pick: 1
        topics:
          - Go
          - {title: Rust, recommended: true}
      - title: Web
        topics:
          - HTTP
          - title: DNS
            resources: [https://example.org/dns]
          - {title: QUIC, optional: true}
  - title: Later
    topics:
      - title: Limits
        description: Slow down whoever asks too much.
        resources: [https://example.org/one, {title: Two, url: https://example.org/two}]
      - Queues
";

/// A second one, so that there is somewhere else to go.
pub(crate) const OTHER: &str = r"
title: Other
stages:
  - title: Only
    topics: [Caching, Limits of caching]
";

pub(crate) struct Scene {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    now: i64,
}

/// Friday, 13 November 2026, 21:50 in Berlin.
pub(crate) fn now() -> Now {
    at(1_794_602_999)
}

fn at(second: i64) -> Now {
    let at = Timestamp::from_second(second).expect("a plausible second");
    Now { at, offset: Offset::constant(1) }
}

pub(crate) fn read(stem: &str, yaml: &str) -> Roadmap {
    let checked = format::roadmap::read(stem, yaml);
    assert!(checked.report.diagnostics.is_empty(), "{:?}", checked.report);
    checked.value.expect("a roadmap without complaints")
}

impl Scene {
    /// The home screen with both roadmaps.
    pub(crate) fn home() -> Self {
        Self::with(&[("small", SMALL), ("other", OTHER)], Session::default())
    }

    /// The small roadmap, just opened.
    pub(crate) fn small() -> Self {
        Self::home().keys("enter")
    }

    pub(crate) fn with(roadmaps: &[(&str, &str)], session: Session) -> Self {
        Self::configured(roadmaps, session, Config::default())
    }

    pub(crate) fn configured(roadmaps: &[(&str, &str)], session: Session, config: Config) -> Self {
        Self::of(roadmaps.iter().map(|(stem, yaml)| read(stem, yaml)), session, config)
    }

    /// The home screen with these roadmaps.
    pub(crate) fn of(roadmaps: impl IntoIterator<Item = Roadmap>, session: Session, config: Config) -> Self {
        let log = Log::new(Machine("desk-0000".into()), 7);
        let mut library = Library::new(config.shared_concepts);
        library.add(roadmaps.into_iter().map(|roadmap| (roadmap, Origin::Bundled)).collect(), &log);
        let mut app = App::new(library, log, session, config, now());
        app.update(Msg::Shown(Shown { rows: 20, ..Shown::default() }));
        app.update(Msg::FirstDrawn);
        Self { app, effects: Vec::new(), now: now().at.as_second() }
    }

    /// With these settings.
    pub(crate) fn set(mut self, yaml: &str) -> Self {
        let checked = format::config::read(yaml);
        assert!(checked.report.diagnostics.is_empty(), "{:?}", checked.report);
        self.app.config = checked.value.expect("something always holds");
        self
    }

    /// Presses keys one after another, by their names. The disk answers at once.
    pub(crate) fn keys(mut self, names: &str) -> Self {
        for key in Key::sequence(names).expect(names) {
            self.press(Input::Key(key));
        }
        self
    }

    /// Types words into a prompt.
    pub(crate) fn types(mut self, text: &str) -> Self {
        for character in text.chars() {
            self.press(Input::Key(Key::plain(milepost::command::Code::Char(character))));
        }
        self
    }

    pub(crate) fn press(&mut self, input: Input) {
        self.now += 1;
        self.app.update(Msg::Tick(at(self.now)));
        let Some(msg) = self.app.interpret(input) else { return };
        let effects = self.app.update(msg);
        if effects.contains(&Effect::Save) {
            self.app.update(Msg::Saved(self.app.unsaved()));
        }
        self.effects.extend(effects);
    }

    /// What another window has ticked, so many days ago.
    pub(crate) fn ticked(mut self, days_ago: i64, roadmap: &str, topics: &[&str], status: Status) -> Self {
        let mut other = Log::new(Machine("laptop-0000".into()), 1 << 100 | u128::from(days_ago.unsigned_abs()) << 90);
        let set = Change { status: Some(status), ..Change::default() };
        let changes = topics.iter().map(|&topic| (TopicId(topic.into()), set.clone())).collect();
        let edits = other.compose(at(now().at.as_second() - days_ago * 86_400), &RoadmapId(roadmap.into()), changes);
        self.app.update(Msg::Arrived(Arrival { edits, ..Arrival::default() }));
        self.app.notice = None;
        self
    }

    /// A file with a roadmap was saved: `ID.yaml` among the user's own.
    pub(crate) fn saved(self, id: &str, yaml: &str) -> Self {
        let roadmap = Box::new(read(id, yaml));
        self.file(id, News::Read(roadmap))
    }

    /// The first mistake in a file that was saved.
    pub(crate) fn broken(self, id: &str, line: usize, what: &str) -> Self {
        let path = SafeText::line(&format!("/home/ann/roadmaps/{id}.yaml"));
        self.file(id, News::Broken(Unreadable { path, line: Some(line), what: SafeText::line(what), complaints: 2 }))
    }

    pub(crate) fn removed(self, id: &str) -> Self {
        self.file(id, News::Gone)
    }

    fn file(mut self, id: &str, news: News) -> Self {
        let path = SafeText::line(&format!("/home/ann/roadmaps/{id}.yaml"));
        self.app.update(Msg::Files(vec![FileNews { path, news }]));
        self
    }

    pub(crate) fn wait(mut self, seconds: i64) -> Self {
        self.now += seconds;
        self.app.update(Msg::Tick(at(self.now)));
        self
    }

    /// The last word to the user; empty if there is none.
    pub(crate) fn notice(&self) -> &str {
        self.app.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// The rows of the open roadmap: `>` before the cursor's, `+` folded, `-` open, a box before a leaf.
    pub(crate) fn sketch(&self) -> String {
        let Some((_, entry, outline)) = self.app.open_roadmap() else {
            return match &self.app.screen {
                Screen::Stats => format!("stats of {}", self.app.stats.as_ref().map_or(9, |page| page.number)),
                other => format!("{other:?}").to_lowercase(),
            };
        };
        let row = |(row, &place): (usize, &milepost::model::Place)| {
            let topic = &entry.roadmap[place];
            let mark = match (entry.roadmap.is_leaf(place), entry.standing.status(place)) {
                (false, _) if outline.is_open(place) => "-",
                (false, _) => "+",
                (true, Status::Todo) => "[ ]",
                (true, Status::Doing) => "[/]",
                (true, Status::Done) => "[x]",
                (true, Status::Known) => "[k]",
                (true, Status::Skipped) => "[s]",
            };
            let cursor = if row == outline.cursor() { ">" } else { " " };
            format!("{cursor} {}{mark} {}\n", "  ".repeat(topic.depth.into()), topic.title)
        };
        outline.rows().iter().enumerate().map(row).collect()
    }

    /// The counts of the open roadmap: `1/5 +1`.
    pub(crate) fn counts(&self) -> String {
        let (_, entry, _) = self.app.open_roadmap().expect("a roadmap is open");
        let whole = entry.standing.whole();
        format!("{}/{} +{}", whole.complete, whole.total, whole.bonus)
    }

    pub(crate) fn sees(self, sketch: &str) -> Self {
        let wanted: Vec<_> = sketch.lines().map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
        let wanted = wanted.join("\n");
        assert_eq!(self.sketch().trim_end(), wanted.trim_matches('\n').trim_end());
        self
    }

    pub(crate) fn says(self, words: &str) -> Self {
        assert_eq!(self.notice(), words);
        self
    }
}
