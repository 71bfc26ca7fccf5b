//! Roadmaps: compiled in, of the user's directory, and named.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::error::{Error, shown};
use super::files::read_text;
use super::paths::Paths;
use crate::diagnostic::{Checked, Diagnostic, Label, Report, Severity};
use crate::format::roadmap;
use crate::model::{Origin, Roadmap, RoadmapId, SafeText, Unreadable};

/// A larger file is refused rather than read.
const LARGEST_ROADMAP: u64 = roadmap::LONGEST as u64;

/// What a directory of roadmaps holds.
#[derive(Debug, Default)]
pub struct Shelf {
    pub roadmaps: Vec<(Roadmap, Origin)>,
    pub unreadable: Vec<Unreadable>,
}

/// The roadmaps compiled in, in the order in which they are listed. `build.rs` has checked them.
pub fn bundled() -> Vec<Roadmap> {
    let json = include_bytes!(concat!(env!("OUT_DIR"), "/bundled.json"));
    serde_json::from_slice(json).expect("written by the build from the same types")
}

/// Whether a roadmap that is compiled in has this id.
pub fn is_bundled(id: &str) -> bool {
    BUNDLED_IDS.contains(&id)
}

include!(concat!(env!("OUT_DIR"), "/bundled_ids.rs"));

/// The roadmap of the user that has this id, with its file: the one that [`shelf`] shows. Only files that may have it
/// are read as roadmaps; one that hides it, as YAML can, is found by the shelf alone.
pub fn of_id(paths: &Paths, id: &str) -> Option<(Roadmap, PathBuf)> {
    let files = roadmap_files(&paths.roadmaps()).ok()?;
    files.into_iter().rev().find_map(|path| {
        let bytes = read_text(&path, LARGEST_ROADMAP).ok()?;
        let stem = stem(&path);
        let says_so = || memchr::memmem::find(&bytes, id.as_bytes()).is_some();
        if !roadmap::is_id_of(&stem, id) && !says_so() {
            return None;
        }
        let (_, Checked { value, .. }) = roadmap::read_bytes(&stem, &bytes);
        value.filter(|roadmap| *roadmap.id.0 == *id).map(|roadmap| (roadmap, path))
    })
}

fn stem(path: &Path) -> Cow<'_, str> {
    path.file_stem().unwrap_or_default().to_string_lossy()
}

