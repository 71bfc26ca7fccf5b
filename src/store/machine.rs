//! The name of this machine, asked of the system only once, and randomness.

use super::paths::Paths;
use crate::model::Machine;

/// `MILEPOST_MACHINE`, else the name kept in the state directory, else a new one: host name and four random digits.
/// A new name is written down with the first edit, not before: until then it is only proposed.
pub fn machine(_paths: &Paths) -> Machine {
    todo!()
}

/// Fresh randomness for the ids of one run.
pub fn seed() -> u128 {
    todo!()
}
