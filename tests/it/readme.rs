//! The README is as true as the program: its tables and its example are held against it.

use std::fs;
use std::path::Path;

use milepost::cli::{keys_table, verbs_table};
use milepost::command::Keymap;

use super::scene;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there")
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn between<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->\n")).expect(name);
    rest.split_once(&format!("<!-- /{name} -->")).expect(name).0
}

fn is_current(name: &str, table: &str) {
    let readme = readme();
    let stands = between(&readme, name);
    if std::env::var_os("UPDATE_README").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        let block = |inside: &str| format!("<!-- {name} -->\n{inside}<!-- /{name} -->");
        fs::write(path, readme.replace(&block(stands), &block(table))).expect("it can be written");
        return;
    }
    assert_eq!(stands, table, "run the tests once with UPDATE_README=1");
}

/// One test, so that an update writes one table after the other.
#[test]
fn the_tables_are_current() {
    is_current("keys", &keys_table(&Keymap::default()));
    is_current("commands", &verbs_table());
}

#[test]
fn the_example_is_a_roadmap_without_complaints() {
    let readme = readme();
    let (_, rest) = readme.split_once("```yaml\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let roadmap = scene::read("example", example);
    assert_eq!(roadmap.stages().count(), 1);
}

#[test]
fn the_example_of_settings_is_read_without_complaints() {
    let readme = readme();
    let (_, rest) = readme.split_once("## Settings\n").expect("a section");
    let (_, rest) = rest.split_once("```yaml\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let checked = milepost::format::config::read(example);
    assert!(checked.report.diagnostics.is_empty(), "{:?}", checked.report);
    assert_ne!(checked.value, Some(milepost::config::Config::default()));
}

#[test]
fn the_two_commands_are_the_ones_that_ci_runs() {
    let ci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).expect("it is there");
    assert!(readme().contains("\ncargo run --release"));
    assert!(readme().contains("\ncargo test ") && ci.contains("\ncargo test"));
}
