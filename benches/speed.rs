//! What must stay fast: `cargo bench`. Sizes show that nothing grows with the roadmap but reading it.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::Offset;
use milepost::app::{App, Input, Msg, Session, Shown};
use milepost::command::Key;
use milepost::config::{BuiltIn, Config};
use milepost::model::{Change, Library, Log, Machine, Now, Origin, Query, Roadmap, RoadmapId, Status};
use milepost::store::{self, LogFile, Paths};
use milepost::view::{Look, draw};
use milepost::{format, model};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const TOPICS: [usize; 3] = [100, 1_000, 10_000];
const EDITS: [usize; 2] = [10, 100_000];

fn main() {
    divan::main();
}

fn yaml(topics: usize) -> String {
    let mut text = "title: Large\nstages:\n".to_owned();
    for topic in 0..topics {
        if topic % 12 == 0 {
            write!(text, "  - title: Stage {}\n    topics:\n", topic / 12).expect("a string takes all");
        }
        let words =
            "What it is, why it matters, and what one can do when it is learned, in two plain sentences or three.";
        write!(text, "      - title: Topic {topic}\n        description: {words}\n        estimate: 2h\n        resources: [https://example.org/{topic}]\n")
            .expect("a string takes all");
    }
    text
}

fn large(topics: usize) -> Roadmap {
    format::roadmap::read("large", &yaml(topics)).value.expect("a roadmap")
}

fn now(second: i64) -> Now {
    Now { at: Timestamp::from_second(1_794_000_000 + second).expect("a plausible second"), offset: Offset::UTC }
}

fn log() -> Log {
    Log::new(Machine("bench".into()), 1)
}

/// The screen of a roadmap of this size, everything unfolded.
fn screen(topics: usize) -> (App, Terminal<TestBackend>) {
    let log = log();
    let mut library = Library::default();
    library.add(vec![(large(topics), Origin::Bundled)], &log);
    let mut app = App::new(library, log, Session::default(), Config::default(), now(0));
    app.update(Msg::Shown(Shown { rows: 25, ..Shown::default() }));
    press(&mut app, "enter = g g");
    (app, Terminal::new(TestBackend::new(100, 30)).expect("a screen in memory"))
}

fn press(app: &mut App, keys: &str) {
    for key in Key::sequence(keys).expect(keys) {
        if let Some(msg) = app.interpret(Input::Key(key)) {
            black_box(app.update(msg));
        }
    }
}

fn picture(app: &App, terminal: &mut Terminal<TestBackend>) {
    let look = Look::new(BuiltIn::Dark, false);
    let drawn = terminal.draw(|frame| {
        black_box(draw(app, look, frame));
    });
    black_box(drawn.expect("memory takes all"));
}

#[divan::bench]
fn the_four_roadmaps() -> Vec<Roadmap> {
    store::bundled()
}

#[divan::bench(args = TOPICS)]
fn a_file(bencher: Bencher<'_, '_>, topics: usize) {
    let text = yaml(topics);
    bencher.bench_local(|| format::roadmap::read("large", &text));
}

#[divan::bench(args = TOPICS)]
fn a_cursor_key_and_its_frame(bencher: Bencher<'_, '_>, topics: usize) {
    let (mut app, mut terminal) = screen(topics);
    bencher.bench_local(|| {
        press(&mut app, "j");
        picture(&app, &mut terminal);
        press(&mut app, "k");
        picture(&app, &mut terminal);
    });
}

#[divan::bench(args = TOPICS)]
fn a_tick_and_its_frame(bencher: Bencher<'_, '_>, topics: usize) {
    let (mut app, mut terminal) = screen(topics);
    press(&mut app, "j");
    bencher.bench_local(|| {
        press(&mut app, "space");
        app.update(Msg::Saved(1));
        picture(&app, &mut terminal);
    });
}

#[divan::bench(args = TOPICS)]
fn a_fold(bencher: Bencher<'_, '_>, topics: usize) {
    let (mut app, _) = screen(topics);
    bencher.bench_local(|| press(&mut app, "enter enter"));
}

