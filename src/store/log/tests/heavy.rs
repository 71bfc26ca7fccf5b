//! What would make the state file too much to be opened: refused before anything is written.

use std::fs;

use super::super::LogFile;
use super::mirror::{day, home};
use super::{content, edit, edits, text};
use crate::format::log::write;
use crate::model::{Edit, Log, Machine, SafeText};
use crate::store::{Backup, import};

/// More than is kept in memory here.
fn heavy() -> Vec<Edit> {
    let mut all = edits("b", 7);
    let note = SafeText::clean(&"word ".repeat(180_000));
    for edit in &mut all {
        edit.set.note = Some(Some(note.clone()));
    }
    all
}

#[test]
fn neither_a_copy_nor_a_backup_makes_the_file_too_much_to_be_opened() {
    let (home, paths) = home();
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    let copy = paths.data.join("progress 2.jsonl");
    fs::write(&copy, text(&heavy())).unwrap();
    let open = || LogFile::of(&paths).open(&Machine("a".into()), 1);
    let (log, _) = open().unwrap();
    let mended = LogFile::of(&paths).mend(&log).unwrap();
    assert!(mended.left[0].to_string().contains("over 100 MB of edits"), "{:?}", mended.left);
    assert!(copy.exists());
    let backup = home.path().join("backup");
    fs::rename(copy, &backup).unwrap();
    let import_it = || import(&paths, Backup::open(&backup).unwrap(), Some(day(0)));
    for error in [import_it().unwrap_err(), Backup::found_in(&backup, &log).unwrap_err()] {
        assert!(error.to_string().contains("over 100 MB of edits"), "{error}");
    }
    assert_eq!(content(&paths.log()), text(&[edit("a")]));
    open().unwrap();
    fs::write(&backup, text(&heavy()[..2])).unwrap();
    assert_eq!(import_it().unwrap().unwrap().synced.came.values().sum::<usize>(), 2);
    open().unwrap();
}

#[test]
fn neither_does_what_is_kept_beside_it() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    let own = paths.state.join("own.jsonl");
    fs::write(&own, content(&own) + &heavy().iter().map(write).collect::<String>()).unwrap();
    let open = || LogFile::of(&paths).open(&Machine("a".into()), 1);
    let (log, _) = open().unwrap();
    for error in [LogFile::of(&paths).mend(&log).unwrap_err(), LogFile::of(&paths).found(&log).unwrap_err()] {
        assert!(error.to_string().contains("over 100 MB of edits"), "{error}");
    }
    assert_eq!(content(&paths.log()), text(&[edit("a")]));
    open().unwrap();
}

#[test]
fn a_copy_that_changes_while_it_is_read_leaves_the_file_as_it_was() {
    let (home, paths) = home();
    let mut file = LogFile::of(&paths);
    file.append(&[edit("a")]).unwrap();
    let (log, _) = file.open(&Machine("a".into()), 1).unwrap();
    let copy = home.path().join("copy");
    fs::write(&copy, text(&edits("b", 7000))).unwrap();
    let found = Backup::found_in(&copy, &log).unwrap().unwrap();
    fs::write(&copy, text(&edits("b", 7000)).replacen("topic-6999", "topic-9998", 1)).unwrap();
    let error = file.take_in(&found).unwrap_err();
    assert!(error.to_string().ends_with("the copy was changed while it was read"), "{error}");
    assert_eq!(content(&paths.log()), text(&[edit("a")]));
}

#[test]
fn of_a_long_file_a_piece_is_handed_over_at_a_time() {
    let (_home, paths) = home();
    let long = edits("b", 2000);
    fs::create_dir_all(&paths.data).unwrap();
    fs::write(paths.log(), text(&long)).unwrap();
    let mut file = LogFile::of(&paths);
    file.set_most(64 << 10);
    let (mut all, mut pieces) = (Vec::new(), 0);
    loop {
        let caught = file.catch_up().unwrap();
        assert!(!caught.replaced);
        all.extend(caught.edits);
        pieces += 1;
        if !caught.more {
            break;
        }
    }
    assert!(pieces > 2, "{pieces}");
    assert_eq!(all, long);
    assert!(file.catch_up().unwrap().edits.is_empty());
}

#[test]
fn a_log_that_is_full_takes_no_more_and_one_that_is_too_heavy_is_neither_read_nor_written() {
    let (_home, paths) = home();
    fs::create_dir_all(&paths.data).unwrap();
    fs::write(paths.log(), text(&heavy()[..3])).unwrap();
    let open = |file: &mut LogFile| file.open(&Machine("a".into()), 1);
    let mut file = LogFile::of(&paths);
    let (log, _) = open(&mut file).unwrap();
    assert!(file.has_room(&log).unwrap_err().to_string().starts_with("could not write"));
    file.may_read_on([&log]).unwrap();
    let all = text(&heavy());
    fs::write(paths.log(), &all).unwrap();
    LogFile::new(paths.state.join("own.jsonl")).append(&[edit("a")]).unwrap();
    let mut file = LogFile::of(&paths);
    open(&mut file).unwrap_err();
    let nothing = Log::new(Machine("a".into()), 1);
    for error in [
        file.mend(&nothing).map(drop).unwrap_err(),
        file.catch_up().map(drop).unwrap_err(),
        file.append(&[edit("a")]).map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().contains("over 100 MB of edits"), "{error}");
    }
    assert_eq!(content(&paths.log()), all);
}

#[test]
fn lines_of_a_newer_version_are_not_taken_in_from_what_is_kept() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&edits("a", 2)).unwrap();
    let own = paths.state.join("own.jsonl");
    let newer = write(&edits("a", 3)[2]).replacen('{', "{\"milepost\":2,", 1);
    fs::write(&own, content(&own) + &newer).unwrap();
    fs::write(paths.log(), text(&edits("a", 1))).unwrap();
    let (log, _) = LogFile::of(&paths).open(&Machine("a".into()), 1).unwrap();
    assert_eq!(LogFile::of(&paths).mend(&log).unwrap().own, 1);
    assert_eq!(content(&paths.log()), text(&edits("a", 2)));
}
