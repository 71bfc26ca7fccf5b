//! Themes as they are set: by name, or by role.

use std::collections::BTreeMap;
use std::iter;

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

impl Theme {
    /// The name of the theme that is dark or light, whichever the terminal is.
    pub const AUTO: &str = "auto";

    /// The names of all themes there are, in the order in which one goes through them: `own` are the user's.
    pub fn names(own: &[OwnTheme]) -> impl Iterator<Item = &str> {
        iter::once(Self::AUTO).chain(BuiltIn::ALL.map(BuiltIn::name)).chain(own.iter().map(|own| &*own.name))
    }

    /// The theme of this name, if there is one.
    pub fn named(name: &str, own: &[OwnTheme]) -> Option<Self> {
        let built_in = || BuiltIn::ALL.into_iter().find(|theme| theme.name() == name).map(Self::BuiltIn);
        let own = || own.iter().find(|own| *own.name == *name).cloned().map(Self::Own);
        if name == Self::AUTO { Some(Self::Auto) } else { built_in().or_else(own) }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Auto => Self::AUTO,
            Self::BuiltIn(theme) => theme.name(),
            Self::Own(own) => &own.name,
        }
    }
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

    /// As it is called in the settings and on the command line.
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
    pub name: Box<str>,
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
