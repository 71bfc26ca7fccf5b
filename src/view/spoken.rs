//! What is drawn elsewhere, in words: for who hears the screen, or reads it letter by letter.

use std::borrow::Cow;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::text::{beginning, fit, width, wrap};
use crate::app::date;
use crate::command::{Command, Keymap};
use crate::model::words::count;
use crate::model::{Aside, Days, Entry, Library, Log, Place, SafeText, Status, Tally};

/// Says topics one after another.
pub struct Speaker<'a> {
    library: &'a Library,
    log: &'a Log,
    number: usize,
    entry: &'a Entry,
    /// The topic that was said last, with its place among its siblings and how many these are.
    last: Option<(Place, (u32, u32))>,
    /// Whether it is said why something is optional or recommended.
    reasons: bool,
}

impl<'a> Speaker<'a> {
    /// Of the roadmap with this number.
    pub fn new(library: &'a Library, log: &'a Log, number: usize) -> Self {
        Self { library, log, number, entry: &library.entries()[number], last: None, reasons: false }
    }

    /// Says why something is optional or recommended.
    #[must_use]
    pub fn with_reasons(self) -> Self {
        Self { reasons: true, ..self }
    }

    /// `JWT, done, 2 of 6 in Authentication, level 3`. `open`: where it can be folded, whether it is open. `room`: how
    /// many cells will be shown of it.
    pub fn topic(&mut self, place: Place, open: Option<bool>, room: u16) -> String {
        let roadmap = &self.entry.roadmap;
        let topic = &roadmap[place];
        let title = match topic.number {
            Some(number) => format!("{number}. {}", topic.title),
            None => topic.title.to_string(),
        };
        let leaf = roadmap.is_leaf(place);
        let state = self.state(place);
        let mut facts = Vec::new();
        if leaf {
            facts.extend(self.asides(place));
        } else {
            facts.extend(open.map(|open| if open { "open" } else { "closed" }.to_owned()));
        }
        facts.extend(self.library.is_ready(self.number, place).then(|| "ready".to_owned()));
        let (rank, count) = self.rank(place);
        match topic.parent {
            Some(parent) => {
                facts.push(format!("{rank} of {count} in {}", roadmap[parent].title));
                facts.push(format!("level {}", topic.depth + 1));
            }
            None => facts.push(format!("stage {rank} of {count}")),
        }
        named(|room| fit(&title, room).into_owned(), &state, facts, room)
    }

    /// `done`; of a parent how far it is.
    pub(super) fn state(&self, place: Place) -> String {
        let Entry { roadmap, standing, .. } = self.entry;
        if roadmap.is_leaf(place) { standing.status(place).words().to_owned() } else { self.counted(place) }
    }

    fn asides(&self, place: Place) -> impl Iterator<Item = String> {
        let Entry { roadmap, standing, .. } = self.entry;
        let topic = &roadmap[place];
        let is_open = standing.status(place).is_open();
        let met = self.entry.is_counted(place) || is_open && self.library.met_elsewhere(self.number, place).is_some();
        let has_note = self.library.note(self.log, self.number, place).is_some();
        let has_proof = !self.library.proof(self.log, self.number, place).is_empty();
        let because = |aside: &Aside, words: &str| match aside.reason().filter(|_| self.reasons) {
            Some(reason) => format!("{words}: {reason}"),
            None => words.to_owned(),
        };
        let asides = [
            (roadmap.is_option(place), "an option".to_owned()),
            (topic.optional.holds(), because(&topic.optional, "optional")),
            (topic.recommended.holds(), because(&topic.recommended, "recommended")),
            (met, "met elsewhere".to_owned()),
            (has_note, "has a note".to_owned()),
            (has_proof, "has proof".to_owned()),
        ];
        asides.into_iter().filter_map(|(holds, words)| holds.then_some(words))
    }

    /// How far a parent is; of a choice, what was chosen.
    fn counted(&self, place: Place) -> String {
        let Entry { roadmap, standing, .. } = self.entry;
        let whole = standing.tally(place);
        let Some(pick) = roadmap[place].pick.filter(|_| whole.total > 0) else {
            return tally(whole, standing.status(place));
        };
        if whole.left() == 0 {
            let chosen = roadmap.children(place).filter(|&option| standing.status(option).is_complete());
            let chosen: Vec<_> = chosen.map(|option| roadmap[option].title.as_str()).collect();
            return format!("chosen: {}", chosen.join(" and "));
        }
        let options = format!("choose {pick} of {}", roadmap.children(place).count());
        if whole.complete > 0 { format!("{options}, {} chosen", whole.complete) } else { options }
    }

