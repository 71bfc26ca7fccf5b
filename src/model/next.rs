//! What to learn next, and why: rule 9 of the arithmetic.

use super::roadmap::{Place, Roadmap};
use super::standing::Standing;

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub place: Place,
    pub reason: Reason,
}

/// Why this step and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Begun already, most recently of all.
    InProgress,
    /// The first in file order that is still to do.
    InOrder,
    /// The first in file order, and what it builds on is complete.
    Ready { after: Vec<Place> },
    /// An option of an unfilled choice (`group`): `left` more are to be picked. `recommended` if the author says so.
    Choice { group: Place, left: u32, recommended: bool },
    /// Nothing that is left has all it builds on complete; this is the first of them.
    BeforeIts { missing: Place },
}

/// The whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// At least one step, the best first; never more than was asked for.
    Steps(Vec<Step>),
    /// Every required topic is complete; this many optional ones are left.
    OnlyOptional { left: u32 },
    /// Everything is complete or skipped.
    Finished,
}

/// The best `most` next steps. `met` tells whether a concept is complete in some roadmap. Passes over what is finished
/// without looking inside.
pub fn next_steps(_roadmap: &Roadmap, _standing: &Standing, _met: impl Fn(&str) -> bool, _most: usize) -> Next {
    todo!()
}

impl Reason {
    /// The stable name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "in_progress",
            Self::InOrder => "in_order",
            Self::Ready { .. } => "ready",
            Self::Choice { .. } => "choice",
            Self::BeforeIts { .. } => "before_its_requirements",
        }
    }
}
