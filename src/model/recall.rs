//! Recall: which learned topics are worth explaining again today.
//!
//! A topic that was learned climbs a ladder of days. It is due once the days of its next step have passed, since it was
//! learned or since it was answered last. `solid` climbs a step, `shaky` stays on it, `forgot` begins at the bottom;
//! above the last step a topic rests for good. What was ticked anew after an answer begins anew. Only done topics are
//! asked: what was known before, skipped or taken back is not.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::answer::Recalled;
use super::edit::{Now, Recorded};
use super::learning::Learning;
use super::library::Library;
use super::log::{Learned, Log};
use super::roadmap::Place;

/// Where a topic stands on the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rung {
    /// The step that comes next, from 0.
    pub step: u8,
    /// The local day from which on it is due.
    pub due: Date,
}

/// A topic that is worth recalling. Ordered: what is on a lower step fades faster, then what has waited longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    pub rung: Rung,
    pub learned: Learned,
    /// The number of the roadmap.
    pub number: usize,
    pub place: Place,
}

impl Due {
    /// So many are asked at a time.
    pub const AT_A_TIME: usize = 5;
}

/// Where a topic stands that was learned then, with the newest answer that is recorded. `None`: it rests.
///
/// An answer of an earlier learning counts no more. By its stamp, which no clock can turn round; and by its day, since
/// undo brings old answers back.
pub fn rung(learned: Learned, newest: Option<&Recorded<Option<Recalled>>>, ladder: &[u16]) -> Option<Rung> {
    let begun = learned.day.date();
    let answer = newest.filter(|newest| newest.stamp.at >= learned.at).and_then(|newest| newest.value);
    let (step, since) =
        answer.filter(|answer| answer.on >= begun).map_or((0, begun), |answer| (answer.step, answer.on));
    let days = *ladder.get(usize::from(step))?;
    Some(Rung { step, due: since.saturating_add(i32::from(days).days()) })
}

/// The learned topics that are asked at all: what several roadmaps share only where it was learned first.
pub fn asked(library: &Library, learning: &Learning) -> Vec<(Learned, usize, Place)> {
    let mut asked = Asked::default();
    learning.topics().filter(|&(_, number, place)| asked.is_new(library, number, place)).collect()
}

/// What is worth recalling today, in the order in which it is asked.
pub fn due(library: &Library, log: &Log, learning: &Learning, now: Now, ladder: &[u16]) -> Vec<Due> {
    let today = now.date();
    let mut due: Vec<_> = asked(library, learning)
        .into_iter()
        .filter_map(|(learned, number, place)| {
            let rung = rung(learned, library.recall(log, number, place), ladder)?;
            (rung.due <= today).then_some(Due { rung, learned, number, place })
        })
        .collect();
    due.sort_unstable();
    due
}

/// The concepts that are asked already, each with the roadmap in which it was learned first.
#[derive(Default)]
struct Asked<'a>(HashMap<&'a str, usize>);

impl<'a> Asked<'a> {
    /// Whether a topic is to be asked itself: not all of its concepts are asked in other roadmaps. What several share
    /// is so asked once, where it was learned first, whether it is due or rests there.
    fn is_new(&mut self, library: &'a Library, number: usize, place: Place) -> bool {
        let concepts = || library.entries()[number].roadmap[place].concepts.iter().filter(|concept| !concept.related);
        let is_elsewhere = |name: &str| self.0.get(name).is_some_and(|&first| first != number);
        if concepts().next().is_some() && concepts().all(|concept| is_elsewhere(&concept.name)) {
            return false;
        }
        for concept in concepts() {
            self.0.entry(&concept.name).or_insert(number);
        }
        true
    }
}

#[cfg(test)]
mod tests;
