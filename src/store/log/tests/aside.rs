//! What is put aside, a conflict copy or a damaged line: not before what it holds is on the disk elsewhere.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustix::io::Errno;
use tempfile::TempDir;

use super::super::super::probe::{Answer, Call, unwatch, watch};
use super::super::LogFile;
use super::mirror::{home, start};
use super::{content, edits, read_anew, text};
use crate::format::log::write;
use crate::model::{Edit, Log, Machine};
use crate::store::Paths;

const ERRORS: [Errno; 4] = [Errno::NOSPC, Errno::IO, Errno::ROFS, Errno::ACCESS];

/// A step that something is put aside in.
type Step = fn(&Paths) -> bool;

/// Looks around the state file, as every start does; says whether all went well.
fn mend(paths: &Paths) -> bool {
    let mut file = LogFile::of(paths);
    let mut log = Log::new(Machine("a".into()), 1);
    let Ok(caught) = file.catch_up() else { return false };
    log.absorb(caught.edits);
    file.mend(&log).is_ok_and(|mended| mended.left.is_empty())
}

fn set_aside(paths: &Paths) -> bool {
    LogFile::of(paths).set_aside().is_ok()
}

/// The name of a conflict copy.
const COPY: &str = "progress (1).jsonl";

/// A log with a conflict copy beside it, which alone has three edits of another machine.
fn with_copy() -> (TempDir, Paths) {
    let (home, paths) = home();
    LogFile::of(&paths).append(&edits("a", 2)).unwrap();
    fs::write(paths.data.join(COPY), text(&edits("b", 3))).unwrap();
    (home, paths)
}

const GARBLED: &str = "<<<<<<< what somebody may want to look at";

/// A log with a garbled line, and a torn one behind which an edit of another machine stands.
fn damaged() -> (TempDir, Paths) {
    let (home, paths) = home();
    let (line, torn) = (write(&edits("a", 1)[0]), &write(&edits("b", 1)[0]));
    fs::create_dir_all(&paths.data).unwrap();
    fs::write(paths.log(), format!("{}{GARBLED}\n{line}{}{torn}", text(&[]), &line[..40])).unwrap();
    (home, paths)
}

fn count_calls(paths: &Paths, step: Step) -> usize {
    let count = Rc::new(Cell::new(0));
    let counter = Rc::clone(&count);
    watch(move |_| {
        counter.set(counter.get() + 1);
        Answer::Go
    });
    assert!(step(paths));
    unwatch();
    count.get()
}

/// Lets each call of the step fail in turn, alone or with all that follow; afterwards and when the fault is gone
/// `is_kept` must hold.
fn suffer(prepare: fn() -> (TempDir, Paths), step: Step, is_kept: impl Fn(&Paths, &str)) {
    let calls = count_calls(&prepare().1, step);
    assert!(calls > 6, "{calls}");
    for failing in 0..calls {
        for (error, lasting) in ERRORS.into_iter().flat_map(|error| [(error, false), (error, true)]) {
            let (_home, paths) = prepare();
            let mut number = 0;
            watch(move |_| {
                number += 1;
                let fails = number - 1 == failing || (lasting && number > failing);
                if fails { Answer::Fail(io::Error::from(error)) } else { Answer::Go }
            });
            step(&paths);
            unwatch();
            let what = format!("{error} at call {failing}, lasting: {lasting}");
            is_kept(&paths, &what);
            assert!(step(&paths), "{what}: the fault is gone");
            is_kept(&paths, &what);
        }
    }
}

fn holds_all(paths: &Paths, all: &[Edit]) -> bool {
    let there = read_anew(&paths.log());
    all.iter().all(|edit| there.contains(edit))
}

