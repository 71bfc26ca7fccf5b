//! Two mirrors of one state file, made when its path was taken as it was spelled: both count.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::super::super::keep::Keep;
use super::super::super::paths::Paths;
use super::super::LogFile;
use super::edits;
use super::mirror::{day, home, start};
use crate::format::log::write;

/// Writes a mirror of the log in `data`, as a release did that took the path as it was spelled.
fn mirrored(place: &Path, data: &Path, lines: &str) {
    fs::create_dir_all(place).unwrap();
    let header = format!("{{\"milepost\":1,\"of\":\"{}\"}}\n", data.join("progress.jsonl").display());
    fs::write(place.join("own.jsonl"), header + lines).unwrap();
}

#[test]
fn what_either_place_holds_is_brought_back_and_put_aside_with_the_other() {
    let (home, real) = home();
    fs::create_dir(&real.data).unwrap();
    let link = home.path().join("link");
    symlink("data", &link).unwrap();
    let linked = Paths { data: link.clone(), state: real.state.clone() };
    // The state directory is another file's, so each spelling has had a place of its own.
    mirrored(&real.state, Path::new("/another"), "");
    let own = edits("a", 2);
    let one = Keep::of(&linked).directory().to_owned();
    mirrored(&one, &real.data, &write(&own[0]));
    let spelled = link
        .join("progress.jsonl")
        .to_string_lossy()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let other = real.state.join(format!("of-{spelled:016x}"));
    assert_ne!(one, other);
    mirrored(&other, &link, &write(&own[1]));
    assert!(LogFile::of(&linked).is_gone());
    fs::write(real.log(), "{\"milepost\":1}\n").unwrap();
    assert_eq!(start(&linked).1, 2);
    assert_eq!(start(&linked).1, 0, "what is there is not brought back again");
    assert!(other.join("own.jsonl").exists() && one.join("own.jsonl").exists());
    // A start afresh asks after neither.
    fs::remove_file(real.log()).unwrap();
    LogFile::of(&linked).start_afresh(day(0)).unwrap();
    assert!(!LogFile::of(&linked).is_gone() && !other.join("own.jsonl").exists());
}

#[test]
fn a_place_of_another_state_file_does_not_count() {
    let (home, real) = home();
    fs::create_dir(&real.data).unwrap();
    fs::write(real.log(), "{\"milepost\":1}\n").unwrap();
    mirrored(&real.state, &home.path().join("another"), &write(&edits("a", 1)[0]));
    assert_eq!(start(&real).1, 0);
}
