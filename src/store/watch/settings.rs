//! The settings file, watched: what it says is read anew once it has come to rest.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::config::read_config;
use super::super::error::Error;
use super::{Look, Moment, SURE, look_at};
use crate::config::Config;
use crate::diagnostic::Checked;

#[derive(Clone, Debug)]
pub struct SettingsWatch {
    path: PathBuf,
    /// How it looked when it was read last.
    read: Look,
    /// How it looks otherwise now, and since when.
    stirring: Option<(Look, Instant)>,
}

impl SettingsWatch {
    /// Reads the file, and watches it from the moment before: what is saved meanwhile or from then on is read anew.
    pub fn read(path: PathBuf) -> (Self, Result<(String, Checked<Config>), Error>) {
        let watch = Self { read: look_at(&path), path, stirring: None };
        let said = read_config(&watch.path);
        (watch, said)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How soon another look is worth while, if something is in the air.
    pub fn soon(&self) -> Option<Duration> {
        self.stirring.map(|_| SURE)
    }

    /// What the file says, if it has changed since it was read and stays so: editors write in steps.
    pub fn look(&mut self, moment: Moment) -> Option<Result<(String, Checked<Config>), Error>> {
        let look = look_at(&self.path);
        if look == self.read {
            self.stirring = None;
            return None;
        }
        let since = self.stirring.filter(|(before, _)| *before == look).map_or(moment.at, |(_, since)| since);
        self.stirring = Some((look, since));
        if moment.at - since < SURE {
            return None;
        }
        let said = read_config(&self.path);
        // One that was written to meanwhile is read again.
        (look_at(&self.path) == look).then(|| {
            (self.read, self.stirring) = (look, None);
            said
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;
    use std::time::SystemTime;

    use super::super::super::probe::{self, Answer, Call};
    use super::*;

    /// What the file says so many milliseconds after `begin`, if that is new.
    fn look(
        watch: &mut SettingsWatch,
        begin: Instant,
        millis: u64,
    ) -> Option<Result<(String, Checked<Config>), Error>> {
        watch.look(Moment { at: begin + Duration::from_millis(millis), clock: SystemTime::now() })
    }

    #[test]
    fn what_is_saved_while_it_is_read_for_the_first_time_is_not_missed() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.yaml");
        fs::write(&path, "mouse: true\n").unwrap();
        let saved = path.clone();
        probe::watch(move |call| {
            if matches!(call, Call::Open) {
                fs::write(&saved, "mouse: false\n").unwrap();
            }
            Answer::Go
        });
        let (mut watch, _) = SettingsWatch::read(path);
        probe::unwatch();
        let begin = Instant::now();
        assert!(look(&mut watch, begin, 0).is_none());
        let (_, checked) = look(&mut watch, begin, 600).expect("it looks otherwise than before").unwrap();
        assert!(!checked.value.unwrap().mouse);
    }

    #[test]
    fn it_is_read_when_it_has_come_to_rest_and_once() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.yaml");
        let (mut watch, said) = SettingsWatch::read(path.clone());
        assert!(said.unwrap_err().is(ErrorKind::NotFound));
        let begin = Instant::now();
        let mut look = |millis| look(&mut watch, begin, millis);
        assert!(look(0).is_none());
        fs::write(&path, "mouse: fal").unwrap();
        assert!(look(1000).is_none());
        fs::write(&path, "mouse: false\n").unwrap();
        assert!(look(2000).is_none(), "it is being written");
        assert!(look(2500).is_none());
        let (_, checked) = look(2600).unwrap().unwrap();
        assert!(!checked.value.unwrap().mouse);
        assert!(look(9000).is_none());
        fs::remove_file(&path).unwrap();
        assert!(look(10_000).is_none(), "another may be put in its place");
        assert!(look(10_600).unwrap().unwrap_err().is(ErrorKind::NotFound));
    }
}