#[divan::bench(args = TOPICS)]
fn a_search(bencher: Bencher<'_, '_>, topics: usize) {
    let roadmap = large(topics);
    bencher.bench_local(|| Query::new("topic 77").find(&roadmap, |_| None));
}

fn edits(count: usize) -> (Log, Vec<model::Edit>) {
    let mut log = log();
    let id = RoadmapId("large".into());
    let mut all = Vec::new();
    for number in 0..count {
        let change = Change { status: Some(Status::Done), ..Change::default() };
        let topic = model::TopicId(format!("stage/topic-{}", number % 10_000).into());
        let edits = log.compose(now(number.try_into().unwrap_or(0)), &id, vec![(topic, change)]);
        log.absorb(edits.clone());
        all.extend(edits);
    }
    (log, all)
}

/// A state file of so many edits, where this machine keeps its own.
fn state_file(count: usize) -> (tempfile::TempDir, Paths) {
    let directory = tempfile::tempdir().expect("a directory");
    let paths = Paths { data: directory.path().join("data"), state: directory.path().join("state") };
    LogFile::of(&paths).append(&edits(count).1).expect("it can be written");
    (directory, paths)
}

fn open(paths: &Paths) -> (LogFile, Log) {
    let mut file = LogFile::of(paths);
    let (log, _) = file.open(&Machine("bench".into()), 1).expect("it can be read");
    (file, log)
}

/// What opening is measured by: a learner with 100,000 edits is to wait less than five times as long. A program that
/// starts pays for fresh memory too, which this leaves out.
#[divan::bench(args = EDITS)]
fn the_state_file_merely_read(bencher: Bencher<'_, '_>, count: usize) {
    let (_directory, paths) = state_file(count);
    bencher.bench_local(|| std::fs::read(paths.log()).expect("it can be read"));
}

/// By the checkpoint that the last start has left.
#[divan::bench(args = EDITS)]
fn the_state_file_opened(bencher: Bencher<'_, '_>, count: usize) {
    let (_directory, paths) = state_file(count);
    let (mut file, log) = open(&paths);
    file.mend(&log).expect("nothing is missing");
    file.finish_opening(&log);
    bencher.bench_local(|| open(&paths));
}

#[divan::bench(args = EDITS, sample_count = 10)]
fn the_state_file_opened_without_a_checkpoint(bencher: Bencher<'_, '_>, count: usize) {
    let (_directory, paths) = state_file(count);
    bencher.bench_local(|| open(&paths));
}

/// Whether anything of this machine is missing from the file: after the first frame, and before an answer.
#[divan::bench(args = EDITS, sample_count = 20)]
fn the_second_copy_compared(bencher: Bencher<'_, '_>, count: usize) {
    let (_directory, paths) = state_file(count);
    let (mut file, log) = open(&paths);
    file.mend(&log).expect("nothing is missing");
    file.finish_opening(&log);
    bencher
        .with_inputs(|| open(&paths))
        .bench_local_values(|(mut file, log)| file.mend(&log).expect("nothing is missing"));
}

#[divan::bench(args = EDITS, sample_count = 50)]
fn an_edit_made_to_last(bencher: Bencher<'_, '_>, count: usize) {
    let directory = tempfile::tempdir().expect("a directory");
    let mut file = LogFile::new(directory.path().join("progress.jsonl"));
    let (mut log, all) = edits(count);
    file.append(&all).expect("it can be written");
    let id = RoadmapId("large".into());
    let mut second = i64::try_from(count).unwrap_or(0);
    bencher.bench_local(|| {
        second += 1;
        let change = Change { status: Some(Status::Done), ..Change::default() };
        let edits = log.compose(now(second), &id, vec![(model::TopicId("stage/topic-1".into()), change)]);
        file.append(&edits).expect("it can be written")
    });
}

/// What home shows of learning over time: after the first frame, and when home is opened.
#[divan::bench(args = EDITS, sample_count = 20)]
fn the_activity_of_a_long_log(bencher: Bencher<'_, '_>, count: usize) {
    let (log, _) = edits(count);
    let mut library = Library::default();
    library.add(vec![(large(10_000), Origin::Bundled)], &log);
    bencher.bench_local(|| model::Activity::of(&library, &model::Learning::of(&library, &log), now(0)));
}
