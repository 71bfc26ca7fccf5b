//! The status of a leaf: the only thing that is ever counted.

use serde::{Deserialize, Serialize};

/// What a learner says of one topic. Only leaves store one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not begun, or taken back.
    #[default]
    Todo,
    /// Begun; counts for nothing yet.
    Doing,
    /// Learned here.
    Done,
    /// Known before: counts as progress, not as learning.
    Known,
    /// Left out on purpose: leaves the total.
    Skipped,
}

impl Status {
    /// Every status, in the order in which tallies count them.
    pub const ALL: [Self; 5] = [Self::Todo, Self::Doing, Self::Done, Self::Known, Self::Skipped];

    /// Whether a leaf with this status counts toward the percentage.
    pub const fn is_complete(self) -> bool {
        matches!(self, Self::Done | Self::Known)
    }

    /// Whether there is still something to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Todo | Self::Doing)
    }

    /// The name in the state file and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Known => "known",
            Self::Skipped => "skipped",
        }
    }

    /// The words for a person.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Todo => "to do",
            Self::Doing => "in progress",
            Self::Done => "done",
            Self::Known => "known",
            Self::Skipped => "skipped",
        }
    }

    /// The status with this name, if there is one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}
