//! Learning over time: reckoned when it is opened and when edits arrive, never for a frame.

use jiff::civil::Date;

use super::filter::Filter;
use super::state::{App, Focus, Screen, StatsPage};
use crate::model::{Activity, Learning, Place, Roadmap, Stats, Tally};

/// So many days on which something was learned are told one by one.
pub const RECENT: usize = 10;

impl App {
    /// Opens the stats of the open roadmap, from the home screen of the selected one; closes them again.
    pub(super) fn switch_stats(&mut self) {
        let number = match self.screen {
            Screen::Home => Some(self.home_row).filter(|&row| row < self.library.entries().len()),
            Screen::Roadmap(_) => self.last_open(),
            Screen::Stats => return self.leave_stats(),
            Screen::Recall | Screen::Sweep => None,
        };
        if let Some(number) = number {
            self.show_stats(number, self.screen);
        }
    }

    /// The stats of the roadmap after the one shown, or before it, around the end.
    pub(super) fn go_to_stats(&mut self, by: isize) {
        let count = self.library.entries().len();
        if let Some(StatsPage { number, from, .. }) = self.stats {
            self.show_stats((number + count).saturating_add_signed(by) % count, from);
        }
    }

    /// Back to where the stats were opened.
    pub(super) fn leave_stats(&mut self) {
        let from = self.stats.take().map_or(Screen::Home, |page| page.from);
        self.return_to(from);
    }

    /// From the stats to the tree with nothing but what is missing from 100 %.
    pub(super) fn show_missing(&mut self) {
        let Some(StatsPage { number, .. }) = self.stats else { return };
        self.open(number);
        self.screen = Screen::Roadmap(Focus::Tree);
        self.filter_by(Filter::Remaining);
    }

    /// Counts anew what the home screen shows beside the roadmaps. Walks the log, once for all of it.
    pub(super) fn arrive_home(&mut self) {
        self.clear_gone();
        let learning = Learning::of(&self.library, &self.log);
        self.activity = Some(Activity::of(&self.library, &learning, self.now));
        self.renew_home();
        self.due = self.due(&learning);
    }

    /// Brings the screen up to date, if it shows learning over time: after edits, and when a day has begun.
    pub(super) fn reckon(&mut self) {
        match self.screen {
            Screen::Home if self.activity.is_some() => self.arrive_home(),
            // The rest is counted after the first frame.
            Screen::Home => self.renew_home(),
            Screen::Stats => {
                if let Some(StatsPage { number, from, .. }) = self.stats {
                    let top = self.details_top;
                    self.show_stats(number, from);
                    self.details_top = top;
                }
            }
            Screen::Roadmap(_) | Screen::Recall | Screen::Sweep => {}
        }
    }

    fn show_stats(&mut self, number: usize, from: Screen) {
        let stats = Stats::of(&self.library.entries()[number], &self.log, self.now);
        self.stats = Some(StatsPage { number, stats, from });
        self.screen = Screen::Stats;
        self.details_top = 0;
    }
}

/// `15 learned · 2 known · 1 skipped`: all leaves, so that learned and known are what is complete and the bonus.
pub fn counted(tally: Tally) -> String {
    use crate::model::Status::{Done, Known, Skipped};
    let counts = [
        (tally.count(Done), "learned"),
        (tally.count(Known), "known"),
        (tally.count(Skipped), "skipped"),
        (tally.bonus, "of them a bonus"),
    ];
    let said = counts.iter().enumerate().filter(|(place, (count, _))| *place == 0 || *count > 0);
    said.map(|(_, (count, what))| format!("{count} {what}")).collect::<Vec<_>>().join(" · ")
}

/// What is left, and how long it may take where that can be said: a range, never a date.
pub fn outlook(tally: Tally, stats: &Stats) -> String {
    match (left(tally), forecast(tally, stats)) {
        (left, Some((pace, weeks))) => format!("{left}. At your recent pace ({pace} a week) that is {weeks}."),
        (left, None) => format!("{left}."),
    }
}

/// The same where there is little room.
pub fn outlook_in_short(tally: Tally, stats: &Stats) -> String {
    match (left(tally), forecast(tally, stats)) {
        (left, Some((pace, weeks))) => format!("{left} · {pace} a week · {}", weeks.replace(" more", "")),
        (left, None) => left,
    }
}

fn left(tally: Tally) -> String {
    match (tally.total, tally.left()) {
        (0, _) => "Nothing here is required".to_owned(),
        (total, 0) => format!("All {total} done"),
        (_, left) => format!("{left} to go"),
    }
}

/// The pace and the weeks, in words.
fn forecast(tally: Tally, stats: &Stats) -> Option<(String, String)> {
    let weeks = stats.forecast(tally.left())?;
    let words = match (*weeks.start(), *weeks.end()) {
        (1, 1) => "about 1 more week".to_owned(),
        (from, to) if from == to => format!("about {to} more weeks"),
        (from, to) => format!("{from} to {to} more weeks"),
    };
    Some((a_week(stats.pace?.per_week()), words))
}

/// `about 4`, topics a week.
pub fn a_week(topics: u32) -> String {
    if topics == 0 { "fewer than 1".to_owned() } else { format!("about {topics}") }
}

/// The titles of what was learned on a day, the first ones of many: `Ownership, Borrowing and 12 more`.
pub fn learned_titles(roadmap: &Roadmap, places: &[Place]) -> String {
    const NAMED: usize = 8;
    let titles: Vec<_> = places.iter().take(NAMED).map(|&place| roadmap[place].title.as_str()).collect();
    let more = places.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", titles.join(", "))
}

/// A day as it is said on `today`: `today`, `Wed` within a week, `3 Nov`, `3 Nov 2025`.
pub fn weekday(day: Date, today: Date) -> String {
    let ago = day.until(today).map_or(0, |span| span.get_days());
    if (1..7).contains(&ago) { day.strftime("%a").to_string() } else { super::says::date(day, today) }
}
