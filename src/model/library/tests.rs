//! Roadmaps with a log: what is recorded reaches the topics, and what is met in one is seen in another.

use jiff::tz::Offset;

use super::super::edit::{Change, Edit, Machine, Now};
use super::super::entry::Origin;
use super::super::log::Log;
use super::super::next::{Next, Reason};
use super::super::roadmap::{Place, Requirement, RoadmapId, TopicId};
use super::super::sketch;
use super::super::status::Status;
use super::super::text::SafeText;
use super::{Library, SharedConcepts};

mod sharing;

/// A library and its log, kept in step as the program does it.
struct Desk {
    library: Library,
    log: Log,
    second: usize,
}

impl Desk {
    fn new(roadmaps: &[(&str, &str)]) -> Self {
        Self::sharing(SharedConcepts::Hints, roadmaps)
    }

    fn sharing(sharing: SharedConcepts, roadmaps: &[(&str, &str)]) -> Self {
        let log = Log::new(Machine("laptop".into()), 7 << 40);
        let mut desk = Self { library: Library::new(sharing), log, second: 0 };
        for (id, lines) in roadmaps {
            desk.add(id, lines);
        }
        desk
    }

    fn add(&mut self, id: &str, lines: &str) {
        self.library.add(vec![(sketch::roadmap(id, lines), Origin::Bundled)], &self.log);
    }

    fn place(&self, entry: usize, id: &str) -> Place {
        sketch::at(&self.library.entries()[entry].roadmap, id)
    }

    fn status(&self, entry: usize, id: &str) -> Status {
        self.library.entries()[entry].standing.status(self.place(entry, id))
    }

    fn write(&mut self, roadmap: &str, changes: Vec<(TopicId, Change)>) -> Vec<Edit> {
        let now = self.now();
        let edits = self.log.compose(now, &RoadmapId(roadmap.into()), changes);
        self.follow(edits)
    }

    fn follow(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
        self.log.absorb(edits.clone());
        self.library.follow(&self.log, &edits);
        edits
    }

    fn now(&mut self) -> Now {
        self.second += 1;
        Now { at: sketch::second(self.second * 60), offset: Offset::UTC }
    }

    /// Sets the status of topics by their bare ids, as another machine may do.
    fn record(&mut self, roadmap: &str, status: Status, ids: &[&str]) {
        let set = Change { status: Some(status), ..Change::default() };
        self.write(roadmap, ids.iter().map(|id| (TopicId((*id).into()), set.clone())).collect());
    }

    /// Sets the status of a topic as the program does.
    fn mark(&mut self, entry: usize, id: &str, status: Status) -> Vec<Edit> {
        let changes = self.library.changes(&self.log, entry, &[(self.place(entry, id), status)]);
        let roadmap = self.library.entries()[entry].roadmap.id.0.to_string();
        self.write(&roadmap, changes)
    }
}

#[test]
fn a_roadmap_with_a_known_id_takes_the_old_place() {
    let mut desk = Desk::new(&[("a", "s"), ("b", "s")]);
    desk.add("a", "t");
    desk.add("c", "s");
    let ids: Vec<_> = desk.library.entries().iter().map(|entry| &*entry.roadmap.id.0).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(&*desk.library.entries()[0].roadmap.topics[0].id.0, "t");
}

#[test]
fn what_is_recorded_is_there_at_once_and_after_a_restart() {
    let mut desk = Desk::new(&[("r", "s\n  a\n  b")]);
    desk.record("r", Status::Done, &["s/a", "s", "s/gone"]);
    desk.record("elsewhere", Status::Done, &["s/b"]);
    desk.record("r", Status::Doing, &["s/b"]);
    let followed = desk.library.entries()[0].clone();
    desk.add("r", "s\n  a\n  b");
    let read = &desk.library.entries()[0];
    assert_eq!(followed.standing, read.standing);
    assert_eq!(followed.healing, read.healing);
    assert_eq!(read.standing.whole().complete, 1);
    assert_eq!(read.standing.doing().collect::<Vec<_>>(), [desk.place(0, "s/b")]);
    assert_eq!(read.healing.orphans, [TopicId("s".into()), TopicId("s/gone".into())]);
}

#[test]
fn progress_follows_a_moved_topic_and_the_first_edit_says_so() {
    let mut desk = Desk::new(&[("r", "old\n  a\n  b")]);
    desk.record("r", Status::Done, &["old/a", "old/b"]);
    let a = desk.place(0, "old/a");
    let note = Change { note: Some(Some(SafeText::clean("remember"))), ..Change::default() };
    let noted = desk.library.change(&desk.log, 0, a, note);
    desk.write("r", vec![noted]);

    desk.add("r", "new\n  a\n  b");
    assert_eq!(desk.status(0, "new/a"), Status::Done);
    assert_eq!(desk.library.entries()[0].healing.fresh.len(), 2);

    let first = desk.mark(0, "new/a", Status::Doing);
    assert_eq!(first[0].set.from, Some(TopicId("old/a".into())));
    assert_eq!(first[0].was.status, Some(Status::Done));
    assert_eq!(desk.library.entries()[0].healing.fresh, [desk.place(0, "new/b")]);
    assert_eq!(desk.mark(0, "new/a", Status::Known)[0].set.from, None);

    for _restart in 0..2 {
        assert_eq!(desk.status(0, "new/a"), Status::Known);
        assert_eq!(desk.library.note(&desk.log, 0, a), Some("remember"));
        let mark = desk.library.mark(&desk.log, 0, a).unwrap();
        assert_eq!(mark.status.as_ref().unwrap().value, Status::Known);
        assert_eq!(mark.note.as_ref().unwrap().value, Some(SafeText::clean("remember")));
        desk.add("r", "new\n  a\n  b");
    }
}

