//! `milepost done`, `start`, `know`, `skip` and `reset`: marks, all of a command or none.

use std::collections::{BTreeMap, BTreeSet};

use super::args::Topics;
use super::change;
use super::context::Context;
use super::output::Output;
use super::refusal::{Candidate, Exit, Kind, Refusal};
use super::topic::{self, columns};
use crate::model::{Action, Outcome, Place, Status, act, words};

/// One TOPIC: where it is, and what becomes of it.
struct Wish {
    number: usize,
    place: Place,
    changes: Vec<(Place, Status)>,
}

pub(super) fn run(action: Action, asked: &Topics, context: &mut Context, output: &mut Output) -> anyhow::Result<Exit> {
    let only = asked.within.roadmap.as_ref().map(|name| context.roadmap(name, output)).transpose()?;
    let wishes = asked.topics.iter().map(|name| wish(action, name, only, context));
    let mut wishes = wishes.collect::<anyhow::Result<Vec<_>>>()?;
    // A topic that is named twice is meant once.
    let mut seen = BTreeSet::new();
    wishes.retain(|wish| seen.insert((wish.number, wish.place)));
    let edits = context.compose(&together(&wishes));
    if !edits.is_empty() {
        context.save(&edits, output)?;
    }
    if output.json {
        output.answer(change::answer(context, &edits))?;
    } else {
        tell(action, &wishes, !edits.is_empty(), context, output)?;
    }
    Ok(Exit::Done)
}

fn wish(action: Action, name: &str, only: Option<usize>, context: &Context) -> anyhow::Result<Wish> {
    let (number, place) = topic::find(context, name, only)?;
    let entry = context.entry(number);
    let options = |group: Place| -> Vec<_> {
        entry.roadmap.children(group).map(|option| Candidate::new(entry, option)).collect()
    };
    let listed = |kind, message: String, group| {
        let candidates = options(group);
        let hints = columns(&candidates, |topic| [topic.title.clone(), topic.id.clone()]);
        Err(Refusal { hints, candidates, ..Refusal::new(kind, message) }.into())
    };
    let title = &entry.roadmap[place].title;
    match act(&entry.roadmap, &entry.standing, place, action, false) {
        Outcome::Changes(changes) => Ok(Wish { number, place, changes }),
        Outcome::Nothing => Ok(Wish { number, place, changes: Vec::new() }),
        Outcome::Choose { group, pick, options } => {
            let title = &entry.roadmap[group].title;
            listed(Kind::Choice, format!("{title} is a choice. Choose {pick} of {options}:"), group)
        }
        Outcome::TooBroad => {
            listed(Kind::Ambiguous, format!("{title} holds several topics. Which one do you begin with?"), place)
        }
    }
}

/// The changes by roadmap, each leaf once.
fn together(wishes: &[Wish]) -> Vec<(usize, Vec<(Place, Status)>)> {
    let mut changes: BTreeMap<usize, BTreeMap<Place, Status>> = BTreeMap::new();
    for wish in wishes.iter().filter(|wish| !wish.changes.is_empty()) {
        changes.entry(wish.number).or_default().extend(wish.changes.iter().copied());
    }
    changes.into_iter().map(|(number, leaves)| (number, leaves.into_iter().collect())).collect()
}

/// One line for each roadmap: what is so now, the new total, and the way back.
fn tell(action: Action, wishes: &[Wish], changed: bool, context: &Context, output: &mut Output) -> anyhow::Result<()> {
    let numbers: BTreeSet<_> = wishes.iter().map(|wish| wish.number).collect();
    let last = numbers.last().copied();
    for number in numbers {
        let of_this = wishes.iter().filter(|wish| wish.number == number);
        let sentences: Vec<_> = of_this.map(|wish| sentence(action.status(), wish, context)).collect();
        let undo = if changed && Some(number) == last { " Undo: milepost undo" } else { "" };
        let entry = context.entry(number);
        let (id, total) = (&entry.roadmap.id.0, change::counted(entry, output));
        output.confirm(&format!("{id}: {} {total}{undo}", sentences.join(" ")))?;
    }
    Ok(())
}

fn sentence(wished: Status, wish: &Wish, context: &Context) -> String {
    let entry = context.entry(wish.number);
    let title = &entry.roadmap[wish.place].title;
    let said = wished.words();
    match wish.changes.len() {
        0 if entry.standing.status(wish.place) == wished => format!("{title} is {said} already."),
        0 => format!("Nothing in {title} is left to change."),
        1 if entry.roadmap.is_leaf(wish.place) => {
            format!("{title} is {said}{}.", change::aside(entry, wish.place))
        }
        1 => format!("1 topic of {title} is {said}."),
        count => {
            let left = words::left_to_choose(&entry.roadmap, entry.choices_left(wish.place))
                .map(|left| format!(" {left}"))
                .unwrap_or_default();
            format!("{count} topics of {title} are {said}.{left}")
        }
    }
}
