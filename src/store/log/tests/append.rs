//! How an append leaves the file, and which files it refuses.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::thread;

use super::super::LogFile;
use super::{content, edit, edits, place, read_anew, text};
use crate::format::log::write;
use crate::model::{Change, SafeText};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_first_append_makes_a_private_file_and_nothing_does_so_before() {
    let (directory, _) = place();
    let path = directory.path().join("a/b/progress.jsonl");
    let mut file = LogFile::new(path.clone());
    file.catch_up().unwrap();
    file.append(&[]).unwrap();
    assert!(!directory.path().join("a").exists());
    file.append(&[edit("a")]).unwrap();
    assert_eq!(content(&path), text(&[edit("a")]));
    assert_eq!((mode(&path), mode(path.parent().unwrap()), mode(&directory.path().join("a"))), (0o600, 0o700, 0o700));
}

#[test]
fn an_append_leaves_what_was_there_and_its_permissions_as_they_are() {
    let (_directory, path) = place();
    fs::write(&path, text(&[edit("a")])).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    LogFile::new(path.clone()).append(&[edit("b")]).unwrap();
    assert_eq!(content(&path), text(&[edit("a"), edit("b")]));
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn an_empty_file_gets_its_header() {
    let (_directory, path) = place();
    File::create(&path).unwrap();
    LogFile::new(path.clone()).append(&[edit("a")]).unwrap();
    assert_eq!(content(&path), text(&[edit("a")]));
}

#[test]
fn a_torn_tail_is_closed_first_wherever_it_was_torn() {
    let line = write(&edit("a"));
    for cut in 1..line.len() {
        let (_directory, path) = place();
        fs::write(&path, &line[..cut]).unwrap();
        let mut file = LogFile::new(path.clone());
        let caught = file.append(&[edit("b")]).unwrap();
        assert_eq!(content(&path), format!("{}\n{}", &line[..cut], write(&edit("b"))));
        // A last line that only lacks its newline counts from now on.
        let whole = cut == line.len() - 1;
        assert_eq!((caught.edits.len(), caught.bad_lines.len()), (1 + usize::from(whole), usize::from(!whole)));
        assert!(file.catch_up().unwrap().edits.is_empty());
    }
}

#[test]
fn an_append_gives_what_is_new_in_the_file_by_then() {
    let (_directory, path) = place();
    let (mut here, mut there) = (LogFile::new(path.clone()), LogFile::new(path));
    assert_eq!(here.append(&[edit("a")]).unwrap().edits, [edit("a")]);
    assert_eq!(there.append(&[edit("b")]).unwrap().edits, [edit("a"), edit("b")]);
    assert_eq!(here.append(&[edit("c")]).unwrap().edits, [edit("b"), edit("c")]);
    assert_eq!(there.catch_up().unwrap().edits, [edit("c")]);
    assert!(here.catch_up().unwrap().edits.is_empty());
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let (_directory, path) = place();
    let write_all = |machine: &'static str| {
        let mut file = LogFile::new(path.clone());
        thread::spawn(move || {
            let mut seen = 0;
            for edit in edits(machine, 200) {
                seen += file.append(&[edit]).unwrap().edits.len();
            }
            seen + file.catch_up().unwrap().edits.len()
        })
    };
    let writers = [write_all("a"), write_all("b")];
    let seen = writers.map(|writer| writer.join().unwrap());
    let mut all = read_anew(&path);
    let mut expected = [edits("a", 200), edits("b", 200)].concat();
    all.sort();
    expected.sort();
    assert_eq!(all, expected);
    assert!(seen.contains(&400), "the last to stop has seen all of the other's");
    assert_eq!(content(&path).lines().count(), 401, "one header, and a line for each edit");
}

#[test]
fn a_lock_that_is_not_given_back_is_a_clear_error() {
    let (_directory, path) = place();
    fs::write(&path, text(&[])).unwrap();
    let other = OpenOptions::new().append(true).open(&path).unwrap();
    other.lock().unwrap();
    let mut file = LogFile::new(path.clone());
    let error = file.append(&[edit("a")]).unwrap_err().to_string();
    assert_eq!(error, format!("could not write {}: another program has kept it locked for 2 seconds", path.display()));
    assert_eq!(content(&path), text(&[]));
    other.unlock().unwrap();
    file.append(&[edit("a")]).unwrap();
    assert_eq!(read_anew(&path), [edit("a")]);
}

