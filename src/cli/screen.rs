//! Starting the screen.

use std::path::{Path, PathBuf};

use super::args::{Globals, When};
use super::context::at_hand;
use super::named::{self, Named};
use super::output::{Output, no_color};
use super::refusal::{Exit, Kind, Refusal};
use super::settings::Settings;
use crate::config::Background;
use crate::diagnostic::Style;
use crate::model::{Origin, Roadmap, RoadmapId, SafeText, words};
use crate::store::{self, Paths};
use crate::tui::{self, Asked, End, Start};
use crate::view::{Colours, Surface};

/// What is to be shown first.
pub(super) enum First<'a> {
    /// What was open the last time.
    Last,
    /// A file that was named without a verb.
    File(&'a Path),
    /// The roadmap of `milepost open`.
    Roadmap(&'a Path),
}

pub(super) fn run(first: &First<'_>, globals: &Globals, output: &mut Output) -> anyhow::Result<Exit> {
    let mut start = start(globals, &output.settings)?;
    let style = output.style_of_words;
    match first {
        First::Last => {}
        First::File(path) => start.named = Some((named::read(path, style)?, from_anywhere(path))),
        First::Roadmap(name) => open(name, &mut start, style)?,
    }
    Ok(match tui::run(&start)? {
        End::Quit => Exit::Done,
        End::Unsaved(count) => {
            let [one, many] = ["change could not be saved and is lost", "changes could not be saved and are lost"];
            return Err(Refusal::new(Kind::Failed, words::count(count, one, many)).into());
        }
        End::Signal(number) => Exit::Signal(number.try_into().unwrap_or(u8::MAX)),
        End::Hangup => Exit::Signal(HANGUP),
    })
}

/// What the screen is started with, unless something else is to be shown first.
pub(super) fn start(globals: &Globals, settings: &Settings) -> anyhow::Result<Start> {
    let paths = Paths::find(globals.data.clone())?;
    let mut config = settings.config.clone();
    let (theme, file) = (globals.theme.clone(), globals.config.is_some());
    let asked = Asked { theme, ascii: globals.ascii, plain: globals.plain, file };
    asked.put_before(&mut config);
    let trouble = settings.trouble().map(|trouble| SafeText::line(&trouble));
    let background = std::env::var("COLORFGBG").ok().and_then(|colours| background(&colours));
    let (surface, settings) = (surface(globals), settings.watch.clone());
    Ok(Start { surface, background, config, settings, asked, trouble, paths, named: None, open: None })
}

/// The number of SIGHUP.
const HANGUP: u8 = 1;

/// The next start finds the file again, wherever it is made.
fn from_anywhere(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Finds what is to be opened without reading the other roadmaps: they have time until after the first frame.
fn open(name: &Path, start: &mut Start, style: Style) -> anyhow::Result<()> {
    let id = name.to_str().unwrap_or_default();
    start.named = store::of_id(&start.paths, id);
    if start.named.is_none() && store::is_bundled(id) {
        start.open = Some(RoadmapId(id.into()));
    } else if start.named.is_none() {
        let (roadmaps, unreadable) = at_hand(&start.paths);
        match named::find(name, roadmaps.iter().map(|(roadmap, _)| &roadmap.id), &unreadable, style)? {
            Named::File(roadmap) => start.named = Some((*roadmap, from_anywhere(name))),
            Named::Id(number) => show(roadmaps.into_iter().nth(number), start),
        }
    }
    Ok(())
}

/// A roadmap of the user is handed over as it was read: the screen itself reads them only after its first frame.
fn show(chosen: Option<(Roadmap, Origin)>, start: &mut Start) {
    match chosen {
        Some((roadmap, Origin::File { path, .. })) => start.named = Some((roadmap, PathBuf::from(path.as_str()))),
        Some((roadmap, Origin::Bundled)) => start.open = Some(roadmap.id),
        None => {}
    }
}

fn surface(globals: &Globals) -> Surface {
    let is_mono = match globals.color {
        When::Always => false,
        When::Never => true,
        When::Auto => no_color(),
    };
    let colours = if is_mono { Colours::None } else { tui::colours() };
    Surface { colours, ascii: !tui::is_utf8_terminal() }
}

/// What `COLORFGBG` says of the background: its last number is one of the sixteen colours.
fn background(colours: &str) -> Option<Background> {
    match colours.rsplit(';').next().map(str::parse::<u8>) {
        Some(Ok(0..=6 | 8)) => Some(Background::Dark),
        Some(Ok(7 | 9..=15)) => Some(Background::Light),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_is_the_last_number() {
        let cases = [("15;0", Background::Dark), ("0;15", Background::Light), ("0;default;7", Background::Light)];
        for (colours, kind) in cases {
            assert_eq!(background(colours), Some(kind));
        }
        for unknown in ["", "15;default", "1;16", "x"] {
            assert_eq!(background(unknown), None);
        }
    }
}
