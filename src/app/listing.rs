//! Renewing what the home screen shows of the roadmaps.

use std::collections::HashMap;

use super::home::{Beside, Home, HomeRow};
use super::state::{App, Screen};

impl App {
    /// Renews what the home screen shows of the roadmaps; nothing, while another one is shown.
    pub(super) fn renew_home(&mut self) {
        if self.screen != Screen::Home {
            return;
        }
        let titles = self.library.entries().iter().map(|entry| &*entry.roadmap.title);
        let shared = shared_beginnings(&titles.collect::<Vec<_>>());
        let row = |(number, shared)| {
            let beside = self.beside(number);
            HomeRow { beside, next: self.library.next(number, 1), shared }
        };
        let rows: Vec<_> = shared.into_iter().enumerate().map(row).collect();
        let widest = rows.iter().map(|row| row.beside.words().chars().count()).max().unwrap_or(0);
        self.home = Home { rows, to_continue: self.to_continue(), widest };
    }

    fn beside(&self, number: usize) -> Beside {
        let entry = &self.library.entries()[number];
        if entry.trouble.is_some() {
            return Beside::Broken;
        }
        match self.log.last_activity(&entry.roadmap.id) {
            Some(last) => Beside::Day(super::says::day(last, self.now)),
            // To be counted after the first frame.
            None if self.activity.is_none() => Beside::Nothing,
            None => match self.library.met_elsewhere_count(number) {
                0 => Beside::Nothing,
                met => Beside::Met(met),
            },
        }
    }
}

/// For each title, how many bytes of it are words that another one begins with too, and goes on otherwise.
fn shared_beginnings(titles: &[&str]) -> Vec<usize> {
    let mut begun: HashMap<&str, u32> = HashMap::new();
    for beginning in titles.iter().flat_map(|title| beginnings(title)) {
        *begun.entry(beginning).or_default() += 1;
    }
    let shared = |title: &&str| {
        // Those that begin with all of it tell it apart nowhere.
        let whole = begun[*title];
        let shared = beginnings(title).filter(|beginning| begun[beginning] > whole);
        shared.map(|beginning| beginning.len() + 1).max().unwrap_or(0)
    };
    titles.iter().map(shared).collect()
}

/// `Rust`, `Rust in`, `Rust in Depth`.
fn beginnings(title: &str) -> impl Iterator<Item = &str> {
    title.match_indices(' ').map(|(end, _)| &title[..end]).chain([title])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_apart_by_their_first_other_word() {
        let told = |titles: &[&'static str]| -> Vec<_> {
            titles.iter().zip(shared_beginnings(titles)).map(|(title, shared)| &title[shared..]).collect()
        };
        assert_eq!(told(&["Rust in Depth", "Rust in a Month", "Go"]), ["Depth", "a Month", "Go"]);
        assert_eq!(told(&["Web", "Web Again", "Web Again"]), ["Web", "Again", "Again"]);
        assert_eq!(told(&["Web", "Webs of Old"]), ["Web", "Webs of Old"]);
    }
}
