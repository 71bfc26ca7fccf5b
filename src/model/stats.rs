//! What can be said of learning over time: days, pace and a careful forecast. Knows no clock: today is told.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::edit::Now;
use super::entry::Entry;
use super::learning::Learning;
use super::library::Library;
use super::log::{Learned, Log};
use super::roadmap::Place;
use super::status::Status;

/// How many topics were learned on each local day: done ones, by the day of the tick that stands. What was known before
/// is not among them, nor what was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    learned: BTreeMap<Date, u32>,
}

/// How fast topics were learned lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Topics learned in the days that count.
    learned: u32,
    /// The last 28 days, or those since the first topic; a week at least.
    days: u32,
}

/// Time that the author gives for what is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimated {
    pub minutes: u32,
    /// How many of the topics that are left have an estimate.
    pub topics: u32,
}

/// One roadmap over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    pub today: Date,
    pub days: Days,
    /// What was learned, the newest day first; within a day in the order of the ticks.
    pub recent: Vec<(Date, Vec<Place>)>,
    pub pace: Option<Pace>,
    /// What is missing from 100 %, in file order. Of an open choice all its options.
    pub missing: Vec<Place>,
    pub estimated: Option<Estimated>,
}

/// All roadmaps over time. What several of them share is counted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub today: Date,
    pub days: Days,
    pub learned: u32,
    pub known: u32,
    pub pace: Option<Pace>,
}

impl Now {
    /// The local day.
    pub fn date(self) -> Date {
        self.offset.to_datetime(self.at).date()
    }
}

impl Days {
    fn of(dates: impl IntoIterator<Item = Date>) -> Self {
        let mut days = Self::default();
        for date in dates {
            *days.learned.entry(date).or_default() += 1;
        }
        days
    }

    /// Topics learned on one day.
    pub fn on(&self, day: Date) -> u32 {
        self.learned.get(&day).copied().unwrap_or(0)
    }

    /// How dark a day is on the map, from 0 to 4: nothing, 1, 2 to 3, 4 to 6, more.
    pub fn level(&self, day: Date) -> usize {
        match self.on(day) {
            0 => 0,
            1 => 1,
            2..=3 => 2,
            4..=6 => 3,
            7.. => 4,
        }
    }

    pub fn first(&self) -> Option<Date> {
        self.learned.keys().next().copied()
    }

    /// The days on which something was learned, with how much, the oldest first.
    pub fn active(&self) -> impl ExactSizeIterator<Item = (Date, u32)> {
        self.learned.iter().map(|(&day, &count)| (day, count))
    }

    /// The Mondays of so many weeks, the oldest first, that of `today` last.
    pub fn weeks(today: Date, count: u16) -> impl DoubleEndedIterator<Item = Date> {
        let monday = before(today, today.weekday().to_monday_zero_offset().into());
        (0..i32::from(count)).rev().map(move |week| before(monday, week * 7))
    }
}

impl Pace {
    /// The days whose topics count.
    const WINDOW: i32 = 28;
    /// Without so many topics, over so many days, there is no pace to speak of.
    const LEAST: (usize, i32) = (5, 7);

    /// The pace of somebody who learned topics on these days. There is none before five topics over seven days, nor
    /// after 28 days without any.
    fn of(mut dates: Vec<Date>, today: Date) -> Option<Self> {
        dates.retain(|&date| date <= today);
        dates.sort_unstable();
        let (first, last) = (*dates.first()?, *dates.last()?);
        if dates.len() < Self::LEAST.0 || between(first, last) + 1 < Self::LEAST.1 {
            return None;
        }
        let learned = dates.iter().filter(|&&date| between(date, today) < Self::WINDOW).count();
        let days = (between(first, today) + 1).clamp(7, Self::WINDOW);
        (learned > 0).then(|| Self { learned: learned.try_into().unwrap_or(u32::MAX), days: days.unsigned_abs() })
    }

    /// Topics a week, rounded half up; 0 stands for fewer than one in two weeks.
    pub fn per_week(self) -> u32 {
        let (learned, days) = (u64::from(self.learned), u64::from(self.days));
        u32::try_from((14 * learned + days) / (2 * days)).unwrap_or(u32::MAX)
    }

    /// How many more weeks so many topics take, from brisk (×0.8) to slow (×1.3); at least one.
    pub fn weeks_for(self, left: u32) -> RangeInclusive<u32> {
        let (days, learned) = (u64::from(left) * u64::from(self.days), u64::from(self.learned));
        let rounded = |tenths: u64| {
            let (above, below) = (days * tenths, 70 * learned);
            u32::try_from((2 * above + below) / (2 * below)).unwrap_or(u32::MAX).max(1)
        };
        rounded(8)..=rounded(13)
    }
}

