//! Files with mistakes, a report beside each.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use milepost::diagnostic::{Diagnostic, Report, Style, render, render_json};
use proptest::prelude::*;

/// The YAML files of a directory below `tests/it`, in order.
pub(crate) fn fixtures(directory: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(directory);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut fixtures: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    fixtures.sort();
    fixtures
}

pub(crate) fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// Holds a text against what lies beside the fixture.
pub(crate) fn is_as_it_was(directory: &str, name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => directory, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Every code has a fixture of its name that gives it, and a fixture says nothing if and only if it is `valid-…`.
pub(crate) fn each_code_has_its_fixture<'c>(
    directory: &str,
    codes: impl IntoIterator<Item = &'c str>,
    read: impl Fn(&Path, &[u8]) -> Report,
) {
    let mut lacking: BTreeSet<&str> = codes.into_iter().collect();
    for path in fixtures(directory) {
        let report = read(&path, &std::fs::read(&path).unwrap());
        let said: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        lacking.retain(|&code| code != stem(&path) || !said.contains(&code));
        assert_eq!(stem(&path).starts_with("valid-"), said.is_empty(), "{} says {said:?}", path.display());
        let starts: Vec<usize> = report.diagnostics.iter().map(Diagnostic::start).collect();
        assert!(starts.is_sorted(), "{}", path.display());
    }
    assert!(lacking.is_empty(), "no fixture gives {lacking:?}");
}

/// A fixture with some of its bytes changed.
pub(crate) fn mutated(directory: &str) -> impl Strategy<Value = Vec<u8>> {
    let texts: Vec<Vec<u8>> = fixtures(directory).iter().map(|path| std::fs::read(path).unwrap()).collect();
    let piece = prop::sample::select(vec![
        ": ", "\n", "- ", "\t", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!t ", "|", ">", "\u{feff}",
        "\u{202e}", "---\n", "  ", "? ", "topics:", "title: ", "\r\n", "~", "é", "日", "\\", "%",
    ]);
    let change = (any::<prop::sample::Index>(), 0usize..12, piece);
    (prop::sample::select(texts), prop::collection::vec(change, 0..8)).prop_map(|(mut text, changes)| {
        for (at, cut, piece) in changes {
            let at = at.index(text.len() + 1);
            let end = (at + cut).min(text.len());
            text.splice(at..end, piece.bytes());
        }
        text
    })
}

/// A report is in the order of the text, and nothing of it is obeyed by a terminal.
pub(crate) fn can_be_told(report: &Report, text: &str) -> Result<(), TestCaseError> {
    let starts: Vec<usize> = report.diagnostics.iter().map(Diagnostic::start).collect();
    prop_assert!(starts.is_sorted());
    let shown = render(report, "x.yaml", text, Style::Plain);
    prop_assert!(
        !shown.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}' || c == '\u{feff}'),
        "{}",
        shown
    );
    prop_assert_eq!(render_json(report, "x.yaml", text).len(), report.diagnostics.len());
    Ok(())
}
