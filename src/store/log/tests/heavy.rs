//! What would make the state file too much to be opened: refused before anything is written.

use std::fs;

use super::super::{LogFile, records};
use super::mirror::home;
use super::{content, edit, edits, text};
use crate::model::{Edit, Log, Machine, SafeText};
use crate::store::import;

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
    assert!(mended.left[0].to_string().ends_with("more than milepost keeps in memory (100 MB)"), "{:?}", mended.left);
    assert!(copy.exists());
    let backup = home.path().join("backup");
    fs::rename(copy, &backup).unwrap();
    let error = import(&paths, &records(&backup).unwrap(), false).unwrap_err();
    assert!(error.to_string().contains("more than milepost keeps"), "{error}");
    let found = LogFile::found_in(&backup, &log).unwrap();
    LogFile::of(&paths).take_in(&found).unwrap_err();
    assert_eq!(content(&paths.log()), text(&[edit("a")]));
    open().unwrap();
    let few = LogFile::found_in(&backup, &Log::new(Machine("a".into()), 1)).unwrap();
    assert_eq!(few.edits.len(), 7);
    fs::write(&backup, text(&heavy()[..4])).unwrap();
    assert_eq!(import(&paths, &records(&backup).unwrap(), false).unwrap().0.came.values().sum::<usize>(), 4);
    open().unwrap();
}
