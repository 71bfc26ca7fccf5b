//! Styles named by what they mean, for each kind of terminal.

use ratatui::style::{Color, Modifier, Style};

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
}

/// What is known of the background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeKind {
    Dark,
    Light,
    /// Only colours that are readable on both.
    #[default]
    Unknown,
    /// No colour at all.
    Mono,
}

impl Look {
    /// Text is always the terminal's own colour, and the background is never set: colour only repeats what a shape
    /// says already.
    pub const fn new(kind: ThemeKind, ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let (done, doing, accent) = match kind {
            ThemeKind::Dark => (plain.fg(Color::Cyan), plain.fg(Color::Yellow), bold.fg(Color::Cyan)),
            ThemeKind::Light => (plain.fg(Color::Blue), plain.fg(Color::Magenta), bold.fg(Color::Blue)),
            ThemeKind::Unknown => (plain, plain.fg(Color::Magenta), bold),
            ThemeKind::Mono => (plain, bold, bold),
        };
        let error = if matches!(kind, ThemeKind::Mono) { bold } else { bold.fg(Color::Red) };
        Self {
            done,
            doing,
            dim: plain.add_modifier(Modifier::DIM),
            accent,
            heading: bold,
            bar: done,
            error,
            selected: plain.add_modifier(Modifier::REVERSED),
            ascii,
        }
    }
}
