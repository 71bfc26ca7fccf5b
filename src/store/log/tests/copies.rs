//! Files beside the state file that are called like conflict copies: those that are ones are taken in, no others.

use std::fs;
use std::os::unix::fs::symlink;

use super::super::{LogFile, Mended};
use super::mirror::home;
use super::{content, edit, edits, text};
use crate::format::log::write;
use crate::model::Machine;
use crate::store::Paths;

fn mend(paths: &Paths) -> Mended {
    let mut file = LogFile::of(paths);
    let (log, _) = file.open(&Machine("a".into()), 1).unwrap();
    file.mend(&log).unwrap()
}

fn words(paths: &Paths) -> Vec<String> {
    mend(paths).words().iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_that_is_no_log_stays_whatever_it_is_called() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    let mine = ["progress conflict notes.md", "progress conflict.jsonl", "progress 2.jsonl", "progress.jsonl.orig"];
    for name in mine {
        fs::write(paths.data.join(name), "{\"my\":\"own\"}\n\nwords\n").unwrap();
    }
    assert!(words(&paths).is_empty());
    assert!(mine.iter().all(|name| paths.data.join(name).exists()) && !paths.state.join("merged").exists());
}

#[test]
fn lines_of_a_copy_that_cannot_be_read_are_told_and_kept() {
    let (_home, paths) = home();
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    let all = edits("b", 2);
    let far = write(&all[1]).replacen("\"at\":\"2026", "\"at\":\"2150", 1);
    let copy = format!("{}garbage\n{far}", write(&all[0]));
    fs::write(paths.data.join("progress 2.jsonl"), &copy).unwrap();
    fs::write(paths.data.join("progress 3.jsonl"), format!("{}?\n", write(&all[0]))).unwrap();
    assert_eq!(
        words(&paths),
        [
            "1 edit came from the copy \"progress 2.jsonl\", which is put aside with 1 line that cannot be read",
            "the copy \"progress 3.jsonl\" held nothing new and is put aside with 1 line that cannot be read",
        ]
    );
    assert_eq!(content(&paths.state.join("merged/progress 2.jsonl")), copy);
    assert!(content(&paths.log()).contains(&far), "it is dated too late to count, and a line of the log");
}

/// As dotfile managers lay it: a sync tool puts its copies where the file is in truth.
#[test]
fn copies_beside_the_file_that_a_link_leads_to_are_found_too() {
    let (home, paths) = home();
    let real = home.path().join("synced");
    fs::create_dir(&real).unwrap();
    fs::create_dir(&paths.data).unwrap();
    symlink("../synced/progress.jsonl", paths.log()).unwrap();
    LogFile::of(&paths).append(&[edit("a")]).unwrap();
    let copy = real.join("progress.sync-conflict-20261121-101528-ABCDEFG.jsonl");
    fs::write(&copy, text(&edits("b", 2))).unwrap();
    assert_eq!(mend(&paths).copies[0].edits, 2);
    assert_eq!(content(&real.join("progress.jsonl")), text(&[vec![edit("a")], edits("b", 2)].concat()));
    assert!(!copy.exists() && paths.log().is_symlink());
}
