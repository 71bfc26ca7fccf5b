//! The values of arguments: words, numbers, days, sizes.

use std::num::NonZero;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use crate::config::BuiltIn;
use crate::model::{Answer, Status};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Theme {
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

/// From when on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Since {
    Date(Date),
    /// So many days ago.
    Days(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Everything that is recorded, line by line.
    Json,
    /// Markdown, as a list of tasks.
    Md,
}

/// Columns and rows of a picture, both small enough for a file that can be looked at.
pub(super) fn size(text: &str) -> Result<(u16, u16), &'static str> {
    let number = |text: &str| text.parse().ok().filter(|number| (1..=500).contains(number));
    let sides = text.split_once('x').and_then(|(width, height)| Some((number(width)?, number(height)?)));
    sides.ok_or("write a size as 100x30, up to 500x500")
}

pub(super) fn since(text: &str) -> Result<Since, String> {
    let days = text.strip_suffix('d').and_then(|days| days.parse().ok()).map(Since::Days);
    let date = || text.parse().ok().map(Since::Date);
    days.or_else(date).ok_or_else(|| "write a day as 2026-11-20, or 7d for the last seven days".to_owned())
}

pub(super) fn from_one(written: &str) -> Result<NonZero<usize>, &'static str> {
    written.parse().map_err(|_| "a whole number from 1 is wanted")
}

pub(super) fn answer() -> impl TypedValueParser<Value = Answer> {
    PossibleValuesParser::new(Answer::ALL.map(Answer::name))
        .map(|name| Answer::parse(&name).expect("only names of answers are let through"))
}

pub(super) fn status() -> impl TypedValueParser<Value = Status> {
    PossibleValuesParser::new(Status::ALL.map(Status::name))
        .map(|name| Status::parse(&name).expect("only names of statuses are let through"))
}
