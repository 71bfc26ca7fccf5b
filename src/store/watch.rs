//! What has changed among the files of roadmaps: asked now and then, since no system tells of it alike.
//!
//! Asking costs one look at each file. What has changed is read by [`read_file`], which may be done on another thread,
//! and handed back. A file that is being written is left alone until it has come to rest, and a mistake in it, or that
//! it is gone, is believed only if it stays so: editors write in steps, and put one file in the place of another.

mod settings;

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::error::{Error, shown};
use super::library::{left_out, read_roadmap_file, refused, roadmap_files};
use crate::model::{FileNews, News, Roadmap, RoadmapId, SafeText, Unreadable};

pub use settings::SettingsWatch;

/// A file that has not changed for so long is not being written.
const AT_REST: Duration = Duration::from_millis(150);

/// What seems wrong is wrong if it stays so for so long.
const SURE: Duration = Duration::from_millis(600);

/// What has not changed for so long has not changed since it was read a moment ago.
const OLD: Duration = Duration::from_secs(3);

/// The files of the user's directory, and one that was named.
#[derive(Debug)]
pub struct Watch {
    directory: PathBuf,
    /// Goes before all others.
    named: Option<PathBuf>,
    files: BTreeMap<PathBuf, Known>,
    /// Why the directory could not be read, as last told.
    trouble: Option<SafeText>,
}

/// When a look is taken: `at` for how long something has been so, `clock` for how old a file says it is.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub at: Instant,
    pub clock: SystemTime,
}

/// What a file came to, and how it looked before and after it was read.
#[derive(Debug)]
pub struct FileRead {
    path: PathBuf,
    before: Look,
    after: Look,
    outcome: Result<Roadmap, Unreadable>,
}

/// What is known of one file.
#[derive(Debug, Default)]
struct Known {
    /// How it looked when it was read last.
    read: Option<Look>,
    /// How it looks otherwise now, and since when.
    stirring: Option<(Look, Instant)>,
    is_being_read: bool,
    /// A mistake that is not told yet, and since when it is there.
    doubt: Option<(Unreadable, Instant)>,
    /// The roadmap that was read of it last without a mistake.
    good: Option<RoadmapId>,
    /// Another file with that roadmap goes before it.
    is_behind: bool,
    /// It was told to be broken.
    is_broken: bool,
}

/// How a file looks from outside; nothing where there is none.
type Look = Option<Signature>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Signature {
    length: u64,
    modified: Option<SystemTime>,
    /// Device, inode, and when something about the file changed last.
    #[cfg(unix)]
    identity: (u64, u64, i64, i64),
}

impl Watch {
    pub fn new(directory: PathBuf, named: Option<PathBuf>) -> Self {
        Self { directory, named, files: BTreeMap::new(), trouble: None }
    }

    /// Takes it that a file has just been read and holds this roadmap. One that has changed lately is read again.
    pub fn assume(&mut self, path: &Path, id: RoadmapId, moment: Moment) {
        let look = look_at(path);
        let known = Known { good: Some(id), ..Known::default() };
        let read = look.filter(|look| look.is_older_than(OLD, moment)).map(Some);
        self.files.insert(path.to_owned(), Known { read, ..known });
    }

    /// The path that is shown so, of a file that is known.
    pub fn path_of(&self, shown_as: &SafeText) -> Option<&Path> {
        self.files.keys().map(PathBuf::as_path).find(|path| shown(path) == *shown_as)
    }

    /// How soon another look is worth while, if something is in the air.
    pub fn soon(&self) -> Option<Duration> {
        let wait = |known: &Known| match (&known.stirring, &known.doubt) {
            (Some((Some(_), _)), _) => Some(AT_REST),
            (Some((None, _)), _) | (_, Some(_)) => Some(SURE),
            (None, None) => (known.read.is_none() && !known.is_being_read).then_some(AT_REST),
        };
        self.files.values().filter_map(wait).min()
    }

    /// Takes a look: the files that are to be read now, and what is known without reading.
    pub fn look(&mut self, moment: Moment) -> (Vec<PathBuf>, Vec<FileNews>) {
        let mut news = self.look_for_more();
        let mut to_read = Vec::new();
        let mut gone = Vec::new();
        for (path, known) in self.files.iter_mut().filter(|(_, known)| !known.is_being_read) {
            let look = look_at(path);
            if known.read == Some(look) {
                known.stirring = None;
                if let Some((broken, _)) = known.doubt.take_if(|(_, since)| moment.at - *since >= SURE) {
                    known.is_broken = true;
                    news.push(FileNews { path: shown(path), news: News::Broken(broken) });
                }
                continue;
            }
            let since = known.stirring.filter(|(before, _)| *before == look).map_or(moment.at, |(_, since)| since);
            known.stirring = Some((look, since));
            let stays = moment.at - since;
            match look {
                Some(look) if stays >= AT_REST || look.is_older_than(AT_REST, moment) => {
                    (known.is_being_read, known.stirring) = (true, None);
                    to_read.push(path.clone());
                }
                None if stays >= SURE => gone.push(path.clone()),
                _ => {}
            }
        }
        for path in gone {
            let Some(known) = self.files.remove(&path) else { continue };
            if known.is_told() {
                news.push(FileNews { path: shown(&path), news: News::Gone });
            }
            if let Some(id) = known.good.filter(|_| !known.is_behind) {
                self.let_forward(&id);
            }
        }
        (to_read, news)
    }

