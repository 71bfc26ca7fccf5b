//! What the screen and the command line both say, said once.

use std::fmt::Display;

use super::edit::{Edit, Machine};
use super::library::Library;
use super::next::Reason;
use super::roadmap::{Place, Roadmap, RoadmapId, TopicId};
use super::tally::Tally;
use super::text::{SafeText, capitalised};

/// A number with its word: `1 topic`, `3 topics`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1.into() { one } else { many })
}

/// Why a step and no other, as a clause: `ready after REST API design`.
pub fn why(roadmap: &Roadmap, reason: &Reason) -> String {
    match reason {
        Reason::InProgress => "in progress".to_owned(),
        Reason::InOrder => "next in order".to_owned(),
        Reason::Ready { after } => {
            let titles: Vec<_> = after.iter().map(|&place| roadmap[place].title.as_str()).collect();
            format!("ready after {}", titles.join(", "))
        }
        Reason::Choice { left, recommended: true, .. } => format!("choose {left}; this one is recommended"),
        Reason::Choice { left, recommended: false, .. } => format!("choose {left} of these"),
        Reason::BeforeIts { missing } => format!("best after {}", SafeText::line(roadmap.required(missing))),
    }
}

/// What keeps a file of progress, `what`, from being written: a clause.
pub fn newer(what: &str) -> String {
    format!("{what} was written by a newer milepost, and this one only reads it")
}

/// What can be done about it.
pub const UPDATE: &str = "Update milepost, or use --data DIR for a separate one.";

/// So many lines that cannot be read are numbered; of more it is only known that they are there.
pub const MOST_NUMBERED: usize = 10_000;

/// Lines of the progress file that cannot be read, by their numbers; the first of them are named.
pub fn unreadable_lines(numbers: &[u64]) -> String {
    const NAMED: usize = 3;
    let named: Vec<_> = numbers.iter().take(NAMED).map(u64::to_string).collect();
    let more = if numbers.len() > NAMED { ", …" } else { "" };
    let or_more = if numbers.len() < MOST_NUMBERED { "" } else { " or more" };
    let lines = count(numbers.len(), "line", "lines") + or_more;
    let named = named.join(", ");
    format!("{lines} of progress.jsonl cannot be read ({named}{more}). Everything else counts; nothing was deleted.")
}

/// Edits of the progress file that are kept and not folded.
pub fn late(number: usize) -> String {
    let edits = count(number, "edit of progress.jsonl is", "edits of progress.jsonl are");
    format!("{edits} dated after 2099: kept, but not counted.")
}

/// Why nothing can be changed any more: a clause.
pub const AT_ITS_END: &str = "an edit of progress.jsonl bears the last instant of 2099, so none can come after it";

/// What can be done about it.
pub const TAKE_OUT: &str = "`milepost log` names it: take its line out of the file.";

/// Why a machine of which nothing is left has nothing to take back: a clause.
pub fn newest_of(machine: &Machine) -> String {
    format!("the newest edits are of {}", SafeText::line(&machine.0))
}

/// A clause as a sentence.
pub fn sentence(clause: &str) -> String {
    if clause.is_empty() { String::new() } else { format!("{}.", capitalised(clause)) }
}

/// `37%`; a dash where nothing is counted.
pub fn percent(tally: Tally) -> String {
    tally.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
}

/// `2 topics were added`.
pub fn added(topics: usize) -> String {
    count(topics, "topic was added", "topics were added")
}

/// What is left when all that is required is done.
pub fn only_optional(left: u32) -> String {
    format!("All required topics done. {} left.", count(left, "optional one", "optional ones"))
}

/// The choices inside a topic that nobody can make but the learner: `Left to choose: Language.`
pub fn left_to_choose(roadmap: &Roadmap, choices: impl Iterator<Item = Place>) -> Option<String> {
    let titles: Vec<_> = choices.map(|choice| roadmap[choice].title.as_str()).collect();
    (!titles.is_empty()).then(|| format!("Left to choose: {}.", titles.join(", ")))
}

/// The title of a topic; its id, if no roadmap at hand has it.
pub fn title(library: &Library, roadmap: &RoadmapId, topic: &TopicId) -> SafeText {
    let found = library.find(roadmap, topic);
    found.map_or_else(|| SafeText::line(&topic.0), |(entry, place)| entry.roadmap[place].title.clone())
}

/// What an undo or redo came to, up to `most` topics one by one: `JWT is to do again.` To be asked when the library has
/// followed it.
pub fn reversed(library: &Library, edits: &[&Edit], most: usize) -> String {
    match edits.len() {
        count if count <= most => edits.iter().map(|edit| reversed_one(library, edit)).collect::<Vec<_>>().join(" "),
        count if edits.iter().any(|edit| edit.redo.is_some()) => format!("{count} topics are changed again."),
        count => format!("{count} topics are as before."),
    }
}

fn reversed_one(library: &Library, edit: &Edit) -> String {
    let title = title(library, &edit.roadmap, &edit.topic);
    let shown = library.find(&edit.roadmap, &edit.topic).map(|(entry, place)| entry.standing.status(place));
    match edit.set.status {
        Some(status) => format!("{title} is {} again.", shown.unwrap_or(status).words()),
        None if edit.set.note.is_some() => format!("the note of {title} is as before."),
        None if edit.set.recall.is_some() => format!("the answer to {title} is as before."),
        None if edit.set.proof.is_some() => format!("the proof of {title} is as before."),
        None => format!("{title} is as before."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1_u32, "topic", "topics"), "1 topic");
        assert_eq!(count(0_usize, "topic", "topics"), "0 topics");
        assert_eq!(only_optional(1), "All required topics done. 1 optional one left.");
        assert_eq!(only_optional(2), "All required topics done. 2 optional ones left.");
    }

    #[test]
    fn of_many_lines_the_first_are_named() {
        let told = |numbers: &[u64]| unreadable_lines(numbers).split(". ").next().unwrap().to_owned();
        assert_eq!(told(&[7]), "1 line of progress.jsonl cannot be read (7)");
        assert_eq!(told(&[1, 2, 3]), "3 lines of progress.jsonl cannot be read (1, 2, 3)");
        assert_eq!(told(&[1, 2, 3, 9]), "4 lines of progress.jsonl cannot be read (1, 2, 3, …)");
    }

    #[test]
    fn a_clause_becomes_a_sentence() {
        assert_eq!(sentence("ready after JWT"), "Ready after JWT.");
        assert_eq!(sentence("über alles"), "Über alles.");
        assert_eq!(sentence(""), "");
    }
}