/// The roadmaps in the user's data directory, by file name. A file that cannot be read takes no other down.
///
/// Whether one takes the place of a bundled roadmap is not known here: `replaces_bundled` is always false.
pub fn shelf(paths: &Paths) -> Shelf {
    let directory = paths.roadmaps();
    let mut shelf = Shelf::default();
    match roadmap_files(&directory) {
        Ok(files) => files.iter().for_each(|path| shelf.add(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => shelf.unreadable.push(refused(&directory, &Error::new("read", &directory, error))),
    }
    shelf
}

/// Reads one roadmap file; gives its text too, for the report.
pub fn read_roadmap(path: &Path) -> Result<(String, Checked<Roadmap>), Error> {
    let bytes = read_text(path, LARGEST_ROADMAP)?;
    let (text, checked) = roadmap::read_bytes(&stem(path), &bytes);
    Ok((text.into_owned(), checked))
}

/// The line of a topic in its file, as [`roadmap::line_of`] takes its steps.
pub fn line_of_topic(path: &Path, steps: &[usize]) -> Option<usize> {
    let bytes = read_text(path, LARGEST_ROADMAP).ok()?;
    roadmap::line_of(std::str::from_utf8(&bytes).ok()?, steps)
}

impl Shelf {
    fn add(&mut self, path: &Path) {
        match read_roadmap_file(path) {
            Ok(roadmap) => {
                self.leave_out(&roadmap.id, path);
                self.roadmaps.push((roadmap, Origin::File { path: shown(path), replaces_bundled: false }));
            }
            Err(unreadable) => self.unreadable.push(unreadable),
        }
    }

    /// Of two files with one id the later is shown, here and wherever files are watched; the other is named.
    fn leave_out(&mut self, id: &RoadmapId, shown_instead: &Path) {
        let Some(there) = self.roadmaps.iter().position(|(other, _)| other.id == *id) else { return };
        let (_, origin) = self.roadmaps.remove(there);
        if let Origin::File { path, .. } = origin {
            self.unreadable.push(left_out(path, id, shown_instead));
        }
    }
}

/// What is said of a file that is well, but for its id.
pub(super) fn left_out(path: SafeText, id: &RoadmapId, shown_instead: &Path) -> Unreadable {
    let words = format!("its id \"{}\" is that of {} too, which is shown", id.0, shown(shown_instead));
    Unreadable { path, line: None, what: SafeText::line(&words), complaints: 0 }
}

/// Reads a file that is to be shown: one with errors is told by the first of them.
pub(super) fn read_roadmap_file(path: &Path) -> Result<Roadmap, Unreadable> {
    match read_roadmap(path) {
        Ok((_, Checked { value: Some(roadmap), .. })) => Ok(roadmap),
        Ok((text, Checked { value: None, report })) => {
            let (line, what) = first_complaint(&report, &text);
            Err(Unreadable { path: shown(path), line, what, complaints: report.diagnostics.len() })
        }
        Err(error) => Err(refused(path, &error)),
    }
}

/// The YAML files of a directory, sorted; hidden ones are litter of editors and of macOS.
pub(super) fn roadmap_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| {
        let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        yaml && path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b"."))
    });
    paths.sort();
    Ok(paths)
}

pub(super) fn refused(path: &Path, error: &Error) -> Unreadable {
    Unreadable { path: shown(path), line: None, what: error.reason.clone(), complaints: 1 }
}

/// The first error, with the number of the line that it complains of.
fn first_complaint(report: &Report, text: &str) -> (Option<usize>, SafeText) {
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let Some(first) = report.diagnostics.iter().find(is_error).or(report.diagnostics.first()) else {
        return (None, SafeText::line("it holds no roadmap"));
    };
    let before = |label: &Label| text.as_bytes().get(..label.span.start).unwrap_or(text.as_bytes());
    (first.labels.first().map(|label| line_number(before(label))), first.message.clone())
}

