//! What may be said with every verb.

use std::path::PathBuf;

use clap::{Args as Arguments, ValueEnum};

use crate::config::BuiltIn;

/// What may be said with every verb.
#[derive(Clone, Debug, Arguments)]
#[command(next_help_heading = "Options of every command")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Globals {
    /// Print one JSON object.
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// When to use colours; auto heeds `NO_COLOR`.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
    /// Draw without Unicode.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Words instead of symbols, and one thing a line: to be heard, or read in braille.
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// The directory with your progress and your roadmaps.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// The file with your settings.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Print results and errors only: no confirmations, no notes.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// The colours of the screen.
    #[arg(long, global = true, value_name = "THEME", env = "MILEPOST_THEME", hide_env_values = true)]
    pub(super) theme: Option<Theme>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Theme {
    Auto,
    Dark,
    Light,
    /// Nothing dim, and no colour.
    Contrast,
    Mono,
}

impl From<Theme> for crate::config::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Auto => Self::Auto,
            Theme::Dark => Self::BuiltIn(BuiltIn::Dark),
            Theme::Light => Self::BuiltIn(BuiltIn::Light),
            Theme::Contrast => Self::BuiltIn(BuiltIn::Contrast),
            Theme::Mono => Self::BuiltIn(BuiltIn::Mono),
        }
    }
}
