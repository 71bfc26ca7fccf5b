//! What to learn next over all roadmaps.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::library::Library;
use super::log::Log;
use super::next::{Next, Reason, Step};
use super::roadmap::Place;

/// The best `most` next steps of all roadmaps, each with the number of its roadmap: one of each in turn, those that
/// were touched last first; those that were never touched come after the others. What several share is suggested once.
pub fn agenda(library: &Library, log: &Log, most: usize) -> Vec<(usize, Step)> {
    let touched = |number: &usize| log.last_activity(&library.entries()[*number].roadmap.id).map(|last| last.at);
    let (mut begun, new): (Vec<_>, Vec<_>) = (0..library.entries().len()).partition(|number| touched(number).is_some());
    begun.sort_by_key(|number| Reverse(touched(number)));
    let mut met = HashSet::new();
    let mut agenda = in_turn(library, begun, most, &mut met);
    if agenda.len() < most {
        agenda.extend(in_turn(library, new, most, &mut met));
    }
    agenda.truncate(most);
    agenda
}

/// One step of each of these roadmaps in turn, as long as they have any of `most`.
fn in_turn<'a>(
    library: &'a Library,
    numbers: Vec<usize>,
    most: usize,
    met: &mut HashSet<&'a str>,
) -> Vec<(usize, Step)> {
    let mut queues: Vec<_> = numbers
        .into_iter()
        .map(|number| match library.next(number, most) {
            Next::Steps(steps) => (number, steps.into_iter()),
            Next::OnlyOptional { .. } | Next::Finished => (number, Vec::new().into_iter()),
        })
        .collect();
    let mut agenda = Vec::new();
    while !queues.is_empty() {
        queues.retain_mut(|(number, steps)| {
            let news = steps.find(|step| is_news(library, *number, step, met));
            let is_left = news.is_some();
            agenda.extend(news.map(|step| (*number, step)));
            is_left
        });
    }
    agenda
}

/// Whether a step teaches no concept that one before it does; its concepts are then taught.
fn is_news<'a>(library: &'a Library, number: usize, step: &Step, met: &mut HashSet<&'a str>) -> bool {
    let roadmap = &library.entries()[number].roadmap;
    let group = match step.reason {
        Reason::Choice { group, .. } => Some(group),
        _ => None,
    };
    let concepts = |place: Place| roadmap[place].concepts.iter().filter(|concept| !concept.related);
    let concepts: Vec<_> =
        std::iter::once(step.place).chain(group).flat_map(concepts).map(|concept| &*concept.name).collect();
    let is_news = !concepts.iter().any(|concept| met.contains(concept));
    if is_news {
        met.extend(concepts);
    }
    is_news
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;

    use super::super::edit::{Change, Machine, Now};
    use super::super::entry::Origin;
    use super::super::roadmap::{RoadmapId, TopicId};
    use super::super::sketch;
    use super::super::status::Status;
    use super::*;

    /// The agenda of three drawings, `a` untouched, `b` touched first, `c` last.
    fn told(drawings: [&str; 3], most: usize) -> String {
        let mut log = Log::new(Machine("m".into()), 1);
        for (second, roadmap) in ["b", "c"].into_iter().enumerate() {
            let set = Change { status: Some(Status::Known), ..Change::default() };
            let now = Now { at: sketch::second(second + 1), offset: Offset::UTC };
            let edits = log.compose(now, &RoadmapId(roadmap.into()), vec![(TopicId("s/known".into()), set)]);
            log.absorb(edits);
        }
        let mut library = Library::default();
        let roadmaps = ["a", "b", "c"].into_iter().zip(drawings);
        library.add(roadmaps.map(|(id, lines)| (sketch::roadmap(id, lines), Origin::Bundled)).collect(), &log);
        let slug = |(number, step): (usize, Step)| {
            let roadmap = &library.entries()[number].roadmap;
            format!("{}:{}", roadmap.id.0, sketch::slugs(roadmap, [step.place]))
        };
        agenda(&library, &log, most).into_iter().map(slug).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_of_each_in_turn_the_one_touched_last_first() {
        let drawings = ["s\n  x\n  y", "s\n  known\n  u\n  v\n  w", "s\n  known\n  z"];
        assert_eq!(told(drawings, 9), "c:z b:u b:v b:w a:x a:y");
        assert_eq!(told(drawings, 2), "c:z b:u");
        assert_eq!(
            told(["s\n  x", "s\n  known", "s\n  known"], 2),
            "a:x",
            "what was never touched, if nothing else is"
        );
    }

    #[test]
    fn what_is_shared_is_suggested_once() {
        let choice = "s\n  known\n  c pick=1 #lang\n    go\n    rust recommended #rust";
        let drawings = ["s\n  r #rust\n  l #lang\n  x", choice, "s\n  known\n  jwt #jwt ~rust"];
        assert_eq!(told(drawings, 9), "c:jwt b:rust a:x");
    }
}