    /// Takes in what a file came to.
    pub fn take(&mut self, read: FileRead, moment: Moment) -> Vec<FileNews> {
        let FileRead { path, before, after, outcome } = read;
        let Some(known) = self.files.get_mut(&path) else { return Vec::new() };
        known.is_being_read = false;
        if before != after {
            known.stirring = Some((after, moment.at));
            return Vec::new();
        }
        known.read = Some(after);
        (known.stirring, known.doubt) = (None, None);
        match outcome {
            Ok(roadmap) => self.is_good(&path, roadmap),
            // What is there already is nothing to have doubts about.
            Err(broken) if known.is_broken || after.is_some_and(|look| look.is_older_than(SURE, moment)) => {
                known.is_broken = true;
                vec![FileNews { path: shown(&path), news: News::Broken(broken) }]
            }
            Err(broken) => {
                known.doubt = Some((broken, moment.at));
                Vec::new()
            }
        }
    }

    /// Lists the directory. That it cannot be read is told once, and once that it can.
    fn look_for_more(&mut self) -> Vec<FileNews> {
        let listed = match roadmap_files(&self.directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            listed => listed.map_err(|error| Error::new("read", &self.directory, error)),
        };
        let (listed, trouble) = match listed {
            Ok(listed) => (listed, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let named = self.named.clone().filter(|named| look_at(named).is_some());
        for path in listed.into_iter().chain(named) {
            self.files.entry(path).or_default();
        }
        let reason = trouble.as_ref().map(|error| error.reason.clone());
        if self.trouble == reason {
            return Vec::new();
        }
        self.trouble = reason;
        let news = match trouble {
            Some(error) => News::Broken(refused(&self.directory, &error)),
            None => News::Gone,
        };
        vec![FileNews { path: shown(&self.directory), news }]
    }

    /// A file holds a roadmap: it is told, unless another file with the same one goes before it. Which is left out then
    /// is told as well.
    fn is_good(&mut self, path: &Path, roadmap: Roadmap) -> Vec<FileNews> {
        let id = roadmap.id.clone();
        let rank = |path: &Path| (self.named.as_deref() == Some(path), path.to_owned());
        let holds = |known: &Known| known.good.as_ref() == Some(&id) && !known.is_behind;
        let mut others = self.files.iter().filter(|(other, known)| *other != path && holds(known));
        let front = others.find(|(other, _)| rank(other) > rank(path)).map(|(other, _)| other.clone());
        let mut overtaken = Vec::new();
        if front.is_none() {
            for (other, known) in self.files.iter_mut().filter(|(other, known)| *other != path && holds(known)) {
                known.is_behind = true;
                overtaken.push(other.clone());
            }
        }
        let Some(known) = self.files.get_mut(path) else { return Vec::new() };
        let was_shown = known.good.is_some() && !known.is_behind;
        known.is_broken = false;
        let before = known.good.replace(id.clone()).filter(|before| !known.is_behind && *before != id);
        known.is_behind = front.is_some();
        if let Some(before) = before {
            self.let_forward(&before);
        }
        let told = |path: &Path, news: News| FileNews { path: shown(path), news };
        let is_behind = |path: &Path, front: &Path| told(path, News::Broken(left_out(shown(path), &id, front)));
        if let Some(front) = front {
            let gone = was_shown.then(|| told(path, News::Gone));
            return gone.into_iter().chain([is_behind(path, &front)]).collect();
        }
        let behind = overtaken.iter().map(|other| is_behind(other, path));
        std::iter::once(told(path, News::Read(Box::new(roadmap)))).chain(behind).collect()
    }

    /// The file that went before others with this roadmap holds it no more: they are read again.
    fn let_forward(&mut self, id: &RoadmapId) {
        let waits = |known: &&mut Known| known.is_behind && known.good.as_ref() == Some(id);
        for known in self.files.values_mut().filter(waits) {
            known.read = None;
        }
    }
}

impl Known {
    /// Whether something of it is shown.
    const fn is_told(&self) -> bool {
        self.is_broken || self.good.is_some()
    }
}

impl Signature {
    /// Whether the file says that it has not changed for so long. One from the future says nothing.
    fn is_older_than(self, age: Duration, moment: Moment) -> bool {
        self.modified.and_then(|modified| moment.clock.duration_since(modified).ok()).is_some_and(|found| found >= age)
    }
}

/// Reads the roadmap of a file.
pub fn read_file(path: &Path) -> FileRead {
    let before = look_at(path);
    let outcome = read_roadmap_file(path);
    FileRead { path: path.to_owned(), before, after: look_at(path), outcome }
}

fn look_at(path: &Path) -> Look {
    // Whatever else is in the way is told by reading.
    let unknown = Signature {
        length: 0,
        modified: None,
        #[cfg(unix)]
        identity: (0, 0, 0, 0),
    };
    match fs::metadata(path) {
        Ok(found) => Some(signature(&found)),
        // A link that leads nowhere is there.
        Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => None,
        Err(_) => Some(unknown),
    }
}

fn signature(found: &Metadata) -> Signature {
    #[cfg(unix)]
    use std::os::unix::fs::MetadataExt;
    Signature {
        length: found.len(),
        modified: found.modified().ok(),
        #[cfg(unix)]
        identity: (found.dev(), found.ino(), found.ctime(), found.ctime_nsec()),
    }
}

#[cfg(test)]
mod tests;
