//! The roadmap that an argument means: an id, or a file.

use std::io;
use std::path::Path;

use super::refusal::{Kind, Refusal};
use crate::diagnostic::{Style, render, render_json};
use crate::model::{Roadmap, RoadmapId, Unreadable, words};
use crate::store;

/// What was named.
pub(super) enum Named {
    /// The roadmap with this number among those at hand.
    Id(usize),
    /// A file, read.
    File(Box<Roadmap>),
}

/// Finds what `name` means; an id goes before a file of that name.
pub(super) fn find<'a>(
    name: &Path,
    mut ids: impl Iterator<Item = &'a RoadmapId> + Clone,
    unreadable: &[Unreadable],
    style: Style,
) -> anyhow::Result<Named> {
    let all = ids.clone();
    if let Some(number) = name.to_str().and_then(|name| ids.position(|id| *id.0 == *name)) {
        return Ok(Named::Id(number));
    }
    if is_path(name) {
        return read(name, style).map(|roadmap| Named::File(Box::new(roadmap)));
    }
    Err(missing(name, all, unreadable).into())
}

/// Reads a roadmap file that was named. One with errors is refused with its whole report.
pub(super) fn read(path: &Path, style: Style) -> anyhow::Result<Roadmap> {
    let (text, checked) = store::read_roadmap(path).map_err(|error| refused(&error))?;
    let name = path.to_string_lossy();
    checked.value.ok_or_else(|| {
        let errors = checked.report.errors();
        let errors = words::count(errors, "error", "errors");
        let refusal = Refusal::new(Kind::Invalid, format!("{name} cannot be used as a roadmap: {errors}"));
        let report = render(&checked.report, &name, &text, style);
        Refusal { report, diagnostics: render_json(&checked.report, &name, &text), ..refusal }.into()
    })
}

/// What the disk refused about a file that was named: one that is not there is not found.
pub(super) fn refused(error: &store::Error) -> anyhow::Error {
    let is_missing = error.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::NotFound);
    Refusal::new(if is_missing { Kind::NotFound } else { Kind::Failed }, error.to_string()).into()
}

/// Whether this can only be meant as a file, or is one.
pub(super) fn is_path(name: &Path) -> bool {
    let yaml = name.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    yaml || name.components().count() > 1 || name.exists()
}

fn missing<'a>(name: &Path, ids: impl Iterator<Item = &'a RoadmapId>, unreadable: &[Unreadable]) -> Refusal {
    let name = name.to_string_lossy();
    let is_this = |file: &&Unreadable| Path::new(file.path.as_str()).file_stem().is_some_and(|stem| *stem == *name);
    if let Some(file) = unreadable.iter().find(is_this) {
        return Refusal::new(Kind::Invalid, format!("{} cannot be read: {}", file.path, file.first()))
            .hint(format!("milepost check {} shows everything.", file.path));
    }
    let ids: Vec<_> = ids.map(|id| id.0.to_string()).collect();
    Refusal::new(Kind::NotFound, format!("no roadmap is called \"{name}\""))
        .hint(format!("There are: {}", ids.join(", ")))
}
