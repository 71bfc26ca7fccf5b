//! The values of arguments: words, numbers, days, sizes.

use std::ffi::OsStr;
use std::iter;
use std::num::NonZero;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};
use jiff::civil::Date;

use crate::config::{BuiltIn, Theme};
use crate::model::{Answer, Status};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum When {
    Auto,
    Always,
    Never,
}

/// The name of a theme. Those that come with the program are offered; which others there are, the settings say.
#[derive(Clone)]
pub(super) struct ThemeName;

impl TypedValueParser for ThemeName {
    type Value = String;

    fn parse_ref(&self, shown: &Command, of: Option<&Arg>, name: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(shown, of, name)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = iter::once(Theme::AUTO).chain(BuiltIn::ALL.map(BuiltIn::name));
        Some(Box::new(names.map(PossibleValue::new)))
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