#[test]
fn symbolic_and_hard_links_stay_links() {
    let (directory, path) = place();
    let (target, second) = (directory.path().join("target"), directory.path().join("second"));
    symlink(&target, &path).unwrap();
    LogFile::new(path.clone()).append(&[edit("a")]).unwrap();
    fs::hard_link(&target, &second).unwrap();
    LogFile::new(second.clone()).append(&[edit("b")]).unwrap();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(fs::metadata(&target).unwrap().ino(), fs::metadata(&second).unwrap().ino());
    assert_eq!(content(&path), text(&[edit("a"), edit("b")]));
}

#[test]
fn what_is_not_a_regular_file_is_refused_and_not_waited_for() {
    let (directory, path) = place();
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    for path in [&path, directory.path(), Path::new("/dev/null")] {
        let mut file = LogFile::new(path.to_owned());
        for error in [file.append(&[edit("a")]).unwrap_err(), file.catch_up().unwrap_err()] {
            assert_eq!(&*error.reason, "it is not a regular file");
        }
    }
}

#[test]
fn a_place_that_cannot_be_written_is_a_clear_error() {
    let (directory, _) = place();
    let in_the_way = directory.path().join("file");
    File::create(&in_the_way).unwrap();
    let error = LogFile::new(in_the_way.join("progress.jsonl")).append(&[edit("a")]).unwrap_err();
    assert_eq!(&*error.reason, "not a directory");

    let closed = directory.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o500)).unwrap();
    let outcome = LogFile::new(closed.join("progress.jsonl")).append(&[edit("a")]);
    // Root may write everywhere.
    if !rustix::process::geteuid().is_root() {
        assert_eq!(&*outcome.unwrap_err().reason, "permission denied");
    }
}

#[test]
fn a_file_of_a_newer_version_is_read_and_left_as_it_is() {
    let (_directory, path) = place();
    let newer = format!("{}{{\"milepost\":2}}\n{{\"id\":7}}\nno newline", text(&[edit("a")]));
    fs::write(&path, &newer).unwrap();
    let mut file = LogFile::new(path.clone());
    let caught = file.catch_up().unwrap();
    assert!(caught.newer);
    assert_eq!(caught.edits, [edit("a")]);
    let error = file.append(&[edit("b")]).unwrap_err();
    assert_eq!(&*error.reason, "it was written by a newer milepost, and this one only reads it");
    assert_eq!(content(&path), newer);
}

#[test]
fn a_note_that_would_not_be_read_again_is_not_written() {
    let (_directory, path) = place();
    let mut long = edit("a");
    long.set = Change { note: Some(Some(SafeText::clean(&"x".repeat(1 << 20)))), ..Change::default() };
    let error = LogFile::new(path.clone()).append(&[long]).unwrap_err();
    assert_eq!(&*error.reason, "a change of this size does not fit into a line of 1 MB");
    let mut impossible = edit("a");
    impossible.at.offset = jiff::tz::Offset::from_seconds(1).unwrap();
    let error = LogFile::new(path.clone()).append(&[impossible]).unwrap_err();
    assert_eq!(&*error.reason, "the change would not read back as it was made");
    assert!(!path.exists());
}

#[test]
fn a_file_that_was_replaced_since_is_appended_to_in_its_new_form() {
    let (directory, path) = place();
    let mut file = LogFile::new(path.clone());
    file.append(&[edit("a")]).unwrap();
    let new = directory.path().join("new");
    File::create(&new).unwrap().write_all(text(&[edit("b")]).as_bytes()).unwrap();
    fs::rename(&new, &path).unwrap();
    let caught = file.append(&[edit("c")]).unwrap();
    assert!(caught.replaced);
    assert_eq!(caught.edits, [edit("b"), edit("c")]);
    assert_eq!(content(&path), text(&[edit("b"), edit("c")]));
}
