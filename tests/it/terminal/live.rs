//! The real binary while its files change under it: saved, broken, mended, removed, and ticked elsewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{ROOMY, home};
use crate::pty::Pty;

fn yaml(topics: &str) -> String {
    format!("title: Mine\nstages:\n  - title: Stage\n    topics: [{topics}]\n")
}

/// A roadmap of the user in its directory; gives its path.
fn mine(home: &Path) -> PathBuf {
    let path = home.join("data/roadmaps/mine.yaml");
    fs::create_dir_all(home.join("data/roadmaps")).expect("a directory");
    fs::write(&path, yaml("Alpha, Beta")).expect("a file");
    path
}

/// Puts a new file in the place of the old one, as many editors do.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).expect("a file");
    fs::rename(new, path).expect("it takes the old one's place");
}

#[test]
fn a_saved_file_is_on_the_screen_however_it_is_written() {
    let home = home();
    let path = mine(home.path());
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    pty.sees("Alpha").types("j").until("the cursor on Beta", |screen| screen.contents().contains("❯  [ ] Beta"));
    replace(&path, &yaml("Zero, Alpha, Beta, Gamma"));
    pty.sees("2 topics were added to this roadmap.").sees("❯  [ ] Beta").sees("0/4");
    fs::write(&path, yaml("Zero, Alpha, Beta")).expect("a file");
    pty.sees("1 topic is gone from this roadmap.").sees("❯  [ ] Beta").types(" ").sees("1/3").sees("saved ✓");
    fs::write(&path, yaml("Beta, Zero, Alpha").replace("topics:", "tpics:")).expect("a file");
    pty.sees("mine.yaml line 4: unknown field `tpics`. The last good version stays.").sees("[✓] Beta");
    pty.types("j\u{1b}").sees("unknown field");
    replace(&path, &yaml("Beta, Zero, Alpha"));
    pty.sees_no_more("unknown field").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
    let written = super::log(home.path());
    let ticks: Vec<_> = written.lines().filter(|line| line.contains("\"status\"")).collect();
    assert!(ticks.len() == 1 && ticks[0].contains(r#""topic":"stage/beta""#), "the topic that it stood on: {written}");
}

/// What is marked by its place in the new version is saved under its id there.
#[test]
fn a_tick_after_a_file_has_changed_is_that_of_the_row_that_is_seen() {
    let home = home();
    let real = home.path().join("elsewhere.yaml");
    let path = mine(home.path());
    fs::rename(&path, &real).expect("it goes elsewhere");
    std::os::unix::fs::symlink(&real, &path).expect("and a link stays");
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    pty.sees("0/2").types(" ").sees("[✓] Alpha").sees("saved ✓");
    replace(
        &real,
        "title: Mine\nstages:\n  - {title: New, topics: [First]}\n  - {title: Stage, id: s, topics: [Gamma, {title: Alef, was: stage/alpha}]}\n",
    );
    pty.sees("[✓] Alef").sees("1/3").types("k").sees("❯  [ ] Gamma").types(" ").sees("2/3").sees("saved ✓");
    pty.types("ggj").sees("❯  [ ] First").types(" ").sees("3/3").sees("saved ✓").types("q");
    assert_eq!(pty.ends(), 0);
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    pty.sees("3/3").types("q");
    assert_eq!(pty.ends(), 0);
    let written = super::log(home.path());
    for topic in ["stage/alpha", "s/gamma", "new/first"] {
        assert_eq!(written.matches(&format!(r#""topic":"{topic}""#)).count(), 1, "{topic} in {written}");
    }
}

#[test]
fn a_file_that_is_written_in_steps_shows_no_mistake_in_between() {
    let home = home();
    let path = mine(home.path());
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    pty.sees("Alpha");
    for topics in ["Alpha, Two", "Alpha, Two, Three", "Alpha, Two, Three, Four"] {
        fs::write(&path, "").expect("nothing in it for a moment");
        fs::remove_file(&path).expect("and nothing there at all");
        fs::write(&path, "title: Mi").expect("half of it");
        fs::write(&path, yaml(topics)).expect("the whole");
        pty.sees(topics.rsplit(", ").next().expect("a title"));
    }
    pty.types("q");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw).into_owned();
    assert!(!raw.contains("good version"), "no error has flashed up");
}

#[test]
fn files_come_to_the_home_screen_and_leave_it() {
    let home = home();
    let path = mine(home.path());
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[]);
    pty.sees("5  Mine");
    fs::write(path.with_file_name("other.yaml"), yaml("A").replace("Mine", "Another")).expect("a file");
    pty.sees("6  Another");
    fs::write(path.with_file_name("bad.yaml"), "title: Bad\nstages:\n  - titel: S\n").expect("a file");
    pty.sees("bad.yaml: line 3, unknown field `titel`");
    fs::remove_file(&path).expect("it was there");
    pty.sees("5  Another").sees_no_more("Mine");
    pty.types("5").sees("Stage");
    fs::remove_file(path.with_file_name("other.yaml")).expect("it was there");
    pty.sees("other.yaml is gone. Its last good version stays until you leave it.");
    pty.types("\u{1b}\u{1b}").sees("ROADMAPS").sees_no_more("Another").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn the_editor_of_the_user_opens_a_broken_file_at_its_line() {
    let home = home();
    mine(home.path());
    let bad = home.path().join("data/roadmaps/bad.yaml");
    fs::write(&bad, "title: Bad\nstages:\n  - titel: S\n    topics: [Sigma]\n").expect("a file");
    let editor = home.path().join("vim");
    fs::write(
        &editor,
        "#!/bin/sh\nfor file; do :; done\necho \"EDITOR AT $1 OF $file\"\nread line\nsed -i s/titel/title/ \"$file\"\n",
    )
    .expect("a file");
    let command = format!("sh {}", editor.display());
    // By the name of the program: a shell is not told of lines.
    let env = [("VISUAL", command.as_str()), ("PATH", "/usr/bin:/bin")];
    let mut pty = Pty::start(home.path(), ROOMY, &[], &env);
    pty.sees("bad.yaml: line 3").types("Ge").sees(&format!("EDITOR AT {}", bad.display()));
    pty.types("\n").sees("6  Bad").sees_no_more("titel").types("q");
    assert_eq!(pty.ends(), 0);

    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("it can be run");
    fs::write(&bad, "title: Bad\nstages:\n  - titel: S\n    topics: [Sigma]\n").expect("a file");
    let command = editor.to_string_lossy().into_owned();
    let mut pty = Pty::start(home.path(), ROOMY, &[], &[("VISUAL", command.as_str()), ("PATH", "/usr/bin:/bin")]);
    pty.sees("bad.yaml: line 3").types("Ge").sees("EDITOR AT +3 OF").types("\n").sees("6  Bad").types("5");
    pty.sees("Alpha").types("Ggf").sees("EDITOR AT +4 OF").types("\n").sees("❯  [ ] Beta").types("q");
    assert_eq!(pty.ends(), 0);
    pty.is_given_back();
}

#[test]
fn ticks_of_the_command_line_are_on_the_screen_and_said() {
    let home = home();
    mine(home.path());
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    // Once it answers keys, this machine has its name.
    pty.sees("0/2").types("j").sees("❯  [ ] Beta");
    let mut command = Command::new(env!("CARGO_BIN_EXE_milepost"));
    command.args(["done", "mine:beta"]).env_clear().env("HOME", home.path());
    let ran = command.env("MILEPOST_DATA", home.path().join("data")).env("MILEPOST_STATE", home.path().join("state"));
    assert!(ran.output().expect("it starts").status.success());
    pty.sees("[✓] Beta").sees("1/2").sees("1 topic came from another terminal.").types("q");
    assert_eq!(pty.ends(), 0);
}

#[test]
fn the_selected_row_stays_in_sight_at_every_size() {
    let home = home();
    let path = mine(home.path());
    let topics: Vec<_> = (10..60).map(|number| format!("Topic {number}")).collect();
    fs::write(&path, yaml(&topics.join(", "))).expect("a file");
    let mut pty = Pty::start(home.path(), ROOMY, &["open", "mine"], &[]);
    pty.sees("Topic 10").types("gg").types(&"j".repeat(31));
    pty.until("the cursor", |screen| screen.contents().contains("❯  [ ] Topic 40"));
    for (columns, rows) in [(60, 20), (34, 8), (20, 5), (100, 12), (200, 60), (100, 30)] {
        pty.resize(columns, rows);
        pty.until("the cursor in sight", |screen| {
            let text = screen.contents();
            let row = text.lines().find(|line| line.contains('❯')).unwrap_or_default().to_owned();
            row.contains("Topic 40")
        });
    }
    pty.types("q");
    assert_eq!(pty.ends(), 0);
}
