//! The topic that an argument means.

use super::context::Context;
use super::refusal::{Candidate, Kind, Refusal};
use super::table::{padded, widths};
use crate::model::{Place, Resolved, resolve};

/// The topic that `name` means, in the roadmap `only` if one is given: the number of its roadmap, and its place.
pub(super) fn find(context: &Context, name: &str, only: Option<usize>) -> anyhow::Result<(usize, Place)> {
    let candidates = |topics: &[(usize, Place)]| -> Vec<_> {
        topics.iter().map(|&(number, place)| Candidate::new(context.entry(number), place)).collect()
    };
    match resolve(&context.library, name, only) {
        Resolved::Topic(number, place) => Ok((number, place)),
        Resolved::Ambiguous(topics) => Err(ambiguous(name, candidates(&topics)).into()),
        Resolved::Missing(closest) => {
            let within = only.map(|number| format!(" in {}", context.entry(number).roadmap.id.0)).unwrap_or_default();
            Err(missing(name, &within, candidates(&closest)).into())
        }
    }
}

/// The same for a leaf. A parent is refused with the leaves inside it.
pub(super) fn find_leaf(context: &Context, name: &str, only: Option<usize>) -> anyhow::Result<(usize, Place)> {
    let (number, place) = find(context, name, only)?;
    let entry = context.entry(number);
    if entry.roadmap.is_leaf(place) {
        return Ok((number, place));
    }
    let inside = entry.roadmap.leaves_of(place).map(|leaf| Candidate::new(entry, leaf)).collect::<Vec<_>>();
    let hints = columns(&inside, |topic| [topic.title.clone(), topic.id.clone()]);
    let title = &entry.roadmap[place].title;
    let refusal = Refusal::new(Kind::Ambiguous, format!("{title} holds several topics. Which one?"));
    Err(Refusal { hints, candidates: inside, ..refusal }.into())
}

fn ambiguous(name: &str, candidates: Vec<Candidate>) -> Refusal {
    const SHOWN: usize = 12;
    let count = candidates.len();
    let mut refusal = Refusal::new(Kind::Ambiguous, format!("\"{name}\" matches {count} topics. Which one?"));
    refusal.hints = columns(&candidates[..count.min(SHOWN)], |topic| [topic.roadmap.clone(), topic.id.clone()]);
    if count > SHOWN {
        refusal.hints.push(format!("and {} more", count - SHOWN));
    }
    if candidates.iter().any(|topic| topic.roadmap != candidates[0].roadmap) {
        refusal.hints.push("--in ROADMAP looks in one roadmap only.".to_owned());
    }
    Refusal { candidates, ..refusal }
}

fn missing(name: &str, within: &str, candidates: Vec<Candidate>) -> Refusal {
    let mut refusal = Refusal::new(Kind::NotFound, format!("no topic matches \"{name}\"{within}"));
    let closest = columns(&candidates, |topic| [topic.title.clone(), format!("{}:{}", topic.roadmap, topic.id)]);
    let leads = std::iter::once("Closest: ").chain(std::iter::repeat("         "));
    refusal.hints = leads.zip(closest).map(|(lead, line)| format!("{lead}{line}")).collect();
    Refusal { candidates, ..refusal }
}

/// Lines of two columns.
pub(super) fn columns(topics: &[Candidate], row: impl Fn(&Candidate) -> [String; 2]) -> Vec<String> {
    let rows: Vec<_> = topics.iter().map(row).collect();
    let width = widths(&rows)[0];
    rows.iter().map(|[first, second]| format!("{}  {second}", padded(first, width))).collect()
}
