//! A roadmap file read whole: every complaint of it in one run.

mod circles;
mod fields;
mod ids;
mod requires;
mod resources;
mod rows;
mod topics;
mod untitled;
mod values;
mod whereabouts;

use std::borrow::Cow;

use super::complaints::Complaints;
use super::fields::Fields;
use super::utf8;
use super::values::{choice, line, line_list, lines};
pub use super::yaml::LONGEST;
use super::yaml::{Node, Shape, Tree, colon_accident};
use crate::diagnostic::Checked;
use crate::model::{Numbering, Roadmap, RoadmapId, slug};

use fields::{FORMAT, ROADMAP};

pub use whereabouts::line_of;

/// How much text is read again, in bytes, to find what comes after a title with a colon in it.
const SECOND_LOOKS: usize = 4 << 20;

const SCHEMA: &str = "1";

const NUMBERINGS: [(&str, Numbering); 3] =
    [("stages", Numbering::Stages), ("topics", Numbering::Topics), ("none", Numbering::None)];

const SMALLEST: &str = "the smallest roadmap is
title: My roadmap
stages:
  - title: First steps
    topics:
      - Something to learn";

/// Reads a roadmap. `stem` is the id where the file gives none, as a slug if it could not be written as one. The value
/// is there unless there were errors; warnings alone do not withhold it.
pub fn read(stem: &str, text: &str) -> Checked<Roadmap> {
    let mut complaints = Complaints::default();
    let (mended, tree) = grow(text, &mut complaints);
    let roadmap = match tree.root(&mended) {
        Some(root) => roadmap(stem, root, &mut complaints),
        None if complaints.has_errors() => None,
        None => {
            let complaint = complaints.error("not-a-roadmap", 0..0, "the file is empty");
            complaint.label("nothing but comments, at most").help(SMALLEST);
            None
        }
    };
    let value = roadmap.filter(|_| !complaints.has_errors());
    Checked { value, report: complaints.into_report() }
}

/// Reads a roadmap from the bytes of a file. The text is for showing the report: up to the line with the fault, where
/// the bytes are no UTF-8.
pub fn read_bytes<'b>(stem: &str, bytes: &'b [u8]) -> (Cow<'b, str>, Checked<Roadmap>) {
    match utf8::decode(bytes) {
        Ok(text) => (text.into(), read(stem, text)),
        Err((shown, report)) => (shown.into(), Checked { value: None, report }),
    }
}

/// The tree of a text. A title with a colon in it stops YAML altogether: that is complained of, the colon taken for a
/// semicolon, and the text read again, so that one accident does not hide the others.
fn grow<'t>(text: &'t str, complaints: &mut Complaints) -> (Cow<'t, str>, Tree) {
    let mut mended = Cow::Borrowed(text);
    let mut looked = 0;
    loop {
        let mut found = Complaints::default();
        let (tree, fault) = Tree::grow(&mended, &mut found);
        let Some(fault) = fault else {
            complaints.append(found);
            return (mended, tree);
        };
        looked += text.len();
        match colon_accident(&fault, &mended, |name| FORMAT.has_field(name)) {
            Some(accident) if looked <= SECOND_LOOKS => {
                accident.complain(complaints);
                for colon in accident.colons {
                    mended.to_mut().replace_range(colon..=colon, ";");
                }
            }
            _ => {
                complaints.append(found);
                fault.complain(&mended, complaints);
                return (mended, tree);
            }
        }
    }
}

fn roadmap(stem: &str, root: Node<'_>, complaints: &mut Complaints) -> Option<Roadmap> {
    if !matches!(root.shape(), Shape::Mapping) {
        let complaint = complaints.error("not-a-roadmap", root.head(), "this is no roadmap");
        complaint.label("`title:` was expected here").help(SMALLEST);
        return None;
    }
    let fields = Fields::read(root, &ROADMAP, complaints);
    let c = &mut *complaints;
    let get = |name| fields.get(name);
    if let Some(schema) = get("schema") {
        check_schema(schema, c);
    }
    if fields.lacks("title") {
        c.error("missing-title", fields.head(), "this roadmap has no `title`").label("add `title:`");
    }
    if fields.lacks("stages") {
        c.error("missing-field", fields.head(), "this roadmap has no `stages`").label("add `stages:`").help(SMALLEST);
    }
    let id = get("id").map_or_else(|| Some(id_of(stem)), |node| ids::segment(node, c).map(str::to_owned));
    let title = get("title").and_then(|node| ids::title(node, c));
    let icon = get("icon").and_then(|node| values::icon(node, c));
    let description = get("description").and_then(|node| lines(node, "`description`", c));
    let edition = get("edition").and_then(|node| line(node, "`edition`", c));
    let tags = get("tags").map(|node| line_list(node, "`tags`", c)).unwrap_or_default();
    let source = get("source").and_then(|node| resources::source(node, c));
    let numbering = get("numbering")
        .and_then(|node| choice(node, ("`numbering`", "unknown-numbering"), &NUMBERINGS, c))
        .unwrap_or_default();
    let mut rows = get("stages").map(|node| topics::stages(node, numbering, c)).unwrap_or_default();
    requires::resolve(&mut rows, c);
    let id = RoadmapId(id?.into());
    Some(Roadmap { id, title: title?.0, icon, description, edition, tags, source, numbering, topics: rows.topics })
}

/// Whether a file of this stem has this id where it gives none itself.
pub fn is_id_of(stem: &str, id: &str) -> bool {
    id_of(stem) == id
}

fn id_of(stem: &str) -> String {
    let id = if ids::is_segment(stem) { stem.to_owned() } else { slug(stem) };
    if id.is_empty() { "roadmap".to_owned() } else { id }
}

fn check_schema(node: Node<'_>, complaints: &mut Complaints) {
    match node.shape() {
        Shape::Scalar { text: SCHEMA, .. } | Shape::Alias => {}
        Shape::Scalar { text, .. } if text.parse::<u32>().is_ok_and(|schema| schema > 1) => {
            let complaint = complaints.error("unsupported-schema", node.head(), "the file is of a newer format");
            complaint.label(format!("this program knows {SCHEMA}")).help("get a newer milepost to read it");
        }
        _ => {
            let complaint = complaints.error("unsupported-schema", node.head(), "there is no such format");
            complaint.label(format!("write `schema: {SCHEMA}`"));
        }
    }
}
