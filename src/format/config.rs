//! The settings file read whole: every complaint of it in one run, and whatever of it holds all the same.

mod clash;
mod fields;
mod keys;
mod names;
mod paints;
mod settings;
mod signs;
mod template;
mod themes;
mod values;

pub use settings::{Setting, settings};
pub use template::template;

use std::borrow::Cow;

use super::complaints::Complaints;
use super::fields::Fields;
use super::utf8;
use super::values::{is_null, refuse_shape};
use super::yaml::{Node, Shape, Tree};
use crate::config::{Config, SharedConcepts, StartAt};
use crate::diagnostic::Checked;

use fields::{CONFIG, RECALL};

const STARTS: [(&str, StartAt); 2] = [("last", StartAt::Last), ("home", StartAt::Home)];

const SHARED_CONCEPTS: [(&str, SharedConcepts); 3] =
    [("hints", SharedConcepts::Hints), ("count", SharedConcepts::Count), ("off", SharedConcepts::Off)];

/// Reads a settings file. There is always a value: what has a mistake is as if it were not there, and the rest holds.
pub fn read(text: &str) -> Checked<Config> {
    let mut complaints = Complaints::default();
    let (mended, signs) = signs::mend(text, &mut complaints);
    let (tree, fault) = Tree::grow(&mended, &mut complaints);
    if let Some(fault) = fault {
        fault.complain(&mended, &mut complaints);
    }
    let config = match tree.root(&mended) {
        Some(root) => config(root, &signs, &mut complaints),
        None => Config::default(),
    };
    complaints.forget(&signs, signs::BARE_SIGN);
    Checked { value: Some(config), report: complaints.into_report() }
}

/// Reads settings from the bytes of a file. The text is for showing the report.
pub fn read_bytes(bytes: &[u8]) -> (Cow<'_, str>, Checked<Config>) {
    match utf8::decode(bytes) {
        Ok(text) => (text.into(), read(text)),
        Err((shown, report)) => (shown.into(), Checked { value: Some(Config::default()), report }),
    }
}

fn config(root: Node<'_>, signs: &[usize], complaints: &mut Complaints) -> Config {
    if is_left_empty(root) {
        return Config::default();
    }
    if !matches!(root.shape(), Shape::Mapping) {
        let complaint = complaints.error("not-settings", root.head(), "these are no settings");
        complaint
            .label("a setting was expected here, for example `theme: dark`")
            .help("`milepost config --init` writes a file with all of them, where there is none");
        return Config::default();
    }
    let mut config = Config::default();
    let fields = Fields::read(root, &CONFIG, complaints);
    let c = &mut *complaints;
    let get = |name| fields.get(name);
    if let Some(node) = section(get("themes"), "`themes`", c) {
        config.themes = themes::themes(node, c);
    }
    let yes_or_no = |field: &mut bool, name: &'static str, c: &mut Complaints| {
        let answer = get(name).and_then(|node| values::yes_or_no(node, &format!("`{name}`"), c));
        *field = answer.unwrap_or(*field);
    };
    config.theme = get("theme").and_then(|node| themes::wanted(node, &config.themes, c)).unwrap_or_default();
    let ascii = [("auto", None), ("true", Some(true)), ("false", Some(false))];
    config.ascii = get("ascii").and_then(|node| values::choice(node, "`ascii`", &ascii, c)).flatten();
    yes_or_no(&mut config.accessible, "accessible", c);
    yes_or_no(&mut config.mouse, "mouse", c);
    config.start = get("start").and_then(|node| values::choice(node, "`start`", &STARTS, c)).unwrap_or_default();
    yes_or_no(&mut config.advance, "advance", c);
    let shared = get("shared_concepts");
    let shared = shared.and_then(|node| values::choice(node, "`shared_concepts`", &SHARED_CONCEPTS, c));
    config.shared_concepts = shared.unwrap_or_default();
    if let Some(node) = section(get("recall"), "`recall`", c) {
        let days = Fields::read(node, &RECALL, c).get("days").and_then(|node| values::days(node, c));
        config.recall_days = days.unwrap_or(config.recall_days);
    }
    config.machine = get("machine").and_then(|node| values::machine(node, c));
    if let Some(node) = section(get("keys"), "`keys`", c) {
        let entries = keys::read(node, signs, c);
        config.keymap = clash::settle(entries, c);
    }
    config
}

/// A setting that has fields of its own; one with nothing below it is as if it were not there.
fn section<'t>(node: Option<Node<'t>>, name: &str, complaints: &mut Complaints) -> Option<Node<'t>> {
    let node = node.filter(|&node| !is_left_empty(node))?;
    if !matches!(node.shape(), Shape::Mapping) {
        refuse_shape(node, name, "a set of fields, each in a line below it", complaints);
        return None;
    }
    Some(node)
}

fn is_left_empty(node: Node<'_>) -> bool {
    matches!(node.shape(), Shape::Scalar { text, plain: true } if is_null(text))
}
