//! What the home screen shows of each roadmap.

use std::borrow::Cow;

use super::state::App;

/// What stands beside a roadmap, at the right end of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    /// Its file is broken; what is shown is the last good version.
    Broken,
    /// The day on which it was touched last: `today`, `3 Nov`.
    Day(String),
    /// It was never touched, and so many of its topics have been met in others.
    Met(u32),
}

impl Beside {
    /// As it is written; empty, where there is nothing to tell.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => "".into(),
            Self::Broken => "file is broken".into(),
            Self::Day(day) => day.into(),
            Self::Met(topics) => format!("{topics} met elsewhere").into(),
        }
    }
}

impl App {
    /// What stands beside the roadmap with this number.
    pub fn beside(&self, number: usize) -> Beside {
        let entry = &self.library.entries()[number];
        if entry.trouble.is_some() {
            return Beside::Broken;
        }
        match (self.log.last_activity(&entry.roadmap.id), self.met.get(number)) {
            (Some(last), _) => Beside::Day(super::says::day(last, self.now)),
            (None, Some(&met @ 1..)) => Beside::Met(met),
            (None, _) => Beside::Nothing,
        }
    }
}
