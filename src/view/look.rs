//! Styles named by what they mean, for each theme and each kind of terminal.

use ratatui::style::{Color, Modifier, Style};

use super::colour::{Colours, meant, shown};
use super::{spoken, text};
use crate::config::{Background, BuiltIn, Config, Paint, Role, Theme, Weight};

/// How the program looks on this terminal.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub done: Style,
    pub doing: Style,
    /// Whatever is secondary: known, skipped, optional, hints. Never bright black: some palettes make it invisible.
    pub dim: Style,
    /// The next step, the title in focus.
    pub accent: Style,
    /// Headings: told apart by weight alone.
    pub heading: Style,
    pub bar: Style,
    pub error: Style,
    pub selected: Style,
    /// Draw with ASCII alone.
    pub ascii: bool,
    /// Words instead of symbols, one column, nothing drawn.
    pub plain: bool,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    pub colours: Colours,
    pub ascii: bool,
}

impl Look {
    /// Of what is said to the user.
    pub(super) const fn said(&self, is_error: bool) -> Style {
        if is_error { self.error } else { self.accent }
    }

    /// A built-in theme as it is meant. Text is the terminal's own colour, and the background is never set: colour only
    /// repeats what a shape or a word says already.
    ///
    /// A colour is one of the sixteen where these are readable in every common palette; that is cyan and yellow on
    /// dark, and none on light. Elsewhere it is one that no palette changes. `tests/it/contrast.rs` reckons it.
    pub const fn new(theme: BuiltIn, ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let mono = Self {
            done: plain,
            doing: bold,
            dim: plain.add_modifier(Modifier::DIM),
            accent: bold,
            heading: bold,
            bar: plain,
            error: bold,
            selected: reversed,
            ascii,
            plain: false,
        };
        match theme {
            BuiltIn::Mono => mono,
            BuiltIn::Contrast => Self {
                dim: plain,
                error: bold.add_modifier(Modifier::UNDERLINED),
                selected: reversed.add_modifier(Modifier::BOLD),
                ..mono
            },
            BuiltIn::Dark => mono.coloured(Color::Cyan, Color::Yellow, Color::Indexed(203)),
            BuiltIn::Light => mono.coloured(Color::Indexed(25), Color::Indexed(94), Color::Indexed(160)),
        }
    }

    const fn coloured(self, done: Color, doing: Color, error: Color) -> Self {
        Self {
            done: self.done.fg(done),
            bar: self.bar.fg(done),
            accent: self.accent.fg(done),
            doing: Style::new().fg(doing),
            error: self.error.fg(error),
            ..self
        }
    }

    /// The look that was asked for, as far as this terminal can show it. Where nothing is known of the background there
    /// is no colour: none is readable on both.
    pub fn of(config: &Config, background: Option<Background>, surface: Surface) -> Self {
        let known = match background {
            Some(Background::Dark) => BuiltIn::Dark,
            Some(Background::Light) => BuiltIn::Light,
            None => BuiltIn::Mono,
        };
        let (base, paints) = match &config.theme {
            Theme::Auto => (known, None),
            Theme::BuiltIn(theme) => (*theme, None),
            Theme::Own(own) => (own.base.unwrap_or(known), Some(&own.paints)),
        };
        // Without its colours a theme is the one that says the same by weight.
        let base = match (base, surface.colours) {
            (BuiltIn::Dark | BuiltIn::Light, Colours::None) | (BuiltIn::Light, Colours::Sixteen) => BuiltIn::Mono,
            _ => base,
        };
        let mut look = Self { plain: config.accessible, ..Self::new(base, surface.ascii) };
        for (&role, paint) in paints.into_iter().flatten() {
            *look.role_mut(role) = style(paint);
        }
        for role in Role::ALL {
            let style = look.role_mut(role);
            style.fg = style.fg.and_then(|colour| shown(colour, surface.colours));
        }
        look
    }

    /// The sign of what is ready. An arrow in ASCII would be the cursor's.
    pub(super) const fn ready(&self) -> &'static str {
        if self.ascii { "^" } else { "→" }
    }

    /// How so many minutes are told.
    pub(super) const fn about(&self) -> fn(u32) -> String {
        if self.plain { spoken::about } else { text::about }
    }

    /// Whether the look is another one on dark and on light.
    pub fn needs_background(config: &Config, surface: Surface) -> bool {
        let is_open = match &config.theme {
            Theme::Auto => true,
            Theme::BuiltIn(_) => false,
            Theme::Own(own) => own.base.is_none(),
        };
        is_open && surface.colours > Colours::None
    }

    /// The style of a role.
    pub const fn role(&self, role: Role) -> Style {
        match role {
            Role::Done => self.done,
            Role::Doing => self.doing,
            Role::Dim => self.dim,
            Role::Accent => self.accent,
            Role::Heading => self.heading,
            Role::Bar => self.bar,
            Role::Error => self.error,
            Role::Selected => self.selected,
        }
    }

    const fn role_mut(&mut self, role: Role) -> &mut Style {
        match role {
            Role::Done => &mut self.done,
            Role::Doing => &mut self.doing,
            Role::Dim => &mut self.dim,
            Role::Accent => &mut self.accent,
            Role::Heading => &mut self.heading,
            Role::Bar => &mut self.bar,
            Role::Error => &mut self.error,
            Role::Selected => &mut self.selected,
        }
    }
}

fn style(paint: &Paint) -> Style {
    let style = Style { fg: paint.colour.map(meant), ..Style::new() };
    paint.weights.iter().fold(style, |style, weight| {
        style.add_modifier(match weight {
            Weight::Bold => Modifier::BOLD,
            Weight::Dim => Modifier::DIM,
            Weight::Italic => Modifier::ITALIC,
            Weight::Underlined => Modifier::UNDERLINED,
            Weight::Reversed => Modifier::REVERSED,
        })
    })
}
