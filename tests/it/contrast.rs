//! How readable the built-in themes are in six common palettes, as WCAG 2 reckons it: 4.5 to 1 for text that matters.
//!
//! What has no colour of its own is in the terminal's text colour, as readable there as everything else (Solarized
//! gives its own text 4.1 on light). What is dim is secondary: how dim that is, each terminal decides, and no reckoning
//! knows.

#![expect(clippy::unreadable_literal, reason = "colours are written as everybody writes them")]

use milepost::config::{Background, BuiltIn, Config, Role, Theme};
use milepost::view::{Colours, Look, Surface};
use ratatui::style::{Color, Modifier};

/// Everything but what is secondary.
const MATTERS: [Role; 7] =
    [Role::Done, Role::Doing, Role::Accent, Role::Heading, Role::Bar, Role::Error, Role::Selected];

const READABLE: f64 = 4.5;

/// What the contrast theme promises where it has a colour at all.
const MORE_THAN_READABLE: f64 = 7.0;

type Rgb = u32;

/// A palette as its terminal has it when nothing was changed.
struct Palette {
    name: &'static str,
    /// Behind the letters, on dark and on light.
    dark: Rgb,
    light: Rgb,
    /// Black, red, green, yellow, blue, magenta, cyan, white; then the same, bright.
    colours: [Rgb; 16],
}

#[rustfmt::skip] // one line a palette
const PALETTES: [Palette; 7] = [
    Palette { name: "xterm", dark: 0x000000, light: 0xffffff, colours: [0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff] },
    Palette { name: "VS Code, its dark colours", dark: 0x1e1e1e, light: 0xffffff, colours: [0x000000, 0xcd3131, 0x0dbc79, 0xe5e510, 0x2472c8, 0xbc3fbc, 0x11a8cd, 0xe5e5e5, 0x666666, 0xf14c4c, 0x23d18b, 0xf5f543, 0x3b8eea, 0xd670d6, 0x29b8db, 0xe5e5e5] },
    Palette { name: "VS Code, its light colours", dark: 0x1e1e1e, light: 0xffffff, colours: [0x000000, 0xcd3131, 0x107c10, 0x949800, 0x0451a5, 0xbc05bc, 0x0598bc, 0x555555, 0x666666, 0xcd3131, 0x14ce14, 0xb5ba00, 0x0451a5, 0xbc05bc, 0x0598bc, 0xa5a5a5] },
    Palette { name: "Windows", dark: 0x0c0c0c, light: 0xffffff, colours: [0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2] },
    Palette { name: "Tango", dark: 0x000000, light: 0xffffff, colours: [0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec] },
    Palette { name: "Solarized", dark: 0x002b36, light: 0xfdf6e3, colours: [0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5, 0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3] },
    Palette { name: "macOS", dark: 0x000000, light: 0xffffff, colours: [0x000000, 0xc23621, 0x25bc24, 0xadad27, 0x492ee1, 0xd338d3, 0x33bbc8, 0xcbcccd, 0x818383, 0xfc391f, 0x31e722, 0xeaec23, 0x5833ff, 0xf935f8, 0x14f0f0, 0xe9ebeb] },
];

impl Palette {
    fn rgb(&self, colour: Color) -> Option<Rgb> {
        let index = match colour {
            Color::Reset => return None,
            Color::Cyan => 6,
            Color::Yellow => 3,
            Color::Indexed(index) => index,
            other => unreachable!("{other:?}: no built-in theme has it"),
        };
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * u32::from(step) };
        Some(match index {
            0..16 => self.colours[usize::from(index)],
            16..232 => {
                let cell = index - 16;
                level(cell / 36) << 16 | level(cell / 6 % 6) << 8 | level(cell % 6)
            }
            grey => (8 + 10 * u32::from(grey - 232)) * 0x01_0101,
        })
    }
}

