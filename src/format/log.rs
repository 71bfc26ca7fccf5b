//! Lines of the state file ⇄ edits.

use crate::model::Edit;

/// What a stretch of the state file says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub edits: Vec<Edit>,
    /// Lines that cannot be understood, from 1.
    pub bad_lines: Vec<u64>,
    /// A header or a line was written by a newer version.
    pub newer: bool,
}

/// The first line of a state file, with its newline.
pub const HEADER: &str = "{\"milepost\":1}\n";

/// Reads whole lines. `first_line` is the number of the first one.
pub fn read(_bytes: &[u8], _first_line: u64) -> Reading {
    todo!()
}

/// One edit as a line, with its newline.
pub fn write(_edit: &Edit) -> String {
    todo!()
}