    /// Which of its siblings it is, and how many these are. From one to the next nothing is counted anew.
    fn rank(&mut self, place: Place) -> (u32, u32) {
        let roadmap = &self.entry.roadmap;
        let parent = roadmap[place].parent;
        let before = self.last.filter(|(last, _)| *last <= place && roadmap[*last].parent == parent);
        let (mut at, (mut rank, mut count)) = before.unwrap_or_else(|| {
            let first = parent.map_or(Place(0), |parent| Place(parent.0 + 1));
            (first, (1, 0))
        });
        while at < place {
            at = roadmap[at].end;
            rank += 1;
        }
        if count == 0 {
            let siblings = match parent {
                Some(parent) => roadmap.children(parent).count(),
                None => roadmap.stages().count(),
            };
            count = u32::try_from(siblings).unwrap_or(u32::MAX);
        }
        self.last = Some((place, (rank, count)));
        (rank, count)
    }
}

/// `JWT, done, 2 of 6`, in so many cells. Where there are too few, the last facts go first, whole ones; then the title
/// is cut, by `title`.
pub(super) fn named(title: impl Fn(u16) -> String, state: &str, mut facts: Vec<String>, room: u16) -> String {
    const LEAST: u16 = 5;
    let whole = title(u16::MAX);
    let said = |facts: &[String]| facts.iter().fold(format!("{whole}, {state}"), |said, fact| said + ", " + fact);
    while !facts.is_empty() && width(&said(&facts)) > room {
        facts.pop();
    }
    let words = said(&facts);
    if width(&words) <= room {
        return words;
    }
    // What is chosen may have a long name: the half of the room is for the choice itself.
    let least = if width(state) > room / 3 * 2 { (room / 2).max(LEAST) } else { LEAST };
    format!("{}, {state}", title(room.saturating_sub(width(state) + 2).max(least)))
}

/// What is said of one thing, in lines of `room` cells: all of it where `most` lines suffice, else as much as they
/// take. `say` gives the words for so many cells.
pub(super) fn in_lines(mut say: impl FnMut(u16) -> String, room: u16, most: u16) -> Vec<String> {
    let whole = wrap(&say(u16::MAX), room);
    if whole.len() <= most.into() {
        return whole;
    }
    // Lines are broken between words, so a few cells remain free: how many is found by trying.
    let mut cut = (1..=room.saturating_mul(most)).rev().map(|cells| wrap(&say(cells), room));
    cut.find(|lines| lines.len() <= most.into()).unwrap_or_else(|| beginning(&whole.join(" "), room, most.into()))
}

/// `Skip / unskip: s, leaves the total`.
pub fn command(keymap: &Keymap, command: Command, keys: &[String]) -> String {
    let between = if keys.is_empty() { "" } else { ": " };
    let remark = keymap.remark(command);
    let remark = if remark.is_empty() { remark } else { format!(", {remark}") };
    format!("{}{between}{}{remark}", command.sentence(), keys.join(" or "))
}

/// `, Core Backend Skills, APIs`: the titles above a topic, behind something else.
pub fn path<'a>(titles: impl IntoIterator<Item = &'a SafeText>) -> String {
    titles.into_iter().fold(String::new(), |path, title| path + ", " + title)
}

/// `17 of 46 done`, `all 7 done`; a word where nothing is counted.
pub fn tally(tally: Tally, state: Status) -> String {
    let counted = match (tally.total, state) {
        (0, Status::Skipped) => "skipped".to_owned(),
        (0, _) => "optional".to_owned(),
        (1, _) if tally.left() == 0 => "done".to_owned(),
        (total, _) if tally.left() == 0 => format!("all {total} done"),
        (total, _) => format!("{} of {total} done", tally.complete),
    };
    if tally.bonus > 0 { format!("{counted}, {} optional done", tally.bonus) } else { counted }
}

/// `17 of 46 done, 37 percent`.
pub fn whole(whole: Tally) -> String {
    let counted = tally(whole, Status::Todo);
    whole.percent().map_or_else(|| counted.clone(), |percent| format!("{counted}, {percent} percent"))
}