impl Stats {
    pub fn of(entry: &Entry, log: &Log, now: Now) -> Self {
        let ticks = log.learned();
        let mut learned: Vec<_> =
            entry.roadmap.leaves().filter_map(|leaf| Some((entry.learned(log, &ticks, leaf)?, leaf))).collect();
        learned.sort_unstable();
        let mut by_day: BTreeMap<Date, Vec<Place>> = BTreeMap::new();
        for &(at, leaf) in &learned {
            by_day.entry(at.day.date()).or_default().push(leaf);
        }
        let missing: Vec<_> = entry.roadmap.leaves().filter(|&leaf| entry.is_missing(leaf)).collect();
        Self {
            today: now.date(),
            days: Days::of(learned.iter().map(|(at, _)| at.day.date())),
            recent: by_day.into_iter().rev().collect(),
            pace: Pace::of(required(entry, &learned), now.date()),
            estimated: estimated(entry, &missing),
            missing,
        }
    }

    /// How many more weeks `left` topics will take, if that can be said at all.
    pub fn forecast(&self, left: u32) -> Option<RangeInclusive<u32>> {
        self.pace.filter(|_| left > 0).map(|pace| pace.weeks_for(left))
    }
}

impl Activity {
    pub fn of(library: &Library, learning: &Learning, now: Now) -> Self {
        let mut met = HashMap::new();
        let mut is_first = |number: usize, leaf: Place| is_first(&mut met, library, number, leaf);
        let dates: Vec<_> = learning
            .topics()
            .filter(|&(_, number, leaf)| is_first(number, leaf))
            .map(|(at, ..)| at.day.date())
            .collect();
        let mut known = 0;
        for (number, entry) in library.entries().iter().enumerate() {
            let leaves = entry.roadmap.leaves().filter(|&leaf| entry.own().status(leaf) == Status::Known);
            known += leaves.filter(|&leaf| is_first(number, leaf)).count();
        }
        Self {
            today: now.date(),
            learned: dates.len().try_into().unwrap_or(u32::MAX),
            known: known.try_into().unwrap_or(u32::MAX),
            days: Days::of(dates.iter().copied()),
            pace: Pace::of(dates, now.date()),
        }
    }
}

/// Whether no other roadmap has brought one of the topic's concepts yet; they are then this roadmap's.
fn is_first<'a>(met: &mut HashMap<&'a str, usize>, library: &'a Library, number: usize, leaf: Place) -> bool {
    let concepts = || library.entries()[number].roadmap[leaf].concepts.iter().filter(|concept| !concept.related);
    let is_first = concepts().all(|concept| *met.get(&*concept.name).unwrap_or(&number) == number);
    for concept in concepts() {
        met.entry(&concept.name).or_insert(number);
    }
    is_first
}

/// The days of learned topics that count toward the total: of a choice no more than it asks for, the first ones.
fn required(entry: &Entry, learned: &[(Learned, Place)]) -> Vec<Date> {
    let Entry { roadmap, standing, .. } = entry;
    let mut chosen: HashMap<Place, u32> = HashMap::new();
    let counts = |leaf: Place, chosen: &mut HashMap<Place, u32>| {
        let Some(choice) = roadmap[leaf].parent.filter(|_| roadmap.is_option(leaf)) else { return true };
        let tally = standing.tally(choice);
        let taken = chosen.entry(choice).or_default();
        *taken += 1;
        *taken <= tally.complete.saturating_sub(tally.count(Status::Known))
    };
    let wanted = learned.iter().filter(|(_, leaf)| !roadmap[*leaf].beyond_required);
    wanted.filter(|(_, leaf)| counts(*leaf, &mut chosen)).map(|(at, _)| at.day.date()).collect()
}

/// What the author's estimates of the missing topics add up to. Of an open choice as many options as are still to be
/// picked, recommended ones first.
fn estimated(entry: &Entry, missing: &[Place]) -> Option<Estimated> {
    let Entry { roadmap, standing, .. } = entry;
    let mut sorted = missing.to_vec();
    sorted.sort_by_key(|&leaf| (!roadmap[leaf].recommended.holds(), leaf));
    let mut picked: HashMap<Place, u32> = HashMap::new();
    let mut sum = Estimated::default();
    for leaf in sorted {
        if let Some(choice) = roadmap[leaf].parent.filter(|_| roadmap.is_option(leaf)) {
            let picked = picked.entry(choice).or_default();
            *picked += 1;
            if *picked > standing.to_pick(roadmap, choice) {
                continue;
            }
        }
        if let Some(minutes) = roadmap[leaf].estimate_minutes {
            sum.minutes = sum.minutes.saturating_add(minutes);
            sum.topics += 1;
        }
    }
    (sum.topics > 0).then_some(sum)
}

/// Whole days from one date to a later one.
fn between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span: Span| span.get_days())
}

fn before(date: Date, days: i32) -> Date {
    date.saturating_sub(days.days())
}

#[cfg(test)]
mod tests;