#[test]
fn whichever_call_fails_a_copy_is_put_aside_only_when_its_edits_are_in_the_file() {
    suffer(with_copy, mend, |paths, what| {
        assert!(holds_all(paths, &edits("a", 2)), "{what}");
        let is_beside = fs::read_to_string(paths.data.join(COPY)).is_ok_and(|there| there == text(&edits("b", 3)));
        assert!(is_beside || holds_all(paths, &edits("b", 3)), "{what}");
    });
    let (_home, paths) = with_copy();
    assert!(mend(&paths));
    assert!(!paths.data.join(COPY).exists());
    assert_eq!(content(&paths.state.join("merged").join(COPY)), text(&edits("b", 3)), "as it was");
    assert_eq!(start(&paths).0.edits().count(), 5);
}

#[test]
fn whichever_call_fails_a_damaged_line_is_there_or_in_the_file_beside_it() {
    suffer(damaged, set_aside, |paths, what| {
        assert!(holds_all(paths, &[edits("a", 1), edits("b", 1)].concat()), "{what}");
        let aside = fs::read_to_string(paths.data.join("progress.unreadable")).unwrap_or_default();
        assert!(content(&paths.log()).contains(GARBLED) || aside.contains(GARBLED), "{what}");
    });
    let (_home, paths) = damaged();
    let before = content(&paths.log());
    assert_eq!(LogFile::of(&paths).set_aside().unwrap(), 2);
    assert!(content(&paths.log()).starts_with(&text(&[])) && content(&paths.log()).len() > before.len());
    assert!(LogFile::new(paths.log()).catch_up().unwrap().bad_lines.is_empty());
}

/// What was done to the disk, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Done {
    Wrote(PathBuf),
    Synced(PathBuf),
    /// What cannot be taken back.
    PutAside,
}

fn order_of(paths: &Paths, step: Step) -> Vec<Done> {
    let done = Rc::new(RefCell::new(Vec::new()));
    let writer = Rc::clone(&done);
    watch(move |call| {
        let did = match *call {
            Call::Write(path, _) => Done::Wrote(path.into()),
            Call::Sync(path) => Done::Synced(path.into()),
            Call::Rename(..) | Call::Blank => Done::PutAside,
            _ => return Answer::Go,
        };
        writer.borrow_mut().push(did);
        Answer::Go
    });
    assert!(step(paths));
    unwatch();
    done.take()
}

/// Everything that was written to the file before the first was put aside had been synced by then.
#[track_caller]
fn is_synced_before(order: &[Done], file: &Path) {
    let first = order.iter().position(|done| *done == Done::PutAside).expect("something is put aside");
    let written = order[..first].iter().rposition(|done| *done == Done::Wrote(file.into()));
    let written = written.unwrap_or_else(|| panic!("{} is written before: {order:?}", file.display()));
    assert!(order[written..first].contains(&Done::Synced(file.into())), "{order:?}");
}

#[test]
fn what_is_put_aside_is_on_the_disk_elsewhere_before() {
    let (_home, paths) = with_copy();
    is_synced_before(&order_of(&paths, mend), &paths.log());
    // One that holds nothing new: whoever wrote the same into the file may not have waited for the disk.
    let (_home, paths) = home();
    fs::create_dir_all(&paths.data).unwrap();
    for file in [paths.log(), paths.data.join(COPY)] {
        fs::write(file, text(&edits("b", 3))).unwrap();
    }
    let order = order_of(&paths, mend);
    let synced = order.iter().position(|done| *done == Done::Synced(paths.log()));
    assert!(synced.is_some() && synced < order.iter().position(|done| *done == Done::PutAside), "{order:?}");
    let (_home, paths) = damaged();
    let order = order_of(&paths, set_aside);
    is_synced_before(&order, &paths.data.join("progress.unreadable"));
    is_synced_before(&order, &paths.log());
}

#[test]
fn text_that_is_too_long_to_be_looked_through_is_not_taken_for_another() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&edits("a", 1)).unwrap();
    fs::write(paths.log(), "other text\n").unwrap();
    let file = fs::File::options().append(true).open(paths.log()).unwrap();
    file.set_len(super::super::LARGEST + 1).unwrap();
    let refused = LogFile::of(&paths).set_aside().unwrap_err();
    assert!(refused.to_string().contains("larger than"), "{refused}");
    assert!(paths.log().exists());
}
