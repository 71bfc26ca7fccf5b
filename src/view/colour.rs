//! Colours as this terminal can show them.

use ratatui::style::Color;

use crate::config::Colour;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None, or none are wanted.
    None,
    /// Those of its palette alone.
    Sixteen,
    /// These, and 240 that are the same everywhere.
    Indexed,
    /// Any.
    True,
}

/// What each part of a colour can be in the cube of 216 that every terminal with 256 colours has.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

pub(super) const fn meant(colour: Colour) -> Color {
    match colour {
        Colour::Indexed(index) => Color::Indexed(index),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// The colour, or the nearest that there is; none, where that would be any of sixteen that a palette may have changed.
pub(super) fn shown(colour: Color, colours: Colours) -> Option<Color> {
    let is_of_palette = !matches!(colour, Color::Rgb(..) | Color::Indexed(16..));
    match (colour, colours) {
        (_, Colours::None) => None,
        (_, Colours::Sixteen) => is_of_palette.then_some(colour),
        (Color::Rgb(red, green, blue), Colours::Indexed) => Some(Color::Indexed(nearest([red, green, blue]))),
        _ => Some(colour),
    }
}

/// The number of the nearest of 216 colours and 24 greys.
fn nearest(rgb: [u8; 3]) -> u8 {
    let distance = |other: [u8; 3]| -> u32 {
        rgb.iter().zip(other).map(|(&one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let fixed = (16..=u8::MAX).min_by_key(|&index| distance(fixed(index)));
    fixed.unwrap_or(u8::MAX)
}

/// What a colour from 16 on is, in every palette.
pub(super) const fn fixed(index: u8) -> [u8; 3] {
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let cell = index.saturating_sub(16) as usize;
    [LEVELS[cell / 36], LEVELS[cell / 6 % 6], LEVELS[cell % 6]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_true_colour_becomes_the_nearest_that_there_is() {
        let cases =
            [([0, 0, 0], 16), ([255, 255, 255], 231), ([0, 95, 176], 25), ([130, 129, 128], 244), ([9, 7, 8], 232)];
        for (rgb, index) in cases {
            assert_eq!(nearest(rgb), index, "{rgb:?}");
        }
    }

    #[test]
    fn no_terminal_is_asked_for_more_than_it_has() {
        let (true_colour, of_palette) = (Color::Rgb(0, 95, 175), Color::Cyan);
        let all = [Colours::None, Colours::Sixteen, Colours::Indexed, Colours::True];
        let of = |colour| all.map(|colours| shown(colour, colours));
        assert_eq!(of(true_colour), [None, None, Some(Color::Indexed(25)), Some(true_colour)]);
        assert_eq!(of(of_palette), [None, Some(of_palette), Some(of_palette), Some(of_palette)]);
        assert_eq!(of(Color::Indexed(203))[1], None);
        assert_eq!(of(Color::Indexed(3))[1], Some(Color::Indexed(3)));
    }
}
