//! A library that follows its files: read anew, broken, gone.

use super::entry::{Entry, Origin};
use super::files::{FileNews, News, Trouble, Unreadable};
use super::library::Library;
use super::log::Log;
use super::roadmap::Roadmap;
use super::text::SafeText;

/// What became of one roadmap of the library, by its old number.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is the one with this number now.
    Kept(usize),
    /// Another version, with this number now, has taken the place of this one.
    Replaced(usize, Box<Roadmap>),
    Gone,
}

impl Fate {
    /// The number that the roadmap has now.
    pub const fn now(&self) -> Option<usize> {
        match self {
            Self::Kept(now) | Self::Replaced(now, _) => Some(*now),
            Self::Gone => None,
        }
    }
}

impl Library {
    /// Takes in what became of files. What is on the screen (`open`, by number) stays even if its file is gone. Gives
    /// the fate of each roadmap that was there.
    pub fn take_files(&mut self, news: Vec<FileNews>, open: Option<usize>, log: &Log) -> Vec<Fate> {
        let old = std::mem::take(&mut self.entries);
        let mut fates: Vec<_> = (0..old.len()).map(Fate::Kept).collect();
        let rows = old.into_iter().enumerate().map(|(number, entry)| Row { was: Some(number), entry }).collect();
        let mut change = Shelf { library: self, rows, fates: &mut fates, open, log, is_other: false };
        for FileNews { path, news } in news {
            match news {
                News::Read(roadmap) => change.read(path, *roadmap),
                News::Broken(broken) => change.broken(broken),
                News::Gone => change.gone(&path),
            }
        }
        let Shelf { rows, is_other, .. } = change;
        for (number, row) in rows.iter().enumerate() {
            match row.was.map(|was| &mut fates[was]) {
                Some(Fate::Kept(now) | Fate::Replaced(now, _)) => *now = number,
                Some(Fate::Gone) | None => {}
            }
        }
        self.entries = rows.into_iter().map(|row| row.entry).collect();
        if is_other {
            self.share();
        }
        fates
    }

    /// Lets go of roadmaps whose files are gone, but for the open one. Gives the fates as [`Library::take_files`].
    pub fn clear_gone(&mut self, open: Option<usize>, log: &Log) -> Vec<Fate> {
        let gone = self.entries.iter().filter(|entry| entry.trouble == Some(Trouble::Gone));
        let news = gone.filter_map(|entry| Some(FileNews { path: entry.path()?.clone(), news: News::Gone }));
        self.take_files(news.collect(), open, log)
    }
}

/// A roadmap with its old number.
struct Row {
    was: Option<usize>,
    entry: Entry,
}

/// The library while it is changed.
struct Shelf<'a> {
    library: &'a mut Library,
    rows: Vec<Row>,
    fates: &'a mut [Fate],
    open: Option<usize>,
    log: &'a Log,
    /// Some roadmap is another one than before.
    is_other: bool,
}

