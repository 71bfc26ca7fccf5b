//! What can be wrong with a text, and how it is told: place, cause and cure.

mod excerpt;
mod lines;
mod render;
mod report;

pub use lines::{Lines, Position};
pub use render::{Style, render, render_json};
pub use report::{Checked, Diagnostic, Label, Report, Severity};
