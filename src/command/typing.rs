//! Which keys are typed where text is written, and so never ask for a command there.

use super::key::{Code, Key};

/// What takes keys before any command hears them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// Letters alone.
    Letters,
    /// A line that is typed and edited.
    Line,
    /// The note that is being written.
    Note,
}

impl Typing {
    pub fn takes(self, key: Key) -> bool {
        use Code as C;
        let is_letter = matches!(key, Key { code: C::Char(_), ctrl: false, alt: false });
        let edits = |letters: &[char]| match key {
            Key { code: C::Char(letter), ctrl: true, alt: false } => letters.contains(&letter),
            _ => false,
        };
        is_letter
            || match self {
                Self::Letters => false,
                Self::Line => {
                    edits(&['w', 'u', 'k', 'a', 'e'])
                        || matches!(key.code, C::Backspace | C::Delete | C::Left | C::Right)
                }
                Self::Note => {
                    edits(&['w', 'u', 'k', 'a', 'j'])
                        || !matches!(key.code, C::Char(_) | C::Function(_) | C::Esc | C::BackTab)
                }
            }
    }
}
