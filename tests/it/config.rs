//! What is said about a broken settings file, and what of it holds all the same: one fixture for each code.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::fmt::Write as _;

use milepost::command::{Binding, Command, Keymap};
use milepost::config::{BuiltIn, Colour, Config, Role, SharedConcepts, StartAt, Theme, Weight};
use milepost::diagnostic::{Style, render};
use milepost::format::CONFIG_CODES;
use milepost::format::config::{Setting, read, read_bytes, settings, template};
use proptest::prelude::*;

use super::fixtures::{self, can_be_told, fixtures, is_as_it_was, mutated, stem};

/// A settings file ends where a file has ended long before: 10,000 complaints do not fit a fixture.
const WITHOUT_FIXTURE: &str = "too-many";

/// What is not the default, a line each.
fn changed(config: &Config) -> String {
    settings(config).iter().filter(|setting| !setting.is_default).fold(String::new(), |mut text, setting| {
        writeln!(text, "{}: {}", setting.name, setting.written()).unwrap();
        text
    })
}

#[test]
fn each_fixture_gives_its_report_and_the_rest_of_it_holds() {
    for path in fixtures("config") {
        let bytes = std::fs::read(&path).unwrap();
        let (text, checked) = read_bytes(&bytes);
        let report = render(&checked.report, &format!("{}.yaml", stem(&path)), &text, Style::Plain);
        let config = checked.value.unwrap();
        is_sound(&config.keymap).unwrap();
        is_as_it_was("config", stem(&path), &format!("{report}\nHOLDS\n{}", changed(&config)));
    }
}

#[test]
fn each_code_has_its_fixture() {
    let codes = CONFIG_CODES.into_iter().filter(|code| *code != WITHOUT_FIXTURE);
    fixtures::each_code_has_its_fixture("config", codes, |_, bytes| read_bytes(bytes).1.report);
    assert!(CONFIG_CODES.is_sorted());
}

#[test]
fn every_setting_arrives() {
    let path = fixtures("config").into_iter().find(|path| stem(path) == "valid-every-setting").unwrap();
    let config = read(&std::fs::read_to_string(path).unwrap()).value.unwrap();
    let Theme::Own(own) = &config.theme else { panic!("{:?}", config.theme) };
    assert_eq!((own.base, own.paints.len()), (Some(BuiltIn::Dark), 8));
    assert_eq!(own.paints[&Role::Done].colour, Some(Colour::Indexed(2)));
    assert_eq!(own.paints[&Role::Accent].colour, Some(Colour::Rgb(255, 175, 0)));
    assert_eq!(own.paints[&Role::Heading].weights, [Weight::Bold, Weight::Underlined]);
    assert_eq!(own.paints[&Role::Bar], milepost::config::Paint::default());
    assert_eq!((config.ascii, config.accessible, config.mouse), (Some(true), true, false));
    assert_eq!((config.start, config.advance), (StartAt::Home, true));
    assert_eq!((config.shared_concepts, &config.recall_days[..]), (SharedConcepts::Off, &[1, 30][..]));
    assert_eq!(&*config.machine.unwrap().0, "Ann-s-laptop");
    let keys = |command| config.keymap.shown(command);
    assert_eq!(keys(Command::Done), "x / Space");
    assert_eq!(keys(Command::Start), "g s");
    assert_eq!(keys(Command::Undo), "Ctrl-u");
    assert_eq!((keys(Command::HalfUp), keys(Command::Copy)), (String::new(), String::new()));
    assert_eq!(keys(Command::Skip), "s", "the file does not speak of it");
}

#[test]
fn what_one_begins_with_is_read_without_complaint_and_changes_nothing() {
    let checked = read(&template());
    assert_eq!(checked.report.diagnostics, []);
    assert_eq!(checked.value.unwrap(), Config::default());
    assert!(template().lines().all(|line| line.chars().count() <= 120), "{}", template());
}

#[test]
fn what_one_begins_with_reads_as_well_without_its_hashes_and_has_every_setting() {
    let bare: Vec<_> = template().lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned()).collect();
    assert_ne!(bare.join("\n"), template());
    let checked = read(&bare.join("\n"));
    assert_eq!(checked.report.diagnostics, [], "{}", bare.join("\n"));
    let config = checked.value.unwrap();
    assert_eq!(config.keymap, Keymap::default());
    let told = changed(&config);
    assert_eq!(
        told,
        "themes.mine.base: auto\nthemes.mine.done: green\nthemes.mine.accent: \"#ffaf00 bold\"\n\
         themes.mine.selected: reversed\nmachine: laptop\n"
    );
    for Setting { name, .. } in settings(&Config::default()) {
        let field = name.rsplit('.').next().unwrap();
        let stands = bare.iter().any(|line| line.trim_start().starts_with(&format!("{field}:")));
        assert!(stands, "{name} is not in it");
    }
}

