//! The files of roadmaps, watched: what has changed is read beside the loop, so that no key waits for it.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use super::clock::moment;
use super::wait::Bell;
use crate::app::Msg;
use crate::model::{FileNews, Roadmap, SafeText};
use crate::store::{FileRead, Moment, Paths, Watch, read_file};

/// After so long a file has come to rest.
const AGES: Duration = Duration::from_hours(1);

/// The main thread of a program has as much; the reader of a text from a stranger must not run out of it.
const STACK: usize = 8 << 20;

/// The watch over the user's roadmaps.
pub(super) struct Files {
    watch: Watch,
    looked: Option<Instant>,
    job: Option<Job>,
    /// Wakes the loop when files have been read.
    bell: Option<Bell>,
}

/// Files that are being read.
struct Job {
    read: Receiver<Vec<FileRead>>,
    thread: JoinHandle<()>,
}

impl Files {
    /// Watches the directory, and a file that was named; its roadmap, if it has just been read.
    pub(super) fn new(paths: &Paths, named: Option<(&Path, Option<&Roadmap>)>) -> Self {
        let mut watch = Watch::new(paths.roadmaps(), named.map(|(path, _)| path.to_owned()));
        if let Some((path, Some(roadmap))) = named {
            watch.assume(path, roadmap.id.clone(), moment());
        }
        Self { watch, looked: None, job: None, bell: None }
    }

    pub(super) fn ring(&mut self, bell: Bell) {
        self.bell = Some(bell);
    }

    /// How long the loop may sleep.
    pub(super) fn nap(&self, longest: Duration) -> Duration {
        let wait = match (&self.job, &self.bell) {
            (Some(_), None) => Some(Duration::from_millis(50)),
            (Some(_), Some(_)) => None,
            (None, _) => self.watch.soon().map(|soon| soon.saturating_sub(self.since())),
        };
        wait.unwrap_or(longest).min(longest)
    }

    /// The path that is shown so, if it is of a file that is watched.
    pub(super) fn path_of(&self, shown: &SafeText) -> Option<&Path> {
        self.watch.path_of(shown)
    }

    /// What has been read meanwhile; and, if it is time or something is in the air, a look at the files.
    pub(super) fn look(&mut self, is_time: bool) -> Option<Msg> {
        let mut news = self.collect();
        let is_time = is_time || self.watch.soon().is_some_and(|soon| self.since() >= soon);
        if self.job.is_none() && is_time {
            let (to_read, more) = self.watch.look(moment());
            self.looked = Some(Instant::now());
            news.extend(more);
            news.extend(self.read(&to_read));
        }
        (!news.is_empty()).then_some(Msg::Files(news))
    }

    /// What all files hold as they are now, read here and not waited for.
    pub(super) fn all(&mut self) -> Vec<FileNews> {
        let now = moment();
        let later = Moment { clock: now.clock + AGES, ..now };
        let (to_read, mut news) = self.watch.look(later);
        news.extend(to_read.iter().flat_map(|path| self.watch.take(read_file(path), later)));
        news
    }

    fn since(&self) -> Duration {
        self.looked.map_or(Duration::MAX, |looked| looked.elapsed())
    }

    /// Reads files on a thread; here, if there can be none.
    fn read(&mut self, paths: &[PathBuf]) -> Vec<FileNews> {
        if paths.is_empty() {
            return Vec::new();
        }
        let (sender, read) = channel();
        let (work, bell) = (paths.to_vec(), self.bell.as_ref().and_then(Bell::another));
        let reading = move || {
            // Nobody waits for it if the program has ended meanwhile.
            drop(sender.send(work.iter().map(|path| read_file(path)).collect()));
            if let Some(mut bell) = bell {
                bell.ring();
            }
        };
        match Builder::new().name("reader".to_owned()).stack_size(STACK).spawn(reading) {
            Ok(thread) => {
                self.job = Some(Job { read, thread });
                Vec::new()
            }
            Err(_) => self.take(paths.iter().map(|path| read_file(path)).collect()),
        }
    }

    fn collect(&mut self) -> Vec<FileNews> {
        let Some(job) = &self.job else { return Vec::new() };
        match job.read.try_recv() {
            Ok(read) => {
                self.job = None;
                self.take(read)
            }
            Err(TryRecvError::Empty) => Vec::new(),
            Err(TryRecvError::Disconnected) => {
                // Only a panic ends it without an answer: it is this program's, wherever it happens.
                match self.job.take().map(|job| job.thread.join()) {
                    Some(Err(panic)) => resume_unwind(panic),
                    Some(Ok(())) | None => Vec::new(),
                }
            }
        }
    }

    fn take(&mut self, read: Vec<FileRead>) -> Vec<FileNews> {
        let now = moment();
        read.into_iter().flat_map(|read| self.watch.take(read, now)).collect()
    }
}
