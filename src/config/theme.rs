//! Themes as they are set: by name, or by role.

use std::collections::BTreeMap;

/// Which theme is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark or light, whichever the terminal is.
    #[default]
    Auto,
    BuiltIn(BuiltIn),
    /// One of the user's own.
    Own(OwnTheme),
}

/// The themes that come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltIn {
    Dark,
    Light,
    /// No colour at all.
    Mono,
    /// Nothing dim; everything that matters is bold or reversed.
    Contrast,
}

/// What is behind the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
}

impl BuiltIn {
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::Mono];

    /// As it is called in the config and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::Contrast => "contrast",
        }
    }
}

/// A theme of the user's: a built-in one, painted over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// What holds for the roles that are not painted; `None` as `auto`.
    pub base: Option<BuiltIn>,
    pub paints: BTreeMap<Role, Paint>,
}

/// What a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Done,
    Doing,
    /// Whatever is secondary: known, skipped, optional, hints.
    Dim,
    /// The next step, the title in focus.
    Accent,
    Heading,
    Bar,
    Error,
    /// The row of the cursor.
    Selected,
}

impl Role {
    pub const ALL: [Self; 8] =
        [Self::Done, Self::Doing, Self::Dim, Self::Accent, Self::Heading, Self::Bar, Self::Error, Self::Selected];
}

/// How something is painted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// The colour of the letters; unset, the terminal's own.
    pub colour: Option<Colour>,
    pub weights: Vec<Weight>,
}

/// What letters can be besides coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Bold,
    Dim,
    Italic,
    Underlined,
    Reversed,
}

/// A colour of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the 256: 0 to 15 are the terminal's own palette.
    Indexed(u8),
    Rgb(u8, u8, u8),
}