/// The number, from 1, of the line on which a text goes on after `before`.
fn line_number(before: &[u8]) -> usize {
    before.split(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(severity: Severity, message: &str, place: Option<usize>) -> Diagnostic {
        let label = |start| Label { span: start..start + 1, text: SafeText::line("") };
        let labels = place.map(label).into_iter().collect();
        Diagnostic { severity, code: "x", message: SafeText::line(message), labels, help: None }
    }

    #[test]
    fn the_first_error_goes_before_a_warning_and_says_its_line() {
        let warning = complaint(Severity::Warning, "a warning", Some(0));
        let error = complaint(Severity::Error, "unknown field `recomended`", Some(4));
        let first = |diagnostics: &[&Diagnostic]| {
            let diagnostics = diagnostics.iter().copied().cloned().collect();
            let (line, what) = first_complaint(&Report { diagnostics }, "a\nb\nc\n");
            Unreadable { path: SafeText::default(), line, what, complaints: 1 }.first()
        };
        assert_eq!(first(&[&warning, &error]), "line 3, unknown field `recomended`");
        assert_eq!(first(&[&warning]), "line 1, a warning");
        assert_eq!(first(&[&complaint(Severity::Error, "empty", None)]), "empty");
        assert_eq!(first(&[&complaint(Severity::Error, "at the end", Some(99))]), "line 4, at the end");
    }

    #[test]
    fn a_shelf_lists_yaml_files_by_name() {
        let directory = tempfile::tempdir().unwrap();
        let names = ["b.yaml", "a.yml", "README.md", "._a.yml", ".hidden.yaml", "c.yaml~"];
        for name in names {
            fs::write(directory.path().join(name), "").unwrap();
        }
        let found = roadmap_files(directory.path()).unwrap();
        assert_eq!(found, ["a.yml", "b.yaml"].map(|name| directory.path().join(name)));
    }

    #[test]
    fn of_two_files_with_one_id_the_last_is_shown_and_the_other_named() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().into(), state: directory.path().into() };
        fs::create_dir(paths.roadmaps()).unwrap();
        for name in ["a.yaml", "b.yaml", "c.yml"] {
            let text = "id: zoo\ntitle: Zoo\nstages: [{title: S, topics: [T]}]\n";
            fs::write(paths.roadmaps().join(name), text).unwrap();
        }
        let shelf = shelf(&paths);
        let path = |name: &str| shown(&paths.roadmaps().join(name));
        assert_eq!(shelf.roadmaps.len(), 1);
        assert_eq!(shelf.roadmaps[0].1, Origin::File { path: path("c.yml"), replaces_bundled: false });
        let left = |name, by| {
            let what = SafeText::line(&format!("its id \"zoo\" is that of {} too, which is shown", path(by)));
            Unreadable { path: path(name), line: None, what, complaints: 0 }
        };
        assert_eq!(shelf.unreadable, [left("a.yaml", "b.yaml"), left("b.yaml", "c.yml")]);
    }

    #[test]
    fn a_roadmap_is_found_by_its_id_and_only_what_may_have_it_is_read() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().into(), state: directory.path().into() };
        assert_eq!(of_id(&paths, "zoo"), None, "no directory");
        fs::create_dir(paths.roadmaps()).unwrap();
        let rest = "title: Zoo\nstages: [{title: S, topics: [T]}]\n";
        let write = |name: &str, text: &str| fs::write(paths.roadmaps().join(name), text).unwrap();
        write("a.yaml", &format!("id: zoo\n{rest}"));
        write("b.yaml", &format!("id: farm # no zoo\n{rest}"));
        write("My Zoo.yaml", rest);
        write("c.yaml", &format!("id: zoo\nnope: x\n{rest}"));
        let found = |id| of_id(&paths, id).map(|(roadmap, path)| (roadmap.id.0, path.file_name().unwrap().to_owned()));
        assert_eq!(found("zoo"), Some(("zoo".into(), "a.yaml".into())), "the last of them without errors");
        assert_eq!(found("farm"), Some(("farm".into(), "b.yaml".into())));
        assert_eq!(found("my-zoo"), Some(("my-zoo".into(), "My Zoo.yaml".into())));
        assert_eq!(found("b"), None);
        write("d.yml", &format!("id: zoo\n{rest}"));
        assert_eq!(found("zoo"), Some(("zoo".into(), "d.yml".into())));
    }

    #[test]
    fn what_is_bundled_is_known_by_its_ids() {
        let roadmaps = bundled();
        assert_eq!(BUNDLED_IDS.len(), roadmaps.len());
        assert!(roadmaps.iter().all(|roadmap| is_bundled(&roadmap.id.0)) && !is_bundled("zoo"));
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_else_down() {
        let directory = tempfile::tempdir().unwrap();
        let paths = Paths { data: directory.path().into(), state: directory.path().into() };
        assert!(shelf(&paths).unreadable.is_empty(), "no directory is an empty one");
        fs::create_dir_all(paths.roadmaps().join("a.yaml")).unwrap();
        fs::write(paths.roadmaps().join("b.yaml"), b"\xff").unwrap();
        let reasons: Vec<_> = shelf(&paths).unreadable.into_iter().map(|file| file.first()).collect();
        assert_eq!(reasons, ["it is not a regular file", "line 1, the file is not UTF-8: byte 0xff cannot stand here"]);
    }
}