fn luminance(rgb: Rgb) -> f64 {
    let linear = |shift: u32| {
        let part = f64::from(rgb >> shift & 0xff) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Every look that comes with the program, with the backgrounds that it may meet.
fn looks() -> Vec<(String, Look, &'static [Background])> {
    let both = &[Background::Dark, Background::Light][..];
    let themes = BuiltIn::ALL.map(|theme| (Theme::BuiltIn(theme), None, theme.name(), both));
    let mut looks = Vec::new();
    for (theme, background, name, met) in themes.into_iter().chain([
        (Theme::Auto, Some(Background::Dark), "auto on dark", both),
        (Theme::Auto, Some(Background::Light), "auto on light", both),
        (Theme::Auto, None, "auto on who knows", both),
    ]) {
        let met = match (&theme, background) {
            (Theme::BuiltIn(BuiltIn::Dark), _) | (_, Some(Background::Dark)) => &both[..1],
            (Theme::BuiltIn(BuiltIn::Light), _) | (_, Some(Background::Light)) => &both[1..],
            _ => met,
        };
        for colours in [Colours::None, Colours::Sixteen, Colours::Indexed, Colours::True] {
            let config = Config { theme: theme.clone(), ..Config::default() };
            let look = Look::of(&config, background, Surface { colours, ascii: false });
            looks.push((format!("{name} with {colours:?}"), look, met));
        }
    }
    looks
}

#[test]
fn text_that_matters_can_be_read_in_every_common_palette() {
    let mut bad = Vec::new();
    for (name, look, met) in looks() {
        let wanted = if name.starts_with("contrast") { MORE_THAN_READABLE } else { READABLE };
        for (palette, background) in PALETTES.iter().flat_map(|palette| met.iter().map(move |met| (palette, met))) {
            let behind = if *background == Background::Dark { palette.dark } else { palette.light };
            for role in MATTERS {
                let Some(colour) = look.role(role).fg.and_then(|colour| palette.rgb(colour)) else { continue };
                let ratio = contrast(colour, behind);
                if ratio < wanted {
                    bad.push(format!("{name}, {role:?} in {} on {background:?}: {ratio:.2}", palette.name));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn nothing_that_matters_is_dim_and_high_contrast_is_not_dim_at_all() {
    for (name, look, _) in looks() {
        for role in Role::ALL {
            let is_dim = look.role(role).add_modifier.contains(Modifier::DIM);
            assert!(!is_dim || (role == Role::Dim && !name.starts_with("contrast")), "{name}: {role:?}");
        }
    }
}

#[test]
fn a_theme_without_its_colours_tells_what_matters_by_weight() {
    for (name, look, _) in looks() {
        for role in [Role::Doing, Role::Accent, Role::Heading, Role::Error, Role::Selected] {
            let style = look.role(role);
            assert!(style.fg.is_some() || !style.add_modifier.is_empty(), "{name}: {role:?} looks like any text");
            assert_eq!(style.bg, None, "{name}: {role:?} paints the background");
        }
    }
    let colours: Vec<_> = looks().into_iter().filter(|(name, ..)| name.ends_with("None")).collect();
    assert!(colours.iter().all(|(_, look, _)| Role::ALL.iter().all(|&role| look.role(role).fg.is_none())));
}

#[test]
fn the_reckoning_is_the_one_that_everybody_has() {
    let rounded = |one, other| (contrast(one, other) * 10.0).round() / 10.0;
    let known =
        [(0x000000, 0xffffff, 21.0), (0x777777, 0xffffff, 4.5), (0x00cdcd, 0x000000, 10.6), (0x2aa198, 0x002b36, 4.8)];
    for (one, other, ratio) in known {
        assert!((rounded(one, other) - ratio).abs() < 0.01, "{one:06x} on {other:06x}: {}", rounded(one, other));
    }
    assert_eq!(PALETTES[0].rgb(Color::Indexed(25)), Some(0x005faf));
    assert_eq!(PALETTES[0].rgb(Color::Indexed(244)), Some(0x808080));
}