impl Shelf<'_> {
    fn read(&mut self, path: SafeText, roadmap: Roadmap) {
        self.library.unreadable.retain(|file| file.path != path);
        let by_path = self.of_path(&path);
        let by_id = self.rows.iter().position(|row| row.entry.roadmap.id == roadmap.id);
        // A file that says another id now leaves a bundled roadmap that it replaced, or the other of two, behind.
        let left = by_path.filter(|&row| by_id != Some(row) && (by_id.is_some() || self.has_bundled(row)));
        let at = by_id.or(by_path.filter(|_| left.is_none()));
        let is_same = |entry: &Entry| entry.path() == Some(&path) && entry.roadmap == roadmap;
        if let Some(row) = at.map(|at| &mut self.rows[at]).filter(|row| is_same(&row.entry)) {
            row.entry.trouble = None;
            return;
        }
        let replaces_bundled = at.is_some_and(|at| self.set_aside(at));
        self.put(at, roadmap, Origin::File { path, replaces_bundled });
        if let Some(left) = left {
            self.take_away(left);
        }
    }

    fn broken(&mut self, broken: Unreadable) {
        if let Some(row) = self.of_path(&broken.path) {
            self.rows[row].entry.trouble = Some(Trouble::Broken(broken));
        } else if let Some(known) = self.library.unreadable.iter_mut().find(|file| file.path == broken.path) {
            *known = broken;
        } else {
            self.library.unreadable.push(broken);
        }
    }

    fn gone(&mut self, path: &SafeText) {
        self.library.unreadable.retain(|file| file.path != *path);
        match self.of_path(path) {
            Some(row) if !self.has_bundled(row) && self.open.is_some() && self.rows[row].was == self.open => {
                self.rows[row].entry.trouble = Some(Trouble::Gone);
            }
            Some(row) => self.take_away(row),
            None => {}
        }
    }

    fn of_path(&self, path: &SafeText) -> Option<usize> {
        self.rows.iter().position(|row| row.entry.path() == Some(path))
    }

    /// Whether a bundled roadmap waits behind this one.
    fn has_bundled(&self, row: usize) -> bool {
        matches!(self.rows[row].entry.origin, Origin::File { replaces_bundled: true, .. })
    }

    /// Keeps a bundled roadmap that is about to be replaced; says whether there is one behind this row then.
    fn set_aside(&mut self, row: usize) -> bool {
        let Entry { roadmap, origin, .. } = &self.rows[row].entry;
        if *origin == Origin::Bundled {
            self.library.replaced.push(roadmap.clone());
        }
        self.has_bundled(row) || *origin == Origin::Bundled
    }

    /// Removes a roadmap; a bundled one that waits behind it comes back.
    fn take_away(&mut self, row: usize) {
        let id = &self.rows[row].entry.roadmap.id;
        let waiting = self.library.replaced.iter().position(|bundled| bundled.id == *id);
        if let Some(waiting) = waiting.filter(|_| self.has_bundled(row)) {
            let bundled = self.library.replaced.remove(waiting);
            self.put(Some(row), bundled, Origin::Bundled);
        } else {
            let Row { was, .. } = self.rows.remove(row);
            if let Some(was) = was {
                self.fates[was] = Fate::Gone;
            }
            self.is_other = true;
        }
    }

    /// Puts a roadmap in the place of another, or at the end.
    fn put(&mut self, at: Option<usize>, roadmap: Roadmap, origin: Origin) {
        self.is_other = true;
        let entry = Entry::new(roadmap, origin, self.library.counts_met(), self.log);
        let Some(at) = at else { return self.rows.push(Row { was: None, entry }) };
        let before = std::mem::replace(&mut self.rows[at].entry, entry);
        if let Some(fate @ Fate::Kept(_)) = self.rows[at].was.map(|was| &mut self.fates[was]) {
            *fate = Fate::Replaced(at, Box::new(before.roadmap));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::Machine;
    use super::super::sketch;
    use super::*;

    struct Desk {
        library: Library,
        log: Log,
        open: Option<usize>,
    }

    impl Desk {
        /// Two bundled roadmaps.
        fn new() -> Self {
            let log = Log::new(Machine("m".into()), 1);
            let mut library = Library::default();
            let bundled = |id| (sketch::roadmap(id, "s\n  a"), Origin::Bundled);
            library.add(vec![bundled("one"), bundled("two")], &log);
            Self { library, log, open: None }
        }

        /// Takes in `path=id` (read, one more leaf than before), `path!` (broken) and `path-` (gone); tells the fates.
        fn take(&mut self, news: &str) -> String {
            let news = news.split_whitespace().map(|word| {
                let (path, news) = match word.split_once('=') {
                    Some((path, id)) => (path, News::Read(Box::new(sketch::roadmap(id, "s\n  a\n  b")))),
                    None if word.ends_with('-') => (word.trim_end_matches('-'), News::Gone),
                    None => {
                        let path = word.trim_end_matches('!');
                        let what = SafeText::line("wrong");
                        let broken = Unreadable { path: SafeText::line(path), line: Some(3), what, complaints: 1 };
                        (path, News::Broken(broken))
                    }
                };
                FileNews { path: SafeText::line(path), news }
            });
            let fates = self.library.take_files(news.collect(), self.open, &self.log);
            let told = fates.iter().map(|fate| match fate {
                Fate::Kept(now) => now.to_string(),
                Fate::Replaced(now, _) => format!("{now}*"),
                Fate::Gone => "-".to_owned(),
            });
            told.collect::<Vec<_>>().join(" ")
        }

        /// Ids with their files, `!` where one is in trouble; then the files that cannot be read.
        fn rows(&self) -> String {
            let row = |entry: &Entry| {
                let from = entry.path().map(|path| format!("<{path}")).unwrap_or_default();
                let sign = if entry.trouble.is_some() { "!" } else { "" };
                format!("{}{from}{sign}", entry.roadmap.id.0)
            };
            let bad = self.library.unreadable.iter().map(|file| format!("[{}]", file.path));
            self.library.entries().iter().map(row).chain(bad).collect::<Vec<_>>().join(" ")
        }
    }

    #[test]
    fn files_come_break_and_go() {
        let mut desk = Desk::new();
        assert_eq!(desk.take("x=x bad!"), "0 1");
        assert_eq!(desk.rows(), "one two x<x [bad]");
        assert_eq!(desk.take("x! y=y"), "0 1 2");
        assert_eq!(desk.rows(), "one two x<x! y<y [bad]", "the last good version stays");
        assert_eq!(desk.take("x=x bad=z"), "0 1 2 3", "nothing of x is another than before");
        assert_eq!(desk.rows(), "one two x<x y<y z<bad");
        assert_eq!(desk.take("x-"), "0 1 - 2 3");
        assert_eq!(desk.rows(), "one two y<y z<bad");
    }

    #[test]
    fn a_bundled_roadmap_comes_back_when_the_file_in_its_place_goes() {
        let mut desk = Desk::new();
        assert_eq!(desk.take("x=one"), "0* 1");
        assert_eq!(desk.rows(), "one<x two");
        assert_eq!(desk.take("x-"), "0* 1");
        assert_eq!((desk.rows().as_str(), desk.library.entries()[0].roadmap.topics.len()), ("one two", 2));
        desk.take("x=one");
        assert_eq!(desk.take("x=own"), "0* 1", "it has another id now");
        assert_eq!(desk.rows(), "one two own<x");
    }

    #[test]
    fn a_file_is_followed_to_its_new_id() {
        let mut desk = Desk::new();
        desk.take("x=x y=y");
        assert_eq!(desk.take("x=xx"), "0 1 2* 3");
        assert_eq!(desk.rows(), "one two xx<x y<y");
        assert_eq!(desk.take("x=y"), "0 1 - 2*", "of two files with one roadmap the last that was read is shown");
        assert_eq!(desk.rows(), "one two y<x");
    }

    #[test]
    fn what_is_open_stays_until_it_is_left() {
        let mut desk = Desk::new();
        desk.take("x=x y=y");
        desk.open = Some(2);
        assert_eq!(desk.take("x- y-"), "0 1 2 -");
        assert_eq!(desk.rows(), "one two x<x!");
        assert_eq!(desk.library.clear_gone(Some(2), &desk.log), [Fate::Kept(0), Fate::Kept(1), Fate::Kept(2)]);
        assert_eq!(desk.library.clear_gone(None, &desk.log), [Fate::Kept(0), Fate::Kept(1), Fate::Gone]);
        assert_eq!(desk.rows(), "one two");
        desk.take("x=x");
        desk.take("x-");
        assert_eq!(desk.take("x=x"), "0 1 2", "and it can come back");
        assert_eq!(desk.rows(), "one two x<x");
    }
}
