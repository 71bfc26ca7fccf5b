//! The box of proof: a line for a new link, and the links that are there.

use tui_input::Input;

use super::note::Subject;
use crate::model::{NoProof, SafeText};

/// The line for a new link, and the links that are there.
#[derive(Debug)]
pub struct Proof {
    pub subject: Subject,
    pub title: SafeText,
    pub typed: Input,
    pub links: Vec<SafeText>,
    /// 0 is the line, 1 the first link.
    pub row: usize,
    /// Why the typed link was not taken.
    pub refused: Option<NoProof>,
}