/// `about 1 hour 30 minutes`.
pub fn about(minutes: u32) -> String {
    let of_hours = |hours| count(hours, "hour", "hours");
    let of_minutes = |minutes| count(minutes, "minute", "minutes");
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("about {}", of_minutes(minutes)),
        (hours, 0) => format!("about {}", of_hours(hours)),
        (hours, minutes) => format!("about {} {}", of_hours(hours), of_minutes(minutes)),
    }
}

/// What was learned in each week in which something was, the last first: `This week: 3 topics on 2 days`.
pub fn weeks(days: &Days, today: Date, most: u16) -> Vec<String> {
    let week = |(ago, monday): (usize, Date)| {
        let on = (0..7).map(|day| days.on(monday.saturating_add(day.days())));
        let (topics, active) = on.fold((0, 0), |(topics, active), on| (topics + on, active + u32::from(on > 0)));
        let name = match ago {
            0 => "This week".to_owned(),
            1 => "Last week".to_owned(),
            _ => format!("Week of {}", date(monday, today)),
        };
        let learned = || format!("{name}: {} on {}", count(topics, "topic", "topics"), count(active, "day", "days"));
        (topics > 0).then(learned)
    };
    Days::weeks(today, most).rev().enumerate().filter_map(week).collect()
}

/// A text without the signs that stand between words.
pub fn words(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let said = text.replace(" · ", ", ").replace(" › ", ", ").replace("≈ ", "").replace('×', " by ");
    said.into()
}

/// Whether there is nothing in a text to be said: lines, blocks, arrows of folds, the mark of the cursor.
pub(super) fn is_drawing(text: &str) -> bool {
    let mut signs = text.chars().filter(|sign| *sign != ' ').peekable();
    signs.peek().is_some() && signs.all(|sign| matches!(sign, '\u{2500}'..='\u{25ff}' | '❯' | '✎' | '≈'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_counts_are_said_as_people_say_them() {
        assert_eq!(
            [1, 45, 60, 150].map(about),
            ["about 1 minute", "about 45 minutes", "about 1 hour", "about 2 hours 30 minutes"]
        );
        let leaves = |complete: usize, total: usize, beyond: usize| {
            let status = |number| if number < complete { Status::Done } else { Status::Todo };
            let required = (0..total).map(|number| Tally::of_leaf(status(number), false));
            let beyond = (0..beyond).map(|_| Tally::of_leaf(Status::Done, true));
            required.chain(beyond).fold(Tally::default(), |sum, one| sum + one)
        };
        let said = [(0, 3), (2, 3), (3, 3), (1, 1), (0, 0)].map(|(of, all)| tally(leaves(of, all, 0), Status::Todo));
        assert_eq!(said, ["0 of 3 done", "2 of 3 done", "all 3 done", "done", "optional"]);
        assert_eq!(whole(leaves(17, 46, 1)), "17 of 46 done, 1 optional done, 37 percent");
    }

    #[test]
    fn whole_facts_go_first_and_what_a_topic_is_marked_as_last() {
        let told = |title: &str, state, facts: &[&str], room| {
            let facts = facts.iter().map(ToString::to_string).collect();
            named(|room| fit(title, room).into_owned(), state, facts, room)
        };
        let said = |room| told("Rate limiting", "in progress", &["1 of 2 in APIs", "level 3"], room);
        assert_eq!(said(51), "Rate limiting, in progress, 1 of 2 in APIs, level 3");
        assert_eq!(said(50), "Rate limiting, in progress, 1 of 2 in APIs", "whole facts go");
        assert_eq!(said(41), "Rate limiting, in progress");
        assert_eq!(said(25), "Rate limiti…, in progress");
        assert_eq!(fit(&said(12), 12), "Rate…, in p…");
        assert_eq!(told("Rate limiting", "done", &[], 19), "Rate limiting, done");
        let choice = told("Programming language", "chosen: Go (high-performance)", &[], 34);
        assert_eq!(fit(&choice, 34), "Programming lang…, chosen: Go (hi…");
    }

    #[test]
    fn only_drawing_is_not_said() {
        for drawn in ["❯", "▕███▏", "──┬──", " ▸ ", "│"] {
            assert!(is_drawing(drawn), "{drawn}");
        }
        for said in ["a", "[✓]", "…", "–", "?", " ", ""] {
            assert!(!is_drawing(said), "{said}");
        }
        assert_eq!(words("Rust › Write · 2 to go"), "Rust, Write, 2 to go");
    }
}
