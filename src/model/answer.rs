//! What a learner answers when a learned topic is recalled, as it is recorded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How well a topic could be explained again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The ladder starts over.
    Forgot,
    /// The same step again.
    Shaky,
    /// One step up.
    Solid,
}

/// An answer, how many steps of the ladder are climbed with it, and on which local day it was given.
///
/// The newest answer alone tells where a topic stands; answers are never counted. So the union of two logs is well
/// defined, and two machines that answer the same question "solid" have climbed one step together, not two. An answer
/// that undo brings back keeps its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Recalled {
    pub answer: Answer,
    #[serde(default)]
    pub step: u8,
    pub on: Date,
}

impl Answer {
    /// Every answer, in the order of the keys.
    pub const ALL: [Self; 3] = [Self::Forgot, Self::Shaky, Self::Solid];

    /// The word in the state file, in JSON and on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forgot => "forgot",
            Self::Shaky => "shaky",
            Self::Solid => "solid",
        }
    }

    /// The answer with this name, if there is one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == name)
    }

    /// What is recorded when this is answered on a step.
    pub const fn at(self, step: u8, on: Date) -> Recalled {
        let step = match self {
            Self::Forgot => 0,
            Self::Shaky => step,
            Self::Solid => step.saturating_add(1),
        };
        Recalled { answer: self, step, on }
    }
}
