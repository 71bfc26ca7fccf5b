//! The fields of a roadmap file.

use crate::format::fields::{FIELD, Format, Level};

pub(super) static ROADMAP: Level = Level {
    name: "a roadmap",
    fields: &["schema", "title", "id", "icon", "description", "edition", "tags", "source", "numbering", "stages"],
    unknown: &FIELD,
    format: &FORMAT,
};

pub(super) static STAGE: Level = Level {
    name: "a stage",
    fields: &["title", "id", "was", "icon", "description", "optional", "concept", "topics"],
    unknown: &FIELD,
    format: &FORMAT,
};

pub(super) static TOPIC: Level = Level {
    name: "a topic",
    fields: &[
        "title",
        "id",
        "was",
        "description",
        "points",
        "topics",
        "pick",
        "optional",
        "recommended",
        "requires",
        "concept",
        "estimate",
        "resources",
        "tools",
        "check",
        "kind",
    ],
    unknown: &FIELD,
    format: &FORMAT,
};

pub(super) static RESOURCE: Level =
    Level { name: "a resource", fields: &["title", "url", "kind", "note"], unknown: &FIELD, format: &FORMAT };

pub(super) static SOURCE: Level =
    Level { name: "a source", fields: &["title", "author", "url", "license"], unknown: &FIELD, format: &FORMAT };

pub(super) static TOOL: Level =
    Level { name: "a tool", fields: &["name", "recommended"], unknown: &FIELD, format: &FORMAT };

pub(super) static FORMAT: Format =
    Format { levels: &[&ROADMAP, &STAGE, &TOPIC, &RESOURCE, &SOURCE, &TOOL], habits: &HABITS };

/// What people write from habit, and how it is called here.
const HABITS: [(&str, &str); 22] = [
    ("name", "title"),
    ("subtopics", "topics"),
    ("children", "topics"),
    ("items", "topics"),
    ("tasks", "topics"),
    ("steps", "stages"),
    ("phases", "stages"),
    ("sections", "stages"),
    ("links", "resources"),
    ("desc", "description"),
    ("summary", "description"),
    ("bullets", "points"),
    ("duration", "estimate"),
    ("time", "estimate"),
    ("prerequisites", "requires"),
    ("depends", "requires"),
    ("choose", "pick"),
    ("question", "check"),
    ("type", "kind"),
    ("link", "url"),
    ("href", "url"),
    ("version", "edition"),
];