#[test]
fn each_default_may_be_written_out_alone() {
    for &command in Command::ALL {
        let keys: Vec<_> = Binding::defaults(command).map(|binding| binding.name()).collect();
        let text = serde_json::json!({ "keys": { command.name(): keys } }).to_string();
        let checked = read(&text);
        assert_eq!(checked.report.diagnostics, [], "{text}");
        assert_eq!(checked.value.unwrap().keymap, Keymap::default());
    }
}

#[test]
fn themes_end_somewhere_and_complaints_too() {
    let themes = (0..101).fold("themes:\n".to_owned(), |text, number| text + &format!("  t{number}: {{}}\n"));
    let checked = read(&themes);
    assert_eq!(checked.report.diagnostics[0].code, "too-large");
    assert_eq!(checked.value.unwrap().themes.len(), 100);
    let unknown = (0..10_001).fold(String::new(), |text, number| text + &format!("x{number}: 1\n"));
    assert_eq!(read(&unknown).report.diagnostics.last().unwrap().code, "too-many");
}

#[test]
fn keys_may_change_places() {
    let checked = read("keys: {done: i, start: space, undo: U, redo: u}\n");
    assert_eq!(checked.report.diagnostics, []);
    assert_eq!(
        changed(&checked.value.unwrap()),
        "keys.done: [i]\nkeys.start: [space]\nkeys.undo: [U]\nkeys.redo: [u]\n"
    );
}

#[test]
fn every_setting_reads_back_as_it_is_told() {
    let path = fixtures("config").into_iter().find(|path| stem(path) == "valid-every-setting").unwrap();
    let config = read(&std::fs::read_to_string(path).unwrap()).value.unwrap();
    let mut text = String::new();
    let mut above = Vec::new();
    for setting in settings(&config) {
        let names: Vec<_> = setting.name.split('.').map(str::to_owned).collect();
        let common = names.iter().zip(&above).take_while(|(name, above)| name == above).count();
        for (depth, name) in names.iter().enumerate().skip(common) {
            let value = if depth + 1 == names.len() { setting.written() } else { String::new() };
            writeln!(text, "{}{name}: {value}", "  ".repeat(depth)).unwrap();
        }
        above = names;
    }
    let checked = read(&text);
    assert_eq!(checked.report.diagnostics, [], "{text}");
    assert_eq!(checked.value.unwrap(), config);
}

/// No key is for two commands in one place, every key can be heard, and nobody is locked out.
fn is_sound(keymap: &Keymap) -> Result<(), TestCaseError> {
    let bindings: Vec<&Binding> = Command::ALL.iter().flat_map(|&command| keymap.of(command)).collect();
    for (number, binding) in bindings.iter().enumerate() {
        prop_assert!(binding.keys.iter().all(|key| key.unheard().is_none()), "{:?}", binding);
        let mut others = bindings[..number].iter();
        prop_assert!(others.all(|other| !other.clashes(binding)), "{:?}", binding);
    }
    for &command in Command::ALL.iter().filter(|command| command.is_needed()) {
        for &scope in command.scopes() {
            prop_assert!(keymap.first_in(scope, command).is_some(), "{:?} has no key in {:?}", command, scope);
        }
    }
    Ok(())
}

fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let (text, checked) = read_bytes(bytes);
    can_be_told(&checked.report, &text)?;
    let config = checked.value.expect("something always holds");
    is_sound(&config.keymap)?;
    for Setting { name, .. } in settings(&config) {
        prop_assert!(!name.contains(char::is_control), "{:?}", name);
    }
    Ok(())
}

/// Keys for a few commands that take them from each other.
fn some_keys() -> impl Strategy<Value = String> {
    let command =
        prop::sample::select(vec!["quit", "help", "back", "open", "save-note", "done", "skip", "top", "widen"]);
    let key = prop::sample::select(vec![
        "q",
        "esc",
        "?",
        "f1",
        "enter",
        "x",
        "g",
        "g g",
        "space",
        "tab",
        "ctrl-c",
        "backspace",
        ":",
        "ctrl-s",
        "spcae",
    ]);
    prop::collection::vec((command, prop::collection::vec(key, 0..4)), 0..8).prop_map(|entries| {
        entries.iter().fold("keys:\n".to_owned(), |text, (command, keys)| {
            text + &format!("  {command}: {}\n", serde_json::json!(keys))
        })
    })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes)?;
    }

    #[test]
    fn no_change_makes_it_panic(bytes in mutated("config")) {
        survives(&bytes)?;
    }

    #[test]
    fn no_keys_lock_anybody_out(text in some_keys()) {
        survives(text.as_bytes())?;
    }
}
