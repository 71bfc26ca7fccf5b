//! What can be asked for: the one table of commands, and the keys that ask for them.

mod key;
mod keymap;
mod list;
mod scope;
mod typing;

pub use key::{Code, Key, Unheard};
pub use keymap::{Binding, Keymap, Looked};
pub use list::{Command, Group};
pub use scope::Scope;
pub use typing::Typing;
