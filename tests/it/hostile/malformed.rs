//! Files that are broken in every way: none brings the program down.

use std::fs;

use crate::support::Test;

/// Files that were made to take long, or much, or to bring it down.
fn malformed() -> Vec<(&'static str, Vec<u8>)> {
    let many = |text: &str, megabytes: usize| text.repeat((megabytes << 20) / text.len()).into_bytes();
    vec![
        ("empty", Vec::new()),
        ("nuls", vec![0; 4 << 20]),
        ("one long line", vec![b'x'; 100 << 20]),
        ("open brackets", many("[", 1)),
        ("open braces", many("{\"a\":", 1)),
        ("open flows", many("- [", 1)),
        ("newlines", many("\n", 1)),
        ("deeper and deeper", (0..3000).map(|depth| " ".repeat(depth) + "- a:\n").collect::<String>().into_bytes()),
        ("anchors", ("a: &a [x]\n".to_owned() + &"b: [*a, *a, *a, *a, *a, *a, *a, *a]\n".repeat(9)).into_bytes()),
        (
            "many topics",
            ("title: A\nstages:\n - title: B\n   topics:\n".to_owned() + &"    - C\n".repeat(300_000)).into_bytes(),
        ),
        (
            "topics without end",
            ("title: A\nstages:\n - title: B\n   topics:\n".to_owned() + &"      - C1\n".repeat(6_000_000))
                .into_bytes(),
        ),
        ("records cut short", many("{\"id\":\"1\",\"at\":", 1)),
        ("bad lines", many("{\"id\":\"1\",\"at\":\n", 1)),
        ("no text", (0..=255).cycle().take(1 << 20).collect()),
        ("newer", many("{\"milepost\":2}\n", 1)),
        ("quotes", many("\"", 1)),
        ("conflicts", many("<<<<<<< HEAD\n=======\n>>>>>>> x\n", 1)),
    ]
}

/// Memory is bounded by the system: beyond 256 MB the program would be ended by a signal. How long it takes is measured
/// elsewhere; here it ends at all.
#[test]
#[cfg(target_os = "linux")]
fn no_malformed_file_brings_it_down() {
    for (name, bytes) in malformed() {
        let test = Test::new().env("PATH", "/usr/bin:/bin");
        fs::create_dir_all(test.path("data/roadmaps")).expect("a directory");
        for file in ["data/progress.jsonl", "data/roadmaps/x.yaml", "x.yaml"] {
            fs::write(test.path(file), &bytes).expect("it can be written");
        }
        for args in ["list", "check x.yaml", "export", "import x.yaml --dry-run"] {
            let binary = env!("CARGO_BIN_EXE_milepost");
            let mut command = test.command_of("sh", &["-c", &format!("ulimit -v 262144; exec {binary} {args}")]);
            let output = command.output().expect("it runs");
            let said = String::from_utf8_lossy(&output.stderr);
            let code = output.status.code();
            assert!(code.is_some_and(|code| code < 5), "{name}, {args}: {:?} {said:.300}", output.status);
            assert!(!said.contains("panicked"), "{name}, {args}: {said:.300}");
        }
    }
}
