//! What fuzzing has found once, and what is worth beginning from: every file of `tests/fuzz/regressions`.

use std::fs;
use std::path::Path;

#[path = "../fuzz/promises.rs"]
mod promises;

type Reader = fn(&[u8]);

#[test]
fn every_reader_keeps_its_promises_of_what_was_found_once() {
    let readers: [(&str, Reader); 3] =
        [("roadmap", promises::roadmap), ("log", promises::log), ("config", promises::config)];
    // What one reader stumbled over is asked of the others too.
    let mut files = Vec::new();
    for (name, _) in readers {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/regressions").join(name);
        let found = fs::read_dir(&directory).expect("it is there").flatten().map(|entry| entry.path());
        let before = files.len();
        files.extend(found);
        assert!(files.len() > before, "{} holds something", directory.display());
    }
    for file in files {
        let bytes = fs::read(&file).expect("it can be read");
        for (name, reader) in readers {
            let kept = std::panic::catch_unwind(|| reader(&bytes));
            assert!(kept.is_ok(), "{name} breaks a promise at {}", file.display());
        }
    }
}
