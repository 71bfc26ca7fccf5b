//! What the home screen shows of each roadmap: kept, so that no frame asks all of them.

use std::borrow::Cow;

use crate::model::Next;

/// The list of roadmaps as it is shown, by their numbers.
#[derive(Debug, Default)]
pub struct Home {
    pub rows: Vec<HomeRow>,
    /// The roadmap to go on with.
    pub to_continue: Option<usize>,
    /// The most letters that stand beside a roadmap.
    pub widest: usize,
}

/// One roadmap.
#[derive(Debug)]
pub struct HomeRow {
    pub beside: Beside,
    /// The best next step.
    pub next: Next,
    /// So many bytes of the title are words that another title begins with too.
    pub shared: usize,
}

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
