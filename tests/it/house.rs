//! The direction of imports, and a few floors that must not be lost.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom. What stands lower in the house never imports what stands higher.
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("command", &[]),
    ("config", &["model", "command"]),
    ("diagnostic", &["model"]),
    ("format", &["model", "diagnostic", "config", "command"]),
    ("store", &["model", "diagnostic", "format", "config"]),
    ("app", &["model", "command", "config"]),
    ("view", &["model", "command", "config", "app"]),
    ("tui", &["model", "command", "config", "app", "view", "store", "diagnostic"]),
    ("cli", &["model", "command", "config", "app", "view", "store", "diagnostic", "format", "tui"]),
];

/// Crates that only some modules may know.
const ONLY: [(&str, &[&str]); 8] = [
    ("crossterm::", &["tui"]),
    ("ratatui::", &["tui", "view"]),
    ("ratatui_textarea", &["app"]),
    ("pulldown_cmark", &["view"]),
    ("std::fs", &["store"]),
    ("anyhow", &["cli"]),
    ("clap::", &["cli"]),
    ("granit_parser", &["format"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    sources_in("src")
}

fn sources_in(directory: &str) -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut found = Vec::new();
    let mut waiting = vec![root.clone()];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(directory).expect("it can be listed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).expect("it lies below");
                let module = inside.iter().next().expect("it has a name").to_string_lossy().replace(".rs", "");
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                found.push((module, path, text));
            }
        }
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// The code of a file without its unit tests, which may use what they like, and without comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |code, line| code + line + "\n")
}

/// What is named directly behind a path such as `crate::`, by itself or in braces.
fn behind(code: &str, path: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split(path).skip(1) {
        let listed = rest.strip_prefix('{').map_or(rest, |braced| braced.split('}').next().unwrap_or(braced));
        let parts: Vec<_> = if rest.starts_with('{') { listed.split(',').collect() } else { vec![listed] };
        let letters = |part: &str| part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        names.extend(parts.into_iter().map(letters));
    }
    names
}

#[test]
fn imports_run_downwards_only() {
    for (module, path, text) in sources() {
        if matches!(module.as_str(), "main" | "lib") {
            continue;
        }
        let (_, allowed) = MAY_IMPORT.iter().find(|(name, _)| *name == module).expect("every module has its place");
        for other in behind(&code(&text), "crate::").iter().filter(|other| **other != module) {
            let known = MAY_IMPORT.iter().any(|(name, _)| name == other);
            assert!(!known || allowed.contains(&other.as_str()), "{} must not know `{other}`", path.display());
        }
    }
}

#[test]
fn each_crate_is_known_only_where_it_belongs() {
    let is_test = |path: &Path| path.file_stem().is_some_and(|stem| stem == "tests");
    for (module, path, text) in sources().into_iter().filter(|(_, path, _)| !is_test(path)) {
        let code = code(&text);
        for (name, modules) in ONLY.iter().filter(|(_, modules)| !modules.contains(&module.as_str())) {
            let known = match name.split_once("std::") {
                Some((_, part)) => behind(&code, "std::").iter().any(|named| named == part),
                None => code.contains(name),
            };
            assert!(!known, "only {modules:?} may use `{name}`: {}", path.display());
        }
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    for (_, path, text) in sources().into_iter().chain(sources_in("tests/it")) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "{}: {first}", path.display());
    }
}

#[test]
fn no_file_is_long_and_nothing_is_left_undone() {
    for (_, path, text) in sources().into_iter().chain(sources_in("tests/it")) {
        assert!(text.lines().count() <= 330, "{} has {} lines", path.display(), text.lines().count());
    }
    for (_, path, text) in sources() {
        for left in ["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "println!("] {
            let found = text.lines().find(|line| line.contains(left) && !line.contains("writeln!"));
            assert_eq!(found, None, "{}", path.display());
        }
    }
}

/// Tables and pictures cannot be broken, and rustfmt sees to the code.
#[test]
fn no_line_of_prose_is_long() {
    let is_long = |line: &&str| line.chars().count() > 120;
    for name in ["README.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("it is there");
        let prose = |line: &&str| !line.starts_with('|') && !line.trim_start().starts_with('<');
        assert_eq!(text.lines().filter(prose).find(is_long), None, "{name}");
    }
    for (_, path, text) in sources().into_iter().chain(sources_in("tests/it")) {
        let comment = |line: &&str| line.trim_start().starts_with("//");
        assert_eq!(text.lines().filter(comment).find(is_long), None, "{}", path.display());
    }
}

/// The files that a file names with `super::`, as far as they are files.
fn siblings(path: &Path, text: &str) -> Vec<PathBuf> {
    let code = code(text);
    let named = code.split("super::").skip(1).filter_map(|rest| {
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        let sibling = path.with_file_name(format!("{name}.rs"));
        sibling.is_file().then_some(sibling)
    });
    named.filter(|sibling| sibling != path).collect()
}

#[test]
fn no_file_is_in_a_circle_of_imports() {
    let mut waiting: Vec<_> = sources().into_iter().map(|(_, path, text)| (siblings(&path, &text), path)).collect();
    assert!(waiting.iter().any(|(siblings, _)| siblings.len() > 3), "imports of siblings are seen");
    loop {
        let left: Vec<_> = waiting.iter().map(|(_, path)| path.clone()).collect();
        waiting.retain(|(siblings, _)| siblings.iter().any(|sibling| left.contains(sibling)));
        if waiting.len() == left.len() {
            break;
        }
    }
    let circle: Vec<_> = waiting.into_iter().map(|(_, path)| path).collect();
    assert_eq!(circle, [] as [PathBuf; 0]);
}

#[test]
fn what_the_user_sets_is_called_settings_everywhere() {
    for (_, path, text) in sources() {
        assert!(!text.to_lowercase().contains("configuration"), "{}", path.display());
    }
}
