//! The title of the terminal's window.

use super::pen::in_ascii;
use super::spoken;
use super::text::fit;
use crate::app::{App, Screen};
use crate::model::Status;

/// Window lists and tabs cut what is longer.
const LONGEST: u16 = 60;

/// `Backend 2025 · 17/46 · milepost`.
pub fn title(app: &App, ascii: bool) -> String {
    let number = match app.screen {
        Screen::Home | Screen::Recall => None,
        Screen::Roadmap(_) => app.open_roadmap().map(|(number, ..)| number),
        Screen::Sweep => app.sweep.as_ref().map(|sweep| sweep.number),
        Screen::Stats => app.stats.as_ref().map(|page| page.number),
    };
    let Some(entry) = number.and_then(|number| app.library.entries().get(number)) else {
        return "milepost".to_owned();
    };
    let whole = entry.standing.whole();
    let title = fit(&entry.roadmap.title, LONGEST);
    if app.config.accessible {
        return format!("{title}, {}, milepost", spoken::tally(whole, Status::Todo));
    }
    let title = format!("{title} · {}/{} · milepost", whole.complete, whole.total);
    if ascii { in_ascii(&title) } else { title }
}
