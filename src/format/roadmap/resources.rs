//! Resources, tools and the source of a roadmap.

use super::fields::{RESOURCE, SOURCE, TOOL};
use super::values::{aside, url};
use crate::format::complaints::Complaints;
use crate::format::fields::{Fields, Level};
use crate::format::values::{choice, colon_in, line, list, refuse_shape};
use crate::format::yaml::{Node, Shape};
use crate::model::{Resource, ResourceKind, Source, Tool};

const KINDS: [ResourceKind; 9] = [
    ResourceKind::Article,
    ResourceKind::Docs,
    ResourceKind::Video,
    ResourceKind::Course,
    ResourceKind::Book,
    ResourceKind::Podcast,
    ResourceKind::Tool,
    ResourceKind::Community,
    ResourceKind::Other,
];

pub(super) fn resources(node: Node<'_>, complaints: &mut Complaints) -> Vec<Resource> {
    list(node, "`resources`", complaints).into_iter().filter_map(|item| resource(item, complaints)).collect()
}

/// A link alone, or fields with a title or a link.
fn resource(node: Node<'_>, complaints: &mut Complaints) -> Option<Resource> {
    if !matches!(node.shape(), Shape::Mapping) {
        let url = url(node, complaints)?;
        return Some(Resource { title: None, url: Some(url), kind: None, note: None });
    }
    let fields = Fields::read(node, &RESOURCE, complaints);
    if fields.lacks("title") && fields.lacks("url") {
        let complaint =
            complaints.error("missing-field", fields.head(), "a resource without a title and without a link");
        complaint.label("add `title:` or `url:`");
    }
    let kinds = KINDS.map(|kind| (kind.name(), kind));
    Some(Resource {
        title: fields.get("title").and_then(|node| line(node, "`title`", complaints)),
        url: fields.get("url").and_then(|node| url(node, complaints)),
        kind: fields.get("kind").and_then(|node| choice(node, ("`kind`", "unknown-kind"), &kinds, complaints)),
        note: fields.get("note").and_then(|node| line(node, "`note`", complaints)),
    })
}

pub(super) fn tools(node: Node<'_>, complaints: &mut Complaints) -> Vec<Tool> {
    list(node, "`tools`", complaints).into_iter().filter_map(|item| tool(item, complaints)).collect()
}

/// A name alone, or fields with one.
fn tool(node: Node<'_>, complaints: &mut Complaints) -> Option<Tool> {
    if !is_fields(node, &TOOL) {
        return Some(Tool { name: line(node, "a tool", complaints)?, recommended: false });
    }
    let fields = Fields::read(node, &TOOL, complaints);
    if fields.lacks("name") {
        complaints.error("missing-field", fields.head(), "this tool has no `name`").label("add `name:`");
    }
    let recommended = fields.get("recommended").is_some_and(|node| aside(node, "`recommended`", complaints).holds());
    Some(Tool { name: fields.get("name").and_then(|node| line(node, "`name`", complaints))?, recommended })
}

/// Where a roadmap was taken from.
pub(super) fn source(node: Node<'_>, complaints: &mut Complaints) -> Option<Source> {
    if !matches!(node.shape(), Shape::Mapping) {
        refuse_shape(node, "`source`", "a set of fields: `{title: …, url: …}`", complaints);
        return None;
    }
    let fields = Fields::read(node, &SOURCE, complaints);
    Some(Source {
        title: fields.get("title").and_then(|node| line(node, "`title`", complaints)),
        author: fields.get("author").and_then(|node| line(node, "`author`", complaints)),
        url: fields.get("url").and_then(|node| url(node, complaints)),
        license: fields.get("license").and_then(|node| line(node, "`license`", complaints)),
    })
}

/// Whether a mapping has fields, rather than being a text with a colon in it.
fn is_fields(node: Node<'_>, level: &Level) -> bool {
    let known = |key: Node<'_>| key.scalar().is_some_and(|name| level.fields.contains(&name));
    matches!(node.shape(), Shape::Mapping) && (colon_in(node).is_none() || node.fields().any(|(key, _)| known(key)))
}
