//! The colours of a picture: a dark and a light paper, and what is written on them.

use std::borrow::Cow;

use ratatui::style::Color;

use super::super::colour::fixed;

/// What a picture is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Dark,
    Light,
}

/// The sixteen colours of a terminal, dull and then bright: black, red, green, yellow, blue, magenta, cyan, white.
const ON_DARK: [&str; 16] = [
    "#171b21", "#f2777a", "#7fc98a", "#e3b75e", "#7aa7f0", "#c79bee", "#5fc4d0", "#d6dbe2", "#79828f", "#ff9a9c",
    "#a0e0aa", "#f3d089", "#a2c3fa", "#dcbcf8", "#8fdde6", "#ffffff",
];
const ON_LIGHT: [&str; 16] = [
    "#24292f", "#b3261e", "#1b6e3a", "#7a5600", "#1f57c3", "#8a2fa8", "#0b6a77", "#59636e", "#4b535d", "#8f1d18",
    "#14572d", "#5f4300", "#17439a", "#6d2385", "#075660", "#ffffff",
];

impl Paper {
    pub(super) const fn back(self) -> &'static str {
        match self {
            Self::Dark => "#171b21",
            Self::Light => "#ffffff",
        }
    }

    pub(super) const fn fore(self) -> &'static str {
        match self {
            Self::Dark => "#d6dbe2",
            Self::Light => "#24292f",
        }
    }

    /// A colour of the terminal on this paper; none for the terminal's own.
    pub(super) fn ink(self, colour: Color) -> Option<Cow<'static, str>> {
        let sixteen = match self {
            Self::Dark => &ON_DARK,
            Self::Light => &ON_LIGHT,
        };
        let number = match colour {
            Color::Reset => return None,
            Color::Rgb(red, green, blue) => return Some(hex(red, green, blue)),
            Color::Indexed(number) => number,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        let [red, green, blue] = match sixteen.get(usize::from(number)) {
            Some(colour) => return Some((*colour).into()),
            None => fixed(number),
        };
        Some(hex(red, green, blue))
    }
}

fn hex(red: u8, green: u8, blue: u8) -> Cow<'static, str> {
    format!("#{red:02x}{green:02x}{blue:02x}").into()
}
