//! What a mark does to a leaf, a parent or a choice: rule 6 of the arithmetic.

use super::roadmap::{Place, Roadmap};
use super::standing::Standing;
use super::status::Status;

/// What can be asked of a topic, with a key or on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Done,
    Start,
    Know,
    Skip,
    Reset,
}

/// What an action comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These leaves change, in file order; never empty.
    Changes(Vec<(Place, Status)>),
    /// The topic is a choice: it is to be opened and `pick` of its options marked.
    Choose { group: Place, pick: u32, options: u32 },
    /// "In progress" is said of one topic at a time: the parent is to be opened.
    TooBroad,
    /// Nothing here would change.
    Nothing,
}

/// What `action` does at `place`. With `toggle` (the keys) a second press takes the first one back; without it (the
/// command line) the wished state is simply reached.
pub fn act(_roadmap: &Roadmap, _standing: &Standing, _place: Place, _action: Action, _toggle: bool) -> Outcome {
    todo!()
}