#[test]
fn the_newest_of_two_records_holds_for_each_field() {
    let mut desk = Desk::new(&[("r", "s\n  a was=s/old")]);
    desk.record("r", Status::Done, &["s/a"]);
    desk.record("r", Status::Skipped, &["s/old"]);
    assert_eq!(desk.status(0, "s/a"), Status::Skipped);
    desk.record("r", Status::Known, &["s/a"]);
    assert_eq!(desk.status(0, "s/a"), Status::Known);
    assert!(desk.library.mark(&desk.log, 0, Place(0)).is_none());
}

#[test]
fn an_adopted_record_is_there_at_once() {
    let mut desk = Desk::new(&[("r", "s\n  a")]);
    desk.record("r", Status::Done, &["gone/b"]);
    assert_eq!(desk.status(0, "s/a"), Status::Todo);
    let adopt = Change { from: Some(TopicId("gone/b".into())), ..Change::default() };
    let adopted = desk.library.change(&desk.log, 0, desk.place(0, "s/a"), adopt);
    desk.write("r", vec![adopted]);
    assert_eq!(desk.status(0, "s/a"), Status::Done);
    assert_eq!(desk.library.entries()[0].healing.orphans, []);
    assert_eq!(desk.library.entries()[0].healing.fresh, []);
}

#[test]
fn a_leaf_is_met_when_all_its_concepts_are_complete_elsewhere() {
    let mut desk = Desk::new(&[
        ("here", "s #p\n  a #x #y ~z\n  b #p\n  c ~x\n  d #c\n  e #x\n  f #x\n  g"),
        ("there", "t\n  x #x\n  p #p\n    q\n    r\n  c #c pick=1 optional\n    m\n    n"),
        ("beyond", "t\n  y #y\n  x ~x"),
    ]);
    let met = |desk: &Desk, id: &str| {
        desk.library.met_elsewhere(0, desk.place(0, id)).map(|entry| entry.roadmap.id.0.to_string())
    };
    assert_eq!(desk.library.met_elsewhere_count(0), 0);

    desk.record("here", Status::Done, &["s/e"]);
    desk.record("beyond", Status::Done, &["t/x"]);
    assert_eq!(met(&desk, "s/f"), None, "its own roadmap and related ones do not count");

    desk.record("there", Status::Known, &["t/x"]);
    assert_eq!(met(&desk, "s/f").as_deref(), Some("there"));
    assert_eq!(met(&desk, "s/e"), None, "it is done");
    assert_eq!(met(&desk, "s/c"), None, "related only");
    assert_eq!(met(&desk, "s/a"), None, "y is not met");

    desk.record("beyond", Status::Done, &["t/y"]);
    assert_eq!(met(&desk, "s/a").as_deref(), Some("there"));

    desk.record("there", Status::Done, &["t/p/q"]);
    assert_eq!(met(&desk, "s/b"), None);
    desk.record("there", Status::Done, &["t/p/r", "t/c/n"]);
    assert_eq!(met(&desk, "s/b").as_deref(), Some("there"));
    assert_eq!(met(&desk, "s/d").as_deref(), Some("there"));
    assert_eq!(met(&desk, "s"), None, "a parent is not marked");
    assert_eq!(desk.library.met_elsewhere_count(0), 4);
}

#[test]
fn topics_that_share_an_idea_are_found_related_ones_too() {
    let desk = Desk::new(&[("a", "s\n  x #x ~y"), ("b", "s\n  y #y\n  x ~x\n  z #z"), ("c", "s #x #y")]);
    let also: Vec<_> = desk.library.also_in(0, desk.place(0, "s/x"));
    assert_eq!(also, [(1, desk.place(1, "s/y")), (1, desk.place(1, "s/x")), (2, Place(0))]);
    assert_eq!(desk.library.also_in(1, desk.place(1, "s/z")), []);
}

#[test]
fn a_required_concept_is_met_in_whichever_roadmap() {
    let mut desk = Desk::new(&[("a", "s\n  x <#http\n  y <#nobody\n  z"), ("b", "s\n  h #http\n  i #http")]);
    let steps = |desk: &Desk| match desk.library.next(0, 9) {
        Next::Steps(steps) => sketch::slugs(&desk.library.entries()[0].roadmap, steps.iter().map(|step| step.place)),
        other => format!("{other:?}"),
    };
    assert_eq!(steps(&desk), "y z", "a concept that nobody bears holds nothing up");
    desk.record("a", Status::Done, &["s/y", "s/z"]);
    let Next::Steps(blocked) = desk.library.next(0, 9) else { panic!("x is left") };
    assert_eq!(blocked[0].reason, Reason::BeforeIts { missing: Requirement::Concept("http".into()) });
    desk.record("b", Status::Done, &["s/i"]);
    let Next::Steps(ready) = desk.library.next(0, 9) else { panic!("x is left") };
    assert_eq!(ready[0].reason, Reason::InOrder);
    desk.record("b", Status::Todo, &["s/i"]);
    desk.record("b", Status::Skipped, &["s/h", "s/i"]);
    let Next::Steps(ready) = desk.library.next(0, 9) else { panic!("x is left") };
    assert_eq!(ready[0].reason, Reason::InOrder, "there is no topic left to learn it from");
}
